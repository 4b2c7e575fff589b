"""A trace becomes a chart that a telephone engineer can read: on the screen and as a picture."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from twinsite.checker.explorer.explore import explore, retrace
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.predicates import CHARTS, MACHINES, Facts, Site
from twinsite.model.profile import Part, Phone, Profile, Release, default_profiles
from twinsite.properties import properties_of
from twinsite.report.sequence import chart as sequence
from twinsite.report.sequence.chart import Chart, Lane, Message, Row, chart_of
from twinsite.report.sequence.svg import WIDTH, render_svg, text_width
from twinsite.report.sequence.terminal import WIDEST, render_text

SVG = "{http://www.w3.org/2000/svg}"
LONG = 60

LOGIN = (
    "registration_preferred.register_accepted",
    "link.connection_accepted",
    "session.log_in_requested",
    "session.log_in_accepted",
)
READY = (*LOGIN, "session.ready_requested", "session.agent_ready")
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
    Console(file=out, width=width).print(render_text(shown, width))
    return out.getvalue().splitlines()


def picture(shown: Chart) -> ET.Element:
    return ET.fromstring(render_svg(shown))  # noqa: S314  our own text


def told(element: ET.Element) -> list[tuple[str, str]]:
    """Return the class and the words of every text of a picture."""
    return [(t.attrib["class"], "".join(t.itertext())) for t in element.iter(f"{SVG}text")]


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
    unnamed = set(CHARTS) - set(sequence.MACHINE_WORDS)
    history = {n for n, c in CHARTS.items() if c.__module__.startswith("twinsite.model.history.")}
    assert history == unnamed
    assert set(sequence.MACHINE_WORDS) <= set(CHARTS)


def test_no_two_machines_have_the_same_words() -> None:
    assert len(set(sequence.MACHINE_WORDS.values())) == len(sequence.MACHINE_WORDS)


def test_every_command_has_words() -> None:
    assert set(COMMANDS) == set(sequence.COMMAND_WORDS)
    assert set(COMMANDS) >= sequence.TO_PREFERRED | sequence.TO_SITE_LEFT
    assert set(COMMANDS) >= sequence.TO_AGENT | sequence.AT_HOME


def test_words_are_given_to_states_that_there_are() -> None:
    for machine, words in sequence.STATE_WORDS.items():
        assert set(words) <= set(MACHINES[machine].states)


def test_no_two_states_of_a_machine_have_the_same_words() -> None:
    for name, machine in MACHINES.items():
        words = {sequence.state_words(name, state) for state in machine.states}
        assert len(machine.states) == len(words)
        assert not any("_" in word for word in words)


def test_everybody_who_decides_a_stimulus_has_a_lane() -> None:
    events = [event for machine in MACHINES.values() for event in machine.events]
    assert {e.by for e in events if e.kind is Kind.STIMULUS} == set(sequence.DECIDERS)
    assert {e.id for e in events} >= sequence.UNSEEN
    assert set(MACHINES) >= set(sequence.LANES)


def last(*events: str, phone: Phone = Phone.WORKSPACE_ENDPOINT) -> Row:
    return taken(*events, profile=Profile(phone=phone)).rows[-1]


def ends(row: Row) -> tuple[Lane, Lane]:
    return row.event.source, row.event.target


def test_the_agent_tells_the_desktop() -> None:
    assert ends(last("session.log_in_requested")) == (Lane.AGENT, Lane.DESKTOP)


def test_a_call_arrives_at_the_desktop() -> None:
    row = last(*READY, "call.routed_call_offered")
    assert ends(row) == (Lane.WORLD, Lane.DESKTOP)


def test_the_registrar_answers_the_phone() -> None:
    row = last("registration_peer.register_accepted")
    assert ends(row) == (Lane.WORLD, Lane.PHONE)
    assert row.event.words.startswith("peer site: ")


def test_sip_server_tells_the_desktop_about_a_hard_phone() -> None:
    events = ("link.connection_accepted", "dn_service.dn_out_of_service")
    row = last(*events, phone=Phone.HARD_PHONE)
    assert ends(row) == (Lane.WORLD, Lane.DESKTOP)


def test_a_failure_that_nobody_notices_stays_in_the_world() -> None:
    assert ends(last("servers_peer.site_failed")) == (Lane.WORLD, Lane.WORLD)


def test_a_failure_that_drops_the_link_reaches_the_desktop() -> None:
    row = last("link.connection_accepted", "servers_preferred.site_failed")
    assert ends(row) == (Lane.WORLD, Lane.DESKTOP)


def test_a_call_that_ends_unseen_stays_in_the_world() -> None:
    row = last(*READY, "call.routed_call_offered", *LOST, "call.call_lost")
    assert ends(row) == (Lane.WORLD, Lane.WORLD)


def test_a_deadline_stands_in_the_lane_that_it_belongs_to() -> None:
    switchover = last("site.switchover_timeout_elapsed")
    assert ends(switchover) == (Lane.DESKTOP, Lane.DESKTOP)
    assert switchover.option == "disaster-recovery.timeout"
    retry = last("registration_peer.register_timed_out")
    assert ends(retry) == (Lane.PHONE, Lane.PHONE)


def test_an_event_is_told_in_its_own_words_with_its_requirement() -> None:
    row = last("session.log_in_requested")
    event = MACHINES["session"].event("log_in_requested")
    assert (event.label, event.requirement, "") == (
        row.event.words,
        row.requirement,
        row.option,
    )


def test_a_move_ends_the_old_site_and_begins_at_the_new_one() -> None:
    held = ("phone_watch.phone_wait_elapsed", *LOGIN[1:], "registration_peer.register_accepted")
    row = taken(*held).rows[-1]
    assert row.moves
    assert {
        "log out at the preferred site",
        "close the link at the preferred site",
        "connect to the primary at the peer site",
        "connect the probe at the preferred site",
    } == {command.words for command in row.commands}
    assert {(Lane.DESKTOP, Lane.WORLD)} == {(c.source, c.target) for c in row.commands}


def test_the_phone_registers_at_its_own_site() -> None:
    events = ("registration_peer.register_timed_out", "registration_peer.next_attempt_due")
    row = taken(*events).rows[-1]
    assert (Message(Lane.PHONE, Lane.WORLD, "register at the peer site"),) == row.commands


def test_a_session_command_goes_to_the_current_site() -> None:
    row = taken(*LOGIN, "session.ready_requested").rows[-1]
    assert [c.words for c in row.commands] == ["set agent Ready at the preferred site"]


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
    return taken(*events, profile=profile).rows[-1]


@pytest.mark.parametrize(
    ("events", "commands"),
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
    events: tuple[str, ...], commands: set[str]
) -> None:
    assert commands == {command.words for command in started(*events).commands}


def test_the_agent_sees_a_login_error() -> None:
    row = started(*STARTED_AT_PEER, "start_up.credentials_refused")
    assert Message(Lane.DESKTOP, Lane.AGENT, "show a login error") in row.commands
    assert Message(Lane.DESKTOP, Lane.WORLD, "close the link at the peer site") in row.commands


def test_nobody_outside_sees_that_the_bootstrap_file_is_written() -> None:
    arrived = ("start_up.configuration_arrived", "start_up.settings_updated")
    row = started(*STARTED_AT_PEER, *arrived)
    told_to = Message(Lane.DESKTOP, Lane.DESKTOP, "update the bootstrap file")
    assert row.commands == (told_to,)


def test_load_balancing_tells_the_desktop_which_node_is_next() -> None:
    row = taken("cluster_link.second_chosen", profile=Profile(part=Part.STAT, nodes=2)).rows[-1]
    assert ends(row) == (Lane.WORLD, Lane.DESKTOP)
    assert [c.words for c in row.commands] == ["connect to the second node at the preferred site"]


def test_a_node_is_named_with_its_site() -> None:
    profile = Profile(part=Part.STAT, nodes=2)
    row = taken("node_peer_second.node_failed", profile=profile).rows[-1]
    assert ends(row) == (Lane.WORLD, Lane.WORLD)
    assert row.event.words == "peer site, second node: a node fails"


def test_before_the_start_there_is_no_current_site() -> None:
    start = taken(*TO_BOOTSTRAP_FILE, profile=Profile(part=Part.START_UP, nodes=1))
    assert "works at" not in " ".join(screen(start))
    root = picture(start)
    assert not any("works at" in words for _, words in told(root))
    kinds = [line.attrib["class"] for line in root.iter(f"{SVG}line")]
    assert kinds.count("lane") == len(Lane)
    assert "works at" in " ".join(screen(taken(*LOGIN)))


def test_what_received_the_event_comes_first() -> None:
    row = taken(*READY, *LOST).rows[-1]
    assert row.changes[0].machine == "current site"
    assert "agent" in [change.machine for change in row.changes]


def test_site_and_agent_state_are_followed() -> None:
    rows = taken(*READY, *LOST).rows
    assert (rows[-1].site_before, rows[-1].site) == (Site.PREFERRED, Site.PEER)
    assert [row.agent for row in rows[-4:]] == [
        "NotReady, Ready asked",
        "Ready",
        "",
        "login awaits the link",
    ]


def test_what_stays_as_it_was_is_no_change() -> None:
    row = taken("session.old_session_answered").rows[-1]
    assert row.changes == ()
    assert any("nothing changes" in line for line in screen(taken("session.old_session_answered")))


@every_walk
def test_history_variables_and_signals_are_not_shown(walk: Chart) -> None:
    names = {c.machine for row in walk.rows for c in row.changes}
    assert names <= {c.machine for c in walk.reached} <= set(sequence.MACHINE_WORDS.values())


@every_walk
def test_the_changes_of_all_steps_lead_from_the_start_to_the_end(walk: Chart) -> None:
    now = {c.machine: c.before for c in walk.reached}
    for row in walk.rows:
        assert all(now[c.machine] == c.before for c in row.changes)
        now |= {c.machine: c.after for c in row.changes}
    assert {c.machine: c.after for c in walk.reached} == now


@every_walk
def test_every_step_of_the_run_appears(walk: Chart) -> None:
    squeezed = re.sub(r"[\s│║├┤┼╫╟╢─►◄◷●]+", " ", " ".join(screen(walk)))
    drawn = told(picture(walk))
    labels = " ".join(words for kind, words in drawn if kind in ("label", "command"))
    assert [str(row.number) for row in walk.rows] == [w for k, w in drawn if k == "number"]
    for row in walk.rows:
        event = f"{row.event.words} ({row.requirement})"
        assert f" {row.number} {event}" in squeezed
        assert event in labels
        for command in row.commands:
            assert command.words in squeezed
            assert command.words in labels


def test_the_heading_says_what_was_said(refuted: Chart) -> None:
    length = f"REFUTED in {len(refuted.rows)} steps · INT-06"
    for shown in ("\n".join(screen(refuted)), "\n".join(w for _, w in told(picture(refuted)))):
        for words in (refuted.title, length, refuted.sentence, refuted.profile):
            assert words in shown


def test_one_step_is_not_steps() -> None:
    assert "PROVED in 1 step · INT-06" in screen(taken("session.log_in_requested"))


def test_only_the_last_step_of_a_counterexample_is_marked(refuted: Chart) -> None:
    marked = [line for line in screen(refuted) if line.startswith("✗ ")][1:]
    assert [f"✗ {len(refuted.rows)}"] == [line[:4] for line in marked]
    broken = [g for g in picture(refuted).iter(f"{SVG}g") if g.get("class") == "broken"]
    assert [("number", str(len(refuted.rows)))] == [told(g)[0] for g in broken]
    assert [row.breaks for row in refuted.rows] == [False] * (len(refuted.rows) - 1) + [True]


def test_a_witness_has_no_mark() -> None:
    witness = taken(*READY)
    assert "✗" not in "".join(screen(witness))
    root = picture(witness)
    assert not [g for g in root.iter() if g.get("class") in ("broken", "cross", "alarm")]


def test_a_move_is_announced() -> None:
    moved = taken(*READY, *LOST)
    assert any("═ now at the peer site ═" in line for line in screen(moved))
    assert ("site", "now at the peer site") in told(picture(moved))


def test_a_deadline_names_its_option() -> None:
    late = taken("site.switchover_timeout_elapsed")
    assert any("◷ disaster-recovery.timeout" in line for line in screen(late))
    assert ("option", "disaster-recovery.timeout") in told(picture(late))


@pytest.mark.parametrize(("breaks", "how"), [(True, "breaks"), (False, "shows")])
def test_the_start_alone_can_decide(*, breaks: bool, how: str) -> None:
    start = taken(breaks=breaks)
    assert any(f"the start itself {how} INT-06" in line for line in screen(start))
    assert f"The start itself {how} INT-06" in [words for _, words in told(picture(start))]


def test_the_states_at_both_ends_are_listed(refuted: Chart) -> None:
    table = screen(refuted, WIDEST)[-len(refuted.reached) - 1 :]
    cells = [words for kind, words in told(picture(refuted)) if kind in ("same", "state")]
    for change in refuted.reached:
        assert any(line.startswith(f"{change.machine} ") for line in table)
        assert {change.before, change.after} <= set(cells)


@every_walk
@pytest.mark.parametrize("width", [64, 80, 110])
def test_lanes_stay_aligned(walk: Chart, width: int) -> None:
    lines = screen(walk, width)
    head = next(n for n, line in enumerate(lines) if line.split() == list(Lane))
    columns = [lines[head].index(lane) + len(lane) // 2 for lane in Lane]
    table = next(n for n, line in enumerate(lines) if "at the start" in line)
    ladder = lines[head + 1 : table - 1]
    assert max(map(len, lines)) <= width
    assert len(walk.rows) <= len(ladder)
    for line in ladder:
        assert all(line[at] in "│║├┤┼╫╟╢◷●╪╬" for at in columns), line
        if "╪" not in line:
            rails = line[columns[0] : columns[-1] + 1]
            assert not set(rails) - set("│║├┤┼╫╟╢◷●─►◄ "), line
            assert re.fullmatch(r"(✗| ) *\d*", line[: columns[0]].rstrip() or " "), line


def test_the_desktop_lane_is_double_at_the_peer_site() -> None:
    lines = screen(taken(*READY, *LOST, "link.connection_accepted"))
    move = next(n for n, line in enumerate(lines) if "now at the peer site" in line)
    assert not any(set("║╫╟╢") & set(line) for line in lines[8:move])
    assert "║" in lines[move + 1]


def test_a_wide_terminal_is_used_up_to_a_limit(refuted: Chart) -> None:
    assert max(map(len, screen(refuted, 300))) == WIDEST
    assert len(screen(refuted, WIDEST)) < len(screen(refuted, 80))


def test_piped_output_has_no_colour(refuted: Chart) -> None:
    assert "\x1b" not in "".join(screen(refuted))


def test_a_terminal_is_given_colour(refuted: Chart) -> None:
    out = io.StringIO()
    console = Console(
        file=out, width=80, force_terminal=True, color_system="standard", no_color=False
    )
    console.print(render_text(refuted, 80))
    assert "\x1b[1;31m✗ REFUTED" in out.getvalue()


def test_markup_in_texts_is_not_obeyed() -> None:
    odd = replace(taken(*LOGIN), title="[red]a[/red]", sentence="[bold]b[/]")
    assert any("[red]a[/red]" in line for line in screen(odd))
    assert "[bold]b[/]" in screen(odd)


def test_a_long_title_is_wrapped() -> None:
    lines = screen(replace(taken(*LOGIN), title="seldom " * 30))
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).count("seldom") == 30


def boxes(root: ET.Element) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield the words and the frame of every text of a picture."""
    for text in root.iter(f"{SVG}text"):
        kind, words = text.attrib["class"], "".join(text.itertext())
        width = text_width(words, kind)
        left = float(text.attrib["x"])
        left -= width * {"start": 0, "middle": 0.5, "end": 1}[text.attrib["text-anchor"]]
        y = float(text.attrib["y"])
        yield words, left, y - 10, left + width, y + 3


@every_walk
def test_no_text_lies_on_another(walk: Chart) -> None:
    for one, two in combinations(boxes(picture(walk)), 2):
        apart = one[3] <= two[1] or two[3] <= one[1] or one[4] <= two[2] or two[4] <= one[2]
        assert apart, (one, two)


@every_walk
def test_no_text_is_cut(walk: Chart) -> None:
    root = picture(walk)
    height = float(root.attrib["height"])
    for words, left, top, right, bottom in boxes(root):
        assert left >= 0, words
        assert top >= 0, words
        assert right <= WIDTH, words
        assert bottom <= height, words


@pytest.mark.parametrize("length", [0, 1, 2, 13, LONG])
def test_a_run_of_any_length_is_drawn(length: int) -> None:
    numbers = [w for k, w in told(picture(wandered(Profile(), length))) if k == "number"]
    assert [str(n) for n in range(1, length + 1)] == numbers


def test_texts_are_escaped() -> None:
    odd = "<b> & \"c\" 'd' ]]> \x00\x1b"
    root = picture(replace(taken(*LOGIN), title=odd, sentence=odd, profile=odd))
    clean = "<b> & \"c\" 'd' ]]> ��"
    assert root.findtext(f"{SVG}title") == f"INT-06: {clean}"
    assert {("title", clean), ("sentence", clean), ("meta", f"Profile {clean}")} <= set(told(root))


def test_it_says_in_words_what_it_shows(refuted: Chart) -> None:
    root = picture(refuted)
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == f"INT-06: {refuted.title}"
    assert (root.findtext(f"{SVG}desc") or "").endswith(refuted.sentence)


def test_the_same_chart_gives_the_same_picture(refuted: Chart) -> None:
    assert render_svg(refuted) == render_svg(replace(refuted))


def test_an_overlong_word_is_broken_and_not_cut() -> None:
    root = picture(replace(taken(*LOGIN), sentence="x" * 400))
    parts = [words for kind, words in told(root) if kind == "sentence"]
    assert "".join(parts) == "x" * 400
    assert all(right <= WIDTH for _, _, _, right, _ in boxes(root))
