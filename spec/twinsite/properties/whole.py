"""What must hold of the whole desktop beside what holds of its parts."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

from twinsite.checker.liveness.fairness import Assumption
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Occurrence, Property, Restriction, Sort
from twinsite.model.predicates import NODES, Site
from twinsite.model.profile import Part
from twinsite.model.whole.compose import BEGIN
from twinsite.model.whole.facts import WholeFacts
from twinsite.model.whole.parts import SITES, Parts, scope
from twinsite.properties.fairness import ASSUMPTIONS, RETURNS, is_fault

WholeProperty = Property[WholeFacts]
"""A property of the whole desktop."""

CONNECTIONS = (Part.CONFIG, Part.STAT, Part.VOICE)
"""The parts that are connections."""


def local(event: Event) -> Event:
    """Return an event as the part that it is made to knows it."""
    for part in Part:
        if event.machine.startswith(scope(part)):
            return Event(event.machine.removeprefix(scope(part)), event.name)
    return event


def _of_parts(assumption: Assumption) -> Assumption:
    return replace(assumption, covers=lambda event: assumption.covers(local(event)))


ASSUMPTIONS_OF_PARTS = tuple(map(_of_parts, ASSUMPTIONS))
"""What may be assumed of the world of every part."""


def _is_fault(event: Event, facts: WholeFacts) -> bool:
    return is_fault(local(event), facts)


AFTER_FAULTS: Restriction[WholeFacts] = Restriction(
    "after faults stop",
    "Nothing fails any longer in any part, and a server in service is found before the switchover"
    " timeout; servers and sites may return.",
    lambda event, facts: not _is_fault(event, facts),
)
"""What may still happen after faults have stopped."""

SITES_STAY: Restriction[WholeFacts] = Restriction(
    "after faults stop, and nothing returns",
    "Nothing fails any longer in any part, and no server and no site returns.",
    lambda event, facts: not _is_fault(event, facts) and event.name not in RETURNS,
)
"""What may still happen while a site stays lost."""


def _moves(part: Part) -> Callable[[Occurrence], bool]:
    """Return what is true of a step in which a connection switches over."""
    return lambda occurrence: occurrence.has(scope(part) + "switched_over")


def _loses_or_moves(occurrence: Occurrence) -> bool:
    return any(
        occurrence.has(scope(part) + what)
        for part in CONNECTIONS
        for what in ("link_lost", "switched_over")
    )


def _connects(occurrence: Occurrence) -> bool:
    """Return whether a step has a command of a machine of a connection."""
    said = (scope(part) for part in CONNECTIONS)
    machines = tuple(said)
    return any(
        machine.startswith(machines) and name.startswith(("connect_", "log_in", "register"))
        for machine, name in occurrence.log
    )


def _stays(part: Part) -> Callable[[WholeFacts, WholeFacts], bool]:
    """Return that a step leaves a connection alone, unless the site fails at which it is linked."""

    def stays(before: WholeFacts, after: WholeFacts) -> bool:
        this, then = before.part(part), after.part(part)
        here = f"cluster_{this.here}"
        fails = before.is_in(here, "in_service") and after.is_in(here, "out_of_service")
        same = (this.state_of(m) == then.state_of(m) for m in ("site", "link", "cluster_link"))
        return this.here is then.here if fails else all(same)

    return stays


def _loses_a_site(occurrence: Occurrence) -> bool:
    return occurrence.event.name == "site_failed" and occurrence.event.machine in SITES


def _has_no_dead_link(part: Part) -> Callable[[WholeFacts, WholeFacts], bool]:
    """Return that a step leaves a connection with no link to a site that is out of service."""

    def has_none(_before: WholeFacts, after: WholeFacts) -> bool:
        facts = after.part(part)
        return not facts.link_open or facts.site_in_service(facts.here)

    return has_none


def _lost_for_good(facts: WholeFacts) -> bool:
    """Return whether one site as a whole is out of service, and the other one serves all."""
    lost = any(
        facts.is_in(f"cluster_{s}", "out_of_service") and facts.serves(s.other) for s in Site
    )
    return facts.started and lost


def _all_at_the_other_site(facts: WholeFacts) -> bool:
    return any(
        facts.is_in(f"cluster_{s}", "out_of_service")
        and facts.linked
        and all(connection.here is s.other for connection in facts.connections)
        for s in Site
    )


def _some_site_serves(facts: WholeFacts) -> bool:
    return facts.started and any(map(facts.serves, Site))


def _node_of(facts: WholeFacts) -> str:
    """Return to which node of the bootstrap file the link of the Configuration connection is."""
    servers = {"primary": "first", "backup": "second"}
    names = {**{node: node for node in NODES}, **servers}
    link = facts.state_of("link") or facts.state_of("cluster_link") or ""
    return names.get(link.removeprefix("open_"), "")


def _begins_where_the_start_was(before: WholeFacts, after: WholeFacts) -> bool:
    site = before.parts.in_file(after.config.here)
    return before.start_up.is_in(f"bootstrap_{site}", f"open_{_node_of(after.config)}")


def _begins_where_the_correction_ended(before: WholeFacts, after: WholeFacts) -> bool:
    own = before.parts.in_file(Site.PREFERRED)
    tried = before.start_up.state_of(f"bootstrap_{own}")
    return after.config.here is Site.PREFERRED and tried == f"trying_{_node_of(after.config)}"


def _different_sites(facts: WholeFacts) -> bool:
    return facts.linked and len({connection.here for connection in facts.connections}) > 1


PROPERTIES: tuple[WholeProperty, ...] = (
    Property(
        "no_connection_begins_before_the_start_has_ended",
        "WHOLE-01",
        "No connection has begun unless the central configuration has been read.",
        Sort.INVARIANT,
        of_state=lambda f: f.started or not any(c.begun for c in f.connections),
    ),
    Property(
        "every_connection_begins_with_the_configuration",
        "WHOLE-01",
        "Every connection has begun once the central configuration has been read.",
        Sort.INVARIANT,
        of_state=lambda f: not f.started or all(c.begun for c in f.connections),
    ),
    Property(
        "no_command_before_the_configuration",
        "WHOLE-01",
        "Nothing is connected, logged in or registered before the central configuration has been"
        " read.",
        Sort.TRANSITION_INVARIANT,
        when=_connects,
        of_step=lambda _, after: after.started,
    ),
    Property(
        "the_configuration_connection_begins_where_the_start_was",
        "WHOLE-06",
        "A start that does not change its site hands its link over to the Configuration"
        " connection.",
        Sort.TRANSITION_INVARIANT,
        when=lambda o: o.has(BEGIN) and o.event.name != "connection_accepted",
        of_step=_begins_where_the_start_was,
    ),
    Property(
        "the_configuration_connection_begins_where_the_correction_ended",
        "WHOLE-06",
        "A start whose site was corrected hands over the link to the agent's preferred site.",
        Sort.TRANSITION_INVARIANT,
        when=lambda o: o.has(BEGIN) and o.event.name == "connection_accepted",
        of_step=_begins_where_the_correction_ended,
    ),
    *(
        Property(
            f"a_switchover_of_{part.value}_does_not_move_{other.value}",
            "WHOLE-02",
            f"A switchover of the {part.value} connection leaves the site of the {other.value}"
            " connection alone, and its link too, unless the site to which that goes fails with"
            " the same step.",
            Sort.TRANSITION_INVARIANT,
            when=_moves(part),
            of_step=_stays(other),
        )
        for part, other in permutations(CONNECTIONS, 2)
    ),
    *(
        Property(
            f"a_lost_site_costs_{part.value}_its_link_at_once",
            "WHOLE-03",
            f"A loss of a whole site costs a {part.value} connection that is linked there its link"
            " at once.",
            Sort.TRANSITION_INVARIANT,
            when=_loses_a_site,
            of_step=_has_no_dead_link(part),
        )
        for part in CONNECTIONS
    ),
)
"""The properties of every whole desktop."""

RULES_OF_TWO_SITES: tuple[WholeProperty, ...] = (
    Property(
        "the_connections_may_be_at_different_sites",
        "WHOLE-04",
        "All connections are linked, and not all at the same site.",
        Sort.REACHABLE,
        of_state=_different_sites,
    ),
    Property(
        "a_lost_site_ends_with_all_at_the_other_one",
        "WHOLE-03",
        "While a whole site stays lost and the other one serves all, all three connections end up"
        " linked at the other one.",
        Sort.LEADS_TO,
        of_state=_all_at_the_other_site,
        premise=_lost_for_good,
        given=SITES_STAY,
    ),
    Property(
        "the_desktop_ends_up_usable",
        "WHOLE-05",
        "While a site serves all, all three connections end up linked at the same time.",
        Sort.LEADS_TO,
        of_state=lambda f: f.linked,
        premise=_some_site_serves,
        given=AFTER_FAULTS,
    ),
    Property(
        "the_desktop_stays_usable",
        "WHOLE-05",
        "While a site serves all, links are lost and sites are left finitely often.",
        Sort.FINITELY,
        when=_loses_or_moves,
        premise=_some_site_serves,
        given=AFTER_FAULTS,
    ),
)
"""The properties of a whole desktop in which every connection has a peer site."""


def properties_of_whole(parts: Parts) -> tuple[WholeProperty, ...]:
    """Return the properties that apply to a whole desktop."""
    two = all(parts.of(part).has_peer for part in CONNECTIONS)
    return (*PROPERTIES, *(RULES_OF_TWO_SITES if two else ()))
