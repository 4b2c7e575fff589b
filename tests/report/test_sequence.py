"""A trace becomes a chart that a telephone engineer can read: on the screen and as a picture."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from charts.boxes import faults, picture, texts, words_of
from twinsite.checker.semantics.chart import Kind as Kinds
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.predicates import CHARTS, MACHINES, Facts, Site
from twinsite.model.profile import Part, Phone, Profile, Release, default_profiles
from twinsite.properties import properties_of
from twinsite.report.sequence import lanes, words
from twinsite.report.sequence.chart import chart_of
from twinsite.report.sequence.lanes import Lane, lane_of, lanes_of, with_its_site
from twinsite.report.sequence.screen import chart_text
from twinsite_charts.model import Band, Chart, Kind, Message, Move, Note, Row
from twinsite_charts.svg import render_svg
from twinsite_charts.text import WIDEST

LONG = 60

LOGIN = (
    "registration_preferred.register_accepted",
    "link.connection_accepted",
    "session.log_in_requested",
    "session.log_in_accepted",
)
READY = (*LOGIN, "session.ready_requested", "session.agent_ready")
_READY_AT_A_HARD_PHONE = (
    "session.log_in_requested",
    "agent_preferred.log_in_carried_out",
    "session.log_in_accepted",
    "session.ready_requested",
    "agent_preferred.ready_carried_out",
    "session.agent_ready",
)
LOST = ("link.connection_dropped", "site.switchover_timeout_elapsed")


def chart(trace: tuple[Step, ...], system: System[Facts], *, breaks: bool = False) -> Chart:
    return chart_of(
        system,
        trace,
        title="no call comes too early",
        requirement="INT-06",
        sentence="No call comes too early.",
        verdict="REFUTED" if breaks else "PROVED",
        breaks=breaks,
    )


def taken(*events: str, profile: Profile | None = None, breaks: bool = False) -> Chart:
    """Return the chart of a trace that is written as offers."""
    system = desktop(profile or Profile())
    return chart(tuple(retrace(system, map(Event.parse, events))), system, breaks=breaks)


def wandered(profile: Profile, length: int, stride: int = 7) -> Chart:
    """Return the chart of a long trace that goes through many different steps."""
    system = desktop(profile)
    trace: list[Step] = []
    for number in range(length):
        steps = list(system.steps(trace[-1].after if trace else system.initial))
        trace.append(steps[number * stride % len(steps)])
    return chart(tuple(trace), system, breaks=True)


def screen(shown: Chart, width: int = 80) -> list[str]:
    """Return the lines that a plain terminal of this width shows."""
    out = io.StringIO()
    Console(file=out, width=width).print(chart_text(shown, width))
    return out.getvalue().splitlines()


def drawn(shown: Chart) -> list[tuple[str, str]]:
    """Return the class and the words of every text of the picture."""
    return texts(picture(render_svg(shown)))


def rows(shown: Chart) -> list[Row]:
    return [row for row in shown.rows if isinstance(row, Row)]


def event(row: Row) -> Message:
    first = row.parts[0]
    assert isinstance(first, Message)
    return first


def commands(row: Row) -> list[Message]:
    return [p for p in row.parts if isinstance(p, Message) and p.kind is Kind.COMMAND]


def notes(row: Row) -> list[Note]:
    return [part for part in row.parts if isinstance(part, Note)]


@pytest.fixture(scope="module")
def refuted() -> Chart:
    """Return the shortest trace that breaks INT-06 before the postponed restoration."""
    profile = Profile(release=Release((8, 5, 105, 11)))
    system = desktop(profile)
    properties = [prop for prop in properties_of(profile) if prop.requirement == "INT-06"]
    found = next(f for f in explore(system, properties).findings if f.trace)
    assert found.trace is not None
    return chart(found.trace, system, breaks=True)


TO_BOOTSTRAP_FILE = (
    *("start_up.start_requested", "bootstrap_preferred.connection_accepted"),
    *("start_up.configuration_arrived", "start_up.settings_updated"),
)

WANDERED = {p.name: wandered(p, LONG) for p in default_profiles()}
WALKED = {
    **WANDERED,
    "to the bootstrap file": taken(
        *TO_BOOTSTRAP_FILE, profile=Profile(part=Part.START_UP, nodes=1)
    ),
}
every_walk = pytest.mark.parametrize("walk", WALKED.values(), ids=WALKED)


def test_only_history_variables_have_no_words() -> None:
    unnamed = set(CHARTS) - set(words.MACHINE_WORDS)
    history = {n for n, c in CHARTS.items() if c.__module__.startswith("twinsite.model.history.")}
    assert history == unnamed
    assert set(words.MACHINE_WORDS) <= set(CHARTS)


def test_no_two_machines_have_the_same_words() -> None:
    assert len(set(words.MACHINE_WORDS.values())) == len(words.MACHINE_WORDS)


def test_every_command_has_words() -> None:
    assert set(COMMANDS) == set(words.COMMAND_WORDS)
    assert set(COMMANDS) >= lanes.TO_PREFERRED | lanes.TO_SITE_LEFT
    assert set(COMMANDS) >= lanes.TO_AGENT | lanes.AT_HOME


def test_words_are_given_to_states_that_there_are() -> None:
    for machine, known in words.STATE_WORDS.items():
        assert set(known) <= set(MACHINES[machine].states)


def test_no_two_states_of_a_machine_have_the_same_words() -> None:
    for name, machine in MACHINES.items():
        known = {words.state_words(name, state) for state in machine.states}
        assert len(machine.states) == len(known)
        assert not any("_" in word for word in known)


def test_everybody_who_decides_a_stimulus_has_a_lane_or_none() -> None:
    events = [event for machine in MACHINES.values() for event in machine.events]
    known = (lanes.OF_A_SITE, lanes.AGENT, lanes.UNHEARD)
    assert {e.by for e in events if e.kind is Kinds.STIMULUS} == frozenset().union(*known)
    assert sum(map(len, known)) == len(frozenset().union(*known))
    assert {e.id for e in events} >= lanes.UNSEEN | lanes.NOTICED


@pytest.mark.parametrize("machine", MACHINES)
def test_every_machine_has_the_lane_of_what_it_is_part_of(machine: str) -> None:
    package = CHARTS[machine].__module__.split(".")[-2]
    at_a_site = {f"{name}_{s}" for name in ("servers", "agent", "cluster") for s in Site}
    if machine in at_a_site or machine.startswith("node_"):
        assert package == "environment"
        assert lane_of(machine).lower() in f"{machine.split('_')[1]} site"
    elif machine.startswith(("registration_", "binding_", "endpoint_")):
        assert lane_of(machine) is Lane.PHONE
    else:
        assert lane_of(machine) is Lane.DESKTOP


@pytest.mark.parametrize("profile", default_profiles(), ids=lambda profile: profile.name)
def test_a_chart_has_the_lanes_of_its_part(profile: Profile) -> None:
    expected = {Lane.PREFERRED, Lane.PEER, Lane.DESKTOP}
    if profile.part is Part.VOICE and profile.phone is Phone.WORKSPACE_ENDPOINT:
        expected.add(Lane.PHONE)
    if profile.part in (Part.VOICE, Part.START_UP):
        expected.add(Lane.AGENT)
    assert tuple(lane for lane in Lane if lane in expected) == lanes_of(desktop(profile))


def last(*events: str, phone: Phone = Phone.WORKSPACE_ENDPOINT) -> Row:
    return rows(taken(*events, profile=Profile(phone=phone)))[-1]


def ends(row: Row) -> tuple[str, str]:
    return event(row).source, event(row).target


def test_the_agent_tells_the_desktop() -> None:
    assert ends(last("session.log_in_requested")) == (Lane.AGENT, Lane.DESKTOP)


def test_a_call_arrives_from_the_site_where_the_desktop_works() -> None:
    assert ends(last(*READY, "call.direct_call_began")) == (Lane.PREFERRED, Lane.DESKTOP)
    moved = (*LOST, "link.connection_accepted", "session.log_in_accepted")
    assert ends(last(*READY, *moved)) == (Lane.PEER, Lane.DESKTOP)


def test_an_invite_reaches_the_phone_which_refuses_it() -> None:
    row = last(*READY, "endpoint_peer.invite_received")
    assert ends(row) == (Lane.PEER, Lane.PHONE)
    said = [part for part in row.parts if isinstance(part, Message)]
    (refusal,) = [message for message in said if message.kind is Kind.COMMAND]
    assert (refusal.source, refusal.target) == (Lane.PHONE, Lane.PEER)


def test_a_call_that_no_link_shows_stays_at_its_site() -> None:
    lost = ("link.connection_accepted", *_READY_AT_A_HARD_PHONE, "link.connection_dropped")
    unseen = last(*lost, "call.unseen_call_offered", phone=Phone.HARD_PHONE)
    assert ends(unseen) == (Lane.PREFERRED, Lane.PREFERRED)
    moved = (*lost, "site.switchover_timeout_elapsed", "call.stale_call_offered")
    assert ends(last(*moved, phone=Phone.HARD_PHONE)) == (Lane.PREFERRED, Lane.PREFERRED)


def test_the_registrar_of_a_site_answers_the_phone() -> None:
    row = last("registration_peer.register_accepted")
    assert ends(row) == (Lane.PEER, Lane.PHONE)
    assert event(row).words.startswith("the registrar answers")


def test_sip_server_tells_the_desktop_about_a_hard_phone() -> None:
    events = ("link.connection_accepted", "dn_service.dn_out_of_service")
    assert ends(last(*events, phone=Phone.HARD_PHONE)) == (Lane.PREFERRED, Lane.DESKTOP)


def test_a_failure_that_nobody_notices_stays_at_its_site() -> None:
    assert ends(last("servers_peer.site_failed")) == (Lane.PEER, Lane.PEER)


def test_a_failure_that_drops_the_link_reaches_the_desktop() -> None:
    row = last("link.connection_accepted", "servers_preferred.site_failed")
    assert ends(row) == (Lane.PREFERRED, Lane.DESKTOP)


def test_what_no_site_has_told_is_noticed_by_the_desktop() -> None:
    assert ends(last("link.connection_failed")) == (Lane.DESKTOP, Lane.DESKTOP)
    dropped = last("link.connection_accepted", "link.connection_dropped")
    assert ends(dropped) == (Lane.DESKTOP, Lane.DESKTOP)


def test_a_call_that_ends_unseen_stays_at_the_site_where_it_is() -> None:
    row = last(*READY, "call.direct_call_began", *LOST, "call.call_lost")
    assert ends(row) == (Lane.PREFERRED, Lane.PREFERRED)
    row = last(*READY, "call.direct_call_began", LOST[0], "call.call_lost")
    assert ends(row) == (Lane.PREFERRED, Lane.PREFERRED)


def test_the_probe_reaches_the_preferred_site_from_the_peer_site() -> None:
    events = ("site.switchover_timeout_elapsed", "link.connection_accepted", "probe.probe_accepted")
    assert ends(last(*events, phone=Phone.NONE)) == (Lane.PREFERRED, Lane.DESKTOP)


def test_a_timer_stands_in_the_lane_that_it_belongs_to() -> None:
    switchover = last("site.switchover_timeout_elapsed")
    assert ends(switchover) == (Lane.DESKTOP, Lane.DESKTOP)
    assert event(switchover).kind is Kind.TIME
    assert event(switchover).option == "disaster-recovery.timeout"
    retry = last("registration_peer.register_timed_out")
    assert ends(retry) == (Lane.PHONE, Lane.PHONE)
    assert event(retry).words.startswith("peer site: ")


def test_an_event_is_told_in_its_own_words_with_its_requirement() -> None:
    told = event(last("session.log_in_requested"))
    declared = MACHINES["session"].event("log_in_requested")
    assert f"{declared.label} ({declared.requirement})" == told.words
    assert told.option == ""


def test_a_move_ends_the_old_site_and_begins_at_the_new_one() -> None:
    held = ("phone_watch.phone_wait_elapsed", *LOGIN[1:], "registration_peer.register_accepted")
    row = rows(taken(*held))[-1]
    assert Move("now at the peer site", 1) in row.parts
    assert {
        "log out at the preferred site",
        "close the link at the preferred site",
        "connect to the primary at the peer site",
        "connect the probe at the preferred site",
    } == set(map(with_its_site, commands(row)))
    assert {Lane.DESKTOP} == {command.source for command in commands(row)}


def test_the_phone_registers_at_its_own_site() -> None:
    events = ("registration_peer.register_timed_out", "registration_peer.next_attempt_due")
    row = rows(taken(*events))[-1]
    assert [Message(Lane.PHONE, Lane.PEER, "register", Kind.COMMAND)] == commands(row)


def test_a_session_command_goes_to_the_current_site() -> None:
    row = rows(taken(*LOGIN, "session.ready_requested"))[-1]
    told = Message(Lane.DESKTOP, Lane.PREFERRED, "set agent Ready", Kind.COMMAND)
    assert [told] == commands(row)


STARTED_AT_PREFERRED = (
    "start_up.start_requested",
    "bootstrap_preferred.connection_accepted",
)
STARTED_AT_PEER = (
    "start_up.start_requested",
    "cluster_preferred.site_failed",
    "bootstrap_preferred.connection_failed",
    "bootstrap_peer.connection_accepted",
)


def started(*events: str) -> Row:
    profile = Profile(part=Part.START_UP, nodes=1, hot_seat=True)
    return rows(taken(*events, profile=profile))[-1]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (STARTED_AT_PREFERRED[:1], {"connect to the first node at the preferred site"}),
        (STARTED_AT_PREFERRED, {"read the configuration at the preferred site"}),
        (STARTED_AT_PEER[:3], {"connect to the first node at the peer site"}),
        (STARTED_AT_PEER, {"read the configuration at the peer site"}),
        (
            (*STARTED_AT_PREFERRED, "start_up.configuration_arrived"),
            {"connect to the first node at the peer site"},
        ),
        (
            (
                *STARTED_AT_PREFERRED,
                "start_up.configuration_arrived",
                "bootstrap_peer.connection_accepted",
            ),
            {"close the link at the preferred site"},
        ),
    ],
)
def test_a_command_of_the_start_goes_to_the_site_of_its_nodes(
    events: tuple[str, ...], expected: set[str]
) -> None:
    assert expected == set(map(with_its_site, commands(started(*events))))


def test_the_configuration_comes_from_the_site_that_is_connected() -> None:
    assert ends(started(*STARTED_AT_PEER, "start_up.configuration_arrived"))[0] == Lane.PEER


def test_the_agent_sees_a_login_error() -> None:
    told = commands(started(*STARTED_AT_PEER, "start_up.credentials_refused"))
    assert Message(Lane.DESKTOP, Lane.AGENT, "show a login error", Kind.COMMAND) in told
    assert Message(Lane.DESKTOP, Lane.PEER, "close the link", Kind.COMMAND) in told


def test_nobody_outside_sees_that_the_bootstrap_file_is_written() -> None:
    arrived = ("start_up.configuration_arrived", "start_up.settings_updated")
    row = started(*STARTED_AT_PEER, *arrived)
    told = Message(Lane.DESKTOP, Lane.DESKTOP, "update the bootstrap file", Kind.COMMAND)
    assert commands(row) == [told]


def test_the_desktop_is_told_which_node_is_next() -> None:
    shown = taken("cluster_link.second_chosen", profile=Profile(part=Part.STAT, nodes=2))
    row = rows(shown)[-1]
    assert ends(row) == (Lane.DESKTOP, Lane.DESKTOP)
    told = Message(Lane.DESKTOP, Lane.PREFERRED, "connect to the second node", Kind.COMMAND)
    assert commands(row) == [told]


def test_a_node_is_named_in_the_lane_of_its_site() -> None:
    profile = Profile(part=Part.STAT, nodes=2)
    row = rows(taken("node_peer_second.node_failed", profile=profile))[-1]
    assert ends(row) == (Lane.PEER, Lane.PEER)
    assert event(row).words.startswith("second node: a node fails")


def test_before_the_start_there_is_no_current_site() -> None:
    start = taken(*TO_BOOTSTRAP_FILE, profile=Profile(part=Part.START_UP, nodes=1))
    assert "works at" not in " ".join(screen(start))
    assert not any("works at" in told for _, told in drawn(start))
    assert "works at" in " ".join(screen(taken(*LOGIN)))


def test_what_received_the_event_comes_first() -> None:
    changed = [note.subject for note in notes(rows(taken(*READY, *LOST))[-1])]
    assert changed[0] == "current site"
    assert "agent" in changed


def test_what_stays_as_it_was_is_no_change() -> None:
    shown = taken("session.old_session_answered")
    assert notes(rows(shown)[-1]) == [Note("nothing changes")]


@every_walk
def test_history_variables_and_signals_are_not_shown(walk: Chart) -> None:
    names = {note.subject for row in rows(walk) for note in notes(row)} - {""}
    listed = {name for name, _, _ in walk.table[1:]}
    assert names <= listed <= set(words.MACHINE_WORDS.values())


@every_walk
def test_the_changes_of_all_steps_lead_from_the_start_to_the_end(walk: Chart) -> None:
    now = {name: before for name, before, _ in walk.table[1:]}
    for row in rows(walk):
        for note in notes(row):
            if note.subject:
                before, after = note.words.split(" → ")
                assert now[note.subject] == before
                now[note.subject] = after
    assert {name: after for name, _, after in walk.table[1:]} == now


@every_walk
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_every_step_of_the_run_appears_at_any_width(walk: Chart, width: int) -> None:
    lines = screen(walk, width)
    assert max(map(len, lines)) <= width
    assert lines == [line.rstrip() for line in lines]
    told = words_of("\n".join(lines))
    for row in rows(walk):
        assert f" {row.label} " in told
        assert all(part.words in told for part in row.parts)


@every_walk
def test_every_step_of_the_run_is_drawn(walk: Chart) -> None:
    told = drawn(walk)
    assert [row.label for row in rows(walk)] == [w for kind, w in told if kind == "label"]
    together = " ".join(w for _, w in told)
    for row in rows(walk):
        assert all(" ".join(p.words.split()) in together for p in row.parts)


@every_walk
def test_no_text_of_a_picture_is_cut_or_meets_another(walk: Chart) -> None:
    assert not faults(render_svg(walk))


@every_walk
def test_every_arrow_is_between_lanes_of_the_chart(walk: Chart) -> None:
    for row in rows(walk):
        for message in (part for part in row.parts if isinstance(part, Message)):
            assert {message.source, message.target} <= set(walk.lanes)


def test_the_heading_says_what_was_said(refuted: Chart) -> None:
    length = f"REFUTED in {len(refuted.rows)} steps · INT-06"
    for shown in ("\n".join(screen(refuted)), "\n".join(w for _, w in drawn(refuted))):
        for told in (refuted.title, length, refuted.sentence, *refuted.remarks):
            assert told in shown


def test_one_step_is_not_steps() -> None:
    assert "PROVED in 1 step · INT-06" in screen(taken("session.log_in_requested"))


def test_only_the_last_step_of_a_counterexample_is_marked(refuted: Chart) -> None:
    marked = [row for row in rows(refuted) if row.alarm]
    assert marked == rows(refuted)[-1:]
    assert marked[0].alarm == "this step breaks INT-06"
    lines = [line for line in screen(refuted) if line.startswith("✗ ")][1:]
    assert [["✗", marked[0].label]] == [line.split()[:2] for line in lines]


def test_a_witness_has_no_mark() -> None:
    assert "✗" not in "".join(screen(taken(*READY)))


@pytest.mark.parametrize(("breaks", "how"), [(True, "breaks"), (False, "shows")])
def test_the_start_alone_can_decide(*, breaks: bool, how: str) -> None:
    start = taken(breaks=breaks)
    assert any(f"the start itself {how} INT-06" in line for line in screen(start))
    assert f"the start itself {how} INT-06" in [told for _, told in drawn(start)]


@pytest.mark.parametrize(
    ("loop", "expected", "verdict"),
    [
        (0, ["∞ nothing more happens, for ever"], "10 steps and then nothing for ever"),
        (
            1,
            ["from here on in a loop", "∞ step 10 again and again, for ever"],
            "9 steps and a loop of 1 step",
        ),
        (
            3,
            ["from here on in a loop", "∞ steps 8 to 10 again and again, for ever"],
            "7 steps and a loop of 3 steps",
        ),
    ],
)
def test_a_run_that_goes_on_for_ever_says_so(loop: int, expected: list[str], verdict: str) -> None:
    system = desktop(Profile())
    steps = tuple(retrace(system, map(Event.parse, (*READY, *LOST, *LOGIN[1:2], LOGIN[3]))))
    shown = chart_of(
        system,
        steps[:10],
        title="T",
        requirement="LINK-06",
        sentence="S.",
        verdict="REFUTED",
        breaks=True,
        loop=loop,
        fairness=("time passes (FAIR-01, weak)",),
    )
    assert expected == [row.words for row in shown.rows if isinstance(row, Band)]
    assert f"REFUTED in {verdict} · LINK-06" == shown.verdict
    assert "Fair to: time passes (FAIR-01, weak)." in shown.remarks
    assert not any(row.alarm for row in rows(shown))


def test_the_states_at_both_ends_are_listed(refuted: Chart) -> None:
    table = screen(refuted, WIDEST)[-len(refuted.table) :]
    for name, before, after in refuted.table[1:]:
        assert any(line.startswith(f"{name} ") for line in table)
        assert {before, after} <= {told for _, told in drawn(refuted)}


def test_piped_output_has_no_colour(refuted: Chart) -> None:
    assert "\x1b" not in "".join(screen(refuted))


def test_a_terminal_is_given_colour(refuted: Chart) -> None:
    out = io.StringIO()
    console = Console(
        file=out, width=80, force_terminal=True, color_system="standard", no_color=False
    )
    console.print(chart_text(refuted, 80))
    assert "\x1b[1;31m✗ REFUTED" in out.getvalue()


def test_markup_in_texts_is_not_obeyed() -> None:
    odd = replace(taken(*LOGIN), title="[red]a[/red]", sentence="[bold]b[/]")
    assert any("[red]a[/red]" in line for line in screen(odd))
    assert "[bold]b[/]" in screen(odd)


@pytest.mark.parametrize("length", [0, 1, 2, 13, LONG])
def test_a_run_of_any_length_is_drawn(length: int) -> None:
    numbers = [told for kind, told in drawn(wandered(Profile(), length)) if kind == "label"]
    assert [str(n) for n in range(1, length + 1)] == numbers
