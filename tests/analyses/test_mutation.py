"""A mutant is killed, equivalent or a survivor, and the record of all of them is true."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from twinsite.analyses.mutation import trial
from twinsite.analyses.mutation.campaign import judge_all, mutant_of, select, tally
from twinsite.analyses.mutation.judgement import ENDLESS_SIGNALS, LOST_SIGNAL, Fate
from twinsite.analyses.mutation.record import entry
from twinsite.analyses.mutation.subjects import CONNECTIONS, DEFAULTS, VARIANTS, VOICE
from twinsite.analyses.mutation.trial import base_of, every_mutant, judge, killers_of, mutated
from twinsite.baseline.records import read
from twinsite.baseline.variants import VARIANTS as PINNED
from twinsite.baseline.waivers import WAIVERS, Kind, waiver_for
from twinsite.checker.mutation.mutants import Mutant, Operator
from twinsite.checker.semantics.declaration import TransitionDecl
from twinsite.checker.symbolic.explore import explore
from twinsite.errors import InputError
from twinsite.model.composition import desktop
from twinsite.model.predicates import DECLARED, MACHINES
from twinsite.model.profile import Profile, default_profiles
from twinsite.upkeep.mutants import is_killed_as_recorded

PLAIN, STAYING, SMALL = VOICE[:3]
CHEAP = {profile.name for profile in (PLAIN, STAYING, SMALL)}
RECORD = read("mutation")["mutants"]
REFRESH = "run twinsite baseline --update"


@pytest.fixture
def _plain_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(trial, "DEFAULTS", (PLAIN,))
    monkeypatch.setattr(trial, "VARIANTS", ())
    base_of.cache_clear()
    yield
    base_of.cache_clear()


pytestmark = pytest.mark.usefixtures("_plain_only")


def killed_by(identifier: str, profile: Profile) -> set[str]:
    """Return the properties that kill a mutant under a profile."""
    base = base_of(profile)
    mutant = mutant_of(identifier)
    assert not base.is_same(mutant)
    return {killer.prop for killer in killers_of(mutant, base)}


# the judge


def test_a_property_kills_a_mutant_and_its_run_is_kept() -> None:
    judgement = judge(mutant_of("Session.log_out_requested@readying#1: log_out doubled"))
    assert (judgement.fate, judgement.profile) == (Fate.KILLED, PLAIN.name)
    traces = {killer.prop: killer.trace for killer in judgement.killers}
    trace = traces["nothing_is_said_twice_for_one_cause"]
    assert trace is not None
    assert trace[-1] == "session.log_out_requested"
    assert min(len(k.trace) for k in judgement.killers if k.trace is not None) == len(trace)


def test_a_mutant_of_what_never_happens_is_equivalent() -> None:
    judgement = judge(mutant_of("PreferredProbe.probe_failed@trying#1: removed"))
    assert judgement.fate is Fate.EQUIVALENT


def test_a_command_and_a_signal_that_change_places_are_equivalent() -> None:
    identifier = "Session.log_out_requested@readying#1: log_out and agent_took_over swapped"
    assert judge(mutant_of(identifier)).fate is Fate.EQUIVALENT


def test_a_signal_that_is_lost_kills() -> None:
    assert LOST_SIGNAL in killed_by("Windows.call_offered@recent#1: removed", PLAIN)


def test_endless_signals_kill() -> None:
    session = DECLARED["Session"]

    def endless(transition: TransitionDecl) -> TransitionDecl:
        said = ("restore_not_ready",)
        return replace(transition, effects=(*transition.effects, *said))

    names = {"log_in_accepted", "restore_not_ready"}
    changed = replace(
        session,
        transitions=tuple(endless(t) if t.event in names else t for t in session.transitions),
    )
    mutant = Mutant("Session: endless", Operator.EFFECT_DOUBLED, changed, "restore_not_ready")
    assert [killer.prop for killer in killers_of(mutant, base_of(PLAIN))] == [ENDLESS_SIGNALS]


def test_a_promise_about_every_run_kills_what_no_other_property_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trial, "properties_of", lambda _: ())
    identifier = "Link.retry_delay_elapsed@waiting_for_retry#1: removed"
    assert "a_link_is_found" in killed_by(identifier, PLAIN)


def test_without_properties_a_mutant_survives_with_a_run_that_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for properties in ("properties_of", "liveness_of"):
        monkeypatch.setattr(trial, properties, lambda _: ())
    judgement = judge(mutant_of("Session.log_out_requested@readying#1: log_out doubled"))
    assert judgement.fate is Fate.SURVIVED
    assert judgement.distinction is not None
    assert judgement.distinction.trace[-1] == "session.log_out_requested"
    assert judgement.distinction.specified == "session: log_out"
    assert judgement.distinction.mutated == "session: log_out, session: log_out"


def test_without_properties_a_history_variable_differs_inside_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trial, "DEFAULTS", (SMALL,))
    for properties in ("properties_of", "liveness_of"):
        monkeypatch.setattr(trial, properties, lambda _: ())
    judgement = judge(mutant_of("FirstSeen.ready_was_seen@nothing#1: leads to not_ready"))
    assert (judgement.fate, judgement.distinction) == (Fate.SURVIVED, None)


def test_a_mutant_that_no_longer_breaks_what_its_variant_breaks_is_killed() -> None:
    (late,) = (p for p in VARIANTS if p.interpretations == (("A38", "accepted"),))
    identifier = "Session.old_session_answered@awaiting_link#1: guard negated"
    assert killed_by(identifier, late) & base_of(late).refuted


# what is tried


def test_every_instance_of_a_machine_is_changed() -> None:
    mutant = mutant_of("ServerPair.site_failed@both#1: removed")
    changed = [name for name, machine in mutated(mutant).items() if machine != MACHINES[name]]
    assert changed == ["servers_preferred", "servers_peer"]


def test_the_subjects_have_every_default_phone_and_every_switched_interpretation() -> None:
    assert {*VOICE, *CONNECTIONS} <= set(default_profiles())
    tried = {pair for profile in VARIANTS for pair in profile.interpretations}
    assert tried == {pair for variant in PINNED for pair in variant.profile.interpretations}


def test_a_sample_is_every_so_manieth() -> None:
    every = every_mutant()
    assert select(sample=100) == every[::100]
    assert {mutant.machine for mutant in select("Link")} == {"Link"}


@pytest.mark.parametrize(("machine", "sample"), [("Lnik", 1), (None, 0)])
def test_a_wrong_choice_is_told(machine: str | None, sample: int) -> None:
    with pytest.raises(InputError):
        select(machine, sample)


def test_the_answers_do_not_depend_on_the_number_of_processes() -> None:
    mutants = [m for m in select(sample=1) if m.id in RECORD and is_cheap(m.id)][:20:5]
    assert judge_all(mutants, jobs=2) == judge_all(mutants, jobs=1)


# the record


def is_cheap(identifier: str) -> bool:
    """Return whether a mutant was killed under a small profile."""
    found = RECORD[identifier]
    return found["fate"] == Fate.KILLED and found["profile"] in CHEAP


def test_the_record_has_exactly_the_mutants_of_the_declarations() -> None:
    assert list(RECORD) == [mutant.id for mutant in every_mutant()], REFRESH


def decided(found: dict[str, Any]) -> dict[str, Any]:
    """Return what a trial decides: of several shortest traces that kill, any may be kept."""
    kept = {key: value for key, value in found.items() if key not in ("breaks", "trace")}
    return {**kept, "shortest": len(found.get("trace", ()))}


@pytest.mark.heavy
def test_a_part_of_the_record_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "DEFAULTS", (PLAIN, STAYING, SMALL))
    chosen = [mutant for mutant in every_mutant()[::25] if is_cheap(mutant.id)]
    assert len(chosen) > 30
    found = {mutant.id: decided(entry(judge(mutant))) for mutant in chosen}
    assert found == {mutant.id: decided(RECORD[mutant.id]) for mutant in chosen}, REFRESH


@pytest.mark.parametrize("share", [5, pytest.param(1, marks=pytest.mark.by_hand)])
def test_a_recorded_trace_kills_its_mutant(share: int) -> None:
    """Of one in so many profiles, with all mutants that were killed there."""
    traced = [mutant for mutant in every_mutant() if "breaks" in RECORD[mutant.id]]
    assert len(traced) > 2_000
    profiles = list(dict.fromkeys(RECORD[mutant.id]["profile"] for mutant in traced))[::share]
    chosen = [mutant for mutant in traced if RECORD[mutant.id]["profile"] in profiles]
    assert len(chosen) * share > len(traced)
    assert [m.id for m in chosen if not is_killed_as_recorded(m, RECORD[m.id])] == []


def test_every_survivor_is_waived_and_every_waiver_is_needed() -> None:
    left = [name for name, found in RECORD.items() if found["fate"] == Fate.SURVIVED]
    used = {name: waiver_for(Kind.SURVIVOR, name) for name in left}
    assert [name for name, waiver in used.items() if waiver is None] == []
    assert set(used.values()) == {w for w in WAIVERS if w.kind is Kind.SURVIVOR}


def test_the_score_is_of_those_that_differ() -> None:
    row = tally("all", [judge(m) for m in select("Windows", 12)])
    assert row.mutants == row.killed + row.equivalent + row.survived
    assert row.score == row.killed / (row.killed + row.survived)


def starts() -> list[str]:
    """Return the accepted survivors that start elsewhere."""
    return [
        name
        for name, found in RECORD.items()
        if found["fate"] == Fate.SURVIVED and ": starts in " in name
    ]


@pytest.mark.parametrize("profile", DEFAULTS, ids=lambda profile: profile.name)
def test_what_starts_elsewhere_and_survives_starts_where_the_specification_comes(
    profile: Profile,
) -> None:
    system = desktop(profile)
    found = explore(system)
    for name in starts():
        start = desktop(profile, mutated(mutant_of(name))).initial
        state = found.variables.exactly(dict(zip(system.index, start, strict=True)))
        assert (state & found.relation.reached).satisfiable()
