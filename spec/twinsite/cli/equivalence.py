"""``twinsite equivalence``: hold a desktop against the specification in every reachable state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from twinsite.cli.numbers import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from twinsite.conformance.channel import Budget
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
    timeout: Annotated[
        float | None, Parameter(help="Seconds to wait for a call of the client; 10 if not given.")
    ] = None,
    budget: Annotated[
        float | None, Parameter(help="Seconds for all comparisons together; 3600 if not given.")
    ] = None,
) -> int:
    """Show that a desktop and the specification are equivalent in every reachable state.

    Example: `twinsite equivalence twinsite_desktop.client:Client --profile no-bc/no-phone`

    In every state that a desktop can be in, it is given every stimulus, the late, doubled and
    misplaced ones included, every timer, and every two timers in both orders and together.
    Whether two of its states are the same is what its own method ``same`` says.
    """
    from twinsite.cli.codes import Status
    from twinsite.cli.conform import profiles_like, require_seconds
    from twinsite.cli.progress import tally
    from twinsite.conformance.channel import BUDGET_SECONDS, TIMEOUT_SECONDS, Budget
    from twinsite.conformance.equivalence import Verdict
    from twinsite.conformance.python_class import parts_of
    from twinsite.model.profile import default_profiles
    from twinsite.report.terminal.equivalence import print_equivalence
    from twinsite.report.terminal.screen import screen, standard_error

    require_seconds(timeout, "--timeout")
    require_seconds(budget, "--budget")
    parts_of(client, where="client")
    profiles = profiles_like(profile) if profile else default_profiles()
    found: dict[str, Equivalence] = {}

    def tell() -> None:
        in_order = [found[each.name] for each in profiles if each.name in found]
        print_equivalence(screen(), in_order)

    limits = (
        TIMEOUT_SECONDS if timeout is None else timeout,
        Budget(BUDGET_SECONDS if budget is None else budget),
    )
    try:
        with tally("profiles", [each.name for each in profiles]) as decided:
            for each in _compared(standard_error(), client, profiles, jobs, *limits):
                found[each.profile] = each
                decided(each.profile)
    except KeyboardInterrupt:
        if found:
            tell()
        raise
    tell()
    verdicts = {each.verdict for each in found.values()}
    if verdicts & {Verdict.DIFFERS, Verdict.ERROR}:
        return Status.REFUTED
    if Verdict.EQUAL in verdicts and Verdict.CUT_SHORT not in verdicts:
        return Status.PROVED
    return Status.UNDETERMINED


def _compared(
    console: Console,
    client: str,
    profiles: Sequence[Profile],
    jobs: int | None,
    timeout: float,
    budget: Budget,
) -> Iterator[Equivalence]:
    from twinsite.cli.conform import overhear
    from twinsite.cli.progress import bar
    from twinsite.conformance.comparison import compare_all

    with bar(console, "states of the client", show=True) as progress:
        task = progress.add_task("Comparing in every state", total=None)

        def observe(done: int, known: int) -> None:
            progress.update(task, completed=done, total=known)

        yield from compare_all(
            client,
            profiles,
            jobs=jobs,
            timeout=timeout,
            budget=budget,
            overhear=overhear,
            observe=observe,
        )
