"""The charts of the desktop are clean, and faults that are seeded in them are found."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import pytest

from analyses.changed_machines import SMALL, changed, removed, with_more, without
from twinsite import cli
from twinsite.analyses import lint_charts
from twinsite.analyses.lint_charts import (
    LintReport,
    lint,
    look_at,
    look_at_all,
    specification,
    weighed,
)
from twinsite.baseline import waivers
from twinsite.baseline.variants import linted_profiles
from twinsite.checker.lint.evidence import Evidence
from twinsite.checker.lint.finding import Flaw
from twinsite.checker.lint.judgement import judge
from twinsite.checker.semantics.declaration import Guard, MachineDecl, TransitionDecl
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Profile
from twinsite.properties import properties_of
from twinsite.upkeep.faults import faults
from twinsite.upkeep.lint import recorded

Place = tuple[Flaw, str, str]
PATTERN = "bc+auto+restore/no-phone"
"""The name of the small profile."""
FINDINGS = tuple(w for w in waivers.WAIVERS if w.kind is waivers.Kind.FINDING)


def places(report: LintReport) -> set[Place]:
    """Return what is found, without the words."""
    return {(f.flaw, f.machine, f.place) for f in report.findings}


@cache
def true_evidence(profile: Profile) -> Evidence:
    """Return what is seen of the true machines."""
    return look_at(profile)


def found(machines: Mapping[str, MachineDecl], profile: Profile = SMALL) -> set[Place]:
    """Return what is found of changed machines under one profile, and not of the true ones."""
    sound = lint([true_evidence(profile)], every=True)
    broken = lint([look_at(profile, machines=machines)], every=True, machines=machines)
    return places(broken) - places(sound)


def with_guard(guard: str) -> Callable[[TransitionDecl], TransitionDecl]:
    """Return the change of a transition to another guard."""
    return lambda transition: replace(transition, guard=Guard(guard))


def with_choice(instance: str, choice: TransitionDecl) -> Mapping[str, MachineDecl]:
    """Return the machines, one of them with one more transition before all others."""
    machine = MACHINES[instance]
    more = replace(machine, transitions=(choice, *machine.transitions))
    return {**MACHINES, instance: more}


# the specification


def test_nothing_is_to_be_mended_in_the_specification() -> None:
    assert weighed(recorded()).is_clean


def test_everything_that_is_accepted_is_found() -> None:
    report = weighed(recorded())
    assert report.stale == ()
    assert len({(f.flaw, f.machine, f.place) for f, _ in report.accepted}) == len(FINDINGS)


@pytest.mark.by_hand
def test_what_is_recorded_is_found() -> None:
    seen = {evidence.system: evidence for evidence in look_at_all(linted_profiles())}
    found = judge(specification(), [seen[profile.name] for profile in linted_profiles()])
    assert tuple(found) == recorded()


def test_what_is_accepted_and_not_found_any_longer_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waivers, "WAIVERS", (*FINDINGS, replace(FINDINGS[0], place="x")))
    report = weighed(recorded())
    assert [entry.place for entry in report.stale] == ["x"]
    assert not report.is_clean
    assert "x is accepted, and is not found any longer" in list(faults())


def test_what_is_not_accepted_is_to_be_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waivers, "WAIVERS", FINDINGS[1:])
    assert places(weighed(recorded())) == {
        (Flaw.ORDER_DEPENDENCE, "session, link", "switched_over")
    }
    assert any(told.startswith("CHART-13 session, link: switched_over") for told in faults())


def test_one_profile_alone_shows_what_is_recorded_of_it() -> None:
    """The findings that one situation shows are those of the record."""
    report = lint([true_evidence(SMALL)], every=False)
    shown = {(f.flaw, f.machine, f.place) for f, _ in report.accepted}
    told = {
        (f.flaw, f.machine, f.place)
        for f in recorded()
        if f.flaw.is_shown_by_one_situation and SMALL.name in f.systems
    }
    assert report.findings == ()
    assert shown == told != set()


# seeded faults


def test_a_guard_that_contradicts_itself_is_found() -> None:
    guard = "primary_in_service_here and not primary_in_service_here"
    machines = changed("Link", "connection_accepted", "trying_primary", with_guard(guard))
    place = f"trying_primary --connection_accepted [{guard}] / link_opened--> open_primary"
    assert (Flaw.CONTRADICTORY_GUARD, "Link", place) in found(machines)


def test_a_transition_behind_one_that_is_always_taken_is_found() -> None:
    first = TransitionDecl("log_in_accepted", "logging_in", "not_ready", Guard(""), ("logged_in",))
    new = found(with_choice("session", first))
    assert new == {
        (
            Flaw.SHADOWED_TRANSITION,
            "Session",
            "logging_in --log_in_accepted [server_has_not_ready and not logs_in_ready]"
            " / logged_in--> not_ready",
        )
    }


def test_guards_that_overlap_are_found() -> None:
    first = TransitionDecl(
        "log_in_requested", "logged_out", "awaiting_link", Guard("windows_open"), ()
    )
    place = "logged_out --log_in_requested [link_open] / log_in--> logging_in"
    assert found(with_choice("session", first)) == {(Flaw.OVERLAPPING_GUARDS, "Session", place)}


def test_a_guard_that_is_always_true_is_found() -> None:
    machines = changed("Link", "connection_failed", "trying_primary", with_guard("not link_open"))
    place = (
        "trying_primary --connection_failed [not link_open] / connect_to_backup--> trying_backup"
    )
    assert found(machines) == {(Flaw.REDUNDANT_GUARD, "Link", place)}


def test_a_state_that_is_not_reached_any_longer_is_found() -> None:
    machines = changed("Link", "connection_dropped", "open_backup", removed)
    machines = {**machines, "link": _without_server_failure(machines["link"])}
    assert (Flaw.DEAD_STATE, "Link", "pausing_for_backup") in found(machines)


def _without_server_failure(link: MachineDecl) -> MachineDecl:
    kept = (t for t in link.transitions if (t.event, t.source) != ("server_failed", "open_backup"))
    return replace(link, transitions=tuple(kept))


def test_a_signal_that_is_never_raised_is_found() -> None:
    machines = changed("Session", "ready_refused", "readying", without("agent_state_refused"))
    assert found(machines) == {(Flaw.DEAD_EFFECT, "", "agent_state_refused")}


def test_a_transition_whose_event_does_not_arrive_any_longer_is_found() -> None:
    loop = TransitionDecl("call_over", "starting", "starting", Guard(""), ())
    place = "starting --call_over--> starting"
    assert found(with_choice("site", loop)) == {(Flaw.DEAD_TRANSITION, "SiteSelection", place)}


def test_a_signal_that_nobody_takes_any_longer_is_found() -> None:
    machines = changed("ReadyByHand", "earlier_closed", "yes", removed)
    listener = machines["ready_by_hand"]
    loop = TransitionDecl("earlier_closed", "no", "no", Guard("sites_move_together"), ())
    deaf = replace(listener, transitions=(*listener.transitions, loop))
    new = found({**machines, "ready_by_hand": deaf})
    assert (Flaw.UNTAKEN_SIGNAL, "Windows", "earlier_closed") in new


def test_states_that_nothing_tells_apart_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the properties of deadlines, which name every state that has one."""
    others = [p for p in properties_of(SMALL) if not p.name.endswith("is_not_put_off")]
    monkeypatch.setattr(lint_charts, "properties_of", lambda _: tuple(others))
    probe = MACHINES["probe"]
    twins = [
        replace(transition, source="waiting_longer")
        for transition in probe.transitions
        if transition.source == "waiting_for_retry"
    ]
    to_and_fro = [
        TransitionDecl("server_failed", "waiting_for_retry", "waiting_longer", Guard(""), ()),
        TransitionDecl("server_failed", "waiting_longer", "waiting_for_retry", Guard(""), ()),
    ]
    patient = replace(
        probe,
        states=(*probe.states, "waiting_longer"),
        transitions=(*probe.transitions, *twins, *to_and_fro),
    )
    place = "waiting_for_retry, waiting_longer"
    assert (Flaw.EQUIVALENT_STATES, "PreferredProbe", place) in found(
        {**MACHINES, "probe": patient}
    )


def test_a_machine_that_nothing_reads_is_found() -> None:
    service = MACHINES["dn_service"]
    silent = tuple(replace(transition, effects=()) for transition in service.transitions)
    unread = replace(service, name="Unread", transitions=silent)
    assert (Flaw.UNREAD_MACHINE, "Unread", "Unread") in found({**MACHINES, "unread": unread})


def test_machines_whose_order_decides_are_found() -> None:
    machines = changed("Call", "switched_over", "uncontrolled", with_more("set_agent_ready"))
    assert (Flaw.ORDER_DEPENDENCE, "link, call", "switched_over") in found(machines)


# the command


def test_a_part_of_the_profiles_tells_only_what_one_situation_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["lint-spec", "--profile", PATTERN]) == 0
    out = capsys.readouterr().out
    assert "in every situation of 1 baseline profile" in " ".join(out.split())
    assert "only what a single situation shows is reported" in " ".join(out.split())
    assert "session, link: switched_over: the session stands before the link" in out
    assert "No problems found: 1 profile, 570,348 states" in out


def test_a_finding_is_shown_with_its_place_and_its_remedy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waivers, "WAIVERS", ())
    assert cli.run(["lint-spec", "--profile", PATTERN]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "session, link CHART-13 switched_over In the other order" in out
    assert "or state the order." in out
    assert "3 problems found" in out


def test_the_result_is_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lint-spec", "--profile", PATTERN, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["findings"] == []
    assert {entry["id"] for entry in data["accepted"]} == {"CHART-13"}
    assert [entry["name"] for entry in data["profiles"]] == [PATTERN]


def test_a_profile_that_is_not_baseline_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lint-spec", "--profile", "x"]) == 2
    assert "bc+auto+restore/endpoint/A46=unregistered" in capsys.readouterr().err
