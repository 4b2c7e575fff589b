"""The application behind the command; its functions import little, so that --help is quick."""

import os
import sys
from typing import Any

import cyclopts

from twinsite import __version__
from twinsite.cli import (
    catalogue,
    check,
    codes,
    compare,
    comparisons,
    conform,
    diagram,
    equivalence,
    export,
    hazards,
    lint,
    lint_spec,
    manifest,
    matrix,
    mutate,
    options,
    replay,
    test_suite,
    walk,
    whole,
    witness,
)

app = cyclopts.App(
    name="twinsite",
    version=__version__,
    help="The reference behaviour of an agent desktop that lives on two sites.",
    help_epilogue="Exit codes: 0 all proved, 1 refuted, 2 bad input or usage, 3 undetermined.",
    help_format="markdown",
    result_action="return_value",
)

app.command(check.check)
app.command(lint.lint)
app.command(whole.whole)
app.command(conform.conform)
app.command(test_suite.test_suite)
app.command(test_suite.protocol)
app.command(equivalence.equivalence)
app.command(compare.compare)
app.command(replay.replay)
app.command(diagram.diagram)
app.command(export.export)
app.command(catalogue.requirements)
app.command(catalogue.interpretations)
app.command(options.options)
app.command(catalogue.properties)
app.command(catalogue.fairness)
app.command(hazards.hazards)
app.command(matrix.matrix)
app.command(walk.walk)
app.command(lint_spec.lint_spec)
app.command(manifest.manifest)
app.command(mutate.mutate)
app.command(witness.witness)
app.command(comparisons.comparisons)


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    from rich.console import Console
    from rich.text import Text

    from twinsite.errors import InputError

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        result: Any = app(arguments, exit_on_error=False, error_console=Console(stderr=True))
    except cyclopts.CycloptsError:
        return codes.BAD_INPUT
    except InputError as error:
        errors.print(Text.assemble(("error", "bold red"), f"  {error.where}: {error.what}."))
        errors.print(Text(f"       {error.remedy}"))
        return codes.BAD_INPUT
    except KeyboardInterrupt:
        errors.print("interrupted")
        return codes.INTERRUPTED
    except BrokenPipeError:
        # the reader of a pipe has gone; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return codes.INTERRUPTED
    return result if isinstance(result, int) else codes.PROVED


def main() -> None:
    """Run the command and leave with its exit code."""
    sys.exit(run())
