"""The sum of a moment is right up to the ends that are told, and wrong beyond them."""

import pytest

from analyses.drill.subjects import kind
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import Moment, answer
from twinsite.analyses.drill.region import Range, ranges_of
from twinsite.model.profile import Part

TIMEOUT = "disaster-recovery.timeout"
WAIT = "disaster-recovery.wait-for-sipphone-timeout"
X = Failure(What.SITE, "Site X")


def leaving(timeout: str = "60") -> tuple[Drill, Moment]:
    drill = Drill(kind("Anna", disaster_recovery__timeout=timeout), Part.VOICE, X)
    return drill, drill.leaving()


@pytest.mark.heavy
def test_the_phone_decides_where_the_timeout_is_long() -> None:
    """REG-07, REG-03 and PHONE-02: 45 s, 32 s and 60 s come before 20 s and 117 s."""
    drill, moment = leaving()
    assert list(ranges_of(drill, moment, "latest")) == [Range(TIMEOUT, None, 117)]
    assert list(ranges_of(drill, moment, "earliest")) == [
        Range(TIMEOUT, None, 89),
        Range(WAIT, 31, None),
    ]


@pytest.mark.parametrize(("timeout", "of_the_link"), [("117", True), ("118", False)])
def test_beyond_the_end_it_is_another_sum(timeout: str, *, of_the_link: bool) -> None:
    _, moment = leaving(timeout)
    assert moment.latest is not None
    terms = {term.because for term in moment.latest.terms}
    assert (terms == {"ADDP timeout", TIMEOUT}) is of_the_link
    assert moment.latest.ticks == 137_000


def test_the_link_alone_decides_for_a_hard_phone() -> None:
    drill = Drill(kind("Claire"), Part.VOICE, X)
    asked = next(a for a in drill.asked_after_failure() if a.milestone.what == "leaves Site X")
    assert list(ranges_of(drill, answer(asked, drill.lengths), "latest")) == []
