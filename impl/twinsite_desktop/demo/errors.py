"""What can be wrong with what a user hands to the demonstration."""

from twinsite_desktop.errors import DesktopError


class InputError(DesktopError):
    """A user has named or written something that cannot be used; the message says what to do."""

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        """Put the message together.

        Args:
            what: What is wrong, as a clause.
            where: The file, and the line or the key in it.
            remedy: What the user can do, as a sentence.
        """
        super().__init__(f"{where}: {what}.\n{remedy}")
