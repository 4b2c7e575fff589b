"""The page beside the diagrams is the one that the command writes."""

from pathlib import Path
from zlib import compress

import pytest

from twinsite.model.profile import Profile
from twinsite.page import packing
from twinsite.page.assemble import page as page_of
from twinsite.report.tables.describe import Described, describe
from twinsite.upkeep import files


def test_the_page_of_the_example_is_compared_but_for_its_drawings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another renderer draws otherwise; a changed table or script is told."""
    tables = describe([Described(Profile.parse("config/no-bc/cluster-1"))])
    text = page_of(tables, {"Call": "<svg><rect></rect></svg>"})
    other = tables.model_copy(update={"lengths": {}})
    (tmp_path / "diagrams").mkdir()
    name = Path("diagrams/two-sites.html")
    monkeypatch.setattr(files, "ROOT", tmp_path)

    def differs(written: str) -> bool:
        (tmp_path / name).write_text(written, encoding="utf-8")
        return files._differs(name, text)

    assert not differs(text.replace("<rect>", '<rect class="x">'))
    assert differs(text.replace("SIGNAL_LIMIT = 64", "SIGNAL_LIMIT = 65"))
    assert differs(page_of(other, {}))
    assert differs(text.replace(text[text.index('id="tables">') :][:60], 'id="tables">{"format":'))


def test_tables_that_another_zlib_has_packed_are_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tables = describe([Described(Profile.parse("config/no-bc/cluster-1"))])
    text = page_of(tables, {})
    monkeypatch.setattr("zlib.compress", lambda data, _: compress(data, 1))
    other = page_of(tables, {})
    assert other != text
    assert packing.readable(other) == packing.readable(text)
