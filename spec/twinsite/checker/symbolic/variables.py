"""Sets of joint states as binary decision diagrams: a few bits for each machine.

Source: Bryant, "Graph-based algorithms for Boolean function manipulation" (1986); Burch, Clarke,
McMillan, Dill and Hwang, "Symbolic model checking: 10^20 states and beyond" (1990).  The diagrams
are those of OxiDD.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import reduce

from oxidd.bcdd import BCDDFunction as States
from oxidd.bcdd import BCDDManager
from oxidd.util import BooleanOperator, DDMemoryError

from twinsite.checker.semantics.decision_tree import Branch, Tree

__all__ = [
    "CAPACITY",
    "Moves",
    "OutOfNodesError",
    "Part",
    "States",
    "Variables",
    "nodes_of",
    "only",
]

OutOfNodesError = DDMemoryError
"""A set would need more nodes than its manager has."""

CAPACITY = 1 << 25
"""Nodes that all sets of one manager may have together: about 1 GiB, taken as it is needed."""
_CACHED = 1 << 18
"""Operations whose results are remembered."""

Moves = tuple[tuple[str, str], ...]
"""Machines that move, sorted by name, each with the state in which it then is."""
Part = tuple[Moves, States]
"""Steps that move the same machines alike, and the states before them."""


def only(moves: Moves, machines: Container[str]) -> Moves:
    """Return the moves of some machines."""
    return tuple(move for move in moves if move[0] in machines)


def nodes_of(states: Mapping[str, Sequence[str]]) -> int:
    """Return how many nodes the states of machines need, each by itself and all together."""
    return sum(2 * _width(names) * (len(names) + 2) for names in states.values())


def _width(names: Sequence[str]) -> int:
    return max(1, (len(names) - 1).bit_length())


class Variables:
    """Machines as bits, and the sets that are made of them."""

    def __init__(
        self,
        states: Mapping[str, Sequence[str]],
        order: Iterable[str],
        *,
        beside: "Variables | None" = None,
        capacity: int = CAPACITY,
    ) -> None:
        """Give every machine its bits.

        Args:
            states: The states of every machine.
            order: The machines, first bits first.
            beside: Others whose manager is shared, so that sets of both can be joined; each
                machine stands next to its namesake.
            capacity: Nodes that the manager may have beside those of the machines, if it is not
                shared.
        """
        self.states = states
        """The states of every machine."""
        self._manager: BCDDManager = (
            BCDDManager(capacity + nodes_of(states), _CACHED, 1)
            if beside is None
            else beside._manager
        )
        self.every: States = self._manager.true()
        """All joint states, and codes that stand for none."""
        self.none: States = self._manager.false()
        """No joint state."""
        self._bits: dict[str, range] = {}
        self._fields: dict[str, States] = {}
        self._in: dict[tuple[str, str], States] = {}
        self._frames: dict[Moves, tuple[States, States]] = {}
        self._splits: dict[tuple[int, Moves], tuple[Tree, dict[int | None, States]]] = {}
        for machine in order:
            self._add(machine)
        if beside is not None:
            self._stand_beside(beside)

    def _add(self, machine: str) -> None:
        names = self.states[machine]
        self._bits[machine] = self._manager.add_vars(_width(names))
        bits = [self._manager.var(number) for number in self._bits[machine]]
        self._fields[machine] = reduce(States.__and__, bits)
        for code, state in enumerate(names):
            literals = (bit if code >> n & 1 else ~bit for n, bit in enumerate(bits))
            self._in[machine, state] = reduce(States.__and__, literals)

    def _stand_beside(self, other: "Variables") -> None:
        order: list[int] = []
        for machine in (*other._bits, *(m for m in self._bits if m not in other._bits)):
            order += (*other._bits.get(machine, ()), *self._bits.get(machine, ()))
        self._manager.set_var_order(order)

    def is_in(self, machine: str, *names: str) -> States:
        """Return the joint states in which a machine is in one of some states."""
        return self.union(self._in[machine, name] for name in names)

    def union(self, sets: Iterable[States]) -> States:
        """Return the union of sets; neighbours first, which keeps what is joined small."""
        found = list(sets)
        while len(found) > 1:
            pairs = zip(found[::2], found[1::2], strict=False)
            found = [one | other for one, other in pairs] + found[len(found) & ~1 :]
        return found[0] if found else self.none

    def exactly(self, state: Mapping[str, str]) -> States:
        """Return the joint states in which these machines are in these states."""
        return reduce(States.__and__, (self._in[item] for item in state.items()), self.every)

    def forget(self, states: States, machines: Iterable[str]) -> States:
        """Return a set with these machines in any state."""
        fields = reduce(States.__and__, (self._fields[m] for m in machines), self.every)
        return states.exists(fields)

    def _frame(self, moves: Moves) -> tuple[States, States]:
        if moves not in self._frames:
            fields = reduce(States.__and__, (self._fields[m] for m, _ in moves), self.every)
            self._frames[moves] = fields, self.exactly(dict(moves))
        return self._frames[moves]

    def after(self, states: States, guard: States, moves: Moves) -> States:
        """Return where some states lead that satisfy a guard: the image of an assignment."""
        fields, there = self._frame(moves)
        return states.apply_exists(BooleanOperator.AND, guard, fields) & there

    def before(self, states: States, guard: States, moves: Moves) -> States:
        """Return from where some states are come to: the preimage of an assignment."""
        fields, there = self._frame(moves)
        return states.apply_exists(BooleanOperator.AND, there, fields) & guard

    def image(self, states: States, parts: Iterable[Part]) -> States:
        """Return where steps lead from some states."""
        return self.union(self.after(states, guard, moves) for moves, guard in parts)

    def preimage(self, states: States, parts: Iterable[Part]) -> States:
        """Return the states from which steps lead to some states."""
        return self.union(self.before(states, guard, moves) for moves, guard in parts)

    def split(self, tree: Tree, fixed: Moves = ()) -> Mapping[int | None, States]:
        """Return for each answer of a decision tree the joint states in which it is given.

        Args:
            tree: What is asked of one joint state.
            fixed: The machines whose state is known, sorted by name.
        """
        if not isinstance(tree, Branch):
            return {tree: self.every}
        key = (id(tree), fixed)
        if key not in self._splits:
            state = dict(fixed).get(tree.machine)
            found: dict[int | None, States] = {}
            for names, follows in tree.groups:
                if state is None or state in names:
                    here = self.every if state else self.is_in(tree.machine, *names)
                    for answer, states in self.split(follows, fixed).items():
                        found[answer] = found.get(answer, self.none) | (states & here)
            self._splits[key] = (tree, found)  # kept, so that no other tree gets its id
        return self._splits[key][1]

    def where(self, tree: Tree) -> States:
        """Return the joint states in which a predicate is true."""
        return self.split(tree).get(True, self.none)

    def count(self, states: States, *beside: "Variables") -> int:
        """Return how many joint states a set has, or together with others beside how many pairs."""
        mine = sum(len(bits) for part in (self, *beside) for bits in part._bits.values())
        return states.sat_count(self._manager.num_vars()) >> (self._manager.num_vars() - mine)

    def each(
        self, states: States, machines: Sequence[str] | None = None
    ) -> Iterator[tuple[str, ...]]:
        """Yield every joint state of a set, as the states of some machines, in their order.

        Args:
            states: The set; of what the other machines do it must say nothing.
            machines: The machines; all of them if None.
        """
        names = tuple(self.states if machines is None else machines)
        order = sorted(
            range(len(names)), key=lambda n: self._manager.var_to_level(self._bits[names[n]][0])
        )
        known: dict[tuple[int, States], list[tuple[str, States]]] = {}
        chosen = [""] * len(names)

        def walk(depth: int, rest: States) -> Iterator[tuple[str, ...]]:
            if depth == len(order):
                yield tuple(chosen)
                return
            machine = names[order[depth]]
            if (depth, rest) not in known:
                parts = ((x, rest & self._in[machine, x]) for x in self.states[machine])
                known[depth, rest] = [
                    (x, self.forget(part, [machine])) for x, part in parts if part.satisfiable()
                ]
            for state, part in known[depth, rest]:
                chosen[order[depth]] = state
                yield from walk(depth + 1, part)

        if states.satisfiable():
            yield from walk(0, states)
