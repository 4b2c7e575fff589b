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
        word = text.strip()
        match self.kind:
            case Kind.BOOLEAN if word.lower() in ("true", "false"):
                return word.lower() == "true"
            case Kind.SECONDS if self.not_a_number is not None and not _NUMBER.fullmatch(word):
                return self.not_a_number
            case Kind.SECONDS if _WHOLE_NUMBER.fullmatch(word) and int(word) >= (self.minimum or 0):
                return int(word)
            case Kind.SITE | Kind.NAME if word and self._has_valid_characters(text):
                return text
            case Kind.CHOICE if word in self.choices:
                return word
            case Kind.PORT if not word:
                return ""
            case Kind.PORT if _WHOLE_NUMBER.fullmatch(word) and int(word) <= HIGHEST_PORT:
                return int(word)
            case Kind.ADDRESS if not any(map(str.isspace, word)):
                return word
        raise ValueError(f"{text!r} is {self._refusal(word)}")

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

    def _has_valid_characters(self, name: str) -> bool:
        return not self.characters or re.fullmatch(f"[{self.characters}]+", name) is not None

    def _refusal(self, word: str) -> str:
        """Return what is said of a text that is not valid."""
        match self.kind:
            case Kind.BOOLEAN:
                return "neither true nor false"
            case Kind.SECONDS if self.minimum:
                return "not a positive whole number of seconds"
            case Kind.SECONDS:
                return "not a whole number of seconds, 0 or more"
            case Kind.SITE | Kind.NAME:
                what = "the name of a site" if self.kind is Kind.SITE else "a name"
                valid = f" in the characters [{self.characters}]"
                return f"not {what}" + (valid if word else ", which has at least one character")
            case Kind.CHOICE:
                return f"not one of {', '.join(self.choices)}"
            case Kind.PORT:
                return f"not a port number from 0 to {HIGHEST_PORT}, nor empty"
            case Kind.ADDRESS:
                return "not a host, an IP address or a domain name, nor empty"
