"""A table where it fits, entries where it does not."""

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from twinsite.report.terminal.screen import NARROWEST, print_entry, print_rows, screen

HEADINGS = ("Profile", "States", "Verdict", "What it is")
ROWS = [
    ("bc+auto+restore/endpoint", "1,138,032", Text("PROVED", "green"), "a sentence of some words"),
    ("bc/no-phone", "16,064", "REFUTED", ""),
]


def shown(width: int, *, right: tuple[int, ...] = (1,)) -> list[str]:
    file = StringIO()
    print_rows(Console(file=file, width=width, highlight=False), HEADINGS, ROWS, right=right)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_columns_stand_side_by_side_where_they_fit() -> None:
    head, rule, first, second = shown(80)
    assert head == "Profile                      States  Verdict  What it is"
    assert set(rule) == {"─"}
    assert first == "bc+auto+restore/endpoint  1,138,032  PROVED   a sentence of some words"
    assert second == "bc/no-phone                  16,064  REFUTED"


def test_prose_is_wrapped_before_anything_else_is() -> None:
    assert shown(70)[2:4] == [
        "bc+auto+restore/endpoint  1,138,032  PROVED   a sentence of some words",
        "bc/no-phone                  16,064  REFUTED",
    ]


def test_rows_become_entries_where_they_do_not_fit() -> None:
    assert shown(40) == [
        "bc+auto+restore/endpoint",
        "  States: 1,138,032",
        "  Verdict: PROVED",
        "  What it is: a sentence of some words",
        "bc/no-phone",
        "  States: 16,064",
        "  Verdict: REFUTED",
    ]


def test_a_word_longer_than_the_line_is_folded_where_a_part_ends() -> None:
    file = StringIO()
    print_entry(Console(file=file, width=20), "disaster-recovery.restore-agent-state", "x" * 30)
    assert [line.rstrip() for line in file.getvalue().splitlines()] == [
        "disaster-recovery.",
        "restore-agent-state",
        f"  {'x' * 18}",
        f"  {'x' * 12}",
    ]


@pytest.mark.parametrize("columns", ["0", "1", "2", "19"])
def test_a_terminal_is_never_taken_to_be_too_narrow_for_words(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert screen().width >= NARROWEST


def test_no_blanks_end_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    out = screen()
    out.print("a word and  ", "another  \n  \n  line  ")
    out.print(Text("styled  ", "bold"))
    assert capsys.readouterr().out.splitlines() == ["a word and   another", "", "  line", "styled"]
