"""Random interleavings by Hypothesis, from what is enabled and from what is refused.

A walk may begin like one of the scenarios and leave it anywhere: so that deep situations are not
left to chance alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.strategies import DataObject

from twinsite.checker.semantics.timed import TimedRun
from twinsite.conformance.channel import BudgetSpent, Channel, ClientFailure, Trouble
from twinsite.conformance.endurance import DAY
from twinsite.conformance.oracle import Action, Expectation, Happens, Passes
from twinsite.conformance.scenarios import (
    NotApplicableError,
    Scenario,
    actions,
    applies,
)
from twinsite.conformance.session import Diverged, Divergence, Session, UnsupportedProfile
from twinsite.conformance.stories import STORIES
from twinsite.conformance.timer_values import LENGTHS, OTHER_LENGTHS
from twinsite.model.predicates import Facts

LONGEST: Final = 60
"""A walk has at most so many actions."""
_KINDS: Final = ("happens", "happens", "happens", "falls due", "falls due", "refused", "passes")

LENGTHS_OF_WALKS = st.sampled_from((LENGTHS, *OTHER_LENGTHS))
"""Lengths of deadlines: several, so that deadlines come in several orders."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of random walks."""

    divergence: Divergence | None
    """The shortest divergence that was found, or None."""
    walks: int
    """How many walks were taken, up to the first that diverged."""


def draw_action(data: DataObject, expectation: Expectation) -> Action:
    """Draw what is done next.

    Args:
        data: Hypothesis draws from it.
        expectation: Where the session is.
    """
    run = expectation.run
    due = run.next_deadline()
    kind = data.draw(st.sampled_from(_KINDS), label="kind")
    if due is not None and (due == run.now or kind == "falls due"):
        return Passes(due - run.now)
    if kind == "passes" and (most := _quiet(run)) >= 1:
        return Passes(data.draw(st.integers(1, most), label="seconds"))
    events = expectation.refused() if kind == "refused" else []
    events = events or expectation.enabled()
    return Happens(data.draw(st.sampled_from(events), label="event"))


def _quiet(run: TimedRun[Facts]) -> int:
    """Return the seconds in which nothing is due; where nothing ever is, a day."""
    due = run.next_deadline()
    return DAY if due is None else int(due - run.now) - 1


def _opening(
    data: DataObject, expectation: Expectation, stories: Sequence[Scenario]
) -> Iterator[Action]:
    """Yield the beginning of a scenario, up to a drawn place; the expectation must follow."""
    story = data.draw(st.sampled_from((None, *stories)), label="opening")
    if story is None:
        return
    length = data.draw(st.integers(0, len(story.script)), label="opening ends")
    with suppress(NotApplicableError):  # the lengths of this walk bring another deadline first
        yield from actions(replace(story, script=story.script[:length]), expectation)


def walk(
    expectation: Expectation,
    channel: Channel,
    *,
    examples: int,
    seeded: int = 0,
    observe: Callable[[Session], None] = lambda _session: None,
) -> Walked:
    """Take random walks until one diverges, and shorten that one.

    Args:
        expectation: The specification under one profile.
        channel: The way to the client.
        examples: How many walks.
        seeded: Another number gives other walks.
        observe: Called after every walk that did not diverge.

    Returns:
        What was found.

    Raises:
        UnsupportedProfile: if the client does not have the profile.
        BudgetSpent: if the time for all tests is over before anything is found.
    """
    found: list[Divergence] = []
    walks: list[None] = []
    sessions: list[Session] = []
    ended: list[UnsupportedProfile | BudgetSpent] = []
    stories = tuple(scenario for scenario in STORIES if applies(scenario, expectation))

    @seed(seeded)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(st.data())
    def take_a_walk(data: DataObject) -> None:
        if ended or (found and _is_slow(found[-1])):
            return  # to shorten it would mean to wait again and again
        if not found:
            walks.append(None)
        try:
            lengths = data.draw(LENGTHS_OF_WALKS, label="lengths")
            session = Session(expectation.again(lengths), channel)
            sessions[:] = [session]
            for action in _opening(data, session.expectation, stories):
                session.act(action)
            for _ in range(data.draw(st.integers(1, LONGEST), label="actions")):
                if session.ambiguous:
                    break
                session.act(draw_action(data, session.expectation))
            observe(session)
        except Diverged as diverged:
            found.append(diverged.divergence)
            raise
        except (UnsupportedProfile, BudgetSpent) as end:
            ended.append(end)

    try:
        take_a_walk()
    except Diverged:
        pass
    except Flaky:
        if not ended and not any(each.failure for each in found):
            return Walked(_unrepeatable(found, sessions), len(walks))
    if ended and not found:
        raise ended[0]
    shortest = min(found, key=lambda each: len(each.actions), default=None)
    return Walked(shortest, len(walks))


def _unrepeatable(found: Sequence[Divergence], sessions: Sequence[Session]) -> Divergence:
    """Return what a client did that did something else when the same was done again."""
    failure = ClientFailure(
        Trouble.UNREPEATABLE, "a session was repeated, and the client answered otherwise."
    )
    last = min(found, key=lambda each: len(each.actions)) if found else sessions[-1].so_far()
    return replace(last, failure=failure)


def _is_slow(divergence: Divergence) -> bool:
    return divergence.failure is not None and divergence.failure.trouble is Trouble.HUNG
