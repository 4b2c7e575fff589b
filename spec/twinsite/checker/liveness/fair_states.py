"""From where a fair trace can go on for ever: the greatest fixpoint of Emerson and Lei.

A trace that goes on for ever in a set is weakly fair to an event if again and again the event is
taken or impossible, or starts anew if it is a deadline, and strongly fair if the event is taken
again and again or possible only for a while.  A trace may stop at any state, and nothing more
happens: then it stays there for ever.  States from which that is not possible are taken out until
none is left to take out.  What remains is empty exactly if no trace is fair: from any remaining
state the components in which its traces end hold every event that they must.
Source: Emerson and Lei, "Modalities for model checking" (1987); Kesten, Pnueli and Raviv,
"Algorithmic verification of linear temporal logic specifications" (1998), on strong fairness.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from twinsite.checker.liveness.fairness import Strength
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.variables import Part, States, Variables

Steps = Mapping[Event, Sequence[Part]]
"""Steps by their event."""


@dataclass(frozen=True)
class Region:
    """Where a trace must stay so that it breaks one promise."""

    variables: Variables
    """The bits of the machines."""
    begins: States
    """The states in which the promise is given."""
    states: States
    """The states that are reached from there while it is open."""
    parts: Sequence[Part]
    """The steps that leave it open."""
    by_event: Steps
    """The same steps, by event."""
    anew: Mapping[Event, Steps]
    """For each deadline those of the steps that start it anew while it can pass."""
    possible: Mapping[Event, States]
    """For each event that may be assumed to be fair the states in which it can and may come."""
    accept: Steps | None
    """The steps of which a trace must take some again and again; none such if None."""

    def serving(self, event: Event, strength: Strength) -> Steps:
        """Return the steps after which a trace may owe an event nothing for a while."""
        anew = self.anew.get(event, {}) if strength is Strength.WEAK else {}
        return {**anew, event: self.by_event.get(event, ())}

    def coming_to(
        self, goal: States, within: States, parts: Sequence[Part] | None = None
    ) -> States:
        """Return the states from which a trace within a set comes to a part of it.

        Args:
            goal: Where traces are to come.
            within: The set that they may not leave.
            parts: The steps that can stay in the set, if they are known; else all.
        """
        found, rest = goal, within & ~goal
        steps = self.parts if parts is None else parts
        while rest.satisfiable():
            steps = [(moves, g) for moves, guard in steps if (g := guard & rest).satisfiable()]
            before = found
            for moves, guard in steps:
                found |= self.variables.before(found, guard, moves)
            if found == before:
                break
            rest &= ~found
        return found


def fair_states(region: Region, fair: Mapping[Event, Strength], within: States) -> States:
    """Return the largest set in which a fair trace can go on for ever from every state.

    Args:
        region: Where traces break a promise.
        fair: How fair each event is assumed to be.
        within: The states that count; those of the region, or what less fairness has left.
    """
    preimage = region.variables.preimage
    left, before = within, region.variables.none
    while left != before:
        before = left
        parts = [(moves, g) for moves, guard in region.parts if (g := guard & left).satisfiable()]
        if region.accept is not None:
            accepted = chain(*region.accept.values())
            left = region.coming_to(preimage(left, accepted) & left, left, parts)
        for event, strength in fair.items():
            idle = left & ~region.possible[event]
            taken = preimage(left, chain(*region.serving(event, strength).values())) & left
            if (taken | idle) == left:
                continue
            if strength is Strength.WEAK:
                left = region.coming_to(taken | idle, left, parts)
            else:
                left = region.coming_to(taken, left, parts) | idle
            if not left.satisfiable():
                return left
    return left
