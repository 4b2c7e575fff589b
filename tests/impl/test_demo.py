"""The demonstration tells true stories, and refuses what it cannot read."""

import io
import itertools
import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib import metadata, resources
from pathlib import Path
from xml.etree import ElementTree

import pytest

from charts.boxes import faults, words_of
from twinsite_charts.model import Band, Chart, Message, Move, Note, Row
from twinsite_charts.svg import render_svg
from twinsite_charts.text import render_text
from twinsite_desktop import events as e
from twinsite_desktop.cli import main
from twinsite_desktop.demo import play as player
from twinsite_desktop.demo.agenda import Agenda, Answer
from twinsite_desktop.demo.chart import Lane, clock, fold
from twinsite_desktop.demo.errors import InputError
from twinsite_desktop.demo.files import LARGEST
from twinsite_desktop.demo.play import Moment, play
from twinsite_desktop.demo.reader import AT_A_SITE, EVENT_WORDS, read_scenario
from twinsite_desktop.demo.scenario import WORLD_WORDS
from twinsite_desktop.demo.shipped import NAMES, shipped
from twinsite_desktop.demo.tell import tell
from twinsite_desktop.demo.world import LINK, REQUEST
from twinsite_desktop.settings import Interpretation, Phone
from twinsite_desktop.sites import Site

HEAD = 'title = "T"\nsentence = "S."\n'
STEP = '[[step]]\nat = 1\nevent = "log_in_requested"\n'


def story(toml: str) -> Sequence[Moment]:
    """Play a scenario that is written here."""
    return play(read_scenario((HEAD + toml).encode(), where="here"))


def chart_of(toml: str) -> Chart:
    """Tell a scenario that is written here."""
    scenario = read_scenario((HEAD + toml).encode(), where="here")
    return tell(scenario, play(scenario))


def steps(*given: tuple[float, str]) -> str:
    """Write steps: a time, and an event with its site and server, if it has them."""
    lines = []
    for at, words in given:
        lines += ["[[step]]", f"at = {at}"]
        for key, word in zip(("event", "site", "server"), words.split(), strict=False):
            lines.append(f'{key} = "{word}"')
    return "\n".join(lines) + "\n"


def notes_at(chart: Chart, at: float) -> str:
    """Return all that is noted at a moment."""
    noted, label = [], ""
    for row in chart.rows:
        if isinstance(row, Row):
            label = row.label or label
            noted += [p.words for p in row.parts if isinstance(p, Note) and label == clock(at)]
    return "; ".join(noted)


def moves(moments: Sequence[Moment]) -> list[tuple[float, Site]]:
    """Return when a story moves the desktop, and where to."""
    return [
        (round(moment.at, 6), moment.after.site.here)
        for moment in moments
        if moment.before.site.here is not moment.after.site.here
    ]


def test_every_file_of_the_package_is_named_and_every_name_has_a_file() -> None:
    folder = resources.files("twinsite_desktop.demo") / "scenarios"
    assert sorted(f"{name}.toml" for name in NAMES) == sorted(f.name for f in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("site-failure", [(70.0, Site.PEER)]),
        ("return-after-repair", [(70.0, Site.PEER), (150.0, Site.PREFERRED)]),
        # 50.1 s refresh, 32 s Timer F, 30 s wait
        ("phone-lost", [(112.1, Site.PEER)]),
        ("both-sites-down", [(70.0, Site.PEER), (130.0, Site.PREFERRED), (190.0, Site.PEER)]),
        ("second-failure", [(70.0, Site.PEER), (160.0, Site.PREFERRED)]),
    ],
)
def test_the_desktop_moves_when_the_requirements_say_so(
    name: str, expected: list[tuple[float, Site]]
) -> None:
    assert expected == moves(play(shipped(name)))


@pytest.mark.parametrize("name", NAMES)
def test_the_agent_ends_up_ready_on_an_open_link(name: str) -> None:
    last = play(shipped(name))[-1].after
    assert last.link.is_open
    assert last.session.logged_in
    assert last.session.state.name == "READY"
    assert last.restoration.last_seen is None


@pytest.mark.parametrize("name", NAMES)
def test_no_event_of_the_story_is_lost_on_the_desktop(name: str) -> None:
    chart = tell(shipped(name), play(shipped(name)))
    rows = [row for row in chart.rows if isinstance(row, Row)]
    assert not [row for row in rows if Note("nothing changes") in row.parts]


@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_the_same_whenever_it_is_played(name: str) -> None:
    first, second = (render_text(tell(shipped(name), play(shipped(name))), 80) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_told_whole_at_any_width(
    name: str, columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["demo", name]) == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= columns
    assert all(line == line.rstrip() for line in text.splitlines())
    told = words_of(text)
    chart = tell(shipped(name), play(shipped(name)))
    for row in chart.rows:
        words = [row.words] if isinstance(row, Band) else [part.words for part in row.parts]
        assert all(each in told for each in words)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("arguments", [["demo"], ["demo", "--help"]])
def test_the_list_and_the_help_follow_the_terminal(
    arguments: list[str],
    columns: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """But for the example, which is a file as it would be written."""
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    if "a scenario of your own is a TOML file:" in lines:
        start = lines.index("a scenario of your own is a TOML file:")
        end = next(n for n, line in enumerate(lines) if line.startswith("events with a site"))
        assert max(map(len, lines[start:end])) <= 80
        del lines[start:end]
    assert max(map(len, lines)) <= columns
    assert lines == [line.rstrip() for line in lines]


def test_a_pipe_is_eighty_columns_wide() -> None:
    environment = {n: v for n, v in os.environ.items() if n != "COLUMNS"}
    command = [sys.executable, "-m", "twinsite_desktop", "demo", "site-failure"]
    piped = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)  # noqa: S603
    assert max(map(len, piped.stdout.splitlines())) == 80


def test_time_never_goes_back_in_a_story() -> None:
    for name in NAMES:
        times = [moment.at for moment in play(shipped(name))]
        assert times == sorted(times)


def test_restoration_waits_for_the_window_and_asks_for_what_was_last_seen() -> None:
    chart = tell(shipped("second-failure"), play(shipped("second-failure")))
    assert "Ready is kept, to be restored (REST-01)" in notes_at(chart, 70)
    assert "restored once all windows are closed (REST-02)" in notes_at(chart, 70.2)
    assert "Ready is kept as before (REST-04)" in notes_at(chart, 160)
    assert "Ready is being restored" in notes_at(chart, 170)
    assert "the restoration is over" in notes_at(chart, 170.1)


def test_the_call_holds_the_return_and_its_window_does_not() -> None:
    chart = tell(shipped("return-after-repair"), play(shipped("return-after-repair")))
    assert "the return waits for the end of the call (RET-03)" in notes_at(chart, 134.1)
    assert "every condition of the return holds (RET-01)" in notes_at(chart, 150)
    assert "the call is over" in notes_at(chart, 150)
    assert "no window is open any more" in notes_at(chart, 165)


def test_a_server_that_is_down_costs_three_seconds_and_the_backup_takes_over() -> None:
    moments = story("until = 20\n" + steps((5, "server_failed preferred primary")))
    accepted = [m.at for m in moments if m.cause == e.ConnectionAccepted()]
    assert accepted == [0.1, 8.1]
    assert not moves(moments)


def test_a_login_outlasts_the_failure_of_one_server_of_the_pair() -> None:
    moments = story(steps((1, "log_in_requested"), (5, "server_failed preferred primary")))
    assert moments[-1].after.session.logged_in
    assert not any(m.cause == e.LoginUnknown() for m in moments)


def test_a_pair_that_was_down_as_a_whole_has_lost_the_login() -> None:
    moments = story(
        "until = 60\n"
        + steps(
            (1, "log_in_requested"),
            (5, "site_failed preferred"),
            (9, "site_returned preferred"),
        )
    )
    unknown = [m.at for m in moments if m.cause == e.LoginUnknown()]
    assert unknown == [21.2]  # the next pass begins at 21 s
    assert moments[-1].after.session.logged_in  # SES-09


def test_an_answer_on_its_way_dies_with_its_server() -> None:
    moments = story("until = 20\n" + steps((0.05, "site_failed preferred")))
    causes = [m.cause for m in moments if m.at <= 0.1]
    assert e.ConnectionFailed() in causes
    assert e.ConnectionAccepted() not in causes
    assert e.RegisterAccepted(Site.PREFERRED) not in causes


def test_a_probe_on_its_way_dies_with_its_server() -> None:
    given = ((10, "site_failed preferred"), (80, "site_returned preferred"))
    moments = story("until = 100\n" + steps(*given, (86.05, "site_failed preferred")))
    assert [m.at for m in moments if m.cause == e.ProbeFailed()] == [76.0, 86.1]


def test_a_probe_drops_with_the_server_that_it_has_reached() -> None:
    given = (
        (1, "registrar_failed preferred"),
        (10, "connection_dropped"),
        (10.05, "connection_failed"),
    )
    down = ((11, "site_failed preferred"), (80, "server_returned preferred backup"))
    moments = story(
        'until = 130\n[settings]\nphone = "hard_phone"\n'
        'interpretations = { A45 = "assumed_lost" }\n'
        + steps(*given, *down, (110, "server_failed preferred backup"))
    )
    assert [m.at for m in moments if m.cause == e.ProbeDropped()] == [110.0]


def test_a_step_that_answers_keeps_the_world_from_answering() -> None:
    moments = story(
        "until = 10\n"
        + steps((0.05, "connection_accepted"), (1, "log_in_requested"), (1.05, "log_in_refused"))
    )
    assert sum(m.cause == e.ConnectionAccepted() for m in moments) == 1
    assert not any(m.cause == e.LogInAccepted() for m in moments)


def test_what_was_asked_over_a_lost_link_is_never_answered() -> None:
    moments = story("until = 2\n" + steps((1, "log_in_requested"), (1.05, "connection_dropped")))
    logins = [m.at for m in moments if m.cause == e.LogInAccepted()]
    assert logins == [1.25]  # the one that was asked for over the new link


def test_a_deadline_comes_before_what_happens_at_the_same_moment() -> None:
    moments = story(
        "until = 80\n" + steps((10, "site_failed preferred"), (70, "site_returned preferred"))
    )
    assert moves(moments)[:1] == [(70.0, Site.PEER)]


def test_what_was_put_on_the_agenda_first_comes_first() -> None:
    agenda = Agenda()
    first, second = e.AgentReady(), e.AgentNotReady()
    agenda.put(0.1 + 0.2, Answer(REQUEST, first))
    agenda.put(0.3, Answer(LINK, e.ConnectionAccepted()))
    agenda.put(0.3, Answer(REQUEST, second))
    agenda.take_back(LINK)
    told = [agenda.take(), agenda.take()]
    assert told == [Answer(REQUEST, first), Answer(REQUEST, second)]
    assert agenda.next_at() is None


def written(word: str, site: Site) -> str:
    """Return an event with the site and the server that it needs."""
    if word in WORLD_WORDS:
        return f"{word} {site} primary" if word.startswith("server") else f"{word} {site}"
    return f"{word} {site}" if EVENT_WORDS[word] in AT_A_SITE else word


def is_for(word: str, phone: Phone) -> bool:
    """Return whether an event can happen with a phone."""
    if word.startswith("dn_"):
        return phone is Phone.HARD_PHONE
    endpoint = phone is Phone.WORKSPACE_ENDPOINT
    return endpoint or EVENT_WORDS.get(word) not in AT_A_SITE


@pytest.mark.parametrize("phone", list(Phone))
@pytest.mark.parametrize("word", [*WORLD_WORDS, *EVENT_WORDS])
def test_an_event_is_told_at_any_time_or_refused_by_its_step(word: str, phone: Phone) -> None:
    """Also where it cannot happen in this state; never with a traceback."""
    toml = f'until = 9\n[settings]\nphone = "{phone}"\n' + steps((1, written(word, Site.PEER)))
    if is_for(word, phone):
        assert " 1.0 s" in render_text(chart_of(toml), 80)
    else:
        with pytest.raises(InputError, match=f"the step at 1 s: {word} can never happen"):
            story(toml)


@pytest.mark.parametrize("phone", list(Phone))
@pytest.mark.parametrize("interpretation", [None, *Interpretation])
def test_a_long_story_can_be_told_under_every_interpretation(
    phone: Phone, interpretation: Interpretation | None
) -> None:
    """Every interpretation and phone; events in a fixed disorder, one every seven seconds."""
    name, choice = interpretation.value.split("=") if interpretation else ("", "")
    chosen = f'interpretations = {{ {name} = "{choice}" }}\n' if interpretation else ""
    words = [
        written(word, site)
        for word, site in itertools.product((*WORLD_WORDS, *EVENT_WORDS), Site)
        if is_for(word, phone)
    ]
    given = [(7.0 * n + 1, words[n * 37 % len(words)]) for n in range(2 * len(words))]
    chart = chart_of(
        f'[settings]\nphone = "{phone}"\nauto_ready = true\n{chosen}'
        "[lengths]\nreg_timeout = 50\nreconnection_delay = 2.5\n" + steps(*given)
    )
    assert max(map(len, render_text(chart, 100).splitlines())) <= 100
    assert not faults(render_svg(replace(chart, rows=chart.rows[:60])))
    ElementTree.fromstring(render_svg(chart))  # noqa: S314 - written a line before


@pytest.mark.parametrize(
    ("toml", "at", "expected"),
    [
        (steps((1, "register_answered_late peer")), 1, "nothing changes"),
        (steps((1, "log_in_requested"), (2, "forced_logout")), 2, "logged out by SIP Server"),
        (steps((1, "log_in_requested"), (2, "log_out_requested")), 2, "the agent is logged out"),
        (
            steps((1, "log_in_requested"), (2, "call_offered"), (3, "connection_dropped")),
            3.1,
            "the call is under control again",
        ),
        (
            steps((1, "log_in_requested"), (2, "call_offered"), (3, "flow_failed preferred"),
                  (3.05, "register_refused preferred")),
            33,
            "there is a live call (PHONE-04)",
        ),
        (steps((1, "registrar_failed peer"), (2, "flow_failed peer"), (3, "flow_failed preferred"),
               (3.05, "register_refused preferred")), 33, "not registered at the peer site either"),
        (
            "[settings]\ninterpretations = { A10 = \"ignored\" }\n"
            + steps((3, "flow_failed preferred"), (3.05, "register_refused preferred")),
            33, "the phone moves nothing (A10)",
        ),
        (
            "[settings]\nbusiness_continuity = false\n"
            + steps((3, "flow_failed preferred"), (3.05, "register_refused preferred")),
            33, "there is no peer site",
        ),
        (
            "[settings]\ninterpretations = { A4 = 'together' }\n"
            + steps((3, "companion_switched_over")),
            3, "all connections move together (A4)",
        ),
        (
            "[settings]\ninterpretations = { A2 = \"continues\" }\n"
            + steps((3, "connection_dropped")),
            3.1, "the timeout runs on (A2)",
        ),
        (
            "[lengths]\nreg_timeout = 50\nrefresh_margin = 5\n"
            + steps((20, "registrar_failed preferred")),
            55.1, "the phone is no longer registered at the preferred site",
        ),
        (
            '[settings]\ninterpretations = { A24 = "overwritten" }\n'
            + steps((1, "log_in_requested"), (2, "ready_requested"), (3, "interaction_opened"),
                    (4, "login_unknown"), (6, "login_unknown")),
            6, "NotReady is kept in its place (A24)",
        ),
        (
            steps((1, "log_in_requested"), (2, "ready_requested"), (3, "login_unknown"),
                  (3.15, "connection_dropped")),
            3.15, "the restoration is pending again (REST-08)",
        ),
        (
            '[settings]\nphone = "hard_phone"\n' + steps((3, "dn_out_of_service")),
            3, "the hard phone is out of service",
        ),
        (
            "[settings]\ninterpretations = { A15 = 'blocked' }\n[lengths]\nreg_timeout = 50\n"
            + steps((1, "log_in_requested"), (3, "interaction_opened"),
                    (10, "site_failed preferred"), (80, "server_returned preferred primary"),
                    (90, "flow_failed peer"), (90.05, "register_refused peer"),
                    (121, "registrar_returned preferred")),
            132.2, "the phone was lost for 30 s (PHONE-03)",
        ),
        (
            "[settings]\ninterpretations = { A15 = 'blocked' }\n"
            + steps((1, "log_in_requested"), (3, "interaction_opened"),
                    (10, "site_failed preferred"), (80, "site_returned preferred")),
            86.1, "the return waits until all windows are closed (A15)",
        ),
        (
            "[settings]\ninterpretations = { A46 = 'unregistered' }\n"
            + steps((1, "log_in_requested"), (10, "site_failed preferred")),
            70, "the next REGISTER to preferred comes in 3600 s",
        ),
        (
            "[settings]\nbusiness_continuity = false\n" + steps((3, "site_failed preferred")),
            3, "the link is lost",
        ),
    ],
)  # fmt: skip
def test_what_is_noted_is_what_has_happened(toml: str, at: float, expected: str) -> None:
    assert expected in notes_at(chart_of(toml), at)


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("until = 1\n" + STEP, "the agent is to be logged in"),
        ("until = 0\n" + STEP.replace("1", "0"), "without a link"),
        (steps((1, "site_failed preferred"), (2, "site_failed peer")), "is logged out"),
        (
            steps((1, "log_in_requested"), (2, "call_offered")),
            "a call goes on; a window is open",
        ),
        (steps((1, "log_in_requested"), (2, "forced_logout")), "NotReady is to be restored"),
    ],
)
def test_the_end_says_how_things_stand(toml: str, expected: str) -> None:
    assert expected in chart_of(toml).end


def test_the_interpretations_of_a_scenario_are_told() -> None:
    chart = chart_of('[settings]\ninterpretations = { A5 = "one_way" }\n' + STEP)
    assert "Interpretations that are not the recommended ones: A5=one_way." in chart.remarks


def letter_rows(letters: str) -> list[Row]:
    mark = Message(Lane.DESKTOP, Lane.DESKTOP, "x")
    return [Row(clock(n), (mark, Note(letter))) for n, letter in enumerate(letters)]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", ""),
        ("aab", "aab"),
        ("aaab", "a(… the same again from 1.0 s and 2.0 s)b"),
        ("xababy", "xab(… the same 2 steps again from 3.0 s)y"),
        ("xabcabcabcaby", "xabc(… the same 3 steps again from 4.0 s and 7.0 s)aby"),
        ("abcdeabcde", "abcdeabcde"),
        ("ababababababab", "ab(… the same 2 steps again, 6 times, from 2.0 s to 12.0 s)"),
    ],
)
def test_a_cycle_is_told_once(letters: str, expected: str) -> None:
    told = [
        f"({row.words})" if isinstance(row, Band) else row.parts[-1].words
        for row in fold(letter_rows(letters))
    ]
    assert expected == "".join(told)


def test_no_row_is_lost() -> None:
    for letters in map("".join, itertools.product("ab", repeat=9)):
        told: list[str] = []
        for row in fold(letter_rows(letters)):
            if isinstance(row, Row):
                told.append(row.parts[-1].words)
                continue
            length = int(*re.findall(r"same (\d+)", row.words) or [1])
            times = int(*re.findall(r"(\d+) times", row.words) or [row.words.count(".0 s")])
            told += told[-length:] * times
        assert letters == "".join(told)


def test_a_move_is_never_folded_away() -> None:
    rows = [replace(row, parts=(*row.parts, Move("moves", 1))) for row in letter_rows("aaaa")]
    assert tuple(rows) == fold(rows)


def test_a_time_is_told_once() -> None:
    first, second = letter_rows("ab")
    told = fold([first, replace(second, label=first.label)])
    assert [first.label, ""] == [row.label for row in told if isinstance(row, Row)]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_picture_is_cut_or_meets_another(name: str) -> None:
    assert not faults(render_svg(tell(shipped(name), play(shipped(name)))))


def test_the_picture_in_the_readme_is_that_of_the_site_failure() -> None:
    kept = Path(__file__).parents[2] / "diagrams" / "site-failure.svg"
    assert kept.read_text(encoding="utf-8") == render_svg(
        tell(shipped("site-failure"), play(shipped("site-failure")))
    ), "run: twinsite-desktop demo site-failure --svg diagrams/site-failure.svg"


def test_markup_in_a_title_stays_text() -> None:
    chart = replace(chart_of(STEP), title="<script>&\"'")
    root = ElementTree.fromstring(render_svg(chart))  # noqa: S314 - written a line before
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "<script>&\"'"


@pytest.mark.parametrize(
    ("at", "expected"),
    [(0.0, "0.0 s"), (60.0, "60.0 s"), (70.30000000000001, "70.3 s"), (1.125, "1.125 s")],
)
def test_a_moment_shows_at_least_one_decimal(at: float, expected: str) -> None:
    assert expected == clock(at)


BAD = [
    ("", "the key 'title' is missing"),
    ('title = "T"\n', "the key 'sentence' is missing"),
    (HEAD, "the key 'step' is missing"),
    (HEAD + "step = []", "step is not a list of tables"),
    (HEAD + "step = [1]", "step is not a list of tables"),
    (HEAD + "step = 3", "step is 3"),
    (HEAD + STEP + "[lenghts]\n", "'lengths' that you mean"),
    ("titel = 1\n" + HEAD + STEP, "the key 'titel' is not known"),
    (HEAD + "until = 1 2", "line 3"),
    (HEAD + "x = " + "1" * 2_000, "line 3 is longer than 2000 bytes"),
    (HEAD + "x = [", "this is no TOML"),
    (HEAD + "x = " + "[" * 1_900, "nested too deeply"),
    (HEAD + "until = 9" + "9" * 1_900 + "\n" + STEP, "until is a very large number"),
    (HEAD + "until = 0\n" + STEP, "until is 0"),
    (HEAD + "until = true\n" + STEP, "until is true"),
    ('title = "a\\u001b[31m"\n', "title is"),
    ('title = " "\n', "title is"),
    ("title = 'x" + "x" * 400 + "'", "title is"),
    ("title = []", "title is a list"),
    ("title = {}", "title is a table"),
    (HEAD + "settings = 1\n" + STEP, "settings is 1"),
    (HEAD + "[settings]\nphone = 'none!'\n" + STEP, "settings: phone is"),
    (HEAD + "[settings]\nauto_restore = 1\n" + STEP, "settings: auto_restore is 1"),
    (HEAD + "[settings]\nnodes = 1\n" + STEP, "settings: the key 'nodes' is not known"),
    (HEAD + "[settings]\nrelease = '8.5.111'\n" + STEP, "settings: release is"),
    (HEAD + "[settings]\nrelease = 8.5\n" + STEP, "settings: release is 8.5"),
    (HEAD + "[settings]\nrelease = '8.5.111.\u0662'\n" + STEP, "settings: release is"),
    (HEAD + "[settings.interpretations]\nA5 = 'x'\n" + STEP, "settings, interpretations: A5 is"),
    (HEAD + "[settings.interpretations]\nA99 = 'x'\n" + STEP, "the key 'A99' is not known"),
    (HEAD + "[lengths]\nswitchover = 0\n" + STEP, "lengths: switchover is 0"),
    (HEAD + "[lengths]\nswitchover = nan\n" + STEP, "lengths: switchover is nan"),
    (HEAD + "[lengths]\nswitchover = inf\n" + STEP, "lengths: switchover is inf"),
    (HEAD + "[lengths]\nreconnection_delay = -1\n" + STEP, "lengths: reconnection_delay is -1"),
    (HEAD + "[lengths]\nphone_wait = 9999999\n" + STEP, "phone_wait is a very large number"),
    (HEAD + STEP.replace("1", "-1"), "step 1: at is -1"),
    (HEAD + STEP.replace("1", "-9999999"), "step 1: at is a very small number"),
    (HEAD + STEP.replace("1", "'1'"), "step 1: at is '1'"),
    (HEAD + STEP + STEP, "step 2: at is 1, and the step before it is at 1"),
    (HEAD + STEP.replace("1", "2") + STEP, "step 2: at is 1, and the step before it is at 2"),
    (HEAD + STEP + "site = 'peer'", "step 1: the key 'site' is not known"),
    (HEAD + STEP.replace("log_in", "login"), "Is it 'log_in_requested' that you mean?"),
    (HEAD + STEP.replace("log_in_requested", "node_chosen"), "step 1: event is 'node_chosen'"),
    (HEAD + STEP.replace("log_in_requested", "start_requested"), "event is 'start_requested'"),
    (HEAD + "[[step]]\nat = 1\n", "step 1: the key 'event' is missing"),
    (HEAD + steps((1, "site_failed")), "step 1: the key 'site' is missing"),
    (HEAD + steps((1, "site_failed moon")), "step 1: site is 'moon'"),
    (HEAD + steps((1, "site_failed peer primary")), "the key 'server' is not known"),
    (HEAD + steps((1, "server_failed peer third")), "step 1: server is 'third'"),
    (HEAD + steps((1, "flow_failed")), "step 1: the key 'site' is missing"),
]


@pytest.mark.parametrize(("toml", "expected"), BAD)
def test_a_slip_is_told_with_its_place(toml: str, expected: str) -> None:
    with pytest.raises(InputError) as told:
        read_scenario(toml.encode(), where="mine.toml")
    assert str(told.value).startswith("mine.toml")
    assert expected in str(told.value)
    assert str(told.value).replace("\n", "").isprintable()
    assert len(str(told.value)) < 2000


def test_a_line_that_is_not_utf8_is_named() -> None:
    with pytest.raises(InputError, match="line 3 is not UTF-8"):
        read_scenario(HEAD.encode() + b"# \xff", where="mine.toml")


def test_a_byte_order_mark_is_no_error() -> None:
    assert read_scenario(b"\xef\xbb\xbf" + (HEAD + STEP).encode(), where="x").title == "T"


def test_the_example_of_the_help_is_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--help"]) == 0
    text = capsys.readouterr().out
    example = text[text.index("  title =") : text.index("events with a site")]
    read_scenario(example.encode(), where="--help")
    assert tomllib.loads(example)["settings"]["interpretations"] == {"A5": "one_way"}


def test_the_help_names_every_event(capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo", "--help"])
    words = capsys.readouterr().out.replace(",", " ").replace(".", " ").split()
    assert {*WORLD_WORDS, *EVENT_WORDS} <= set(words)


def test_a_story_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "MOST_MOMENTS", 100)
    with pytest.raises(InputError, match="more than 100 things happen"):
        story("until = 1000000\n" + steps((1, "site_failed peer"), (2, "site_failed preferred")))


def test_without_a_scenario_it_lists_those_that_are_shipped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["demo"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name}\n" in listed for name in NAMES)


def test_the_package_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["twinsite-desktop", "demo", "site-failure"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("twinsite_desktop", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("━━ A site fails during a call ━")


def test_it_plays_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + STEP, encoding="utf-8")
    assert main(["demo", str(path)]) == 0
    assert re.match("━━ T ━+\nS.\n", capsys.readouterr().out)


def test_it_writes_the_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "chart.svg"
    for _ in range(2):
        assert main(["demo", "site-failure", "--svg", str(path)]) == 0
    assert f"Written: {path}\n" * 2 == capsys.readouterr().out
    assert path.read_text(encoding="utf-8").endswith("</svg>\n")
    assert [path] == list(tmp_path.iterdir())


def test_a_picture_that_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "chart.svg"
    path.write_text("before", encoding="utf-8")

    def no_room(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_room)
    assert main(["demo", "site-failure", "--svg", str(path)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "before"
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "required"),
        (["dance"], "invalid choice"),
        (["demo", "no-such"], "no such file, and no scenario of this name"),
        (["demo", "a\0b"], "no such file, and no scenario of this name"),
        (["demo", "x" * 5000], "no such file, and no scenario of this name"),
        (["demo", "."], "this is a directory"),
        (["demo", "--svg", "x.svg"], "there is nothing to draw"),
        (["demo", "site-failure", "--svg", "."], "no ordinary file"),
        (["demo", "site-failure", "--svg", "a\0b"], "cannot be written"),
        (["demo", "site-failure", "--svg", "/no-such-directory/x.svg"], "cannot be written"),
        (["demo", "site-failure", "--svg", "/dev/null"], "no ordinary file"),
    ],
)
def test_bad_input_is_told_and_gives_2(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert not told.out
    assert expected in told.err


def test_a_file_that_may_not_be_read_or_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario, svg = tmp_path / "mine.toml", tmp_path / "chart.svg"
    scenario.write_text(HEAD + STEP, encoding="utf-8")
    svg.touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert main(["demo", str(scenario), "--svg", str(svg)]) == 2
    assert "write-protected" in capsys.readouterr().err

    usual = Path.open

    def refuse(self: Path, *arguments: str, **options: str) -> object:
        if self == scenario:
            raise PermissionError(13, "Permission denied")
        return usual(self, *arguments, **options)  # type: ignore[call-overload]  # passed on as is

    monkeypatch.setattr(Path, "open", refuse)
    assert main(["demo", str(scenario)]) == 2
    assert "the file cannot be read (Permission denied)" in capsys.readouterr().err


def test_a_package_that_is_not_installed_has_no_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", unknown)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "twinsite-desktop, not installed\n"


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (LARGEST + 1))
    assert main(["demo", str(path)]) == 2
    assert "larger than 1 MiB" in capsys.readouterr().err


def test_help_and_version_give_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "demo" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("twinsite-desktop")


def test_a_terminal_without_unicode_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["demo", "site-failure"]) == 0
    assert b"|<------+" in raw.getvalue()


def test_a_reader_who_leaves_early_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "twinsite_desktop", "demo", "both-sites-down"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0
