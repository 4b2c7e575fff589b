"""Equivalence over the whole reachable space: every state, every stimulus, every deadline.

The reachable joint states are projected to what a desktop can have of them; the steps between
them become steps between projections.  A client is led along a spanning tree of these, and in
each projection it is given every event that the vocabulary has, each deadline, and every two
deadlines: in either order by a late call, and at the same moment.  As the client is deterministic
and can be copied and compared, one answer for each projection and event stands for all joint
states that project to it: so nothing is sampled.  Compared are commands, state, and the length in
seconds of each deadline that starts.  Trusted is the client's own ``same``: one that calls states
the same which are not can hide in the difference what it does wrong later.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import permutations
from math import inf
from time import monotonic
from typing import Any, Generic, TypeVar

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl
from twinsite.checker.semantics.system import Event, Instance, JointState, Log
from twinsite.conformance.explorable import Explorable
from twinsite.conformance.protocol import start_message
from twinsite.conformance.python_class import python_client
from twinsite.conformance.quotient import Quotient
from twinsite.conformance.timer_values import LENGTHS
from twinsite.conformance.vocabulary import ClientEvent, Command, Vocabulary, spelled
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile


class Verdict(StrEnum):
    """What came of a comparison."""

    EQUAL = "EQUAL"
    """They do the same, as far as the client's own ``same`` can be trusted."""
    DIFFERS = "DIFFERS"
    """They part somewhere."""
    ERROR = "ERROR"
    """The client crashed, hung or answered nonsense."""
    NOT_TESTED = "NOT TESTED"
    """The client does not have the profile."""
    CUT_SHORT = "CUT SHORT"
    """Nothing wrong was found until the time was over."""


_CALL_OFFERED = ClientEvent("call_offered")
"""What a link shows of a call that is routed or begins."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a client and the specification part."""

    way: tuple[str, ...]
    """The events and deadlines that lead there, the last one included."""
    expected: str
    """What the specification says."""
    found: str
    """What the client does."""


@dataclass(slots=True)
class Equivalence:
    """The result of an exhaustive comparison."""

    profile: str
    """The name of the profile."""
    states: int = 0
    """Reachable joint states of the specification."""
    steps: int = 0
    """Steps between them."""
    projections: int = 0
    """What they are to a desktop: states of the client."""
    seconds: float = 0.0
    """How long it took."""
    comparisons: int = 0
    """Events and deadlines given to the client, each compared."""
    differences: list[Difference] = field(default_factory=list)
    """Where they part; none if the client is equivalent."""
    failure: str = ""
    """What the client did wrong, behaviour apart, as a sentence; empty if nothing."""
    unsupported: str = ""
    """Why the client does not have the profile, in its words; empty if it has it."""
    cut_short: bool = False
    """Whether the time was over before everything was compared."""

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""
        if self.differences:
            return Verdict.DIFFERS
        if self.failure:
            return Verdict.ERROR
        if self.cut_short:
            return Verdict.CUT_SHORT
        return Verdict.NOT_TESTED if self.unsupported else Verdict.EQUAL


C = TypeVar("C", bound=Explorable)
MOST_DIFFERENCES = 10
"""A comparison ends after so many differences."""


def compare(
    profile: Profile,
    start: Callable[[Profile], C],
    *,
    observe: Callable[[int, int], None] = lambda _done, _all: None,
) -> Equivalence:
    """Compare a client with the specification in every reachable state of a profile.

    Args:
        profile: The profile.
        start: Gives a client at the beginning of a session; what it does there is not judged.
        observe: Called with how many projections are done, and how many there are.
    """
    quotient = Quotient(desktop(profile))
    return _Comparison(quotient, profile, start, observe).run()


def result_of(quotient: Quotient, profile: Profile) -> Equivalence:
    """Return the result of a comparison that has not begun."""
    return Equivalence(profile.name, quotient.states, quotient.steps, len(quotient.edges))


def compare_into(
    result: Equivalence,
    quotient: Quotient,
    client: Explorable,
    observe: Callable[[int, int], None],
) -> None:
    """Compare a client whose session has begun, as :func:`compare` does.

    Args:
        result: What is found is written into it as it is found.
        quotient: The specification under the profile of the session.
        client: The client.
        observe: As in :func:`compare`.
    """
    profile = Profile.parse(result.profile)
    _Comparison(quotient, profile, lambda _profile: client, observe, result).run()


def compare_named(
    client: str,
    profile: Profile,
    observe: Callable[[int, int], None] = lambda _done, _all: None,
) -> Equivalence:
    """Compare a client, named as ``module:Class``, in this process; see :func:`compare`."""
    made: Any = python_client(client)

    def start(chosen: Profile) -> Explorable:
        begun: Explorable = made()
        begun.start(start_message(chosen))
        return begun

    started = monotonic()
    found = compare(profile, start, observe=observe)
    found.seconds = monotonic() - started
    return found


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the specification does."""

    commands: tuple[Command, ...]
    """The commands, in order."""
    there: JointState
    """The projection after it."""
    moments: tuple[tuple[str, float], ...]
    """The deadlines that run then: the length of one that starts, else inf."""


@dataclass(frozen=True, slots=True)
class _Timer:
    """One deadline of one machine."""

    machine: str
    """The machine."""
    position: int
    """Its position in a joint state."""
    word: str
    """The deadline in the words of a client."""
    length: float
    """How long it lasts, in seconds."""
    runs_in: frozenset[str]
    """The states in which it runs."""
    again: Mapping[str, Sequence[frozenset[str]]]
    """For each state the events that start it anew together, as they lead out of the state and
    back: one at once, two through a state in which the machine is never at rest."""


class _Comparison(Generic[C]):
    def __init__(
        self,
        quotient: Quotient,
        profile: Profile,
        start: Callable[[Profile], C],
        observe: Callable[[int, int], None],
        result: Equivalence | None = None,
    ) -> None:
        self._result = result_of(quotient, profile) if result is None else result
        self._quotient = quotient
        self._words = Vocabulary(quotient.system)
        self._observe = observe
        first = start(profile)
        first.observe()
        self._clients: dict[JointState, C] = {quotient.initial: first}
        self._ways: dict[JointState, tuple[JointState, str]] = {}
        self._falls: dict[JointState, dict[Event, _Expected]] = {}
        state = quotient.system.initial
        self._alphabet = {
            seen
            for event in quotient.system.events
            if not self._words.is_deadline(event)
            and (seen := self._words.event(event, state, state)) is not None
        }
        if "windows" in quotient.system.index:
            self._alphabet.add(ClientEvent("last_window_closed"))
        self._timers = [
            self._timer(position, instance, event)
            for position, instance in enumerate(quotient.system.instances)
            for event in instance.machine.events
            if event.kind is Kind.DEADLINE
        ]

    def _timer(self, position: int, instance: Instance, event: EventDecl) -> _Timer:
        transitions = instance.machine.transitions
        at_rest = {state[position] for state in self._quotient.edges}
        again = {
            state: tuple(
                frozenset({out.event, back.event})
                for out in transitions
                if out.source == state and not out.internal
                for back in ((out,) if out.target == state else transitions)
                if back.target == state
                and (back is out or (back.source == out.target and out.target not in at_rest))
            )
            for state in instance.machine.states
        }
        return _Timer(
            instance.name,
            position,
            self._words.deadline(Event(instance.name, event.id)),
            LENGTHS[event.length],
            frozenset(each.source for each in transitions if each.event == event.id),
            again,
        )

    def run(self) -> Equivalence:
        queue = deque([self._quotient.initial])
        if difference := self._shown(self._quotient.initial):
            self._result.differences.append(difference)
        done = 0
        while queue and len(self._result.differences) < MOST_DIFFERENCES:
            here = queue.popleft()
            queue += self._visit(here)
            done += 1
            self._observe(done, 2 * self._result.projections)
        for here in self._clients:
            if self._result.differences:
                break
            self._try_pairs(here)
            done += 1
            self._observe(done, 2 * self._result.projections)
        return self._result

    def _try_pairs(self, here: JointState) -> None:
        """Let every two deadlines that run fall due one after the other, and together."""
        answers: dict[tuple[Event, ...], list[tuple[tuple[Command, ...], JointState]]] = {}
        for first, second in permutations(sorted(self._falls[here]), 2):
            one = self._falls[here][first]
            answer = (one.commands, one.there)
            other = self._falls[one.there].get(second)
            if other is not None and (self._words.deadline(second), inf) in one.moments:
                answer = (one.commands + other.commands, other.there)
            answers.setdefault(tuple(sorted((first, second))), []).append(answer)
            self._elapse(here, (first, second), [answer], together=False)
        for pair, either in answers.items():
            self._elapse(here, pair, either, together=True)

    def _elapse(
        self,
        here: JointState,
        deadlines: tuple[Event, ...],
        answers: Sequence[tuple[tuple[Command, ...], JointState]],
        *,
        together: bool,
    ) -> None:
        self._result.comparisons += 1
        spelling = [self._words.deadline(event) for event in deadlines]
        client = self._clients[here].copy()
        client.elapse(*spelling, together=together)
        done = tuple(Command.read(data) for data in client.observe()["commands"])
        if not any(
            done == commands and client.same(self._clients[there]) for commands, there in answers
        ):
            how = " and ".join(spelling) if together else " then ".join(spelling)
            commands, there = answers[0]
            expected = self._words.state(there)
            self._differ(
                here,
                how,
                f"{spelled(commands)}; {expected}",
                f"{spelled(done)}; {client.observe()['state']}",
            )

    def _visit(self, here: JointState) -> Iterator[JointState]:
        """Give a client everything that can be given to it in one state; yield what is new."""
        words, falls = self._words, self._falls.setdefault(here, {})
        expected: dict[str | ClientEvent, set[_Expected]] = {}
        for event, log, there in self._quotient.edges[here]:
            commands = words.commands(log, here, there)
            word = (
                words.deadline(event)
                if words.is_deadline(event)
                else words.event(event, here, there)
            )
            if word is not None:
                moments = self._moments(event, log, here, there)
                answer = _Expected(commands, there, moments)
                expected.setdefault(word, set()).add(answer)
                if isinstance(word, str):
                    falls[event] = answer
            elif commands or there != here:
                self._differ(here, str(event), "the desktop notices nothing", "it acts")
        client = self._clients[here].copy()
        found = client.falls_due()
        client.forget_moments()
        due = sorted(word for word in expected if isinstance(word, str))
        if due != list(found):
            self._differ(here, "deadlines", spelled(due), spelled(found))
        nothing = _Expected((), here, self._moments(Event("", ""), (), here, here))
        for word in sorted({*expected, *self._alphabet}, key=str):
            if word not in expected and self._may_come_all_the_same(here, word):
                continue
            self._result.comparisons += 1
            answers = expected.get(word, {nothing})
            if len(answers) > 1:
                self._differ(here, str(word), "one answer", spelled(answers))
                continue
            if isinstance(word, str) and word not in found:
                continue  # told above
            (answer,) = answers
            yield from self._give(client.copy(), here, word, answer)

    def _may_come_all_the_same(self, here: JointState, word: str | ClientEvent) -> bool:
        """Return whether only SIP Server knows that an event cannot come now.

        At a phone that is not the desktop's a link shows what SIP Server offers, by whatever login
        (WORLD-12).
        """
        if word != _CALL_OFFERED:
            return False
        view = self._quotient.system.view(here)
        return view.link_open and not view.owns_endpoint

    def _give(
        self, client: C, here: JointState, word: str | ClientEvent, expected: _Expected
    ) -> Iterator[JointState]:
        if isinstance(word, str):
            client.elapse(word)
        else:
            client.offer(word.data)
        seen_now = client.observe()
        done = tuple(Command.read(data) for data in seen_now["commands"])
        moments, there = client.moments(), expected.there
        wrong = [
            f"{name} in {moments.get(name)} s"
            for name, at in expected.moments
            if moments.get(name) != at
        ]
        if done != expected.commands:
            self._differ(here, str(word), spelled(expected.commands), spelled(done))
        elif wrong:
            right = [f"{name} in {at} s" for name, at in expected.moments]
            self._differ(here, str(word), spelled(right), spelled(wrong))
        elif there not in self._clients:
            self._clients[there] = client
            self._ways[there] = (here, str(word))
            if difference := self._shown(there, seen_now):
                self._result.differences.append(difference)
            elif there != here and client.same(self._clients[here]):
                self._differ(here, str(word), "another state", "its 'same' calls them the same")
            yield there
        elif not client.same(self._clients[there]):
            self._differ(
                here,
                str(word),
                str(self._words.state(there)),
                str(seen_now["state"]),
            )

    def _moments(
        self, event: Event, log: Log, before: JointState, after: JointState
    ) -> tuple[tuple[str, float], ...]:
        """Return each deadline that runs after a step: its length if it starts then, else inf."""
        heard = {effect for _, effect in log}
        found = []
        for timer in self._timers:
            state = after[timer.position]
            if state in timer.runs_in:
                told = heard | {event.name} if timer.machine == event.machine else heard
                entered = before[timer.position] != state or any(
                    events <= told for events in timer.again[state]
                )
                found.append((timer.word, timer.length if entered else inf))
        return tuple(found)

    def _shown(
        self, where: JointState, seen_now: Mapping[str, Any] | None = None
    ) -> Difference | None:
        """Hold what a client shows in a new state against the specification."""
        shown = (self._clients[where].copy().observe() if seen_now is None else seen_now)["state"]
        expected = self._words.state(where)
        if shown == expected:
            return None
        names = [name for name in {**expected, **shown} if expected.get(name) != shown.get(name)]
        return Difference(
            self._way(where),
            spelled(f"{name} {expected.get(name)}" for name in names),
            spelled(f"{name} {shown.get(name)}" for name in names),
        )

    def _way(self, where: JointState) -> tuple[str, ...]:
        way: list[str] = []
        while where in self._ways:
            where, word = self._ways[where]
            way.append(word)
        return tuple(reversed(way))

    def _differ(self, here: JointState, word: str, expected: str, found: str) -> None:
        self._result.differences.append(Difference((*self._way(here), word), expected, found))
