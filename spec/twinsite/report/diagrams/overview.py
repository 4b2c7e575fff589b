"""How the machines of a part talk to each other, as a drawing: who says what, and who listens."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

import networkx as nx

from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.profile import Profile
from twinsite.report.diagrams.parts import DrawnPart
from twinsite.report.diagrams.web import Thread, web_dot

SUBTITLE: Final = "How its machines talk: from the one that says something to all that listen."
NOTES: Final = (
    "<I>signal</I>: a machine tells others; <B>command</B>: what the desktop does to the outside",
    "The colours of lines only help the eye.",
)


def overview_name(part: DrawnPart) -> str:
    """Return the name of the drawing of a part."""
    return f"Overview-{part.name}"


def conversation(profiles: Iterable[Profile]) -> "nx.MultiDiGraph[str]":
    """Return who talks to whom: an edge for each signal or command, from speaker to listener."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for system in map(desktop, profiles):
        charts = [instance.machine.name for instance in system.instances]
        graph.add_nodes_from(charts)
        for instance in system.instances:
            for said in sorted({e for t in instance.machine.transitions for e in t.effects}):
                heard_by = [charts[number] for number in system.listeners.get(said, ())]
                outside = [COMMANDS[said]] if said in COMMANDS else []
                for listener in heard_by + outside:
                    graph.add_edge(instance.machine.name, listener, key=said)
    return graph


def overview_dot(part: DrawnPart) -> str:
    """Return the DOT text of the overview of a part.

    What the same machines say to the same machines shares a box.
    """
    threads = _threads(conversation(part.profiles))
    return web_dot(overview_name(part), (part.words, SUBTITLE), threads, NOTES)


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
