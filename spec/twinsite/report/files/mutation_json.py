"""The result of ``twinsite mutate`` for machines."""

import json
from collections.abc import Sequence

from twinsite.analyses.mutation.campaign import tallies
from twinsite.analyses.mutation.judgement import Judgement
from twinsite.analyses.mutation.record import entry
from twinsite.baseline.waivers import Kind, reason_for


def mutation_json(judgements: Sequence[Judgement], *, of: int) -> str:
    """Return the counts of every machine and the fate of every mutant as JSON.

    Args:
        judgements: What became of the mutants that were tried.
        of: How many mutants there are in all.
    """
    return json.dumps(
        {
            "mutants in all": of,
            "machines": [
                {
                    "machine": row.machine,
                    "mutants": row.mutants,
                    "killed": row.killed,
                    "equivalent": row.equivalent,
                    "survived": row.survived,
                    "score": row.score,
                }
                for row in tallies(judgements)
            ],
            "mutants": [
                {
                    "mutant": judgement.mutant,
                    **entry(judgement),
                    "accepted": reason_for(Kind.SURVIVOR, judgement.mutant),
                }
                for judgement in judgements
            ],
        }
    )
