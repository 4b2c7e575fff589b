"""``twinsite equivalence``: hold a desktop against the specification in every reachable state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from twinsite.cli.numbers import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from twinsite.conformance.equivalence import Equivalence
    from twinsite.model.profile import Profile


def equivalence(
    client: Annotated[
        str, Parameter(help="A Python class that can be copied and compared, as module:Class.")
    ],
    *,
    profile: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            help="Profile, or pattern such as 'bc*'; all default profiles if not given.",
        ),
    ] = None,
    jobs: Annotated[
        int | None, COUNT, Parameter(help="Processes to use; all cores if not given.")
    ] = None,
) -> int:
    """Prove that a desktop and the specification are equivalent in every reachable state.

    Example: `twinsite equivalence twinsite_desktop.client:Client --profile no-bc/no-phone`

    In every state that a desktop can be in, it is given every stimulus, the late, doubled and
    misplaced ones included, every timer, and every two timers in both orders and together.
    """
    from time import monotonic

    from rich.console import Console

    from twinsite.cli.codes import Status
    from twinsite.cli.conform import profiles_like
    from twinsite.cli.progress import tally
    from twinsite.conformance.clients import python_client
    from twinsite.errors import InputError
    from twinsite.model.profile import default_profiles
    from twinsite.report.terminal.equivalence import print_equivalence
    from twinsite.report.terminal.screen import screen

    made = python_client(client, where="client")
    missing = [name for name in ("copy", "same", "falls_due", "elapse") if not hasattr(made, name)]
    if missing:
        raise InputError(
            f"{client} has no method {', '.join(missing)}",
            where="client",
            remedy="Such a client can be tested with twinsite conform.",
        )
    profiles = profiles_like(profile) if profile else default_profiles()
    started = monotonic()
    out = screen()
    compared: dict[str, Equivalence] = {}

    def in_order() -> list[Equivalence]:
        return [compared[p.name] for p in profiles if p.name in compared]

    try:
        with tally("profiles", [p.name for p in profiles]) as decided:
            for each in _compared(Console(stderr=True), client, profiles, jobs):
                compared[each.profile] = each
                decided(each.profile)
    except KeyboardInterrupt:
        if compared:
            print_equivalence(out, in_order(), monotonic() - started)
        raise
    found = in_order()
    print_equivalence(out, found, monotonic() - started)
    return Status.REFUTED if any(each.differences for each in found) else Status.PROVED


def _compared(
    console: Console, client: str, profiles: Sequence[Profile], jobs: int | None
) -> Iterator[Equivalence]:
    from twinsite.cli.progress import bar
    from twinsite.conformance.equivalence import compare_all

    with bar(console, "states of the client", show=True) as progress:
        task = progress.add_task("Comparing in every state", total=None)

        def observe(done: int, known: int) -> None:
            progress.update(task, completed=done, total=known)

        yield from compare_all(client, profiles, jobs=jobs, observe=observe)
