"""For every property a trace is recorded in which it matters, and each does what it says."""

from dataclasses import replace

import pytest

from twinsite.analyses.traces import holds_after, property_named, take
from twinsite.analyses.witnesses import (
    Kind,
    Witness,
    objections,
    premise_of,
    recorded,
    witness_of,
)
from twinsite.baseline.variants import OLD_RELEASES
from twinsite.errors import InputError
from twinsite.model.profile import Profile, default_profiles
from twinsite.properties import ALL
from twinsite.properties.discarded import DISCARDED
from twinsite.report.terminal.witness import run_of

WITNESSES = recorded()
NEAR_MISSES = [w for w in WITNESSES.values() if w.kind is Kind.NEAR_MISS]
NAMES = {profile.name for profile in (*default_profiles(), *OLD_RELEASES)}


def test_every_property_has_a_witness() -> None:
    assert list(WITNESSES) == [entry.prop.name for entry in ALL]


def test_every_property_but_those_on_discarded_interpretations_matters_under_those_in_force() -> (
    None
):
    others = {witness.prop for witness in WITNESSES.values() if witness.profile not in NAMES}
    about_discarded = {entry.prop.name for entry in DISCARDED.entries}
    about_discarded |= {name for name in WITNESSES if name.startswith("companion_")}
    # a mutant of both registrations is killed under a profile of one site first
    of_the_peer = {
        "the_lifetime_left_to_a_binding_at_the_peer_site_is_not_put_off",
        "the_time_to_the_refresh_of_a_binding_at_the_peer_site_is_not_put_off",
        "timer_f_at_the_peer_site_is_not_put_off",
    }
    assert others <= about_discarded | of_the_peer


@pytest.mark.parametrize("witness", NEAR_MISSES, ids=lambda witness: witness.prop)
def test_one_mutated_step_breaks_the_property(witness: Witness) -> None:
    assert list(objections(witness)) == []


def test_what_can_happen_is_what_happens_last() -> None:
    for witness in WITNESSES.values():
        if witness.kind is Kind.HAPPENS:
            prop = property_named(witness.prop, where="test")
            trace = take(Profile.parse(witness.profile), prop, witness.events, where="test")
            assert trace.witnesses, witness.prop


def test_a_premise_holds_at_the_end() -> None:
    for witness in WITNESSES.values():
        if witness.kind is Kind.PREMISE:
            trace = run_of(witness)
            premise = replace(trace, prop=premise_of(trace.prop), loop=None)
            assert premise.witnesses, witness.prop


def test_what_is_a_near_miss_for_most_properties_is_so_for_all_but_few() -> None:
    premises = {w.prop for w in WITNESSES.values() if w.kind is Kind.PREMISE}
    liveness = {entry.prop.name for entry in ALL if entry.prop.is_liveness}
    assert premises - liveness == {
        "a_binding_that_expires_ends_no_transaction",  # a wrong desktop breaks it
        "no_423_comes_from_a_peer_registrar_out_of_service",  # a seeded fault breaks it
        "a_refused_call_is_no_call",  # a seeded fault breaks it
        "logs_in_only_where_it_is_not_logged_in",
        "logs_out_before_it_closes_the_link",
        "moves_for_a_link_only_when_the_link_is_lost",
        "no_call_of_the_peer_site_is_refused_without_need",  # as well
        "the_phone_moves_only_after_its_whole_wait",  # as well
    }


def test_a_near_miss_is_shown_as_a_run_of_the_specification() -> None:
    for witness in NEAR_MISSES:
        trace = run_of(witness)
        assert len(witness.events) - 1 <= len(trace.steps) <= len(witness.events)
        assert all(holds_after(trace.system, trace.prop, [step]) for step in trace.steps), (
            witness.prop
        )


def some_near_miss() -> Witness:
    return next(w for w in NEAR_MISSES if len(w.events) > 2)


@pytest.mark.parametrize(
    "change",
    [
        lambda w: replace(w, events=()),
        lambda w: replace(w, events=w.events[:-1]),
        lambda w: replace(w, events=w.events[1:]),
        lambda w: replace(w, events=(*w.events, w.events[-1])),
        lambda w: replace(w, mutant="ServerPair: starts in none"),
        lambda w: replace(w, mutant="Windows.switched_over@none#1: removed"),
    ],
    ids=["no step", "too short", "a late start", "too long", "another start", "another mutant"],
)
def test_what_is_no_near_miss_is_noticed(change: object) -> None:
    assert callable(change)
    assert list(objections(change(some_near_miss()))) != []


def test_an_unknown_property_has_no_witness() -> None:
    with pytest.raises(InputError):
        witness_of("no_such_rule")
