"""What is measured, and how: seconds of processor time, and peak memory of new processes.

Other work on the machine lengthens every time by the wall, and seconds of processor time hardly.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

TIMES = 3
"""The best of so many times counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What processes have taken, those that they have started included."""

    seconds: float
    """Processor time, user and system, imports included."""
    mib: float | None = None
    """The most memory that one of the processes had at once; None if nobody looked."""


def cold(*arguments: str, times: int = TIMES) -> Figure:
    """Run Python anew with some arguments, and return the figure of the best of several times.

    Raises:
        RuntimeError: if it breaks down or its input is wrong, so that there is nothing to measure.
    """
    return min((_once(arguments) for _ in range(times)), key=lambda figure: figure.seconds)


def twinsite(*arguments: str, times: int = TIMES) -> Figure:
    """Return the figure of a command of twinsite."""
    return cold("-m", "twinsite", *arguments, times=times)


def _once(arguments: tuple[str, ...]) -> Figure:
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    return Figure(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def warm(action: Callable[[], object], times: int = TIMES) -> float:
    """Return the least processor time of an action in this process, in seconds."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        action()
        found.append(time.process_time() - begun)
    return min(found)
