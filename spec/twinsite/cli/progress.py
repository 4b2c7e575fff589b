"""Progress on long work, on standard error, and only where somebody watches."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from twinsite.analyses.check import ProfileReport
from twinsite.checker.symbolic import result as exploration
from twinsite.properties.decorators import DesktopProperty
from twinsite.properties.whole import WholeProperty

Observe = Callable[[exploration.Progress], None]
EXPLORING = "Exploring every interleaving"


@dataclass(frozen=True, slots=True)
class Watch:
    """What to call while the work goes on."""

    observe: Observe
    """After every round of a search."""
    decide: Callable[[DesktopProperty | WholeProperty], None]
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
    shown = show and console.is_terminal
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(counted),
        TimeElapsedColumn(),
        console=console if shown else Console(quiet=True),
        transient=True,
        disable=not shown,
    )


_MOST_NAMED = 5
"""So many are named of those that are decided, and of those that are not."""


@contextmanager
def tally(what: str, names: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """Say of work that is interrupted what was decided and what was not.

    Args:
        what: What is decided, in the plural.
        names: All that is to be decided.

    Yields:
        What to call with each name that is decided.
    """
    decided: dict[str, None] = {}
    try:
        yield lambda name: decided.update({name: None})
    except KeyboardInterrupt as stop:
        left = [name for name in names if name not in decided]
        stop.add_note(
            f"{len(decided):,} of {len(names):,} {what} decided{_named(decided)},"
            f" {len(left):,} not{_named(left)}"
        )
        raise


def _named(names: Collection[str]) -> str:
    if not names:
        return ""
    more = ", ..." if len(names) > _MOST_NAMED else ""
    return f" ({', '.join(islice(names, _MOST_NAMED))}{more})"


@contextmanager
def counting(
    console: Console, what: str, names: Sequence[str], *, doing: str, show: bool
) -> Iterator[Callable[..., None]]:
    """Show how many are done, and say of work that is interrupted which.

    Args:
        console: Where it is shown.
        what: What is decided, in the plural.
        names: All that is to be decided.
        doing: What is done.
        show: Whether a bar is wanted at all.

    Yields:
        What to call with each name that is decided, and with what is done then if that changes.
    """
    with tally(what, names) as decided, bar(console, what, show=show) as progress:
        task = progress.add_task(doing, total=len(names))

        def done(name: str, doing: str = doing) -> None:
            decided(name)
            progress.update(task, advance=1, description=doing)

        yield done


@contextmanager
def watched(
    console: Console, names: Sequence[str], *, show: bool, what: str = "profiles"
) -> Iterator[Watch]:
    """Show how many profiles are done, and how far the one in this process has come.

    If the work is interrupted, what was decided is said as :func:`tally` does.

    Args:
        console: Where it is shown.
        names: All profiles.
        show: Whether it is wanted at all.
        what: What they are, in the plural.
    """
    done_states = 0
    with (
        tally(what, names) as decided,
        bar(console, f"{what}, {{task.fields[states]:,}} states", show=show) as progress,
    ):
        task = progress.add_task(EXPLORING, total=len(names), states=0)

        def observe(done: exploration.Progress) -> None:
            progress.update(task, states=done_states + done.states, description=EXPLORING)

        def decide(prop: DesktopProperty | WholeProperty) -> None:
            progress.update(task, description=f"Following every trace: {prop.name}")

        def done(report: ProfileReport) -> None:
            nonlocal done_states
            done_states += report.states
            decided(report.profile.name)
            progress.update(task, advance=1, states=done_states)

        yield Watch(observe, decide, done)
