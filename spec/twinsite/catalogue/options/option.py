"""What an option is: where it may be set, which values it takes, and how sure that is."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from twinsite.catalogue.evidence import Evidence

UNVERIFIED_MARK: Final = " (unverified)"
"""What follows a default, or a time of effect, that no readable text confirms."""

AT_START: Final = "at the next start of the application"
"""Within one session such an option is constant (BC851, LBC, IWG8)."""

AT_START_UNVERIFIED: Final = AT_START + UNVERIFIED_MARK
"""As for the options whose documentation could be read."""

NOT_STATED: Final = "not stated"
"""No text tells when a change takes effect."""


class Level(StrEnum):
    """The kind of object on which an option may be set.

    The first four are the hierarchy of an agent, from the widest to the narrowest: a Person wins
    over an Agent Group, which wins over a Tenant, which wins over the Application.
    """

    APPLICATION = "application"
    """The Workspace Application object."""
    TENANT = "tenant"
    """A Tenant."""
    AGENT_GROUP = "agent_group"
    """An Agent Group."""
    PERSON = "person"
    """The Person of one agent."""
    SERVER = "server"
    """A server or cluster Application object; it is not in the hierarchy of an agent."""


HIERARCHY: Final = (Level.APPLICATION, Level.TENANT, Level.AGENT_GROUP, Level.PERSON)
"""The levels of an agent's own options (guide, HA paired servers; A31)."""


class Kind(StrEnum):
    """What the value of an option is."""

    BOOLEAN = "boolean"
    """True or false."""
    SECONDS = "seconds"
    """A whole number of seconds."""
    SITE = "site"
    """The symbolic name of a site."""
    NAME = "name"
    """Any other name."""
    CHOICE = "choice"
    """One word out of a list."""
    PORT = "port"
    """A port number, or nothing."""
    ADDRESS = "address"
    """A host name, an IP address or a domain name, or nothing."""


HIGHEST_PORT: Final = 65535  # RFC 768 and RFC 9293: sixteen bits
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_WHOLE_NUMBER: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of Workspace Desktop Edition."""

    name: str
    """Name as an administrator writes it."""
    section: str = "interaction-workspace"
    """Section of the object's options or annex in which it stands."""
    kind: Kind
    """What its value is."""
    default: str | None
    """Value when it is not set, as an administrator would write it; None when there is none."""
    valid: str
    """Which values are valid, as a sentence for people."""
    choices: tuple[str, ...] = ()
    """The valid words, for a choice."""
    minimum: int | None = None
    """The least valid number, for a number."""
    characters: str = ""
    """The characters of a valid name, as in a regular expression's brackets; empty for any."""
    not_a_number: int | None = None
    """What a text that is no number at all stands for; None when such a text is refused."""
    levels: tuple[Level, ...] = HIERARCHY
    """Objects on which it may be set."""
    takes_effect: str = AT_START
    """When a change takes effect."""
    meaning: str
    """What it decides, in one sentence."""
    evidence: Evidence
    """How the option and its meaning are known."""
    default_evidence: Evidence
    """How the default is known."""
    source: str
    """Source keys and sections, separated by semicolons."""

    def parse(self, text: str) -> bool | int | str:
        """Return the value that a text stands for.

        An empty port or address is valid and stays empty.

        Raises:
            ValueError: if the text is not valid; its message is a clause that says what is.

        """
        match self.kind:
            case Kind.BOOLEAN:
                return self._parse_boolean(text)
            case Kind.SECONDS:
                return self._parse_seconds(text)
            case Kind.SITE | Kind.NAME:
                return self._parse_name(text)
            case Kind.CHOICE:
                return self._parse_choice(text)
            case Kind.PORT:
                return self._parse_port(text)
            case Kind.ADDRESS:
                return self._parse_address(text)

    @property
    def unit(self) -> str:
        """Unit of the value; empty when it has none."""
        return "s" if self.kind is Kind.SECONDS else ""

    @property
    def unverified(self) -> bool:
        """Whether no readable text confirms the default."""
        return self.default_evidence is Evidence.UNVERIFIED

    def default_shown(self) -> str:
        """Return the default for people, with its unit, and marked if it is unverified."""
        if self.default is None:
            shown = "none"
        elif self.default:
            shown = f"{self.default} {self.unit}".rstrip()
        else:
            shown = "empty"
        return shown + (UNVERIFIED_MARK if self.unverified else "")

    def _parse_boolean(self, text: str) -> bool:
        word = text.strip().lower()
        if word not in ("true", "false"):
            raise ValueError(f"{text!r} is neither true nor false")
        return word == "true"

    def _parse_seconds(self, text: str) -> int:
        digits = text.strip()
        if self.not_a_number is not None and not _NUMBER.fullmatch(digits):
            return self.not_a_number
        if not _WHOLE_NUMBER.fullmatch(digits) or int(digits) < (self.minimum or 0):
            what = (
                "a positive whole number of seconds"
                if self.minimum
                else "a whole number of seconds, 0 or more"
            )
            raise ValueError(f"{text!r} is not {what}")
        return int(digits)

    def _parse_name(self, text: str) -> str:
        what = "the name of a site" if self.kind is Kind.SITE else "a name"
        if not text.strip():
            raise ValueError(f"{text!r} is not {what}, which has at least one character")
        if self.characters and not re.fullmatch(f"[{self.characters}]+", text):
            raise ValueError(f"{text!r} is not {what} in the characters [{self.characters}]")
        return text

    def _parse_choice(self, text: str) -> str:
        word = text.strip()
        if word not in self.choices:
            raise ValueError(f"{text!r} is not one of {', '.join(self.choices)}")
        return word

    def _parse_port(self, text: str) -> int | str:
        digits = text.strip()
        if not digits:
            return ""
        if not _WHOLE_NUMBER.fullmatch(digits) or int(digits) > HIGHEST_PORT:
            raise ValueError(f"{text!r} is not a port number from 0 to {HIGHEST_PORT}, nor empty")
        return int(digits)

    def _parse_address(self, text: str) -> str:
        address = text.strip()
        if any(character.isspace() for character in address):
            raise ValueError(f"{text!r} is not a host, an IP address or a domain name, nor empty")
        return address
