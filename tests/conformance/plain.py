"""Every step of a part of the desktop, one joint state at a time."""

from functools import cache

from twinsite.checker.semantics.system import JointState, Step, System
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile

PROFILES = ("stat/bc/pair", "stat/bc/cluster-1", "start-up/bc/nodes-1", "no-bc/no-phone")
"""Small ones; voice has the calls, the windows and what only the properties remember."""


@cache
def system_of(profile: str) -> System[Facts]:
    return desktop(Profile.parse(profile))


@cache
def steps_of(profile: str) -> tuple[dict[JointState, int], tuple[Step, ...]]:
    """Return how far away each state is, and every step from one."""
    system = system_of(profile)
    far = {system.initial: 0}
    steps = []
    for state in (queue := [system.initial]):
        for step in system.steps(state):
            steps.append(step)
            if step.after not in far:
                far[step.after] = far[state] + 1
                queue.append(step.after)
    return far, tuple(steps)
