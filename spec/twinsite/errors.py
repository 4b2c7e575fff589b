"""The errors that a user of the package can meet.

Every message says what is wrong, where, and what to do about it.
"""


class TwinsiteError(Exception):
    """Any error that this package raises on purpose."""


class InputError(TwinsiteError):
    """Something that the user gave cannot be used: a file, an option, a name.

    The command line prints the message without a traceback and exits with status 2.
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        """Keep the three parts of the message.

        Args:
            what: What is wrong, as a clause without a full stop.
            where: File, table, option or argument in which it stands.
            remedy: What the user can do, as a sentence.
        """
        super().__init__(f"{where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy
