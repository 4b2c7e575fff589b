"""The list of the nodes of one site, as a setting of the bootstrap file spells it.

    [csp1.example:2020][csp2.example:2020],Timeout=10

Each node stands in brackets, in order of preference; one node is enough, and there may be any
number.  The host is a name, an IPv4 address, or an IPv6 address in brackets of its own, as in
``[[2001:db8::1]:2020]``.
??? The guide shows no IPv6 address.  Without its own brackets the port could not be told from the
address, so such a node is refused.
Spaces around the parts, ``timeout`` in any case, and a missing Timeout are taken with a note.
"""

import re
from collections import Counter
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address
from typing import Final

from twinsite.catalogue.options.option import HIGHEST_PORT
from twinsite.configuration.bootstrap.model import Node, NodeList, Note
from twinsite.configuration.bootstrap.settings import Setting, shown
from twinsite.errors import InputError

_LONGEST_HOST: Final = 255  # RFC 1035, 2.3.4
_LONGEST_TIMEOUT_SECONDS: Final = 999_999_999

_BRACKETS: Final = re.compile(r"\s*\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?)\]\s*", re.ASCII)
"""A node in its brackets, with spaces around; an address inside may have its own."""

_HOST_AND_PORT: Final = re.compile(
    r"\s*(?:([\w.-]+)|\[([0-9A-Fa-f:.]+)\])\s*:\s*([0-9]{1,5})\s*", re.ASCII
)

_TIMEOUT: Final = re.compile(r",\s*(timeout)\s*=\s*([^\s=]*)\s*", re.ASCII | re.IGNORECASE)

_FORM: Final = "Write [host:port][host:port],Timeout=10 with one or more nodes."


def read_nodes(setting: Setting | None) -> tuple[NodeList | None, tuple[Note, ...]]:
    """Return the nodes that a setting lists, and what was tolerated.

    Args:
        setting: A setting whose value is a list of nodes; None where the file has none.

    Raises:
        InputError: if there is no node, a node is not host and port, or the Timeout is not a
            positive whole number of seconds.
    """
    if setting is None:
        return None, ()
    value = setting.value
    nodes: list[Node] = []
    end = 0
    while bracket := _BRACKETS.match(value, end):
        nodes.append(_node(bracket[1], setting))
        end = bracket.end()
    if not nodes:
        raise _error(f"{shown(value)} lists no node", setting)
    timeout = _TIMEOUT.fullmatch(value, end)
    if timeout is None and end < len(value):
        raise _error(
            f"{shown(value[end:])} after {nodes[-1]} is neither a node nor a Timeout", setting
        )
    found = NodeList(
        key=setting.key,
        nodes=tuple(nodes),
        timeout=_seconds(timeout[2], setting) if timeout else None,
        line=setting.line,
    )
    return found, tuple(_tolerated(setting, nodes, timeout[1] if timeout else None))


def _node(text: str, setting: Setting) -> Node:
    match = _HOST_AND_PORT.fullmatch(text)
    if match is None or len(match[1] or "") > _LONGEST_HOST or not _is_ipv6(match[2]):
        raise _error(f"{shown(text)} is not host and port of a node", setting)
    port = int(match[3])
    if not 1 <= port <= HIGHEST_PORT:
        raise _error(f"the port of {shown(text)} is not from 1 to {HIGHEST_PORT}", setting)
    return Node(host=match[1] or f"[{match[2]}]", port=port)


def _is_ipv6(address: str | None) -> bool:
    """Return whether an address in brackets is one; without brackets there is nothing to check."""
    try:
        return address is None or bool(IPv6Address(address).compressed)
    except AddressValueError:
        return False


def _seconds(text: str, setting: Setting) -> int:
    is_number = re.fullmatch("[0-9]+", text) and len(text) <= len(str(_LONGEST_TIMEOUT_SECONDS))
    if not is_number or int(text) == 0:
        raise _error(
            f"the Timeout {shown(text)} is not a positive whole number of seconds", setting
        )
    return int(text)


def _tolerated(setting: Setting, nodes: list[Node], timeout: str | None) -> Iterator[Note]:
    key = shown(setting.key)
    if re.search(r"\s", setting.value):
        yield setting.note(f"{key} has spaces in its value, which are ignored", _FORM)
    if timeout is None:
        # A30 says the same of a missing Reconnect Timeout.
        what = f"{key} has no Timeout, so warm-standby.retry-delay is taken to hold"
        yield setting.note(
            what, "Write the delay between two warm-standby cycles at the end, as in ,Timeout=10."
        )
    elif timeout != "Timeout":
        what = f"{key} spells Timeout as {timeout!r}, which is taken for it"
        yield setting.note(what, "Write Timeout.")
    node, times = Counter(nodes).most_common(1)[0]
    if times > 1:
        yield setting.note(f"{key} lists {node} {times} times", "List each node once.")


def _error(what: str, setting: Setting) -> InputError:
    return setting.refusal(f"{shown(setting.key)}: {what}", _FORM)
