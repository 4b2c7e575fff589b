"""Print how our search compares with Spin's on the same models: run by hand, on a quiet machine.

    python tests/benchmarks/spin.py

Both searches decide every safety rule over the same states and steps, which is checked.  Each
time is the best of three, in seconds of processor time, since other work on the machine only
lengthens a time.  What Spin needs beforehand, to write and to compile its program, is shown
apart.
"""

import os
import platform
import resource
import time
from collections.abc import Callable

from twinsite.desktop import desktop
from twinsite.exports import spin
from twinsite.exports.agreement import Agreement
from twinsite.exports.promela import promela
from twinsite.exports.searched import search
from twinsite.kernel.explore import explore
from twinsite.profile import Phone, Profile
from twinsite.properties import properties_of

SMALL = Profile(phone=Phone.NONE)
LARGEST = Profile()
TO_REACH = 10
"""Our search is to be so many times as fast as Spin's."""


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


def measure(profile: Profile, *, rules: bool) -> None:
    """Measure and print one profile, with its safety rules or with none."""
    system = desktop(profile)
    searched = search(system, properties_of(profile) if rules else ())
    states, steps = searched.exploration.states, searched.exploration.steps
    started = processor_seconds()
    with spin.compiled(promela(system, searched), optimisation="-O2") as checker:
        compilation = processor_seconds() - started
        if not Agreement(searched, checker.search(states)).equal:
            raise SystemExit(f"{profile.name}: Spin does not agree, so there is nothing to measure")
        theirs = best_of_three(lambda: checker.search(states))
    ours = best_of_three(lambda: explore(desktop(profile), searched.rules))
    print(f"{profile.name}: {states:,} states, {steps:,} steps, {len(searched.rules)} rules")
    print(f"  twinsite      {ours:8.2f} s  {steps / ours / 1e6:6.1f} M steps/s, warm")
    print(f"  Spin          {theirs:8.2f} s  {steps / theirs / 1e6:6.1f} M steps/s")
    print(f"  compilation   {compilation:8.2f} s  that Spin needs before it")
    print(
        f"  ratio         {theirs / ours:8.2f}    of Spin's search to ours (to reach: {TO_REACH});"
        f" {(theirs + compilation) / ours:.1f} with the compilation"
    )


def main() -> None:
    """Measure and print."""
    print(
        f"Python {platform.python_version()}, Spin {spin.version()} with gcc -O2,"
        f" {os.cpu_count()} processors"
    )
    for profile in (SMALL, LARGEST):
        for rules in (True, False):
            measure(profile, rules=rules)


if __name__ == "__main__":
    main()
