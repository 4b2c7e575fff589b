"""The single values of a deployment file: names, releases, phones, addresses of servers."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import AfterValidator, PlainValidator

from twinsite.deployment.findings import did_you_mean, refuse_this, shown
from twinsite.errors import InputError
from twinsite.options.option import HIGHEST_PORT
from twinsite.profile import Phone, Release

_LONGEST: Final = 255
"""Longest name, release or address, in characters."""

_HOST_AND_PORT: Final = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})", re.ASCII)
"""A host name or an IPv4 address, or an IPv6 address in brackets; then the port."""


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


def _read_phone(given: object) -> Phone:
    kinds = [phone.value for phone in Phone]
    if not isinstance(given, str):
        refuse_this("this is not a kind of phone", did_you_mean("", kinds))
    if given not in kinds:
        refuse_this(f"{shown(given)} is not a kind of phone", did_you_mean(given, kinds))
    return Phone(given)


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


Name = Annotated[str, AfterValidator(_read_name)]
"""A name that people give to something."""

ReleaseField = Annotated[Release, PlainValidator(_read_release)]
"""A release of the desktop, written as a text."""

PhoneField = Annotated[Phone, PlainValidator(_read_phone)]
"""A kind of phone, written as a text."""

EndpointField = Annotated[Endpoint, PlainValidator(_read_endpoint)]
"""Where a server listens, written as host and port with a colon between."""
