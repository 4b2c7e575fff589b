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
    coverage,
    diagram,
    equivalence,
    export,
    hazards,
    lint,
    lint_spec,
    manifest,
    mutate,
    options,
    replay,
    test_suite,
    traceability,
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

DESIGN = cyclopts.Group("For designers", sort_key=1)
TEST = cyclopts.Group("For teams with a desktop", sort_key=2)
LOOK_UP = cyclopts.Group("To look up", sort_key=3)
MAINTAIN = cyclopts.Group("For maintainers", sort_key=4)

COMMANDS: dict[cyclopts.Group, tuple[Any, ...]] = {
    DESIGN: (
        lint.lint,
        options.options,
        check.check,
        compare.compare,
        hazards.hazards,
        whole.whole,
        replay.replay,
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
    MAINTAIN: (lint_spec.lint_spec, mutate.mutate, manifest.manifest, comparisons.comparisons),
}
"""Every command, by who needs it."""

FORMER: dict[str, Any] = {
    "readings": catalogue.interpretations,
    "vectors": test_suite.test_suite,
    "ledger": traceability.traceability,
    "walk": coverage.coverage,
}
"""Former names of commands, which are still understood."""

for group, commands in COMMANDS.items():
    for command in commands:
        if isinstance(command, cyclopts.App):
            command.group = group
            app.command(command)
        else:
            app.command(command, group=group)
for name, command in FORMER.items():
    app.command(command, name=name, show=False)


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
