"""The rules of a system in Promela: what is judged after which steps.

Which rules are about a step is a function of its offer and of everything that was said.  It is
tabulated over what is said in our own search; whatever else is said in Promela is an error.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from twinsite.checker.explorer.property import Occurrence, Property
from twinsite.checker.semantics.decision_tree import Tree, readings
from twinsite.checker.semantics.system import Log, Offer
from twinsite.checker.semantics.view import View
from twinsite.export.promela.promela_predicates import Predicates
from twinsite.export.promela.promela_text import any_of, comment, saying, selection

V = TypeVar("V", bound=View)

UNKNOWN = 0
"""The number under which Spin reports a step that says what was never said in our search."""


class Rules(Generic[V]):
    """Rules, numbered from 1 in their order, and the steps that they are about."""

    def __init__(
        self,
        rules: Sequence[Property[V]],
        logs: Mapping[Offer, Sequence[Log]],
        predicates: Predicates[V],
    ) -> None:
        """Prepare to write rules.

        Args:
            rules: Claims about every state or about every step.
            logs: For every offer what is said in the steps that begin with it.
            predicates: Writes the predicates of the system.
        """
        self._rules = tuple(enumerate(rules, 1))
        self._logs = logs
        self._predicates = predicates
        self._trees = {rule.name: self._tree(rule) for rule in rules}

    @property
    def names(self) -> list[str]:
        """What the rules are called."""
        return [rule.name for _, rule in self._rules]

    @property
    def longest(self) -> int:
        """The number of effects in the longest step."""
        return max((len(log) for logs in self._logs.values() for log in logs), default=0)

    def copied(self) -> list[str]:
        """Return the machines whose state before the step some rule reads."""
        return self._read_before([rule for _, rule in self._rules])

    def copied_for(self, offer: Offer) -> list[str]:
        """Return the machines whose state before the step is read by a rule about this offer."""
        return self._read_before(
            [
                rule
                for _, rule in self._rules
                if any(_about(rule, offer, log) for log in self._logs.get(offer, ()))
            ]
        )

    def macros(self) -> Iterator[str]:
        """Yield the lines that define every rule."""
        for number, rule in self._rules:
            yield from comment(f"{number}. {rule.requirement}: {rule.sentence}")
            yield from self._predicates.define(
                rule.name, self._trees[rule.name], steps=rule.is_about_steps
            )
            yield f"#if PROPERTY == 0 || PROPERTY == {number}"
            yield f"#define judge_{rule.name}(about) \\"
            yield f"  judge({number}, !(about) || {rule.name})"
            yield "#else"
            yield f"#define judge_{rule.name}(about) skip"
            yield "#endif"
            yield ""

    def of_states(self) -> list[str]:
        """Return the statements that judge a state."""
        return [f"judge_{rule.name}(true);" for _, rule in self._rules if not rule.is_about_steps]

    def of_step(self, offer: Offer) -> list[str]:
        """Return the statements that judge a step, and refuse one that is unknown."""
        kinds: dict[tuple[int, ...], list[Log]] = {}
        for log in sorted(self._logs.get(offer, ()), key=lambda log: (len(log), log)):
            concerned = tuple(number for number, rule in self._rules if _about(rule, offer, log))
            kinds.setdefault(concerned, []).append(log)
        lines = selection(
            [
                (any_of([_said(log) for log in logs]), [f"kind = {kind};"])
                for kind, logs in enumerate(kinds.values(), 1)
            ],
            [f"kind = {UNKNOWN}; judge({UNKNOWN}, false);"],
        )
        for number, rule in self._rules:
            about = [f"kind == {n}" for n, rules in enumerate(kinds, 1) if number in rules]
            if about:
                condition = "true" if len(about) == len(kinds) else any_of(about)
                lines.append(f"judge_{rule.name}({condition});")
        return lines

    def _read_before(self, rules: Sequence[Property[V]]) -> list[str]:
        return sorted(
            {
                machine
                for rule in rules
                if rule.is_about_steps
                for which, machine in readings(self._trees[rule.name])
                if which == 0
            }
        )

    def _tree(self, rule: Property[V]) -> Tree:
        if rule.is_about_steps:
            return True if rule.of_step is None else self._predicates.tree_of_step(rule.of_step)
        assert rule.of_state is not None
        return self._predicates.tree_of_state(rule.of_state)


def said_macros(longest: int) -> list[str]:
    """Return the macros ``said_n(...)``: exactly these effects were said, in this order."""
    lines = ["#define said_0 (spoken == 0)"]
    for length in range(1, longest + 1):
        names = [chr(ord("a") + n) for n in range(length)]
        tests = [f"said[{n}] == {name}" for n, name in enumerate(names)]
        head = f"#define said_{length}({', '.join(names)})"
        lines += [f"{head} \\", f"  (spoken == {length} && {' && '.join(tests)})"]
    return lines


def _about(rule: Property[V], offer: Offer, log: Log) -> bool:
    """Return whether a rule is about the steps with this offer in which this is said."""
    return rule.is_about_steps and rule.when(Occurrence(offer, log))


def _said(log: Log) -> str:
    if not log:
        return "said_0"
    return f"said_{len(log)}({', '.join(saying(machine, effect) for machine, effect in log)})"
