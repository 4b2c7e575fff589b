"""How the machines talk to each other, as a drawing: who says which signal, and who listens."""

from collections.abc import Iterator
from html import escape
from typing import Final

import networkx as nx

from twinsite.desktop import COMMANDS
from twinsite.facts import DECLARED
from twinsite.kernel.chart import Kind
from twinsite.views.diagram_web import Thread, web_dot

NAME: Final = "Overview"
"""The name of the drawing."""
TITLE: Final = (
    "How the machines talk to each other",
    "From the machine that says something to all that listen, at once.",
)
NOTES: Final = (
    "<I>signal</I>: a machine tells others"
    "; <B>command</B>: what the desktop does to the outside"
    "; the colours of lines only help the eye",
)


def conversation() -> "nx.MultiDiGraph[str]":
    """Return who talks to whom: an edge for each signal or command, from speaker to listener."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(DECLARED)
    listeners: dict[str, list[str]] = {command: [to] for command, to in COMMANDS.items()}
    for machine in DECLARED.values():
        for event in machine.events:
            if event.kind is Kind.SIGNAL:
                listeners.setdefault(event.id, []).append(machine.name)
    for machine in DECLARED.values():
        for transition in machine.transitions:
            for said in transition.effects:
                for listener in listeners[said]:
                    graph.add_edge(machine.name, listener, key=said)
    return graph


def overview_dot() -> str:
    """Return the DOT text of the overview.

    What the same machines say to the same machines shares a box.
    """
    return web_dot(NAME, TITLE, _threads(conversation()), NOTES)


def _threads(talk: "nx.MultiDiGraph[str]") -> Iterator[Thread]:
    speakers: dict[str, set[str]] = {}
    listeners: dict[str, set[str]] = {}
    for speaker, listener, said in talk.edges(keys=True):
        speakers.setdefault(said, set()).add(speaker)
        listeners.setdefault(said, set()).add(listener)
    together: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[str]] = {}
    for said in sorted(speakers):
        key = (tuple(sorted(speakers[said])), tuple(sorted(listeners[said])), said in COMMANDS)
        together.setdefault(key, []).append(said)
    for (origins, ends, command), words in together.items():
        mark = "B" if command else "I"
        yield Thread(origins, tuple(f"<{mark}>{escape(word)}</{mark}>" for word in words), ends)
