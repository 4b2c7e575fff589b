"""In what two profiles differ, in words: options, phone, release, readings."""

from collections.abc import Iterator
from dataclasses import dataclass

from twinsite.profile import POSTPONED_RESTORATION, Phone, Profile, Release
from twinsite.readings import READINGS
from twinsite.readings.reading import Choice

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

IN_DEPLOYMENTS = frozenset({"A32"})
"""Readings that act where a deployment is read, and nowhere in the behaviour of a desktop."""


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


def _aspects(left: Profile, right: Profile) -> Iterator[Aspect]:
    for field, (question, *_) in _OPTIONS.items():
        if getattr(left, field) != getattr(right, field):
            yield Aspect(question, _option(left, field), _option(right, field))
    if left.phone is not right.phone:
        yield Aspect("What is the agent's phone?", _PHONES[left.phone], _PHONES[right.phone])
    if left.release != right.release:
        question = "Which release of the desktop, and when does it restore the agent state?"
        yield Aspect(question, _release(left.release), _release(right.release))
    for identifier, reading in READINGS.items():
        if left.reading(identifier) != right.reading(identifier):
            question = f"{identifier}: {reading.question}"
            yield Aspect(question, _reading(left, identifier), _reading(right, identifier))


def _option(profile: Profile, field: str) -> Choice:
    _, name, without, with_it = _OPTIONS[field]
    value = bool(getattr(profile, field))
    return Choice(name=f"{name}={str(value).lower()}", meaning=with_it if value else without)


def _release(release: Release) -> Choice:
    if release < POSTPONED_RESTORATION:
        meaning = "Restoration is done right after the login, whatever windows are open (REST-02)."
    else:
        meaning = "Restoration waits until the agent has closed all interaction windows (REST-02)."
    return Choice(name=str(release), meaning=meaning)


def _reading(profile: Profile, identifier: str) -> Choice:
    chosen = profile.reading(identifier)
    (choice,) = (c for c in READINGS[identifier].choices if c.name == chosen)
    return Choice(name=f"{identifier}={chosen}", meaning=choice.meaning)
