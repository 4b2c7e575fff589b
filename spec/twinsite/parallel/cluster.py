"""Work spread over the workers of a cluster of ``dask.distributed``, which somebody else started.

Each item is one task.  The tasks of a worker that is lost are done again by another one; a task
that raises is not, since it would raise again.  Workers must run the same modules as this process,
or else a verdict would be one on another specification.  Its extra is ``cluster``.

Who reaches a scheduler can run anything on its workers: keep it in a network that is trusted, or
use TLS, which the configuration of dask names here as there.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import twinsite
from twinsite.errors import BrokenDownError, InputError
from twinsite.parallel.answer import answer, result_of

T = TypeVar("T")
R = TypeVar("R")

CONNECTED_WITHIN_SECONDS = 10.0
"""A scheduler that does not answer by then is not there."""
WITHOUT_WORKERS_SECONDS = 30.0
"""A cluster that has no workers for so long, and then for as long again, has lost them."""
SAME = "Install this twinsite for the scheduler and all workers, and start them again."


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that can be used."""

    client: Any
    """The connection to its scheduler, a ``distributed.Client``."""

    def results(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Call a function of each item, as :func:`twinsite.parallel.results` does."""
        from distributed import CancelledError, KilledWorker

        tasks = self.client.map(partial(_task, identity(), function), items, pure=False)
        waiting = {task: number for number, task in enumerate(tasks)}
        del tasks  # the cluster forgets each result as soon as nobody here waits for it
        try:
            for task in self._completed(waiting):
                try:
                    found = task.result()
                except KilledWorker as error:
                    raise BrokenDownError(
                        "one worker after the other was lost over the same task",
                        remedy="If their memory is short, use fewer workers on a machine.",
                    ) from error
                except CancelledError as error:
                    raise BrokenDownError("the scheduler of the cluster is lost") from error
                yield waiting.pop(task), result_of(found)
        finally:
            self.client.cancel(list(waiting))

    def _completed(self, waiting: Mapping[Any, int]) -> Iterator[Any]:
        """Yield tasks as they are completed, as long as there is somebody who does them."""
        from distributed import as_completed

        lost = False
        while waiting:
            try:
                yield from as_completed(list(waiting), timeout=WITHOUT_WORKERS_SECONDS)
            except TimeoutError:
                before, lost = lost, not self.client.nthreads()
                if before and lost:
                    raise BrokenDownError(
                        "the cluster has no workers any longer",
                        remedy="Look into what they said last, and start them again.",
                    ) from None


@contextmanager
def connected(address: str, *, within: float = CONNECTED_WITHIN_SECONDS) -> Iterator[Cluster]:
    """Use a cluster.

    Args:
        address: That of its scheduler, such as ``tcp://127.0.0.1:8786``.
        within: So long the scheduler may take to answer, in seconds.

    Raises:
        InputError: if dask.distributed is not installed here, no scheduler answers, it has no
            workers, or the modules of twinsite there are not those of this process.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            "dask.distributed is not installed here",
            where="--cluster",
            remedy="Run pip install 'twinsite[cluster]'.",
        ) from None
    _require_scheduler(address, within)
    with _untold(), Client(address, timeout=within) as client:
        _require_workers(client, address)
        yield Cluster(client)


@contextmanager
def _untold() -> Iterator[None]:
    """Keep what dask.distributed says of a lost connection off the screen; we say it."""
    known = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    levels = {logger: logger.level for logger in map(logging.getLogger, known)}
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def _require_scheduler(address: str, within: float) -> None:
    """Ask before a client is made, since one that fails leaves a thread behind."""
    try:
        found = asyncio.run(asyncio.wait_for(_asked(address), within))
    except (OSError, TypeError, ValueError) as error:  # of sockets, of TLS, of the address
        told = str(error) or f"no answer within {within:g} s"
        raise _unusable(
            f"no scheduler is reached at {address!r} ({told})",
            "Start one with 'dask scheduler', and give the address that it prints.",
        ) from error
    if found["type"] != "Scheduler":
        raise _unusable(
            f"at {address!r} there is a {found['type'].lower()}, and no scheduler",
            "Give the address that 'dask scheduler' prints.",
        )


async def _asked(address: str) -> dict[str, Any]:
    from distributed import Security, rpc

    async with rpc(address, connection_args=Security().get_connection_args("client")) as there:
        return dict(await there.identity())


def _require_workers(client: Any, address: str) -> None:
    try:
        found = {"the scheduler": client.run_on_scheduler(identity)}
    except (ImportError, AttributeError) as error:
        found = {"the scheduler": error}
    found |= (workers := client.run(identity, on_error="return"))
    for who, theirs in found.items():
        if isinstance(theirs, Exception):
            raise _unusable(f"{who} has no twinsite that could work ({theirs})", SAME)
        _require(identity(), theirs, who)
    if not workers:
        raise _unusable(
            "the scheduler has no workers",
            f"Start some with 'dask worker {address} --nthreads 1'.",
        )


def _require(ours: str, theirs: str, who: str) -> None:
    if theirs != ours:
        raise _unusable(f"{who} has twinsite {theirs}, and the command is that of {ours}", SAME)


def _unusable(what: str, remedy: str) -> InputError:
    return InputError(what, where="--cluster", remedy=remedy)


@cache
def identity() -> str:
    """Return the version of this package, and after it a digest of its modules."""
    return f"{twinsite.__version__}+{digest_of(Path(twinsite.__file__).parent)}"


def digest_of(package: Path) -> str:
    """Return a digest of all modules of a package but of ``upkeep``, which is not installed."""
    digest = sha256()
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package).as_posix()
        if not name.startswith("upkeep/"):
            digest.update(f"{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _task(ours: str, function: Callable[[T], R], item: T) -> bytes:
    """Do one item on a worker, which may have come after all were asked for their identity."""
    return answer(partial(_done, ours, function), item)


def _done(ours: str, function: Callable[[T], R], item: T) -> R:
    _require(ours, identity(), "a worker that came later")
    return function(item)
