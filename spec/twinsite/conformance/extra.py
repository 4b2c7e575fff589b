"""What only the extra ``conformance`` installs."""

from importlib.util import find_spec

from twinsite.errors import InputError


def require(library: str, *, by: str, where: str, otherwise: str = "") -> None:
    """See that a library is there that is not installed with the package.

    Args:
        library: Its name, which in lower case is that of its module.
        by: Who needs it, in the plural.
        where: What the user has asked for.
        otherwise: What can be done instead of installing it, as a clause.

    Raises:
        InputError: if it is not.
    """
    if find_spec(library.lower()) is None:
        raise InputError(
            f"{by} need {library}, which is not installed",
            where=where,
            remedy=f"Run pip install 'twinsite[conformance]'{otherwise}.",
        )
