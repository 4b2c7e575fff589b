"""The moments of a drill are exact: known, counted tick by tick, and taken again in time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from analyses.drill.subjects import QUICK, kind
from checker.timing.replay import replay
from checker.timing.ticks import Counted
from twinsite.analyses.drill.clockwork import Lengths
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import Asked, Moment, answer
from twinsite.analyses.drill.places import places_of
from twinsite.analyses.drill.report import CALL, MAINTENANCE, WINDOW, drill_of
from twinsite.analyses.drill.staff import Kind
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.timed import TimedRun
from twinsite.checker.timing.bounds import Attained, Unbounded, bounds
from twinsite.checker.timing.critical_path import timed
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Profile

TIMEOUT = "disaster-recovery.timeout"
WAIT = "disaster-recovery.wait-for-sipphone-timeout"
REG_TIMEOUT = "sipendpoint__proxies__proxy0__reg_timeout"
X, Y = Failure(What.SITE, "Site X"), Failure(What.SITE, "Site Y")
BOTH, PHONE = Failure(What.BOTH), Failure(What.PHONE)
REGISTRAR, PRIMARY = Failure(What.REGISTRAR, "Site X"), Failure(What.PRIMARY, "Site X")


def every(drill: Drill) -> Iterator[Asked]:
    """Yield every question of a drill."""
    yield from drill.asked_after_failure()
    yield from drill.asked_after_windows()
    yield from drill.asked_after_repair()


def moments(drill: Drill) -> dict[str, Moment]:
    """Return every moment of a drill by its name."""
    return {asked.milestone.what: answer(asked, drill.lengths) for asked in every(drill)}


def seconds(moment: Moment) -> tuple[float | None, float | None]:
    first, last = moment.earliest, moment.latest
    return first and first.ticks / 1000, last and last.ticks / 1000


def test_a_site_that_fails_costs_the_timeout_an_attempt_and_a_login() -> None:
    found = moments(Drill(kind("Anna", QUICK), Part.VOICE, X))
    assert seconds(found["logged in at Site Y"]) == (60, 68)
    assert seconds(found["Ready again"]) == (60, 71)


@pytest.mark.parametrize(("period", "latest"), [("60", 69), ("3600", 3609)])
def test_the_way_back_takes_as_long_as_a_registration_period(period: str, latest: int) -> None:
    agent = kind("Anna", QUICK, **{REG_TIMEOUT: period})
    assert back(agent) == latest + 5  # Timer F may come before the REGISTER is sent again
    assert back(again(agent, (0, ""))) == latest


def test_over_tcp_a_lost_register_costs_timer_f_as_well() -> None:
    agent = kind("Anna", QUICK, sipendpoint__transport_protocol="TCP", **{REG_TIMEOUT: "60"})
    assert agent.lengths[Part.VOICE].again is None
    assert back(agent) == 32 + 69 - 1 + 1


def again(agent: Kind, length: tuple[int, str] | None) -> Kind:
    """Return agents whose lost REGISTER is answered within another time."""
    lengths = replace(agent.lengths[Part.VOICE], again=length)
    return replace(agent, lengths={**agent.lengths, Part.VOICE: lengths})


def back(agent: Kind) -> float | None:
    """Return when agents are logged in at Site X again, at the latest."""
    return seconds(moments(Drill(agent, Part.VOICE, X))["logged in at Site X"])[1]


def test_ready_follows_the_last_window_by_an_answer() -> None:
    for busy in (CALL, WINDOW):
        report = drill_of(kind("Anna", QUICK), X, busy=busy, parts=[Part.VOICE])
        (ready,) = report.parts[0].after_windows
        assert seconds(ready) == (0, 3)
        assert report.parts[0].after_failure[-1].earliest is None


def test_a_lost_phone_costs_the_wait() -> None:
    options = {"disaster_recovery__wait_for_sipphone_timeout": "30"}
    found = moments(Drill(kind("Anna", QUICK, **options), Part.VOICE, PHONE))
    assert seconds(found["leaves Site X"]) == (30, 30)
    assert found["leaves Site X"].requirement == "PHONE-03"


def test_servers_of_one_kind_move_their_connection_alone() -> None:
    """WHOLE-02."""
    agent = kind("Anna", QUICK)
    together = dict.fromkeys((Part.VOICE, Part.STAT, Part.CONFIG), Site.PREFERRED)
    for what, part, returns in (
        (What.SIP_SERVERS, Part.VOICE, True),
        (What.STAT_SERVERS, Part.STAT, False),
        (What.PROXIES, Part.CONFIG, False),
    ):
        report = drill_of(agent, Failure(what, "Site X"))
        assert [found.drill.part for found in report.parts] == [part]
        apart = {**together, part: Site.PEER}
        assert places_of(report, repaired=False) == apart
        assert places_of(report, repaired=True) == (together if returns else apart)


def test_a_graceful_shutdown_costs_no_agent_state() -> None:
    """REST-14; under A39=overwritten it does."""
    agent = kind("Anna", QUICK)
    found = moments(Drill(agent, Part.VOICE, X, MAINTENANCE))
    assert seconds(found["Ready again"]) == (60, 71)
    voice = Profile.parse(f"{agent.profiles[Part.VOICE].name}/A39=overwritten")
    other = replace(agent, profiles={Part.VOICE: voice})
    assert moments(Drill(other, Part.VOICE, X, MAINTENANCE))["Ready again"].earliest is None


def test_after_both_sites_the_wrong_one_may_be_waited_for_once_more() -> None:
    agent = kind("Claire", QUICK, disaster_recovery__auto_restore="false")
    drill = Drill(agent, Part.VOICE, BOTH)
    asked = next(drill.asked_after_failure())
    question = replace(
        asked.question,
        starts=drill.settled,
        triggers=[Event("servers_preferred", "site_returned")],
        goal=lambda facts: facts.logged_in and facts.link_open,
    )
    found = bounds(question)
    assert isinstance(found.latest, Attained)
    assert found.latest.ticks == 83_000


def test_a_loss_is_noticed_within_twice_the_timeout_of_addp() -> None:
    found = moments(Drill(kind("Anna"), Part.VOICE, X))
    assert seconds(found["loss noticed"]) == (0, 20)
    latest = found["leaves Site X"].latest
    assert latest is not None
    assert {t.because: (t.times, t.ticks) for t in latest.terms} == {
        "ADDP timeout": (2, 20_000),
        TIMEOUT: (1, 60_000),
    }


def test_a_short_wait_for_the_phone_can_move_the_desktop_before_the_timeout() -> None:
    options = {"disaster_recovery__wait_for_sipphone_timeout": "20"}
    found = moments(Drill(kind("Anna", QUICK, **options), Part.VOICE, X))
    first = found["leaves Site X"].earliest
    assert first is not None
    assert first.ticks == 51_000  # Timer F of a REGISTER that is 1 s old, and the wait
    assert {(t.because, t.ticks) for t in first.terms} == {
        (WAIT, 20_000),
        ("Timer F", 32_000),
        ("answer of the registrar", -1_000),
    }


def test_without_auto_restore_nobody_is_back() -> None:
    found = moments(Drill(kind("Declan"), Part.VOICE, Y))
    assert seconds(found["Ready again"]) == (60, 91)
    assert found["leaves Site X"].earliest is None
    assert found["leaves Site X"].otherwise == "auto-restore is false: until the next start"


def test_the_failure_of_the_other_site_moves_nobody() -> None:
    drill = Drill(kind("Brian"), Part.VOICE, X)
    assert all(moment.earliest is None for moment in moments(drill).values())
    assert not drill.has_moved


def test_a_hard_phone_that_is_out_of_service_need_not_be_linked_at_the_peer_site() -> None:
    asked = {a.milestone.what: a for a in every(Drill(kind("Claire"), Part.VOICE, PHONE))}
    found = bounds(asked["linked at Site Y"].question)
    assert found.earliest is not None
    assert isinstance(found.latest, Unbounded)


@pytest.mark.parametrize("part", [Part.START_UP, Part.VOICE, Part.STAT])
def test_a_shift_begins_while_a_site_is_down(part: Part) -> None:
    found = moments(Drill(kind("Anna"), part, X, start=True))
    last = list(found.values())[-1]
    expected = {Part.START_UP: (0, 28), Part.VOICE: (60, 68), Part.STAT: (60, 65)}
    assert seconds(last) == expected[part]


DRILLS = [
    *(
        (name, failure, busy)
        for name in ("Anna", "Claire", "Emma")
        for failure in (X, PRIMARY, PHONE)
        for busy in ((), CALL)
    ),
    ("Anna", REGISTRAR, ()),
    ("Declan", Y, WINDOW),
    ("Claire", BOTH, ()),
]


@pytest.mark.parametrize(("name", "failure", "busy"), DRILLS)
def test_every_attaining_trace_is_one_of_the_timed_semantics(
    name: str, failure: Failure, busy: tuple[Event, ...]
) -> None:
    agent = kind(name)
    for part in (Part.VOICE, Part.STAT):
        drill = Drill(agent, part, failure, busy if part is Part.VOICE else ())
        for asked in every(drill) if drill.is_touched else ():
            found = bounds(asked.question, behaviour=asked.behaviour)
            for bound, latest in ((found.earliest, False), (found.latest, True)):
                if isinstance(bound, Attained):
                    trace = timed(
                        asked.question, asked.behaviour, bound, found.still, latest=latest
                    )
                    replay(asked.question, bound, trace, found.still)
                    replay_in_timed_run(
                        drill, asked, bound, trace.moments, dict(trace.since), found.still
                    )


def replay_in_timed_run(
    drill: Drill,
    asked: Asked,
    bound: Attained,
    at: tuple[int, ...],
    since: dict[str, int],
    still: frozenset[str],
) -> None:
    """Take a trace again as the conformance kit would; a drawn delay is what the trace says."""
    system = asked.question.system
    lengths = {name: ticks for (name, _), (ticks, _) in drill.lengths.deadlines.items()}
    never = {e.length for i in system.instances for e in i.machine.events if e.length}
    run = TimedRun(system, dict.fromkeys(never, 10**9) | lengths)
    run.state = bound.way.start
    run._since = tuple(float(since[name]) for name in system.index)
    for event in asked.question.triggers:
        run.take(event)
    for (event, _), moment in zip(bound.way.steps, at[1:], strict=True):
        due = [when for when, deadline in run.running() if deadline.machine not in still]
        assert moment == run.now or min(due, default=moment) >= moment
        run.now = float(moment)
        run.take(event)
    assert asked.question.goal(system.view(run.state))


SMALL = Lengths(
    {
        (TIMEOUT, None): (3, "timeout"),
        (WAIT, None): (2, "wait"),
        ("warm-standby.reconnection-random-delay-range", None): (1, "random"),
        ("warm-standby.retry-delay", None): (2, "retry"),
        ("reg_timeout", None): (2, "period"),
        ("reg_interval", None): (2, "period"),
        ("sip_transaction_timeout", None): (3, "Timer F"),
        ("refresh margin", None): (4, "margin"),
    },
    addp=(1, "addp"),
    attempt=(1, "attempt"),
    answer=(1, "answer"),
    registrar=(1, "registrar"),
    again=(2, "again"),
)


def small(profile: str) -> Kind:
    voice = Profile.parse(profile)
    agent = kind("Anna")
    return replace(
        agent,
        phone=voice.phone,
        profiles={voice.part: voice},
        lengths={voice.part: SMALL},
    )


@pytest.mark.parametrize("failure", [X, BOTH, PRIMARY], ids=str)
@pytest.mark.parametrize(
    "profile", ["bc+auto+restore/no-phone", "stat/bc/pair", "stat/bc/cluster-2"]
)
def test_the_moments_are_those_of_counted_ticks(profile: str, failure: Failure) -> None:
    agent = small(profile)
    (part,) = agent.profiles
    drill = Drill(agent, part, failure)
    for asked in every(drill) if drill.is_touched else ():
        agree(asked)


EVERYTHING = (
    *(Failure(what, "Site X") for what in What if what not in (What.PHONE, What.BOTH)),
    BOTH,
    PHONE,
)


@pytest.mark.heavy
@pytest.mark.parametrize("failure", [X, PHONE, REGISTRAR], ids=str)
def test_so_are_those_with_an_endpoint(failure: Failure) -> None:
    drill = Drill(small("bc+auto+restore/endpoint"), Part.VOICE, failure)
    for asked in every(drill) if drill.is_touched else ():
        agree(asked)


def every_small_question(profile: str) -> Iterator[Asked]:
    """Yield what is asked about every failure, whatever goes on when it comes."""
    agent = small(profile)
    (part,) = agent.profiles
    for failure in EVERYTHING:
        for busy in ((), CALL, WINDOW, MAINTENANCE) if part is Part.VOICE else ((),):
            yield from every(Drill(agent, part, failure, busy))
        if failure is not PHONE:
            yield from every(Drill(agent, part, failure, start=True))


@pytest.mark.heavy
@pytest.mark.parametrize(
    "profile",
    [
        "stat/bc/pair",
        "stat/bc/cluster-2",
        "config/bc/pair",
        "bc+auto+restore/no-phone",
        "bc+restore/no-phone",
        "bc+auto+restore/hard-phone",
        pytest.param("bc+auto+restore/endpoint", marks=pytest.mark.by_hand),
    ],
)
def test_so_are_all_of_every_failure(profile: str) -> None:
    asked = list(every_small_question(profile))
    assert len(asked) > 10
    for each in asked:
        agree(each)


def agree(asked: Asked) -> None:
    found = bounds(asked.question, behaviour=asked.behaviour)
    judge = Counted(asked.question, 4, every_phase=False)
    assert (found.earliest and found.earliest.ticks) == judge.earliest(), asked.milestone.what
    if found.earliest is not None:
        latest = found.latest.ticks if isinstance(found.latest, Attained) else None
        assert latest == judge.latest(), asked.milestone.what


def test_there_is_an_answer_to_everything_that_is_asked() -> None:
    asked = chain(*(every(Drill(kind("Anna"), Part.VOICE, failure)) for failure in (X, PHONE)))
    assert len({each.milestone.what for each in asked}) == 11
