"""Which profiles are exported."""

from collections.abc import Sequence
from pathlib import Path

from twinsite.analyses.selection import choose, choose_profiles
from twinsite.baseline.records import read
from twinsite.errors import InputError
from twinsite.model.profile import Profile
from twinsite.report.tables.composed import Described


def described(
    deployment: Path | None,
    patterns: Sequence[str],
    release: str | None,
    interpretations: Sequence[str],
) -> tuple[Described, ...]:
    """Return the profiles that the arguments of the command line ask for.

    Raises:
        InputError: if any of them cannot be used.
    """
    if deployment is None:
        return tuple(map(Described, _named(patterns, release, interpretations)))
    from twinsite.report.tables.staffed import staffed

    return staffed(deployment, choose(deployment, patterns, release, interpretations))


def compared(described: Sequence[Described]) -> tuple[Described, ...]:
    """Return the profiles of the recorded comparisons that are not described yet.

    Raises:
        InputError: if the record cannot be read.
    """
    known = {each.name for each in described}
    names = dict.fromkeys(
        name for entry in read("comparisons").values() for name in (entry["base"], entry["other"])
    )
    return tuple(Described(Profile.parse(name)) for name in names if name not in known)


def _named(
    patterns: Sequence[str], release: str | None, interpretations: Sequence[str]
) -> tuple[Profile, ...]:
    """Return profiles; a name with a release or interpretations is no pattern."""
    found = dict.fromkeys(
        profile
        for pattern in patterns
        for profile in _exact(pattern, release, interpretations)
        or choose_profiles((pattern,), release, interpretations)
    )
    return tuple(found) or choose_profiles((), release, interpretations)


def _exact(name: str, release: str | None, interpretations: Sequence[str]) -> tuple[Profile, ...]:
    if release is not None or interpretations:
        return ()
    try:
        return (Profile.parse(name),)
    except InputError as error:
        if "=" in name:
            raise InputError(error.what, where="--profile", remedy=error.remedy) from error
        return ()
