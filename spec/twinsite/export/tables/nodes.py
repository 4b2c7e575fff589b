"""Decision trees as numbered nodes, each of which is written once."""

from collections.abc import Callable, Mapping

from twinsite.checker.semantics.decision_tree import Answer, Branch, decision
from twinsite.checker.semantics.decision_tree import Tree as Grown
from twinsite.export.tables.tables import Node, Tree


class Nodes:
    """The nodes of all decision trees of a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[tuple[int, str], int] = {}
        self._nodes: list[Node] = []

    def nodes(self) -> tuple[Node, ...]:
        """Return all nodes, each after those that it leads to."""
        return tuple(self._nodes)

    def number(self, place: int, follows: tuple[Tree, ...]) -> int:
        """Return the number of a node.

        Args:
            place: The place of the machine that it reads.
            follows: What follows from each of its states.
        """
        key = (place, repr(follows))  # since True and 1 are equal, and mean different things here
        if key not in self._numbers:
            self._numbers[key] = len(self._nodes)
            self._nodes.append(Node(machine=place, follows=follows))
        return self._numbers[key]


class Decisions:
    """The decision trees of one system."""

    def __init__(
        self, nodes: Nodes, states: Mapping[str, tuple[str, ...]], places: Mapping[str, int]
    ) -> None:
        """Begin with none.

        Args:
            nodes: Takes their nodes.
            states: The machines of the system, with their states.
            places: The place of each of them in the file.
        """
        self.states = states
        self._nodes = nodes
        self._places = places

    def truth(self, function: Callable[..., Answer]) -> Tree:
        """Return where a function of joint states holds.

        Args:
            function: Takes a reader, and answers with a truth value.
        """
        return self._written(decision(lambda read: bool(function(read)), self.states), ())

    def word(self, function: Callable[..., str], words: tuple[str, ...]) -> Tree:
        """Return which word a function of joint states answers with.

        Args:
            function: Takes a reader, and answers with one of the words.
            words: All words.
        """
        return self._written(decision(lambda read: words.index(function(read)), self.states), words)

    def _written(self, tree: Grown, words: tuple[str, ...]) -> Tree:
        if not isinstance(tree, Branch):
            return words[int(tree or 0)] if words else bool(tree)
        follows = {
            state: self._written(then, words) for states, then in tree.groups for state in states
        }
        table = tuple(follows[state] for state in self.states[tree.machine])
        return self._nodes.number(self._places[tree.machine], table)
