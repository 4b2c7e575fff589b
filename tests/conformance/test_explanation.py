"""What differs is shown in a short session, and explained by what it is like."""

from collections.abc import Mapping
from typing import Any

import pytest

from conformance.mistaken import MISTAKES
from shares import one_in
from twinsite.analyses.mutation.trial import every_mutant, mutated
from twinsite.conformance import shorten
from twinsite.conformance.channel import Budget, Reconnecting
from twinsite.conformance.clients import in_process
from twinsite.conformance.explanation import Explanation
from twinsite.conformance.killers import killers
from twinsite.conformance.likeness import likenesses
from twinsite.conformance.mistakes import mistakes
from twinsite.conformance.oracle import Expectation, Happens, Passes, action_of
from twinsite.conformance.runner import Method, Plan, Result, Verdict, Watch, conduct
from twinsite.conformance.session import Diverged, Divergence, Session
from twinsite.conformance.shorten import merged, shortened
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.composition import desktop
from twinsite.model.predicates import DECLARED
from twinsite.model.profile import Profile
from twinsite.report.terminal.conform import chart
from twinsite_charts.model import Row
from twinsite_desktop.client import Client
from twinsite_desktop.faults import FAULTS
from twinsite_desktop.faults import client as faulty

ALL = tuple(method for method in Method if method is not Method.REPLAY)


def explained(client: type[Client], profile: str, *methods: Method) -> Result:
    """Return the last result of a test that ends with the first failure."""
    plan = Plan(methods=methods or ALL, explain=True, to_the_end=False)
    return list(conduct(in_process(client), (Profile.parse(profile),), plan, Watch()))[-1]


def explanation_of(fault: str, *methods: Method) -> Explanation:
    result = explained(faulty(fault), FAULTS[fault].profile, *methods)
    assert result.explanation is not None
    assert result.divergence is result.explanation.divergence
    return result.explanation


def played(client: type[Client], profile: str, *actions: str) -> tuple[Divergence, Expectation]:
    """Return what comes of a session that diverges."""
    expectation = Expectation(Profile.parse(profile), LENGTHS)
    session = Session(expectation.again(), Reconnecting(in_process(client)))
    *first, last = map(action_of, actions)
    for action in first:
        session.act(action)
    with pytest.raises(Diverged) as diverged:
        session.act(last)
    return diverged.value.divergence, expectation


def test_a_long_session_becomes_short() -> None:
    """What does not matter is left out; what is left still differs, in the same thing."""
    around = ("link.connection_failed", "link.connection_accepted", "link.connection_dropped")
    divergence, expectation = played(
        faulty("late_connection_taken"),
        "stat/bc/pair",
        *around[:2],
        *("500 s",) * 30,
        *around[2:],
        "link.connection_accepted",
    )
    channel = Reconnecting(in_process(faulty("late_connection_taken")))
    short = shortened(divergence, expectation, channel, Budget())
    assert len(divergence.actions) == 34
    assert list(map(str, short.actions)) == [
        *around,
        "link.connection_accepted",
    ]
    assert short.mismatches[0].what == divergence.mismatches[0].what


@pytest.mark.parametrize("spent", ["budget", "actions"])
def test_shortening_is_bounded(spent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is told, also where there is no time to shorten it."""
    divergence, expectation = played(
        faulty("late_connection_taken"),
        "stat/bc/pair",
        "link.connection_accepted",
        "500 s",
        "link.connection_dropped",
        "link.connection_accepted",
    )
    budget = Budget()
    if spent == "budget":
        budget.stop()
    else:
        monkeypatch.setattr(shorten, "MOST_ACTIONS", 1)
    channel = Reconnecting(in_process(faulty("late_connection_taken")))
    assert shortened(divergence, expectation, channel, budget) == divergence


def test_time_passes_once_between_two_events() -> None:
    failed = action_of("link.connection_failed")
    script = (Passes(1), Passes(2), failed, Passes(3))
    assert merged(script) == (Passes(3), failed, Passes(3))


def test_what_is_like_a_discarded_interpretation_is_told_so() -> None:
    """The client that restores beside windows is the release before, and the guard dropped."""
    found = explanation_of("restores_beside_windows")
    assert [like.name for like in found.alike[:2]] == [
        "8.5.105.11",
        "Restoration.logged_in@pending#2: guard dropped",
    ]
    broken = {prop.requirement for prop in found.alike[1].broken}
    assert "REST-10" in broken
    assert "REST-02" in found.divergence.requirements


def test_what_is_like_nothing_is_told_so() -> None:
    """No change of one point makes a desktop that measures from the start of the session."""
    assert explanation_of("timeout_measured_from_the_start", Method.RANDOM).alike == ()


def test_the_specification_itself_is_like_no_client_that_differs() -> None:
    """Every mutant that is named does in the session what the client did, and differs at its end.

    The specification does all but the last of it.
    """
    found = explanation_of("late_connection_taken", Method.RANDOM)
    (like,) = found.alike
    assert like.name == "Link.connection_accepted@pausing_for_primary: taken as in trying_primary"
    assert likenesses(found.divergence)[0].name == like.name


def test_an_option_that_is_read_wrongly_is_named() -> None:
    found = explanation_of("retry_in_milliseconds", Method.RANDOM)
    names = [like.name for like in found.alike]
    assert "Link.retry_delay_elapsed: takes warm-standby.retry-delay for milliseconds" in names
    assert found.divergence.requirements[0] == "LINK-05"


def test_what_is_left_of_an_earlier_session_is_told_so() -> None:
    mistake = MISTAKES["timers survive into the next session"]
    result = explained(mistake.client, mistake.profile)
    assert result.verdict is Verdict.ERROR  # a repeated session goes otherwise
    assert result.explanation is not None
    assert result.explanation.left_over


def test_every_mistake_is_a_machine_that_can_be_composed() -> None:
    """Each is another declaration, of which a desktop can be made."""
    link = DECLARED["Link"]
    found = list(mistakes(link, [("connection_accepted", "pausing_for_primary")]))
    assert len({mistake.name for mistake in found}) == len(found) > 8
    assert all(mistake.changed != link for mistake in found)


def test_what_a_mutant_breaks_elsewhere_is_known() -> None:
    """Of most mutants the record tells a property."""
    names = [mutant.id for mutant in every_mutant()]
    assert sum(bool(killers(name)) for name in names) > len(names) / 2
    assert killers("no mutant") == ()
    assert desktop(Profile.parse("stat/bc/pair"), mutated(every_mutant()[0])).instances


SHIPPED = {"phone switchover during a call": "bc+auto+restore/hard-phone"}
"""Where a mistake that only a test suite finds is looked for, so that none is made for that."""


def test_the_requirement_is_named() -> None:
    """A team whose reconnection cancels nothing is told what it broke."""
    require_named("timeout not cancelled")


@pytest.mark.parametrize("name", one_in(3, [(name,) for name in MISTAKES], heavy=True))
def test_every_requirement_is_named(name: str) -> None:
    """All seventeen mistakes of a team are told with the requirement."""
    require_named(name)


def require_named(name: str) -> None:
    mistake = MISTAKES[name]
    result = explained(mistake.client, SHIPPED.get(name, mistake.profile))
    assert result.divergence is not None
    assert result.explanation is not None
    if not mistake.requirements:
        assert result.explanation.left_over
        return
    assert mistake.requirements & set(result.divergence.requirements[:3])


def test_an_event_that_is_refused_is_an_action_too() -> None:
    found = explanation_of("late_connection_taken", Method.RANDOM).divergence
    assert isinstance(found.actions[-1], Happens)
    assert len(found.steps) < len(found.actions)
    rows = [row for row in chart(found).rows if isinstance(row, Row)]
    assert [row.label for row in rows] == ["1", "2", "3"]
    assert chart(found).verdict.startswith("EXPECTED in 3 actions")


class _Crashes(Client):
    """Breaks down at the third event; each time it is begun anew."""

    begun = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).begun += 1
        self.events = 0

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        self.events = 0
        return super().start(start)

    def offer(self, event: Mapping[str, Any]) -> None:
        self.events += 1
        if self.events == 3:
            raise ValueError("no more")
        super().offer(event)


def test_a_client_that_breaks_down_is_not_begun_anew_for_ever() -> None:
    """What makes it break down is shortened, in some tens of sessions."""
    result = explained(_Crashes, "stat/bc/pair", Method.SCENARIOS)
    assert result.verdict is Verdict.ERROR
    assert result.divergence is not None
    assert 3 <= len(result.divergence.actions) <= 5
    assert _Crashes.begun <= 40


@pytest.mark.heavy
def test_a_client_that_caps_its_timers_is_explained_in_no_time() -> None:
    """Candidates with much shorter deadlines are left out, not followed through a whole hour."""

    class Capped(Client):
        """No timer is longer than 1,000 s."""

        def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
            lengths = {name: min(s, 1000) for name, s in start["lengths"].items()}
            return super().start({**start, "lengths": lengths})

    result = explained(Capped, "bc/endpoint", Method.RANDOM)
    assert result.divergence is not None
    assert result.divergence.lengths["reg_timeout"] == 3600
    assert result.explanation is not None
    assert result.explanation.alike == ()
