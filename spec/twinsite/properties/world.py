"""What must hold of the world: what can happen at all, and what cannot.

Source: the requirements WORLD.
"""

from collections.abc import Callable

from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import NODES, Facts, Site
from twinsite.properties.decorators import Catalogue
from twinsite.properties.steps import ANSWERS, brings_a_call, events, moves, says, touching
from twinsite.properties.where import continuity, has_nodes, paired, postponing, shown_by_link

PROPERTIES = Catalogue()


_TOLD = (
    *("log_in_accepted", "log_in_refused", "forced_logout", "login_unknown", *ANSWERS),
    *("dn_out_of_service", "dn_back_in_service"),
)


_ASKED = frozenset({"log_in", "log_out", "set_agent_ready", "set_agent_not_ready"})
_UP = {
    "primary": ("both", "primary_only"),
    "backup": ("both", "backup_only"),
}


def _changed_servers(before: Facts, after: Facts) -> list[tuple[str, bool]]:
    """Return the servers whose service changes, each with whether it is in service now."""
    return [
        (server, after.is_in(pair, *states))
        for pair in ("servers_preferred", "servers_peer")
        for server, states in _UP.items()
        if before.is_in(pair, *states) != after.is_in(pair, *states)
    ]


def _of(world: str, event: str) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that begins with this event of a machine of the world."""
    return lambda o: o.event.name == event and o.event.machine.startswith(f"{world}_")


def _changed_nodes(before: Facts, after: Facts) -> list[bool]:
    """Return for every node whose own service changes whether it is in service now."""
    return [
        after.is_in(node, "in_service")
        for node in (f"node_{site}_{name}" for site in Site for name in NODES)
        if before.state_of(node) != after.state_of(node)
    ]


def _changed_sites(before: Facts, after: Facts) -> list[bool]:
    """Return for every site whose own service changes whether it is in service now."""
    return [
        after.is_in(site, "in_service")
        for site in (f"cluster_{name}" for name in Site)
        if before.state_of(site) != after.state_of(site)
    ]


# What holds in every state.


@PROPERTIES.invariant("WORLD-06")
def a_live_call_has_a_link_and_a_window(facts: Facts) -> bool:
    """A live call has an open link that controls it and a window opened since the switchover."""
    if not facts.is_in("call", "live"):
        return True
    return facts.link_open and facts.is_in("windows", "recent", "earlier_and_recent")


@PROPERTIES.invariant("WORLD-06")
def a_link_controls_every_call_of_its_site(facts: Facts) -> bool:
    """No call of the current site is out of control while there is a link."""
    return not (facts.link_open and facts.is_in("call", "uncontrolled", "ended_unseen"))


# What holds of every step.


@PROPERTIES.transition_invariant("WORLD-07", when=lambda o: not _ASKED.isdisjoint(o.names))
def sip_server_is_asked_over_a_link(before: Facts, after: Facts) -> bool:
    """SIP Server is asked for something only while there is a link to it."""
    return before.link_open or after.link_open


@PROPERTIES.transition_invariant("WORLD-07", when=lambda o: o.event.name in _TOLD)
def sip_server_tells_over_a_link(before: Facts, _after: Facts) -> bool:
    """SIP Server answers, and tells of logins and DNs, only while there is a link to it."""
    return before.link_open


@PROPERTIES.transition_invariant(
    "WORLD-08",
    when=lambda o: o.event.name in ("register_accepted", "register_refused") and not moves(o),
)
def a_registrar_out_of_service_answers_nothing(before: Facts, after: Facts) -> bool:
    """A REGISTER is accepted or refused only by a registrar that is in service."""
    return all(
        before.site_in_service(site)
        for site in Site
        if before.state_of(f"registration_{site}") != after.state_of(f"registration_{site}")
    )


def _judge_423(site: Site) -> None:
    """Declare that 423 is an answer of a registrar in service."""
    event = Event(f"registration_{site}", "interval_too_brief")
    PROPERTIES.impossible_step(
        "WORLD-08",
        f"no 423 comes from a {site} registrar out of service",
        f"423 Interval Too Brief comes from the registrar of the {site} site only while that is in"
        " service.",
        when=lambda o: o.event == event,
        unless=lambda facts: facts.site_in_service(site),
    )


for _site in Site:
    _judge_423(_site)


@PROPERTIES.transition_invariant(
    "WORLD-01", when=events("primary_failed", "backup_failed"), of=paired
)
def a_server_fails_alone(before: Facts, after: Facts) -> bool:
    """The failure of a server takes just one server out of service."""
    return [up for _, up in _changed_servers(before, after)] == [False]


@PROPERTIES.transition_invariant(
    "WORLD-01", when=events("primary_returned", "backup_returned"), of=paired
)
def a_server_returns_alone(before: Facts, after: Facts) -> bool:
    """The return of a server brings just one server into service."""
    return [up for _, up in _changed_servers(before, after)] == [True]


@PROPERTIES.transition_invariant(
    "WORLD-01", when=events("primary_failed", "primary_returned"), of=paired
)
def a_primary_that_fails_or_returns_is_a_primary(before: Facts, after: Facts) -> bool:
    """A primary that fails or returns leaves every backup as it was."""
    return "backup" not in dict(_changed_servers(before, after))


@PROPERTIES.transition_invariant(
    "WORLD-01", when=events("backup_failed", "backup_returned"), of=paired
)
def a_backup_that_fails_or_returns_is_a_backup(before: Facts, after: Facts) -> bool:
    """A backup that fails or returns leaves every primary as it was."""
    return "primary" not in dict(_changed_servers(before, after))


@PROPERTIES.transition_invariant("WORLD-02", when=_of("servers", "site_failed"), of=paired)
def a_site_fails_as_a_whole(before: Facts, after: Facts) -> bool:
    """The failure of a site takes both of its servers out of service."""
    return _changed_servers(before, after) == [("primary", False), ("backup", False)]


@PROPERTIES.transition_invariant("WORLD-02", when=_of("servers", "site_returned"), of=paired)
def a_site_returns_as_a_whole(before: Facts, after: Facts) -> bool:
    """The return of a site brings both of its servers into service."""
    return _changed_servers(before, after) == [("primary", True), ("backup", True)]


@PROPERTIES.transition_invariant("WORLD-04", when=brings_a_call)
def a_call_that_comes_is_live(_before: Facts, after: Facts) -> bool:
    """A call that is offered or begins is a live call, if there is a link to control it."""
    return after.is_in("call", "live" if after.link_open else "uncontrolled")


_ENDS = ("call_ended", "call_lost", "call_end_shown")


@PROPERTIES.transition_invariant("WORLD-04", when=events(*_ENDS))
def a_call_that_ends_is_over(_before: Facts, after: Facts) -> bool:
    """After the end of a call there is none."""
    return after.no_call_goes_on


@PROPERTIES.transition_invariant("WORLD-13", when=events("call_ended", "call_end_shown"))
def an_end_that_is_told_is_known(before: Facts, after: Facts) -> bool:
    """SIP Server tells over a link that a call has ended, and then the desktop knows of none."""
    return before.link_open and before.call_goes_on_here and not after.call_goes_on_here


@PROPERTIES.transition_invariant("WORLD-13", when=events("call_lost"))
def an_end_without_a_link_is_known_to_the_endpoint_only(before: Facts, after: Facts) -> bool:
    """A call that ends without a link is over at once for an endpoint of the desktop; a desktop
    that does not own the phone takes it to go on.
    """
    known = before.call_goes_on_here and not after.call_goes_on_here
    return known == (before.owns_endpoint and before.call_goes_on_here)


@PROPERTIES.transition_invariant(
    "WORLD-13",
    when=touching("call", but=lambda o: moves(o) or o.event.name in _ENDS or brings_a_call(o)),
)
def the_desktop_learns_of_no_end_by_itself(before: Facts, after: Facts) -> bool:
    """A call goes on for the desktop until it is told of the end, or leaves the site."""
    return before.call_goes_on_here == after.call_goes_on_here


_COMES = ("routed_call_offered", "direct_call_began", "unseen_call_offered", "stale_call_offered")


@PROPERTIES.transition_invariant(
    "WORLD-13",
    when=touching("call", but=lambda o: o.event.name in _COMES or o.has("call_taken")),
)
def a_call_that_is_over_stays_over(before: Facts, after: Facts) -> bool:
    """A call that has ended unseen goes on no more, whatever link comes or site is left."""
    return after.no_call_goes_on or not before.no_call_goes_on


@PROPERTIES.transition_invariant("WORLD-06", when=touching("call", but=events(*_ENDS)))
def a_call_goes_on_until_it_ends(before: Facts, after: Facts) -> bool:
    """Nothing but its end ends a call: neither a lost link nor a switchover does."""
    return before.no_call_goes_on or not after.no_call_goes_on


@PROPERTIES.transition_invariant("WORLD-06", when=lambda o: moves(o) and o.event.name not in _ENDS)
def a_call_stays_at_the_site_that_is_left(before: Facts, after: Facts) -> bool:
    """A call that goes on during a switchover belongs to no link from then on."""
    return before.no_call_goes_on or after.is_in("call", "left_behind", "unseen_elsewhere")


@PROPERTIES.transition_invariant("WORLD-06", when=touching("call", but=moves))
def a_call_is_left_behind_by_a_switchover_only(before: Facts, after: Facts) -> bool:
    """No call is left behind but by a switchover."""
    return before.is_in("call", "left_behind") or not after.is_in("call", "left_behind")


def _judge_server(site: Site) -> None:
    """Declare what SIP Server of a site makes of an agent."""
    name = f"agent_{site}"

    def changes_for_a_reason(before: Facts, after: Facts) -> bool:
        old, new = before.state_of(name), after.state_of(name)
        if old == new:
            return True
        if new == "logged_out":
            return before.here is site or not after.site_in_service(site)
        asked = before.here is site and before.link_open
        if old == "logged_out":
            return asked and before.is_in("session", "logging_in")
        if new == "ready":
            return asked and before.is_in("session", "logging_in", "readying")
        return asked or before.site_in_service(site)

    changes_for_a_reason.__name__ = f"sip_server_of_the_{site}_site_changes_nothing_unasked"
    changes_for_a_reason.__doc__ = (
        f"SIP Server of the {site} site logs an agent in, or makes an agent Ready, only if the"
        " desktop asks for it over a link, and a login ends there only with its site or while the"
        " desktop works there."
    )
    PROPERTIES.transition_invariant("WORLD-11", when=touching(name), of=shown_by_link)(
        changes_for_a_reason
    )


for _site in Site:
    _judge_server(_site)


@PROPERTIES.transition_invariant(
    "WORLD-11", when=events("log_in_accepted", *ANSWERS), of=shown_by_link
)
def sip_server_answers_what_it_has_done(_before: Facts, after: Facts) -> bool:
    """SIP Server answers with the agent state that it has."""
    return after.confirmed_ready == after.server_has_ready


@PROPERTIES.transition_invariant("WORLD-11", when=events("log_in_accepted"), of=shown_by_link)
def sip_server_has_the_login_that_it_accepts(_before: Facts, after: Facts) -> bool:
    """A login that SIP Server accepts stands there."""
    return after.server_has_ready or after.server_has_not_ready


@PROPERTIES.transition_invariant("WORLD-11", when=says("log_out"), of=shown_by_link)
def a_log_out_ends_the_login(before: Facts, after: Facts) -> bool:
    """After a log-out no login stands there."""
    return after.is_in(f"agent_{before.here}", "logged_out")


@PROPERTIES.transition_invariant(
    "WORLD-11", when=events("forced_logout", "login_unknown"), of=shown_by_link
)
def a_login_that_has_ended_is_gone(before: Facts, after: Facts) -> bool:
    """Where SIP Server tells that the login has ended, none stands there."""
    return after.is_in(f"agent_{before.here}", "logged_out")


def _is_done(
    event: str, states: tuple[str, ...], wanted: Callable[[Facts], str], words: str
) -> None:
    """Declare that SIP Server does what it is asked, and only if it is asked."""

    def is_done(before: Facts, after: Facts) -> bool:
        asked = before.link_open and before.is_in("session", *states)
        return asked and after.is_in(f"agent_{before.here}", wanted(before))

    is_done.__name__ = f"{event}_as_it_was_asked"
    is_done.__doc__ = f"SIP Server carries out {words} as it was asked, and only if it was asked."
    PROPERTIES.transition_invariant("WORLD-11", when=events(event), of=shown_by_link)(is_done)


_is_done(
    "log_in_carried_out",
    ("logging_in",),
    lambda before: "ready" if before.logs_in_ready else "not_ready",
    "a login",
)
_is_done("ready_carried_out", ("readying",), lambda _: "ready", "a request for Ready")
_is_done(
    "not_ready_carried_out",
    ("unreadying", "not_ready"),
    lambda _: "not_ready",
    "a request for NotReady",
)


@PROPERTIES.transition_invariant("WORLD-11", when=events("made_not_ready"), of=shown_by_link)
def sip_server_makes_a_ready_agent_not_ready(before: Facts, after: Facts) -> bool:
    """SIP Server that makes an agent NotReady by itself has one that was Ready as NotReady."""
    return any(
        before.is_in(f"agent_{site}", "ready") and after.is_in(f"agent_{site}", "not_ready")
        for site in Site
    )


@PROPERTIES.invariant("WORLD-11", of=shown_by_link)
def no_login_stands_before_the_first_link(facts: Facts) -> bool:
    """Until the first link opens, SIP Server of neither site has a login of the agent."""
    logged_in = (facts.is_in(f"agent_{site}", "not_ready", "ready") for site in Site)
    return not (facts.is_in("site", "starting") and any(logged_in))


@PROPERTIES.invariant("WORLD-11", of=shown_by_link)
def no_login_outlives_its_servers(facts: Facts) -> bool:
    """Where no server of the pair is in service, no login stands."""
    return all(
        facts.site_in_service(site) or not facts.is_in(f"agent_{site}", "not_ready", "ready")
        for site in Site
    )


@PROPERTIES.transition_invariant("WORLD-12", when=events("unseen_call_offered"), of=shown_by_link)
def no_link_shows_an_unseen_call(before: Facts, after: Facts) -> bool:
    """A call comes unseen only while there is no link, and SIP Server has the agent as Ready."""
    ready = before.server_has_ready and before.phone_registered_here
    return ready and not before.link_open and after.is_in("call", "unseen")


@PROPERTIES.transition_invariant("WORLD-12", when=events("stale_call_offered"), of=shown_by_link)
def a_stale_call_comes_from_the_other_site(before: Facts, after: Facts) -> bool:
    """A call comes from the site that was left only if SIP Server there has the agent as Ready."""
    there = before.here.other
    ready = before.is_in(f"agent_{there}", "ready") and before.phone_registered_at(there)
    return ready and after.is_in("call", "unseen_elsewhere")


@PROPERTIES.transition_invariant("WORLD-12", when=touching("call"))
def an_endpoint_of_the_desktop_hides_no_call(before: Facts, after: Facts) -> bool:
    """No call at an endpoint of the desktop itself is unknown to the desktop."""
    hidden = after.is_in("call", "unseen", "unseen_elsewhere", "ended_unseen", "ended_untold")
    return not (before.owns_endpoint and hidden)


@PROPERTIES.transition_invariant("WORLD-09", when=events("node_failed"), of=has_nodes)
def a_node_fails_alone(before: Facts, after: Facts) -> bool:
    """The failure of a node takes just this node out of service."""
    return _changed_nodes(before, after) == [False] and not _changed_sites(before, after)


@PROPERTIES.transition_invariant("WORLD-09", when=events("node_returned"), of=has_nodes)
def a_node_returns_alone(before: Facts, after: Facts) -> bool:
    """The return of a node brings just this node into service."""
    return _changed_nodes(before, after) == [True] and not _changed_sites(before, after)


@PROPERTIES.transition_invariant("WORLD-10", when=_of("cluster", "site_failed"), of=has_nodes)
def a_site_with_nodes_fails_as_a_whole(before: Facts, after: Facts) -> bool:
    """The failure of a site takes this site out of service, whatever its nodes do."""
    return _changed_sites(before, after) == [False] and not _changed_nodes(before, after)


@PROPERTIES.transition_invariant("WORLD-10", when=_of("cluster", "site_returned"), of=has_nodes)
def a_site_with_nodes_returns_as_a_whole(before: Facts, after: Facts) -> bool:
    """The return of a site brings back those of its nodes that are in service by themselves."""
    return _changed_sites(before, after) == [True] and not _changed_nodes(before, after)


# What can be.


@PROPERTIES.reachable("WORLD-06", applies=continuity)
def a_call_survives_the_loss_of_its_site(facts: Facts) -> bool:
    """A call goes on as media after its site was left."""
    return facts.is_in("call", "left_behind") and facts.at_peer_site


# What can happen.


@PROPERTIES.reachable_step(
    "WORLD-06", when=lambda o: o.event.name == "call_lost", applies=continuity
)
def a_call_is_lost_with_its_site(before: Facts, _after: Facts) -> bool:
    """A call ends with the site that carried it."""
    return before.is_in("call", "left_behind")


@PROPERTIES.reachable_step("WORLD-06", when=lambda o: o.has("link_opened"))
def control_of_a_call_resumes(before: Facts, after: Facts) -> bool:
    """Control of a call resumes after a failover inside the pair."""
    return before.is_in("call", "uncontrolled") and after.is_in("call", "live")


@PROPERTIES.reachable_step(
    "WORLD-13", when=lambda o: o.event.name == "call_end_shown", of=shown_by_link
)
def an_end_is_told_after_the_fact(before: Facts, after: Facts) -> bool:
    """SIP Server tells over a new link that a call has ended meanwhile."""
    return before.no_call_goes_on and not after.call_goes_on_here


@PROPERTIES.reachable_step(
    "WORLD-05", when=lambda o: o.event.name == "direct_call_began", applies=postponing
)
def a_direct_call_comes_while_a_restoration_is_pending(before: Facts, _after: Facts) -> bool:
    """A direct call begins while a restoration is pending."""
    return before.is_in("restoration", "pending")


@PROPERTIES.reachable_step(
    "WORLD-03", when=lambda o: o.event.name == "connection_failed", of=paired
)
def an_attempt_fails_although_the_server_is_in_service(before: Facts, _after: Facts) -> bool:
    """A connection attempt fails although both servers of the pair are in service."""
    return before.primary_in_service_here and before.backup_in_service_here


@PROPERTIES.reachable_step(
    "WORLD-03", when=lambda o: o.event.name == "connection_dropped", of=paired
)
def a_link_drops_although_its_server_is_in_service(before: Facts, _after: Facts) -> bool:
    """A link drops although both servers of the pair are in service."""
    return before.primary_in_service_here and before.backup_in_service_here
