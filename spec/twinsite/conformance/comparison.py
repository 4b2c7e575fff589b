"""Exhaustive comparisons in processes of their own, with the limits of a conformance test.

A child explores the specification and compares its client with it; it tells how far it is before
each call of the client, but not more often than needed, and at last what it has found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict
from os import cpu_count
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter

from twinsite.conformance.channel import (
    TIMEOUT_SECONDS,
    Budget,
    BudgetSpent,
    ClientFailure,
    started,
)
from twinsite.conformance.equivalence import Equivalence, compare_into, result_of
from twinsite.conformance.explorable import Guarded
from twinsite.conformance.family import end_all
from twinsite.conformance.program import PythonProgram
from twinsite.conformance.protocol import Unsupported, start_message
from twinsite.conformance.quotient import Quotient
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile

if TYPE_CHECKING:
    from twinsite.conformance.serve_python import Send

_TELL_SECONDS: Final = 0.2
"""So often is told how far a comparison is."""
_EQUIVALENCE: Final = TypeAdapter(Equivalence)

Observe = Callable[[int, int], None]


def compare_all(
    client: str,
    profiles: Sequence[Profile],
    *,
    jobs: int | None = None,
    timeout: float = TIMEOUT_SECONDS,
    budget: Budget | None = None,
    overhear: Callable[[str], None] = lambda _line: None,
    observe: Observe = lambda _done, _all: None,
) -> Iterator[Equivalence]:
    """Compare a client under several profiles, each in a process of its own.

    Args:
        client: The class of the client, as ``module:Class``.
        profiles: The profiles.
        jobs: How many processes at once; as many as there are cores if not given.
        timeout: How many seconds one call of the client may take.
        budget: The time for all comparisons; an hour if not given.
        overhear: Called with every line that the client prints.
        observe: Called with how many states of the client are done, of how many known so far.

    Yields:
        The results as they are there, so in no fixed order.

    Raises:
        InputError: if there is no such client, or it cannot be compared.
    """
    budget = Budget() if budget is None else budget
    far: dict[str, tuple[int, int]] = {}

    def one(profile: Profile) -> Equivalence:
        def told(done: int, of_all: int) -> None:
            far[profile.name] = (done, of_all)
            observe(*map(sum, zip(*far.values(), strict=True)))

        return _compare_in_child(client, profile, timeout, budget, overhear, told)

    pool = ThreadPoolExecutor(min(jobs or cpu_count() or 1, len(profiles)))
    try:
        waiting: list[Future[Equivalence]] = [pool.submit(one, profile) for profile in profiles]
        for each in as_completed(waiting):
            yield each.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        budget.stop()
        end_all()  # so that no thread awaits anything any longer
        pool.shutdown()


def _compare_in_child(
    client: str,
    profile: Profile,
    timeout: float,
    budget: Budget,
    overhear: Callable[[str], None],
    observe: Observe,
) -> Equivalence:
    begun = monotonic()
    found = Equivalence(profile.name)
    try:
        budget.require()
        child = PythonProgram(
            client, timeout=timeout, budget=budget, overhear=overhear, purpose="compare"
        )
        try:
            found = _await(child, profile, timeout, observe)
        finally:
            child.close()
    except ClientFailure as failure:
        words = "".join(f" It said: {line}" for line in failure.last_words[-1:])
        found.failure = f"{failure}{words}"
    except BudgetSpent:
        found.cut_short = True
    found.seconds = monotonic() - begun
    return found


def _await(child: PythonProgram, profile: Profile, timeout: float, observe: Observe) -> Equivalence:
    child.send({"call": "compare", "profile": profile.name})
    patience: float | None = 86_400.0  # the specification is explored, which is not the client's
    while True:
        match child.answer("a call", timeout=patience):
            case {"found": found}:
                return _EQUIVALENCE.validate_python(found)
            case {"done": int() as done, "known": int() as known}:
                patience = timeout
                observe(done, known)


def serve_comparison(client: object, name: str, send: "Send") -> None:
    """Compare a client, and tell how far it is and what was found; this is the child's side.

    Args:
        client: The client.
        name: The name of the profile.
        send: Sends a line to the parent.
    """

    def say(answer: Mapping[str, Any]) -> None:
        send({"answer": answer})

    profile = Profile.parse(name)
    quotient = Quotient(desktop(profile))
    last, far = 0.0, (0, 2 * len(quotient.edges))

    def tick() -> None:
        nonlocal last
        now = monotonic()
        if now - last > _TELL_SECONDS:
            last = now
            say({"done": far[0], "known": far[1]})

    def observe(done: int, known: int) -> None:
        nonlocal far
        far = (done, known)

    result = result_of(quotient, profile)
    guarded = Guarded(client, tick)
    try:
        answer = started(guarded.start(start_message(profile)))
        if isinstance(answer, Unsupported):
            result.unsupported = answer.unsupported
        else:
            compare_into(result, quotient, guarded, observe)
    except ClientFailure as failure:
        result.failure = str(failure)
    say({"found": asdict(result)})
