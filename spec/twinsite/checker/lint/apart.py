"""Which states of a machine something tells apart.

Two states are told apart if a function of the joint state, or the machine's own answer to an
event, has different values in two reachable situations that are the same, for that function, but
for these two states; or if a deadline runs in one of them only.  Where nothing does so, the two
could be one state.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from twinsite.checker.former.explorer.tables import Table
from twinsite.checker.lint.evidence import Evidence
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
States = tuple[Mapping[str, str], ...]
Entries = Iterable[tuple[States, Hashable]]


def tell_apart(
    system: System[V],
    answers: Mapping[tuple[int, str], Table[V]],
    rules: Iterable[Table[V]],
    evidence: Evidence,
) -> None:
    """Note which machines are read, and which of their states are told apart.

    Args:
        system: The system.
        answers: What each machine, by its position, answers to each of its events.
        rules: What else looks at joint states.
        evidence: Where to note it; it has the reached states already.
    """
    for machine in {instance.machine for instance in system.instances}:
        _tell_by_time(machine, evidence)
    teller = _Teller(system, evidence)
    for (number, event), table in answers.items():
        own = system.instances[number].name
        teller.read(table.entries(), besides=own)
        teller.tell(list(_effects(system, number, event, table, evidence)), own)
    for table in rules:
        teller.read(table.entries(), besides="")
        teller.tell(list(table.entries()), "")


def _tell_by_time(machine: MachineDecl, evidence: Evidence) -> None:
    deadlines: dict[str, set[str]] = {state: set() for state in machine.states}
    for group, asked in evidence.asked.items():
        is_mine = group.machine == machine.name
        if is_mine and machine.event(group.event).kind is Kind.DEADLINE and any(map(any, asked)):
            deadlines[group.source].add(group.event)
    for pair in combinations(machine.states, 2):
        if deadlines[pair[0]] != deadlines[pair[1]]:
            evidence.told_apart.add((machine.name, frozenset(pair)))


def _effects(
    system: System[V], number: int, event: str, table: Table[V], evidence: Evidence
) -> Iterator[tuple[States, tuple[str, tuple[str, ...]] | None]]:
    """Yield what a machine does: where it goes and what it says; None if it cannot."""
    instance = system.instances[number]
    signal = instance.machine.event(event).kind is Kind.SIGNAL
    unseen = {state for chart, state in evidence.reached if chart == instance.machine.name}
    alone = True
    for states, choice in table.entries():
        source = states[0][instance.name]
        unseen.discard(source)
        alone &= len(states[0]) == 1
        if choice >= 0:
            transition = instance.machine.transitions[choice]
            yield states, (transition.target, transition.effects)
        else:
            yield states, (source, ()) if signal else None
    if alone and not signal:
        for state in unseen:
            yield ({instance.name: state},), None


class _Teller:
    def __init__(self, system: System[V], evidence: Evidence) -> None:
        self._machines: Mapping[str, MachineDecl] = {i.name: i.machine for i in system.instances}
        self._evidence = evidence

    def read(self, entries: Entries, *, besides: str) -> None:
        """Note which machines a function reads; the asking machine does not count."""
        for states, _ in entries:
            for name in {name for part in states for name in part} - {besides}:
                self._evidence.read_machines.add(self._machines[name].name)
            return

    def tell(self, entries: list[tuple[States, Hashable]], own: str) -> None:
        """Note which states a function tells apart, machine by machine."""
        if not entries:
            return
        for name in {name for part in entries[0][0] for name in part}:
            open_pairs = self._open(name)
            if open_pairs:
                self._tell(name, entries, open_pairs, of_itself=name == own)

    def _open(self, name: str) -> set[frozenset[str]]:
        chart = self._machines[name]
        reached = [s for s in chart.states if (chart.name, s) in self._evidence.reached]
        pairs = {frozenset(pair) for pair in combinations(reached, 2)}
        return {pair for pair in pairs if (chart.name, pair) not in self._evidence.told_apart}

    def _tell(
        self,
        name: str,
        entries: list[tuple[States, Hashable]],
        open_pairs: set[frozenset[str]],
        *,
        of_itself: bool,
    ) -> None:
        groups: dict[Hashable, list[tuple[tuple[str, ...], Hashable]]] = defaultdict(list)
        for states, value in entries:
            others = tuple(
                tuple(item for item in part.items() if item[0] != name) for part in states
            )
            groups[others].append((tuple(part.get(name, "") for part in states), value))
        for alike in groups.values():
            for (one, value), (other, other_value) in combinations(alike, 2):
                if value == other_value:
                    continue
                pairs = {frozenset((a, b)) for a, b in zip(one, other, strict=True) if a != b}
                if len(pairs) != 1:
                    continue
                (pair,) = pairs
                if pair in open_pairs and not (of_itself and _same(value, other_value, pair)):
                    self._evidence.told_apart.add((self._machines[name].name, pair))


def _same(value: Hashable, other: Hashable, pair: frozenset[str]) -> bool:
    """Return whether two answers of a machine differ by these two states only."""
    match value, other:
        case (str(target), effects), (str(other_target), other_effects):
            return effects == other_effects and {target, other_target} <= pair
    return False
