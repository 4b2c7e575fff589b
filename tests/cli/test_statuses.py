"""Exit statuses: one table, complete, and the same everywhere."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import cyclopts
import pytest

from twinsite import cli
from twinsite.cli.app import app
from twinsite.cli.codes import MEANINGS, OF_COMMANDS, Status, epilogue
from twinsite.errors import BrokenDownError
from twinsite.properties import ALL

README = Path(__file__).parents[2] / "README.md"


def apps(of: cyclopts.App = app, before: str = "") -> Iterator[tuple[str, cyclopts.App]]:
    for name in of:
        if name.startswith("-") or not of[name].show:
            continue
        if of[name].default_command is None:
            yield from apps(of[name], f"{before}{name} ")
        else:
            yield f"{before}{name}", of[name]


def commands() -> Iterator[tuple[str, Callable[..., object]]]:
    for name, of in apps():
        assert of.default_command is not None
        yield name, of.default_command


def statuses_in(command: Callable[..., object]) -> set[Status]:
    """Return the statuses that a command names, in its module, in whatever it calls there."""
    module = sys.modules[command.__module__]
    assert isinstance(module, ModuleType)
    declared = {
        node.name: node
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.FunctionDef)
    }
    todo, seen = [command.__name__], set()
    found = set()
    while todo:
        name = todo.pop()
        seen.add(name)
        for node in ast.walk(declared[name]):
            if isinstance(node, ast.Name) and node.id in declared and node.id not in seen:
                todo.append(node.id)
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Status":
                found.add(Status[node.attr])
    return found


def test_the_table_has_every_command() -> None:
    assert sorted(OF_COMMANDS) == sorted(name for name, _ in commands())


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_a_command_exits_with_what_its_help_says(
    name: str, command: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert statuses_in(command) | {Status.PROVED} == {Status.PROVED, *OF_COMMANDS[name]}
    assert cli.run([*name.split(), "--help"]) == Status.PROVED
    assert epilogue(name) in " ".join(capsys.readouterr().out.split())


def test_the_table_is_complete_and_the_same_in_the_help_and_in_the_readme(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(MEANINGS) == list(Status)
    assert cli.run(["--help"]) == Status.PROVED
    told = " ".join(capsys.readouterr().out.split())
    readme = README.read_text(encoding="utf-8")
    for status, meaning in MEANINGS.items():
        assert f"{int(status)}: {meaning}" in told
        assert f"| {int(status)} | {meaning} |" in readme


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BrokenDownError("a process is lost", remedy="Try again."), "a process is lost."),
        (MemoryError(), "not enough memory"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero."),
        (AssertionError(), "AssertionError: no message."),
        (RecursionError("too deep"), "fault of twinsite"),
        (OSError(28, "No space left on device"), "No space left"),
    ],
)
def test_a_breakdown_is_no_verdict(
    error: Exception,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("twinsite.cli.catalogue.matching", fail)
    monkeypatch.setattr("twinsite.cli.streams.abandon", lambda: None)
    assert cli.run(["properties", ALL[0].prop.name]) == Status.BROKEN_DOWN
    captured = capsys.readouterr()
    assert captured.err.startswith("broken down  ")
    assert told in captured.err
    assert "Traceback" not in captured.err
    monkeypatch.setenv("TWINSITE_DEBUG", "1")
    assert cli.run(["properties"]) == Status.BROKEN_DOWN
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["1.5", "1e3", "0x10", "two", "0", "-1", ""])
@pytest.mark.parametrize(
    "command",
    [
        ["check", "--jobs"],
        ["check", "--limit"],
        ["compare", "A14=immediate", "--jobs"],
        ["lint-spec", "--jobs"],
        ["mutate", "--jobs"],
        ["mutate", "--sample"],
        ["equivalence", "json:Client", "--jobs"],
        ["conform", "--client", "json:Client", "--examples"],
    ],
)
def test_numbers_that_count_are_whole_and_positive(
    command: list[str], given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*command, given]) == Status.BAD_INPUT
    assert f"error  {command[-1]}: " in capsys.readouterr().err


def test_no_option_is_a_number_that_may_be_rounded() -> None:
    counted = set()
    for _, of in apps():
        for argument in of.assemble_argument_collection():
            if argument.hint is int or int in get_args(argument.hint):
                counted.add(argument.name)
                assert argument.parameter.converter is not None, argument.name
    assert {"--jobs", "--limit", "--examples", "--sample", "--seed"} <= counted
