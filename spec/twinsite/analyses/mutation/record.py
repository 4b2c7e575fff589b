"""What is kept of a judgement on a mutant."""

from typing import Any

from twinsite.analyses.mutation.judgement import Judgement
from twinsite.analyses.traces import property_named

Entry = dict[str, Any]
"""What is recorded of a mutant."""


def entry(judgement: Judgement) -> Entry:
    """Return what is recorded of a judgement: one trace that kills; of the others the lengths."""
    found: Entry = {"fate": judgement.fate.value}
    if judgement.profile:
        found["profile"] = judgement.profile
    if judgement.killers:
        found["killers"] = {
            killer.prop: None if killer.trace is None else len(killer.trace)
            for killer in judgement.killers
        }
        traces = [(k.trace, k.prop) for k in judgement.killers if k.trace is not None]
        forbidden = [
            each for each in traces if not property_named(each[1], where="").is_existential
        ]
        if forbidden:
            trace, found["breaks"] = min(forbidden, key=lambda each: len(each[0]))
            found["trace"] = list(trace)
    if (distinction := judgement.distinction) is not None:
        found["trace"] = list(distinction.trace)
        found["specified"] = distinction.specified
        found["mutated"] = distinction.mutated
    return found
