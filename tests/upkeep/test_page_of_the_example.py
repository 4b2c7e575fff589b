"""The page beside the diagrams is the one that the command writes."""

from pathlib import Path

import pytest

from twinsite.upkeep import files

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_example_is_compared_but_for_its_drawings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another renderer draws otherwise; a changed table or script is told."""
    (tmp_path / "diagrams").mkdir()
    name = Path("diagrams/two-sites.html")
    text = (ROOT / name).read_text(encoding="utf-8")
    monkeypatch.setattr(files, "ROOT", tmp_path)
    (tmp_path / name).write_text(text.replace("<rect ", '<rect class="x" '), encoding="utf-8")
    assert not files._differs(name, text)
    (tmp_path / name).write_text(text.replace('"starting"', '"begun"'), encoding="utf-8")
    assert files._differs(name, text)
