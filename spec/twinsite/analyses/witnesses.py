"""For every property a shortest trace in which it matters.

Of a property on what happens it is a trace in which that happens.  Of a property on what never
happens it is a near miss: a trace of the specification after which one mutated step breaks the
property.  Of a property on infinite traces it is a trace to where its promise is given; so it is
where no mutated step is enough.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.trial import mutated
from twinsite.analyses.traces import holds_after, property_named
from twinsite.baseline.records import read
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.symbolic.property import Occurrence, Sort
from twinsite.checker.symbolic.traces import retrace
from twinsite.errors import InputError
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile
from twinsite.properties.decorators import DesktopProperty


class Kind(StrEnum):
    """How a trace shows that a property matters."""

    HAPPENS = "happens"
    """What the property says can happen is what happens last."""
    NEAR_MISS = "near miss"
    """One mutated step more breaks the property."""
    PREMISE = "premise"
    """The premise of the property holds at the end: there it asks for something."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A trace in which a property matters."""

    prop: str
    """The name of the property."""
    kind: Kind
    """How it matters."""
    profile: str
    """The name of the profile."""
    events: tuple[str, ...]
    """The events of the trace, in order; the last one of a near miss is the mutated step."""
    mutant: str = ""
    """For a near miss the id of the mutant."""


def breaks(system: System[Facts], prop: DesktopProperty, events: Sequence[str]) -> bool:
    """Return whether a trace of a system breaks a property on what never happens, with its end."""
    try:
        steps = list(retrace(system, map(Event.parse, events)))
    except RefusedError:
        return False
    return not holds_after(system, prop, steps)


def objections(witness: Witness) -> Iterator[str]:
    """Yield why a near miss is none; nothing if it is one."""
    prop = property_named(witness.prop, where="the witness")
    profile = Profile.parse(witness.profile)
    right, wrong = desktop(profile), desktop(profile, mutated(mutant_of(witness.mutant)))
    if not witness.events:
        yield "there is no step"
        return
    *first, last = (Event.parse(text) for text in witness.events)
    try:
        taken, told = list(retrace(right, first)), list(retrace(wrong, first))
    except RefusedError:
        yield "it does not begin with a trace of both"
        return
    if [(s.after, s.log) for s in taken] != [(s.after, s.log) for s in told]:
        yield "the mutant differs before the last step"
    state = taken[-1].after if taken else right.initial
    if state != (told[-1].after if told else wrong.initial):
        yield "the mutant starts elsewhere"
        return
    try:
        if holds_after(wrong, prop, [wrong.step(state, last)]):
            yield "the mutated step breaks nothing"
    except RefusedError:
        yield "the mutant refuses the last step"
    try:
        if not holds_after(right, prop, [right.step(state, last)]):
            yield "the specification breaks the property as well"
    except RefusedError:
        return  # the specification has no such step at all


_PREMISES: Mapping[str, Callable[[Occurrence], bool]] = {
    "logs_out_before_it_closes_the_link": lambda o: o.has("log_out") and o.has("close_link"),
}
"""Which steps a property is about, where its own ``when`` is the breach itself."""


def premise_of(prop: DesktopProperty) -> DesktopProperty:
    """Return the property that the premise of a property holds at some time."""
    premise, goal = prop.premise or (lambda _: True), prop.of_state
    of_state = of_step = None
    match prop.sort:
        case Sort.LEADS_TO:
            sort = Sort.REACHABLE

            def of_state(facts: Facts) -> bool:
                return premise(facts) and not (goal is not None and goal(facts))

        case Sort.FINITELY:
            sort = Sort.REACHABLE_STEP

            def of_step(before: Facts, after: Facts) -> bool:
                return premise(before) and premise(after)

        case _:
            sort = Sort.REACHABLE_STEP
    when = _PREMISES.get(prop.name, prop.when)
    return replace(
        prop, sort=sort, of_state=of_state, when=when, of_step=of_step, premise=None, given=None
    )


def recorded() -> dict[str, Witness]:
    """Return the recorded witnesses by the names of the properties."""
    found = read("witnesses")["witnesses"]
    return {prop: witness_from(prop, data) for prop, data in found.items()}


def witness_from(prop: str, data: Mapping[str, Any]) -> Witness:
    """Return a witness as it is recorded."""
    kind, events = Kind(data["kind"]), tuple(data["events"])
    return Witness(prop, kind, data["profile"], events, data.get("mutant", ""))


def witness_of(prop: str) -> Witness:
    """Return the recorded witness of a property.

    Raises:
        InputError: if there is no such property, or no witness is recorded for it.
    """
    property_named(prop, where="twinsite witness")
    witness = recorded().get(prop)
    if witness is None:
        raise InputError(
            f"no witness is recorded for {prop!r}",
            where="twinsite witness",
            remedy="In a checkout run 'twinsite baseline --update' to find one.",
        )
    return witness
