"""One machine as a drawing: states, and on the arrows between them boxes that say what moves it.

All transitions between the same two states share one arrow.  Where one event leads from many
states to the same state, these share one arrow too.  The label of an arrow is a box in the middle
of it, placed as a node: so no label can lie on another one, on a state, or beside a wrong arrow.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import graphviz

from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.report.diagrams.label import arrow_label, bundle_label, decider, legend, state_label
from twinsite.report.diagrams.palette import BOX, EDGE, GRAPH, INK, NODE, STATE, heading

BUNDLE: Final = 3
"""The arrows of one event to one state are bundled where it alone needs so many or more."""
LISTED: Final = 4
"""A bundle of so many arrows or more only lists where they come from."""
DENSE: Final = 20
"""A machine with more arrows than this is drawn as a whole and by who decides: as a whole it is
for a screen, and too high for a page of paper."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """What is drawn as one arrow."""

    sources: tuple[str, ...]
    """The states from which it leads; several if it is a bundle."""
    target: str
    """The state to which it leads."""
    transitions: tuple[TransitionDecl, ...]
    """What it stands for, in declared order."""

    @property
    def is_listed(self) -> bool:
        """Whether its sources are only listed in its box, and no line leads from them."""
        return len(self.sources) >= LISTED


def arrows(machine: MachineDecl) -> Iterator[Arrow]:
    """Yield what is drawn as one arrow each, sorted; every transition is in exactly one."""
    bundled = _bundles(machine)
    single: dict[tuple[str, str], list[TransitionDecl]] = {}
    bundles: dict[tuple[str, str], list[TransitionDecl]] = {}
    for transition in machine.transitions:
        goal = (transition.target, transition.event)
        if transition.source != transition.target and goal in bundled:
            bundles.setdefault(goal, []).append(transition)
        else:
            single.setdefault((transition.source, transition.target), []).append(transition)
    for (source, target), together in sorted(single.items(), key=lambda item: item[0]):
        yield Arrow((source,), target, tuple(together))
    for (target, _), together in sorted(bundles.items(), key=lambda item: item[0]):
        yield Arrow(tuple(dict.fromkeys(t.source for t in together)), target, tuple(together))


def _bundles(machine: MachineDecl) -> frozenset[tuple[str, str]]:
    """Return each target and event that alone would need many arrows.

    An event is alone on an arrow as well if all others there are bundled.
    """
    between: dict[tuple[str, str], set[str]] = {}
    for transition in machine.transitions:
        if transition.source != transition.target:
            pair = (transition.source, transition.target)
            between.setdefault(pair, set()).add(transition.event)
    bundled: frozenset[tuple[str, str]] = frozenset()
    while True:
        left = [
            [(target, event) for event in events if (target, event) not in bundled]
            for (_, target), events in between.items()
        ]
        alone = Counter(goals[0] for goals in left if len(goals) == 1)
        found = frozenset(goal for goal, arrows_needed in alone.items() if arrows_needed >= BUNDLE)
        if not found:
            return bundled
        bundled |= found


def pages(machine: MachineDecl) -> Iterator[MachineDecl]:
    """Yield a machine, and if it is too large for a page of paper also what each one decides.

    Such a part has the events that one of :class:`~twinsite.report.diagrams.palette.Decider`
    decides, and the states between which they lead.
    """
    yield machine
    if len(list(arrows(machine))) <= DENSE:
        return
    for who in dict.fromkeys(map(decider, machine.events)):
        events = tuple(event for event in machine.events if decider(event) is who)
        names = {event.id for event in events}
        transitions = tuple(t for t in machine.transitions if t.event in names)
        met = {state for t in transitions for state in (t.source, t.target)}
        yield replace(
            machine,
            name=f"{machine.name}-{who.words.split()[-1]}",
            question=f"{machine.question} What {who.words.partition(',')[0]} decides.",
            states=tuple(state for state in machine.states if state in met),
            events=events,
            transitions=transitions,
        )


def machine_dot(machine: MachineDecl) -> str:
    """Return the DOT text of a machine."""
    drawn = list(arrows(machine))
    graph = graphviz.Digraph(
        machine.name,
        graph_attr={
            **GRAPH,
            "label": legend(machine, listed=any(a.is_listed for a in drawn)),
            "nodesep": "0.3",
            "ranksep": "0.25",
        },
        node_attr=NODE,
        edge_attr=EDGE,
    )
    with graph.subgraph(name="cluster machine") as body:
        body.attr(**heading(machine.name, machine.question))
        if machine.initial in machine.states:
            body.node("start", shape="point", width="0.12")
            body.edge("start", machine.initial)
        for state in machine.states:
            body.node(
                state,
                label=state_label(machine, state),
                style="rounded,filled",
                fillcolor="#EEF3F8",
                **STATE,
            )
        for arrow in drawn:
            _draw(body, machine, arrow)
    return str(graph.source)


def _draw(graph: graphviz.Digraph, machine: MachineDecl, arrow: Arrow) -> None:
    """Draw an arrow with its box; states stand below each other in declared order."""
    colours = list(dict.fromkeys(decider(machine.event(t.event)).colour for t in arrow.transitions))
    line = ":".join(colours)
    bundle = len(arrow.sources) > 1
    origin = arrow.transitions[0].event if bundle else arrow.sources[0]
    box = f"{origin} to {arrow.target}"
    label = (bundle_label if bundle else arrow_label)(machine, arrow.transitions)
    graph.node(box, label=label, color=INK if len(colours) > 1 else line, **BOX)
    if arrow.sources == (arrow.target,):
        with graph.subgraph() as beside:
            beside.attr(rank="same")
            beside.edge(arrow.target, box, dir="none", color=line)
            beside.edge(arrow.target, box, dir="back", color=line)
        return
    place = machine.states.index
    above = [source for source in arrow.sources if place(source) < place(arrow.target)]
    if arrow.is_listed:
        graph.edge(arrow.target, box, dir="back", color=line)
        return
    for source in arrow.sources:
        ends = (source, box) if source in above else (box, source)
        graph.edge(*ends, dir="none", color=line)
    if 2 * len(above) > len(arrow.sources):
        graph.edge(box, arrow.target, color=line)
    else:
        graph.edge(arrow.target, box, dir="back", color=line)
