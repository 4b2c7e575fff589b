"""What can go wrong in the use of the core."""


class DesktopError(Exception):
    """Any error of this package."""


class LocalError(DesktopError):
    """The caller has made a mistake; nothing has changed."""


class WrongEventError(LocalError):
    """An event was passed in that this core can never receive."""
