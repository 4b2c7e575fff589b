"""Interruption: Ctrl-C, SIGTERM and SIGHUP end the command in order, and within two seconds."""

import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

from twinsite.parallel.processes import STOPPING

TIMEOUT_SECONDS = 1.5
"""So long the command may take to tell what was decided, and to clean up."""


class Interrupted(KeyboardInterrupt):
    """A signal asks the command to stop; its notes say what was decided by then."""

    def __init__(self, number: int) -> None:
        """Keep the signal.

        Args:
            number: The number of the signal.
        """
        super().__init__()
        self.status = 128 + number


def listen() -> None:
    """Raise :class:`Interrupted` on every signal that asks to stop and is not ignored."""
    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def ignore() -> None:
    """Let no signal disturb the end of the command."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)


def told(stop: KeyboardInterrupt) -> int:
    """Say on standard error that the command is interrupted; return its exit status."""
    with suppress(OSError):
        print(": ".join(["interrupted", *getattr(stop, "__notes__", ())]), file=sys.stderr)
    return getattr(stop, "status", 128 + signal.SIGINT)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    """Interrupt the command once; end it if it cannot be interrupted."""
    ignore()
    end = threading.Timer(TIMEOUT_SECONDS, os._exit, (128 + number,))
    end.daemon = True
    end.start()
    raise Interrupted(number)
