"""Work on several processes: every result, every error, and nothing left behind."""

import math
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from twinsite.errors import BrokenDownError, InputError
from twinsite.model.profile import Profile
from twinsite.parallel import results

ENDED_WITHIN_SECONDS = 20
"""Enough for a machine under load; the promise of two seconds is kept by a timer of the command."""

SCRIPT = """
import os, signal, subprocess, sys
from twinsite.cli import signals
from twinsite.parallel import results

def work(_):
    started = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    print(os.getpid(), started.pid, flush=True)
    signal.pause()

if __name__ == "__main__":
    signals.listen()
    try:
        list(results(work, [1, 2], jobs=2))
    except KeyboardInterrupt as stop:
        sys.exit(signals.told(stop))
"""


def test_every_result_is_there_with_its_number() -> None:
    found = dict(results(math.factorial, range(20), jobs=2))
    assert found == {number: math.factorial(number) for number in range(20)}


def test_one_process_is_this_one() -> None:
    assert list(results(math.factorial, [3, 4], jobs=1, here=abs)) == [(0, 3), (1, 4)]
    assert list(results(math.factorial, [3], jobs=2)) == [(0, 6)]
    assert list(results(math.factorial, [], jobs=2)) == []


def test_an_error_comes_with_the_traceback_of_its_worker() -> None:
    with pytest.raises(ValueError, match=r"math domain error|nonnegative") as raised:
        list(results(math.sqrt, [-1.0, -2.0], jobs=2))
    assert "Traceback" in raised.value.__notes__[0]


def test_a_message_for_the_user_crosses_whole() -> None:
    with pytest.raises(InputError) as raised:
        list(results(Profile.parse, ["nonsense", "nonsense"], jobs=2))
    assert raised.value.where
    assert raised.value.remedy


def test_what_cannot_cross_is_told() -> None:
    with pytest.raises((TypeError, BrokenDownError), match="pickle"):
        list(results(threading.Barrier, [1, 2], jobs=2))


@pytest.mark.parametrize(
    ("how", "told"), [(signal.raise_signal, "signal 9"), (os._exit, "status 9")]
)
def test_a_lost_worker_is_told(how: object, told: str) -> None:
    assert callable(how)
    with pytest.raises(BrokenDownError, match=told):
        list(results(how, [9, 9], jobs=2))


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGINT, 130),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
@pytest.mark.parametrize("to_all", [False, True])
def test_nothing_outlives_the_process(
    number: signal.Signals, status: int, *, to_all: bool, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(  # noqa: S603  # it is our own script
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for _ in range(2):
            assert process.stdout.readline(), "a worker works"
        (os.killpg if to_all else os.kill)(process.pid, number)
        # everything that was started holds the pipe, so its end is the end of all
        try:
            _, errors = process.communicate(timeout=ENDED_WITHIN_SECONDS)
        finally:
            process.kill()
    assert process.returncode == status
    assert "Traceback" not in errors


def test_nothing_is_left_of_work_that_is_not_wanted_any_longer() -> None:
    work = results(math.factorial, range(1000), jobs=2)
    next(work)
    work.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_signal_while_workers_start_is_seen_afterwards() -> None:
    from twinsite.parallel import processes

    seen: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: seen.append(number))
    try:
        with processes._signals_held_back():
            signal.raise_signal(signal.SIGTERM)
            assert not seen
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [signal.SIGTERM]
