"""Whether the first explorer and the second one say the same."""

from collections.abc import Sequence
from typing import TypeVar

from checker.memo import Memo
from checker.second import Remember, Second
from twinsite.checker.semantics.system import Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Occurrence, Property, Sort, Verdict
from twinsite.checker.symbolic.result import Exploration, Finding

V = TypeVar("V", bound=View)


def differences(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    like: System[V] | None = None,
    remember: Remember = Memo,
) -> list[str]:
    """Return in what the first explorer and the second one differ.

    Args:
        system: What both explore.
        properties: What both decide.
        like: The same machines, some of them declared otherwise; the first explorer has explored
            them before, and uses what it knows.
        remember: How the second explorer remembers.
    """
    happened: set[Occurrence] = set()

    def note(occurrence: Occurrence) -> bool:
        happened.add(occurrence)
        return False

    spy: Property[V] = Property("spy", "TOY-99", "Never.", Sort.REACHABLE_STEP, when=note)
    known = None if like is None else explore(like, properties)
    first = explore(system, [*properties, spy], like=known)
    second = Second(system, properties, remember=remember)
    levels = [list(first.variables.each(level)) for level in first.levels]
    depths = {state: depth for depth, level in enumerate(levels) for state in level}
    numbers = {i.name: i.machine.transitions for i in system.instances}
    taken = {(name, numbers[name][number]) for name, number in first.coverage.transitions}
    states = {(i.name, s[n]) for s in second.depths for n, i in enumerate(system.instances)}
    findings = [finding for finding in first.findings if finding.property is not spy]
    verdicts = {finding.property.name: verdict_of(finding) for finding in findings}
    strays = [
        step for f in findings for n, step in enumerate(f.trace or ()) if stray(second, n, step)
    ]
    pairs: dict[str, tuple[object, object]] = {
        "complete": (first.complete, True),
        "states": (depths.keys(), second.depths.keys()),
        "number of states": (first.states, len(second.depths)),
        "states twice": (len(depths), sum(map(len, levels))),
        "steps": (first.steps, second.steps),
        "depth": (first.depth, second.depth),
        "levels": (depths, second.depths),
        "states covered": (first.coverage.states, states),
        "transitions covered": (taken, second.taken),
        "signals unhandled": (first.coverage.unhandled, second.unhandled),
        "signals and commands": (happened, second.happened.keys()),
        "verdicts": (verdicts, {prop.name: second.verdict(prop) for prop in properties}),
        "runs": (strays, []),
    }
    return [name for name, (actual, expected) in pairs.items() if actual != expected]


def verdict_of(finding: Finding[V]) -> tuple[Verdict, int | None]:
    """Return the verdict of a finding with the length of its trace."""
    return finding.verdict, None if finding.trace is None else len(finding.trace)


def stray(second: Second[V], number: int, step: Step) -> bool:
    """Return whether the second explorer knows nothing of a step that a trace shows.

    Args:
        second: The second explorer.
        number: How many steps of the trace come before.
        step: The step.
    """
    return (
        second.depths.get(step.before) != number
        or step.after not in second.depths
        or Occurrence.of(second.system, step) not in second.happened
    )


def overclaims(search: Exploration[V], second: Second[V]) -> list[str]:
    """Return what a search claims to know, and cannot know or has wrong.

    A trace of a search that was cut short may be longer than need be.
    """
    depth, coverage = search.depth, search.coverage
    whole = (search.states, search.steps) == (len(second.depths), second.steps)
    found = ["complete"] if search.complete and not whole else []
    if search.complete and (depth, coverage.unhandled) != (second.depth, second.unhandled):
        found.append("looked at")
    for finding in search.findings:
        prop = finding.property
        if finding.verdict is Verdict.UNDETERMINED:
            continue
        if finding.trace is None and not whole:
            found.append(f"{prop.name}, without a trace")
        (actual, length), (expected, least) = verdict_of(finding), second.verdict(prop)
        if actual != expected or (length != least if whole else (length or 0) < (least or 0)):
            found.append(prop.name)
    return found
