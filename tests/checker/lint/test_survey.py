"""What a survey gathers is what plain Python sees, one situation at a time."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.lint.houses import SEEDED_FAULTS
from checker.lint.plain_evidence import Plain
from checker.symbolic.test_any_system import CELL_STATES, CELLS, Cells, systems
from twinsite.checker.lint.survey import survey
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, Guard, MachineDecl, TransitionDecl
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.symbolic.property import Property, Restriction, Sort

Tree = bool | tuple[int, str, tuple["Tree", ...]]
"""A function of two joint states: an answer, or which machine is read in which, and what follows
from each of its states."""

TREES: st.SearchStrategy[Tree] = st.recursive(
    st.booleans(),
    lambda inner: st.tuples(
        st.sampled_from((0, 1)), st.sampled_from(CELLS), st.tuples(inner, inner, inner)
    ),
    max_leaves=12,
)


def decided(tree: Tree, *views: Cells) -> bool:
    """Return what a function answers; of states, that before a step is that after it."""
    while not isinstance(tree, bool):
        which, machine, follows = tree
        state = views[which % len(views)].state_of(machine)
        assert state is not None
        tree = follows[CELL_STATES.index(state)]
    return tree


def about_steps(tree: Tree, command: str = "") -> Property[Cells]:
    """Return a property of the steps that command something, or of all."""
    return Property(
        "steps",
        "TOY-15",
        "A property.",
        Sort.TRANSITION_INVARIANT,
        when=lambda occurrence: not command or occurrence.has(command),
        of_step=lambda *views: decided(tree, *views),
    )


def about_traces(goal: Tree, premise: Tree, allowed: Tree) -> Property[Cells]:
    """Return a property of fair traces, under a restriction."""
    return Property(
        "traces",
        "TOY-15",
        "A property.",
        Sort.LEADS_TO,
        of_state=lambda view: decided(goal, view),
        premise=lambda view: decided(premise, view) and view.m1_s1,  # type: ignore[attr-defined]
        given=Restriction(
            "r", "r", lambda event, v: event.name == "e0" or v.peer_is_in_s1 or decided(allowed, v)
        ),
    )


PROPERTIES = st.lists(
    st.one_of(
        st.builds(about_steps, TREES, st.sampled_from(("", "c0", "never"))),
        st.builds(about_traces, TREES, TREES, TREES),
    ),
    max_size=2,
)


def dials() -> System[Cells]:
    """Return three dials that are set to any state, wherever they stand; two are alike."""
    set_to = [f"e{number}" for number in range(3)]
    events = [EventDecl(event, Kind.STIMULUS, "", "TOY-20", "event", "") for event in set_to]
    transitions = [
        TransitionDecl(event, source, target, Guard(""), ())
        for event, target in zip(set_to, CELL_STATES, strict=True)
        for source in CELL_STATES
    ]
    dial = MachineDecl("Dial", "Where?", CELL_STATES, "s0", tuple(events), tuple(transitions), ())
    charts = (dial, dial, replace(dial, name="Other"))
    instances = [Instance(name, dial, "m0") for name, dial in zip(CELLS, charts, strict=True)]
    return System("dials", instances, view=Cells, commands=frozenset())


@pytest.mark.parametrize("what", SEEDED_FAULTS)
def test_a_survey_of_a_house_gathers_what_plain_python_sees(what: str) -> None:
    toy, _ = SEEDED_FAULTS[what]
    found = survey(toy.system, toy.rules, orders=False)
    assert found == Plain(toy.system, toy.rules).evidence


@settings(deadline=None)
@given(systems(), PROPERTIES)
def test_a_survey_of_any_system_gathers_what_plain_python_sees(
    system: System[Cells], properties: list[Property[Cells]]
) -> None:
    found = survey(system, properties, orders=False)
    assert found == Plain(system, properties).evidence


@settings(deadline=None)
@given(TREES)
def test_states_that_only_a_rule_tells_apart_are_told_apart_as_plain_python_does(
    tree: Tree,
) -> None:
    found = survey(dials(), [about_steps(tree)])
    assert found == Plain(dials(), [about_steps(tree)]).evidence


@settings(deadline=None)
@given(systems())
def test_an_order_decides_where_plain_python_says_so(system: System[Cells]) -> None:
    """The example is one of the nearest."""
    found, plain = survey(system), Plain(system)
    orders = plain.orders()
    assert found.orders.keys() == orders.keys()
    for pair, order in found.orders.items():
        assert order.moves_on == any(shown.moves_on for _, shown in orders[pair])
        least = min(distance for distance, _ in orders[pair])
        nearest = [shown for distance, shown in orders[pair] if distance == least]
        assert any(replace(shown, moves_on=order.moves_on) == order for shown in nearest)
