"""The order in which everything that is generated is compared, or renewed."""

from collections.abc import Iterator
from pathlib import Path

from twinsite.files import write_text
from twinsite.upkeep import (
    comparisons,
    equivalences,
    files,
    lint,
    mutants,
    number_of_tests,
    suites,
    verdicts,
    witnesses,
)
from twinsite.upkeep.checkout import RECORDS, ROOT, record_text
from twinsite.upkeep.stage import Stage, Standing, Watch

STAGES = (
    verdicts.STAGE,
    comparisons.STAGE,
    lint.STAGE,
    mutants.STAGE,
    witnesses.STAGE,
    equivalences.STAGE,
)
"""The records that take searches, each after those of which it is made."""


def standings(watch: Watch, *, thorough: bool) -> Iterator[tuple[str, str, Standing]]:
    """Yield of everything that is generated its name, what is counted, and its standing.

    Args:
        watch: Shows how far long work has come.
        thorough: Whether the records are computed anew, and not judged by fingerprints.
    """
    for stage in STAGES:
        standing = stage.standing()
        if thorough or not standing.stale:
            text, _ = _computed(stage, watch, thorough=thorough)
            what = "the record, computed anew" if thorough else "the order of the entries"
            standing = Standing(standing.of, () if _current(stage) == text else (what,))
        yield stage.record, stage.unit, standing
    yield "suites", "files", suites.standing()
    yield "files", "files", files.standing()


def update(watch: Watch, *, thorough: bool) -> Iterator[tuple[str, str]]:
    """Renew everything that is out of date; yield the name of each kind, and what was done.

    Args:
        watch: Shows how far long work has come.
        thorough: Whether everything is computed anew, whether or not it is out of date.

    Raises:
        InputError: if a file cannot be written.
    """
    for stage in STAGES:
        text, told = _computed(stage, watch, thorough=thorough)
        if _current(stage) == text:
            yield stage.record, f"{told}, as it was" if thorough else "current"
        else:
            write_text(_file(stage), text)
            yield stage.record, told
    yield "suites", suites.update(watch, thorough=thorough)
    written = files.update()
    yield "files", f"wrote {', '.join(written)}" if written else "current"
    yield "tests", number_of_tests.update()


def _computed(stage: Stage, watch: Watch, *, thorough: bool) -> tuple[str, str]:
    """Return the text of a record; where nothing is out of date, nothing is searched."""
    data, told = stage.compute(watch, thorough)
    return record_text(data, stage.depth), told


def _current(stage: Stage) -> str | None:
    try:
        return _file(stage).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _file(stage: Stage) -> Path:
    return ROOT / RECORDS / f"{stage.record}.json"
