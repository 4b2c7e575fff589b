"""The equivalences: the reference desktop held against the specification in every state.

An entry stands as long as its fingerprint does: that of the machines under the constants of the
profile, and of the code of the reference desktop.
"""

from hashlib import sha256
from typing import Any, Final

from twinsite.analyses.fingerprints import of_all, of_system
from twinsite.baseline.variants import equivalent_profiles
from twinsite.conformance.comparison import compare_all
from twinsite.conformance.equivalence import Equivalence
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.upkeep.checkout import ROOT, known, stale
from twinsite.upkeep.stage import Stage, Standing, Watch

CLIENT: Final = "twinsite_desktop.client:Client"
"""The reference desktop as a client under test."""


def entry(found: Equivalence) -> dict[str, Any]:
    """Return what is recorded of a comparison."""
    profile = Profile.parse(found.profile)
    return {
        "fingerprint": _of(profile, _code()),
        "verdict": found.verdict.value,
        "states": found.states,
        "steps": found.steps,
        "projections": found.projections,
        "comparisons": found.comparisons,
    }


def _code() -> str:
    """Return the digest of the reference desktop; its demo and its seeded faults are apart."""
    folder = ROOT / "impl" / "twinsite_desktop"
    return sha256(b"".join(f.read_bytes() for f in sorted(folder.glob("*.py")))).hexdigest()


def _of(profile: Profile, code: str) -> str:
    return of_all((of_system(desktop(profile), profile, (), ()), code))


def _wanted() -> dict[str, str]:
    code = _code()
    return {profile.name: _of(profile, code) for profile in equivalent_profiles()}


def _standing() -> Standing:
    wanted = _wanted()
    return Standing(len(wanted), stale(wanted, known("equivalences")))


def _compute(watch: Watch, thorough: bool) -> tuple[Any, str]:  # noqa: FBT001  # as Stage says
    wanted, found = _wanted(), known("equivalences")
    todo = tuple(wanted) if thorough else stale(wanted, found)
    profiles = [profile for profile in equivalent_profiles() if profile.name in todo]
    with watch("Comparing the reference desktop", len(profiles)) as done:
        for result in compare_all(CLIENT, profiles) if profiles else ():
            found[result.profile] = entry(result)
            done()
    return {name: found[name] for name in wanted}, f"{len(todo)} of {len(wanted)} compared anew"


STAGE = Stage("equivalences", "profiles", 1, _standing, _compute)
"""The reference desktop and the specification, in every state of every profile."""
