"""How the machines talk to each other, as a drawing: who says which signal, and who listens."""

from html import escape

import graphviz
import networkx as nx

from twinsite.desktop import COMMANDS
from twinsite.facts import CHARTS, MACHINES
from twinsite.kernel.chart import Kind
from twinsite.kernel.declaration import MachineDecl
from twinsite.views.diagram_machine import EDGE, GRAPH, NODE

GROUPS = {
    "twinsite.world": ("the world", "#DCEBF7"),
    "twinsite.machines": ("the desktop and its phone", "#F2F5F9"),
    "twinsite.observers": ("history variables of the properties", "#EFEFEF"),
}
"""Where a chart is declared: in words, and the colour of its group."""

NAME = "Overview"


def conversation() -> "nx.MultiDiGraph[str]":
    """Return who talks to whom: an edge a signal from each chart that says it to each listener."""
    machines = {machine.name: machine for machine in MACHINES.values()}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(machines)
    for speaker in machines.values():
        said = _said(speaker)
        for listener in machines.values():
            for event in listener.events:
                if event.kind is Kind.SIGNAL and event.id in said:
                    graph.add_edge(speaker.name, listener.name, key=event.id)
    return graph


def overview_dot() -> str:
    """Return the DOT text of the overview.

    A signal is a node of its own, since it is offered to all its listeners at once.
    """
    talk = conversation()
    drawing = graphviz.Digraph(
        NAME,
        graph_attr={
            **GRAPH,
            "label": _title(),
            "rankdir": "LR",
            "ranksep": "0.7",
            "nodesep": "0.12",
        },
        node_attr=NODE,
        edge_attr={**EDGE, "arrowsize": "0.6"},
    )
    speakers = {machine.name for machine in MACHINES.values() if _said(machine)}
    for name in sorted(speakers):
        drawing.node(name, shape="box", style="rounded,filled", fillcolor=_fill(name))
    signals = sorted({key for _, _, key in talk.edges(keys=True)})
    for signal in signals:
        drawing.node(
            f"signal {signal}",
            label=signal,
            shape="plaintext",
            fontsize="9",
            fontcolor="#4A4A4A",
            height="0.1",
        )
        pairs = [(a, b) for a, b, key in talk.edges(keys=True) if key == signal]
        for speaker in sorted({a for a, _ in pairs}):
            drawing.edge(speaker, f"signal {signal}", color="#0072B2", dir="none")
        for listener in sorted({b for _, b in pairs}):
            drawing.edge(f"signal {signal}", f"{listener} hears", color="#B34700")
    listeners = {b for _, b, _ in talk.edges(keys=True)}
    for name in sorted(listeners):
        drawing.node(
            f"{name} hears", label=name, shape="box", style="rounded,filled", fillcolor=_fill(name)
        )
    for machine in sorted({m.name: m for m in MACHINES.values()}.values(), key=lambda m: m.name):
        _commands(drawing, machine)
    return str(drawing.source)


def _said(machine: MachineDecl) -> set[str]:
    return {effect for transition in machine.transitions for effect in transition.effects}


def _fill(name: str) -> str:
    module = next(c.__module__ for c in CHARTS.values() if c.__name__ == name)
    return next(colour for package, (_, colour) in GROUPS.items() if module.startswith(package))


def _commands(drawing: graphviz.Digraph, machine: MachineDecl) -> None:
    said = _said(machine)
    for receiver in sorted({COMMANDS[effect] for effect in said if effect in COMMANDS}):
        commands = sorted(e for e in said if COMMANDS.get(e) == receiver)
        box = f"{machine.name} to {receiver}"
        text = "".join(f'{escape(c)}<BR ALIGN="LEFT"/>' for c in commands)
        drawing.node(box, label=f'<<FONT POINT-SIZE="9"><B>{text}</B></FONT>>', shape="plaintext")
        drawing.node(receiver, shape="box", style="filled", fillcolor="#FFF3D6")
        drawing.edge(machine.name, box, dir="none", color="#006E53")
        drawing.edge(box, receiver, color="#006E53")


def _title() -> str:
    groups = "".join(
        f'<TD BGCOLOR="{colour}" BORDER="1" WIDTH="14" HEIGHT="12" FIXEDSIZE="TRUE"></TD>'
        f'<TD ALIGN="LEFT"><FONT POINT-SIZE="10">{escape(words)}  </FONT></TD>'
        for words, colour in GROUPS.values()
    )
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="2" CELLPADDING="2">'
        '<TR><TD><FONT POINT-SIZE="18"><B>How the machines talk to each other</B></FONT></TD></TR>'
        '<TR><TD><FONT POINT-SIZE="12">From left to right: who speaks, what is said, who listens.'
        " A signal reaches all its listeners at once.</FONT></TD></TR>"
        '<TR><TD><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3"><TR>'
        f"{groups}"
        '<TD BGCOLOR="#FFF3D6" BORDER="1" WIDTH="14" HEIGHT="12" FIXEDSIZE="TRUE"></TD>'
        '<TD><FONT POINT-SIZE="10">outside; <B>commands</B> go there</FONT></TD>'
        "</TR></TABLE></TD></TR>"
        '<TR><TD HEIGHT="10"></TD></TR></TABLE>>'
    )
