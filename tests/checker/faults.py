"""Faults that can be seeded in sets, steps, the search and the verdicts, a function each."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from checker.toys import Room
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.symbolic import explore, predicates, reachable
from twinsite.checker.symbolic.assignments import Assignment, Reactions, Steps
from twinsite.checker.symbolic.evaluation import Evaluation
from twinsite.checker.symbolic.predicates import Predicates
from twinsite.checker.symbolic.property import Property
from twinsite.checker.symbolic.reachable import Levels, Relation
from twinsite.checker.symbolic.result import Exploration, Finding
from twinsite.checker.symbolic.traces import Traces
from twinsite.checker.symbolic.variables import OutOfNodesError, Part, States, Variables

Fault = Callable[[pytest.MonkeyPatch], None]
Taken = Iterator[tuple[Assignment, States]]


class Colliding(dict[Any, Any]):
    """A memory that tells what it remembers apart by a part of what it should."""

    def __init__(self, part: Callable[[Any], object]) -> None:
        super().__init__()
        self._part = part

    def __contains__(self, key: object) -> bool:
        return super().__contains__(self._part(key))

    def __getitem__(self, key: object) -> Any:
        return super().__getitem__(self._part(key))

    def __setitem__(self, key: object, value: object) -> None:
        if self._part(key) not in self.keys():
            super().__setitem__(self._part(key), value)


# sets


def let_two_states_share_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the last state of a machine the bits of the first one."""
    whole = Variables._add

    def add(self: Variables, machine: str) -> None:
        whole(self, machine)
        names = self.states[machine]
        self._in[machine, names[-1]] = self._in[machine, names[0]]

    monkeypatch.setattr(Variables, "_add", add)


def let_two_machines_share_their_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a machine the bits of the one before it, if that has as many states."""
    whole = Variables._add

    def add(self: Variables, machine: str) -> None:
        whole(self, machine)
        *_, before, _ = (None, None, *self._bits)
        if before is not None and len(self.states[before]) == len(self.states[machine]):
            for state, other in zip(self.states[machine], self.states[before], strict=True):
                self._in[machine, state] = self._in[before, other]
            self._fields[machine] = self._fields[before]

    monkeypatch.setattr(Variables, "_add", add)


def let_a_moved_machine_be_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out of an image where the machines are that have moved."""
    monkeypatch.setattr(
        Variables,
        "after",
        lambda self, states, guard, moves: self.forget(states & guard, [m for m, _ in moves]),
    )


def leave_a_moved_machine_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find only the steps that move nothing."""
    monkeypatch.setattr(
        Variables,
        "after",
        lambda self, states, guard, moves: states & guard & self.exactly(dict(moves)),
    )


def take_steps_without_their_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the guard out of an image."""
    whole = Variables.after
    monkeypatch.setattr(
        Variables,
        "after",
        lambda self, states, guard, moves: whole(self, states, self.every, moves),
    )


def come_from_where_the_guard_is_false(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the guard out of a preimage."""
    whole = Variables.before
    monkeypatch.setattr(
        Variables,
        "before",
        lambda self, states, guard, moves: whole(self, states, self.every, moves),
    )


def come_from_all_that_the_guard_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out of a preimage where its steps lead."""
    monkeypatch.setattr(Variables, "before", lambda self, states, guard, moves: guard)


def unite_all_but_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave one set out of a union."""
    whole = Variables.union
    monkeypatch.setattr(Variables, "union", lambda self, sets: whole(self, list(sets)[:-1]))


def count_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count one joint state too many."""
    whole = Variables.count
    monkeypatch.setattr(Variables, "count", lambda self, states, *others: whole(self, states) + 1)


def count_what_is_no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count as if there were one bit less."""
    whole = Variables.count
    monkeypatch.setattr(Variables, "count", lambda self, states, *others: whole(self, states) >> 1)


def forget_one_machine_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave one machine in the states that it was in."""
    whole = Variables.forget
    monkeypatch.setattr(
        Variables, "forget", lambda self, states, machines: whole(self, states, list(machines)[1:])
    )


def split_alike_whoever_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember where an answer is given by the question alone."""
    whole = Variables.__init__

    def prepare(self: Variables, *arguments: Any, **named: Any) -> None:
        whole(self, *arguments, **named)
        self._splits = Colliding(lambda key: key[0])

    monkeypatch.setattr(Variables, "__init__", prepare)


# steps


def read_the_state_before_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let guards in the middle of a step not see what has moved already."""
    whole = Steps.choices
    monkeypatch.setattr(
        Steps, "choices", lambda self, number, event, moves=None: whole(self, number, event)
    )


def choose_alike_whoever_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember a choice by the machine and the event alone."""
    whole = Steps.__init__

    def prepare(self: Steps[Room], *arguments: Any) -> None:
        whole(self, *arguments)
        self._outcomes = Colliding(lambda key: key[:2])

    monkeypatch.setattr(Steps, "__init__", prepare)


def turn_the_signals_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the newest signal go first."""
    whole = Steps._go_on
    monkeypatch.setattr(
        Steps,
        "_go_on",
        lambda self, event, middle, states: whole(
            self, event, replace(middle, queue=middle.queue[::-1]), states
        ),
    )


def drop_the_last_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last signal that waits."""
    whole = Steps._go_on
    monkeypatch.setattr(
        Steps,
        "_go_on",
        lambda self, event, middle, states: whole(
            self, event, replace(middle, queue=middle.queue[:-1]), states
        ),
    )


def refuse_what_a_machine_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the steps in which a signal is unhandled."""
    whole = Steps._answer

    def answer(self: Steps[Room], *arguments: Any, refuses: bool = True) -> Taken:
        return whole(self, *arguments, refuses=True)

    monkeypatch.setattr(Steps, "_answer", answer)


def lose_all_ways_but_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the steps of an event in which something else happens than in the first ones."""
    whole = Steps.of
    monkeypatch.setattr(Steps, "of", lambda *arguments: list(whole(*arguments))[:1])


def hear_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget where signals arrive."""
    monkeypatch.setattr(Exploration, "heard", {})


# the search


def forget_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never offer the last event."""
    whole = Relation.__init__

    def prepare(self: Relation, steps: Steps[Room], *known: Any) -> None:
        whole(self, steps, *known)
        self._left.popitem()

    monkeypatch.setattr(Relation, "__init__", prepare)


def stop_after_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every event once, and no more."""
    whole = Relation.grow
    monkeypatch.setattr(Relation, "grow", lambda self: not self.guards and whole(self))


def keep_the_first_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep of the steps in which the same happens those that were found first."""
    whole = Relation.__init__

    def prepare(self: Relation, steps: Steps[Room], *known: Any) -> None:
        whole(self, steps, *known)
        self.guards = Colliding(lambda key: key)

    monkeypatch.setattr(Relation, "__init__", prepare)


def merge_all_parts_but_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a part out of the steps that move the same machines alike."""
    whole = reachable.merged

    def merged(variables: Variables, parts: Any) -> list[Part]:
        return whole(variables, list(parts)[:-1])

    monkeypatch.setattr(reachable, "merged", merged)


def put_every_state_a_level_too_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the states that are one step further away for those of a level."""
    whole = Levels.within
    monkeypatch.setattr(Levels, "within", lambda self, length: whole(self, length + 1))


def put_every_state_a_level_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the states that are one step nearer for those of a level."""
    whole = Levels.within
    monkeypatch.setattr(Levels, "within", lambda self, length: whole(self, max(0, length - 1)))


def call_every_search_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide that a search was cut short."""
    whole = explore._search

    def search(*arguments: Any) -> bool:
        whole(*arguments)
        return True

    monkeypatch.setattr(explore, "_search", search)


# traces


def lead_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the last step of the way to a state."""
    whole = Traces.way
    monkeypatch.setattr(Traces, "way", lambda *arguments: whole(*arguments)[:-1])


def remember_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the way to a state for the way to all that agree with it in their first machine."""
    whole = Traces.__init__

    def prepare(self: Traces[Room], *arguments: Any) -> None:
        whole(self, *arguments)
        ways = Colliding(lambda state: state[0])
        for state, way in self._ways.items():
            ways[state] = way
        self._ways = ways

    monkeypatch.setattr(Traces, "__init__", prepare)


def say_less_when_a_trace_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last signal or command of every step of a trace."""
    whole = System.step

    def step(self: System[Room], state: JointState, event: Event) -> Step:
        taken = whole(self, state, event)
        return replace(taken, log=taken.log[:-1])

    monkeypatch.setattr(System, "step", step)


# the verdicts


def forget_the_properties_of_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no state."""
    monkeypatch.setattr(Evaluation, "of_states", lambda self, prop: self._variables.none)


def forget_the_properties_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no step."""
    monkeypatch.setattr(Evaluation, "of_steps", lambda self, prop: iter(()))


def forget_one_property(name: str) -> Fault:
    """Return the fault that one property of several is never judged."""

    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = explore._deciding
        monkeypatch.setattr(
            explore,
            "_deciding",
            lambda found, prop: [] if prop.name == name else whole(found, prop),
        )

    return fault


def judge_states_that_are_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a property fail in any joint state that there could be."""

    def of_states(self: Evaluation[Room], prop: Property[Room]) -> States:
        assert prop.of_state is not None
        holds = self._predicates.of_state(prop.of_state)
        return holds if prop.is_existential else ~holds

    monkeypatch.setattr(Evaluation, "of_states", of_states)


def judge_the_state_before_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the state before a step for the state after it."""
    whole = Predicates.of_step
    monkeypatch.setattr(Predicates, "of_step", lambda self, prop, moves: whole(self, prop, ()))


def judge_alike_whatever_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a machine out of what a verdict on steps is remembered by."""
    whole = predicates.only
    monkeypatch.setattr(predicates, "only", lambda moves, machines: whole(moves, machines)[:-1])


def judge_all_properties_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember where a predicate holds by the parameter alone."""
    whole = Predicates.__init__

    def prepare(self: Predicates[Room], *arguments: Any) -> None:
        whole(self, *arguments)
        self._of_state = Colliding(lambda key: key[1])

    monkeypatch.setattr(Predicates, "__init__", prepare)


def judge_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a property be about every step."""
    whole = Evaluation.of_steps
    monkeypatch.setattr(
        Evaluation,
        "of_steps",
        lambda self, prop: whole(self, replace(prop, when=lambda _: True)),
    )


def take_the_steps_of_another_property(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember where steps begin by how many of them are meant."""
    whole = Evaluation.__init__

    def prepare(self: Evaluation[Room], system: System[Room], relation: Relation) -> None:
        whole(self, system, relation)
        self._meant = Colliding(len)

    monkeypatch.setattr(Evaluation, "__init__", prepare)


def swap_the_verdicts_of_what_can_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a witness for a counterexample."""
    monkeypatch.setattr(Property, "is_existential", property(lambda self: False))


def prove_what_was_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the verdict of a whole search after one that was cut short."""
    whole = explore._finding

    def finding(found: Exploration[Room], prop: Property[Room], **how: bool) -> Finding[Room]:
        found.complete, complete = True, found.complete
        told = whole(found, prop, **how)
        found.complete = complete
        return told

    monkeypatch.setattr(explore, "_finding", finding)


def judge_steps_that_are_not_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find a property decided by every step that moves as a decisive one does."""
    whole = Evaluation.of_steps

    def of_steps(self: Evaluation[Room], prop: Property[Room]) -> Any:
        if not list(whole(self, prop)):
            return
        for occurrence, parts in self._by_occurrence.items():
            for _, before in parts:
                yield occurrence.event, before

    monkeypatch.setattr(Evaluation, "of_steps", of_steps)


def show_the_first_way_that_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show a trace to the first of the states that decide a property, however far that is."""
    whole = explore._shortest
    monkeypatch.setattr(explore, "_shortest", lambda found, hits: whole(found, hits[:1]))


# what a changed system shares


def share_what_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the answers of the original for those of every machine of a changed system."""
    whole = Reactions.__init__

    def prepare(
        self: Reactions[Room], system: System[Room], like: Reactions[Room] | None = None
    ) -> None:
        whole(self, system)
        if like is not None:
            self.trees = like.trees

    monkeypatch.setattr(Reactions, "__init__", prepare)


def share_what_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a changed system begin where the original does."""
    whole = Relation.__init__

    def prepare(self: Relation, steps: Steps[Room], *known: Any) -> None:
        whole(self, steps, *known)
        first = vars(steps.variables).setdefault("first", self.reached)
        self.initial = self.reached = first

    monkeypatch.setattr(Relation, "__init__", prepare)


def take_changed_steps_as_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every step of a system that is like another one as that one takes it."""
    monkeypatch.setattr(explore, "_ways", lambda *_: ())


def forget_the_known_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write no step down that another system takes alike."""
    monkeypatch.setattr(Relation, "settle", lambda _: None)


# no room


def prove_what_there_was_no_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take it that nothing decides a property for which there are not enough nodes."""
    whole = explore._deciding

    def deciding(found: Exploration[Room], prop: Property[Room]) -> explore.Hits:
        try:
            return whole(found, prop)
        except OutOfNodesError:
            return []

    monkeypatch.setattr(explore, "_deciding", deciding)


def hide_that_there_was_no_room_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell of what was seen as if it were all."""
    monkeypatch.setattr(
        Exploration,
        "complete",
        property(lambda self: True, lambda self, value: None),
        raising=False,
    )


def break_down_for_want_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a search break down when there are not enough nodes."""
    monkeypatch.setattr(explore, "OutOfNodesError", ())


def lose_steps_for_want_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget steps for which there was no room, and remember where they lead."""
    whole = Relation.grow

    def grow(self: Relation) -> bool:
        try:
            return whole(self)
        except OutOfNodesError:
            if self.guards:
                self.guards.popitem()
            raise

    monkeypatch.setattr(Relation, "grow", grow)
