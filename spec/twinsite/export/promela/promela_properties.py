"""The properties of a system in Promela: what is judged after which steps.

Which properties are about a step is a function of its offer and of everything that was said.  It is
tabulated over what is said in our own search; whatever else is said in Promela is an error.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from twinsite.checker.semantics.decision_tree import Tree, readings
from twinsite.checker.semantics.system import Event, Log, Starts
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property
from twinsite.export.promela.promela_predicates import Predicates
from twinsite.export.promela.promela_text import any_of, comment, saying, selection

V = TypeVar("V", bound=View)

UNKNOWN = 0
"""The number under which Spin reports a step that says what was never said in our search."""


class Rules(Generic[V]):
    """Properties, numbered from 1 in their order, and the steps that they are about."""

    def __init__(
        self,
        properties: Sequence[Property[V]],
        logs: Mapping[Event, Mapping[Log, Sequence[Starts]]],
        predicates: Predicates[V],
    ) -> None:
        """Prepare to write properties.

        Args:
            properties: Properties about every state or about every step.
            logs: For every event what is said in the steps that begin with it, and for each what
                deadlines start then.
            predicates: Writes the predicates of the system.
        """
        self._properties = tuple(enumerate(properties, 1))
        self._logs = logs
        self._predicates = predicates
        self._trees = {prop.name: self._tree(prop) for prop in properties}

    @property
    def names(self) -> list[str]:
        """What the properties are called."""
        return [prop.name for _, prop in self._properties]

    @property
    def longest(self) -> int:
        """The number of effects in the longest step."""
        return max((len(log) for logs in self._logs.values() for log in logs), default=0)

    def copied(self) -> list[str]:
        """Return the machines whose state before the step some property reads."""
        return self._read_before([prop for _, prop in self._properties])

    def copied_for(self, event: Event) -> list[str]:
        """Return the machines whose state before the step a property about this event reads."""
        logs = self._logs.get(event, {})
        about = [p for _, p in self._properties if any(_about(p, event, *s) for s in logs.items())]
        return self._read_before(about)

    def macros(self) -> Iterator[str]:
        """Yield the lines that define every property."""
        for number, prop in self._properties:
            yield from comment(f"{number}. {prop.requirement}: {prop.sentence}")
            yield from self._predicates.define(
                prop.name, self._trees[prop.name], steps=prop.is_about_steps
            )
            yield f"#if PROPERTY == 0 || PROPERTY == {number}"
            yield f"#define judge_{prop.name}(about) \\"
            yield f"  judge({number}, !(about) || {prop.name})"
            yield "#else"
            yield f"#define judge_{prop.name}(about) skip"
            yield "#endif"
            yield ""

    def of_states(self) -> list[str]:
        """Return the statements that judge a state."""
        about = [prop.name for _, prop in self._properties if not prop.is_about_steps]
        return [f"judge_{name}(true);" for name in about]

    def of_step(self, event: Event) -> list[str]:
        """Return the statements that judge a step, and refuse one that is unknown."""
        kinds: dict[tuple[int, ...], list[Log]] = {}
        known = self._logs.get(event, {})
        for log in sorted(known, key=lambda log: (len(log), log)):
            concerned = (n for n, p in self._properties if _about(p, event, log, known[log]))
            kinds.setdefault(tuple(concerned), []).append(log)
        options = [
            (any_of(map(_said, logs)), [f"kind = {kind};"])
            for kind, logs in enumerate(kinds.values(), 1)
        ]
        lines = selection(options, [f"kind = {UNKNOWN}; judge({UNKNOWN}, false);"])
        for number, prop in self._properties:
            about = [f"kind == {n}" for n, numbers in enumerate(kinds, 1) if number in numbers]
            if about:
                condition = "true" if len(about) == len(kinds) else any_of(about)
                lines.append(f"judge_{prop.name}({condition});")
        return lines

    def _read_before(self, properties: Sequence[Property[V]]) -> list[str]:
        read = {
            machine
            for prop in properties
            if prop.is_about_steps
            for which, machine in readings(self._trees[prop.name])
            if which == 0
        }
        return sorted(read)

    def _tree(self, prop: Property[V]) -> Tree:
        if prop.is_about_steps:
            return True if prop.of_step is None else self._predicates.tree_of_step(prop.of_step)
        assert prop.of_state is not None
        return self._predicates.tree_of_state(prop.of_state)


def said_macros(longest: int) -> list[str]:
    """Return the macros ``said_n(...)``: exactly these effects were said, in this order."""
    lines = ["#define said_0 (spoken == 0)"]
    for length in range(1, longest + 1):
        names = [chr(ord("a") + n) for n in range(length)]
        tests = [f"said[{n}] == {name}" for n, name in enumerate(names)]
        head = f"#define said_{length}({', '.join(names)})"
        lines += [f"{head} \\", f"  (spoken == {length} && {' && '.join(tests)})"]
    return lines


def _about(prop: Property[V], event: Event, log: Log, started: Sequence[Starts]) -> bool:
    """Return whether a property is about some steps with this event in which this is said."""
    return prop.is_about_steps and any(prop.when(Occurrence(event, log, s)) for s in started)


def _said(log: Log) -> str:
    if not log:
        return "said_0"
    return f"said_{len(log)}({', '.join(saying(machine, effect) for machine, effect in log)})"
