"""The files that are generated from declarations and records, without any search.

They come in an order: what a later one is made of is written before it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import twinsite
from twinsite.analyses.traces import load_trace
from twinsite.errors import InputError
from twinsite.files import write_text
from twinsite.page.assemble import page as page_of
from twinsite.page.diagrams import drawings
from twinsite.page.packing import readable
from twinsite.report.diagrams.diagram import diagram_sources
from twinsite.report.diagrams.render import svg_of_dot
from twinsite.report.sequence.trace import svg_of
from twinsite.report.tables.describe import describe
from twinsite.report.tables.drills import drills
from twinsite.report.tables.subjects import described
from twinsite.report.tables.wholes import wholes
from twinsite.upkeep.checkout import RECORDS, ROOT, record_text
from twinsite.upkeep.mutants import kills
from twinsite.upkeep.pages.documents import PAGES, documents
from twinsite.upkeep.pages.named_tests import named_tests
from twinsite.upkeep.stage import Standing

_DIAGRAMS = Path("diagrams")
_EXAMPLE = Path(twinsite.__file__).parent / "examples" / "two-sites.toml"
"""The deployment of the README."""
_PAGE = _DIAGRAMS / "two-sites.html"
"""Its page; the drawings in it are those of the renderer that was there."""
_DEFECT = _DIAGRAMS / "known-defect.json"
"""The trace of the README, saved by 'twinsite check'; only its chart is drawn anew."""
_DRAWN = re.compile(r"<template id=\"chart-[^>]*>.*?</template>", re.DOTALL)


def _generated() -> Iterator[tuple[Path, str]]:
    """Yield every file, from the root, with the text that it must have.

    Raises:
        InputError: if a record that a page is made of cannot be read, or the trace of the README
            is no longer possible.
    """
    yield RECORDS / "tests.json", record_text(named_tests(ROOT), 1)
    yield RECORDS / "kills.json", record_text(kills(), 1)
    for name, source in diagram_sources().items():
        yield _DIAGRAMS / f"{name}.dot", source
    yield _DEFECT.with_suffix(".svg"), svg_of(load_trace(ROOT / _DEFECT))
    yield _PAGE, _page()
    yield from documents(ROOT).items()


def _page() -> str:
    found = described(_EXAMPLE, (), None, ())
    tables = describe((*found, *wholes(found)), drills(_EXAMPLE))
    return page_of(tables, drawings(tables.charts))


def standing() -> Standing:
    """Compare every file with what it must be."""
    found: dict[Path, str | None] = {}
    with suppress(InputError):
        found.update(_generated())
    for page in PAGES:  # none of them can be made without its records
        found.setdefault(page, None)
    return Standing(len(found), tuple(p.as_posix() for p, t in found.items() if _differs(p, t)))


def update() -> tuple[str, ...]:
    """Write every file that is not as it must be, and return their names.

    Raises:
        InputError: if one cannot be written.
    """
    written = []
    for path, text in _generated():
        if _differs(path, text):
            write_text(ROOT / path, text)
            written.append(path.as_posix())
            if path.suffix == ".dot":
                write_text((ROOT / path).with_suffix(".svg"), svg_of_dot(text))
    return tuple(written)


def _differs(path: Path, text: str | None) -> bool:
    file = ROOT / path
    drawn = file.suffix != ".dot" or file.with_suffix(".svg").exists()
    if text is None or not (drawn and file.exists()):
        return True
    return _compared(path, file.read_text(encoding="utf-8")) != _compared(path, text)


def _compared(path: Path, text: str) -> str:
    """Return what of a file is compared: of the page all but its drawings."""
    return _DRAWN.sub("", readable(text)) if path == _PAGE else text
