"""Print the figures of the checker in one table: run by hand.

    python tests/benchmarks/exploration.py

Every row but the last one is a new process, imports included: its processor time, and the most
memory that it had.  Spin's rows need Spin and a C compiler.
"""

import os
import platform
import shutil

from figures import Figure, cold, twinsite, warm
from rich.console import Console
from rich.table import Table

from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile

EXAMPLE = "spec/twinsite/examples/two-sites.toml"
LARGEST = Profile()
SAFETY = """
from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.properties import properties_of
explore(desktop(Profile()), properties_of(Profile()))
"""
"""The search of the largest profile with all that must hold of states and steps."""
STEPPED = Profile(business_continuity=False, phone=Phone.HARD_PHONE)


def microseconds_of_a_step() -> float:
    """Return how long one step takes, on average over all of a small profile."""
    system = desktop(STEPPED)
    taken = [(state, step.event) for state in explore(system) for step in system.steps(state)]
    return warm(lambda: [system.step(*each) for each in taken]) / len(taken) * 1e6


def main() -> None:
    """Measure and print."""
    console = Console(width=100)
    console.print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
    table = Table("what", "CPU s", "MiB")

    def add(what: str, figure: Figure) -> None:
        memory = "" if figure.mib is None else f"{figure.mib:.0f}"
        table.add_row(what, f"{figure.seconds:.2f}", memory)

    for what, arguments in (
        ("check of the shipped example", ("check", EXAMPLE)),
        ("check of all default profiles", ("check",)),
        ("largest profile, all properties", ("check", "--profile", LARGEST.name)),
        ("lint of the shipped example", ("lint", EXAMPLE)),
        ("options of the shipped example", ("options", EXAMPLE)),
        ("properties", ("properties",)),
    ):
        add(what, twinsite(*arguments))
    add("largest profile, safety", cold("-c", SAFETY))
    for nodes in (1, 2, 3):
        of = ("--stat", f"stat/bc/cluster-{nodes}", "--config", f"config/bc/cluster-{nodes}")
        add(f"whole with clusters of {nodes}, safety", twinsite("whole", *of, "--safety", times=1))
    if shutil.which("spin") and shutil.which("gcc"):
        import spin

        found = spin.theirs(LARGEST)
        add("largest profile, safety, by Spin with its compiler", found.whole)
        add("largest profile, safety, the search of Spin alone", found.search)
        add("largest profile, safety, our search alone, warm", spin.ours(LARGEST)[1])
    table.add_row(f"a step of {STEPPED.name}, warm", f"{microseconds_of_a_step():.1f} us", "")
    console.print(table)


if __name__ == "__main__":
    main()
