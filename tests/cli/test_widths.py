"""Every command fits the screen: no column is left out, no word is broken, no blanks end a line."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from twinsite import cli
from twinsite.cli.app import COMMANDS

EXAMPLE = str(Path(__file__).parents[2] / "spec" / "twinsite" / "examples" / "two-sites.toml")
PROFILE = ("--profile", "stat/bc/pair")
CLIENT = "twinsite_desktop.client:Client"
LATER = ("--repair", "Site X@10:20")
WIDTHS = {"40": 40, "60": 60, "80": 80, "120": 120, "200": 200, "": 80}
"""Columns of the terminal; none in a pipe, which counts as 80."""

TABLES = {
    "check": ("check", *PROFILE),
    "check of a deployment": ("check", EXAMPLE, "--profile", "st*"),
    "drill": ("drill", EXAMPLE, "--fail", "Site X"),
    "drill of an agent": ("drill", EXAMPLE, "--agent", "Anna", "--fail", "Site X@10:00", *LATER),
    "drill of what flaps": ("drill", EXAMPLE, "--agent", "Claire", "--flap", "Site X"),
    "init": ("init", "--schema", "schema.json"),
    "lint": ("lint", EXAMPLE),
    "load": ("load", EXAMPLE, "--agents", "500", "--fail", "Site X"),
    "options": ("options",),
    "options of a deployment": ("options", "--deployment", EXAMPLE),
    "options of an agent": ("options", EXAMPLE, "--agent", "Declan"),
    "compare": ("compare", "default", *PROFILE),
    "compare of deployments": ("compare", EXAMPLE, "--set", "disaster-recovery.timeout=30"),
    "whole": ("whole", "--safety", "--voice", "no-bc/no-phone"),
    "conform": ("conform", "--client", CLIENT, *PROFILE, "--by", "scenarios"),
    "equivalence": ("equivalence", CLIENT, *PROFILE, "--jobs", "1"),
    "test-suite": ("test-suite", "stat/bc/pair", "--output", "suite.json"),
    "requirements": ("requirements",),
    "interpretations": ("interpretations",),
    "properties": ("properties",),
    "fairness": ("fairness",),
    "coverage": ("coverage",),
    "traceability": ("traceability",),
    "traceability of one": ("traceability", "site-03", "a14"),
    "diagram": ("diagram", "drawings"),
    "export": ("export", "promela", *PROFILE, "--output", "model.pml"),
    "export of tables": ("export", "tables", *PROFILE, "--output", "tables.json"),
    "export to C": ("export", "c", *PROFILE, "--output", "desktop.h"),
    "export to ReqIF": ("export", "reqif", "--output", "twinsite.reqif"),
    "page": ("page", *PROFILE, "--output", "walk.html"),
    "lint-spec": ("lint-spec", *PROFILE),
    "baseline": ("baseline", "--check"),
    "mutate": ("mutate", "--machine", "StartUp", "--sample", "200", "--jobs", "1"),
    "help": ("--help",),
    **{f"help of {name}": (name, "--help") for name in ("check", "conform", "lint", "options")},
}
"""What prints prose and tables."""

CHARTS = {
    "drill": ("drill", EXAMPLE, "--agent", "Claire", "--fail", "Site X", "--run", "latest"),
    "check": ("check", *PROFILE, "--interpretation", "A2=continues"),
    "compare": ("compare", "A2=continues", *PROFILE),
    "hazards": ("hazards", "H9"),
    "witness": ("witness", "the_site_changes_by_a_switchover_only"),
    "replay": ("replay", "trace.json"),
}
"""What prints sequence charts."""

JSON_ONLY = {"protocol"}
"""Commands that print nothing but JSON, whose lines are not wrapped."""

SLOW = {
    "baseline": ("twinsite.upkeep.run.standings", "twinsite.upkeep.faults.faults"),
    "check": ("twinsite.analyses.check.check_profiles",),
    "compare": (
        "twinsite.analyses.compare.examine_all",
        "twinsite.analyses.drill.change.changes_of",
    ),
    "conform": ("twinsite.conformance.runner.conduct",),
    "drill": (
        "twinsite.analyses.drill.report.drill_of",
        "twinsite.analyses.drill.alternatives.alternatives_of",
        "twinsite.analyses.drill.region.ranges_of",
    ),
    "diagram": ("twinsite.report.diagrams.diagram.write_diagrams",),
    "equivalence": ("twinsite.conformance.comparison.compare_all",),
    "lint-spec": ("twinsite.analyses.lint_charts.look_at_all",),
    "load": ("twinsite.analyses.load.loads_of", "twinsite.analyses.load.trades_of"),
    "mutate": (
        "twinsite.analyses.mutation.campaign.judge_all",
        "twinsite.analyses.mutation.campaign.select",
        "twinsite.analyses.mutation.trial.every_mutant",
    ),
    "test-suite": ("twinsite.conformance.test_suite.suite_of",),
    "whole": ("twinsite.analyses.whole.check_whole",),
}
"""Work that is done once, and shown at every width."""

Screen = Callable[[tuple[str, ...], str], list[str]]


@cache
def once(work: str, arguments: tuple[str, ...]) -> Callable[..., Any]:  # the key
    """Return some work for a command, which is done at the first call."""
    module, _, name = work.rpartition(".")
    do = getattr(import_module(module), name)
    found: list[Any] = []

    def remembered(*given: Any, **more: Any) -> Any:
        if not found:
            answer = do(*given, **more)
            found.append(tuple(answer) if isinstance(answer, Iterator) else answer)
        return found[0]

    return remembered


@pytest.fixture
def screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Screen:
    """Return what runs a command on a screen of some width, and returns its lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(arguments: tuple[str, ...], width: str) -> list[str]:
        if width:
            monkeypatch.setenv("COLUMNS", width)
        else:
            monkeypatch.delenv("COLUMNS", raising=False)
        for work in SLOW.get(arguments[0], ()):
            monkeypatch.setattr(work, once(work, arguments))
        if arguments[0] == "replay":
            cli.run([*CHARTS["check"], "--save", arguments[1]])
        capsys.readouterr()
        assert cli.run(list(arguments)) in (0, 1)
        return capsys.readouterr().out.splitlines()

    return run


def names(commands: dict[str, tuple[str, ...]]) -> set[str]:
    return {arguments[0] for arguments in commands.values()}


def test_every_command_is_looked_at() -> None:
    known = {
        getattr(command, "name", None) or getattr(command, "__name__", "")
        for group in COMMANDS.values()
        for command in group
    }
    every = {name[0] if isinstance(name, tuple) else name.replace("_", "-") for name in known}
    assert every - names(TABLES) - names(CHARTS) - JSON_ONLY == set()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("what", TABLES)
def test_a_table_loses_no_column_and_breaks_no_word(screen: Screen, what: str, width: str) -> None:
    lines = screen(TABLES[what], width)
    fits(lines, WIDTHS[width])
    room = WIDTHS[width] - (20 if "--help" in TABLES[what] else 10)
    everything = screen(TABLES[what], "1000")
    labels = labels_in(everything) | labels_in(lines)
    wide, told = words(everything) - labels, words(lines) - labels
    long = [word for word in wide if cell_len(word) > room]
    broken = {word for word in told - wide if not any(word in other for other in long)}
    left_out = {word for word in wide - told if word not in long}
    assert broken == set()
    assert left_out == set()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("what", CHARTS)
def test_a_chart_fits(screen: Screen, what: str, width: str) -> None:
    fits(screen(CHARTS[what], width), WIDTHS[width])


def fits(lines: list[str], width: int) -> None:
    assert lines
    for line in lines:
        # a command is to be copied, so it stands on one line, whatever paths it has
        assert cell_len(line) <= width or line.startswith("  twinsite "), line
        assert line == line.rstrip()
        assert "\x1b" not in line


def words(lines: list[str]) -> set[str]:
    """Return the words of a screen, without its rules."""
    return {word.strip("│╭╰╮╯─") for line in lines for word in line.split()} - {""}


def labels_in(lines: list[str]) -> set[str]:
    """Return the words above the columns of tables, as they stand there and in entries."""
    rules = [number for number, line in enumerate(lines) if line and set(line) <= {"─"}]
    heads = {word for number in rules for word in lines[number - 1].split()}
    return heads | {f"{head}:" for head in heads}
