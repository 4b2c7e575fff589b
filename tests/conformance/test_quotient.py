"""What a desktop has of the steps is what plain Python projects, step by step."""

from collections import Counter
from random import Random

import pytest

from conformance.plain import PROFILES, steps_of, system_of
from twinsite.checker.semantics.system import JointState, System
from twinsite.conformance.quotient import Quotient
from twinsite.conformance.vocabulary import HISTORY, WORLD, seen
from twinsite.model.predicates import Facts

VOICE = "bc/no-phone"
"""One in which a call can be left behind, and windows are open in more than one way."""


def project(system: System[Facts], state: JointState) -> JointState:
    """Put each machine into the first state that is the same to a desktop."""
    return tuple(
        next(
            each
            for each in instance.machine.states
            if instance.name in WORLD | HISTORY
            or seen(instance.name, each) == seen(instance.name, part)
        )
        for instance, part in zip(system.instances, state, strict=True)
    )


@pytest.mark.parametrize("profile", PROFILES)
def test_the_steps_are_those_of_the_joint_states(profile: str) -> None:
    system, (far, steps) = system_of(profile), steps_of(profile)
    quotient = Quotient(system)
    shown = {state: project(system, state) for state in far}
    expected = {(shown[step.before], step.event, step.log, shown[step.after]) for step in steps}
    found = Counter(
        (before, event, log, after)
        for before, edges in quotient.edges.items()
        for event, log, after in edges
    )
    assert (quotient.states, quotient.steps) == (len(far), len(steps))
    assert quotient.edges.keys() == set(shown.values())
    assert found == Counter(expected)
    assert quotient.initial == shown[system.initial]


def test_the_steps_of_a_desktop_that_moves_are_among_them() -> None:
    """Its joint states are too many for plain Python; some thousand of them are walked through."""
    system, draw = system_of(VOICE), Random(0)  # noqa: S311
    edges = {before: set(each) for before, each in Quotient(system).edges.items()}
    state = system.initial
    for number in range(4_000):
        steps = list(system.steps(state))
        for step in steps:
            shown = (step.event, step.log, project(system, step.after))
            assert shown in edges[project(system, state)], (number, step.event)
        state = draw.choice(steps).after


def test_voice_has_fewer_projections_than_states() -> None:
    """The world, what was left behind, and the number of windows are not a desktop's."""
    quotient = Quotient(system_of(VOICE))
    assert (quotient.states, quotient.steps, len(quotient.edges)) == (189_032, 2_223_204, 306)
    for machine, names in (
        ("call", {"none", "live", "uncontrolled"}),
        ("windows", {"none", "open"}),
    ):
        place = quotient.system.index[machine]
        assert names == {seen(machine, state[place]) for state in quotient.edges}, machine
        assert len(names) == len({state[place] for state in quotient.edges})
