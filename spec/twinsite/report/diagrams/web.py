"""Many machines as one drawing: threads lead from machines through a box of words to others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Final

import graphviz

from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.model.predicates import CHARTS, DECLARED
from twinsite.report.diagrams.palette import (
    BOX,
    EDGE,
    GRAPH,
    NODE,
    STATE,
    cell,
    centred,
    gap,
    heading,
    swatch,
    table,
)


class Group(Enum):
    """What a machine is about: in words, and the colour of its node."""

    WORLD = ("the world", "#D6E8F6")
    DESKTOP = ("the desktop between its sites", "#E2F1E6")
    PHONE = ("the phone", "#FBE3D2")
    AGENT = ("the agent's session", "#F1E0EE")
    START = ("the start of the desktop", "#DFF0EF")
    HISTORY = ("history variables of the properties", "#E9E9E9")
    OUTSIDE = ("outside", "#FFF3CC")

    def __init__(self, words: str, colour: str) -> None:
        self.words = words
        self.colour = colour


PACKAGES: Final = {"environment": Group.WORLD, "history": Group.HISTORY}
"""Charts of these packages belong together."""
AREAS: Final = {
    "REG": Group.PHONE,
    "PHONE": Group.PHONE,
    "SES": Group.AGENT,
    "REST": Group.AGENT,
    "START": Group.START,
}
"""Other charts belong to the area of most of their requirements; the rest is the desktop."""

THREADS: Final = ("#0067A5", "#B84300", "#00735C", "#95307C", "#7A5A00", "#4A4A4A", "#A32638")
"""Colours that help the eye to follow a thread; they mean nothing."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What leads from machines to others."""

    origins: tuple[str, ...]
    """Where it begins."""
    words: tuple[str, ...]
    """What stands in the box in its middle, a line each, HTML-like."""
    ends: tuple[str, ...]
    """Where it ends."""


def group(machine: MachineDecl) -> Group:
    """Return what a machine is about."""
    module = next(c.__module__ for c in CHARTS.values() if c.__name__ == machine.name)
    package = module.split(".")[-2]
    areas = Counter(event.requirement.partition("-")[0] for event in machine.events)
    return PACKAGES.get(package) or AREAS.get(areas.most_common(1)[0][0], Group.DESKTOP)


def web_dot(
    name: str, title: tuple[str, str], threads: Iterable[Thread], notes: Sequence[str]
) -> str:
    """Return the DOT text of a drawing of the machines that are connected.

    Args:
        name: The name of the drawing.
        title: What stands above it, and below that.
        threads: What connects the machines; ends that are no machines are outside.
        notes: How to read the boxes, HTML-like, for the legend.
    """
    drawn = list(threads)
    connected = sorted({node for thread in drawn for node in (*thread.origins, *thread.ends)})
    nodes = {
        node: group(DECLARED[node]) if node in DECLARED else Group.OUTSIDE for node in connected
    }
    graph = graphviz.Digraph(
        name,
        graph_attr={
            **GRAPH,
            "label": _legend(set(nodes.values()), notes),
            "nodesep": "0.18",
            "ranksep": "0.35",
        },
        node_attr=NODE,
        edge_attr=EDGE,
    )
    origins = sorted({thread.origins[0] for thread in drawn})
    colours = {origin: THREADS[n % len(THREADS)] for n, origin in enumerate(origins)}
    with graph.subgraph(name="cluster machines") as body:
        body.attr(**heading(*title))
        for node, kind in nodes.items():
            style = "filled" if kind is Group.OUTSIDE else "rounded,filled"
            body.node(
                node,
                label=f"<{table([centred(f'<B>{escape(node)}</B>')])}>",
                style=style,
                fillcolor=kind.colour,
                **STATE,
            )
        for number, thread in enumerate(drawn):
            colour = colours[thread.origins[0]]
            box = f"thread {number}"
            label = table(cell(line) for line in thread.words)
            body.node(box, label=f"<{label}>", color=colour, **BOX)
            for origin in thread.origins:
                body.edge(origin, box, dir="none", color=colour)
            for end in thread.ends:
                body.edge(box, end, color=colour)
    return str(graph.source)


def _legend(groups: set[Group], notes: Sequence[str]) -> str:
    shown = [known for known in Group if known in groups]
    row = "".join(swatch(known.colour) + cell(escape(known.words), size=10) for known in shown)
    columns = 2 * len(shown)
    rows = [gap(14), row, *(cell(note, size=10, columns=columns) for note in notes)]
    return f"<{table(rows, spacing=2)}>"
