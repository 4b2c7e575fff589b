"""What must hold of the start.

Source: the requirements START.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import NODES, Facts, Site
from twinsite.model.profile import LISTED_NODES, Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS
from twinsite.properties.steps import events, says, touching
from twinsite.properties.where import starting

PROPERTIES = Catalogue(starting)


_TRYING = tuple(f"trying_{node}" for node in NODES)
_OPEN = tuple(f"open_{node}" for node in NODES)
_READING = ("reading_at_preferred", "reading_at_peer")


def _trying(facts: Facts, site: Site) -> bool:
    return facts.is_in(f"bootstrap_{site}", *_TRYING)


def _connected(facts: Facts, site: Site) -> bool:
    return facts.is_in(f"bootstrap_{site}", *_OPEN)


def _site_of_pass(facts: Facts) -> Site | None:
    """Return the site whose nodes are to be tried, as the bootstrap file calls it."""
    if facts.is_in("start_up", "trying_preferred"):
        return Site.PREFERRED
    if facts.is_in("start_up", "trying_peer"):
        return Site.PEER
    return facts.own_site_in_file if facts.is_in("start_up", "correcting") else None


def _comes(before: Facts, after: Facts, *states: str) -> bool:
    """Return whether the start is in one of these states and was in none."""
    return after.is_in("start_up", *states) and not before.is_in("start_up", *states)


def _listed(facts: Facts) -> int:
    """Return how many nodes of a site the start knows."""
    return facts.profile.nodes if facts.profile.release >= LISTED_NODES else 1


def _two_sites(profile: Profile) -> bool:
    return profile.has_peer


def _several(profile: Profile) -> bool:
    return profile.nodes > 1


def _fails(occurrence: Occurrence) -> bool:
    return occurrence.event.name == "connection_failed"


def _connects(occurrence: Occurrence) -> bool:
    return any(occurrence.has(f"connect_to_{node}") for node in NODES)


def _may_find_a_node(facts: Facts) -> bool:
    """Return whether a pass from the first node on is to come upon a node in service."""
    begins = facts.is_in("start_up", "trying_preferred") and facts.is_in(
        "bootstrap_preferred", "trying_first"
    )
    sites = Site if facts.profile.has_peer else (Site.PREFERRED,)
    listed = NODES[: _listed(facts)]
    return begins and any(facts.node_in_service(site, node) for site in sites for node in listed)


# What holds in every state.


@PROPERTIES.invariant("START-02")
def a_pass_has_an_attempt_under_way(facts: Facts) -> bool:
    """A node of a site is being tried exactly while a pass over its nodes is under way."""
    return all(_trying(facts, site) == (_site_of_pass(facts) is site) for site in Site)


@PROPERTIES.invariant("START-02")
def a_connection_is_kept_while_it_is_needed(facts: Facts) -> bool:
    """The start is connected exactly where it reads, or where it has read and tries to correct."""
    for site in Site:
        interpretation = facts.is_in("start_up", f"reading_at_{site}")
        correcting = facts.is_in("start_up", "correcting") and site is not facts.own_site_in_file
        if _connected(facts, site) != interpretation and not (
            correcting and _connected(facts, site)
        ):
            return False
    return True


@PROPERTIES.invariant("START-01")
def a_node_is_connected_while_it_is_in_service(facts: Facts) -> bool:
    """The start is connected to no node that is out of service."""
    return all(
        facts.node_in_service(site, node)
        for site in Site
        for node in NODES
        if facts.is_in(f"bootstrap_{site}", f"open_{node}")
    )


@PROPERTIES.invariant("START-06")
def a_start_that_is_over_has_no_connection_of_its_own(facts: Facts) -> bool:
    """Once the desktop has started, the start neither tries nor holds a connection."""
    over = facts.is_in("start_up", "started")
    return not (over and any(_connected(facts, site) or _trying(facts, site) for site in Site))


@PROPERTIES.invariant("START-10")
def an_old_release_knows_one_node(facts: Facts) -> bool:
    """Before release 8.5.111.21 the start tries the first node of the preferred site only."""
    if facts.profile.release >= LISTED_NODES:
        return True
    beyond = facts.is_in("bootstrap_preferred", *_TRYING[1:], *_OPEN[1:])
    return not beyond and facts.is_in("bootstrap_peer", "idle")


# What holds of every step.


@PROPERTIES.transition_invariant(
    "START-01", when=touching("bootstrap_preferred", "bootstrap_peer", but=_connects)
)
def no_node_of_the_file_is_tried_unasked(before: Facts, after: Facts) -> bool:
    """No attempt at a node is under way that was not asked for."""
    return all(
        not _trying(after, site)
        or before.state_of(f"bootstrap_{site}") == after.state_of(f"bootstrap_{site}")
        for site in Site
    )


@PROPERTIES.transition_invariant("START-01", when=_fails)
def the_nodes_of_a_site_are_tried_in_their_order(before: Facts, after: Facts) -> bool:
    """After a node that fails the next one of the list is tried, and after the last one none."""
    site = Site.PREFERRED if _trying(before, Site.PREFERRED) else Site.PEER
    machine = f"bootstrap_{site}"
    number = next((n for n, state in enumerate(_TRYING, 1) if before.is_in(machine, state)), 0)
    if 0 < number < _listed(before):
        return after.is_in(machine, _TRYING[number])
    return not _trying(after, site)


@PROPERTIES.transition_invariant("START-01", when=touching("start_up", but=_fails))
def a_pass_begins_with_the_first_node(before: Facts, after: Facts) -> bool:
    """A pass that the agent or the correction begins, begins with the first node of its site."""
    site = _site_of_pass(after)
    if site is None or site is _site_of_pass(before):
        return True
    return after.is_in(f"bootstrap_{site}", "trying_first")


@PROPERTIES.transition_invariant("START-01", when=_fails)
def the_peer_nodes_come_after_the_preferred_ones(before: Facts, after: Facts) -> bool:
    """The nodes of the peer site are tried, from the first one on, when those of the preferred
    site have failed.
    """
    if not (before.is_in("start_up", "trying_preferred") and not _trying(after, Site.PREFERRED)):
        return True
    if not before.profile.has_peer:
        return after.is_in("start_up", "login_error")
    return after.is_in("bootstrap_peer", "trying_first")


@PROPERTIES.transition_invariant("START-01", when=events("start_requested"))
def a_start_begins_at_the_preferred_site_of_the_file(_before: Facts, after: Facts) -> bool:
    """The start begins with the preferred site of the file, whoever the agent is."""
    return after.is_in("start_up", "trying_preferred")


@PROPERTIES.transition_invariant("START-01", when=events("connection_accepted"))
def a_node_that_accepts_is_connected(before: Facts, after: Facts) -> bool:
    """A node that accepts ends the pass: the desktop reads there, or has its site corrected."""
    if before.is_in("start_up", "correcting"):
        return after.is_in("start_up", "started")
    site = _site_of_pass(before)
    return site is not None and after.is_in("start_up", f"reading_at_{site}")


@PROPERTIES.transition_invariant(
    "START-07",
    when=lambda o: o.has("node_lost") and o.event.name != "connection_dropped",
)
def a_connection_outlasts_the_failure_of_other_nodes(before: Facts, after: Facts) -> bool:
    """A connection that does not drop is lost with its node only."""
    return not any(
        before.is_in(machine, f"open_{node}")
        and not after.is_in(machine, f"open_{node}")
        and after.node_in_service(site, node)
        for site, machine in ((site, f"bootstrap_{site}") for site in Site)
        for node in NODES
    )


@PROPERTIES.transition_invariant(
    "START-02", when=touching("start_up", but=says("show_login_error"))
)
def a_login_error_is_shown(before: Facts, after: Facts) -> bool:
    """No start ends in a login error that the agent is not told."""
    return not _comes(before, after, "login_error")


@PROPERTIES.transition_invariant("START-02", when=says("show_login_error"))
def a_login_error_ends_the_start(_before: Facts, after: Facts) -> bool:
    """A login error ends the start, with no connection and no attempt left."""
    return after.is_in("start_up", "login_error")


@PROPERTIES.transition_invariant("START-02", when=says("show_login_error"))
def no_login_error_while_there_is_another_way(before: Facts, _after: Facts) -> bool:
    """No login error comes from a pass over the preferred nodes while peer nodes are listed."""
    return not (before.is_in("start_up", "trying_preferred") and before.profile.has_peer)


@PROPERTIES.transition_invariant("START-03", when=says("read_configuration"))
def what_is_read_is_the_configuration_of_a_node(before: Facts, after: Facts) -> bool:
    """The configuration is asked for once a node is connected."""
    return _comes(before, after, *_READING)


@PROPERTIES.transition_invariant(
    "START-03", when=touching("start_up", but=says("read_configuration"))
)
def a_connected_start_reads_the_configuration(before: Facts, after: Facts) -> bool:
    """No start waits for a configuration that it has not asked for."""
    return not _comes(before, after, *_READING)


@PROPERTIES.transition_invariant("START-03", when=touching("start_up"))
def nothing_starts_before_the_configuration_is_read(before: Facts, after: Facts) -> bool:
    """The desktop starts only with a configuration that has arrived."""
    return not _comes(before, after, "started") or before.is_in("start_up", *_READING, "correcting")


@PROPERTIES.transition_invariant(
    "START-03",
    when=lambda o: o.event.machine != "start_up" and not o.has("pass_failed"),
)
def no_reading_start_is_taken_for_read(before: Facts, after: Facts) -> bool:
    """A desktop that reads the configuration does not start until it has arrived."""
    return not (before.is_in("start_up", *_READING) and after.is_in("start_up", "started"))


@PROPERTIES.transition_invariant(
    "START-03", when=touching("start_up", but=says("configuration_read"))
)
def who_starts_is_told(before: Facts, after: Facts) -> bool:
    """The other connections are told when the configuration holds."""
    return not _comes(before, after, "started")


@PROPERTIES.transition_invariant("START-03", when=says("configuration_read"))
def who_is_told_starts(before: Facts, after: Facts) -> bool:
    """The other connections are told of a configuration exactly when the desktop starts."""
    return _comes(before, after, "started")


@PROPERTIES.transition_invariant("START-04", when=events("configuration_arrived"))
def the_site_is_corrected_before_the_desktop_starts(before: Facts, after: Facts) -> bool:
    """A configuration that was read elsewhere than at the agent's preferred site leads to an
    attempt there, and one that was read there to the start.
    """
    at_home = before.is_in("start_up", f"reading_at_{before.own_site_in_file}")
    if at_home or not before.profile.has_peer:
        return after.is_in("start_up", "started")
    return after.is_in("start_up", "correcting")


@PROPERTIES.transition_invariant(
    "START-04", when=touching("start_up", but=events("configuration_arrived"))
)
def only_a_configuration_leads_to_a_correction(before: Facts, after: Facts) -> bool:
    """No site is corrected before the configuration has told the right one."""
    return not _comes(before, after, "correcting")


@PROPERTIES.transition_invariant(
    "START-04",
    when=lambda o: (
        o.event.name == "connection_accepted"
        and o.has("site_corrected")
        and not o.has("close_link")
    ),
)
def a_correction_gives_up_the_wrong_site(before: Facts, _after: Facts) -> bool:
    """A corrected desktop keeps no connection at the wrong site."""
    return not _connected(before, before.own_site_in_file.other)


@PROPERTIES.transition_invariant(
    "START-04",
    when=lambda o: sum(name == "close_link" for _, name in o.log) > 1,
)
def a_correction_closes_one_connection(_before: Facts, _after: Facts) -> bool:
    """No correction closes the connection that it has just got."""
    return False


@PROPERTIES.transition_invariant(
    "START-04", when=lambda o: o.has("site_corrected") and o.has("close_link")
)
def a_correction_closes_the_connection_at_the_wrong_site(before: Facts, _after: Facts) -> bool:
    """What a correction closes is the connection at the site that it leaves."""
    return _connected(before, before.own_site_in_file.other)


@PROPERTIES.transition_invariant(
    "START-04",
    when=lambda o: o.event.name == "connection_accepted" and not o.has("site_corrected"),
)
def a_corrected_site_is_told(before: Facts, _after: Facts) -> bool:
    """A node of the preferred site that accepts during the correction corrects the site."""
    return not before.is_in("start_up", "correcting")


@PROPERTIES.transition_invariant("START-05", when=_fails)
def who_cannot_be_corrected_starts_where_it_is(before: Facts, after: Facts) -> bool:
    """A desktop whose preferred site is not reached starts where it has read its configuration,
    or ends in a login error if that connection was lost.
    """
    own = before.own_site_in_file
    if not before.is_in("start_up", "correcting") or _trying(after, own):
        return True
    kept = _connected(before, own.other)
    return after.is_in("start_up", "started" if kept else "login_error")


@PROPERTIES.transition_invariant(
    "START-05", when=lambda o: o.event.name != "connection_failed" and o.has("node_lost")
)
def a_correction_goes_on_without_the_old_connection(before: Facts, after: Facts) -> bool:
    """A connection that is lost during the correction does not end it."""
    return before.is_in("start_up", "correcting") == after.is_in("start_up", "correcting")


@PROPERTIES.transition_invariant("START-07", when=says("node_lost"))
def a_connection_lost_while_reading_is_a_login_error(before: Facts, after: Facts) -> bool:
    """A connection that is lost while the configuration is read ends in a login error."""
    return not before.is_in("start_up", *_READING) or after.is_in("start_up", "login_error")


@PROPERTIES.transition_invariant("START-08", when=events("credentials_refused"))
def a_refused_agent_leaves_no_connection_behind(_before: Facts, after: Facts) -> bool:
    """An agent who is not let in gets a login error, and the connection is gone."""
    return after.is_in("start_up", "login_error") and not any(_connected(after, s) for s in Site)


@PROPERTIES.transition_invariant(
    "START-08", when=lambda o: o.event.name == "credentials_refused" and not o.has("close_link")
)
def a_refused_connection_is_closed(_before: Facts, _after: Facts) -> bool:
    """No connection of a refused agent is dropped without being closed."""
    return False


@PROPERTIES.transition_invariant(
    "START-09",
    when=events("configuration_arrived"),
    of=lambda profile: starting(profile) and profile.has_peer,
)
def the_agent_decides_which_site_is_preferred(before: Facts, after: Facts) -> bool:
    """With hot seating a desktop that has read at the preferred site of the file does not start
    there without having tried the agent's own.
    """
    at_file = before.profile.hot_seat and before.is_in("start_up", "reading_at_preferred")
    return not at_file or not after.is_in("start_up", "started")


@PROPERTIES.transition_invariant("START-12", when=says("update_bootstrap_file"))
def the_file_follows_a_configuration_that_was_read(before: Facts, after: Facts) -> bool:
    """The bootstrap file is updated after the start, and the desktop goes on."""
    return before.is_in("start_up", "started") and after.is_in("start_up", "started")


@PROPERTIES.transition_invariant(
    "START-12",
    when=lambda o: o.event.name == "settings_updated" and not o.has("update_bootstrap_file"),
)
def new_settings_reach_the_file(_before: Facts, _after: Facts) -> bool:
    """No settings of the central configuration are left out of the bootstrap file."""
    return False


# What can happen.


@PROPERTIES.reachable_step("START-05", when=says("configuration_read"), applies=_two_sites)
def starts_elsewhere_when_the_preferred_site_is_down(before: Facts, _after: Facts) -> bool:
    """A desktop starts at the site that the agent does not prefer."""
    return _connected(before, before.own_site_in_file.other) and before.is_in(
        "start_up", "correcting"
    )


@PROPERTIES.reachable_step("START-04", when=says("site_corrected"), applies=_two_sites)
def a_start_at_the_wrong_site_is_corrected(before: Facts, _after: Facts) -> bool:
    """A desktop that has read at the wrong site starts at the site that the agent prefers."""
    return _connected(before, before.own_site_in_file.other)


@PROPERTIES.reachable_step("START-02", when=says("show_login_error"))
def a_start_may_find_no_node(before: Facts, _after: Facts) -> bool:
    """A start ends in a login error because no node accepts."""
    return before.is_in("start_up", "trying_preferred", "trying_peer")


@PROPERTIES.reachable_step(
    "START-01",
    when=says("connect_to_second"),
    applies=lambda p: _several(p) and p.release >= LISTED_NODES,
)
def a_start_goes_on_to_the_next_node(_before: Facts, _after: Facts) -> bool:
    """A start tries the second node of a site."""
    return True


# Where every fair trace leads.


@PROPERTIES.leads_to("START-11", premise=_may_find_a_node, given=AFTER_FAULTS)
def who_asks_gets_the_configuration(facts: Facts) -> bool:
    """While a listed node is in service, an agent who asks to be let in ends up with the central
    configuration.
    """
    return facts.is_in("start_up", "started")
