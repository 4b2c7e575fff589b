"""Steps of whole arrays of joint states at once.

No second copy of the semantics: which transition a machine takes comes from
:meth:`System.choose`, tabulated.  All states that wait for the same signal take it together,
whatever was offered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import Block, moved
from twinsite.checker.former.explorer.hash_index import Memo, order_of
from twinsite.checker.former.explorer.reaction import Reaction
from twinsite.checker.former.explorer.tables import Layout, Packed, Words
from twinsite.checker.semantics.system import SIGNAL_LIMIT, Log, System, endless
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
Rows = NDArray[np.int32]
"""Positions in an array of joint states."""
Courses = NDArray[np.int32]
"""Numbers of courses."""


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened in a step so far, and what is still to be done."""

    event: int
    """The number of the event in :attr:`System.events`."""
    log: Log = ()
    """The signals and commands, in order."""
    queue: tuple[str, ...] = ()
    """The signals that are still to be done; none when the step is done."""
    events: int = 0
    """How many events have been done: the event, and signals."""
    move: int = 0
    """How far the block's joint state has moved in the word."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Steps with the same event, the same signals and the same commands."""

    event: int
    """The number of the event in :attr:`System.events`."""
    rows: Rows
    """The positions of the states before, ascending."""
    states: Packed
    """The packed states after, for every row."""
    log: Log
    """The signals and commands of the step."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Steps, each a row, on their several courses."""

    rows: Rows
    """The positions of the states before."""
    states: Packed
    """The packed states after, or their keys."""
    courses: Courses
    """The number of the course, for every row."""
    words: Words | None = None
    """For every row the joint states of the block after; all of them if None."""

    def at(self, chosen: NDArray[np.intp]) -> "Flow":
        """Return some of the steps."""
        words = None if self.words is None else self.words.take(chosen)
        return self.answered(chosen, words)

    def answered(self, chosen: NDArray[np.intp], words: Words | None) -> "Flow":
        """Return some of the steps, with the joint states of the block in which they go on."""
        rows, states, courses = self.rows, self.states, self.courses
        return Flow(rows.take(chosen), states.take(chosen), courses.take(chosen), words)


@dataclass(frozen=True, slots=True)
class Answered(Generic[V]):
    """What a machine answers to an event in some steps."""

    reaction: Reaction[V]
    """The machine and the event."""
    turn: int
    """The same for all machines that are offered the event at once."""
    flow: Flow
    """The steps before they take the event, with the joint states in which this is the answer."""
    choice: NDArray[np.int16]
    """For every row the answer; see :class:`Reaction`."""


class Stepper(Generic[V]):
    """Takes every step of many joint states of one system."""

    def __init__(
        self, system: System[V], layout: Layout | None = None, block: Block | None = None
    ) -> None:
        """Prepare the tables; they are filled as they are used.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            block: The machines that are kept as the bits of a word, if any are.

        Raises:
            DeclarationError: if the joint state is too large to be packed.
        """
        self.system = system
        self.layout = Layout(system) if layout is None else layout
        self.block = Block(self.layout) if block is None else block
        self.courses: list[Course] = []
        """Every course that steps have taken so far."""
        self.note: Callable[[Answered[V]], None] | None = None
        """Called with every answer of a machine, if it is not None."""
        self._reactions: dict[tuple[int, str], Reaction[V]] = {}
        self._numbers: dict[Course, int] = {}
        self._signals = {signal: number for number, signal in enumerate(system.listeners)}
        self._next = np.zeros(0, dtype=np.int16)
        self.moves = np.zeros(0, dtype=np.int64)
        """How far the block's joint state has moved, for every course."""
        self._begun = Memo(self._begin)
        self._said: dict[Reaction[V], Memo] = {}
        self._turns = 0

    def reaction(self, number: int, event: str) -> Reaction[V]:
        """Return the answers of a machine, by its position in the system, to an event."""
        key = (number, event)
        if key not in self._reactions:
            reaction = Reaction(self.system, self.layout, number, event, self.block)
            self._reactions[key] = reaction
            self._said[reaction] = Memo(partial(self._say, reaction))
        return self._reactions[key]

    def steps(self, states: Packed) -> Iterator[Batch]:
        """Yield every step of every state, in the order of the events.

        Raises:
            DeclarationError: if the signals of a step do not come to an end.
        """
        yield from self.batches(self.take(states))

    def batches(self, flow: Flow) -> Iterator[Batch]:
        """Yield steps that are done, in the order of the events.

        Raises:
            DeclarationError: if the signals of a step do not come to an end.
        """
        for course, chosen in self.by_course(flow.courses, order_of(flow.rows)):
            if course.queue:
                raise endless(self.system.events[course.event])
            yield Batch(course.event, flow.rows[chosen], flow.states[chosen], course.log)

    def by_course(
        self, courses: Courses, order: NDArray[np.intp]
    ) -> Iterator[tuple[Course, NDArray[np.intp]]]:
        """Yield every course of some steps, in the order of the events, with its steps.

        Args:
            courses: The courses of the steps.
            order: The steps in the order that those of each course are to have.
        """
        counts = np.bincount(courses, minlength=len(self.courses))
        present = sorted(counts.nonzero()[0].tolist(), key=lambda n: self.courses[n].event)
        ranks = np.zeros(len(counts), dtype=np.int32)
        ranks[present] = np.arange(len(present))
        order = order[order_of(ranks.take(courses.take(order)))]
        ends = np.cumsum(counts[present])
        for number, end in zip(present, ends.tolist(), strict=True):
            yield self.courses[number], order[end - counts[number] : end]

    def take(
        self, states: Packed, events: Iterable[int] | None = None, words: Words | None = None
    ) -> Flow:
        """Take every step of every state.

        A step whose course has signals left has more of them than a step can have.

        Args:
            states: The packed states; with a block, the keys of rows.
            events: The numbers of the events that are made; all if None.
            words: For every row its joint states; all if None.
        """
        waiting: dict[str, list[Flow]] = {}
        none = np.zeros(0, dtype=np.int32)
        done = [Flow(none, none.astype(np.int64), none)]
        for number in range(len(self.system.events)) if events is None else events:
            self._queue(self._event(number, states, words), waiting, done)
        while waiting:
            signal = max(waiting, key=lambda name: sum(len(flow.rows) for flow in waiting[name]))
            flow = self._joined(waiting.pop(signal))
            listeners = [self.reaction(n, signal) for n in self.system.listeners[signal]]
            self._queue(self._react(flow, listeners), waiting, done)
        return self._joined(done)

    def _joined(self, flows: Sequence[Flow]) -> Flow:
        if len(flows) == 1:
            return flows[0]
        words = None
        if any(flow.words is not None for flow in flows):
            words = np.concatenate([self._whole(flow) for flow in flows])
        return Flow(
            np.concatenate([flow.rows for flow in flows]),
            np.concatenate([flow.states for flow in flows]),
            np.concatenate([flow.courses for flow in flows]),
            words,
        )

    def _whole(self, flow: Flow) -> Words:
        if flow.words is None:
            return np.full(len(flow.rows), self.block.all, dtype=np.uint64)
        return flow.words

    def words_before(self, flow: Flow) -> Words:
        """Return for every row the joint states of the block before the step."""
        if flow.words is None:
            return self._whole(flow)
        return moved(flow.words, -self.moves.take(flow.courses))

    def _queue(self, flow: Flow, waiting: dict[str, list[Flow]], done: list[Flow]) -> None:
        """Part steps by the signal that is next."""
        following = self._next.take(flow.courses)
        numbers = np.bincount(following).nonzero()[0].tolist()
        signals = ["", *self._signals]
        for number in numbers:
            part = flow if len(numbers) == 1 else flow.at((following == number).nonzero()[0])
            if number:
                waiting.setdefault(signals[number], []).append(part)
            else:
                done.append(part)

    def _event(self, number: int, states: Packed, words: Words | None) -> Flow:
        """Offer an event to its machine, where it has a transition for it."""
        event = self.system.events[number]
        owner = self.system.index[event.machine]
        reaction = self.reaction(owner, event.name)
        rows = np.arange(len(states), dtype=np.int32)
        if not reaction.in_block:
            able = reaction.has_transition[self.layout.codes(states, owner)].nonzero()[0]
            if able.size < rows.size:
                rows, states = rows[able], states[able]
                words = None if words is None else words[able]
        course = self._number(Course(number))
        courses = np.full(len(rows), course, dtype=np.int32)
        return self._react(Flow(rows, states, courses, words), [reaction])

    def _react(self, flow: Flow, reactions: Sequence[Reaction[V]]) -> Flow:
        """Offer an event to machines at once."""
        self._turns += 1
        after = flow.states
        courses = self._begun(flow.courses)
        for reaction in reactions:
            chosen, words, choice = reaction.answers(flow.words, flow.states)
            if chosen is not None:
                flow = flow.answered(chosen, words)
                after, courses = after.take(chosen), courses.take(chosen)
            if self.note is not None:
                self.note(Answered(reaction, self._turns, flow, choice))
            after = after + reaction.deltas.take(choice)
            if len(reaction.outcomes) > 1:
                said = courses * np.int32(len(reaction.outcomes)) + reaction.outcome.take(choice)
                courses = self._said[reaction](said)
        words = flow.words
        if words is not None and any(reaction.in_block for reaction in reactions):
            words = moved(words, self.moves.take(courses) - self.moves.take(flow.courses))
        return Flow(flow.rows, after, courses, words)

    def _begin(self, number: int) -> int:
        """Return the course that follows when an event begins."""
        course = self.courses[number]
        return self._number(replace(course, queue=course.queue[1:], events=course.events + 1))

    def _say(self, reaction: Reaction[V], code: int) -> int:
        """Return the course that follows from what comes of an answer."""
        number, said = divmod(code, len(reaction.outcomes))
        course, outcome = self.courses[number], reaction.outcomes[said]
        queue = course.queue + self._raised(outcome.log)
        log, move = course.log + outcome.log, course.move + outcome.move
        return self._number(replace(course, log=log, queue=queue, move=move))

    def _raised(self, said: Log) -> tuple[str, ...]:
        return tuple(effect for _, effect in said if effect not in self.system.commands)

    def _number(self, course: Course) -> int:
        if course not in self._numbers:
            self._numbers[course] = len(self.courses)
            self.courses.append(course)
            goes_on = course.queue and course.events <= SIGNAL_LIMIT
            signal = 1 + self._signals[course.queue[0]] if goes_on else 0
            self._next = np.append(self._next, np.int16(signal))
            self.moves = np.append(self.moves, course.move)
        return self._numbers[course]
