"""The page is one file of moderate size that asks for nothing, with every state drawn."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.traces import retrace
from twinsite.errors import InputError
from twinsite.export.tables.tables import Tables
from twinsite.model.composition import desktop
from twinsite.model.profile import Part, Profile, default_profiles, voice_profiles
from twinsite.page import diagrams
from twinsite.page.assemble import counted, page
from twinsite.page.diagrams import drawings
from twinsite.page.packing import unpacked
from twinsite.page.traces import Shown, address, as_far_as_possible
from twinsite.report.tables.composed import Composed
from twinsite.report.tables.describe import Described, describe
from twinsite.report.tables.examples import EXAMPLES, WHOLE
from twinsite.report.tables.subjects import described as subjects
from twinsite.report.tables.wholes import wholes

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "spec" / "twinsite" / "examples" / "two-sites.toml"


@cache
def voice() -> tuple[Tables, str]:
    tables = describe([Described(profile) for profile in voice_profiles()])
    return tables, page(tables, drawings(tables.charts))


def test_the_default_voice_profiles_are_a_page_of_less_than_400_kb() -> None:
    assert len(voice()[1].encode()) < 400_000


def test_a_page_of_a_deployment_has_the_desktop_of_each_agent_in_less_than_400_kb() -> None:
    found = subjects(EXAMPLE, (), None, ())
    tables = describe((*found, *wholes(found)))
    assert len(page(tables, drawings(tables.charts)).encode()) < 400_000
    pictured = [tables.compositions[profile.composition].picture for profile in tables.profiles]
    kinds = {picture.kind for picture in pictured if picture is not None}
    assert "SIP Server, Stat Server, Configuration Server Proxy" in kinds
    assert len(pictured) == len(found) + 4
    assert counted(tables) == "7 profiles and 4 complete desktops"


def test_nothing_of_drills_is_loaded_without_a_deployment(tmp_path: Path) -> None:
    """So a page is written in less time; of a deployment they are told."""
    program = (
        "import sys; from twinsite import cli; cli.run(['page', *sys.argv[1:]]);"
        "print(sorted(name for name in sys.modules if 'analyses.drill' in name))"
    )
    command = [sys.executable, "-c", program, "--profile", "stat/bc/pair"]
    done = subprocess.run(  # noqa: S603
        command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_state_and_every_arrow_is_drawn_once() -> None:
    tables = describe([Described(profile) for profile in default_profiles()])
    drawn = drawings(tables.charts)
    for chart in tables.charts:
        place = chart.states.index
        pairs = {(place(t.source), place(t.target)) for t in chart.transitions}
        wanted = {f"state-{n}" for n in range(len(chart.states))}
        wanted |= {f"arrow-{a}-{b}" for a, b in pairs if a != b}
        ids = re.findall(r'id="((?:state|arrow)-[^"]*)"', drawn[chart.name])
        assert sorted(ids) == sorted(wanted)
        for state in chart.states:
            assert f">{state.replace('_', ' ')}</text>" in drawn[chart.name]


def test_the_policy_lets_run_what_is_there_and_nothing_else() -> None:
    text = voice()[1]
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    runs = re.findall(r"<script(?: id=\"engine\")?>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert (len(runs), len(styles)) == (2, 1)
    for part in (*runs, *styles):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(r"<[a-z]+[^>]* (?:src|style|on[a-z]+)=", text)


def test_the_tables_of_the_page_are_the_exported_ones() -> None:
    tables, text = voice()
    (inside,) = re.findall(r'id="tables">(.*?)</script>', text, re.DOTALL)
    assert Tables.model_validate(json.loads(unpacked(inside))) == tables


def test_an_address_is_written_for_a_browser() -> None:
    events = tuple(map(Event.parse, ("session.log_in_requested", "link.connection_accepted")))
    shown = as_far_as_possible(Profile.parse("bc/no-phone/A2=continues"), (*events, *events))
    assert shown.events == events
    assert address([shown, Shown(Profile.parse("bc+auto/no-phone"), ())]) == (
        "profile=bc/no-phone/A2%3Dcontinues&events=session.log_in_requested,"
        "link.connection_accepted&profile2=bc+auto/no-phone"
    )


def test_without_a_program_to_draw_with_a_trace_is_shown_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_source: str) -> str:
        raise InputError("there is no program to draw with", where="there", remedy="Install it.")

    monkeypatch.setattr(diagrams, "svg_of_dot", refuse)
    monkeypatch.chdir(tmp_path)
    assert cli.run(["page", "--profile", "stat/bc/pair"]) == 2
    assert "twinsite page: there is no program to draw with" in capsys.readouterr().err
    trace = str(ROOT / "diagrams" / "known-defect.json")
    assert cli.run(["replay", trace, "--page", "walk.html"]) == 1
    assert "<template" not in Path("walk.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (("witness", "the_site_changes_by_a_switchover_only"), 0),
        (("check", "--profile", "stat/bc/pair", "--interpretation", "A2=continues"), 1),
        (("check", "--profile", "stat/bc/pair"), 0),
        pytest.param(("hazards", "h9"), 0, marks=pytest.mark.heavy),
        (("compare", "A2=continues", "--profile", "stat/bc/pair"), 0),
    ],
)
def test_what_the_command_line_finds_becomes_a_page(
    command: tuple[str, ...],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run([*command, "--page", "walk.html"]) == status
    if command == ("check", "--profile", "stat/bc/pair"):
        assert "there is no trace to save" in capsys.readouterr().out
        return
    assert re.search(r'data-start="profile=[^"]+events=', Path("walk.html").read_text("utf-8"))
    assert cli.run([*command, "--page", "nowhere/walk.html"]) == 2
    assert "there is no folder nowhere" in capsys.readouterr().err


def test_a_page_of_everything_has_both_sides_of_every_comparison(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["page"]) == 0
    assert re.search(
        r"^Wrote walk\.html: \d+ profiles and 1 complete desktop, \d+ kB\.$",
        capsys.readouterr().out,
        re.MULTILINE,
    )
    text = Path("walk.html").read_text(encoding="utf-8")
    assert len(text.encode()) < 400_000
    (inside,) = re.findall(r'id="tables">(.*?)</script>', text, re.DOTALL)
    tables = Tables.model_validate(json.loads(unpacked(inside)))
    names = {profile.name for profile in tables.profiles}
    for difference in tables.catalogue.differences:
        assert {difference.base.profile, difference.other} <= names


def test_every_example_is_possible_as_a_whole_and_every_part_has_one() -> None:
    of_parts = [example for example in EXAMPLES if example.parts != (WHOLE,)]
    found: dict[str, set[Part]] = {example.title: set() for example in of_parts}
    for profile in default_profiles():
        for example in of_parts:
            known = desktop(profile).events
            given = tuple(map(Event.parse, example.events))
            events = tuple(event for event in given if event in known)
            absent = {event.machine for event in given} - {event.machine for event in known}
            if profile.part in example.parts and absent <= {"agent_preferred", "agent_peer"}:
                assert {event.machine for event in given if event not in known} == absent
                if as_far_as_possible(profile, events).events == events:
                    found[example.title].add(profile.part)
    assert all(found.values()), found
    assert set().union(*found.values()) == set(Part)


def test_a_complete_desktop_has_an_example_that_moves_every_connection() -> None:
    (example,) = (each for each in EXAMPLES if each.parts == (WHOLE,))
    for described in wholes(subjects(None, (), None, ())):
        system = Composed(described).system
        events = [each for each in map(Event.parse, example.events) if each in system.events]
        *_, last = retrace(system, events)
        there = system.named(last.after)
        for part in ("config", "stat", "voice"):
            assert (there[f"{part}_site"], there[f"{part}_link"]) == ("at_peer", "open_primary")
