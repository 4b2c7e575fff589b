"""No client passes that was not seen to do what is specified."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conformance.clients import SMALL, SOUND, results
from twinsite.conformance.channel import Trouble
from twinsite.conformance.clients import in_process
from twinsite.conformance.recording import Recording
from twinsite.conformance.runner import Method, Plan, Result, Verdict, Watch, conduct
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.profile import Profile
from twinsite_desktop.client import Client

STAT = Profile.parse("stat/bc/pair")
EVERY = (Method.SCENARIOS, Method.TEST_SUITE, Method.RANDOM)


def inventing(*names: str, shows: object = "all") -> type[Client]:
    """Return a client that is sound, and gives some more commands all the time."""

    class Inventing(Client):
        def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
            return {"shows": {**super().start(start)["shows"], "commands": shows}}

        def observe(self) -> Mapping[str, Any]:
            seen = super().observe()
            invented = [{"command": name, "site": "preferred"} for name in names]
            return {**seen, "commands": [*seen["commands"], *invented]}

    return Inventing


@pytest.mark.parametrize("method", EVERY)
@pytest.mark.parametrize(
    ("client", "found"),
    [
        (inventing("format_the_disk"), "format_the_disk preferred (unknown)"),
        (inventing("log_out"), "log_out preferred"),
        (inventing("unregister", "conect"), "unregister preferred, conect preferred (unknown)"),
        (inventing("log_out", shows=["connect", "close_link", "log_out"]), "log_out preferred"),
    ],
)
def test_who_invents_commands_fails(client: type[Client], found: str, method: Method) -> None:
    """A command that this part of a desktop never gives is a divergence, known or not."""
    (result,) = results(in_process(client), method, profile=STAT)
    assert result.verdict is Verdict.FAILED
    assert result.divergence is not None
    (mismatch,) = result.divergence.mismatches
    assert mismatch.found == f"connect preferred primary, {found}"
    assert result.divergence.requirements


def test_of_many_invented_commands_some_are_told() -> None:
    """A screen is not flooded by what a client gives."""
    (result,) = results(in_process(inventing(*["log_out"] * 10_000)), profile=STAT)
    assert result.divergence is not None
    assert len(result.divergence.mismatches[0].found) < 1100


def test_commands_beside_those_that_are_named_are_the_client_s_own() -> None:
    """Who names the commands that it shows may give others, of which nothing is specified."""
    client = inventing("play_a_tone", shows=["connect", "close_link"])
    (result,) = results(in_process(client), profile=STAT)
    assert result.verdict is Verdict.CONFORMS


class _Later(Client):
    """Is sound in its first sessions, and then is another client."""

    sessions = 0
    soundly = 2
    later: Mapping[str, Any] = {}

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        self.sessions += 1
        return super().start(start) if self.sessions <= self.soundly else self.later


class _LacksTheProfileLater(_Later):
    soundly = 6
    later: Mapping[str, Any] = {"unsupported": "not any longer"}


class _ShowsLessLater(_Later):
    later: Mapping[str, Any] = {"shows": {"commands": ["unregister"], "state": []}}


class _ShowsNothingLater(_Later):
    later: Mapping[str, Any] = {"shows": {"commands": [], "state": []}}


@pytest.mark.parametrize(
    ("client", "told"),
    [
        (_LacksTheProfileLater, "says now: 'not any longer'."),
        (_ShowsLessLater, "shows.commands was 'all' in its first session"),
        (_ShowsNothingLater, "shows.commands was 'all' in its first session"),
    ],
)
@pytest.mark.parametrize("method", [Method.TEST_SUITE, Method.RANDOM])
def test_what_is_shown_once_is_shown_always(
    client: type[Client], told: str, method: Method
) -> None:
    """A client that shows less in a later session, or lacks the profile then, is no pass."""
    (result,) = results(in_process(client), method, profile=STAT)
    assert result.verdict is Verdict.ERROR
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.CHANGED
    assert told in result.divergence.failure.what


def test_who_lacks_the_profile_later_is_tested_by_every_method() -> None:
    """What broke in one method hides in none of the others."""
    found = results(in_process(_LacksTheProfileLater), *EVERY, profile=STAT)
    assert [result.verdict for result in found] == [
        Verdict.CONFORMS,
        Verdict.ERROR,
        Verdict.ERROR,
    ]


class _DoesNothing(Client):
    """Answers every call, and does nothing at all."""

    shown: Mapping[str, Any] = {}

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"shows": self.shown}

    def offer(self, event: Mapping[str, Any]) -> None:
        pass

    def advance(self, seconds: float) -> None:
        pass

    def observe(self) -> Mapping[str, Any]:
        return {"commands": [], "state": dict.fromkeys(self.shown["state"], "none")}


def doing_nothing(commands: list[str], state: list[str]) -> Callable[[], Client]:
    class DoesNothing(_DoesNothing):
        shown: Mapping[str, Any] = {"commands": commands, "state": state}

    return DoesNothing


@pytest.mark.parametrize("method", [Method.SCENARIOS, Method.RANDOM])
def test_who_shows_only_what_never_comes_is_not_tested(method: Method) -> None:
    """Where no command that it shows was to come, a client is not judged by its silence."""
    (result,) = results(in_process(doing_nothing(["connect_probe"], [])), method)
    assert result.verdict is Verdict.NOT_TESTED
    assert result.note == "nothing that the client shows was called for: connect_probe"


def test_who_shows_one_thing_that_comes_is_judged_by_it() -> None:
    """A client that does nothing fails by the first command that it shows and does not give."""
    (result,) = results(in_process(doing_nothing(["close_link"], [])))
    assert result.verdict is Verdict.FAILED
    (result,) = results(in_process(doing_nothing([], ["call"])))
    assert result.verdict is Verdict.FAILED


def test_an_empty_recording_conforms_to_nothing() -> None:
    """Where nothing is done, nothing is tested."""
    plan = Plan(methods=(Method.REPLAY,), recording=Recording(SMALL, LENGTHS, ()))
    (result,) = conduct(SOUND, (SMALL,), plan, Watch())
    assert (result.verdict, result.note) == (Verdict.NOT_TESTED, "there was nothing to do")


class _Unsteady(Client):
    """Is wrong in one session only, so that nobody sees it again."""

    sessions = 0
    wrong = 20

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        type(self).sessions += 1
        return super().start(start)

    def observe(self) -> Mapping[str, Any]:
        seen = super().observe()
        return {**seen, "commands": []} if self.sessions == self.wrong else seen


class _LacksTheProfileOnce(Client):
    sessions = 0

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        type(self).sessions += 1
        return {"unsupported": "not today"} if self.sessions == 20 else super().start(start)


def random_result(client: type[Client]) -> Result:
    client.sessions = 0  # type: ignore[attr-defined]  # it counts them
    (result,) = results(in_process(client), Method.RANDOM)
    return result


def test_who_answers_the_same_in_two_ways_is_not_repeatable() -> None:
    """It is told in a sentence, with what was seen once, and never by a traceback."""
    result = random_result(_Unsteady)
    assert result.verdict is Verdict.ERROR
    assert result.divergence is not None
    assert str(result.divergence.failure) == (
        "the client is not repeatable: a session was repeated, and the client answered otherwise."
    )
    assert result.divergence.mismatches


def test_who_lacks_the_profile_once_is_told() -> None:
    """One session in the middle of random walks is enough."""
    result = random_result(_LacksTheProfileOnce)
    assert result.verdict is Verdict.ERROR
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.CHANGED
