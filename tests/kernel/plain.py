"""A second explorer, written for clarity only: plain Python, a set and a queue."""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from twinsite.kernel.declaration import TransitionDecl
from twinsite.kernel.exploration import Finding
from twinsite.kernel.explore import explore
from twinsite.kernel.property import Occurrence, Property, Sort, Verdict
from twinsite.kernel.system import JointState, Log, Offer, System
from twinsite.kernel.view import View
from twinsite.profile import Phone, Profile

V = TypeVar("V", bound=View)


class Noting(System[V]):
    """A system that writes down which signal found no transition in which machine and state."""

    def __init__(self, system: System[V]) -> None:
        vars(self).update(vars(system))
        self.unhandled: set[tuple[str, str, str]] = set()

    def choose(self, number: int, event: str, source: str, view: V) -> int | None:
        """Choose as every system does, and note where a signal was in vain."""
        choice = super().choose(number, event, source, view)
        if choice is None and event in self.listeners:
            self.unhandled.add((self.instances[number].name, event, source))
        return choice


class Plain(Generic[V]):
    """A breadth-first search, one state and one step at a time."""

    def __init__(self, system: System[V], properties: Iterable[Property[V]] = ()) -> None:
        self.system = Noting(system)
        self.properties = tuple(properties)
        self.depths: dict[JointState, int] = {system.initial: 0}
        """Every reachable state, with the number of steps that it takes to get there."""
        self.steps = 0
        self.taken: set[tuple[str, TransitionDecl]] = set()
        self.happened: set[tuple[Offer, Log]] = set()
        self.decided: dict[str, int] = {}
        """The length of a shortest run that decides a property, by its name."""
        self._search()

    def _search(self) -> None:
        waiting = deque([self.system.initial])
        while waiting:
            state = waiting.popleft()
            view = self.system.view(state)
            for claim in self.properties:
                if claim.of_state and claim.of_state(view) == claim.is_existential:
                    self.decided.setdefault(claim.name, self.depths[state])
            for step in self.system.steps(state):
                self.steps += 1
                self.taken.update((move.machine, move.transition) for move in step.moves)
                self.happened.add((step.offer, step.log))
                after = self.system.view(step.after)
                for claim in self.properties:
                    if not claim.is_about_steps or claim.name in self.decided:
                        continue
                    if not claim.when(Occurrence(step.offer, step.log)):
                        continue
                    holds = claim.of_step is None or claim.of_step(view, after)
                    if holds == claim.is_existential:
                        self.decided[claim.name] = self.depths[state] + 1
                if step.after not in self.depths:
                    self.depths[step.after] = self.depths[state] + 1
                    waiting.append(step.after)

    def verdict(self, claim: Property[V]) -> tuple[Verdict, int | None]:
        """Return the verdict with the length of the run that decides it."""
        length = self.decided.get(claim.name)
        proved = (length is not None) == claim.is_existential
        return (Verdict.PROVED if proved else Verdict.REFUTED), length


def differences(system: System[V], properties: Sequence[Property[V]] = ()) -> list[str]:
    """Return in what the explorer and the plain one differ."""
    happened: set[tuple[Offer, Log]] = set()

    def note(occurrence: Occurrence) -> bool:
        happened.add((occurrence.offer, occurrence.log))
        return False

    spy: Property[V] = Property("spy", "TOY-99", "Never.", Sort.SOMETIMES_STEP, when=note)
    fast = explore(system, [*properties, spy])
    plain = Plain(system, properties)
    found = list(fast)
    levels = [{fast.layout.unpack(int(packed)) for packed in level} for level in fast.levels]
    depths = [{s for s, d in plain.depths.items() if d == n} for n in range(len(levels))]
    numbers = {i.name: i.machine.transitions for i in system.instances}
    fast_taken = {(name, numbers[name][number]) for name, number in fast.coverage.transitions}
    states = {(i.name, s[n]) for s in plain.depths for n, i in enumerate(system.instances)}
    verdicts = {f.property.name: verdict_of(f) for f in fast.findings if f.property is not spy}
    pairs: dict[str, tuple[object, object]] = {
        "complete": (fast.complete, True),
        "states": (set(found), set(plain.depths)),
        "number of states": (fast.states, len(plain.depths)),
        "states twice": (len(found), len(set(found))),
        "steps": (fast.steps, plain.steps),
        "depth": (fast.depth, max(plain.depths.values())),
        "levels": (levels, depths),
        "states covered": (fast.coverage.states, states),
        "transitions covered": (fast_taken, plain.taken),
        "signals unhandled": (fast.coverage.unhandled, plain.system.unhandled),
        "signals and commands": (happened, plain.happened),
        "verdicts": (verdicts, {claim.name: plain.verdict(claim) for claim in properties}),
    }
    return [name for name, (actual, expected) in pairs.items() if actual != expected]


def verdict_of(finding: Finding[V]) -> tuple[Verdict, int | None]:
    """Return the verdict of a finding with the length of its run."""
    return finding.verdict, None if finding.run is None else len(finding.run)


SMALL = {
    "without business continuity": Profile(business_continuity=False, phone=Phone.NONE),
    "hard phone": Profile(business_continuity=False, phone=Phone.HARD_PHONE),
    "another reading": Profile(business_continuity=False, phone=Phone.NONE).with_readings(
        {"A38": "accepted"}
    ),
}
