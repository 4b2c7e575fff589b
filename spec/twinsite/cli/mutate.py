"""``twinsite mutate``: does some property notice every small change of a declaration?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twinsite.cli.numbers import Count

if TYPE_CHECKING:
    from twinsite.analyses.mutation.judgement import Judgement


def mutate(
    *,
    machine: str | None = None,
    sample: Count = 1,
    jobs: Count | None = None,
    cluster: str | None = None,
    json: bool = False,
) -> int:
    """Change the declarations in one point at a time: does a property kill every mutant?

    Example: `twinsite mutate --machine StartUp --sample 200`

    Args:
        machine: Mutate only this machine, such as Session.
        sample: Try only one in so many mutants; every one if not given.
        jobs: Try this many mutants at once; as many as there are processors if not given.
        cluster: Try them on the workers of this scheduler of dask.distributed instead, such as
            tcp://127.0.0.1:8786.
        json: Write the whole result as JSON to standard output.
    """
    from twinsite.analyses.mutation.campaign import judge_all, select
    from twinsite.analyses.mutation.trial import every_mutant
    from twinsite.baseline.waivers import Kind, reason_for
    from twinsite.cli.codes import Status
    from twinsite.cli.progress import counting
    from twinsite.cli.written import print_json
    from twinsite.parallel import at_work
    from twinsite.report.files.data import mutation_data
    from twinsite.report.terminal.mutation import (
        print_mutation_conclusion,
        print_survivors,
        print_tallies,
        survivors,
    )
    from twinsite.report.terminal.screen import screen, standard_error

    out, errors = screen(), standard_error()
    chosen = select(machine, sample)
    of = len(every_mutant())
    tried: list[Judgement] = []
    try:
        ids = [mutant.id for mutant in chosen]
        with (
            at_work(jobs, cluster) as workers,
            counting(errors, "mutants", ids, doing="Trying mutants", show=not json) as done,
        ):
            if not json and len(chosen) < of:
                out.print(f"{len(chosen):,} of {of:,} mutants: this is a part only.")

            def note(judgement: Judgement) -> None:
                tried.append(judgement)
                done(judgement.mutant, f"Trying mutants, {len(survivors(tried)):,} survived")

            judgements = judge_all(chosen, jobs=workers, observe=note)
    except KeyboardInterrupt:
        if tried and not json:
            print_tallies(out, tried)
            print_survivors(out, tried)
        raise
    if json:
        print_json(mutation_data(judgements, of=of))
    else:
        print_tallies(out, judgements)
        print_survivors(out, judgements)
        print_mutation_conclusion(out, judgements, of=of)
    bad = any(
        reason_for(Kind.SURVIVOR, judgement.mutant) is None for judgement in survivors(judgements)
    )
    return Status.REFUTED if bad else Status.PROVED
