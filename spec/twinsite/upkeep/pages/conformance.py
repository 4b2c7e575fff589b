"""The tables of the page for foreign teams: what the conformance protocol says, in Markdown.

Everything comes from the machines, by way of the vocabulary of the kit.  Not here: which of it a
client has to do when; that is for the machines and the requirements.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.conformance.endurance import EVERY_SCENARIO
from twinsite.conformance.protocol import (
    PROTOCOL,
    Advance,
    CommandData,
    Done,
    Message,
    Observation,
    Observe,
    Offer,
    Shows,
    Started,
    start_message,
)
from twinsite.conformance.timer_values import LENGTHS
from twinsite.conformance.vocabulary import WORLD, ClientEvent, Vocabulary
from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.predicates import DECLARED, MACHINES, NODES
from twinsite.model.profile import Part, Phone, Profile, default_profiles
from twinsite.model.profile_data import ProfileData
from twinsite.report.sequence.words import COMMAND_WORDS, state_words
from twinsite.upkeep.pages.refused_events import refused_table
from twinsite.upkeep.pages.traceability import target

EXAMPLE: Final = "bc+restore/no-phone"
"""The profile of the examples."""

_CALLS: Final[Sequence[tuple[str, Message, Message]]] = (
    (
        "something happens",
        Offer(event="register_accepted", site="preferred"),
        Done(),
    ),
    ("time passes", Advance(seconds=9.875), Done()),
    (
        "tell the commands since the last `observe`, oldest first, and what can be seen now",
        Observe(),
        Observation(
            commands=(CommandData(command="connect", site="preferred", server="primary"),),
            state={"here": "preferred", "linked_to": "none"},
        ),
    ),
)

_CONSTANTS: Final = {
    "part": "which part of the desktop the session is about",
    "business_continuity": "whether there is a peer site: `disaster-recovery.enabled` and the site"
    " names; for the start, whether nodes of the peer site are listed",
    "nodes": "nodes of the cluster, or of the bootstrap file, at each site; 0: a pair",
    "hot_seat": "for the start: the agent prefers the peer site of the bootstrap file",
    "auto_restore": "`disaster-recovery.auto-restore`",
    "restore_agent_state": "`disaster-recovery.restore-agent-state`",
    "auto_ready": "`login.voice.is-auto-ready`",
    "phone": "the kind of phone: an endpoint that the desktop registers, a hard phone that it sees"
    " through SIP Server, or none to lose",
    "release": "the release of the desktop, four numbers; some properties depend on it",
    "readings": "the interpretations that differ from the recommended ones, as id and choice",
}
"""What the constants of a session mean."""

_MEASURES: Final = {
    "disaster-recovery.timeout": "from the loss of the link, from the start, or from the last"
    " switchover",
    "disaster-recovery.wait-for-sipphone-timeout": "from the moment at which the phone is lost at"
    " the current site, or from the start or the switchover if it is not registered there",
    "warm-standby.reconnection-random-delay-range": "from the loss of the link to the next"
    " attempt: the delay as drawn, not the range",
    "warm-standby.retry-delay": "from the end of a pass that has failed to the next pass; the"
    " probe waits as long",
    "reg_timeout": "from the 200 OK to the REGISTER that refreshes the binding; under A75=lifetime"
    " that one comes after half of it, and the binding ends with the other half",
    "reg_interval": "from a failed REGISTER to the next one; as long as `reg_timeout` where the"
    " option is not set (A40)",
    "refresh margin": "from the REGISTER that refreshes a binding to the end of that binding, if"
    " it is not answered",
    "sip_transaction_timeout": "Timer F: from a REGISTER to its failure, if it is not answered",
}
"""From when to when the lengths are measured."""

_SERVERS: Final = ("primary", "backup", *NODES)
"""What servers are called, in their order."""

_MANY: Final = 6
"""A value that stands for more states than this is told as what remains."""

_GROUPS: Final[Sequence[tuple[str, Callable[[Profile], bool]]]] = (
    ("all", lambda _profile: True),
    ("voice", lambda p: p.part is Part.VOICE),
    ("voice with a phone", lambda p: p.part is Part.VOICE and p.phone is not Phone.NONE),
    ("endpoint", lambda p: p.phone is Phone.WORKSPACE_ENDPOINT),
    ("hard phone", lambda p: p.phone is Phone.HARD_PHONE),
    ("endpoint, bc", lambda p: p.phone is Phone.WORKSPACE_ENDPOINT and p.business_continuity),
    ("Stat, Configuration", lambda p: p.part in (Part.STAT, Part.CONFIG)),
    ("pairs", lambda p: p.part in (Part.STAT, Part.CONFIG) and not p.nodes),
    ("clusters", lambda p: p.part in (Part.STAT, Part.CONFIG) and p.nodes > 0),
    ("clusters of 2 or 3", lambda p: p.part in (Part.STAT, Part.CONFIG) and p.nodes > 1),
    ("clusters of 3", lambda p: p.part in (Part.STAT, Part.CONFIG) and p.nodes > 2),
    ("start", lambda p: p.part is Part.START_UP),
)
"""Kinds of profiles by what they are called, the larger before the smaller."""


@cache
def _vocabularies() -> Mapping[Profile, Vocabulary]:
    return {profile: Vocabulary(desktop(profile)) for profile in default_profiles()}


def which(profiles: Iterable[Profile]) -> str:
    """Return what some of the default profiles are called together.

    Raises:
        ValueError: if there is no name for them.
    """
    wanted = set(profiles)
    left, names = set(wanted), []
    for name, belongs in _GROUPS:
        members = set(filter(belongs, _vocabularies()))
        if members <= wanted and members & left:
            names.append(name)
            left -= members
    if left:
        raise ValueError(f"no name for {', '.join(sorted(p.name for p in left))}")
    return "; ".join(names)


def _linked(requirements: Iterable[str]) -> str:
    return ", ".join(f"[{name}]({target(name)})" for name in requirements)


@dataclass(slots=True)
class _Entry:
    """What is known of a word, from all default profiles."""

    profiles: dict[str, set[Profile]] = field(default_factory=lambda: defaultdict(set))
    """Where it is used, by site."""
    servers: dict[str, None] = field(default_factory=dict)
    by: dict[str, None] = field(default_factory=dict)
    meanings: dict[str, None] = field(default_factory=dict)
    requirements: dict[str, None] = field(default_factory=dict)

    def named_servers(self) -> str:
        """Return the servers that it can be about, in their order."""
        return ", ".join(f"`{server}`" for server in _SERVERS if server in self.servers)

    def where(self) -> str:
        """Return the profiles in words, site by site where that makes a difference."""
        named = {site: which(found) for site, found in self.profiles.items()}
        if len(set(named.values())) == 1:
            return next(iter(named.values()))
        return "; ".join(f"`{site}`: {name}" for site, name in named.items())

    def asked_for(self) -> str:
        """Return the requirements as links."""
        return _linked(self.requirements)


def call_table() -> str:
    """Return the four calls with examples, the longest of them below the table."""
    start = {"call": "start", "protocol": PROTOCOL} | start_message(Profile.parse(EXAMPLE))
    started = Started(shows=Shows(commands="all", state=("here", "linked_to", "agent")))
    rows = ["| the kit writes | which means | you answer |", "|---|---|---|"]
    rows.append("| `start`, as below | begin a session | as below, or `unsupported` |")
    rows += [
        f"| `{_line(call)}` | {meaning} | `{_line(answer)}` |" for meaning, call, answer in _CALLS
    ]
    return "\n".join(
        (
            *rows,
            "",
            "A `start`, in one line when it is sent:",
            "",
            "```json",
            json.dumps(start, indent=2),
            "```",
            "",
            "An answer to it:",
            "",
            "```json",
            _line(started),
            "```",
            "",
        )
    )


def _line(message: Message) -> str:
    return json.dumps(message.model_dump(mode="json", exclude_none=True))


def constant_table() -> str:
    """Return the table of the constants of a session."""
    properties = ProfileData.model_json_schema()
    rows = ["| `profile` | values | means |", "|---|---|---|"]
    for name, schema in properties["properties"].items():
        rows.append(f"| `{name}` | {_values(schema, properties['$defs'])} | {_CONSTANTS[name]} |")
    return "\n".join(rows) + "\n"


def _values(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        chosen = definitions[schema["$ref"].rpartition("/")[2]]["enum"]
        return ", ".join(f'`"{value}"`' for value in chosen)
    if "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    return {"boolean": "`true`, `false`", "string": "text", "object": "an object of texts"}[
        schema["type"]
    ]


def event_table() -> str:
    """Return the table of the events."""
    rows = [
        "| event | with | who decides | meaning | asked for by | profiles |",
        "|---|---|---|---|---|---|",
    ]
    for (word, has_site), entry in sorted(_events().items()):
        with_ = "`site`" if has_site else ""
        if entry.servers:
            with_ = f"`server`: {entry.named_servers()}"
        rows.append(
            f"| `{word}` | {with_} | {', '.join(entry.by)} | {'; or: '.join(entry.meanings)}"
            f" | {entry.asked_for()} | {entry.where()} |"
        )
    return "\n".join(rows) + "\n"


def _events() -> Mapping[tuple[str, bool], _Entry]:
    found: dict[tuple[str, bool], _Entry] = defaultdict(_Entry)
    for profile, words in _vocabularies().items():
        initial = words.system.initial
        for event in words.system.events:
            # what a server does is noticed as the loss of a connection, which is a word by itself
            if words.is_deadline(event) or event.machine in WORLD:
                continue
            seen = words.event(event, initial, initial)
            if seen is None:  # nobody tells the desktop, as of a call that no link shows
                continue
            declared = _machine(words, event.machine).event(event.name)
            entry = found[seen.name, bool(seen.site)]
            entry.profiles[seen.site].add(profile)
            if seen.server:
                entry.servers[seen.server] = None
            entry.by[declared.by] = None
            entry.meanings[_meaning(seen, declared.label)] = None
            entry.requirements[declared.requirement] = None
    return found


def _meaning(event: ClientEvent, label: str) -> str:
    """Return what an event means; a node has its place in the message, not in the words."""
    return label.replace(f"the {event.server} node", "this node") if event.server else label


def _machine(words: Vocabulary, name: str) -> MachineDecl:
    return words.system.instances[words.system.index[name]].machine


def command_table() -> str:
    """Return the table of the commands."""
    rows = [
        "| command | with | to | meaning | asked for by | profiles |",
        "|---|---|---|---|---|---|",
    ]
    for (word, has_site), entry in sorted(_commands().items()):
        with_ = ["`site`"] if has_site else []
        if entry.servers:
            with_.append(f"`server`: {entry.named_servers()}")
        rows.append(
            f"| `{word}` | {', '.join(with_)} | {', '.join(entry.by)}"
            f" | {', '.join(entry.meanings)} | {entry.asked_for()} | {entry.where()} |"
        )
    return "\n".join(rows) + "\n"


def _commands() -> Mapping[tuple[str, bool], _Entry]:
    found: dict[tuple[str, bool], _Entry] = defaultdict(_Entry)
    for profile, words in _vocabularies().items():
        initial = words.system.initial
        for machine, effect, requirement in _given(words):
            (command,) = words.commands(((machine, effect),), initial, initial)
            entry = found[command.name, bool(command.site)]
            entry.profiles[""].add(profile)
            if command.server:
                entry.servers[command.server] = None
            entry.by[COMMANDS[effect]] = None
            # the server stands in the message, not in the words
            entry.meanings[COMMAND_WORDS[effect].partition(" to the ")[0]] = None
            entry.requirements[requirement] = None
    return found


def _given(words: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Yield each command of each machine, with what asks for it."""
    for instance in words.system.instances:
        for transition in instance.machine.transitions:
            for effect in transition.effects:
                if effect in words.system.commands:
                    requirement = instance.machine.event(transition.event).requirement
                    yield instance.name, effect, requirement


@dataclass(slots=True)
class _Value:
    """A value of a plain observable."""

    states: dict[str, None] = field(default_factory=dict)
    """The states behind it, in words."""
    profiles: set[Profile] = field(default_factory=set)
    """Where it is used."""

    def told(self) -> str:
        """Return the states behind it."""
        return "; ".join(self.states) if len(self.states) <= _MANY else "otherwise"


def observable_table() -> str:
    """Return the table of what can be seen without knowing the machines."""
    rows = ["| observable | value | while | profiles |", "|---|---|---|---|"]
    rows += [
        f"| `{name}` | `{value}` | {entry.told()} | {which(entry.profiles)} |"
        for name, values in _plain().items()
        for value, entry in values.items()
    ]
    return "\n".join(rows) + "\n"


@cache
def _plain() -> Mapping[str, Mapping[str, _Value]]:
    """Return each plain observable with its values, and what is behind each."""
    found: dict[str, dict[str, _Value]] = {}
    for profile, words in _vocabularies().items():
        for machine in words.seen_machines:
            for name, by_state in _turning_on(words, machine).items():
                values = found.setdefault(name, {})
                for state, value in by_state.items():
                    entry = values.setdefault(value, _Value())
                    entry.states[state_words(machine, state)] = None
                    entry.profiles.add(profile)
    return found


def _turning_on(words: Vocabulary, machine: str) -> Mapping[str, Mapping[str, str]]:
    """Return the plain observables that turn on a machine, with their value in each state of it."""
    number, initial = words.system.index[machine], words.system.initial
    told: dict[str, dict[str, str]] = {}
    for state in words.system.instances[number].machine.states:
        changed = (*initial[:number], state, *initial[number + 1 :])
        for name, value in words.observables(changed).items():
            told.setdefault(name, {})[state] = value
    return {
        name: values
        for name, values in told.items()
        if len(set(values.values())) > 1
        and (name not in words.seen_machines or list(values.values()) != list(values))
    }


def machine_table() -> str:
    """Return the table of the machines whose state can be shown."""
    plain = _plain()
    rows = ["| observable | tells | values | profiles |", "|---|---|---|---|"]
    for name, machine in MACHINES.items():
        profiles = [p for p, words in _vocabularies().items() if name in words.seen_machines]
        if profiles and name not in plain:
            values = ", ".join(f"`{state}`" for state in machine.states)
            rows.append(
                f"| `{name}` | [{machine.question}](../diagrams/{machine.name}.svg)"
                f" | {values} | {which(profiles)} |"
            )
    return "\n".join(rows) + "\n"


def length_table() -> str:
    """Return the table of the lengths."""
    ends: dict[str, dict[str, list[str]]] = {name: {} for name in LENGTHS}
    for machine in DECLARED.values():
        for event in machine.events:
            if event.kind is Kind.DEADLINE:
                ends[event.length].setdefault(event.label, []).append(event.requirement)
    rows = [
        "| `lengths` | usual | measured | at its end |",
        "|---|---:|---|---|",
    ]
    rows += [
        f"| `{name}` | {seconds} | {_MEASURES[name]}"
        f" | {'; '.join(f'{label} ({_linked(ids)})' for label, ids in ends[name].items())} |"
        for name, seconds in LENGTHS.items()
    ]
    return "\n".join(rows) + "\n"


def scenario_table() -> str:
    """Return the table of the scenarios."""
    rows = ["| scenario | what happens |", "|---|---|"]
    rows += [f"| `{scenario.name}` | {scenario.sentence} |" for scenario in EVERY_SCENARIO]
    return "\n".join(rows) + "\n"


PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "calls": call_table,
    "constants": constant_table,
    "lengths": length_table,
    "events": event_table,
    "commands": command_table,
    "observables": observable_table,
    "machines": machine_table,
    "refused": refused_table,
    "scenarios": scenario_table,
}
"""The computed parts of the page, by their marks."""
