"""What is shipped for the conformance kit: test suites, and what each mutant breaks.

The files are gzipped, and compared by what they rest on or say.
"""

from pathlib import Path

from twinsite.conformance import killers
from twinsite.conformance.shipped_suites import SHIPPED, file_of, is_current, packed
from twinsite.conformance.test_suite import suite_of
from twinsite.files import write_bytes
from twinsite.model.profile import Profile
from twinsite.upkeep.checkout import ROOT, known
from twinsite.upkeep.stage import Standing, Watch

FOLDER = Path("spec/twinsite/conformance/suites")


def _killers_are_stale() -> bool:
    return not killers.is_current(known("mutation").get("mutants", {}))


def _stale() -> tuple[Profile, ...]:
    return tuple(p for p in map(Profile.parse, SHIPPED) if not is_current(p))


def _unwanted() -> tuple[Path, ...]:
    wanted = {file_of(Profile.parse(name)) for name in SHIPPED}
    wanted.add(killers.FILE)
    return tuple(f for f in sorted((ROOT / FOLDER).glob("*.gz")) if f.name not in wanted)


def standing() -> Standing:
    """Return what is missing, of other declarations or records, or no longer shipped."""
    stale = [profile.name for profile in _stale()]
    stale += [file.name for file in _unwanted()]
    if _killers_are_stale():
        stale.append(killers.FILE)
    return Standing(len(SHIPPED) + 1, tuple(stale))


def update(watch: Watch, *, thorough: bool = False) -> str:
    """Make anew what is out of date; this takes minutes for each test suite.

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
    written = [f"{len(todo)} of {len(SHIPPED)} test suites made anew"] if todo else []
    if _killers_are_stale():
        write_bytes(ROOT / FOLDER / killers.FILE, killers.packed(known("mutation")["mutants"]))
        killers.forget()
        written.append(f"wrote {killers.FILE}")
    return ", ".join(written) or "current"
