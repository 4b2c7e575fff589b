"""The application behind the command; its functions import little, so that --help is quick."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cyclopts
from cyclopts.help import DefaultFormatter

from twinsite import __version__
from twinsite.checker.semantics.docstring import docstring
from twinsite.cli import (
    baseline,
    catalogue,
    check,
    compare,
    conform,
    coverage,
    diagram,
    drill,
    equivalence,
    export,
    hazards,
    init,
    lint,
    lint_spec,
    load,
    mutate,
    options,
    page,
    replay,
    signals,
    streams,
    test_suite,
    traceability,
    whole,
    witness,
)
from twinsite.cli.codes import Status, epilogue, table
from twinsite.cli.help_columns import columns
from twinsite.errors import BrokenDownError, InputError
from twinsite.files import EXHAUSTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console


DECLARATIONS = "/twinsite/model/"
"""In the name of every file that declares a machine."""

app = cyclopts.App(
    name="twinsite",
    version=__version__,
    help="The reference behaviour of an agent desktop that lives on two sites.",
    help_epilogue=f"Exit statuses:\n\n{table()}",
    help_format="markdown",
    help_formatter=DefaultFormatter(column_specs=columns),
    default_parameter=cyclopts.Parameter(negative=(), show_default=False),
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)

DESIGN = cyclopts.Group("For designers", sort_key=1)
TEST = cyclopts.Group("For teams with a desktop", sort_key=2)
LOOK_UP = cyclopts.Group("To look up", sort_key=3)
MAINTAIN = cyclopts.Group("For maintainers", sort_key=4)

app["--help"].group = app["--version"].group = cyclopts.Group("About", sort_key=5)

COMMANDS: dict[cyclopts.Group, tuple[Any, ...]] = {
    DESIGN: (
        init.init,
        drill.drill,
        lint.lint,
        check.check,
        load.load,
        options.options,
        compare.compare,
        page.page,
        replay.replay,
        hazards.hazards,
        whole.whole,
    ),
    TEST: (conform.conform, equivalence.equivalence, test_suite.test_suite, test_suite.protocol),
    LOOK_UP: (
        catalogue.requirements,
        catalogue.interpretations,
        catalogue.properties,
        catalogue.fairness,
        witness.witness,
        coverage.coverage,
        traceability.traceability,
        diagram.diagram,
        export.export,
    ),
    MAINTAIN: (baseline.baseline, lint_spec.lint_spec, mutate.mutate),
}
"""Every command, by who needs it."""

FORMER: dict[str, Any] = {
    "readings": catalogue.interpretations,
    "vectors": test_suite.test_suite,
    "ledger": traceability.traceability,
    "walk": coverage.coverage,
}
"""Former names of commands, which are still understood."""


def name_of(command: Callable[..., object]) -> str:
    """Return the name by which a command is called."""
    return command.__name__.replace("_", "-")


for group, commands in COMMANDS.items():
    for place, command in enumerate(commands):
        if isinstance(command, cyclopts.App):
            command.group, command.sort_key = group, place
            app.command(command)
        else:
            command.__doc__ = docstring(command)
            told = epilogue(name_of(command))
            app.command(command, group=group, sort_key=place, help_epilogue=told)
for name, command in FORMER.items():
    app.command(command, name=name, show=False, help_epilogue=epilogue(name_of(command)))


def run(arguments: list[str] | None = None) -> Status:
    """Run the command and return its exit status."""
    try:
        streams.prepare()
        status = _done(arguments)
        sys.stdout.flush()
    except cyclopts.CycloptsError as error:
        called = " ".join((*app.name, *(error.command_chain or ())))
        _tell("error", " ".join(str(error).split()), f"'{called} --help' tells what there is.")
        return Status.BAD_INPUT
    except InputError as error:
        _tell("error", f"{error.where}: {error.what}.", error.remedy)
        return Status.BAD_INPUT
    except KeyboardInterrupt as stop:
        return Status(signals.told(stop))
    except BrokenPipeError:
        streams.abandon()
        return Status.UNREAD
    except Exception as error:
        return _broken_down(error)
    return status


def _done(arguments: list[str] | None) -> Status:
    from twinsite.report.terminal.screen import screen

    try:
        result = app(arguments, exit_on_error=False, print_error=False, console=screen())
    except SystemExit as leaving:  # so Rich leaves when nobody reads its output any longer
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise
    return Status.PROVED if result is None else Status(result)


def _broken_down(error: Exception) -> Status:
    """Tell what nobody's input is to blame for; it is no verdict."""
    if os.environ.get("TWINSITE_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, BrokenDownError):
        what, remedy = f"{error.what}.", error.remedy
    elif isinstance(error, MemoryError):
        what, remedy = "there is not enough memory.", "Use fewer --jobs, or smaller profiles."
    elif isinstance(error, OSError) and error.errno in EXHAUSTED:
        streams.abandon()
        what, remedy = f"nothing can be written: {error.strerror}.", "Make space for it."
    elif type(error).__name__ in ("DeclarationError", "InvalidDefinition"):
        _tell("error", f"{_place_of(error)}: {' '.join(str(error).split())}", "Mend it there.")
        return Status.BAD_INPUT
    else:
        said = " ".join(str(error).split()) or "no message"
        what = f"{type(error).__name__}: {said}."
        remedy = (
            "This is a fault of twinsite. Run the same command with TWINSITE_DEBUG=1, and send what"
            " it prints, with the files that it reads."
        )
    _tell("broken down", what, remedy)
    return Status.BROKEN_DOWN


def _place_of(error: Exception) -> str:
    """Return the file and line of the declaration that is wrong, or the package."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if DECLARATIONS in Path(frame.filename).as_posix():
            return f"{frame.filename}, line {frame.lineno}"
    return "the declarations of the machines"


def _tell(word: str, *lines: str) -> None:
    from rich.text import Text

    first, *others = lines or ("",)
    errors = _errors()
    with suppress(OSError):
        errors.print(Text.assemble((word, "bold red"), f"  {first}" if first else ""))
        for line in filter(None, others):
            errors.print(Text(f"       {line}"))


def _errors() -> Console:
    from twinsite.report.terminal.screen import standard_error

    return standard_error(soft_wrap=True)
