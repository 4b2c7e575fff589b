"""Findings about guards: what is asked of one event in one state, over all systems."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twinsite.checker.lint.evidence import Evidence, Group, Truths
from twinsite.checker.lint.finding import Finding, Flaw
from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl


@dataclass(frozen=True, slots=True)
class Choice:
    """The transitions of one event in one state, and what was seen of their guards."""

    machine: str
    """The chart's name."""
    transitions: tuple[TransitionDecl, ...]
    """The transitions, first choice first."""
    seen: tuple[tuple[str, Truths], ...]
    """The guards that were true together, each time with the name of the system."""

    @classmethod
    def of(cls, machine: MachineDecl, group: Group, evidences: Sequence[Evidence]) -> "Choice":
        """Collect what was seen of a group in all systems."""
        transitions = tuple(t for _, t in machine.choices(group.event, group.source))
        seen = tuple((e.system, t) for e in evidences for t in sorted(e.asked.get(group, ())))
        return cls(machine.name, transitions, seen)

    def finding(
        self, flaw: Flaw, number: int, sentence: str, shows: Callable[[Truths], bool]
    ) -> Finding:
        """Return a finding about one of the transitions."""
        systems = dict.fromkeys(system for system, truths in self.seen if shows(truths))
        return Finding(flaw, self.machine, str(self.transitions[number]), sentence, tuple(systems))


def taken(truths: Truths) -> int | None:
    """Return the number of the transition that is taken, or None."""
    return truths.index(True) if any(truths) else None


def about_guards(choice: Choice) -> Iterator[Finding]:
    """Yield the findings about the guards of one event in one state that arrives there."""
    closed: set[int] = set()  # what is told of these makes an overlap nothing new
    for number, transition in enumerate(choice.transitions):
        finding = _about_one(choice, number, transition)
        if finding is not None:
            closed.add(number)
            yield finding
    for one, other in combinations(range(len(choice.transitions)), 2):
        if other not in closed:
            yield from _about_two(choice, one, other)


def _about_one(choice: Choice, number: int, transition: TransitionDecl) -> Finding | None:
    seen = [truths for _, truths in choice.seen]
    guard = transition.guard.text
    if not any(truths[number] for truths in seen):
        sentence = f"The guard is false in every reachable situation in which {transition.event}"
        return choice.finding(
            Flaw.CONTRADICTORY_GUARD, number, f"{sentence} arrives.", lambda _: True
        )
    if not any(taken(truths) == number for truths in seen):
        return choice.finding(
            Flaw.SHADOWED_TRANSITION,
            number,
            "An earlier transition is taken in every reachable situation in which this one could"
            " be.",
            lambda truths: truths[number],
        )
    if guard and all(truths[number] for truths in seen if not any(truths[:number])):
        return choice.finding(
            Flaw.REDUNDANT_GUARD,
            number,
            f"{guard!r} is true in every reachable situation in which it is asked.",
            lambda truths: not any(truths[:number]),
        )
    return None


def _about_two(choice: Choice, one: int, other: int) -> Iterator[Finding]:
    first, second = choice.transitions[one], choice.transitions[other]
    if not (first.guard.text and second.guard.text):
        return
    if (first.target, first.effects) == (second.target, second.effects):
        return
    if any(truths[one] and truths[other] for _, truths in choice.seen):
        yield choice.finding(
            Flaw.OVERLAPPING_GUARDS,
            other,
            f"{first.guard.text!r} of an earlier transition to {first.target} is true as well, so"
            " the order of the two decides.",
            lambda truths: truths[one] and truths[other],
        )
