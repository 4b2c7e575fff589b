"""Why a client differs: a short session that shows it, and what the client behaves like in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from twinsite.conformance.channel import Budget, BudgetSpent, Channel
from twinsite.conformance.likeness import Like, likenesses
from twinsite.conformance.oracle import Expectation
from twinsite.conformance.session import Diverged, Divergence, Session
from twinsite.conformance.shorten import shortened

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
    if divergence.failure is None and not _repeats(divergence, expectation, channel):
        return Explanation(divergence, len(divergence.actions), (), left_over=True)
    short = shortened(divergence, expectation, channel, budget)
    alike = likenesses(short)
    named = requirements_of(alike)
    return Explanation(replace(short, named=named), len(divergence.actions), alike)


def _repeats(divergence: Divergence, expectation: Expectation, channel: Channel) -> bool:
    """Return whether a client that is begun anew differs in the same session."""
    channel.close()
    try:
        session = Session(expectation.again(divergence.lengths), channel)
        for action in divergence.actions:
            session.act(action)
    except Diverged:
        return True
    except BudgetSpent:
        return True  # nobody knows
    return False


def requirements_of(alike: Sequence[Like]) -> tuple[str, ...]:
    """Return the requirements that most of what a client behaves like breaks.

    Args:
        alike: What the client behaves like, the likeliest first.
    """
    votes: dict[str, float] = defaultdict(float)
    for like in alike:
        weight = 1 / (1 + like.rank)
        for properties, share in ((like.broken, 1.0), (like.elsewhere, 0.5)):
            for place, prop in enumerate(properties):
                votes[prop.requirement] += weight * share / (1 + place)
        if like.requirement:
            votes[like.requirement] += weight
    return tuple(sorted(votes, key=lambda each: -votes[each])[:_NAMED])
