"""Work spread over processes, none of which outlives the process that started it.

Workers are spawned, lead a process group each, and end in all of these ways with everything that
they started: when the work is done, when the loop over its results is left, whatever the reason,
and when this process is killed.  A signal that asks this process to stop never reaches a worker.
"""

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from twinsite.errors import BrokenDownError

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
    """Call a function of each item, on several processes.

    Args:
        function: What to call; it and its results cross from one process to another.
        items: The arguments.
        jobs: The number of processes; as many as there are processors if None.
        here: What to call instead where one process is enough, which then is this one.

    Yields:
        The number of an item, from 0, and its result: as soon as it is there, so in no fixed order.

    Raises:
        BrokenDownError: if a worker ends before its work is done.
        Exception: what the function raises, with the traceback of the worker as a note.
    """
    count = min(jobs or os.cpu_count() or 1, len(items))
    if count <= 1:
        yield from enumerate(map(here or function, items))
        return
    waiting = iter(enumerate(items))
    with _workers(function, count) as workers:
        busy = dict(workers)
        for connection in workers:
            _hand(connection, next(waiting))
        while busy:
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                number, result = _received(ready, busy[ready])
                following = next(waiting, None)
                if following is None:
                    del busy[ready]
                else:
                    _hand(ready, following)
                yield number, result


def _hand(connection: Connection, item: tuple[int, object]) -> None:
    with suppress(BrokenPipeError):  # a worker that is lost is noticed where its answer is awaited
        connection.send(item)


def _received(connection: Connection, worker: SpawnProcess) -> tuple[int, Any]:
    try:
        number, result, error = connection.recv()
    except (EOFError, OSError):
        worker.join(1)
        code = worker.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
        raise BrokenDownError(
            f"a worker process ended before its work was done ({how})",
            remedy="If memory is short, use fewer --jobs.",
        ) from None
    if error is not None:
        raise error
    return number, result


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
            number, item = connection.recv()
            connection.send_bytes(_answer(number, function, item))


def _answer(number: int, function: Callable[[Any], object], item: object) -> bytes:
    try:
        return pickle.dumps((number, function(item), None))
    except Exception as error:
        told = traceback.format_exc()
        error.add_note(told)
        try:
            answer = pickle.dumps((number, None, error))
            pickle.loads(answer)  # noqa: S301  # it was made one line above
        except Exception:
            return pickle.dumps((number, None, BrokenDownError(told.strip())))
        return answer


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.killpg(0, signal.SIGKILL)
