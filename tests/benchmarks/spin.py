"""Measure Spin on the model of a profile, and print how our search compares with it: run by hand.

    python tests/benchmarks/spin.py

Both searches decide every safety property over the same states and steps, which is checked.  Two
ratios are shown.  One is of what a user waits for, from the model to the verdicts from a cold
start: of ours a new process with its imports, of Spin the writing and the compiling of its
program, and its search.  The other is of the searches alone: of ours with the sets that it makes
of the declarations, of Spin without the compiling.  For each of them Spin's program is compiled as
is best for it.  Spin's compilation is measured once.
"""

import resource
import sys
from dataclasses import dataclass

from figures import Figure, cold, warm
from rich.console import Console
from rich.table import Table

from twinsite.checker.symbolic.explore import explore
from twinsite.export.promela import spin
from twinsite.export.promela.agreement import Agreement
from twinsite.export.promela.promela import promela
from twinsite.export.promela.searched import SAFETY, Searched, search
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of

PROFILES = (Profile(phone=Phone.NONE), Profile())
OPTIMISATIONS = ("-O0", "-O1", "-O2")
"""How hard the compiler tries for Spin; what is best for it counts."""
OURS = "--ours"
"""Tells this program to search one profile, and nothing else."""


@dataclass(frozen=True, slots=True)
class Spin:
    """What Spin takes for one profile, compiled as is best for it."""

    whole: Figure
    """From the model to the verdicts: Spin, the compiler and the search."""
    search: Figure
    """The search alone."""
    searched: Searched[Facts]
    """What both have searched."""


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def theirs(profile: Profile) -> Spin:
    """Return what Spin takes for the safety properties of a profile."""
    system = desktop(profile)
    searched = search(system, properties_of(profile))
    model, states = promela(system, searched), searched.exploration.states
    whole, alone = [], []
    for optimisation in OPTIMISATIONS:
        begun = _children()
        with spin.compiled(model, optimisation=optimisation) as checker:
            compilation = _children() - begun
            searches = []
            for _ in range(3):
                begun = _children()
                answer = checker.search(states)
                searches.append(_children() - begun)
                if not Agreement(searched, answer).equal:
                    raise SystemExit("Spin does not agree, so there is nothing to measure")
        whole.append(compilation + min(searches))
        alone.append(min(searches))
    return Spin(Figure(min(whole)), Figure(min(alone)), searched)


def ours(profile: Profile) -> tuple[Figure, Figure]:
    """Return what our search takes for the same, from a cold start and without one."""
    properties = [prop for prop in properties_of(profile) if prop.sort in SAFETY]
    alone = warm(lambda: explore(desktop(profile), properties))
    return cold(__file__, OURS, profile.name), Figure(alone)


def main() -> None:
    """Measure and print."""
    table = Table("profile", "", "cold, CPU s", "search, CPU s", title=f"Spin {spin.version()}")
    for profile in PROFILES:
        whole, alone = ours(profile)
        them = theirs(profile)
        sizes = f"{them.searched.exploration.states:,} states"
        rows = (
            (profile.name, "twinsite", whole.seconds, alone.seconds),
            (sizes, "Spin", them.whole.seconds, them.search.seconds),
            (
                "",
                "times as fast",
                them.whole.seconds / whole.seconds,
                them.search.seconds / alone.seconds,
            ),
        )
        for name, who, *numbers in rows:
            table.add_row(str(name), str(who), *(f"{number:.2f}" for number in numbers))
    Console(width=100).print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == [OURS]:
        chosen = Profile.parse(sys.argv[2])
        explore(desktop(chosen), [p for p in properties_of(chosen) if p.sort in SAFETY])
    else:
        main()
