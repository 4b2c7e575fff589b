"""Print how our search compares with Spin's on the same models: run by hand, on a quiet machine.

    python tests/benchmarks/spin.py

Both searches decide every safety property over the same states and steps, which is checked.  Two
ratios are shown.  One is of what a user waits for, from the model to the verdicts from a cold
start: of ours a new process with its imports, of Spin the writing and the compiling of its
program, and its search.  The other is of the searches alone: of ours with the tables that it
makes, of Spin without the compiling.  For each of them Spin's program is compiled as is best for
it.  Each time is in seconds of processor time, since other work on the machine only lengthens a
time, and the best of three; Spin's compilation is measured once.
"""

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from twinsite.checker.symbolic.explore import explore
from twinsite.export.promela import spin
from twinsite.export.promela.agreement import Agreement
from twinsite.export.promela.promela import promela
from twinsite.export.promela.searched import SAFETY, Searched, search
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of

SMALL = Profile(phone=Phone.NONE)
LARGEST = Profile()
TO_REACH = 10
"""We are to be so many times as fast as Spin."""
OPTIMISATIONS = ("-O0", "-O1", "-O2")
"""How hard the compiler tries for Spin; what is best for it counts."""
OURS = "--ours"
"""Tells this program to search one profile, and nothing else."""


def processor_seconds() -> float:
    """Return the processor time of this process and of the programs that it has run."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best_of_three(action: Callable[[], object]) -> float:
    """Return the shortest of three processor times, in seconds."""
    times = []
    for _ in range(3):
        started = processor_seconds()
        action()
        times.append(processor_seconds() - started)
    return min(times)


def measure(profile: Profile, *, properties: bool) -> None:
    """Measure and print one profile, with its safety properties or with none."""
    system = desktop(profile)
    searched = search(system, properties_of(profile) if properties else ())
    states, steps = searched.exploration.states, searched.exploration.steps
    model = promela(system, searched)
    theirs = [_measure_spin(model, searched, optimisation) for optimisation in OPTIMISATIONS]
    ours = best_of_three(lambda: explore(desktop(profile), searched.properties))
    command = [sys.executable, __file__, OURS, profile.name, *(["rules"] if properties else [])]
    cold = best_of_three(lambda: subprocess.run(command, check=True))
    print(
        f"{profile.name}: {states:,} states, {steps:,} steps, {len(searched.properties)} properties"
    )
    print("                   cold      search")
    print(f"  twinsite      {cold:8.2f} s  {ours:8.2f} s  {steps / ours / 1e6:6.1f} M steps/s")
    for optimisation, (whole, search_only) in zip(OPTIMISATIONS, theirs, strict=True):
        rate = steps / search_only / 1e6
        print(
            f"  Spin, {optimisation:<8}{whole:8.2f} s  {search_only:8.2f} s  {rate:6.1f} M steps/s"
        )
    least, quickest = (min(times) for times in zip(*theirs, strict=True))
    print(
        f"  ratio         {least / cold:8.2f}    {quickest / ours:8.2f}"
        f"    to Spin at its best (to reach: {TO_REACH})"
    )


def _measure_spin(model: str, searched: Searched[Facts], optimisation: str) -> tuple[float, float]:
    """Return how long Spin takes from a cold start, and for its search alone, in seconds."""
    states = searched.exploration.states
    started = processor_seconds()
    with spin.compiled(model, optimisation=optimisation) as checker:
        compilation = processor_seconds() - started
        if not Agreement(searched, checker.search(states)).equal:
            raise SystemExit("Spin does not agree, so there is nothing to measure")
        search_only = best_of_three(lambda: checker.search(states))
    return compilation + search_only, search_only


def search_ours(name: str, *, properties: bool) -> None:
    """Search one profile as a process of its own does."""
    profile = Profile.parse(name)
    safety = [prop for prop in properties_of(profile) if prop.sort in SAFETY]
    explore(desktop(profile), safety if properties else ())


def main() -> None:
    """Measure and print."""
    print(f"Python {platform.python_version()}, Spin {spin.version()}, {os.cpu_count()} processors")
    for profile in (SMALL, LARGEST):
        for properties in (True, False):
            measure(profile, properties=properties)


if __name__ == "__main__":
    if sys.argv[1:2] == [OURS]:
        search_ours(sys.argv[2], properties=len(sys.argv) > 3)
    else:
        main()
