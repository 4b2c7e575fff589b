"""What desktops ask of the sites is an exact sum over the agents."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from analyses.drill.subjects import EXAMPLE, QUICK, deployment
from twinsite import cli
from twinsite.analyses.drawn_load import drawn_loads
from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.staff import kinds_of
from twinsite.analyses.load import (
    NONE,
    Burst,
    Cause,
    DrawnLoad,
    Load,
    crowds_of,
    loads_of,
    trades_of,
)

GIVEN = deployment(QUICK)
KINDS = kinds_of(GIVEN)


@pytest.fixture(scope="module")
def found() -> Mapping[tuple[str, Cause], Load]:
    """Return what 1,000 agents ask when Site X fails."""
    loads = loads_of(crowds_of(KINDS, 1000), "Site X")
    return {(load.site, load.cause): load for load in loads}


def test_every_agent_is_counted_once() -> None:
    for agents in (1, 2, 3, 7, 5000, 5001):
        counts = [crowd.count for crowd in crowds_of(KINDS, agents)]
        assert sum(counts) == agents
        assert max(counts) - min(counts) <= 1
    assert [crowd.count for crowd in crowds_of(KINDS, None)] == [1] * 5


def test_endpoints_refresh_once_a_period(found: Mapping[tuple[str, Cause], Load]) -> None:
    for site in ("Site X", "Site Y"):
        assert found[site, Cause.REGISTER].before == (800 / 46, 800 / 45)
    assert found["Site Y", Cause.REGISTER].meanwhile == (800 / 46, 800 / 45)


def test_a_site_that_is_down_is_asked_less_often(found: Mapping[tuple[str, Cause], Load]) -> None:
    assert found["Site X", Cause.REGISTER].meanwhile == (800 / 77, 800 / 77)


def test_only_who_would_return_probes(found: Mapping[tuple[str, Cause], Load]) -> None:
    assert found["Site X", Cause.PROBE].meanwhile == (600 / 20, 600 / 10)
    assert found["Site Y", Cause.PROBE].meanwhile == NONE
    loads = {(load.site, load.cause): load for load in loads_of(crowds_of(KINDS, 1000), "Site Y")}
    assert loads["Site Y", Cause.PROBE].meanwhile == (200 / 20, 200 / 10)  # without Declan


def test_whoever_prefers_the_site_moves_once(found: Mapping[tuple[str, Cause], Load]) -> None:
    at_once = Burst(600, 60_000, 60_000)
    assert found["Site Y", Cause.CONNECTION].failure == (at_once,)
    assert at_once.rate is None
    assert found["Site Y", Cause.LOGIN].failure == (Burst(600, 60_000, 65_000),)
    assert found["Site Y", Cause.LOGIN].failure[0].rate == 120
    assert found["Site X", Cause.LOGIN].failure == ()


def test_whoever_returns_logs_out_there_and_in_here(
    found: Mapping[tuple[str, Cause], Load],
) -> None:
    back = (Burst(200, 0, 20_000), Burst(400, 0, 51_000))
    assert found["Site Y", Cause.LOGOUT].repair == back
    assert found["Site X", Cause.CONNECTION].repair == back
    assert [burst.count for burst in found["Site X", Cause.LOGIN].repair] == [200, 400]


def test_a_longer_period_costs_less_and_delays_the_return() -> None:
    trades = list(trades_of(GIVEN, crowds_of(KINDS, 1000), "Site X"))
    assert [(trade.period, trade.back) for trade in trades] == [
        (period, (period + 14) * 1000) for period in (30, 45, 60, 120, 3600)
    ]
    assert [trade.rate for trade in trades] == [400 / trade.period for trade in trades]


def test_without_auto_restore_nobody_is_back_at_all() -> None:
    crowds = [crowd for crowd in crowds_of(KINDS, 1000) if "Declan" in crowd.kind.agents]
    assert {trade.back for trade in trades_of(GIVEN, crowds, "Site Y")} == {None}


def keeps_its_bounds(load: Load, drawn: DrawnLoad) -> bool:
    """Return whether every desktop comes once, and between the moments that are told."""
    for bursts, counts in ((load.failure, drawn.failure), (load.repair, drawn.repair)):
        first = min((burst.earliest for burst in bursts), default=0)
        last = max((burst.latest for burst in bursts), default=0)
        inside = counts[first // TICKS : last // TICKS + 1]
        if sum(inside) != sum(counts) or sum(counts) != sum(burst.count for burst in bursts):
            return False
    return True


def test_what_is_drawn_keeps_the_bounds(found: Mapping[tuple[str, Cause], Load]) -> None:
    drawn = drawn_loads(crowds_of(KINDS, 1000), "Site X", list(found.values()))
    once = [
        (load, drawn[asked])
        for asked, load in found.items()
        if asked[1] in (Cause.CONNECTION, Cause.LOGIN, Cause.LOGOUT)
        and (load.failure or load.repair)
    ]
    assert len(once) == 5
    for load, counts in once:
        assert keeps_its_bounds(load, counts)
        assert not keeps_its_bounds(replace(load, failure=(), repair=()), counts)
        early = DrawnLoad((1, *counts.failure[1:]), counts.repair)
        assert not keeps_its_bounds(load, early)


def test_what_comes_again_and_again_is_drawn_as_often_as_is_told(
    found: Mapping[tuple[str, Cause], Load],
) -> None:
    drawn = drawn_loads(crowds_of(KINDS, 1000), "Site X", list(found.values()))
    registers = drawn["Site Y", Cause.REGISTER].failure
    assert sum(registers) / len(registers) == pytest.approx(800 / 45.5, rel=0.05)
    waiting = drawn["Site X", Cause.REGISTER].repair[:40]  # of who had failed, until they refresh
    least, _ = found["Site X", Cause.REGISTER].meanwhile
    assert sum(waiting) / len(waiting) == pytest.approx(least, rel=0.1)
    probes = drawn["Site X", Cause.PROBE].repair[:5]
    assert 600 / 20 < sum(probes) / len(probes) < 600 / 10


def test_the_same_deployment_is_drawn_alike() -> None:
    crowds = crowds_of(KINDS, 100)
    loads = loads_of(crowds, "Site X")
    assert drawn_loads(crowds, "Site X", loads) == drawn_loads(crowds, "Site X", loads)


def test_the_command_tells_it_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["load", str(EXAMPLE), "--agents", "10", "--fail", "Site Y", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    (failure,) = data["failures"]
    assert failure["fails"] == "Site Y"
    (logins,) = [
        asked
        for asked in failure["asked"]
        if (asked["site"], asked["cause"]) == ("Site X", "login")
    ]
    assert sum(logins["drawn"]["failure"]) == 4
    assert logins["failure"] == [
        {"count": 4, "earliest": 60, "latest": 85, "mean_rate": pytest.approx(4 / 25)}
    ]


def test_a_site_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["load", str(EXAMPLE), "--fail", "Site Z"]) == 2
    assert "there is no site 'Site Z'" in capsys.readouterr().err
