"""``twinsite mutate``: does some property notice every small change of a declaration?"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from twinsite.cli.numbers import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from twinsite.analyses.mutation.judgement import Judgement


def mutate(
    *,
    machine: str | None = None,
    sample: Count = 1,
    jobs: Count | None = None,
    json: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Change the declarations in one point at a time: does a property kill every mutant?

    Example: `twinsite mutate --machine StartUp --sample 200`

    Args:
        machine: Mutate only this machine, such as Session.
        sample: Try only one in so many mutants; every one if not given.
        jobs: Try this many mutants at once; as many as there are processors if not given.
        json: Write the whole result as JSON to standard output.
    """
    from rich.console import Console

    from twinsite.analyses.mutation.campaign import judge_all, select
    from twinsite.analyses.mutation.trial import every_mutant
    from twinsite.baseline.waivers import Kind, reason_for
    from twinsite.cli.codes import Status
    from twinsite.cli.progress import tally
    from twinsite.cli.written import print_json
    from twinsite.report.terminal.mutation import (
        print_mutation_conclusion,
        print_survivors,
        print_tallies,
        survivors,
    )
    from twinsite.report.terminal.screen import screen

    out, errors = screen(), Console(stderr=True, highlight=False)
    chosen = select(machine, sample)
    of = len(every_mutant())
    tried: list[Judgement] = []
    try:
        with (
            tally("mutants", [mutant.id for mutant in chosen]) as decided,
            _watched(errors, len(chosen), show=not json) as observe,
        ):
            if not json and len(chosen) < of:
                out.print(f"{len(chosen):,} of {of:,} mutants: this is a part only.")

            def note(judgement: Judgement) -> None:
                tried.append(judgement)
                decided(judgement.mutant)
                observe(judgement)

            judgements = judge_all(chosen, jobs=jobs, observe=note)
    except KeyboardInterrupt:
        if tried and not json:
            print_tallies(out, tried)
            print_survivors(out, tried)
        raise
    if json:
        from twinsite.report.files.mutation_json import mutation_json

        print_json(mutation_json(judgements, of=of))
    else:
        print_tallies(out, judgements)
        print_survivors(out, judgements)
        print_mutation_conclusion(out, judgements, of=of)
    bad = any(
        reason_for(Kind.SURVIVOR, judgement.mutant) is None for judgement in survivors(judgements)
    )
    return Status.REFUTED if bad else Status.PROVED


@contextmanager
def _watched(console: Console, total: int, *, show: bool) -> Iterator[Callable[[Judgement], None]]:
    """Show how many mutants are done, and how many have survived."""
    from twinsite.analyses.mutation.judgement import Fate
    from twinsite.cli.progress import bar

    survived = 0
    with bar(console, "{task.fields[survived]:,} survived", show=show) as progress:
        task = progress.add_task("Trying mutants", total=total, survived=0)

        def observe(judgement: Judgement) -> None:
            nonlocal survived
            survived += judgement.fate is Fate.SURVIVED
            progress.update(task, advance=1, survived=survived)

        yield observe
