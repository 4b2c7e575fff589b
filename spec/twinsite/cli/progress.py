"""Progress on long work, on standard error, and only where somebody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from twinsite.analyses.check import ProfileReport
from twinsite.checker.explorer import result as exploration
from twinsite.properties.decorators import DesktopProperty

Observe = Callable[[exploration.Progress], None]
EXPLORING = "Exploring every interleaving"


@dataclass(frozen=True, slots=True)
class Watch:
    """What to call while the work goes on."""

    observe: Observe
    """After every level of a search."""
    decide: Callable[[DesktopProperty], None]
    """Before a liveness property is decided."""
    done: Callable[[ProfileReport], None]
    """After every profile."""


def bar(console: Console, counted: str, *, show: bool) -> Progress:
    """Return a bar of what is to be done, drawn only where somebody watches.

    Args:
        console: Where it is drawn.
        counted: What stands behind the number that is done.
        show: Whether it is wanted at all.
    """
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(counted),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not (show and console.is_terminal),
    )


@contextmanager
def watched(console: Console, total: int, *, show: bool) -> Iterator[Watch]:
    """Show how many profiles are done, and how far the one in this process has come."""
    done_states = 0
    with bar(console, "profiles, {task.fields[states]:,} states", show=show) as progress:
        task = progress.add_task(EXPLORING, total=total, states=0)

        def observe(level: exploration.Progress) -> None:
            progress.update(task, states=done_states + level.states, description=EXPLORING)

        def decide(prop: DesktopProperty) -> None:
            progress.update(task, description=f"Following every trace: {prop.name}")

        def done(report: ProfileReport) -> None:
            nonlocal done_states
            done_states += report.states
            progress.update(task, advance=1, states=done_states)

        yield Watch(observe, decide, done)
