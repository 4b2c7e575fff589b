"""Predicates as Promela expressions: over the machines that they read, and over nothing else."""

import re
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from statemachine.spec_parser import replace_operators

from twinsite.checker.semantics.decision_tree import Branch, Tree, decision
from twinsite.checker.semantics.declaration import Guard
from twinsite.checker.semantics.docstring import docstring
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.export.promela.promela_text import all_of, any_of, before, comment, define, in_one_of

V = TypeVar("V", bound=View)

_OPERATORS = {"and": "&&", "or": "||", "not": "!"}


class Predicates(Generic[V]):
    """The predicates of one system, in Promela."""

    def __init__(self, system: System[V]) -> None:
        """Prepare to write the predicates of a system."""
        self._system = system
        self._machines = {i.name: i.machine for i in system.instances}
        self._states = {i.name: i.machine.states for i in system.instances}

    def name(self, predicate: str, parameter: str) -> str:
        """Return the name of a predicate as the machines with this parameter see it."""
        return f"{predicate}_for_{parameter}" if parameter else predicate

    def guard(self, guard: Guard, parameter: str) -> str:
        """Return a guard over named predicates; empty for a transition that is always enabled."""
        words = re.findall(r"\w+|[()]", replace_operators(guard.text))
        text = " ".join(
            _OPERATORS.get(word, word if word in "()" else self.name(word, parameter))
            for word in words
        )
        return text.replace("! ", "!").replace("( ", "(").replace(" )", ")")

    def used(self) -> list[tuple[str, str]]:
        """Return every predicate that a guard names, with the parameter of its machine."""
        named = {
            (name, instance.parameter)
            for instance in self._system.instances
            for transition in instance.machine.transitions
            for name in transition.guard.names
        }
        return sorted(named)

    def tree(self, predicate: str, parameter: str) -> Tree:
        """Return the decision tree of a predicate that a guard names."""
        view = self._system.view_through
        return decision(lambda read: bool(getattr(view(read, parameter), predicate)), self._states)

    def tree_of_state(self, predicate: Callable[[V], bool]) -> Tree:
        """Return the decision tree of a predicate over states."""
        return decision(lambda read: bool(predicate(self._system.view_through(read))), self._states)

    def tree_of_step(self, predicate: Callable[[V, V], bool]) -> Tree:
        """Return the decision tree of a predicate over the states before and after a step."""
        view = self._system.view_through
        return decision(
            lambda first, second: bool(predicate(view(first), view(second))),
            self._states,
            arity=2,
        )

    def macros(self) -> Iterator[str]:
        """Yield the lines that define every predicate that a guard names."""
        view = type(self._system.view(self._system.initial))
        for predicate, parameter in self.used():
            explained = docstring(getattr(view, predicate)) or predicate.replace("_", " ") + "."
            asked = f" (asked for {parameter})" if parameter else ""
            yield from comment(" ".join(explained.split()) + asked)
            name, tree = self.name(predicate, parameter), self.tree(predicate, parameter)
            yield from self.define(name, tree, steps=False)
            yield ""

    def define(self, name: str, tree: Tree, *, steps: bool) -> Iterator[str]:
        """Yield the lines that define a macro for a decision tree.

        What several branches of the tree lead to becomes a macro of its own.

        Args:
            name: The name of the macro.
            tree: The decision.
            steps: Whether the tree is over the states before and after a step.
        """
        shared = {part: f"{name}_{n}" for n, part in enumerate(_shared(tree), 1)}
        for part, its_name in shared.items():
            yield from define(its_name, self._branch(part, shared, steps=steps))
        yield from define(name, self.expression(tree, shared, steps=steps))

    def expression(self, tree: Tree, shared: dict[Branch, str], *, steps: bool) -> str:
        """Return a decision tree as an expression.

        Args:
            tree: The decision.
            shared: The parts of it that have names.
            steps: Whether the tree is over the states before and after a step.
        """
        if not isinstance(tree, Branch):
            return str(tree).lower()
        return shared.get(tree) or self._branch(tree, shared, steps=steps)

    def _branch(self, tree: Branch, shared: dict[Branch, str], *, steps: bool) -> str:
        machine = self._machines[tree.machine]
        variable = before(tree.machine) if steps and tree.which == 0 else tree.machine
        tests = [in_one_of(variable, machine, states) for states, _ in tree.groups]
        thens = [self.expression(follows, shared, steps=steps) for _, follows in tree.groups]
        if len(tests) == 2 and not isinstance(tree.groups[0][1], bool):
            tests.reverse()
            thens.reverse()
        match thens:
            case ["true", "false"]:
                return tests[0]
            case ["false", "true"]:
                return tests[1]
            case ["true", then]:
                return any_of([tests[0], then])
            case ["false", then]:
                return all_of([tests[1], then])
            case [then, other]:
                return f"({tests[0]} -> {then} : {other})"
        conditions = zip(tests, thens, strict=True)
        return any_of(
            test if then == "true" else all_of([test, then])
            for test, then in conditions
            if then != "false"
        )


def _shared(tree: Tree) -> list[Branch]:
    """Return the branches with further branches to which several ways lead, innermost first."""
    parents: dict[Branch, int] = {}
    order: list[Branch] = []

    def visit(part: Tree) -> None:
        if not isinstance(part, Branch):
            return
        parents[part] = parents.get(part, 0) + 1
        if parents[part] == 1:
            for _, follows in part.groups:
                visit(follows)
            order.append(part)

    visit(tree)
    return [
        part
        for part in order
        if parents[part] > 1 and any(isinstance(follows, Branch) for _, follows in part.groups)
    ]
