"""The test suites that are shipped: binary files, compared by what they rest on."""

from pathlib import Path

from twinsite.conformance.shipped_suites import SHIPPED, file_of, is_current, packed
from twinsite.conformance.test_suite import suite_of
from twinsite.files import write_bytes
from twinsite.model.profile import Profile
from twinsite.upkeep.checkout import ROOT
from twinsite.upkeep.stage import Standing, Watch

FOLDER = Path("spec/twinsite/conformance/suites")


def _stale() -> tuple[Profile, ...]:
    return tuple(p for p in map(Profile.parse, SHIPPED) if not is_current(p))


def _unwanted() -> tuple[Path, ...]:
    wanted = {file_of(Profile.parse(name)) for name in SHIPPED}
    return tuple(f for f in sorted((ROOT / FOLDER).glob("*.gz")) if f.name not in wanted)


def standing() -> Standing:
    """Return which test suites are missing, of other declarations, or no longer shipped."""
    stale = (*(p.name for p in _stale()), *(f.name for f in _unwanted()))
    return Standing(len(SHIPPED), stale)


def update(watch: Watch, *, thorough: bool = False) -> str:
    """Make the test suites anew that are out of date; this takes minutes for each.

    Args:
        watch: Shows how far the work has come.
        thorough: Whether all are made anew.

    Returns:
        What was done, in words.

    Raises:
        InputError: if a file cannot be written.
    """
    todo = tuple(map(Profile.parse, SHIPPED)) if thorough else _stale()
    with watch("Making test suites", len(todo)) as done:
        for profile in todo:
            write_bytes(ROOT / FOLDER / file_of(profile), packed(suite_of(profile)))
            done()
    for file in _unwanted():
        file.unlink()
    return f"{len(todo)} of {len(SHIPPED)} made anew" if todo else "current"
