"""Faults that can be seeded in what machines answer, and in their guards, a function each."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from checker.faults import Fault
from checker.toys import Room
from twinsite.checker.semantics.decision_tree import Branch, Tree
from twinsite.checker.semantics.declaration import Guard
from twinsite.checker.semantics.system import System
from twinsite.checker.symbolic import assignments
from twinsite.checker.symbolic.assignments import Reactions


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


class _Selfish(_Wrong):
    """A system whose machines all see with the eyes of the last one."""

    def view_through(self, read: Callable[[str], str | None], parameter: str = "") -> Room:
        """See wrongly."""
        return super().view_through(read, self.instances[-1].parameter)


def _ask(wrong: type[_Wrong]) -> Fault:
    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = assignments.answers_of
        monkeypatch.setattr(
            assignments,
            "answers_of",
            lambda system, number, event: whole(wrong(system), number, event),
        )

    return fault


take_the_next_transition = _ask(_NextTransition)
take_the_opposite = _ask(_Inverted)
see_with_the_eyes_of_the_last = _ask(_Selfish)


def overlook_what_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take it that a guard reads its own machine only."""
    whole = Reactions.__init__

    def prepare(self: Reactions[Room], system: System[Room], *like: Reactions[Room]) -> None:
        whole(self, system, *like)
        names = [instance.name for instance in system.instances]
        self.reads = {key: frozenset((names[key[0]],)) for key in self.reads}

    monkeypatch.setattr(Reactions, "__init__", prepare)


def lose_the_last_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what is answered in the last states of the machine that is read first."""
    whole = assignments.decision

    def decision(function: Callable[..., object], states: Mapping[str, tuple[str, ...]]) -> Tree:
        tree = whole(function, states)  # type: ignore[arg-type]
        return replace(tree, groups=tree.groups[:-1]) if isinstance(tree, Branch) else tree

    monkeypatch.setattr(assignments, "decision", decision)


# the guards, in the sets and in the step alike


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
