"""Campaigns and sweeps: one function called of many items, by whoever is there to work.

That is some processes of this machine (:mod:`twinsite.parallel.processes`) or a cluster
(:mod:`twinsite.parallel.cluster`).  Results do not depend on it, and come in no fixed order.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from twinsite.errors import InputError
from twinsite.parallel import processes
from twinsite.parallel.cluster import Cluster, connected

T = TypeVar("T")
R = TypeVar("R")

Jobs = int | Cluster | None
"""Who works: so many processes, as many as there are processors if None, or a cluster."""


@contextmanager
def at_work(jobs: int | None, cluster: str | None) -> Iterator[Jobs]:
    """Say who works, as the options of a command have it.

    Args:
        jobs: The number of processes, if it is given.
        cluster: The address of the scheduler of a cluster, if it is given.

    Raises:
        InputError: if both are given, or the cluster cannot be used.
    """
    if cluster is None:
        yield jobs
        return
    if jobs is not None:
        raise InputError(
            "it counts processes of this machine, and with --cluster none of them works",
            where="--jobs",
            remedy="Leave one of the two out.",
        )
    with connected(cluster) as workers:
        yield workers


def results(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: Jobs = None,
    here: Callable[[T], R] | None = None,
) -> Iterator[tuple[int, R]]:
    """Call a function of each item, on several processes or on a cluster.

    Args:
        function: What to call; it and its results cross from one process to another.
        items: The arguments.
        jobs: Who works.
        here: What to call instead where one process is enough, which then is this one.

    Yields:
        The number of an item, from 0, and its result: as soon as it is there, so in no fixed order.

    Raises:
        BrokenDownError: if workers end before their work is done, and nobody does it instead.
        Exception: what the function raises, with the traceback of the worker as a note.
    """
    if isinstance(jobs, Cluster):
        return jobs.results(function, items)
    return processes.results(function, items, jobs=jobs, here=here)
