"""The player: the core, the world and the steps of a scenario in one virtual time.

No clock is read and nothing waits: time jumps to whatever comes next, so that the same scenario
always gives the same story.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from twinsite_desktop.commands import Command
from twinsite_desktop.demo.agenda import Agenda, Answer
from twinsite_desktop.demo.errors import InputError
from twinsite_desktop.demo.scenario import Scenario, WorldEvent
from twinsite_desktop.demo.world import World, topic_of
from twinsite_desktop.errors import WrongEventError
from twinsite_desktop.events import Event
from twinsite_desktop.naming import snake
from twinsite_desktop.timers import Deadline
from twinsite_desktop.voice import VoiceConnection

MOST_MOMENTS = 2_000
"""How many moments a story may have; a chart of more helps nobody."""

Cause = Event | WorldEvent | tuple[Deadline, ...]
"""What a moment begins with: an event, or deadlines in the order of their handling.

No deadline at all stands for the start of the session.
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, and what the desktop made of it."""

    at: float
    """When, in seconds from the start of the session."""
    cause: Cause
    commands: Sequence[Command]
    """What the desktop did, oldest first."""
    before: VoiceConnection
    """A copy of the core before it."""
    after: VoiceConnection
    """A copy of the core after it."""


def play(scenario: Scenario, *, where: str = "scenario") -> Sequence[Moment]:
    """Play a scenario to its end.

    Args:
        scenario: What to play.
        where: What to call it in messages.

    Raises:
        InputError: if more happens in it than a chart can show, or a step tells the desktop
            something that can never happen under these settings.
    """
    player = _Player(scenario, where)
    while player.go_on():
        if len(player.moments) > MOST_MOMENTS:
            raise InputError(
                f"more than {MOST_MOMENTS} things happen before {player.now:g} s",
                where=where,
                remedy="Let it end sooner (until), or make its lengths greater.",
            )
    return player.moments


class _Player:
    """A story that is being played."""

    def __init__(self, scenario: Scenario, where: str) -> None:
        self.where = where
        self.moments: list[Moment] = []
        self.now = 0.0
        self.until = scenario.until
        self.agenda = Agenda()
        self.world = World(self.agenda)
        for step in scenario.steps:
            self.agenda.put(step.at, step)
        self.core = VoiceConnection(scenario.settings, now=0.0)
        self.before = self.core.copy()
        self.note(())

    def note(self, cause: Cause) -> None:
        """Carry out what the core commands, and remember the moment."""
        commands = self.core.take_commands()
        for command in commands:
            self.world.do(command, now=self.now)
        after = self.core.copy()
        self.moments.append(Moment(self.now, cause, commands, self.before, after))
        self.before = after

    def go_on(self) -> bool:
        """Let the next thing happen; return whether there was one before the end.

        A deadline is handled before what happens from outside at the same moment, as in the
        conformance protocol.
        """
        timer, outside = self.core.next_timer(), self.agenda.next_at()
        if timer is not None and (outside is None or timer <= outside):
            if timer > self.until:
                return False
            self.now = max(self.now, timer)
            self.fall_due()
        elif outside is not None:
            if outside > self.until:
                return False
            self.now = max(self.now, outside)
            self.happen()
        else:
            return False
        return True

    def fall_due(self) -> None:
        """Let the core handle its deadlines."""
        due = sorted(
            (at, deadline.rank, deadline)
            for deadline, at in self.core.out.deadlines.items()
            if at <= self.now and self.core.may_fall(deadline)
        )
        self.core.handle_timer(now=self.now)
        self.note(tuple(deadline for _, _, deadline in due))

    def happen(self) -> None:
        """Let a step happen, or an answer arrive."""
        item = self.agenda.take()
        if isinstance(item, Answer):
            event = self.world.still_true(item.event)
            if event is not None:
                self.tell(event)
        elif isinstance(item.event, WorldEvent):
            noticed = self.world.change(item.event)
            self.note(item.event)
            for event in noticed:
                self.tell(event)
        else:
            topic = topic_of(item.event)
            if topic is not None:
                self.agenda.take_back(topic)
            try:
                self.tell(item.event)
            except WrongEventError:
                word = snake(type(item.event).__name__)
                raise InputError(
                    f"{word} can never happen to a desktop with these settings",
                    where=f"{self.where}, the step at {item.at:g} s",
                    remedy="Leave the step out, or change the phone or business_continuity.",
                ) from None

    def tell(self, event: Event) -> None:
        """Tell the core."""
        self.world.told(event, now=self.now)
        self.core.receive(event, now=self.now)
        self.note(event)
