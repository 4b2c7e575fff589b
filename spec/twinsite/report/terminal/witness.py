"""The screen of ``twinsite witness``: the trace as a chart, and what it shows."""

from rich.console import Console

from twinsite.analyses.traces import Trace, property_named, take
from twinsite.analyses.witnesses import Kind, Witness
from twinsite.checker.explorer.explore import retrace
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.report.sequence.trace import print_trace
from twinsite.report.terminal.lines import print_words


def print_witness(out: Console, witness: Witness, trace: Trace) -> None:
    """Print the trace as the specification takes it, and in what way the property matters there."""
    print_trace(out, trace)
    out.print()
    match witness.kind:
        case Kind.HAPPENS:
            print_words(out, "This is what the property says can happen.")
        case Kind.PREMISE:
            words = "At the end the premise of the property holds: there it asks for something."
            print_words(out, words)
        case Kind.NEAR_MISS:
            step = f"{witness.events[-1]} with {witness.mutant}"
            print_words(out, f"One mutated step would break it: {step}.")


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
