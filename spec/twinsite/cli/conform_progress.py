"""Progress of a conformance test, on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Final

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from twinsite.conformance.runner import Method, Watch
from twinsite.model.profile import Profile

EVERY_SECONDS: Final = 5.0
"""Where nobody watches, as in a pipe, a line is written so often."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A test that is watched."""

    watch: Watch
    """What the test calls."""
    aside: Callable[[Callable[[], None]], None]
    """Does something, such as printing a result, while no progress is on the screen."""


@contextmanager
def watched(
    console: Console, *, show: bool, clock: Callable[[], float] = monotonic
) -> Iterator[Watched]:
    """Show what is done at the moment, and how much of it.

    Args:
        console: Where to show it.
        show: Whether it is shown at all.
        clock: Tells the time in seconds.
    """
    moving = show and console.is_terminal
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    progress = Progress(
        *columns,
        console=console if moving else Console(quiet=True),
        transient=True,
        disable=not moving,
        redirect_stdout=False,  # it would lead what is printed to standard error
    )
    task = progress.add_task("Starting the client", total=None)
    done: dict[Method, int] = {}
    last = clock()

    def tell(words: str) -> None:
        nonlocal last
        progress.update(task, description=words)
        if show and not moving and (now := clock()) - last >= EVERY_SECONDS:
            last = now
            console.print(f"{words} ...", markup=False, highlight=False, soft_wrap=True)

    def prepare(profile: Profile, covered: int, goals: int) -> None:
        tell(f"Making test suites for {profile.name}: {covered:,} of {goals:,} goals")

    def act(method: Method, actions: int) -> None:
        done[method] = done.get(method, 0) + actions
        tell(f"Testing by {method}: {done[method]:,} actions")

    def explain() -> None:
        tell("Shortening what was found, and looking for what it is like")

    def aside(do: Callable[[], None]) -> None:
        progress.stop()
        do()
        progress.start()

    progress.start()
    try:
        yield Watched(Watch(prepare=prepare, act=act, explain=explain), aside)
    finally:
        progress.stop()
