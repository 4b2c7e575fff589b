"""Work spread over processes, none of which outlives the process that started it.

Workers are spawned, lead a process group each, and end in all of these ways with everything that
they started: when the work is done, when the loop over its results is left, whatever the reason,
and when this process is killed.  A signal that asks this process to stop never reaches a worker.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from twinsite.errors import BrokenDownError
from twinsite.parallel.answer import answer, result_of

T = TypeVar("T")
R = TypeVar("R")

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that ask a process to stop."""


def results(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int | None = None,
    here: Callable[[T], R] | None = None,
) -> Iterator[tuple[int, R]]:
    """Call a function of each item, as :func:`twinsite.parallel.results` does."""
    count = min(jobs or os.cpu_count() or 1, len(items))
    if count <= 1:
        yield from enumerate(map(here or function, items))
        return
    waiting = iter(enumerate(items))
    with _workers(function, count) as workers:
        busy = {connection: _hand(connection, *next(waiting)) for connection in workers}
        while busy:
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                found = _received(ready, workers[ready])
                number = busy.pop(ready)
                for following in islice(waiting, 1):
                    busy[ready] = _hand(ready, *following)
                yield number, result_of(found)


def _hand(connection: Connection, number: int, item: object) -> int:
    with suppress(BrokenPipeError):  # a worker that is lost is noticed where its answer is awaited
        connection.send(item)
    return number


def _received(connection: Connection, worker: SpawnProcess) -> bytes:
    try:
        return connection.recv_bytes()
    except (EOFError, OSError):
        worker.join(1)
        code = worker.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
        raise BrokenDownError(
            f"a worker process ended before its work was done ({how})",
            remedy="If memory is short, use fewer --jobs.",
        ) from None


@contextmanager
def _workers(
    function: Callable[[Any], object], count: int
) -> Iterator[dict[Connection, SpawnProcess]]:
    context = multiprocessing.get_context("spawn")
    found: dict[Connection, SpawnProcess] = {}
    try:
        with _signals_held_back():
            resource_tracker.ensure_running()  # when it starts it lifts the mask, but of SIGHUP
            signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
            for _ in range(count):
                ours, theirs = context.Pipe()
                worker = context.Process(target=_work, args=(theirs, function), daemon=True)
                worker.start()
                theirs.close()
                found[ours] = worker
        yield found
    finally:
        with _signals_held_back():
            for worker in found.values():
                _end(worker)
            for connection, worker in found.items():
                worker.join()
                connection.close()


def _end(worker: SpawnProcess) -> None:
    """End a worker and what it has started; until it leads a group, it has started nothing."""
    assert worker.pid is not None
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.kill()


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let no signal that asks to stop be seen, neither here nor by what is started meanwhile.

    The mask is what a started process inherits.  Here it is not enough: another thread may take
    the signal, and Python then calls the handler in this one.
    """
    seen: list[int] = []
    here = threading.current_thread() is threading.main_thread()
    handlers = {number: signal.getsignal(number) for number in STOPPING if here}
    caught = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in caught:
        signal.signal(number, lambda number, _: seen.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        for number, handler in caught.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for missed in seen[:1]:
            signal.raise_signal(missed)


def _work(connection: Connection, function: Callable[[Any], object]) -> None:
    """Do what comes over a connection until it is closed; this is all that a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # also one that came while the worker started
    os.setpgid(0, 0)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            connection.send_bytes(answer(function, connection.recv()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.killpg(0, signal.SIGKILL)
