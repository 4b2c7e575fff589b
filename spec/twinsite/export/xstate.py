"""A profile as one parallel machine of XState 5, a module in JavaScript.

Guards ask ``stateIn``; signals are raised; commands are actions by name, which the one who uses the
module may provide.
"""

import json
from collections.abc import Iterator

from twinsite import __version__
from twinsite.export.tables.resolved import Alternative, Region, Resolved
from twinsite.export.tables.tables import Tree


def xstate(resolved: Resolved) -> str:
    """Return the module."""
    return "\n".join(_lines(resolved)) + "\n"


def _lines(resolved: Resolved) -> Iterator[str]:
    yield from (f"// {line}" for line in resolved.head(__version__))
    yield 'import { and, createMachine, not, or, raise, stateIn } from "xstate";'
    yield ""
    yield "const yes = () => true;"
    yield "const no = () => false;"
    for number in resolved.used_nodes():
        yield from _node(resolved, number)
    yield ""
    events = [f"{resolved.parts[place].machine.name}.{event}" for place, event in resolved.events()]
    yield "// Every stimulus and deadline."
    yield f"export const events = {json.dumps(events, indent=2)};"
    yield ""
    yield "export const machine = createMachine({"
    yield f"  id: {json.dumps(resolved.profile.name)},"
    yield '  type: "parallel",'
    yield "  states: {"
    for part in resolved.parts:
        yield f"    {part.machine.name}: {{"
        yield f"      initial: {json.dumps(part.chart.states[part.initial])},"
        yield "      states: {"
        for place, state in enumerate(part.chart.states):
            yield from _state(resolved, part, place, state)
        yield "      },"
        yield "    },"
    yield "  },"
    yield "});"


def _node(resolved: Resolved, number: int) -> Iterator[str]:
    part = resolved.parts[resolved.place_of_node(number)]
    yield f"const node{number} = or(["
    for state, follows in zip(
        part.chart.states, resolved.tables.nodes[number].follows, strict=True
    ):
        here = f"stateIn({{ {part.machine.name}: {json.dumps(state)} }})"
        if follows is True:
            yield f"  {here},"
        elif follows is not False:
            yield f"  and([{here}, {_tree(follows)}]),"
    yield "]);"


def _tree(tree: Tree) -> str:
    if isinstance(tree, bool):
        return "yes" if tree else "no"
    return f"node{tree}"


def _state(resolved: Resolved, part: Region, place: int, state: str) -> Iterator[str]:
    by_event: dict[str, list[Alternative]] = {}
    for choice in part.choices:
        if choice.source == place:
            signal = choice.event in part.signals
            name = choice.event if signal else f"{part.machine.name}.{choice.event}"
            by_event.setdefault(name, []).append(choice)
    yield f"        {state}: {{"
    yield "          on: {"
    for name, choices in by_event.items():
        yield f"            {json.dumps(name)}: ["
        yield from (f"              {_transition(resolved, part, each)}," for each in choices)
        yield "            ],"
    yield "          },"
    yield "        },"


def _transition(resolved: Resolved, part: Region, choice: Alternative) -> str:
    fields = [f"target: {json.dumps(part.chart.states[choice.target])}"]
    if choice.guard is not None:
        guard = resolved.written(
            choice.guard,
            part.machine.parameter,
            tree=lambda tree, wanted: _tree(tree) if wanted else f"not({_tree(tree)})",
            joined=lambda how, parts: f"{how}([{', '.join(parts)}])",
        )
        fields.append(f"guard: {guard}")
    if choice.effects:
        said = [
            f'raise({{ type: "{effect}" }})' if effect in choice.signals else json.dumps(effect)
            for effect in choice.effects
        ]
        fields.append(f"actions: [{', '.join(said)}]")
    return f"{{ {', '.join(fields)} }}"
