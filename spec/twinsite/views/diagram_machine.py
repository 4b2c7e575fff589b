"""One machine as a drawing: states, and between them boxes that say what moves it.

All transitions between the same two states share one box, in the middle of their arrow: a box
is placed like a state, so that no label can lie on another.  Transitions from a state to itself
stand inside the state.
"""

from collections.abc import Iterable
from html import escape

import graphviz

from twinsite.desktop import COMMANDS
from twinsite.kernel.chart import Kind
from twinsite.kernel.declaration import EventDecl, MachineDecl, TransitionDecl

DECIDERS = {
    "site": ("a site", "#0072B2"),
    "network": ("the network", "#7A5200"),
    "callers": ("callers", "#A03070"),
    "SIP Server": ("SIP Server", "#006E53"),
    "registrar": ("the registrar", "#5B3FA8"),
    "agent": ("the agent", "#B34700"),
    "time": ("time", "#B00020"),
    "desktop": ("the desktop: a signal of another machine", "#4A4A4A"),
}
"""Who decides: in words, and the colour of what they decide."""

MIXED = "#4A4A4A"
"""The colour of an arrow that several decide on."""

GRAPH = {
    "fontname": "Helvetica",
    "fontsize": "12",
    "labelloc": "t",
    "nodesep": "0.25",
    "ranksep": "0.3",
    "pad": "0.3",
    "bgcolor": "white",
}
NODE = {"fontname": "Helvetica", "fontsize": "11"}
EDGE = {"fontname": "Helvetica", "fontsize": "9", "arrowsize": "0.8"}


def machine_dot(machine: MachineDecl) -> str:
    """Return the DOT text of a machine."""
    graph = graphviz.Digraph(
        machine.name,
        graph_attr={**GRAPH, "label": _title(machine)},
        node_attr=NODE,
        edge_attr=EDGE,
    )
    graph.node("start", shape="point", width="0.12")
    for state in machine.states:
        graph.node(state, label=_state(machine, state), shape="box", **_rounded("#F2F5F9"))
    graph.edge("start", machine.initial)
    ranks = _order(machine)
    arcs: dict[tuple[str, str], list[TransitionDecl]] = {}
    for transition in machine.transitions:
        if transition.source != transition.target:
            arcs.setdefault((transition.source, transition.target), []).append(transition)
    for (source, target), transitions in sorted(arcs.items()):
        _arc(graph, machine, transitions, forward=ranks[source] < ranks[target])
    return str(graph.source)


def _arc(
    graph: graphviz.Digraph,
    machine: MachineDecl,
    transitions: list[TransitionDecl],
    *,
    forward: bool,
) -> None:
    source, target = transitions[0].source, transitions[0].target
    colours = {_colour(machine.event(t.event)) for t in transitions}
    colour = colours.pop() if len(colours) == 1 else MIXED
    box = f"{source} to {target}"
    graph.node(
        box,
        label=_table(_rows(machine, transitions)),
        shape="box",
        color=colour,
        margin="0.03,0.02",
        height="0.1",
        width="0.1",
        **_rounded("white"),
    )
    if forward:
        graph.edge(source, box, dir="none", color=colour)
        graph.edge(box, target, color=colour)
    else:
        graph.edge(target, box, dir="back", color=colour)
        graph.edge(box, source, dir="none", color=colour)


def _rounded(fill: str) -> dict[str, str]:
    return {"style": "rounded,filled", "fillcolor": fill}


def _order(machine: MachineDecl) -> dict[str, int]:
    """Return the states in the order in which they are first reached."""
    reached = [machine.initial]
    for state in reached:
        for transition in machine.transitions:
            if transition.source == state and transition.target not in reached:
                reached.append(transition.target)
    rest = [state for state in machine.states if state not in reached]
    return {state: rank for rank, state in enumerate((*reached, *rest))}


def _colour(event: EventDecl) -> str:
    return DECIDERS[event.by][1]


def _state(machine: MachineDecl, state: str) -> str:
    deadlines = sorted(
        {
            machine.event(t.event).length
            for t in machine.transitions
            if t.source == state and machine.event(t.event).kind is Kind.DEADLINE
        }
    )
    cells = [f"<B>{escape(state)}</B>"]
    cells += [
        f'<FONT POINT-SIZE="9" COLOR="{DECIDERS["time"][1]}">held for {escape(length)}</FONT>'
        for length in deadlines
    ]
    head = "".join(f'<TR><TD ALIGN="CENTER">{cell} </TD></TR>' for cell in cells)
    inside = [t for t in machine.transitions if t.source == t.target == state]
    rows = _rows(machine, inside)
    if rows:
        head += "<HR/>" + "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">{head}</TABLE>>'


def _table(rows: Iterable[str]) -> str:
    body = "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">{body}</TABLE>>'


def _rows(machine: MachineDecl, transitions: Iterable[TransitionDecl]) -> list[str]:
    return [
        f'<TD ALIGN="LEFT" BALIGN="LEFT"><FONT POINT-SIZE="9">{_label(machine, t)}</FONT></TD>'
        for t in transitions
    ]


def _label(machine: MachineDecl, transition: TransitionDecl) -> str:
    event = machine.event(transition.event)
    lines = [
        f'<FONT COLOR="{_colour(event)}"><B>{escape(event.id)}</B></FONT>'
        f' <FONT POINT-SIZE="8" COLOR="#5A5A5A">{escape(event.requirement)}</FONT>'
    ]
    choices = [other for _, other in machine.choices(event.id, transition.source)]
    guard = transition.guard.text or ("else" if len(choices) > 1 else "")
    if guard:
        place = f"{choices.index(transition) + 1}. " if len(choices) > 1 else ""
        lines += [f"[{part}" for part in _folded(f"{place}{guard}]")]
    lines += [
        f"/ {f'<B>{escape(effect)}</B>' if effect in COMMANDS else f'<I>{escape(effect)}</I>'}"
        for effect in transition.effects
    ]
    return "".join(f'{line}  <BR ALIGN="LEFT"/>' for line in lines)


def _folded(guard: str) -> list[str]:
    """Return a guard as one line, or as two where it is long and has a conjunction."""
    first, conjunction, rest = guard.partition(" and ")
    if len(guard) <= 34 or not conjunction:
        return [escape(guard)]
    return [escape(f"{first}{conjunction.rstrip()}") + '<BR ALIGN="LEFT"/> ' + escape(rest)]


def _title(machine: MachineDecl) -> str:
    deciders = sorted({event.by for event in machine.events}, key=list(DECIDERS).index)
    colours = "".join(
        f'<TD BGCOLOR="{DECIDERS[by][1]}" WIDTH="14" HEIGHT="12" FIXEDSIZE="TRUE"></TD>'
        f'<TD ALIGN="LEFT"><FONT POINT-SIZE="10">{escape(DECIDERS[by][0])}  </FONT></TD>'
        for by in deciders
    )
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="2" CELLPADDING="2">'
        f'<TR><TD><FONT POINT-SIZE="18"><B>{escape(machine.name)}</B></FONT></TD></TR>'
        f'<TR><TD><FONT POINT-SIZE="12">{escape(machine.question)}</FONT></TD></TR>'
        '<TR><TD><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3"><TR>'
        '<TD><FONT POINT-SIZE="10">Who decides:</FONT></TD>'
        f"{colours}</TR></TABLE></TD></TR>"
        '<TR><TD><FONT POINT-SIZE="10">event, requirement, [guard: the first that holds is taken],'
        " / <I>signal</I>, / <B>command</B></FONT></TD></TR>"
        '<TR><TD HEIGHT="10"></TD></TR></TABLE>>'
    )
