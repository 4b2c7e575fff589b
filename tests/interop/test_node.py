"""The client in JavaScript conforms, as far as it can be seen."""

import shutil
from pathlib import Path

import pytest

from twinsite.conformance.channel import ClientFailure
from twinsite.conformance.protocol import start_message
from twinsite.conformance.runner import Method, Plan, Verdict, Watch, conduct
from twinsite.conformance.testing import check_by, program
from twinsite.model.profile import Profile

CLIENT = Path(__file__).parents[2] / "impl" / "node" / "client.js"
NODE = shutil.which("node")
pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(
        NODE is None, reason="NODE IS MISSING: the client in JavaScript is untested"
    ),
]
COMMAND = [NODE or "node", str(CLIENT)]


@pytest.mark.parametrize("profile", ["bc+auto+restore/endpoint", "bc/hard-phone", "config/bc/pair"])
@pytest.mark.parametrize("method", [Method.SCENARIOS, Method.RANDOM])
def test_it_conforms(profile: str, method: Method) -> None:
    """Scenarios and random walks find no divergence over standard input and output."""
    check_by(method, program(COMMAND), profile, examples=60)


@pytest.mark.parametrize("profile", ["stat/bc/pair", "bc+auto+restore/no-phone"])
def test_it_passes_the_test_suite(profile: str) -> None:
    """Complete test suites find no divergence."""
    check_by(Method.TEST_SUITE, program(COMMAND), profile)


def test_it_says_what_it_does_not_have() -> None:
    """A profile that it lacks is untested, and no pass."""
    plan = Plan(methods=(Method.SCENARIOS,))
    (result,) = conduct(program(COMMAND), (Profile.parse("stat/bc/cluster-2"),), plan, Watch())
    assert result.verdict is Verdict.NOT_TESTED
    assert result.note


@pytest.mark.parametrize("seconds", [1e300, 1e12, -1.0])
def test_it_refuses_what_is_no_time(seconds: float) -> None:
    """Time that would never have passed does not begin to pass."""
    channel = program(COMMAND)()
    channel.start(start_message(Profile.parse("bc/no-phone")))
    with pytest.raises(ClientFailure, match="not a number of seconds"):
        channel.advance(seconds)
    channel.close()


def test_a_mistake_in_it_is_found(tmp_path: Path) -> None:
    """The same client, with restoration beside open windows, diverges (REST-02)."""
    behaviour = (CLIENT.parent / "desktop.js").read_text(encoding="utf-8")
    held = "desktop.windowsOpen && desktop.windowsDelayRestoration"
    assert behaviour.count(held) == 1
    broken = behaviour.replace(held, "false")
    for name, text in (
        ("desktop.js", broken),
        ("client.js", CLIENT.read_text(encoding="utf-8")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    connect = program([COMMAND[0], str(tmp_path / "client.js")])
    plan = Plan(methods=(Method.SCENARIOS,))
    (result,) = conduct(connect, (Profile.parse("bc+restore/no-phone"),), plan, Watch())
    assert result.verdict is Verdict.FAILED
    assert result.divergence is not None
    assert "REST-02" in result.divergence.requirements
