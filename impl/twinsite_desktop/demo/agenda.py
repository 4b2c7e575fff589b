"""What is still to come in virtual time: a heap of moments, in one fixed order."""

import heapq
from typing import NamedTuple

from twinsite_desktop.demo.scenario import Step
from twinsite_desktop.events import Event
from twinsite_desktop.sites import Site


class Topic(NamedTuple):
    """What an answer is about, so that it can be taken back."""

    about: str
    site: Site | None = None


class Answer(NamedTuple):
    """An event that the world is going to tell the desktop."""

    topic: Topic
    event: Event


class Agenda:
    """What is to come; of two things at one moment the one that was put in first comes first."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._heap: list[tuple[float, int]] = []
        self._items: dict[int, Step | Answer] = {}
        self._number = 0

    def put(self, at: float, item: Step | Answer) -> None:
        """Note what comes at a moment, in seconds."""
        self._number += 1
        self._items[self._number] = item
        # the sum of two times in tenths is to be a time in tenths again
        heapq.heappush(self._heap, (round(at, 6), self._number))

    def take_back(self, topic: Topic) -> None:
        """Cancel every answer about something."""
        stale = [n for n, it in self._items.items() if isinstance(it, Answer) and it.topic == topic]
        for number in stale:
            del self._items[number]

    def next_at(self) -> float | None:
        """Return the moment of what comes next, or None if nothing does."""
        while self._heap and self._heap[0][1] not in self._items:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def take(self) -> Step | Answer:
        """Take out what comes next; there must be something."""
        assert self.next_at() is not None
        return self._items.pop(heapq.heappop(self._heap)[1])
