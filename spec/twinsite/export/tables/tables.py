"""The contract ``twinsite tables 1``: everything that another tool needs to take our steps.

``spec/TABLES.md`` tells how to read it; the JSON Schema is computed from these models.
Names are those of the declarations; a state in a table of a :class:`Node` is told by its place
among the states of its chart, and a machine by its place among the machines of the file.
"""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from twinsite.checker.semantics.chart import Kind

FORMAT: Final = "twinsite tables 1"
"""What the file says of itself; a change that a reader can notice changes the number."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Not(_Table):
    """The contrary of a guard."""

    negated: "Guard" = Field(alias="not")
    """The guard."""


class Every(_Table):
    """The conjunction of guards."""

    all: tuple["Guard", ...]
    """The guards, from left to right."""


class Some(_Table):
    """The disjunction of guards."""

    any: tuple["Guard", ...]
    """The guards, from left to right."""


Guard = StrictStr | Not | Every | Some
"""A predicate by name, or a combination of guards."""

Tree = StrictBool | StrictInt | StrictStr
"""A decision: an answer, which is a truth value or a word, or the number of a node."""


class Event(_Table):
    """One event of a chart."""

    id: str
    """Its name; a signal has the same name in every chart."""
    kind: Kind
    """Who raises it: the world (stimulus), time (deadline), another machine (signal)."""
    by: str
    """Who decides a stimulus, in a word or two."""
    requirement: str
    """The id of the requirement that asks for it."""
    label: str
    """The event in words."""
    length: str = ""
    """For a deadline what gives its length in seconds: a key of ``lengths``."""


class Transition(_Table):
    """One transition of a chart; of those of an event from a state the first enabled is taken."""

    event: str
    """The event."""
    source: str
    """The state that it leads from."""
    target: str
    """The state that it leads to."""
    guard: Guard | None = None
    """When it is enabled; always if there is none."""
    effects: tuple[str, ...] = ()
    """Signals and commands, in the order in which they are said."""
    internal: bool = False
    """Whether the state is not left, so that its deadlines run on."""


class Ignore(_Table):
    """A signal that may reach a chart without an enabled transition."""

    signal: str
    """The signal."""
    states: tuple[str, ...]
    """The states in which it may."""
    reason: str
    """Why nothing is to be done."""


class Chart(_Table):
    """One declaration of a machine."""

    name: str
    """Its name."""
    question: str
    """What its state answers."""
    states: tuple[str, ...]
    """Every state, in declared order."""
    events: tuple[Event, ...]
    """Every event, in declared order."""
    transitions: tuple[Transition, ...]
    """Every transition, in declared order."""
    ignores: tuple[Ignore, ...] = ()
    """What may be ignored."""


class Message(_Table):
    """Between whom something goes, for a sequence chart."""

    words: str = ""
    """What it says; of an event that says no more, the label and the requirement in brackets are
    meant."""
    source: Tree
    """The lane that it comes from, decided in the state before the step."""
    target: Tree
    """The lane that it goes to; an empty word for the first lane of a machine that moves and is
    no site, or its source if there is none."""
    after: bool = False
    """Whether the target is decided in the state after the step, and not in that before it."""


class Machine(_Table):
    """One machine: a chart under a name."""

    name: str
    """Its name, unique in its composition."""
    id: str = ""
    """What tells it from another machine of its name in the file; its name if empty."""
    chart: str
    """The chart that it follows."""
    parameter: str = ""
    """What it serves, such as ``preferred``; predicates are asked for it."""
    words: str = ""
    """What it is called; empty for a history variable of the properties."""
    place: str = ""
    """What it is a part of: ``world``, ``desktop`` or ``history``."""
    lane: str = ""
    """Its lane in a sequence chart."""
    states: tuple[str, ...] = ()
    """What each state of its chart is called, in their order."""
    events: dict[str, Message] = Field(default_factory=dict)
    """For each stimulus and deadline between whom it goes."""
    commands: dict[str, Message] = Field(default_factory=dict)
    """For each command that it may give, between whom that goes."""


class Node(_Table):
    """One reading of one machine, and what follows from its state."""

    machine: int
    """The place of the machine in ``machines``."""
    follows: tuple[Tree, ...]
    """For each state of its chart the decision that follows."""


class Command(_Table):
    """What the desktop does to the outside."""

    name: str
    """Its name."""
    to: str = ""
    """To whom."""
    words: str = ""
    """In words."""


class Size(_Table):
    """What a whole search must find."""

    states: int
    """Reachable states, with the initial one."""
    steps: int
    """Steps from all of them."""
    depth: int
    """Steps of the longest among the shortest traces to a state."""


class Server(_Table):
    """A server in the picture of the two sites."""

    id: str
    """Its name, unique in the picture."""
    site: str
    """``preferred`` or ``peer``."""
    words: str
    """What it is called."""
    up: Tree
    """Whether it is in service."""


class Line(_Table):
    """A connection in the picture of the two sites."""

    id: str
    """Its name, unique in the picture."""
    words: str
    """What it is called."""
    end: str
    """Where it begins: ``desktop`` or ``phone``."""
    to: Tree
    """The server or the site that it leads to; an empty word for nowhere."""
    status: Tree
    """``open``, ``trying`` or ``down``."""


class Picture(_Table):
    """The two sites with their servers, and what leads to them."""

    here: Tree
    """The current site: ``preferred`` or ``peer``."""
    kind: str
    """What the servers are."""
    servers: tuple[Server, ...]
    """The servers."""
    lines: tuple[Line, ...]
    """The connections."""


class Composition(_Table):
    """Machines side by side."""

    machines: tuple[str, ...]
    """The ids of the machines, in the order of their effects."""
    initial: tuple[str, ...]
    """The state in which each of them starts."""
    listeners: dict[str, tuple[str, ...]]
    """For each signal the ids of the machines that it reaches, in order."""
    picture: Picture | None = None
    """The two sites."""


class Profile(_Table):
    """A composition under the constants of one session."""

    name: str
    """Its name."""
    composition: int
    """The place of its composition in ``compositions``."""
    views: dict[str, int]
    """What machines see that ask: by their parameter, the place in ``views``."""
    constants: dict[str, bool | int | str | dict[str, str]] = Field(default_factory=dict)
    """Options, release, phone and interpretations."""
    agents: tuple[str, ...] = ()
    """The agents that have it, where a deployment is exported."""
    notes: tuple[str, ...] = ()
    """What is to be known of how it came about."""
    lengths: dict[str, float] = Field(default_factory=dict)
    """Seconds of each length of a deadline."""
    search: Size | None = None
    """What a whole search must find, where that is recorded."""


class Requirement(_Table):
    """One sentence that can be false."""

    id: str
    """Area and number."""
    sentence: str
    """What must or may be so."""
    source: str
    """Where it stands."""
    evidence: str
    """How it is known."""


class Property(_Table):
    """What must hold, or can happen."""

    name: str
    """Its name."""
    requirement: str
    """The id of the requirement that it stands for."""
    sentence: str
    """The property as a sentence that can be false."""
    sort: str
    """What it is about."""
    witnessed: bool = True
    """Whether a trace in which it matters is recorded."""


class Choice(_Table):
    """One way to read an ambiguous text."""

    name: str
    """Its name."""
    meaning: str
    """What then holds."""


class Interpretation(_Table):
    """An ambiguity of the texts, the choice made, and why."""

    id: str
    """Its id."""
    question: str
    """What the texts leave open."""
    texts: str
    """What they say."""
    choices: tuple[Choice, ...]
    """The choices that can be put in force; the first is in force."""
    discarded: tuple[str, ...] = ()
    """Alternatives that cannot be put in force."""
    reason: str
    """Why the first was chosen."""
    source: str
    """Where it stands."""


class Option(_Table):
    """An option of Workspace Desktop Edition."""

    name: str
    """Its name."""
    meaning: str
    """What it decides."""
    valid: str
    """Which values are valid."""
    default: str
    """What holds where it is not set."""
    levels: tuple[str, ...]
    """Where it may be set."""
    source: str
    """Where it stands."""


class Trace(_Table):
    """Events from the start, under a profile."""

    profile: str
    """The name of the profile."""
    events: tuple[str, ...]
    """The events, each as ``machine.event``."""


class Hazard(_Table):
    """Something that could go wrong."""

    id: str
    """Its id."""
    sentence: str
    """What goes wrong."""
    standing: str
    """Whether it happens."""
    reason: str
    """Why it does not happen, or why it is accepted and what to do about it."""
    properties: tuple[str, ...]
    """The properties that decide it."""


class Difference(_Table):
    """What another release or another choice of an interpretation changes."""

    id: str
    """What is changed to what."""
    words: str
    """What that changes."""
    base: Trace
    """The shortest trace in which they differ; no events if they do not."""
    other: str
    """The name of the profile with the change."""


class Opening(_Table):
    """A trace to begin with."""

    title: str
    """What it shows."""
    parts: tuple[str, ...]
    """The parts of the desktop that it is about, as the constants of profiles name them; ``whole``
    for all of them side by side."""
    events: tuple[str, ...]
    """The events, each as ``machine.event``."""


class DrillLine(_Table):
    """The earliest and the latest moment of something in a drill, in words."""

    what: str
    """What happens."""
    requirement: str = ""
    """The id of the requirement that asks for it."""
    when: str
    """When it does, after the failure or the repair."""
    because: str = ""
    """What the latest moment is a sum of, or why there is none."""


class DrillEntry(_Table):
    """When the desktops of some agents move if their preferred site fails and is repaired."""

    id: str
    """The agents, and what fails."""
    assumed: str
    """What is assumed of the world."""
    failure: tuple[DrillLine, ...]
    """After the failure."""
    repair: tuple[DrillLine, ...] = ()
    """After the repair, everything having settled."""


class Catalogue(_Table):
    """What stands behind the machines, to look up."""

    requirements: tuple[Requirement, ...] = ()
    """All requirements."""
    interpretations: tuple[Interpretation, ...] = ()
    """All interpretations."""
    options: tuple[Option, ...] = ()
    """All options."""
    hazards: tuple[Hazard, ...] = ()
    """All hazards."""
    properties: tuple[Property, ...] = ()
    """All properties."""
    differences: tuple[Difference, ...] = ()
    """What is recorded of each other release and choice."""
    drills: tuple[DrillEntry, ...] = ()
    """The drills of each kind of agents, where a deployment is exported."""


class Tables(_Table):
    """One or more profiles, with everything that they share."""

    format: Literal["twinsite tables 1"]
    """What the file is."""
    twinsite: str
    """The version that has written it."""
    lanes: tuple[str, ...] = ()
    """The lanes of a sequence chart, from left to right."""
    charts: tuple[Chart, ...]
    """The declarations of the machines."""
    machines: tuple[Machine, ...]
    """The machines of all profiles."""
    commands: tuple[Command, ...]
    """The effects that leave the desktop; every other effect is a signal."""
    predicates: dict[str, str]
    """The sentence of every predicate."""
    views: tuple[tuple[Tree | None, ...], ...]
    """Where every predicate holds that a guard names, and some others: in the order of the names in
    ``predicates``, null for what is not asked; once for all profiles and parameters under which all
    of them hold alike."""
    nodes: tuple[Node, ...]
    """The nodes of all decision trees."""
    lengths: dict[str, str] = Field(default_factory=dict)
    """What each length of a deadline is, in words."""
    compositions: tuple[Composition, ...]
    """The compositions of all profiles."""
    profiles: tuple[Profile, ...]
    """The profiles."""
    openings: tuple[Opening, ...] = ()
    """Traces to begin with; each is possible under some profiles, and not under all."""
    catalogue: Catalogue = Catalogue()
    """What stands behind them."""


def tables_json(tables: Tables) -> str:
    """Return the file, without what is at its default."""
    return tables.model_dump_json(by_alias=True, exclude_defaults=True)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return Tables.model_json_schema(by_alias=True)
