"""``twinsite baseline``: everything in a checkout that is generated."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console


def baseline(*, update: bool = False, check: bool = False, thorough: bool = False) -> int:
    """Renew everything in a checkout that is generated, or tell what is out of date.

    That is: the verdicts on every profile, the comparisons, the fate of every mutant, a witness
    of every property, the test suites that are shipped, and then the pages and the diagrams. A
    record goes by fingerprints:
    only what rests on a machine, predicate, property, assumption or interpretation that has
    changed is computed again.

    Example: `twinsite baseline --check`

    Args:
        update: Write what is out of date.
        check: Tell what is out of date, and write nothing.
        thorough: Compute everything anew, whatever the fingerprints say; this takes long.
    """
    from twinsite.cli.codes import Status
    from twinsite.errors import InputError
    from twinsite.report.terminal.baseline import print_faults, print_line, print_standing
    from twinsite.report.terminal.screen import screen, standard_error

    if update == check:
        raise InputError(
            "it is not said what to do",
            where="twinsite baseline",
            remedy="Use --check to see what is out of date, or --update to renew it.",
        )
    try:
        from twinsite.upkeep import run
        from twinsite.upkeep.checkout import require_checkout
        from twinsite.upkeep.faults import faults
    except ModuleNotFoundError:
        raise InputError(
            "this works on a checkout of the repository, and the package is installed",
            where="twinsite baseline",
            remedy="In a checkout, run pip install --editable . first.",
        ) from None
    require_checkout()
    out = screen()
    watch = _Watch(standard_error())
    stale = 0
    if update:
        for name, told in run.update(watch, thorough=thorough):
            print_line(out, name, told)
    else:
        for name, unit, standing in run.standings(watch, thorough=thorough):
            print_standing(out, name, unit, standing.of, standing.stale)
            stale += bool(standing.stale)
    try:
        found = list(faults())
    except InputError:
        found = []  # a record cannot be read, which is told above
    print_faults(out, found)
    if stale:
        out.print("[bold red]Out of date.[/] Run 'twinsite baseline --update'.")
    elif found:
        out.print(f"Up to date, with [bold red]{len(found):,} fault{'s' * (len(found) > 1)}[/].")
    else:
        out.print("[green]Up to date.[/]")
    return Status.REFUTED if stale or found else Status.PROVED


class _Watch:
    """Shows how far long work has come, where somebody watches."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def __call__(self, what: str, total: int, /) -> Iterator[Callable[[], None]]:
        from twinsite.cli.progress import bar

        with bar(self._console, "", show=total > 0) as progress:
            task = progress.add_task(what, total=total)
            yield lambda: progress.update(task, advance=1)
