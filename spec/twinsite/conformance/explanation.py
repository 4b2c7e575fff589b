"""Why a client differs: a short session that shows it, and what the client behaves like in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from twinsite.conformance.channel import Budget, BudgetSpent, Channel
from twinsite.conformance.likeness import Like, likenesses
from twinsite.conformance.oracle import Expectation, Happens
from twinsite.conformance.scenarios import Scenario, actions, applies
from twinsite.conformance.session import Diverged, Divergence, Session
from twinsite.conformance.shorten import shortened
from twinsite.conformance.stories import STORIES
from twinsite.conformance.timer_values import LENGTHS

_LATE: Final[Mapping[str, tuple[str, ...]]] = {
    "connection_accepted": ("LINK-05",),
    "connection_failed": ("LINK-05",),
    "probe_accepted": ("RET-04",),
    "probe_failed": ("RET-04",),
    "register_accepted": ("REG-05",),
    "register_refused": ("REG-05",),
    "log_in_accepted": ("SES-10",),
    "log_in_refused": ("SES-10",),
    "old_session_answered": ("SES-10",),
    "not_ready_requested": ("SES-04",),
}
"""What says that an event changes nothing where it was not asked for."""
_QUIET: Final = Scenario("quiet", "Nothing answers.", frozenset(), ("stay 600",))
_NAMED: Final = 2
"""So many requirements are named, at most, for what a client behaves like."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What more is known of a divergence."""

    divergence: Divergence
    """The divergence in a short session, with the requirements of what the client behaves like."""
    found_in: int
    """How many actions the session had in which it was found."""
    alike: tuple[Like, ...]
    """What the client behaves like, the likeliest first; nothing if there is nothing."""
    left_over: bool = False
    """Whether the client does what it should when it is begun anew for this session: something
    is left over from an earlier one."""


def explain(
    divergence: Divergence, expectation: Expectation, channel: Channel, budget: Budget
) -> Explanation:
    """Return what more can be found out about a divergence.

    Args:
        divergence: What was found.
        expectation: The specification under the same profile, at any place.
        channel: The way to the client.
        budget: The time for all tests.
    """
    if divergence.mismatches and not _repeats(divergence, expectation, channel):
        return Explanation(divergence, len(divergence.actions), (), left_over=True)
    short = shortened(divergence, expectation, channel, budget)
    alike = likenesses(short, tuple(_stories(expectation, channel)))
    named = tuple(dict.fromkeys((*_of_a_late_answer(short), *requirements_of(alike))))
    return Explanation(replace(short, named=named), len(divergence.actions), alike)


def _stories(expectation: Expectation, channel: Channel) -> Iterator[Divergence]:
    """Yield what a client does in the stories, each up to its divergence or its end."""
    for story in (_QUIET, *STORIES):
        if not applies(story, expectation):
            continue
        try:
            beginning = expectation.again(LENGTHS)
            session = Session(beginning, channel)
            for action in actions(story, session.expectation):
                session.act(action)
                if session.ambiguous:
                    break
            yield session.so_far()
        except Diverged as diverged:
            yield diverged.divergence
        except BudgetSpent:
            return


def _of_a_late_answer(divergence: Divergence) -> Iterator[str]:
    """Yield the requirement that lets a late or doubled answer change nothing, if one came."""
    action = divergence.actions[-1] if divergence.actions else None
    if isinstance(action, Happens):
        before = divergence.answers[-1].run if divergence.answers else None
        taken = divergence.steps and divergence.steps[-1].event == action.event
        if not taken and (before is None or before.possible(action.event) is None):
            yield from _LATE.get(action.event.name, ())


def _repeats(divergence: Divergence, expectation: Expectation, channel: Channel) -> bool:
    """Return whether a client that is begun anew differs in the same session."""
    channel.close()
    try:
        session = Session(expectation.again(divergence.lengths), channel)
        for action in divergence.actions:
            session.act(action)
    except (Diverged, BudgetSpent):  # without the time for it nobody knows
        return True
    return False


def requirements_of(alike: Sequence[Like]) -> tuple[str, ...]:
    """Return the requirements that most of what a client behaves like breaks.

    Args:
        alike: What the client behaves like, the likeliest first.
    """
    votes: dict[str, float] = defaultdict(float)
    for like in alike:
        weight = 1 / (1 + like.rank)
        for place, requirement in enumerate(like.about):
            votes[requirement] += weight / (1 + place)
        for properties, share in ((like.broken, 1.0), (like.elsewhere, 0.5)):
            for place, prop in enumerate(properties):
                votes[prop.requirement] += weight * share / (1 + place)
    return tuple(sorted(votes, key=lambda each: -votes[each])[:_NAMED])
