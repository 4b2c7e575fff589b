"""Progress on long work, on standard error, and only where somebody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from twinsite.check import ProfileReport
from twinsite.kernel import exploration

Observe = Callable[[exploration.Progress], None]


@contextmanager
def watched(
    console: Console, total: int, *, show: bool
) -> Iterator[tuple[Observe, Callable[[ProfileReport], None]]]:
    """Show how many profiles are done, and how far the one in this process has come.

    Yields:
        What to call after every level of a search, and after every profile.
    """
    progress = Progress(
        TextColumn("Exploring every interleaving"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("profiles, {task.fields[states]:,} states"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not (show and console.is_terminal),
    )
    done_states = 0
    with progress:
        task = progress.add_task("", total=total, states=0)

        def observe(level: exploration.Progress) -> None:
            progress.update(task, states=done_states + level.states)

        def done(report: ProfileReport) -> None:
            nonlocal done_states
            done_states += report.states
            progress.update(task, advance=1, states=done_states)

        yield observe, done
