"""The command ``twinsite``.

Exit codes: 0 everything is proved (or the command is done), 1 something is refuted, 2 the input
or the usage is wrong, 3 nothing is refuted but something is undetermined.
"""

import os
import sys
from typing import Any

import cyclopts

from twinsite import __version__

PROVED, REFUTED, BAD_INPUT, UNDETERMINED, INTERRUPTED = 0, 1, 2, 3, 130

app = cyclopts.App(
    name="twinsite",
    version=__version__,
    help="The reference behaviour of an agent desktop that lives on two sites.",
    help_epilogue=("Exit codes: 0 all proved, 1 refuted, 2 bad input or usage, 3 undetermined."),
    help_format="markdown",
    result_action="return_value",
)

# The functions live in modules that import little, so that --help is quick.
from twinsite.cli import catalogue, check, diagram, manifest, replay  # noqa: E402

app.command(check.check)
app.command(replay.replay)
app.command(diagram.diagram)
app.command(catalogue.requirements)
app.command(catalogue.readings)
app.command(catalogue.options)
app.command(catalogue.properties)
app.command(manifest.manifest)


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    from rich.console import Console

    from twinsite.errors import InputError

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        result: Any = app(arguments, exit_on_error=False, error_console=Console(stderr=True))
    except cyclopts.CycloptsError:
        return BAD_INPUT
    except InputError as error:
        errors.print(f"[bold red]error[/]  {error.where}", end="")
        errors.print(f": {error.what}.", markup=False)
        errors.print(f"       {error.remedy}", markup=False)
        return BAD_INPUT
    except KeyboardInterrupt:
        errors.print("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of a pipe has gone; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    return result if isinstance(result, int) else PROVED


def main() -> None:
    """Run the command and leave with its exit code."""
    sys.exit(run())
