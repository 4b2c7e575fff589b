"""Decision trees as numbered nodes, each of which is written once."""

from collections.abc import Callable, Mapping

from twinsite.checker.semantics.decision_tree import Answer, Branch, decision
from twinsite.checker.semantics.decision_tree import Tree as Grown
from twinsite.export.tables.tables import Node, Tree


class Nodes:
    """The nodes of all decision trees of a file."""

    def __init__(self, states: Mapping[str, tuple[str, ...]]) -> None:
        """Begin with none.

        Args:
            states: Every machine of the file with its states, in the order of the file.
        """
        self._states = states
        self._place = {name: place for place, name in enumerate(states)}
        self._numbers: dict[tuple[int, str], int] = {}
        self._nodes: list[Node] = []

    def nodes(self) -> tuple[Node, ...]:
        """Return all nodes, each after those that it leads to."""
        return tuple(self._nodes)

    def truth(self, function: Callable[..., Answer], states: Mapping[str, tuple[str, ...]]) -> Tree:
        """Return where a function of joint states holds.

        Args:
            function: Takes a reader, and answers with a truth value.
            states: The machines that there are, with their states.
        """
        return self._number(decision(lambda read: bool(function(read)), states), ())

    def word(
        self,
        function: Callable[..., str],
        words: tuple[str, ...],
        states: Mapping[str, tuple[str, ...]],
    ) -> Tree:
        """Return which word a function of joint states answers with.

        Args:
            function: Takes a reader, and answers with one of the words.
            words: All words.
            states: The machines that there are, with their states.
        """
        return self._number(decision(lambda read: words.index(function(read)), states), words)

    def _number(self, tree: Grown, words: tuple[str, ...]) -> Tree:
        if not isinstance(tree, Branch):
            return words[int(tree or 0)] if words else bool(tree)
        follows = {
            state: self._number(then, words) for states, then in tree.groups for state in states
        }
        table = tuple(follows[state] for state in self._states[tree.machine])
        place = self._place[tree.machine]
        key = (place, repr(table))  # since True and 1 are equal, and mean different things here
        if key not in self._numbers:
            self._numbers[key] = len(self._nodes)
            self._nodes.append(Node(machine=place, follows=table))
        return self._numbers[key]
