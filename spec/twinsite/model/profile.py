"""What one part of a desktop session depends on and what stays constant while it runs.

Options take effect when the application starts (BC-11), so within a session a profile never
changes.  Lengths of timers are not part of it: the exploration lets every deadline pass in
every order, so a positive length changes no verdict.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, total_ordering
from itertools import product
from typing import Final, Self

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.errors import InputError


class Part(StrEnum):
    """The part of the desktop that a profile is about: one connection, or the start."""

    VOICE = "voice"
    """The connection to SIP Server, with phone, login, calls and windows."""
    STAT = "stat"
    """The connection to Stat Server."""
    CONFIG = "config"
    """The connection to Configuration Server Proxy, once the desktop has started."""
    START_UP = "start-up"
    """The way from the bootstrap file to the central configuration."""


class Phone(StrEnum):
    """What rings when a call is offered to the agent."""

    WORKSPACE_ENDPOINT = "workspace_endpoint"
    """Workspace SIP Endpoint or Genesys Softphone: registers at both sites by itself."""
    HARD_PHONE = "hard_phone"
    """Any other SIP phone: seen only through DN events of the current site (A45)."""
    NONE = "none"
    """No registration to lose: ``reg_timeout`` is 0 or not a number (A44)."""


_WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,6}")

_SHORT: Final = {
    Phone.WORKSPACE_ENDPOINT: "endpoint",
    Phone.HARD_PHONE: "hard-phone",
    Phone.NONE: "no-phone",
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Release:
    """A release of Workspace Desktop Edition, such as 8.5.105.12."""

    parts: tuple[int, ...]
    """The four numbers of the release, most significant first."""
    spelling: str = field(default="", compare=False)
    """How it was written, as in 8.5.161.04; empty if it was not."""

    @classmethod
    def parse(cls, text: str, *, where: str = "release") -> Self:
        """Read a release from its usual spelling.

        Raises:
            InputError: if the text is not four whole numbers joined by dots, starting 8.5.
        """
        text = text.strip()
        pieces = text.split(".")
        if len(pieces) != 4 or not all(_WHOLE_NUMBER.fullmatch(piece) for piece in pieces):
            raise InputError(
                f"{text!r} is not a release of Workspace Desktop Edition",
                where=where,
                remedy="Write four numbers, as in 8.5.105.12.",
            )
        parts = tuple(int(piece) for piece in pieces)
        if parts[:2] != (8, 5):
            raise InputError(
                f"release {text} is unknown: the specification covers 8.5 only",
                where=where,
                remedy="Write a release of the form 8.5.x.y.",
            )
        return cls(parts, text)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Release):
            return NotImplemented
        return self.parts < other.parts

    def __str__(self) -> str:
        return self.spelling or ".".join(map(str, self.parts))


POSTPONED_RESTORATION: Final = Release((8, 5, 105, 12))
"""From this release on, restoration waits until the interaction windows are closed (REST-02)."""

ALL_CONNECTIONS: Final = Release((8, 5, 106, 19))
"""From this release on, business continuity is for Stat and Configuration as well (CLUS-07)."""

LISTED_NODES: Final = Release((8, 5, 111, 21))
"""From this release on, the bootstrap file lists the nodes of both sites (START-10)."""

MOST_NODES: Final = 3
"""Clusters and bootstrap lists of more nodes at a site are modelled with so many."""

LAST_CHANGES: Final = {
    Part.VOICE: POSTPONED_RESTORATION,
    Part.STAT: ALL_CONNECTIONS,
    Part.CONFIG: ALL_CONNECTIONS,
    Part.START_UP: LISTED_NODES,
}
"""The release from which on each part behaves as under every later one."""

DOCUMENTED_RELEASE: Final = Release((8, 5, 111, 21))
"""The newest release that the guide names; the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The constants of one part of a session: effective options, release, phone, interpretations.

    The options and the phone of the voice connection are off for every other part.
    """

    part: Part = Part.VOICE
    """Which part of the desktop it is about."""
    business_continuity: bool = True
    """``disaster-recovery.enabled`` is true and both site names match servers of the kind (BC-02,
    BC-03); for the start: the bootstrap file lists nodes of the peer site."""
    nodes: int = 0
    """Nodes of the cluster at each site, from 1 to :data:`MOST_NODES`; 0 for a pair.  For the
    start: the nodes that the bootstrap file lists for each site."""
    hot_seat: bool = False
    """For the start: the agent prefers the site that is the peer site of the bootstrap file."""
    auto_restore: bool = True
    """``disaster-recovery.auto-restore``."""
    restore_agent_state: bool = True
    """``disaster-recovery.restore-agent-state``."""
    auto_ready: bool = False
    """``login.voice.is-auto-ready``."""
    phone: Phone = Phone.WORKSPACE_ENDPOINT
    """The kind of phone at the agent's place."""
    release: Release = DOCUMENTED_RELEASE
    """The release of the desktop."""
    interpretations: tuple[tuple[str, str], ...] = field(default=())
    """Interpretations that differ from their default, as sorted pairs of id and choice."""

    def __post_init__(self) -> None:
        """Switch off what the part does not have.

        Raises:
            InputError: if the number of nodes is out of range for the part.
        """
        allowed = _nodes_of(self.part)
        if self.nodes not in allowed:
            raise InputError(
                f"{self.nodes} nodes at a site are not modelled for {self.part}",
                where="profile",
                remedy=f"Use {allowed[0]} to {allowed[-1]}.",
            )
        if self.part is not Part.VOICE:
            for option in ("auto_restore", "restore_agent_state", "auto_ready"):
                object.__setattr__(self, option, False)
            object.__setattr__(self, "phone", Phone.NONE)
        if self.part is not Part.START_UP:
            object.__setattr__(self, "hot_seat", False)

    @property
    def is_of_today(self) -> bool:
        """Whether this part does what it does under :data:`DOCUMENTED_RELEASE`."""
        return self.release >= LAST_CHANGES[self.part]

    @property
    def has_peer(self) -> bool:
        """Whether there is a peer site for this part under this release (CLUS-07, START-10)."""
        return self.business_continuity and (self.part is Part.VOICE or self.is_of_today)

    def without_idle_release(self) -> Self:
        """Return this profile under the documented release, where that makes no difference."""
        return replace(self, release=DOCUMENTED_RELEASE) if self.is_of_today else self

    def interpretation(self, identifier: str) -> str:
        """Return the choice in force for a switchable interpretation.

        Raises:
            KeyError: if there is no interpretation with this id.
        """
        return dict(self.interpretations).get(identifier, INTERPRETATIONS[identifier].default)

    def with_interpretations(
        self, choices: Mapping[str, str], *, where: str = "--interpretation"
    ) -> Self:
        """Return this profile under other interpretations.

        Raises:
            InputError: if an interpretation is unknown, is no switch, or has no such choice.
        """
        chosen = dict(self.interpretations)
        for identifier, choice in choices.items():
            interpretation = INTERPRETATIONS.get(identifier)
            if interpretation is None or not interpretation.is_switch:
                switches = ", ".join(r.id for r in INTERPRETATIONS.values() if r.is_switch)
                raise InputError(
                    f"{identifier!r} is not an interpretation that can be switched",
                    where=where,
                    remedy=f"Use one of {switches}.",
                )
            if choice not in interpretation.choice_names:
                raise InputError(
                    f"interpretation {identifier} has no choice {choice!r}",
                    where=where,
                    remedy=f"Use one of {', '.join(interpretation.choice_names)}.",
                )
            chosen[identifier] = choice
        kept = {i: c for i, c in chosen.items() if c != INTERPRETATIONS[i].default}
        return replace(self, interpretations=tuple(sorted(kept.items())))

    @property
    def name(self) -> str:
        """A short, unique, readable name: ``bc+auto+restore/endpoint``, ``stat/bc/cluster-2``."""
        flags = [
            "bc" if self.business_continuity else "no-bc",
            *(["auto"] if self.auto_restore else []),
            *(["restore"] if self.restore_agent_state else []),
            *(["auto-ready"] if self.auto_ready else []),
        ]
        if self.part is Part.VOICE:
            parts = ["+".join(flags), _SHORT[self.phone]]
        else:
            parts = [self.part.value, flags[0], _form(self.part, self.nodes)]
        if self.hot_seat:
            parts.append(_HOT_SEAT)
        if self.release != DOCUMENTED_RELEASE:
            parts.append(str(self.release))
        parts += [f"{identifier}={choice}" for identifier, choice in self.interpretations]
        return "/".join(parts)

    @staticmethod
    def parse(text: str, *, where: str = "profile") -> "Profile":
        """Read a profile from its :attr:`name`.

        Raises:
            InputError: if the text is not the name of a profile.
        """
        pieces = text.strip().split("/")
        for count in range(len(pieces), 0, -1):
            known = _without_changes().get("/".join(pieces[:count]))
            if known is not None:
                rest = pieces[count:]
                return known.changed("/".join(rest), where=where) if rest else known
        raise _refusal(pieces, where)

    def changed(self, text: str, *, where: str = "profile") -> Self:
        """Return this profile with another release, interpretations, or both, joined by ``/``.

        Args:
            text: Such as ``8.5.105.11`` or ``A1=all_tried/A15=blocked``.
            where: Where the text stands, for messages.

        Raises:
            InputError: if a part of the text is neither a release nor an interpretation, or two
                parts say the same.
        """
        choices: dict[str, str] = {}
        releases: list[Release] = []
        for part in text.strip().split("/"):
            identifier, equals, choice = (piece.strip() for piece in part.partition("="))
            if identifier in choices or (releases and not equals):
                raise InputError(
                    f"{text!r} names {'an interpretation' if equals else 'a release'} twice",
                    where=where,
                    remedy="Name it once.",
                )
            if equals:
                choices[identifier] = choice
            else:
                releases.append(Release.parse(part, where=where))
        chosen = replace(self, release=releases[0]) if releases else self
        return chosen.with_interpretations(choices, where=where)


_HOT_SEAT: Final = "hot-seat"
OTHER_PARTS: Final = tuple(part.value for part in Part if part is not Part.VOICE)
"""With which the name of a profile begins that is not about the voice connection."""


@cache
def _without_changes() -> dict[str, "Profile"]:
    """Return every profile of the documented release and the default interpretations, by name."""
    found = (
        replace(profile, auto_ready=ready, hot_seat=seat)
        for profile, ready, seat in product(default_profiles(), (False, True), (False, True))
    )
    return {profile.name: profile for profile in found}


def _refusal(pieces: Sequence[str], where: str) -> InputError:
    """Return what is wrong with a text that is not the name of a profile."""
    first, what = pieces[0], f"{'/'.join(pieces)!r} is not the name of a profile"
    names = [name.split("/") for name in _without_changes()]
    of_other = first in OTHER_PARTS
    forms = dict.fromkeys(name[1 + of_other] for name in names if name[0] == first)
    if of_other:
        remedy = f"After {first} write /bc or /no-bc, then one of /{', /'.join(forms)}."
    elif forms:
        what = f"{'/'.join(pieces)!r} names no kind of phone"
        remedy = f"After the options write one of /{', /'.join(forms)}."
    else:
        remedy = (
            "Begin with bc or no-bc, then any of +auto, +restore, +auto-ready, in this order;"
            f" or with {', '.join(OTHER_PARTS)}."
        )
    return InputError(what, where=where, remedy=remedy)


def _nodes_of(part: Part) -> range:
    """Return how many nodes there can be at a site; 0 stands for a pair."""
    if part is Part.VOICE:
        return range(1)
    return range(1 if part is Part.START_UP else 0, MOST_NODES + 1)


def _form(part: Part, nodes: int) -> str:
    if part is Part.START_UP:
        return f"nodes-{nodes}"
    return f"cluster-{nodes}" if nodes else "pair"


def voice_profiles() -> tuple[Profile, ...]:
    """Return every default profile of the voice connection, in a fixed order.

    Business continuity on and off, times auto-restore, times restore-agent-state, times the
    kind of phone: 24 profiles.
    """
    return tuple(
        Profile(
            business_continuity=enabled, auto_restore=auto, restore_agent_state=restore, phone=phone
        )
        for enabled, auto, restore, phone in product(
            (True, False), (True, False), (True, False), Phone
        )
    )


def connection_profiles() -> tuple[Profile, ...]:
    """Return every default profile of the Stat and the Configuration connection, in a fixed order.

    Business continuity on and off, times a pair and clusters of one, two and three nodes: 8
    profiles of each.
    """
    return tuple(
        Profile(part=part, business_continuity=enabled, nodes=nodes)
        for part in (Part.STAT, Part.CONFIG)
        for enabled in (True, False)
        for nodes in _nodes_of(part)
    )


def start_up_profiles() -> tuple[Profile, ...]:
    """Return every default profile of the start, in a fixed order.

    With and without nodes of the peer site, times one, two and three nodes at a site, and with a
    peer site also for an agent who prefers it: 9 profiles.
    """
    return tuple(
        Profile(part=Part.START_UP, business_continuity=enabled, nodes=nodes, hot_seat=hot_seat)
        for enabled, hot_seat in ((True, False), (True, True), (False, False))
        for nodes in _nodes_of(Part.START_UP)
    )


def default_profiles() -> tuple[Profile, ...]:
    """Return every default profile of every part of the desktop, in a fixed order."""
    return (*voice_profiles(), *connection_profiles(), *start_up_profiles())
