"""A client's processes: the one that was started, and all that it has started."""

import atexit
import os
import secrets
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Final

MARK: Final = "TWINSITE_CLIENT"
"""A variable in the environment of all of them, by which they are found again."""
_ROUNDS: Final = 40
"""So often is looked for processes that were started while others were ended."""
_PAUSE_SECONDS: Final = 0.005
_STATE, _FLAGS, _BEGUN = 0, 6, 19
"""Where these stand in ``/proc/PID/stat`` behind the name of the program; see proc(5)."""
_OF_THE_KERNEL: Final = 0x00200000


class Family:
    """A process with all that it starts, in whatever session; none outlives this process."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the process.

        Args:
            command: The program and its arguments.

        Raises:
            OSError: if it cannot be started.
        """
        self._mark = secrets.token_hex(16)
        self.head = subprocess.Popen(  # noqa: S603  # what the user asks to be run
            list(command),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, MARK: self._mark},
            start_new_session=True,  # a key that interrupts this process is not the client's
        )
        """The process that was started."""
        self._begun = _begun(self.head.pid)
        _LIVING.add(self)

    def end(self, *, grace: float = 0.0) -> None:
        """End all of them.

        Args:
            grace: So many seconds the first one has to end by itself.
        """
        try:
            with suppress(subprocess.TimeoutExpired):
                self.head.wait(timeout=grace)
        finally:
            self._kill()
            self.head.wait()
            _LIVING.discard(self)

    def _kill(self) -> None:
        if os.name != "posix":
            self.head.kill()
            return
        with suppress(OSError):
            os.killpg(self.head.pid, signal.SIGKILL)
        for _ in range(_ROUNDS):
            found, undecided = self._others()
            for pid in found:
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            if not found and not undecided:
                return
            sleep(_PAUSE_SECONDS)

    def _others(self) -> tuple[list[int], bool]:
        """Return who has inherited the mark, in whatever session, and whether all can be told.

        A process that is just beginning another program has no environment for a moment.
        """
        mark = f"{MARK}={self._mark}".encode()
        found, undecided = [], False
        for folder in Path("/proc").glob("[0-9]*"):  # elsewhere than on Linux there are none
            with suppress(OSError):
                environment = (folder / "environ").read_bytes()
                stat = (folder / "stat").read_bytes().rpartition(b")")[2].split()
                if stat[_STATE] in b"ZX" or int(stat[_BEGUN]) < self._begun:
                    continue
                if mark in environment:
                    found.append(int(folder.name))
                elif not environment and not int(stat[_FLAGS]) & _OF_THE_KERNEL:
                    undecided = True
        return found, undecided


def _begun(pid: int) -> int:
    """Return when a process was started, in ticks of the system; 0 where nobody can say."""
    with suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return int(stat[_BEGUN])
    return 0


_LIVING: set[Family] = set()


@atexit.register
def end_all() -> None:
    """End what is still there, whatever the way out of this process."""
    for family in list(_LIVING):
        family.end()
