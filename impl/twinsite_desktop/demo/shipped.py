"""The scenarios that come with the package."""

from importlib import resources
from pathlib import Path

from twinsite_desktop.demo.errors import InputError
from twinsite_desktop.demo.files import read_bytes
from twinsite_desktop.demo.reader import read_scenario
from twinsite_desktop.demo.scenario import Scenario

NAMES = (
    "site-failure",
    "return-after-repair",
    "phone-lost",
    "both-sites-down",
    "second-failure",
)
"""Their names, the simplest first."""


def shipped(name: str) -> Scenario:
    """Return a scenario of the package."""
    file = resources.files(__package__) / "scenarios" / f"{name}.toml"
    return read_scenario(file.read_bytes(), where=f"{name}.toml")


def find(name: str) -> Scenario:
    """Return a scenario by its name in the package, or from a file.

    Raises:
        InputError: if there is neither, or the file is no scenario.
    """
    if name in NAMES:
        return shipped(name)
    path = Path(name)
    if not _is_there(path):
        raise InputError(
            "there is no such file, and no scenario of this name",
            where=name,
            remedy=f"Name a file, or one of {', '.join(NAMES)}.",
        )
    return read_scenario(read_bytes(path), where=name)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a null character
        return False
