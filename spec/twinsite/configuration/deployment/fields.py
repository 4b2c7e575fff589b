"""The single values of a deployment file: names, releases, phones, addresses of servers."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, PlainValidator, Strict

from twinsite.catalogue.options.option import HIGHEST_PORT
from twinsite.configuration.deployment.findings import did_you_mean, refuse_this, shown
from twinsite.errors import InputError
from twinsite.model.profile import Phone, Release

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)

_LONGEST: Final = 255
"""Longest name, release or address, in characters."""

_HOST_AND_PORT: Final = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})", re.ASCII)
"""A host name or an IPv4 address, or an IPv6 address in brackets; then the port."""

_DOTTED: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,5}", re.ASCII)
"""Numbers joined by dots."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server listens."""

    host: str
    """Host name or IP address; an IPv6 address stands in brackets."""
    port: int
    """TCP port, 1 to 65535."""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def _read_name(text: str) -> str:
    if not text or text != text.strip() or not text.isprintable() or len(text) > _LONGEST:
        refuse_this(
            f"{shown(text)} is not a name",
            f"Write 1 to {_LONGEST} visible characters, without spaces around them.",
        )
    return text


def _read_release(given: object) -> Release:
    if isinstance(given, Release):
        return given
    if not isinstance(given, str) or len(given) > _LONGEST:
        refuse_this("this is not a release of the desktop", 'Write a text such as "8.5.111.21".')
    try:
        return Release.parse(given)
    except InputError as error:
        refuse_this(error.what, error.remedy)


def _read_server_release(given: object) -> tuple[int, ...]:
    if isinstance(given, tuple):
        return given
    match = _DOTTED.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        refuse_this("this is not the release of a server", 'Write a text such as "8.1.2".')
    return tuple(map(int, match[0].split(".")))


def read_word(given: object, words: type[W], what: str) -> W:
    """Return the member of an enumeration that a text names, or refuse it."""
    known = [word.value for word in words]
    if not isinstance(given, str):
        refuse_this(f"this is not {what}", did_you_mean("", known))
    if given not in known:
        refuse_this(f"{shown(given)} is not {what}", did_you_mean(given, known))
    return words(given)


def _read_endpoint(given: object) -> Endpoint:
    if isinstance(given, Endpoint):
        return given
    match = _HOST_AND_PORT.fullmatch(given) if isinstance(given, str) else None
    if match is None or len(match[1]) > _LONGEST or not 1 <= int(match[2]) <= HIGHEST_PORT:
        found = shown(given) if isinstance(given, str) else "this"
        refuse_this(
            f"{found} is not the address of a server",
            f'Write host and port as in "sip1.example:5060", the port from 1 to {HIGHEST_PORT}.',
        )
    return Endpoint(match[1], int(match[2]))


def dotted_release(release: tuple[int, ...]) -> str:
    """Return a release of a server in its usual spelling."""
    return ".".join(map(str, release))


Listed = Annotated[tuple[T, ...], Strict(False)]  # noqa: FBT003 (pydantic's spelling)
"""Several values of one kind; a list of TOML becomes a tuple."""

Name = Annotated[str, AfterValidator(_read_name)]
"""A name that people give to something."""

ReleaseField = Annotated[Release, PlainValidator(_read_release)]
"""A release of the desktop, written as a text."""

ServerReleaseField = Annotated[tuple[int, ...], PlainValidator(_read_server_release)]
"""A release of a server or of an endpoint, written as a text; most significant number first."""

SOFTPHONE: Final = "genesys_softphone"
"""Another word for an endpoint that registers at both sites by itself, as Workspace SIP Endpoint
does."""


def _read_phone(given: object) -> Phone:
    if given == SOFTPHONE:
        return Phone.WORKSPACE_ENDPOINT
    return read_word(given, Phone, "a kind of phone")


PhoneField = Annotated[Phone, PlainValidator(_read_phone)]
"""A kind of phone, written as a text."""

EndpointField = Annotated[Endpoint, PlainValidator(_read_endpoint)]
"""Where a server listens, written as host and port with a colon between."""
