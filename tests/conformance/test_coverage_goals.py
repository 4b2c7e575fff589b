"""Goals, and the ways to them, are those that plain Python finds step by step."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, reduce
from itertools import islice, pairwise

import pytest

from conformance.plain import PROFILES, steps_of, system_of
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.conformance.coverage_goals import BESIDE, Goal, Survey
from twinsite.conformance.vocabulary import HISTORY, UNSEEN, WORLD
from twinsite.model.predicates import Facts

*SMALL, VOICE = PROFILES
MOST = [*SMALL, pytest.param(VOICE, marks=pytest.mark.by_hand)]
"""Voice has by far the most goals."""
Question = tuple[int, str]
"""A machine, by its position, and what it is offered."""


@cache
def survey_of(profile: str) -> Survey:
    return Survey(system_of(profile))


Outcome = tuple[str, str]
"""The state after an answer, and its effects where others lead to the same state."""


def answer(
    system: System[Facts], question: Question, state: JointState
) -> tuple[Outcome, set[int]]:
    """Return what a machine answers, and which machines it has asked."""
    number, event = question
    instance = system.instances[number]
    asked = {number}

    def read(name: str) -> str | None:
        if name not in system.index:
            return None
        asked.add(system.index[name])
        return state[system.index[name]]

    view = system.view_through(read, instance.parameter)
    choice = system.choose(number, event, state[number], view)
    if choice is None:
        return ("ignored", ""), asked
    taken = instance.machine.transitions[choice]
    ways = (t for _, t in instance.machine.choices(event, state[number]))
    alike = {way.effects for way in ways if way.target == taken.target}
    return (taken.target, ", ".join(taken.effects) if len(alike) > 1 else ""), asked


def goals_of(profile: str) -> dict[Step, set[Goal]]:
    """Return the goals that each step covers, as they are defined."""
    system, (_, steps) = system_of(profile), steps_of(profile)
    offers = [
        (step, (number, event), seen)
        for step in steps
        for number, event, seen in system.reactions(step)
        if system.instances[number].name not in WORLD | HISTORY
    ]
    reads: dict[Question, set[int]] = defaultdict(set)
    for _, question, seen in offers:
        reads[question] |= answer(system, question, seen)[1]
    cases: dict[tuple[Question, frozenset[tuple[int, str]]], Outcome] = {}
    outcomes = defaultdict(set)
    for _, question, seen in offers:
        case = frozenset((machine, seen[machine]) for machine in reads[question])
        cases[question, case] = outcome = answer(system, question, seen)[0]
        for pair in case:
            outcomes[question, pair[0], case - {pair}].add(outcome)
    covered: dict[Step, set[Goal]] = defaultdict(set)
    for step, question, seen in offers:
        case = frozenset((machine, seen[machine]) for machine in reads[question])
        name, event = system.instances[question[0]].name, question[1]
        mine = (name, event, seen[question[0]], *cases[question, case])
        covered[step].add(Goal(*mine))
        if event != step.event.name:
            covered[step].add(Goal(*mine, after=str(step.event)))
        covered[step] |= {
            Goal(*mine, because=system.instances[machine].name, value=value)
            for machine, value in case
            if machine != question[0]
            and len(outcomes[question, machine, case - {(machine, value)}]) > 1
        }
    for step in steps:
        covered[step] |= set(crossed(system, step))
    return covered


def crossed(system: System[Facts], step: Step) -> Iterator[Goal]:
    """Yield a goal for the state of every other machine of the desktop before a step."""
    if step.event.machine in WORLD or step.event.name in UNSEEN:
        return
    for instance, state in zip(system.instances, step.before, strict=True):
        if instance.name not in WORLD | HISTORY | {step.event.machine}:
            yield Goal(instance.name, str(step.event), state, BESIDE)


@pytest.mark.parametrize("profile", MOST)
def test_each_step_covers_what_it_covers_by_definition(profile: str) -> None:
    survey, expected = survey_of(profile), goals_of(profile)
    _, steps = steps_of(profile)
    assert all(expected.get(step, set()) == set(survey.covered(step)) for step in steps)


@pytest.mark.parametrize("profile", MOST)
def test_the_goals_are_all_that_some_step_covers(profile: str) -> None:
    goals = reduce(set.union, goals_of(profile).values(), set[Goal]())
    assert sorted(goals) == list(survey_of(profile).goals)


@pytest.mark.parametrize("profile", MOST)
def test_the_first_way_to_a_goal_is_a_shortest_one(profile: str) -> None:
    survey = survey_of(profile)
    far, _ = steps_of(profile)
    nearest: dict[Goal, int] = {}
    for step, goals in goals_of(profile).items():
        for goal in goals:
            nearest[goal] = min(nearest.get(goal, len(far)), far[step.before] + 1)
    assert nearest == {goal: len(next(survey.ways(goal))) for goal in survey.goals}


def last_step(system: System[Facts], way: tuple[Event, ...]) -> Step:
    state = system.initial
    for event in way[:-1]:
        state = system.step(state, event).after
    return system.step(state, way[-1])


@pytest.mark.parametrize("profile", MOST)
def test_every_way_ends_with_a_step_that_covers_the_goal(profile: str) -> None:
    """Ways lead to different places, and none is farther than the next."""
    survey = survey_of(profile)
    for goal in survey.goals:
        ways = list(islice(survey.ways(goal), 30))
        ends = [last_step(survey.system, way) for way in ways]
        assert all(goal in survey.covered(step) for step in ends), str(goal)
        assert len({(step.before, step.event) for step in ends}) == len(ways)
        assert all(len(one) <= len(other) for one, other in pairwise(ways))
