"""Progress of a conformance test, on standard error, and only where somebody watches."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from twinsite.conformance.runner import Method, Watch
from twinsite.model.profile import Profile


@contextmanager
def watched(console: Console, *, show: bool) -> Iterator[Watch]:
    """Show what is done at the moment, and how much of it."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    shown = show and console.is_terminal
    where = console if shown else Console(quiet=True)
    with Progress(*columns, console=where, transient=True, disable=not shown) as progress:
        task = progress.add_task("Starting the client", total=None)
        done: dict[Method, int] = {}

        def prepare(profile: Profile, covered: int, goals: int) -> None:
            progress.update(
                task,
                description=f"Making test suites for {profile.name}: {covered} of {goals} goals",
            )

        def act(method: Method, actions: int) -> None:
            done[method] = done.get(method, 0) + actions
            progress.update(task, description=f"Testing by {method}: {done[method]:,} actions")

        yield Watch(prepare=prepare, act=act)
