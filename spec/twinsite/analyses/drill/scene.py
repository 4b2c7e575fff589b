"""What a question is about: a part of the desktop, how long everything takes there, and who works.

A scene begins when everything has been in service for long: linked, registered, logged in, Ready.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from twinsite.analyses.drill.clockwork import Lengths, timing
from twinsite.analyses.drill.silence import silent_desktop
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState, System
from twinsite.checker.timing.behaviour import Behaviour, beginnings, joined
from twinsite.checker.timing.question import Question, Timing
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile

_MORNING: Final = (
    "start_requested",
    "first_chosen",
    "connection_accepted",
    "configuration_arrived",
    "register_accepted",
    "log_in_requested",
    "log_in_accepted",
    "ready_requested",
    "agent_ready",
)
"""What happens until an agent is at work, what comes first first."""


@dataclass(frozen=True)
class Scene:
    """A part of a desktop in time."""

    profile: Profile
    lengths: Lengths

    @cached_property
    def system(self) -> System[Facts]:
        """The part with its world, whose failures are silent."""
        return silent_desktop(self.profile)

    @cached_property
    def timing(self) -> Timing[Facts]:
        """When what goes on by itself comes."""
        return timing(self.system, self.lengths)

    @cached_property
    def behaviour(self) -> Behaviour[Facts]:
        """What goes on by itself."""
        return Behaviour(self.system, self.timing)

    @cached_property
    def at_work(self) -> tuple[JointState, ...]:
        """The joint states of an agent at work, all of which come again and again."""
        return self.behaviour.settled({self._after_the_morning(): {}})

    def _after_the_morning(self) -> JointState:
        state = self.system.initial
        while (following := self._next(state)) is not None:
            state = following
        return state

    def _next(self, state: JointState) -> JointState | None:
        for name in _MORNING:
            for event in self.system.events:
                if event.name == name and (after := self.after(state, event)) not in (None, state):
                    return after
        return None

    def after(self, state: JointState, *events: Event) -> JointState | None:
        """Return what events lead to, one after another; None if one of them is refused."""
        try:
            for event in events:
                state = self.system.step(state, event).after
        except RefusedError:
            return None
        return state

    def settled_after(
        self,
        starts: Collection[JointState],
        events: Sequence[Event],
    ) -> tuple[JointState, ...]:
        """Return where it ends up, and stays, after some events.

        Args:
            starts: Where they come.
            events: The events, all at one moment.
        """
        timing = self.timing
        begun = beginnings(
            Question(self.system, starts, events, timing, timing, goal=lambda _: False)
        )
        return self.behaviour.settled(joined((each.state, each.most) for each in begun))
