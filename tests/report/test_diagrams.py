"""The diagrams are drawn from the machines, kept as they are drawn, and complete."""

import re
import sys
import sysconfig
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import graphviz
import pytest

from twinsite import cli
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
from twinsite.report.diagrams.library import mermaid, transition_table
from twinsite.report.diagrams.machine import LISTED, arrows, machine_dot, pages
from twinsite.report.diagrams.overview import conversation, overview_name
from twinsite.report.diagrams.palette import DECIDERS
from twinsite.report.diagrams.parts import DRAWN_PARTS, DrawnPart
from twinsite.report.diagrams.reads import readings_of_guards, reads_name
from twinsite.report.diagrams.web import DECLARED, Group, group
from twinsite_charts.widths import text_width

SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 5.5
"""No text on a page of paper is smaller than this, in points."""
PAPER = (595 - 2 * 20, 842 - 2 * 20)
"""A page of A4 within its margins, in points."""
FOLDER = Path(__file__).parents[2] / "diagrams"

SOURCES = diagram_sources()

every_machine = pytest.mark.parametrize("machine", DECLARED.values(), ids=DECLARED)


def texts_of(name: str) -> list[str]:
    """Return every text that a drawing shows."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - it is our own file
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def words_of(name: str) -> set[str]:
    """Return every word that a drawing shows."""
    return {word.strip("[](),") for text in texts_of(name) for word in text.split()}


@pytest.mark.parametrize("name", SOURCES)
def test_the_kept_text_is_current(name: str) -> None:
    kept = (FOLDER / f"{name}.dot").read_text(encoding="utf-8")
    assert SOURCES[name] == kept, "run: twinsite diagram diagrams"


def test_there_is_one_for_each_chart_and_two_for_each_part() -> None:
    together = {name(part) for part in DRAWN_PARTS for name in (overview_name, reads_name)}
    parts = {page.name for machine in DECLARED.values() for page in pages(machine)}
    assert {machine.name for machine in MACHINES.values()} <= parts
    assert parts | together == set(SOURCES)
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
        assert f"timer{option}" in shown
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
def test_the_parts_of_a_machine_show_all_of_it(machine: MachineDecl) -> None:
    whole, *parts = pages(machine)
    assert machine == whole
    if parts:
        assert Counter(machine.transitions) == Counter(
            t for part in parts for t in part.transitions
        )
        assert set(machine.states) == {state for part in parts for state in part.states}
        assert set(machine.events) == {event for part in parts for event in part.events}


def test_only_what_is_too_large_for_a_page_is_parted() -> None:
    parted = {machine.name for machine in DECLARED.values() if len(list(pages(machine))) > 1}
    assert parted == {name for name in SOURCES if name in DECLARED and page_text(name) < SMALLEST}


def page_text(name: str) -> float:
    """Return how large the smallest text of a drawing is on a page of paper, in points."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - it is our own file
    *_, width, height = map(float, root.attrib["viewBox"].split())
    scale = max(min(w / width, h / height, 1) for w, h in (PAPER, PAPER[::-1]))
    return scale * min(float(t.attrib["font-size"]) for t in root.iter(f"{SVG}tspan"))


@pytest.mark.parametrize("name", SOURCES)
def test_a_drawing_can_be_read_on_one_page_or_is_parted(name: str) -> None:
    parts = [other for other in SOURCES if other.startswith(f"{name}-")]
    assert page_text(name) >= SMALLEST or parts


def frames(node: ElementTree.Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield the frame of every text in the widest of the usual fonts, and its words."""
    for text in node.iter(f"{SVG}text"):
        spans = list(text.iter(f"{SVG}tspan"))
        width = sum(
            text_width(
                span.text or "",
                float(span.attrib["font-size"]),
                bold=span.get("font-weight") == "bold",
            )
            for span in spans
        )
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = x - width / 2 if text.get("text-anchor") == "middle" else x
        high = max(float(span.attrib["font-size"]) for span in spans)
        yield left, y - 0.73 * high, left + width, y + 0.1 * high, "".join(text.itertext())


@pytest.mark.parametrize("name", SOURCES)
def test_no_font_of_the_reader_lets_texts_lie_on_each_other(name: str) -> None:
    """Measured in DejaVu Sans, which Helvetica, Arial and Liberation Sans are narrower than."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - it is our own file
    for one, other in combinations(frames(root), 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        above = one[3] <= other[1] or other[3] <= one[1]
        assert beside or above, (one, other)


@pytest.mark.parametrize("name", SOURCES)
def test_no_font_of_the_reader_lets_a_text_leave_its_box(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - it is our own file
    for part in root.iter(f"{SVG}g"):
        if not part.get("class", "").startswith(("node", "cluster", "graph")):
            continue
        shape = next((e for e in part if e.tag in (f"{SVG}path", f"{SVG}polygon")), None)
        if shape is None:
            continue
        drawn = shape.get("d") or shape.attrib["points"]
        places = [tuple(map(float, p)) for p in re.findall(r"(-?[\d.]+),(-?[\d.]+)", drawn)]
        (left, right), (top, bottom) = (
            (min(side), max(side)) for side in zip(*places, strict=True)
        )
        for x1, y1, x2, y2, words in frames(part):
            assert left <= x1, words
            assert x2 <= right, words
            assert top <= y1, words
            assert y2 <= bottom, words


def test_texts_that_would_touch_are_one_line() -> None:
    """As the layout puts them for Helvetica, in which they do not."""
    look = 'font-family="Helvetica,sans-Serif" font-size="10.00"'
    drawn = "\n".join(
        f'<text xml:space="preserve" text-anchor="start" x="{x}" y="5" {more}{look}>{words}</text>'
        for x, more, words in (
            (10, 'font-weight="bold" ', "mm"),
            (27.5, "", " "),
            (30, "", "ids"),
            (90, "", "far"),
            (102, "", " "),
        )
    )
    told = ElementTree.fromstring(render.flowing(f"<svg >\n{drawn}\n</svg>"))  # noqa: S314 - ours
    assert ["".join(text.itertext()) for text in told.iter("text")] == ["mm ids", "far"]
    assert [text.attrib["x"] for text in told.iter("text")] == ["10", "90"]


def test_a_large_bundle_lists_where_it_comes_from_and_draws_no_line() -> None:
    text = machine_dot(MACHINES["session"])
    (bundle,) = (
        arrow
        for arrow in arrows(MACHINES["session"])
        if arrow.is_listed and arrow.transitions[0].event == "log_out_requested"
    )
    assert len(bundle.sources) >= LISTED
    lines = [line for line in text.splitlines() if "->" in line and "log_out_requested to" in line]
    assert [line.split(" [")[0].strip() for line in lines] == [
        'logged_out -> "log_out_requested to logged_out"'
    ]
    assert "without a line of its own" in text
    assert "without a line of its own" not in machine_dot(MACHINES["windows"])


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
    assert "timer reg_timeout" in text
    assert "after reg_timeout" in text


def test_who_talks_to_whom() -> None:
    talk = conversation(voice_profiles())
    for speaker, listener, said in talk.edges(keys=True):
        assert any(said in t.effects for t in DECLARED[speaker].transitions)
        if listener not in DECLARED:
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


@pytest.mark.parametrize(("kind", "draw"), [("mmd", mermaid), ("md", transition_table)])
@every_machine
def test_mermaid_and_tables_show_every_transition(
    machine: MachineDecl, kind: str, draw: Callable[[MachineDecl], str]
) -> None:
    """Each on a line of its own, with its event, requirement, guard and effects."""
    told = draw(machine).splitlines()
    for transition in machine.transitions:
        requirement = machine.event(transition.event).requirement
        wanted = (
            *(transition.source, transition.target, f"{transition.event} ({requirement})"),
            *(transition.guard.text, ", ".join(transition.effects)),
        )
        line = next(line for line in told if all(words in line for words in wanted))
        told.remove(line)
    arrow = {"mmd": " --> ", "md": "| "}[kind]
    heading = {"mmd": "[*]", "md": "| State"}[kind]
    left = [line for line in told if arrow in line and not line.strip().startswith(heading)]
    assert [line for line in left if not set(line) <= set("|- ")] == []


def test_other_formats_need_no_renderer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "renderer", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli.run(["diagram", str(tmp_path), "--format", "mermaid", "--format", "table"]) == 0
    names = {f"{name}.{kind}" for name in DECLARED for kind in ("mmd", "md")}
    assert names == {file.name for file in tmp_path.iterdir()}
    assert cli.run(["diagram", str(tmp_path), "--format", "png"]) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "folder"):
        with pytest.raises(InputError, match="no folder to write to"):
            write_diagrams(folder)
