"""One part of a desktop while something fails and is repaired: what is asked about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from twinsite.analyses.drill.clockwork import Lengths
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.milestones import (
    READY,
    Milestone,
    after_failure,
    after_repair,
    after_the_call,
    at_the_start,
    leaving,
    linked_at,
)
from twinsite.analyses.drill.moments import Asked, Moment, answer
from twinsite.analyses.drill.scene import Scene
from twinsite.analyses.drill.staff import Kind
from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.timing.question import Question
from twinsite.model.predicates import Site
from twinsite.model.profile import Part

SHUTDOWN: Final = Event("session", "forced_logout")
"""SIP Server logs the agent out, as it does before a graceful shutdown."""
_BEGINS: Final = {
    Part.START_UP: ("start_up", "start_requested"),
    Part.VOICE: ("session", "log_in_requested"),
}
"""What the agent does when a shift begins."""


@dataclass(frozen=True)
class Drill:
    """One part of the desktop of one kind of agents, while something fails and is repaired."""

    kind: Kind
    part: Part
    failure: Failure
    busy: tuple[Event, ...] = ()
    """What happens before it fails: a call, a window, or a graceful shutdown."""
    start: bool = False
    """Whether the shift begins when it has failed already."""

    @cached_property
    def scene(self) -> Scene:
        """The part before the failure."""
        return Scene(self.kind.profiles[self.part], self.lengths)

    @property
    def lengths(self) -> Lengths:
        """How long everything takes."""
        return self.kind.lengths[self.part]

    @cached_property
    def starts(self) -> tuple[JointState, ...]:
        """The joint states in which it fails."""
        at_work = self.scene.at_work
        return self.scene.settled_after(at_work, self.busy) if self.busy else at_work

    @cached_property
    def failing(self) -> tuple[Event, ...]:
        """What happens when it fails."""
        return self.failure.events(self.kind, self.part)

    @cached_property
    def settled(self) -> tuple[JointState, ...]:
        """The joint states in which the desktop ends up before it is repaired."""
        return self.scene.settled_after(self.starts, self.failing)

    @property
    def is_touched(self) -> bool:
        """Whether the failure is one of anything that this part knows; the start always is told."""
        return bool(self.failing) or (self.start and self.part is Part.START_UP)

    @property
    def is_shut_down(self) -> bool:
        """Whether SIP Server has logged the agent out before it stops."""
        return SHUTDOWN in self.busy

    @property
    def keeps_windows(self) -> bool:
        """Whether the agent has an interaction when it fails."""
        return any(event.machine in ("call", "windows") for event in self.busy)

    @property
    def is_held_back(self) -> bool:
        """Whether the call holds back the switchover for which the phone asks."""
        in_call = any(event.machine == "call" for event in self.busy)
        return in_call and self.failure.what in (What.REGISTRAR, What.PHONE)

    @cached_property
    def repaired(self) -> tuple[JointState, ...]:
        """The joint states in which the desktop ends up after the repair, all having settled."""
        returning = self.failure.events(self.kind, self.part, returns=True)
        return self.scene.settled_after(self.settled, returning)

    @cached_property
    def has_moved(self) -> bool:
        """Whether the desktop ends up elsewhere than linked at the preferred site."""
        view = self.scene.system.view
        return not all(linked_at(view(state), Site.PREFERRED) for state in self.settled)

    def asked_after_failure(self) -> Iterator[Asked]:
        """Yield what is asked about the time after the failure."""
        if not self.is_touched:
            return
        if self.start:
            failed = self.scene.after(self.scene.system.initial, *self.failing)
            assert failed is not None, self.failing
            begins = [Event(*_BEGINS[self.part])] if self.part in _BEGINS else []
            for milestone in at_the_start(self.kind, self.part, self.failure):
                yield self._asked([failed], begins, milestone)
            return
        busy = self.keeps_windows
        every = after_failure(
            self.kind, self.part, self.failure, busy=busy, held_back=self.is_held_back
        )
        for milestone in every:
            yield self._asked(self.starts, self.failing, milestone)

    def asked_after_windows(self) -> Iterator[Asked]:
        """Yield when the agent is Ready after the last window is closed, the desktop settled.

        Where the call holds the switchover back, it is what happens once that is over.
        """
        if self.is_held_back:
            for milestone in after_the_call(self.kind):
                yield self._asked(self.settled, [Event("call", "call_ended")], milestone)
            return
        closing = [Event("windows", "earlier_windows_closed")]
        if any(event.machine == "call" for event in self.busy):
            closing.insert(0, Event("call", "call_lost"))
        if self.keeps_windows and self.kind.profiles[self.part].restore_agent_state:
            yield self._asked(self.settled, closing, READY)

    def asked_after_repair(self) -> Iterator[Asked]:
        """Yield what is asked about the time after the repair, all having settled before it."""
        repaired = self.failure.events(self.kind, self.part, returns=True)
        if self.has_moved and not self.start:
            for milestone in after_repair(self.kind, self.part, busy=self.keeps_windows):
                yield self._asked(self.settled, repaired, milestone)

    def leaving(self) -> Moment:
        """Return when the desktop leaves the preferred site."""
        asked = self._asked(self.starts, self.failing, leaving(self.kind))
        return answer(asked, self.lengths)

    def _asked(
        self, starts: Sequence[JointState], events: Sequence[Event], milestone: Milestone
    ) -> Asked:
        timing, goal = self.scene.timing, milestone.goal
        system = self.scene.system
        question = Question(system, starts, events, timing, timing, goal, anew=self.start)
        return Asked(milestone, question, self.scene.behaviour)
