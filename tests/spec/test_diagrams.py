"""The diagrams are drawn from the declarations, and the folder has the current ones."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from twinsite.errors import InputError
from twinsite.facts import MACHINES
from twinsite.kernel.declaration import MachineDecl
from twinsite.views import render
from twinsite.views.diagram import diagram_sources, write_diagrams
from twinsite.views.diagram_machine import DECIDERS
from twinsite.views.diagram_overview import NAME, conversation

FOLDER = Path(__file__).parents[2] / "diagrams"
BY_NAME = {machine.name: machine for machine in MACHINES.values()}


def words_of(name: str) -> str:
    """Return all words of a drawn diagram."""
    root = ET.fromstring((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314
    return " ".join(text.strip() for text in root.itertext())


@pytest.mark.parametrize("name", diagram_sources())
def test_the_folder_has_the_current_dot_text(name: str) -> None:
    kept = (FOLDER / f"{name}.dot").read_text(encoding="utf-8")
    assert kept == diagram_sources()[name], "run twinsite diagram"


@pytest.mark.parametrize("machine", BY_NAME.values(), ids=lambda machine: machine.name)
def test_a_drawing_has_every_state_event_guard_effect_deadline_and_requirement(
    machine: MachineDecl,
) -> None:
    words = words_of(machine.name)
    wanted = {*machine.states, machine.question}
    for event in machine.events:
        wanted |= {event.id, event.requirement, DECIDERS[event.by][0]}
        if event.length:
            wanted.add(event.length)
    for transition in machine.transitions:
        wanted |= {*transition.effects, *transition.guard.names}
    assert {word for word in wanted if word not in words} == set()


def test_the_overview_has_every_signal_and_every_speaker() -> None:
    words = words_of(NAME)
    talk = conversation()
    said = {key for _, _, key in talk.edges(keys=True)}
    assert {signal for signal in said if signal not in words} == set()
    assert {speaker for speaker, _ in talk.edges() if speaker not in words} == set()


def test_the_dot_text_is_the_same_every_time() -> None:
    assert diagram_sources() == diagram_sources()


def test_the_dot_text_is_written_also_when_there_is_nothing_to_draw_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "renderer", lambda: None)
    monkeypatch.setattr(render.graphviz.backend.dot_command, "DOT_BINARY", Path("no-such-dot"))
    with pytest.raises(InputError, match="Install Graphviz"):
        write_diagrams(tmp_path)
    assert len(list(tmp_path.glob("*.dot"))) == len(diagram_sources())
    assert not list(tmp_path.glob("*.svg"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no folder"):
        write_diagrams(tmp_path / "file" / "folder")


def test_what_is_drawn_again_is_the_same(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_diagrams(tmp_path)}
    again = {path.name: path.read_bytes() for path in write_diagrams(tmp_path)}
    assert first == again
