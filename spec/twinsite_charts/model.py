"""What a sequence chart is made of: lanes, arrows between them, notes beside them.

Nothing here knows how it is drawn, or what it is about.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a message is."""

    EVENT = "event"
    COMMAND = "command"
    TIME = "time"
    """A timer that has run out."""


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow from lane to lane, or a mark on one lane."""

    source: str
    """The lane that tells."""
    target: str
    """The lane that is told; the source again where nobody else is."""
    words: str
    """What is told."""
    kind: Kind = Kind.EVENT
    option: str = ""
    """What gives a timer its length, if that is to be told."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is so from then on."""

    words: str
    subject: str = ""
    """What the note is about, if that is to be told apart."""


@dataclass(frozen=True, slots=True)
class Move:
    """A line across all lanes, from which on the striped lane has another stripe."""

    words: str
    stripe: int
    """The number of the stripe, from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """One moment or step."""

    label: str
    """Its time or number; empty if it is that of the row before."""
    parts: tuple[Message | Note | Move, ...]
    """What happens in it, in order."""
    alarm: str = ""
    """What is wrong with it; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class Band:
    """Words across all lanes, between two rows."""

    words: str
    loop: bool = False
    """Whether it begins or ends what comes again and again."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A length of time that is drawn as a bar."""

    words: str
    """What takes so long."""
    since: float
    """When it begins, in any unit that all bars share."""
    until: float
    """When it ends, not before it begins."""
    length: str
    """How long it takes, in words."""
    kind: int
    """Which of the kinds of bars of its chart it is of."""


@dataclass(frozen=True, slots=True)
class TimeBars:
    """What adds up to a moment, as bars below each other on one scale of time."""

    bars: tuple[Bar, ...]
    kinds: tuple[str, ...]
    """What each kind of bars is, in words."""
    scale: tuple[tuple[float, str], ...]
    """Moments in ascending order, with what they are called."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A sequence chart, ready to be drawn."""

    title: str
    sentence: str
    """What it shows."""
    lanes: tuple[str, ...]
    """Who takes part, from left to right."""
    rows: tuple[Row | Band, ...]
    verdict: str = ""
    """What it decides."""
    wrong: bool = False
    """Whether what it decides is that something is wrong."""
    remarks: tuple[str, ...] = ()
    """What is so in all of it, one a paragraph."""
    legend: str = ""
    """What else is to be known of its marks."""
    striped: str = ""
    """The lane that has stripes; empty if none has."""
    stripes: tuple[str, ...] = ()
    """What each stripe says, from the first one on."""
    table: tuple[tuple[str, str, str], ...] = ()
    """What was and is in the end: a heading, then a name, its value before and after."""
    end: str = ""
    """How things stand in the end, in a sentence."""
    time: TimeBars | None = None
    """What adds up to the moment at which it ends; pictures alone show it."""


TIME_DECIDES = "time decides"
NOBODY_ELSE = "nobody else is told"
"""What a clock and a point mean."""
