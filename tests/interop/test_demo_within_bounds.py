"""What the reference desktop does in a story lies within the bounds of the specification."""

from collections.abc import Iterator

import pytest

from analyses.drill.subjects import kind
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import answer
from twinsite.analyses.drill.staff import Kind
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


def story(failed: float) -> str:
    """Return a story in which the preferred site fails at a moment, and is repaired later."""
    steps = [
        (1, 'event = "log_in_requested"'),
        (2, 'event = "ready_requested"'),
        (failed, 'event = "site_failed"\nsite = "preferred"'),
        (failed + OUTAGE, 'event = "site_returned"\nsite = "preferred"'),
    ]
    head = f'title = "T"\nsentence = "S."\nuntil = {failed + 2 * OUTAGE}\n'
    lengths = "[lengths]\nreg_timeout = 50\n"
    return head + lengths + "".join(f"[[step]]\nat = {at:.1f}\n{what}\n" for at, what in steps)


def measured(failed: float) -> Iterator[tuple[str, float]]:
    """Yield what happens after the failure and after the repair, each with its time since then."""
    moments = play(read_scenario(story(failed).encode(), where="here"))
    for begun, suffix in ((failed, "away"), (failed + OUTAGE, "home")):
        for what, event in MILESTONES.items():
            at = next(m.at for m in moments if m.at > begun and isinstance(m.cause, event))
            yield f"{what} {suffix}", at - begun


@pytest.fixture(scope="module")
def bounds() -> dict[str, tuple[float, float]]:
    """Return the earliest and the latest moments, in seconds."""
    agent = _like_the_demo()
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


def _like_the_demo() -> Kind:
    return kind(
        "Anna",
        WORLD,
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
