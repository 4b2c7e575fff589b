"""A conformance test tells how far it is, also where nobody watches a terminal."""

import io
from itertools import count

from rich.console import Console
from rich.text import Text

from twinsite.cli.conform_progress import EVERY_SECONDS, watched
from twinsite.conformance.runner import Method
from twinsite.report.terminal.screen import GrowingTable, screen


def told(*, show: bool, step: float) -> list[str]:
    """Return the lines of ten tidings, each some seconds after the last."""
    pipe = io.StringIO()
    times = count()
    console = Console(file=pipe, width=80)
    with watched(console, show=show, clock=lambda: next(times) * step) as it:
        for _ in range(10):
            it.watch.act(Method.RANDOM, 7)
        it.watch.explain()
    return pipe.getvalue().splitlines()


def test_in_a_pipe_there_is_a_line_every_few_seconds() -> None:
    lines = told(show=True, step=EVERY_SECONDS / 2)
    assert lines[0] == "Testing by random: 14 actions ..."
    assert len(lines) == 5


def test_nothing_is_told_of_what_is_quick_or_not_to_be_seen() -> None:
    assert told(show=True, step=0.001) == []
    assert told(show=False, step=EVERY_SECONDS) == []


def test_rows_are_printed_one_by_one() -> None:
    """Each is there before the next is known, and all stand in the same columns."""
    out = screen()
    out.width = 40
    out.file = pipe = io.StringIO()
    table = GrowingTable(out, ("Name", "Number"), [("a long name", "1,000")], right=(1,))
    lengths = []
    for row in (("a", "1"), ("b", Text("22"))):
        table.add(row)
        lengths.append(len(pipe.getvalue().splitlines()))
    assert lengths == [3, 4]
    assert pipe.getvalue().splitlines()[2:] == ["a                 1", "b                22"]


def test_where_the_columns_do_not_fit_rows_are_entries() -> None:
    out = screen()
    out.width = 20
    out.file = pipe = io.StringIO()
    table = GrowingTable(out, ("Name", "Number"), [("a" * 30, "1" * 30)])
    table.add(("a", "1"))
    assert pipe.getvalue().splitlines() == ["a", "  Number: 1"]
