"""How far each length may change by itself while a moment stays the same sum.

A length is tried in whole seconds: first far away from its value, and if the sum is wrong there,
halfway between a value at which it is right and one at which it is wrong, until these are
neighbours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from twinsite.analyses.drill.clockwork import TICKS, Length, Lengths
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.moments import Moment, answer
from twinsite.checker.timing.behaviour import UndeterminedError

FARTHEST: Final = 3
"""A length is tried up to so many times its value, and down to its value divided by that."""
MOST_ZONES: Final = 6_000
"""So many sets of clock values are looked at for one value; if more are needed, it has no end."""


@dataclass(frozen=True, slots=True)
class Range:
    """In which values of one length a moment stays the same sum, the others being as they are."""

    because: str
    """The option, or what is assumed."""
    least: int | None
    """The least whole number of seconds; None if no lower end was found."""
    most: int | None
    """The greatest whole number of seconds; None if no upper end was found."""


def ranges_of(drill: Drill, moment: Moment, which: str) -> Iterator[Range]:
    """Yield for each length that has an end where the sum of a moment stops being right.

    Args:
        drill: What the moment is one of.
        moment: The moment.
        which: Which of its bounds: ``earliest`` or ``latest``; it must have it.
    """
    bound = getattr(moment, which)
    times = {term.because: term.times for term in bound.terms}
    for because, ticks in _named(drill.lengths).items():

        def holds(seconds: int, because: str = because, ticks: int = ticks) -> bool:
            changed = with_length(drill.lengths, because, seconds * TICKS)
            kind = replace(drill.kind, lengths={**drill.kind.lengths, drill.part: changed})
            found = _same(replace(drill, kind=kind), moment)
            expected = bound.ticks + times.get(because, 0) * (seconds * TICKS - ticks)
            other = getattr(found, which)
            return other is not None and other.ticks == expected

        if ticks and ticks % TICKS == 0:
            value = ticks // TICKS
            least = _end(holds, value, max(1, value // FARTHEST))
            most = _end(holds, value, value * FARTHEST)
            if least is not None or most is not None:
                yield Range(because, least, most)


def _named(lengths: Lengths) -> dict[str, int]:
    """Return how long each length takes, by its name."""
    others = (lengths.addp, lengths.attempt, lengths.answer, lengths.registrar)
    return {name: ticks for ticks, name in (*lengths.deadlines.values(), *others)}


def with_length(lengths: Lengths, because: str, ticks: int) -> Lengths:
    """Return lengths of which the one of this name takes other ticks."""

    def changed(length: Length) -> Length:
        return (ticks, because) if length[1] == because else length

    return replace(
        lengths,
        deadlines={key: changed(length) for key, length in lengths.deadlines.items()},
        addp=changed(lengths.addp),
        attempt=changed(lengths.attempt),
        answer=changed(lengths.answer),
        registrar=changed(lengths.registrar),
    )


def _same(drill: Drill, moment: Moment) -> Moment:
    every = (*drill.asked_after_failure(), *drill.asked_after_repair())
    asked = next(each for each in every if each.milestone.what == moment.what)
    return answer(asked, drill.lengths, most_zones=MOST_ZONES)


def _end(holds: Callable[[int], bool], value: int, farthest: int) -> int | None:
    """Return the last value towards the farthest at which it holds; None if no end was found."""
    good, bad = value, farthest
    try:
        if farthest == value or holds(farthest):
            return None
        while abs(good - bad) > 1:
            middle = (good + bad) // 2
            if holds(middle):
                good = middle
            else:
                bad = middle
    except UndeterminedError:
        return None
    return good
