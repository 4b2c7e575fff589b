"""How often a desktop moves between sites that flap, and how long its agent is idle."""

import pytest

from analyses.drill.subjects import QUICK, kind
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.flapping import flapping_of

X, BOTH = Failure(What.SITE, "Site X"), Failure(What.BOTH)


def test_each_long_outage_moves_the_desktop_and_its_end_back() -> None:
    """H6; with auto-restore."""
    (long,) = flapping_of(kind("Claire", QUICK), X, (600,), 20).flaps
    assert long.moves.mean == pytest.approx(3600 / 600, abs=1)
    outages = 3600 / (2 * 600)
    assert outages * 60 < long.idle.mean < outages * (71 + 31)


def test_without_auto_restore_one_outage_moves_it_once_and_for_all() -> None:
    """A20."""
    agent = kind("Claire", QUICK, disaster_recovery__auto_restore="false")
    (long,) = flapping_of(agent, X, (600,), 5).flaps
    assert (long.moves.least, long.moves.most) == (1, 1)


def test_short_outages_move_nobody_and_are_idle_time() -> None:
    """SITE-03: the link comes back before the timeout, and SIP Server has kept the login."""
    agent = kind("Claire", QUICK, disaster_recovery__timeout="3000")
    (short,) = flapping_of(agent, X, (60,), 5).flaps
    assert short.moves.most == 0
    assert 0.4 * 3600 < short.idle.mean < 0.7 * 3600


def test_of_two_sites_each_fails_by_itself() -> None:
    """SITE-08."""
    agent = kind("Claire", QUICK)
    one, both = (flapping_of(agent, failure, (600,), 10).flaps[0] for failure in (X, BOTH))
    assert both.moves.mean > one.moves.mean
    assert both.idle.most > one.idle.most


def test_the_failure_of_the_other_site_moves_nobody() -> None:
    found = flapping_of(kind("Brian", QUICK), X, (120,), 2)
    assert found.leaving.earliest is None
    assert (found.flaps[0].moves.most, found.flaps[0].idle.most) == (0, 0)
