"""What a client behaves like that differs: a discarded interpretation, an older release, a mutant.

Each is a specification of its own.  It is taken through the session with the client; where it
says at every action what the client did, and not what the specification says at the last one, the
client behaves like it, as far as this session tells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from twinsite.analyses.mutation.trial import every_mutant, exchanged, mutated
from twinsite.analyses.traces import holds_after
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.checker.mutation.mutants import Operator
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Step, System
from twinsite.checker.semantics.timed import TimedRun
from twinsite.checker.symbolic.property import Sort
from twinsite.conformance.killers import killers, named
from twinsite.conformance.mistakes import mistakes, with_lengths
from twinsite.conformance.oracle import Action, Happens
from twinsite.conformance.session import Divergence
from twinsite.conformance.vocabulary import HISTORY, WORLD, Command, Vocabulary
from twinsite.model.composition import desktop
from twinsite.model.predicates import DECLARED, MACHINES, Facts
from twinsite.model.profile import DOCUMENTED_RELEASE, LAST_CHANGES, Part, Profile, Release
from twinsite.model.profile_difference import aspects
from twinsite.properties import properties_of
from twinsite.properties.decorators import DesktopProperty


@dataclass(frozen=True, slots=True)
class Like:
    """Something that a client behaves like."""

    name: str
    """Such as ``A14=immediate``, ``8.5.105.11`` or the id of a mutant."""
    words: str
    """What that is, as a sentence; empty of a mutant, of which its id says it all."""
    rank: int
    """How likely a developer writes it; less is likelier."""
    about: tuple[str, ...]
    """The requirements that the transition, the interpretation or the option stands for."""
    broken: tuple[DesktopProperty, ...]
    """The properties that it breaks in this session."""
    elsewhere: tuple[DesktopProperty, ...]
    """Properties that it breaks in other sessions, that with the shortest trace first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    words: str
    rank: int
    profile: Profile
    machines: Mapping[str, MachineDecl]
    about: tuple[str, ...] = ()
    breaks: Callable[[], Iterable[DesktopProperty]] = tuple


_LIKELY: Final = (
    Operator.GUARD_DROPPED,
    Operator.ATOM_FLIPPED,
    Operator.EFFECT_REMOVED,
    Operator.TRANSITION_REMOVED,
    Operator.LENGTH_EXCHANGED,
    Operator.DEADLINE_REMOVED,
    Operator.RESTART_CHANGED,
    Operator.RESTART_ADDED,
    Operator.EFFECT_DOUBLED,
    Operator.EFFECTS_SWAPPED,
    Operator.CHOICES_SWAPPED,
    Operator.TARGET_CHANGED,
    Operator.GUARD_NEGATED,
    Operator.START_CHANGED,
)
"""The operators, that which a developer's mistake is likest first."""
_OF_RELEASES: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.VOICE: ("REST-02",),
    Part.STAT: ("CLUS-07",),
    Part.CONFIG: ("CLUS-07",),
    Part.START_UP: ("START-10",),
}
"""The requirement that tells releases apart, of each part."""
_OF_MISTAKES: Final = 7
"""The rank of what is no mutant."""
_MOST_HOPS: Final = 40
"""Between two events so many deadlines elapse one after another, at most."""
_LAST_STEPS: Final = 3
"""What is asked in so many steps, at most, may show at the last action."""


def likenesses(divergence: Divergence, others: Sequence[Divergence] = ()) -> tuple[Like, ...]:
    """Return everything that a client behaves like in a session, the likeliest first.

    Args:
        divergence: The session, at best a short one: the longer it is, the longer this takes.
        others: Other sessions of the client, with or without a divergence at their end; what is
            like it in more of them is likelier.
    """
    if divergence.heard is None or divergence.failure is not None:
        return ()
    found: list[tuple[int, Like]] = []
    for candidate in _candidates(divergence):
        try:
            system = desktop(candidate.profile, candidate.machines)
            steps = _taken(system, divergence)
            unlike = 0 if steps is None else sum(_taken(system, o) is None for o in others)
        except (DeclarationError, RecursionError):
            continue  # a mutant may be none that can be taken at all
        if steps is not None:
            broken = tuple(_broken(system, candidate.profile, *steps))
            like = Like(
                candidate.name,
                candidate.words,
                candidate.rank,
                candidate.about,
                broken,
                tuple(p for p in candidate.breaks() if p not in broken),
            )
            found.append((unlike, like))
    least = min((unlike for unlike, _ in found), default=0)
    nearest = [like for unlike, like in found if unlike == least]
    return tuple(sorted(nearest, key=lambda like: (like.rank, not like.broken)))


def _candidates(divergence: Divergence) -> Iterator[_Candidate]:
    profile = divergence.profile
    for interpretation in INTERPRETATIONS.values():
        if interpretation.is_switch and not interpretation.acts_in_deployments:
            for choice in interpretation.choice_names:
                if choice != profile.interpretation(interpretation.id):
                    other = profile.with_interpretations({interpretation.id: choice})
                    breaks = interpretation.choice(choice).breaks
                    yield _of_profile(profile, other, _citing(interpretation.id), breaks)
    *first, last = LAST_CHANGES[profile.part].parts
    other_release = Release((*first, last - 1)) if profile.is_of_today else DOCUMENTED_RELEASE
    other = replace(profile, release=other_release)
    yield _of_profile(profile, other, _OF_RELEASES[profile.part])
    for requirement, other in _with_an_option_changed(profile):
        yield _of_profile(profile, other, (requirement,))
    asked = _asked(divergence)
    for mutant in every_mutant():
        if (mutant.machine, mutant.event) in asked:
            event = mutant.changed.event(mutant.event) if mutant.event else None
            yield _Candidate(
                mutant.id,
                "",
                1 + _LIKELY.index(mutant.operator),
                profile,
                mutated(mutant),
                () if event is None else (event.requirement,),
                partial(killers, mutant.id),
            )
    for name, places in _last_asked(divergence).items():
        for mistake in mistakes(DECLARED[name], places):
            yield _Candidate(
                mistake.name,
                mistake.words,
                _OF_MISTAKES,
                profile,
                exchanged(mistake.changed),
                mistake.about,
            )


def _last_asked(divergence: Divergence) -> dict[str, list[tuple[str, str]]]:
    """Return by machine what it is asked at the last action, and in which state."""
    system = desktop(divergence.profile)
    before = divergence.answers[-1].run.state if divergence.answers else system.initial
    ours = {n: i for n, i in enumerate(system.instances) if i.name not in WORLD | HISTORY}
    found: dict[str, list[tuple[str, str]]] = {i.machine.name: [] for i in ours.values()}
    for number, instance in ours.items():
        deadlines = (e.id for e in instance.machine.events if e.kind is Kind.DEADLINE)
        found[instance.machine.name] += [(deadline, before[number]) for deadline in deadlines]
    action = divergence.actions[-1] if divergence.actions else None
    if isinstance(action, Happens) and system.index[action.event.machine] in ours:
        number = system.index[action.event.machine]
        found[ours[number].machine.name].append((action.event.name, before[number]))
    for step in divergence.steps[-_LAST_STEPS:]:
        for number, event, seen in system.reactions(step):
            if number in ours:
                found[ours[number].machine.name].append((event, seen[number]))
    return found


@cache
def _citing(interpretation: str) -> tuple[str, ...]:
    """Return the requirements that an interpretation decides, by what they cite."""
    word = re.compile(rf"\b{interpretation}\b")
    return tuple(r.id for r in REQUIREMENTS.values() if word.search(r.source))


def _with_an_option_changed(profile: Profile) -> Iterator[tuple[str, Profile]]:
    """Yield profiles in which one option is read wrongly, each with what the option stands for."""
    yield "BC-02", replace(profile, business_continuity=not profile.business_continuity)
    if profile.part is Part.VOICE:
        yield "RET-06", replace(profile, auto_restore=not profile.auto_restore)
        yield "REST-01", replace(profile, restore_agent_state=not profile.restore_agent_state)
        yield "SES-05", replace(profile, auto_ready=not profile.auto_ready)


def _of_profile(
    profile: Profile, other: Profile, about: tuple[str, ...], breaks: Iterable[str] = ()
) -> _Candidate:
    (aspect,) = aspects(profile, other)
    return _Candidate(
        aspect.right.name,
        aspect.right.meaning,
        0,
        other,
        MACHINES,
        about,
        breaks=partial(named, breaks),
    )


def _asked(divergence: Divergence) -> set[tuple[str, str]]:
    """Return the machines and events of which a change may show in a session.

    Those are the events that the specification has asked, those that the client was given, and
    all deadlines.
    """
    system = desktop(divergence.profile)
    ours = [i for i in system.instances if i.name not in WORLD | HISTORY]
    found = {(i.machine.name, "") for i in ours}
    found |= {
        (i.machine.name, event.id)
        for i in ours
        for event in i.machine.events
        if event.kind is Kind.DEADLINE
    }
    for step in divergence.steps:
        for number, event, _ in system.reactions(step):
            found.add((system.instances[number].machine.name, event))
    for action in divergence.actions:
        if isinstance(action, Happens):
            machine = system.instances[system.index[action.event.machine]].machine
            found.add((machine.name, action.event.name))
    return found


def _taken(
    system: System[Facts], divergence: Divergence
) -> tuple[tuple[Step, ...], tuple[Step, ...]] | None:
    """Return the steps with which a system does what the client did; None if it cannot.

    First those up to the last action, then those that this has led to.
    """
    heard = divergence.heard
    assert heard is not None
    words = Vocabulary(system)
    lengths = divergence.lengths
    run = TimedRun(system, with_lengths(dict(lengths)))
    first = words.first_commands()
    if not heard.agrees(0, words.observables(run.state), first, start=True):
        return None
    ways: list[tuple[tuple[Step, ...], tuple[Step, ...], TimedRun[Facts]]] = [((), (), run)]
    for number, action in enumerate(divergence.actions, 1):
        ways = [
            ((*before, *then), steps, end)
            for before, then, here in ways
            for steps, end in _answers(here, action)
            if heard.agrees(
                number, words.observables(end.state), _commands(words, steps), start=False
            )
        ]
        if not ways:
            return None
    return ways[0][:2]


def _commands(words: Vocabulary, steps: tuple[Step, ...]) -> tuple[Command, ...]:
    return tuple(
        command for step in steps for command in words.commands(step.log, step.before, step.after)
    )


def _answers(
    run: TimedRun[Facts], action: Action
) -> Iterator[tuple[tuple[Step, ...], TimedRun[Facts]]]:
    """Yield each way in which a system answers an action, also beyond its next deadline."""
    twin = run.copy()
    if isinstance(action, Happens):
        step = twin.possible(action.event)
        if step is not None:
            twin.take(action.event)
        taken = () if step is None else (step,)
        yield taken, twin
        if twin.next_deadline() == twin.now:  # one that elapses at once, or was held back
            for more, end in twin.copy().outcomes():
                yield (*taken, *more), end
        return
    yield from _passing(twin, run.now + action.seconds)


def _passing(
    run: TimedRun[Facts], end: float
) -> Iterator[tuple[tuple[Step, ...], TimedRun[Facts]]]:
    """Yield each way in which time passes up to a moment, from deadline to deadline.

    Orders of deadlines that come to the same are one way; of deadlines that are much shorter than
    those of the specification there is none.
    """
    ways: list[tuple[tuple[Step, ...], TimedRun[Facts]]] = [((), run)]
    for _ in range(_MOST_HOPS):
        known: set[tuple[object, ...]] = set()
        later = []
        for before, here in ways:
            due = here.next_deadline()
            hop = end if due is None else min(end, due)
            twin = here.copy()
            twin.wait(hop - twin.now)
            for steps, there in twin.outcomes():
                said = sorted(entry for step in steps for entry in step.log)
                key = (there.state, there.now, tuple(there.running()), tuple(said))
                if key in known:
                    continue
                known.add(key)
                if hop >= end:
                    yield (*before, *steps), there
                else:
                    later.append(((*before, *steps), there))
        ways = later
        if not ways:
            return


def _broken(
    system: System[Facts], profile: Profile, before: tuple[Step, ...], last: tuple[Step, ...]
) -> Iterator[DesktopProperty]:
    """Yield the properties that some of the last steps break."""
    ends = [(*before, *last[: count + 1]) for count in range(len(last))] or [before]
    for prop in properties_of(profile):
        if prop.sort in (Sort.INVARIANT, Sort.TRANSITION_INVARIANT) and not all(
            holds_after(system, prop, steps) for steps in ends
        ):
            yield prop
