"""A profile as one SCXML document: a parallel with a region for each machine.

Source: W3C, State Chart XML (2015), 3.4 and 3.13: in a macrostep of a parallel all regions answer
an event as they were before it, and signals that are raised are answered in their order.  Guards
ask ``In()``; commands are logged.
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from twinsite import __version__
from twinsite.export.tables.resolved import Region, Resolved
from twinsite.export.tables.tables import Tree

_OPERATORS = {"and": " && ", "or": " || "}


def scxml(resolved: Resolved) -> str:
    """Return the document."""
    return "\n".join(_lines(resolved)) + "\n"


def state_id(machine: str, state: str) -> str:
    """Return the id of a state, unique in the document."""
    return f"{machine}__{state}"


def event_name(machine: str, event: str) -> str:
    """Return the name of a stimulus or deadline."""
    return f"{machine}.{event}"


def _lines(resolved: Resolved) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<!--"
    yield from (f"  {line.replace('--', '- -')}" for line in resolved.head(__version__))
    yield "-->"
    yield '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0"'
    yield '       datamodel="ecmascript" initial="desktop">'
    yield '  <parallel id="desktop">'
    for part in resolved.parts:
        name = part.machine.name
        yield f"    <state id={quoteattr(name)} initial={quoteattr(_id(part, part.initial))}>"
        for place in range(len(part.chart.states)):
            yield from _state(resolved, part, place)
        yield "    </state>"
    yield "  </parallel>"
    yield "</scxml>"


def _id(part: Region, place: int) -> str:
    return state_id(part.machine.name, part.chart.states[place])


def _state(resolved: Resolved, part: Region, place: int) -> Iterator[str]:
    yield f"      <state id={quoteattr(_id(part, place))}>"
    for choice in part.choices:
        if choice.source != place:
            continue
        signal = choice.event in part.signals
        name = choice.event if signal else event_name(part.machine.name, choice.event)
        guard = ""
        if choice.guard is not None:
            text = resolved.written(
                choice.guard,
                part.machine.parameter,
                tree=lambda tree, wanted: _tree(resolved, tree, wanted=wanted),
                joined=lambda how, parts: f"({_OPERATORS[how].join(parts)})",
            )
            guard = f" cond={quoteattr(text)}"
        target = quoteattr(_id(part, choice.target))
        opened = f"        <transition event={quoteattr(name)}{guard} target={target}"
        if not choice.effects:
            yield f"{opened}/>"
            continue
        yield f"{opened}>"
        for effect in choice.effects:
            if effect in choice.signals:
                yield f"          <raise event={quoteattr(effect)}/>"
            else:
                yield f"          <log label={quoteattr(effect)}/>"
        yield "        </transition>"
    yield "      </state>"


def _tree(resolved: Resolved, tree: Tree, *, wanted: bool) -> str:
    """Return that a decision answers with a truth value, as an expression over ``In()``."""
    if isinstance(tree, bool):
        return "true" if tree is wanted else "false"
    assert isinstance(tree, int), tree
    part = resolved.parts[resolved.place_of_node(tree)]
    follows = resolved.tables.nodes[tree].follows
    groups: dict[str, list[int]] = {}
    for state, then in enumerate(follows):
        groups.setdefault(repr(then), []).append(state)  # since True and 1 are equal
    arms = []
    for states in groups.values():
        then = follows[states[0]]
        here = " || ".join(f"In('{_id(part, state)}')" for state in states)
        if then is wanted:
            arms.append(f"({here})")
        elif not isinstance(then, bool):
            arms.append(f"(({here}) && {_tree(resolved, then, wanted=wanted)})")
    return f"({' || '.join(arms)})" if arms else "false"
