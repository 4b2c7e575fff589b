"""A session that diverges, made short: by delta debugging on its actions, replayed to the client.

Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input" (2002).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from twinsite.conformance.channel import Budget, BudgetSpent, Channel, Trouble
from twinsite.conformance.oracle import Action, Expectation, Happens, Passes
from twinsite.conformance.session import Diverged, Divergence, Session, UnsupportedProfile

MOST_ACTIONS: Final = 30_000
"""So many actions are spent on one divergence; what is shortest by then is kept."""
RESTART: Final = 1_000
"""A client that breaks down is begun anew, which counts as so many actions."""
_AS_IT_IS: Final = (Trouble.HUNG, Trouble.UNREPEATABLE, Trouble.CHANGED)
"""Troubles that take long to see again, or are not of one session."""


def shortened(
    divergence: Divergence, expectation: Expectation, channel: Channel, budget: Budget
) -> Divergence:
    """Return a short session in which a client differs in the same way.

    Args:
        divergence: What was found.
        expectation: The specification under the same profile, at any place.
        channel: The way to the client.
        budget: The time for all tests; what is shortest when it is over is returned.
    """
    if divergence.failure is not None and divergence.failure.trouble in _AS_IT_IS:
        return divergence
    work = _Work(divergence, expectation, channel, budget)
    work.shorten()
    return work.best


class _Spent(Exception):  # noqa: N818  # no error
    """No more actions are to be spent."""


class _Work:
    def __init__(
        self, divergence: Divergence, expectation: Expectation, channel: Channel, budget: Budget
    ) -> None:
        self.best = divergence
        self._beginning = expectation.again(divergence.lengths)
        self._channel = channel
        self._budget = budget
        self._way = _way_of(divergence)
        self._left = MOST_ACTIONS

    def shorten(self) -> None:
        try:
            script = self._taken(merged(self.best.actions))
            if script is not None:
                self._reduce(script)
        except (_Spent, BudgetSpent, UnsupportedProfile):
            pass

    def _reduce(self, script: Sequence[Action]) -> None:
        """Leave parts out, large ones first, as long as the client still differs."""
        parts = 2
        while len(script) > 1:
            size = -(-len(script) // parts)
            for start in range(len(script) - size, -size, -size):  # what was last matters most
                kept = (*script[: max(0, start)], *script[start + size :])
                if (found := self._taken(merged(kept))) is not None and len(found) < len(script):
                    script, parts = found, max(2, parts - 1)
                    break
            else:
                if size == 1:
                    return
                parts = min(len(script), 2 * parts)

    def _taken(self, script: Sequence[Action]) -> Sequence[Action] | None:
        """Return what of a script was done if it ends as before; None if it does not."""
        found = self._try(script)
        if found is None or _way_of(found) != self._way:
            return None
        if len(found.actions) <= len(self.best.actions):
            self.best = found
        return merged(found.actions)

    def _try(self, script: Sequence[Action]) -> Divergence | None:
        try:
            if self._left <= 0:
                raise _Spent
            session = Session(self._beginning.again(), self._channel)
            for action in possible(script, session.expectation):
                self._budget.require()
                if session.ambiguous:
                    return None
                session.act(action)
                self._left -= 1
                if self._left <= 0:
                    raise _Spent
        except Diverged as diverged:
            if diverged.divergence.failure is not None:
                self._left -= RESTART
            return diverged.divergence
        return None


def _way_of(divergence: Divergence) -> tuple[object, ...]:
    """Return in what way a client differs: in what it shows, or how it breaks down."""
    if divergence.failure is not None:
        return (divergence.failure.trouble,)
    return tuple((each.what, each.found) for each in divergence.mismatches[:1])


def merged(script: Sequence[Action]) -> tuple[Action, ...]:
    """Return a script in which time passes at most once between two events."""
    found: list[Action] = []
    for action in script:
        if found and isinstance(action, Passes) and isinstance(found[-1], Passes):
            found[-1] = Passes(found[-1].seconds + action.seconds)
        else:
            found.append(action)
    return tuple(found)


def possible(script: Sequence[Action], expectation: Expectation) -> Iterator[Action]:
    """Yield what of a script can be done, time in hops from deadline to deadline.

    The expectation must follow each action before the next is asked.  Left out is what no world
    would give: an event that only the state of the world forbids.
    """
    for action in script:
        if isinstance(action, Happens):
            if expectation.run.next_deadline() == expectation.run.now:
                yield Passes(0.0)  # what was held back acts at once
            taken = expectation.run.possible(action.event) is not None
            if taken or action.event in expectation.refused():
                yield action
            continue
        end = expectation.run.now + action.seconds
        while True:
            now, due = expectation.run.now, expectation.run.next_deadline()
            hop = end if due is None else min(end, due)
            yield Passes(hop - now)
            if expectation.run.now >= end:
                break
