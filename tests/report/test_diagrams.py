"""The diagrams are drawn from the machines, kept as they are drawn, and complete."""

import sys
import sysconfig
from collections import Counter
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import graphviz
import pytest

from twinsite.checker.comparison.independence import machines_read
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.errors import InputError
from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Profile, voice_profiles
from twinsite.report.diagrams import render
from twinsite.report.diagrams.diagram import diagram_sources, write_diagrams
from twinsite.report.diagrams.label import decider
from twinsite.report.diagrams.machine import arrows, machine_dot
from twinsite.report.diagrams.overview import conversation, overview_name
from twinsite.report.diagrams.palette import DECIDERS
from twinsite.report.diagrams.parts import DRAWN_PARTS, DrawnPart
from twinsite.report.diagrams.reads import readings_of_guards, reads_name
from twinsite.report.diagrams.web import DECLARED, Group, group

FOLDER = Path(__file__).parents[2] / "diagrams"

SOURCES = diagram_sources()

every_machine = pytest.mark.parametrize("machine", DECLARED.values(), ids=DECLARED)


def texts_of(name: str) -> list[str]:
    """Return every text that a drawing shows."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - it is our own file
    return [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]


def words_of(name: str) -> set[str]:
    """Return every word that a drawing shows."""
    return {word.strip("[](),") for text in texts_of(name) for word in text.split()}


@pytest.mark.parametrize("name", SOURCES)
def test_the_kept_text_is_current(name: str) -> None:
    kept = (FOLDER / f"{name}.dot").read_text(encoding="utf-8")
    assert SOURCES[name] == kept, "run: twinsite diagram diagrams"


def test_there_is_one_for_each_chart_and_two_for_each_part() -> None:
    together = {name(part) for part in DRAWN_PARTS for name in (overview_name, reads_name)}
    assert {machine.name for machine in MACHINES.values()} | together == set(SOURCES)
    assert {file.stem for file in FOLDER.glob("*.dot")} == set(SOURCES)


@every_machine
def test_a_drawing_shows_all_that_its_machine_declares(machine: MachineDecl) -> None:
    expected = {
        *machine.states,
        *(event.id for event in machine.events),
        *(event.requirement for event in machine.events),
        *(name for t in machine.transitions for name in t.guard.names),
        *(effect for t in machine.transitions for effect in t.effects),
        *machine.question.replace(",", "").split(),
    }
    assert not expected - words_of(machine.name)


@every_machine
def test_a_drawing_names_every_option_in_its_state_and_on_its_arrow(machine: MachineDecl) -> None:
    shown = "".join("".join(texts_of(machine.name)).split())
    for option in {"".join(event.length.split()) for event in machine.events} - {""}:
        assert f"deadline{option}" in shown
        assert f"after{option}" in shown


@pytest.mark.parametrize("part", DRAWN_PARTS, ids=lambda part: part.name)
def test_the_drawings_of_a_part_show_all_of_it(part: DrawnPart) -> None:
    machines = {i.machine for profile in part.profiles for i in desktop(profile).instances}
    said = {e for m in machines for t in m.transitions for e in t.effects}
    outside = {word for name in said & set(COMMANDS) for word in COMMANDS[name].split()}
    assert not {*(m.name for m in machines), *said, *outside} - words_of(overview_name(part))
    interpretations = readings_of_guards(part.profiles)
    read = {predicate for (_, predicate), charts in interpretations.items() if charts}
    assert not read - words_of(reads_name(part))


def test_every_chart_is_drawn_in_some_part() -> None:
    drawn = {
        i.machine.name
        for part in DRAWN_PARTS
        for profile in part.profiles
        for i in desktop(profile).instances
    }
    assert drawn == set(DECLARED)


@every_machine
def test_every_transition_is_on_exactly_one_arrow(machine: MachineDecl) -> None:
    drawn = Counter(t for arrow in arrows(machine) for t in arrow.transitions)
    assert Counter(machine.transitions) == drawn
    for arrow in arrows(machine):
        assert {t.source for t in arrow.transitions} == set(arrow.sources)
        assert {t.target for t in arrow.transitions} == {arrow.target}


def test_an_event_is_bundled_where_all_else_on_its_arrows_is() -> None:
    """From each tried node a failure and a switchover lead to the choice: two bundles, no more."""
    machine = MACHINES["cluster_link"]
    back = [arrow for arrow in arrows(machine) if arrow.target == "choosing"]
    bundled = {t.event for arrow in back if len(arrow.sources) > 1 for t in arrow.transitions}
    assert bundled == {"connection_failed", "switched_over"}
    single = {(*arrow.sources, t.event) for arrow in back for t in arrow.transitions}
    assert ("waiting_for_retry", "retry_delay_elapsed") in single
    assert ("trying_first", "connection_failed") not in single


@every_machine
def test_a_bundle_is_of_one_event(machine: MachineDecl) -> None:
    for arrow in arrows(machine):
        if len(arrow.sources) > 1:
            assert len({t.event for t in arrow.transitions}) == 1


@every_machine
def test_exactly_the_colours_of_those_who_decide_occur(machine: MachineDecl) -> None:
    text = machine_dot(machine)
    occurring = {who for who in DECIDERS.values() if f'BGCOLOR="{who.colour}"' in text}
    assert {decider(event) for event in machine.events} == occurring
    assert all(who.words in text for who in occurring)


@every_machine
def test_the_legend_tells_every_event_in_words(machine: MachineDecl) -> None:
    text = machine_dot(machine)
    assert not {e.label for e in machine.events if escape(e.label) not in text}


def test_a_second_choice_is_numbered() -> None:
    assert "[2. else]" in machine_dot(MACHINES["session"])


def test_a_deadline_stands_in_its_state_and_on_its_arrow() -> None:
    text = machine_dot(MACHINES["registration_peer"])
    assert "deadline reg_timeout" in text
    assert "after reg_timeout" in text


def test_who_talks_to_whom() -> None:
    talk = conversation(voice_profiles())
    for speaker, listener, said in talk.edges(keys=True):
        assert any(said in t.effects for t in DECLARED[speaker].transitions)
        if said in COMMANDS:
            assert COMMANDS[said] == listener
        else:
            assert DECLARED[listener].event(said).kind is Kind.SIGNAL
    assert talk.has_edge("SiteSelection", "Link", key="switched_over")


def test_machines_are_grouped_by_what_they_are_about() -> None:
    groups = {name: group(machine) for name, machine in DECLARED.items()}
    assert groups["ServerPair"] is Group.WORLD
    assert groups["SiteSelection"] is Group.DESKTOP
    assert groups["PhoneWatch"] is Group.PHONE
    assert groups["Session"] is Group.AGENT
    assert groups["FirstSeen"] is Group.HISTORY


def test_what_a_predicate_reads_is_found_out() -> None:
    system = desktop(Profile())
    asking = system.index["session"]
    assert machines_read(system, asking, "last_seen_ready") == {"last_seen"}
    assert machines_read(system, asking, "restores_agent_state") == frozenset()
    assert readings_of_guards([Profile()])["Session", "link_open"] == {"Link"}


def test_all_files_are_written_and_the_same_again(tmp_path: Path) -> None:
    written = write_diagrams(tmp_path / "new")
    names = {f"{name}.{kind}" for name in SOURCES for kind in ("dot", "svg")}
    assert names == {file.name for file in written}
    first = {file: file.read_bytes() for file in written}
    assert first == {file: file.read_bytes() for file in write_diagrams(tmp_path / "new")}


def test_without_a_renderer_the_text_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphviz.backend.dot_command, "DOT_BINARY", Path("dot"))
    monkeypatch.setattr(render, "renderer", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="Install Graphviz"):
        write_diagrams(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {f"{n}.dot" for n in SOURCES}


def test_a_renderer_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz.backend.dot_command, "DOT_BINARY", Path("dot"))
    monkeypatch.setattr(render, "renderer", lambda: Path(sys.executable))
    with pytest.raises(InputError, match="the drawing failed"):
        render.svg_of_dot("digraph {}")


def test_the_installed_renderer_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    assert render.renderer() is None
    (tmp_path / "graphviz-pure").touch()
    assert render.renderer() == tmp_path / "graphviz-pure"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "folder"):
        with pytest.raises(InputError, match="no folder to write to"):
            write_diagrams(folder)
