"""The screen of ``twinsite witness``: the run as a chart, and what it shows."""

from rich.console import Console

from twinsite.analyses.traces import Run, claim_named, take
from twinsite.analyses.witnesses import Kind, Witness
from twinsite.checker.explorer.explore import retrace
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Offer
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.report.sequence.trace import print_run


def print_witness(out: Console, witness: Witness) -> None:
    """Print the run as the specification takes it, and in what way the rule matters there."""
    print_run(out, run_of(witness))
    out.print()
    match witness.kind:
        case Kind.HAPPENS:
            out.print("This is what the rule says can happen.")
        case Kind.PREMISE:
            out.print("At the end the premise of the rule holds: there it asks for something.")
        case Kind.NEAR_MISS:
            out.print(
                f"One mutated step would break it: {witness.offers[-1]} with {witness.mutant}.",
                markup=False,
            )


def run_of(witness: Witness) -> Run:
    """Take the run of a witness by the specification, the mutated step too where it is allowed.

    Raises:
        InputError: if the specification has changed since the witness was recorded.
    """
    profile = Profile.parse(witness.profile)
    claim = claim_named(witness.rule, where="the witness")
    offers = witness.offers
    if witness.kind is Kind.NEAR_MISS:
        try:
            list(retrace(desktop(profile), map(Offer.parse, offers)))
        except RefusedError:
            offers = offers[:-1]
    return take(profile, claim, offers, where=f"the witness of {witness.rule}")
