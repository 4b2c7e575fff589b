"""A machine as Mermaid and as a table, with the renderers of python-statemachine.

Its own extraction reads only names and guards of a chart; here an event brings its requirement
and its effects.
"""

from collections.abc import Iterator

from statemachine.contrib.diagram.model import (
    DiagramGraph,
    DiagramState,
    DiagramTransition,
    StateType,
)
from statemachine.contrib.diagram.renderers.mermaid import MermaidRenderer, MermaidRendererConfig
from statemachine.contrib.diagram.renderers.table import TransitionTableRenderer

from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.report.diagrams.label import guard_text


def mermaid(machine: MachineDecl) -> str:
    """Return a machine as Mermaid text of a state diagram."""
    # the renderer leaves out what has the ends and the event of another, whatever its guard
    transitions = [
        DiagramTransition(t.source, [t.target], f"{event}{guard}{effects}")
        for t, event, guard, effects in _told(machine)
    ]
    return MermaidRenderer(MermaidRendererConfig(direction="TB")).render(
        _graph(machine, transitions)
    )


def transition_table(machine: MachineDecl) -> str:
    """Return the transitions of a machine as a Markdown table, with its question above it."""
    transitions = [
        DiagramTransition(t.source, [t.target], f"{event}{effects}", [guard[2:-1]] if guard else [])
        for t, event, guard, effects in _told(machine)
    ]
    table = TransitionTableRenderer().render(_graph(machine, transitions))
    return f"# {machine.name}\n\n{machine.question}\n\n{table}"


def _told(machine: MachineDecl) -> Iterator[tuple[TransitionDecl, str, str, str]]:
    """Yield each transition with its event, its guard and its effects in words."""
    for transition in machine.transitions:
        requirement = machine.event(transition.event).requirement
        text = guard_text(machine, transition)
        yield (
            transition,
            f"{transition.event} ({requirement})",
            f" [{text}]" if text else "",
            f" / {', '.join(transition.effects)}" if transition.effects else "",
        )


def _graph(machine: MachineDecl, transitions: list[DiagramTransition]) -> DiagramGraph:
    states = [
        DiagramState(state, state, StateType.REGULAR, is_initial=state == machine.initial)
        for state in machine.states
    ]
    return DiagramGraph(machine.name, states, transitions)
