"""Print the figures of the explorer: run by hand, on a quiet machine.

    python tests/benchmarks/exploration.py

Every time is wall-clock time; each figure is the best of three, since the other runs measure
what else the machine was doing.  Cold starts are new processes, imports included.
"""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable

from twinsite.checker.liveness.decide import decide_liveness
from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.properties import liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS

LARGEST = Profile()


def best_of_three(action: Callable[[], object]) -> float:
    """Return the shortest of three times, in seconds."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return min(times)


def peak_of(*arguments: str) -> float:
    """Return the peak memory of a new process that runs the command, in MiB."""
    code = (
        "import resource, sys; from twinsite.cli import run;"
        f"run({list(arguments)!r});"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stderr.split()[-1]) / 1024


def command(*arguments: str) -> Callable[[], object]:
    """Return an action that runs the command in a new process."""
    return lambda: subprocess.run(
        [sys.executable, "-m", "twinsite", *arguments], capture_output=True, check=True
    )


def main() -> None:
    """Measure and print."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
    found = explore(desktop(LARGEST), properties_of(LARGEST))
    warm = best_of_three(lambda: explore(desktop(LARGEST), properties_of(LARGEST)))
    bare = best_of_three(lambda: explore(desktop(LARGEST)))
    print(f"largest profile        {LARGEST.name}")
    print(f"  states, steps        {found.states:,}, {found.steps:,}, depth {found.depth}")
    print(
        f"  warm, all properties {warm:.2f} s: {found.states / warm / 1e6:.2f} M states/s,"
        f" {found.steps / warm / 1e6:.1f} M steps/s"
    )
    print(f"  warm, no property    {bare:.2f} s: {found.steps / bare / 1e6:.1f} M steps/s")
    properties = liveness_of(LARGEST)
    runs = best_of_three(lambda: decide_liveness(found, properties, ASSUMPTIONS))
    print(
        f"  liveness properties    {runs:.2f} s for {len(properties)}, with its smallest fairness"
    )
    print(f"  kept per state       {found.found.bytes_per_state:.1f} bytes (rows, and their steps)")
    print(
        f"  cold start           {best_of_three(command('check', '--profile', LARGEST.name)):.2f} s"
    )
    print(f"  peak memory          {peak_of('check', '--profile', LARGEST.name):.0f} MiB")
    print(f"all default profiles   {best_of_three(command('check')):.2f} s from a cold start")
    print(f"twinsite --help        {best_of_three(command('--help')):.2f} s")


if __name__ == "__main__":
    main()
