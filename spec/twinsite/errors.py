"""The errors that a user of the package can meet.

Every message says what is wrong, where, and what to do about it.
"""

from functools import partial


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

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Cross from one process to another with all three parts."""
        return partial(InputError, where=self.where, remedy=self.remedy), (self.what,)


class BrokenDownError(TwinsiteError):
    """The work could not go on, and nobody's input is to blame: a full disk, a lost process.

    It is no verdict.  The command line prints the message and exits with status 70.
    """

    def __init__(self, what: str, *, remedy: str = "") -> None:
        """Keep the parts of the message.

        Args:
            what: What happened, as a clause without a full stop.
            remedy: What the user can do, as a sentence; empty if nothing is known.
        """
        super().__init__(f"{what}. {remedy}".rstrip())
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Cross from one process to another with both parts."""
        return partial(BrokenDownError, remedy=self.remedy), (self.what,)
