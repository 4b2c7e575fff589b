"""The whole desktop: its parts are independent, and hold where they touch."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from twinsite import cli
from twinsite.analyses.whole import FOLLOWED, PINNED, WholeReport, check_whole
from twinsite.baseline.records import read
from twinsite.checker.semantics.composition import NOT_BEGUN
from twinsite.checker.semantics.decision_tree import decision
from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.checker.semantics.system import Event, Instance, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Occurrence, Verdict
from twinsite.checker.symbolic.traces import retrace
from twinsite.cli.codes import Status
from twinsite.errors import InputError
from twinsite.model.composition import desktop
from twinsite.model.predicates import Site
from twinsite.model.profile import MOST_NODES, Part, Phone, Profile, voice_profiles
from twinsite.model.whole import Parts, WholeFacts, foreign, whole
from twinsite.properties.lifted import lifted
from twinsite.properties.whole import properties_of_whole
from twinsite.upkeep.verdicts import entry_of_whole

USUAL, HOT_SEAT, PAIRS, CLUSTERS = PINNED
SMALL = replace(
    USUAL, voice=Profile(auto_restore=False, restore_agent_state=False, phone=Phone.NONE)
)
TINY = replace(SMALL, voice=Profile.parse("no-bc/no-phone"))
FORMS = [Profile(part=Part.STAT, nodes=nodes) for nodes in range(MOST_NODES + 1)]


def changed(
    parts: Parts, machine: str, change: Callable[[MachineDecl], MachineDecl]
) -> System[WholeFacts]:
    """Return a whole desktop with one machine changed."""
    right = whole(parts)
    instances = [
        replace(i, machine=change(i.machine)) if i.name == machine else i for i in right.instances
    ]
    return System(
        right.name,
        instances,
        view=right.view_through,
        commands=right.commands,
    )


def refuted(system: System[WholeFacts], parts: Parts, *names: str) -> set[str]:
    """Return which properties on states and steps a changed desktop breaks.

    Args:
        system: The desktop with a machine changed.
        parts: Its parts.
        names: How the names of the properties begin that are asked.
    """
    asked = [
        prop
        for prop in (*lifted(parts), *properties_of_whole(parts))
        if not prop.is_liveness and prop.name.startswith(names)
    ]
    found = explore(system, asked, witnesses=False).findings
    return {f.property.name for f in found if f.verdict is Verdict.REFUTED and f.trace is not None}


def with_transitions(
    change: Callable[[TransitionDecl], TransitionDecl | None],
) -> Callable[[MachineDecl], MachineDecl]:
    """Return a change of a machine from a change of its transitions."""

    def of_machine(machine: MachineDecl) -> MachineDecl:
        transitions = (change(t) for t in machine.transitions)
        return replace(machine, transitions=tuple(t for t in transitions if t is not None))

    return of_machine


# independence


@pytest.mark.parametrize("stat", FORMS, ids=lambda profile: profile.name)
@pytest.mark.parametrize("voice", voice_profiles(), ids=lambda profile: profile.name)
def test_no_part_acts_on_another_one(voice: Profile, stat: Profile) -> None:
    """WHOLE-02: decided on the declarations, for every profile of voice and every form."""
    config = Profile(part=Part.CONFIG, nodes=max(1, stat.nodes))
    assert not foreign(whole(Parts(voice=voice, stat=stat, config=config)))


def test_a_part_that_tells_another_one_is_noticed() -> None:
    """WHOLE-02: a switchover of Stat that is told to voice as well is a foreign touch."""

    def tell_voice(transition: TransitionDecl) -> TransitionDecl:
        told = ("voice_switched_over",) if "stat_switched_over" in transition.effects else ()
        return replace(transition, effects=(*transition.effects, *told))

    wrong = changed(SMALL, "stat_site", with_transitions(tell_voice))
    told = {str(crossing) for crossing in foreign(wrong)}
    assert "stat_site tells voice_link (voice_switched_over)" in told
    assert all(each.startswith("stat_site tells voice_") for each in told)
    moved = {
        "a_switchover_of_voice_does_not_move_stat",
        "a_switchover_of_stat_does_not_move_voice",
    }
    assert refuted(wrong, SMALL, *moved) == moved


class Nosy(WholeFacts):
    """Facts of which one reads another part."""

    @property
    def primary_in_service_here(self) -> bool:
        """The primary is in service, and Stat is well."""
        return super().primary_in_service_here and not self.stat.is_in("site", "peer_lost")


def test_a_part_that_reads_another_one_is_noticed() -> None:
    """WHOLE-02: a guard that looks at another part is a foreign touch."""
    parts = SMALL
    right = whole(parts)

    def view(read: Callable[[str], str | None], parameter: str) -> WholeFacts:
        part, _, machine = parameter.partition("/")
        return Nosy(read, parts, Part(part) if part else Part.VOICE, machine)

    wrong = System(right.name, right.instances, view=view, commands=right.commands)
    told = {str(crossing) for crossing in foreign(wrong)}
    assert told == {"stat_site is read by voice_link (primary_in_service_here)"}


# the parts in the whole are the parts alone


def test_every_state_of_the_whole_is_a_state_of_each_part() -> None:
    """WHOLE-02: what a part does in the whole it does alone as well."""
    found = explore(whole(SMALL))
    for part in (Part.VOICE, Part.STAT, Part.CONFIG):
        alone = desktop(SMALL.of(part))
        names = [instance.name for instance in alone.instances]
        known = set(explore(alone))
        machines = [SMALL.name_of(part, name) for name in names]
        sites = [f"cluster_{site}" for site in Site]
        asked = list(dict.fromkeys((*machines, *sites)))
        rest = set(found.variables.states) - set(asked)
        seen = found.variables.forget(found.relation.reached, rest)
        for values in found.variables.each(seen, asked):
            joint = dict(zip(asked, values, strict=True))
            down = [joint[site] == "out_of_service" for site in sites]
            local = tuple(
                "none"
                if name.startswith("servers_") and down[name == "servers_peer"]
                else joint[machine]
                for name, machine in zip(names, machines, strict=True)
            )
            if not any(state == NOT_BEGUN for state in local):
                assert local in known, (part, dict(zip(names, local, strict=True)))


@pytest.mark.parametrize("voice", voice_profiles(), ids=lambda profile: profile.name)
def test_a_site_that_fails_is_to_voice_a_pair_that_fails(voice: Profile) -> None:
    """WHOLE-02: to every guard of voice a failed site is one without a server in service."""
    system = whole(Parts(voice=voice, stat=FORMS[1], config=USUAL.config))
    states = {i.name: i.machine.states for i in system.instances}
    for number, instance in enumerate(system.instances):
        if not instance.name.startswith("voice_"):
            continue
        for predicate in {n for t in instance.machine.transitions for n in t.guard.names}:
            assert holds_without_sites(system, number, predicate, states) is True, predicate


def holds_without_sites(
    system: System[WholeFacts], number: int, predicate: str, states: dict[str, tuple[str, ...]]
) -> object:
    """Decide whether a predicate is the same with each failed site as a pair without servers."""
    parameter = system.instances[number].parameter

    def same(read: Callable[[str], str | None]) -> bool:
        def mapped(machine: str) -> str | None:
            for site in Site:
                if machine == f"cluster_{site}":
                    return "in_service"
                failed = read(f"cluster_{site}") == "out_of_service"
                if machine == f"voice_servers_{site}" and failed:
                    return "none"
            return read(machine)

        one, other = (system.view_through(r, parameter) for r in (read, mapped))
        return bool(getattr(one, predicate)) == bool(getattr(other, predicate))

    return decision(same, states)


# where the parts touch


def test_every_property_on_states_and_steps_holds() -> None:
    """Every part and WHOLE-01 to WHOLE-06 on a complete desktop, which has the pinned size.

    By hand the records of the others are found true.
    """
    report = check_whole(PAIRS, traces=False)
    assert report.verdict is Verdict.PROVED
    assert read("verdicts")["whole desktops"][PAIRS.name] == entry_of_whole(report)


@pytest.mark.parametrize("parts", FOLLOWED, ids=lambda parts: parts.name)
def test_the_whole_is_recorded_to_end_up_usable(parts: Parts) -> None:
    """WHOLE-03, WHOLE-05: so says the record, which a test by hand finds true."""
    recorded = read("verdicts")["whole desktops"][parts.name]
    assert recorded["verdict"] == "PROVED"
    assert set(recorded["proved under the smallest fairness"]) == {
        "a_lost_site_ends_with_all_at_the_other_one",
        "the_desktop_ends_up_usable",
        "the_desktop_stays_usable",
    }


TWELVE = """start_up_start_up.start_requested start_up_bootstrap_preferred.connection_accepted
start_up_start_up.configuration_arrived voice_registration_preferred.register_accepted
voice_link.connection_accepted voice_session.log_in_requested voice_session.log_in_accepted
voice_call.direct_call_began voice_registration_preferred.flow_failed
voice_phone_watch.phone_wait_elapsed voice_registration_peer.register_accepted
cluster_preferred.site_failed"""


def test_a_site_that_fails_moves_no_connection_with_the_same_step() -> None:
    """WHOLE-02: Configuration loses its link to the failed site; the call holds Voice (A74)."""
    system = whole(USUAL)
    *_, step = retrace(system, map(Event.parse, TWELVE.split()))
    before, after = system.view(step.before), system.view(step.after)
    assert not Occurrence.of(system, step).has("voice_switched_over")
    assert before.config.link_open
    assert not after.config.link_open
    assert after.config.here is Site.PREFERRED


def test_a_part_that_is_wrong_on_the_whole_only_is_noticed() -> None:
    """LINK-03: voice alone has no site that fails for all, so its own world cannot show this."""
    wrong = changed(
        TINY,
        "cluster_preferred",
        with_transitions(
            lambda t: replace(t, effects=tuple(e for e in t.effects if e != "voice_server_failed"))
        ),
    )
    name = "voice_a_link_is_to_a_server_in_service"
    assert refuted(wrong, TINY, name) == {name}


def test_a_part_that_breaks_its_property_breaks_it_on_the_whole() -> None:
    """Every part is asked: one machine of each is changed, and a property of that part fails."""
    stays = with_transitions(lambda t: None if t.event.endswith("server_failed") else t)
    for machine in ("voice_link", "stat_cluster_link", "config_cluster_link"):
        part = machine.partition("_")[0]
        assert refuted(changed(TINY, machine, stays), TINY, f"{part}_"), machine


def test_a_search_that_is_cut_short_is_undetermined(monkeypatch: pytest.MonkeyPatch) -> None:
    """It refutes nothing that it has not seen."""
    monkeypatch.setattr("twinsite.analyses.whole.explore", partial(explore, capacity=1 << 14))
    report = check_whole(TINY, traces=False)
    assert not report.complete
    assert report.verdict is Verdict.UNDETERMINED


def test_parts_of_different_releases_are_refused() -> None:
    with pytest.raises(InputError, match="one desktop has one release"):
        replace(USUAL, stat=Profile.parse("stat/bc/cluster-1/8.5.106.18"))


def test_a_whole_that_is_undetermined_exits_with_its_own_status(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = check_whole(TINY, traces=False)
    short: WholeReport = replace(report, complete=False)
    monkeypatch.setattr("twinsite.analyses.whole.check_whole", lambda *_, **__: short)
    assert cli.run(["whole", "--safety"]) == Status.UNDETERMINED


def test_a_connection_that_begins_by_itself_is_noticed() -> None:
    """WHOLE-01: without the start nothing begins."""
    begins = changed(TINY, "stat_site", lambda m: replace(m, initial="starting"))
    name = "no_connection_begins_before_the_start_has_ended"
    assert refuted(begins, TINY, name) == {name}


def test_a_connection_that_never_begins_is_noticed() -> None:
    """WHOLE-01: with the configuration every connection begins."""
    never = with_transitions(lambda t: None if t.source == NOT_BEGUN else t)
    stays = changed(TINY, "voice_site", lambda m: replace(never(m), events=m.events))
    name = "every_connection_begins_with_the_configuration"
    assert refuted(stays, TINY, name) == {name}


def test_a_connection_that_begins_elsewhere_is_noticed() -> None:
    """WHOLE-06: the Configuration connection begins where the start has ended."""

    def lands_at_preferred(transition: TransitionDecl) -> TransitionDecl | None:
        return None if transition.guard.text == "landed_at_peer" else transition

    wrong = changed(TINY, "config_site", with_transitions(lands_at_preferred))
    name = "the_configuration_connection_begins_where_the_start_was"
    assert refuted(wrong, TINY, name) == {name}


def test_a_correction_that_is_forgotten_is_noticed() -> None:
    """WHOLE-06: a corrected Configuration connection begins at the agent's preferred site."""

    def always_at_peer(transition: TransitionDecl) -> TransitionDecl | None:
        at_preferred = transition.source == NOT_BEGUN and transition.target == "at_preferred"
        return replace(transition, target="at_peer") if at_preferred else transition

    wrong = changed(TINY, "config_site", with_transitions(always_at_peer))
    properties = [
        r for r in properties_of_whole(TINY) if r.name.endswith("where_the_correction_ended")
    ]
    (finding,) = explore(wrong, properties).findings
    assert finding.verdict is Verdict.REFUTED


@pytest.mark.parametrize("part", ["config", "stat", "voice"])
def test_a_site_that_fails_unnoticed_is_noticed(part: str) -> None:
    """WHOLE-03: every connection loses its link with its site."""

    def untold(transition: TransitionDecl) -> TransitionDecl:
        kept = tuple(e for e in transition.effects if e != f"{part}_server_failed")
        return replace(transition, effects=kept)

    wrong = changed(TINY, "cluster_preferred", with_transitions(untold))
    name = f"a_lost_site_costs_{part}_its_link_at_once"
    assert refuted(wrong, TINY, name) == {name}


def test_a_command_before_the_configuration_is_noticed() -> None:
    """WHOLE-01: a link that connects from the first moment breaks the property."""
    early = changed(TINY, "voice_link", lambda m: replace(m, initial="waiting_for_retry"))
    name = "no_command_before_the_configuration"
    assert refuted(early, TINY, name) == {name}


def test_connections_that_never_move_are_never_apart() -> None:
    """WHOLE-04: different sites come from switchovers of one connection and from the start."""
    parts = SMALL
    system = whole(parts)

    def stays(transition: TransitionDecl) -> TransitionDecl | None:
        moves = transition.event == "switchover_timeout_elapsed"
        return None if moves or transition.guard.text == "landed_at_peer" else transition

    instances = [replace(i, machine=with_transitions(stays)(i.machine)) for i in system.instances]
    fixed: System[WholeFacts] = System(
        system.name, instances, view=system.view_through, commands=system.commands
    )
    prop = next(r for r in properties_of_whole(parts) if r.requirement == "WHOLE-04")
    assert explore(fixed, [prop]).findings[0].verdict is Verdict.REFUTED


# the parts that are asked for


def test_a_connection_without_a_peer_is_not_asked_to_move() -> None:
    """WHOLE-03: properties on two sites are asked only where every connection has two."""
    parts = replace(USUAL, stat=Profile(part=Part.STAT, nodes=1, business_continuity=False))
    assert not [r for r in properties_of_whole(parts) if r.requirement in ("WHOLE-04", "WHOLE-05")]


def test_the_command_tells_what_it_has_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["whole", "--voice", "no-bc/no-phone"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "no part reads or tells a machine of another part" in told
    assert "PROVED: the whole desktop." in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--voice", "stat/bc/pair"], "'stat/bc/pair' is not about voice"),
        (["--config", "config/bc/pair/8.5.106.18"], "one desktop has one release"),
        (["--stat", "nonsense"], "'nonsense' is not the name of a profile"),
    ],
)
def test_wrong_parts_are_refused(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["whole", *arguments]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_hard_phone_is_in_service_at_the_beginning() -> None:
    """PHONE-06: a machine that starts elsewhere in its part begins there in the whole."""
    voice = Profile(phone=Phone.HARD_PHONE)
    watch: Instance = next(
        i for i in whole(replace(USUAL, voice=voice)).instances if i.name == "voice_phone_watch"
    )
    begins = [t.target for t in watch.machine.transitions if t.source == NOT_BEGUN]
    assert begins == ["satisfied"]
