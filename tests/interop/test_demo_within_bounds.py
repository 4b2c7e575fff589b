"""What the reference desktop does in a story lies within the bounds of the specification."""

from collections.abc import Iterator, Sequence

import pytest

from analyses.drill.subjects import kind
from twinsite.analyses.drawn_load import drawn_loads
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import answer
from twinsite.analyses.drill.staff import Kind
from twinsite.analyses.load import Cause, Crowd, loads_of
from twinsite.configuration.deployment.world import World
from twinsite.model.profile import Part
from twinsite_desktop import events as e
from twinsite_desktop.demo.play import play
from twinsite_desktop.demo.reader import read_scenario
from twinsite_desktop.demo.world import ANSWER_SECONDS, CONNECT_TIMEOUT_SECONDS

OUTAGE = 400
"""Seconds after which everything has settled for long."""
WORLD = World(
    addp_timeout=0,
    connection_attempt=CONNECT_TIMEOUT_SECONDS,
    server_answer=ANSWER_SECONDS,
    registrar_answer=ANSWER_SECONDS,
)
MILESTONES = {
    "linked": e.ConnectionAccepted,
    "logged in": e.LogInAccepted,
    "Ready": e.AgentReady,
}


def story(failed: float, outage: float = OUTAGE) -> str:
    """Return a story in which the preferred site fails at a moment, and is repaired later."""
    steps = [
        (1, 'event = "log_in_requested"'),
        (2, 'event = "ready_requested"'),
        (failed, 'event = "site_failed"\nsite = "preferred"'),
        (failed + outage, 'event = "site_returned"\nsite = "preferred"'),
    ]
    head = f'title = "T"\nsentence = "S."\nuntil = {failed + outage + OUTAGE}\n'
    lengths = "[lengths]\nreg_timeout = 50\n"
    return head + lengths + "".join(f"[[step]]\nat = {at:.1f}\n{what}\n" for at, what in steps)


def measured(failed: float, outage: float = OUTAGE) -> Iterator[tuple[str, float]]:
    """Yield what happens after the failure and after the repair, each with its time since then."""
    moments = play(read_scenario(story(failed, outage).encode(), where="here"))
    for begun, suffix in ((failed, "away"), (failed + outage, "home")):
        for what, event in MILESTONES.items():
            at = next(m.at for m in moments if m.at > begun and isinstance(m.cause, event))
            yield f"{what} {suffix}", at - begun


@pytest.fixture(scope="module")
def bounds() -> dict[str, tuple[float, float]]:
    """Return the earliest and the latest moments, in seconds."""
    return bounds_of(_like_the_demo())


def bounds_of(agent: Kind) -> dict[str, tuple[float, float]]:
    """Return the earliest and the latest moments of the failure and the repair, in seconds."""
    drill = Drill(agent, Part.VOICE, Failure(What.SITE, "Site X"))
    found = {}
    for asked, suffix in (
        *((asked, "away") for asked in drill.asked_after_failure()),
        *((asked, "home") for asked in drill.asked_after_repair()),
    ):
        moment = answer(asked, drill.lengths)
        words = moment.what.replace(" again", "").partition(" at ")[0]
        if words in MILESTONES:
            assert moment.earliest is not None
            assert moment.latest is not None
            found[f"{words} {suffix}"] = moment.earliest.ticks / 1000, moment.latest.ticks / 1000
    return found


def _like_the_demo(timeout: str = "60") -> Kind:
    return kind(
        "Anna",
        WORLD,
        disaster_recovery__timeout=timeout,
        disaster_recovery__wait_for_sipphone_timeout="30",
        sipendpoint__proxies__proxy0__reg_timeout="50",
        sipendpoint__proxies__proxy1__reg_timeout="50",
        sipendpoint__transport_protocol="TCP",  # the demo sends no REGISTER again
    )


@pytest.mark.parametrize("failed", [10 + 3.3 * number for number in range(16)])
def test_a_story_keeps_the_bounds(bounds: dict[str, tuple[float, float]], failed: float) -> None:
    found = dict(measured(round(failed, 1)))
    assert found.keys() == bounds.keys()
    for what, seconds in found.items():
        first, last = bounds[what]
        assert first - 1e-6 <= seconds <= last + 1e-6, what


def test_a_story_attains_the_timeout_of_the_switchover(
    bounds: dict[str, tuple[float, float]],
) -> None:
    slowest = max(dict(measured(10 + n))["linked away"] for n in range(8))
    assert bounds["linked away"][0] <= slowest <= bounds["linked away"][1]
    assert slowest == pytest.approx(60.1)


def test_a_timeout_that_is_not_that_of_the_demo_is_noticed() -> None:
    found = dict(measured(10))["linked away"]
    assert found < bounds_of(_like_the_demo("65"))["linked away"][0]
    assert found > bounds_of(_like_the_demo("50"))["linked away"][1]


CYCLE = 82
"""An attempt to register at a site that is down every 50 s after Timer F, 32 s."""


def apart(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how far apart the shares of two samples below any moment are, at the most."""
    return max(
        abs(sum(x <= at for x in one) / len(one) - sum(x <= at for x in other) / len(other))
        for at in (*one, *other)
    )


def test_desktops_return_as_those_that_are_drawn() -> None:
    """What 'twinsite load' draws is spread as what the reference desktop does."""
    number = 60
    played = [
        dict(measured(10 + n % 7 * 7.3, OUTAGE + round(CYCLE * n / number, 1)))["linked home"]
        for n in range(number)
    ]
    crowds = (Crowd(_like_the_demo(), 600),)
    drawn = drawn_loads(crowds, "Site X", loads_of(crowds, "Site X"))
    returned = drawn["Site X", Cause.CONNECTION].repair
    seconds = [second + 0.5 for second, count in enumerate(returned) for _ in range(count)]
    assert len(seconds) == 600
    assert apart(played, seconds) < 0.15
    assert apart(played, [at / 2 for at in seconds]) > 0.3, "half the time is another spread"
    assert apart(played, [CYCLE / 2] * 600) > 0.3, "so is no spread at all"
