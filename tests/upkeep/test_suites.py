"""What is shipped for the kit is one more thing that one command renews."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from twinsite.conformance import killers, shipped_suites
from twinsite.conformance.shipped_suites import file_of, shipped
from twinsite.model.profile import Profile
from twinsite.upkeep import run, suites

SMALL = Profile.parse("start-up/bc/nodes-1")


@contextmanager
def silent(_what: str, _total: int, /) -> Iterator[Callable[[], None]]:
    """Watch nothing."""
    yield lambda: None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Ship the test suite of a small profile from another folder."""
    place = tmp_path / suites.FOLDER
    place.mkdir(parents=True)
    for module in (shipped_suites, suites):
        monkeypatch.setattr(module, "SHIPPED", (SMALL.name,))
    monkeypatch.setattr(suites, "ROOT", tmp_path)
    resources = SimpleNamespace(files=lambda _: place.parent)
    for shipping in (shipped_suites, killers):
        monkeypatch.setattr(shipping, "resources", resources)
    killers.forget()
    yield place
    killers.forget()


def test_what_is_shipped_is_up_to_date() -> None:
    assert suites.standing().stale == (), "twinsite baseline --update"


def test_the_command_looks_at_it() -> None:
    """It stands among what baseline compares."""
    assert "suites" in Path(run.__file__).read_text(encoding="utf-8")


def test_what_is_missing_is_made_and_what_is_not_wanted_is_removed(folder: Path) -> None:
    (folder / "of_old.json.gz").write_bytes(b"")
    stale = (SMALL.name, "of_old.json.gz", killers.FILE)
    assert suites.standing().stale == stale
    assert suites.update(silent) == f"1 of 1 test suites made anew, wrote {killers.FILE}"
    assert sorted(file.name for file in folder.iterdir()) == [killers.FILE, file_of(SMALL)]
    assert shipped(SMALL) is not None
    assert suites.standing().stale == ()
    assert suites.update(silent) == "current"


def test_a_file_that_is_broken_is_made_anew(folder: Path) -> None:
    suites.update(silent)
    before = (folder / file_of(SMALL)).read_bytes()
    (folder / file_of(SMALL)).write_bytes(before[:-9])
    (folder / killers.FILE).write_bytes(b"")
    killers.forget()
    assert suites.standing().stale == (SMALL.name, killers.FILE)
    suites.update(silent)
    assert (folder / file_of(SMALL)).read_bytes() == before
