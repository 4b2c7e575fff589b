"""In what two profiles differ, in words: options, phone, release, interpretations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation
from twinsite.model.profile import (
    ALL_CONNECTIONS,
    LAST_CHANGES,
    LISTED_NODES,
    POSTPONED_RESTORATION,
    Part,
    Phone,
    Profile,
)

_OPTIONS = {
    "business_continuity": (
        "Is business continuity in force (BC-02, BC-03)?",
        "business continuity",
        "The desktop stays at the preferred site.",
        "The desktop works at either site, and at one at a time.",
    ),
    "auto_restore": (
        "Does the desktop return to the preferred site by itself?",
        "disaster-recovery.auto-restore",
        "The desktop stays at the peer site while all is well there.",
        "The desktop returns when the preferred site is available again.",
    ),
    "restore_agent_state": (
        "Is the last seen agent state restored after a switchover?",
        "disaster-recovery.restore-agent-state",
        "The login at the new site is a login like any other.",
        "The last seen agent state is restored.",
    ),
    "auto_ready": (
        "Does a login leave the agent Ready?",
        "login.voice.is-auto-ready",
        "A login leaves the agent NotReady.",
        "A login leaves the agent Ready, where nothing speaks against it.",
    ),
}
"""For each option of a profile: the question, its name, what holds without it and with it."""

_PHONES = {
    Phone.WORKSPACE_ENDPOINT: Choice(
        name="Workspace SIP Endpoint", meaning="The phone registers at both sites by itself."
    ),
    Phone.HARD_PHONE: Choice(
        name="hard phone", meaning="The phone is seen only through its DN at the current site."
    ),
    Phone.NONE: Choice(name="no phone", meaning="There is no registration to lose."),
}

_PARTS = {
    Part.VOICE: Choice(name="voice", meaning="The connection to SIP Server, with all it serves."),
    Part.STAT: Choice(name="stat", meaning="The connection to Stat Server."),
    Part.CONFIG: Choice(name="config", meaning="The connection to Configuration Server Proxy."),
    Part.START_UP: Choice(
        name="start-up", meaning="The way from the bootstrap file to the central configuration."
    ),
}

_RELEASES = {
    POSTPONED_RESTORATION: (
        "Restoration is done right after the login, whatever windows are open (REST-02).",
        "Restoration waits until the agent has closed all interaction windows (REST-02).",
    ),
    ALL_CONNECTIONS: (
        "Business continuity is for the voice connection only (CLUS-07).",
        "Business continuity is for all connections (CLUS-07).",
    ),
    LISTED_NODES: (
        "The start knows a single node (START-10).",
        "The bootstrap file lists the nodes of both sites (START-10).",
    ),
}
"""What holds before each change, and from it on."""

_SEATS = {
    False: Choice(
        name="own seat", meaning="The agent prefers the preferred site of the bootstrap file."
    ),
    True: Choice(name="hot seat", meaning="The agent prefers the peer site of the file (A70)."),
}

IN_DEPLOYMENTS = frozenset(i.id for i in INTERPRETATIONS.values() if i.acts_in_deployments)
"""Interpretations that act where a deployment is read, and not in the behaviour of a desktop."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing in which two profiles differ."""

    question: str
    """What is answered in two ways."""
    left: Choice
    """The answer of the one."""
    right: Choice
    """The answer of the other."""


def aspects(left: Profile, right: Profile) -> tuple[Aspect, ...]:
    """Return everything in which two profiles differ."""
    return tuple(_aspects(left, right))


def titles(left: Profile, right: Profile) -> tuple[str, str]:
    """Return a short name for each of two profiles, which tells what it has of its own."""
    found = aspects(left, right)
    if not found:
        return left.name, right.name
    return " / ".join(a.left.name for a in found), " / ".join(a.right.name for a in found)


def _form(profile: Profile) -> Choice:
    if not profile.nodes:
        return Choice(name="pair", meaning="A primary and a backup, in this order.")
    nodes = f"{profile.nodes} node{'s' if profile.nodes > 1 else ''}"
    if profile.part is Part.START_UP:
        return Choice(name=nodes, meaning="The bootstrap file lists so many for each site.")
    return Choice(name=f"cluster of {nodes}", meaning="In each pass, each node once, in any order.")


def _release(profile: Profile) -> Choice:
    before, since = _RELEASES[LAST_CHANGES[profile.part]]
    return Choice(name=str(profile.release), meaning=since if profile.is_of_today else before)


def _option(field: str, profile: Profile) -> Choice:
    _, name, without, with_it = _OPTIONS[field]
    value = bool(getattr(profile, field))
    return Choice(name=f"{name}={str(value).lower()}", meaning=with_it if value else without)


_CONSTANTS: tuple[tuple[str, str, Callable[[Profile], Choice]], ...] = (
    ("part", "Which part of the desktop?", lambda profile: _PARTS[profile.part]),
    ("nodes", "To what servers at each site?", _form),
    ("hot_seat", "Whose workstation is it?", lambda profile: _SEATS[profile.hot_seat]),
    *((field, question, partial(_option, field)) for field, (question, *_) in _OPTIONS.items()),
    ("phone", "What is the agent's phone?", lambda profile: _PHONES[profile.phone]),
    ("release", "Which release of the desktop?", _release),
)
"""Each constant of a profile but the interpretations: a question, and the answer of a profile."""


def _aspects(left: Profile, right: Profile) -> Iterator[Aspect]:
    for constant, question, answer in _CONSTANTS:
        if getattr(left, constant) != getattr(right, constant):
            yield Aspect(question, answer(left), answer(right))
    for identifier, interpretation in INTERPRETATIONS.items():
        one, other = left.interpretation(identifier), right.interpretation(identifier)
        if one != other:
            question = f"{identifier}: {interpretation.question}"
            yield Aspect(question, *(_choice(interpretation, name) for name in (one, other)))


def _choice(interpretation: Interpretation, name: str) -> Choice:
    return Choice(name=f"{interpretation.id}={name}", meaning=interpretation.choice(name).meaning)
