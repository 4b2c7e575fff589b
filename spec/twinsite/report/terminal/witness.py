"""The screen of ``twinsite witness``: the trace as a chart, and what it shows."""

from rich.console import Console

from twinsite.analyses.traces import Trace, property_named, take
from twinsite.analyses.witnesses import Kind, Witness
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.report.sequence.trace import print_trace


def print_witness(out: Console, witness: Witness) -> None:
    """Print the trace as the specification takes it, and in what way the property matters there."""
    print_trace(out, run_of(witness))
    out.print()
    match witness.kind:
        case Kind.HAPPENS:
            out.print("This is what the property says can happen.")
        case Kind.PREMISE:
            out.print("At the end the premise of the property holds: there it asks for something.")
        case Kind.NEAR_MISS:
            out.print(
                f"One mutated step would break it: {witness.events[-1]} with {witness.mutant}.",
                markup=False,
            )


def run_of(witness: Witness) -> Trace:
    """Take the trace of a witness by the specification, the mutated step too where it is allowed.

    Raises:
        InputError: if the specification has changed since the witness was recorded.
    """
    profile = Profile.parse(witness.profile)
    prop = property_named(witness.prop, where="the witness")
    events = witness.events
    if witness.kind is Kind.NEAR_MISS:
        try:
            list(retrace(desktop(profile), map(Event.parse, events)))
        except RefusedError:
            events = events[:-1]
    return take(profile, prop, events, where=f"the witness of {witness.prop}")
