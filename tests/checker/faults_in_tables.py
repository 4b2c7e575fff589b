"""Faults that can be seeded in the tables and in the guards, a function each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.faults import Fault
from checker.toys import Room
from twinsite.checker.explorer.reaction import Reaction
from twinsite.checker.explorer.tables import Table
from twinsite.checker.explorer.transition_relation import Relation
from twinsite.checker.semantics.declaration import Guard
from twinsite.checker.semantics.system import System


class _Wrong(System[Room]):
    """A system that is right in all but one thing."""

    def __init__(self, system: System[Room]) -> None:
        vars(self).update(vars(system))


class _NextTransition(_Wrong):
    """A system that takes the second transition that a machine could take, if there is one."""

    def choose(self, number: int, event: str, source: str, view: Room) -> int | None:
        """Choose wrongly."""
        choice = super().choose(number, event, source, view)
        choices = [n for n, _ in self.instances[number].machine.choices(event, source)]
        later = [n for n in choices if choice is not None and n > choice]
        return later[0] if later else choice


class _Inverted(_Wrong):
    """A system that takes a transition exactly if its guard does not hold."""

    def choose(self, number: int, event: str, source: str, view: Room) -> int | None:
        """Choose wrongly."""
        for chosen, transition in self.instances[number].machine.choices(event, source):
            if not transition.guard.holds(lambda name: bool(getattr(view, name))):
                return chosen
        return None


def _tabulate(wrong: type[_Wrong], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Reaction.__init__

    def prepare(self: Reaction[Room], system: System[Room], *rest: object) -> None:
        whole(self, wrong(system), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Reaction, "__init__", prepare)


def tabulate_the_next_transition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables, and only they, pass over the transition that is enabled first."""
    _tabulate(_NextTransition, monkeypatch)


def tabulate_the_opposite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables, and only they, have every guard the wrong way round."""
    _tabulate(_Inverted, monkeypatch)


def move_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables move the meter from zero to full at once."""
    whole = Reaction.__init__

    def prepare(self: Reaction[Room], *arguments: object) -> None:
        whole(self, *arguments)  # type: ignore[arg-type]
        event = arguments[3]
        if event == "went_on":
            self.deltas[0] *= 2
            self.outcomes = tuple(replace(one, move=2 * one.move) for one in self.outcomes)

    monkeypatch.setattr(Reaction, "__init__", prepare)


def cover_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the machines do."""
    monkeypatch.setattr(Relation, "answers", lambda *_: {})


def keep_a_stale_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a table overlook every machine that is not read at the first evaluation."""
    whole = Table._watched
    first: dict[Table[Room], set[tuple[int, int]]] = {}

    def watched(self: Table[Room], arguments: list[int], see: Callable[[int, int], None]) -> int:
        known = first.get(self)
        reads: set[tuple[int, int]] = set()

        def look(which: int, machine: int) -> None:
            reads.add((which, machine))
            if known is None or (which, machine) in known:
                see(which, machine)

        value = whole(self, arguments, look)
        first.setdefault(self, reads)
        return value

    monkeypatch.setattr(Table, "_watched", watched)


# the guards, in the tables and in the step alike


def _reword(old: str, new: str) -> Fault:
    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Guard.holds
        monkeypatch.setattr(
            Guard, "holds", lambda self, of: whole(Guard(self.text.replace(old, new)), of)
        )

    return fault


take_and_for_or = _reword(" or ", " and ")
take_or_for_and = _reword(" and ", " or ")
drop_every_not = _reword("not ", "")


def ignore_the_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every transition for enabled."""
    monkeypatch.setattr(Guard, "holds", lambda *_: True)
