"""Print how our search compares with Spin's on the same models: run by hand, on a quiet machine.

    python tests/benchmarks/spin.py

Both searches decide every safety rule over the same states and steps, which is checked.  The
ratio that counts is that of what a user waits for, from the model to the verdicts, both from a
cold start: of ours a new process with its imports and its tables, of Spin the writing and the
compiling of its program and its search.  The ratio of the searches alone, ours with warm tables,
is shown as well.  Each time is in seconds of processor time, since other work on the machine only
lengthens a time, and the best of three (of Spin's compilation, which takes longest, the only one).
"""

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from twinsite.desktop import desktop
from twinsite.exports import spin
from twinsite.exports.agreement import Agreement
from twinsite.exports.promela import promela
from twinsite.exports.searched import SAFETY, search
from twinsite.kernel.explore import explore
from twinsite.profile import Phone, Profile
from twinsite.properties import properties_of

SMALL = Profile(phone=Phone.NONE)
LARGEST = Profile()
TO_REACH = 10
"""From the model to the verdicts we are to be so many times as fast as Spin."""
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
    command = [sys.executable, __file__, OURS, profile.name, *(["rules"] if rules else [])]
    cold = best_of_three(lambda: subprocess.run(command, check=True))
    print(f"{profile.name}: {states:,} states, {steps:,} steps, {len(searched.rules)} rules")
    print("                   cold      search")
    print(f"  twinsite      {cold:8.2f} s  {ours:8.2f} s  {steps / ours / 1e6:6.1f} M steps/s")
    print(
        f"  Spin          {theirs + compilation:8.2f} s  {theirs:8.2f} s"
        f"  {steps / theirs / 1e6:6.1f} M steps/s"
    )
    print(
        f"  ratio         {(theirs + compilation) / cold:8.1f}    {theirs / ours:8.2f}"
        f"    (to reach: {TO_REACH}, cold)"
    )


def search_ours(name: str, *, rules: bool) -> None:
    """Search one profile as a process of its own does."""
    profile = Profile.parse(name)
    safety = [claim for claim in properties_of(profile) if claim.sort in SAFETY]
    explore(desktop(profile), safety if rules else ())


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
    if sys.argv[1:2] == [OURS]:
        search_ours(sys.argv[2], rules=len(sys.argv) > 3)
    else:
        main()
