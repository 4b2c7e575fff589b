"""The named predicates: what guards and properties may ask of a joint state and its profile.

A fact reads machines by name only.  ``here`` is the current site, ``there`` the other one.
"""

from collections.abc import Callable
from enum import StrEnum

from twinsite.checker.semantics.declaration import declare
from twinsite.checker.semantics.view import View
from twinsite.model.desktop.binding import Binding
from twinsite.model.desktop.bootstrap_pass import BootstrapPass
from twinsite.model.desktop.cluster_link import OPEN_CLUSTER_STATES, ClusterLink
from twinsite.model.desktop.dn_service import DnService
from twinsite.model.desktop.endpoint import Endpoint
from twinsite.model.desktop.last_seen import LastSeen
from twinsite.model.desktop.link import OPEN_STATES, Link
from twinsite.model.desktop.node_of_pass import NodeOfPass
from twinsite.model.desktop.phone_watch import PhoneWatch
from twinsite.model.desktop.preferred_probe import PreferredProbe
from twinsite.model.desktop.registration import Registration
from twinsite.model.desktop.restoration import Restoration
from twinsite.model.desktop.session import CONFIRMED_READY_STATES, LOGGED_IN_STATES, Session
from twinsite.model.desktop.site_selection import PEER_STATES, SiteSelection
from twinsite.model.desktop.start_up import StartUp
from twinsite.model.environment.agent_at_server import AgentAtServer
from twinsite.model.environment.call import Call
from twinsite.model.environment.cluster_node import ClusterNode
from twinsite.model.environment.cluster_site import ClusterSite
from twinsite.model.environment.server_pair import ServerPair
from twinsite.model.environment.windows import Windows
from twinsite.model.history.first_seen import FirstSeen
from twinsite.model.history.ready_by_hand import ReadyByHand
from twinsite.model.profile import LISTED_NODES, POSTPONED_RESTORATION, Phone, Profile


class Site(StrEnum):
    """The two sites of an agent."""

    PREFERRED = "preferred"
    PEER = "peer"

    @property
    def other(self) -> "Site":
        """The other site."""
        return Site.PEER if self is Site.PREFERRED else Site.PREFERRED


NODES = ("first", "second", "third")
"""The nodes of a cluster, or of the bootstrap file, at one site."""

CHARTS = {
    "servers_preferred": ServerPair,
    "servers_peer": ServerPair,
    **{f"agent_{site}": AgentAtServer for site in Site},
    **{f"cluster_{site}": ClusterSite for site in Site},
    **{f"node_{site}_{node}": ClusterNode for site in Site for node in NODES},
    "session": Session,
    "link": Link,
    "cluster_link": ClusterLink,
    **{f"pass_{node}": NodeOfPass for node in NODES},
    "site": SiteSelection,
    "probe": PreferredProbe,
    "registration_preferred": Registration,
    "registration_peer": Registration,
    "binding_preferred": Binding,
    "binding_peer": Binding,
    "dn_service": DnService,
    **{f"endpoint_{site}": Endpoint for site in Site},
    "phone_watch": PhoneWatch,
    "last_seen": LastSeen,
    "restoration": Restoration,
    "call": Call,
    "windows": Windows,
    "ready_by_hand": ReadyByHand,
    "first_seen": FirstSeen,
    **{f"bootstrap_{site}": BootstrapPass for site in Site},
    "start_up": StartUp,
}
"""Every machine that some part of the desktop may have, in the order of their effects.

The session stands before the link, so that the agent is logged out before the link is closed.
"""

MACHINES = {name: declare(chart) for name, chart in CHARTS.items()}
"""The declarations behind :data:`CHARTS`."""

DECLARED = {machine.name: machine for machine in MACHINES.values()}
"""Every declaration once, by the name of its chart."""

STATES = {name: machine.states for name, machine in MACHINES.items()}


class Facts(View):
    """The facts of one joint state under one profile, as one machine sees them."""

    def __init__(
        self,
        read: Callable[[str], str | None],
        profile: Profile,
        served_site: Site | None = None,
        served_node: str = "",
    ) -> None:
        """Look at a joint state.

        Args:
            read: Gives the state of a machine by name.
            profile: The constants of the session.
            served_site: The site that the asking machine serves, for machines of one site.
            served_node: The node that the asking machine is about, for machines of one node.
        """
        super().__init__(read, STATES)
        self.profile = profile
        self.served_site = served_site
        self.served_node = served_node

    def reads(self, identifier: str, choice: str) -> bool:
        """Return whether this choice of an interpretation is in force."""
        return self.profile.interpretation(identifier) == choice

    # sites

    @property
    def here(self) -> Site:
        """The current site."""
        return Site.PEER if self.at_peer_site else Site.PREFERRED

    @property
    def at_peer_site(self) -> bool:
        """The current site is the peer site."""
        return self.is_in("site", *PEER_STATES)

    @property
    def serves_current_site(self) -> bool:
        """The asking machine serves the current site."""
        return self.served_site is self.here

    @property
    def sites_move_together(self) -> bool:
        """All connections move together (interpretation A4), and there is where to move."""
        return self.reads("A4", "together") and self.profile.has_peer

    # servers and link

    def _in_service(self, site: Site, *states: str) -> bool:
        whole_site_failed = self.is_in(f"cluster_{site}", "out_of_service")
        return self.is_in(f"servers_{site}", *states) and not whole_site_failed

    def site_in_service(self, site: Site) -> bool:
        """Return whether a server of a site, or a node of its cluster, is in service."""
        if self.profile.nodes:
            return any(self.node_in_service(site, node) for node in NODES)
        return self._in_service(site, "both", "primary_only", "backup_only")

    def server_in_service(self, site: Site, *, primary: bool) -> bool:
        """Return whether the primary or the backup server of a site is in service."""
        return self._in_service(site, "both", "primary_only" if primary else "backup_only")

    @property
    def primary_in_service_here(self) -> bool:
        """The primary server of the current site is in service."""
        return self.server_in_service(self.here, primary=True)

    @property
    def backup_in_service_here(self) -> bool:
        """The backup server of the current site is in service."""
        return self.server_in_service(self.here, primary=False)

    @property
    def preferred_in_service(self) -> bool:
        """A SIP Server of the preferred pair is in service."""
        return self.site_in_service(Site.PREFERRED)

    @property
    def registrar_in_service(self) -> bool:
        """A SIP Server of the site that the asking machine serves is in service."""
        assert self.served_site is not None
        return self.site_in_service(self.served_site)

    @property
    def link_open(self) -> bool:
        """There is a link to a server of the current site."""
        return self.is_in("link", *OPEN_STATES) or self.is_in("cluster_link", *OPEN_CLUSTER_STATES)

    # clusters

    def node_in_service(self, site: Site, node: str) -> bool:
        """Return whether a node of a site is there, and it and its site are in service."""
        return self.is_in(f"cluster_{site}", "in_service") and self.is_in(
            f"node_{site}_{node}", "in_service"
        )

    @property
    def first_in_service_here(self) -> bool:
        """The first node of the current site is in service."""
        return self.node_in_service(self.here, "first")

    @property
    def second_in_service_here(self) -> bool:
        """The second node of the current site is in service."""
        return self.node_in_service(self.here, "second")

    @property
    def third_in_service_here(self) -> bool:
        """The third node of the current site is in service."""
        return self.node_in_service(self.here, "third")

    @property
    def first_untried(self) -> bool:
        """The first node has not been tried in this pass."""
        return self.is_in("pass_first", "untried")

    @property
    def second_untried(self) -> bool:
        """There is a second node, and it has not been tried in this pass."""
        return self.is_in("pass_second", "untried")

    @property
    def third_untried(self) -> bool:
        """There is a third node, and it has not been tried in this pass."""
        return self.is_in("pass_third", "untried")

    @property
    def some_node_untried(self) -> bool:
        """Some node has not been tried in this pass."""
        return self.first_untried or self.second_untried or self.third_untried

    @property
    def is_being_tried(self) -> bool:
        """The node that the asking machine is about is being tried."""
        return self.is_in("cluster_link", f"trying_{self.served_node}")

    def tried_node_in_service(self, machine: str) -> bool:
        """Return whether the node that a machine is trying is in service.

        Args:
            machine: The link to a cluster, or a pass over the bootstrap nodes of a site; it must
                be the asking machine.
        """
        site = self.served_site or self.here
        return any(
            self.is_in(machine, f"trying_{node}") and self.node_in_service(site, node)
            for node in NODES
        )

    # the start

    @property
    def own_site_in_file(self) -> Site:
        """The site that the agent prefers, as the bootstrap file calls it (A70)."""
        return Site.PEER if self.profile.hot_seat else Site.PREFERRED

    @property
    def pass_is_over_this_site(self) -> bool:
        """The nodes of the site that the asking machine serves are to be tried."""
        if self.is_in("start_up", "trying_preferred"):
            return self.served_site is Site.PREFERRED
        if self.is_in("start_up", "trying_peer"):
            return self.served_site is Site.PEER
        return self.served_site is self.own_site_in_file

    @property
    def first_in_service_at_served_site(self) -> bool:
        """The first node of the site that the asking machine serves is in service."""
        assert self.served_site is not None
        return self.node_in_service(self.served_site, "first")

    @property
    def second_in_service_at_served_site(self) -> bool:
        """The second node of the site that the asking machine serves is in service."""
        assert self.served_site is not None
        return self.node_in_service(self.served_site, "second")

    @property
    def third_in_service_at_served_site(self) -> bool:
        """The third node of the site that the asking machine serves is in service."""
        assert self.served_site is not None
        return self.node_in_service(self.served_site, "third")

    @property
    def nodes_listed(self) -> int:
        """How many nodes the bootstrap file lists for a site (A71)."""
        return self.profile.nodes if self.profile.release >= LISTED_NODES else 1

    @property
    def second_is_listed(self) -> bool:
        """The bootstrap file lists a second node for a site."""
        return self.nodes_listed >= 2

    @property
    def third_is_listed(self) -> bool:
        """The bootstrap file lists a third node for a site."""
        return self.nodes_listed >= 3

    @property
    def peer_nodes_are_listed(self) -> bool:
        """The bootstrap file lists nodes of the peer site."""
        return self.profile.has_peer

    def bootstrap_connected(self, site: Site) -> bool:
        """Return whether the start has a connection to a node of a site."""
        return self.is_in(f"bootstrap_{site}", *OPEN_CLUSTER_STATES)

    @property
    def still_connected(self) -> bool:
        """The start still has the connection over which it has read the configuration."""
        return any(map(self.bootstrap_connected, Site))

    @property
    def landed_where_it_belongs(self) -> bool:
        """The start is connected at the agent's preferred site, or there is no other (A8)."""
        return not self.profile.has_peer or self.bootstrap_connected(self.own_site_in_file)

    # the switchover for a lost link

    @property
    def timeout_starts_at_disconnection(self) -> bool:
        """The switchover timeout starts with the disconnection (interpretation A1)."""
        return self.reads("A1", "disconnection")

    @property
    def reconnection_cancels_timeout(self) -> bool:
        """A reconnection before the timeout cancels it (interpretation A2)."""
        return self.reads("A2", "cancels")

    @property
    def may_leave_for_link(self) -> bool:
        """Business continuity is on, and nothing holds the switchover back (interpretation A13)."""
        held_by_call = self.reads("A13", "deferred") and self.call_goes_on_here
        return self.profile.has_peer and not held_by_call

    @property
    def may_leave_before_first_link(self) -> bool:
        """A link that never opened counts as lost from the first attempt (interpretation A7)."""
        return self.reads("A7", "first_attempt") and self.may_leave_for_link

    @property
    def may_return_for_link(self) -> bool:
        """The peer site is left in the same way when its link is lost (interpretation A5)."""
        return self.reads("A5", "alternates") and self.may_leave_for_link

    # the phone

    def phone_registered_at(self, site: Site) -> bool:
        """Return whether the phone is registered at a site, as far as the desktop can know."""
        if self.profile.phone is Phone.NONE:
            return True
        if self.profile.phone is Phone.HARD_PHONE:
            if site is self.here:
                return self.is_in("dn_service", "in_service")
            return self.reads("A45", "assumed_registered")
        return self.is_in(f"binding_{site}", "live", "refreshing")

    def _registration_is(self, state: str) -> bool:
        return self.is_in(f"registration_{self.served_site}", state)

    @property
    def register_is_under_way(self) -> bool:
        """A REGISTER to the registrar that the asking machine serves awaits its response."""
        return self._registration_is("registering")

    @property
    def register_was_accepted(self) -> bool:
        """The last REGISTER to the registrar that the asking machine serves was accepted."""
        return self._registration_is("registered")

    @property
    def register_has_failed(self) -> bool:
        """The registration at the site of the asking machine waits for its next attempt."""
        return self._registration_is("waiting_for_retry")

    @property
    def flow_is_lost(self) -> bool:
        """The flow to the registrar that the asking machine serves is just being given up."""
        return self._registration_is("renewing")

    @property
    def binding_is_live(self) -> bool:
        """The endpoint has a binding at the site that the asking machine serves."""
        return self.is_in(f"binding_{self.served_site}", "live", "refreshing")

    @property
    def phone_registered_here(self) -> bool:
        """The phone is registered at the current site."""
        return self.phone_registered_at(self.here)

    @property
    def phone_registered_there(self) -> bool:
        """The phone is registered at the other site."""
        return self.phone_registered_at(self.here.other)

    @property
    def call_in_progress(self) -> bool:
        """A call goes on that holds back every move by choice (interpretation A74)."""
        return self.call_goes_on_here and (self.link_open or self.reads("A74", "held"))

    @property
    def may_leave_for_phone(self) -> bool:
        """The phone trigger may move the desktop now (interpretations A10, A11, A12)."""
        if not self.profile.has_peer or self.reads("A10", "ignored"):
            return False
        if self.reads("A11", "guarded") and not self.phone_registered_there:
            return False
        return self.reads("A12", "immediate") or not self.call_in_progress

    @property
    def phone_is_given_up(self) -> bool:
        """The wait for the phone is over, and no move has answered it yet."""
        return self.is_in("phone_watch", "due")

    @property
    def unregisters_at_switchover(self) -> bool:
        """The old site is unregistered at a switchover (interpretation A46)."""
        return self.reads("A46", "unregistered")

    # the return

    @property
    def returns_automatically(self) -> bool:
        """Business continuity and auto-restore are on."""
        return self.profile.has_peer and self.profile.auto_restore

    @property
    def probe_logs_in(self) -> bool:
        """The probe logs in at the preferred site (interpretation A17)."""
        return self.reads("A17", "logged_in")

    @property
    def preferred_available(self) -> bool:
        """The preferred pair is reached and the phone is registered there (interpretation A16)."""
        if not self.is_in("probe", "reached"):
            return False
        return self.reads("A16", "link_only") or self.phone_registered_at(Site.PREFERRED)

    @property
    def return_is_due(self) -> bool:
        """Every condition of the return holds (interpretations A14, A15, A16)."""
        if not (self.at_peer_site and self.returns_automatically and self.preferred_available):
            return False
        if self.reads("A14", "deferred") and self.call_in_progress:
            return False
        return self.reads("A15", "not_blocked") or not self.windows_open

    # the session

    @property
    def logged_in(self) -> bool:
        """The login is confirmed, as far as the desktop knows."""
        return self.is_in("session", *LOGGED_IN_STATES)

    @property
    def confirmed_ready(self) -> bool:
        """Ready is the last agent state that SIP Server confirmed."""
        return self.is_in("session", *CONFIRMED_READY_STATES)

    @property
    def agent_is_not_ready(self) -> bool:
        """The agent is logged in NotReady, and no request is outstanding."""
        return self.is_in("session", "not_ready")

    @property
    def session_ready(self) -> bool:
        """The agent is logged in Ready, and no request is outstanding."""
        return self.is_in("session", "ready")

    @property
    def logs_in_ready(self) -> bool:
        """The login makes the agent Ready (interpretations A21, A22, A58)."""
        if self.reads("A21", "ready") and not self.restores_agent_state:
            return True
        if self.is_in("restoration", "pending") and self.reads("A22", "not_ready"):
            return False
        return self.profile.auto_ready and not (
            self.windows_open and self.reads("A58", "not_ready")
        )

    @property
    def accepts_old_session(self) -> bool:
        """Answers of an earlier session are taken for answers of this one (interpretation A38)."""
        return self.reads("A38", "accepted")

    @property
    def refusal_leaves_the_wish(self) -> bool:
        """A refused login counts as a forced logout (interpretation A37)."""
        return self.reads("A37", "kept")

    @property
    def forced_logout_is_seen(self) -> bool:
        """A forced logout counts as the agent's own (interpretation A39)."""
        return self.reads("A39", "overwritten")

    # the restoration

    @property
    def restores_agent_state(self) -> bool:
        """Business continuity and restore-agent-state are on."""
        return self.profile.has_peer and self.profile.restore_agent_state

    @property
    def last_seen_is_overwritten(self) -> bool:
        """A second switchover overwrites what was last seen (interpretation A24)."""
        return self.reads("A24", "overwritten")

    @property
    def last_seen_ready(self) -> bool:
        """Ready is kept for restoration."""
        return self.is_in("last_seen", "ready")

    @property
    def manual_change_cancels(self) -> bool:
        """A change by hand cancels a pending restoration (interpretation A25)."""
        return self.reads("A25", "cancelled")

    @property
    def restoration_may_start(self) -> bool:
        """No window is open, or the release is older than the postponed restoration."""
        return self.profile.release < POSTPONED_RESTORATION or not self.windows_open

    @property
    def restoration_is_unblocked(self) -> bool:
        """The agent is logged in NotReady on an open link, and no window is open."""
        return self.link_open and self.agent_is_not_ready and self.restoration_may_start

    # calls and windows

    @property
    def windows_open(self) -> bool:
        """Some interaction window is open."""
        return not self.is_in("windows", "none")

    @property
    def earlier_windows_open(self) -> bool:
        """A window from before the latest switchover is open."""
        return self.is_in("windows", "earlier", "earlier_and_recent")

    def server_has(self, site: Site, *states: str) -> bool:
        """Return whether SIP Server of a site has the agent in one of some states.

        Where the endpoint is the desktop's own, nothing depends on that, and it may have any.
        """
        return self.owns_endpoint or self.is_in(f"agent_{site}", *states)

    @property
    def server_has_ready(self) -> bool:
        """SIP Server of the current site has the agent as Ready, if that matters."""
        return self.server_has(self.here, "ready")

    @property
    def server_has_not_ready(self) -> bool:
        """SIP Server of the current site has the agent logged in and NotReady, if that matters."""
        return self.server_has(self.here, "not_ready")

    @property
    def server_lacks_ready(self) -> bool:
        """SIP Server of the current site does not have the agent as Ready, if that matters."""
        return self.server_has(self.here, "logged_out", "not_ready")

    def _asks_here(self, *states: str) -> bool:
        return self.serves_current_site and self.link_open and self.is_in("session", *states)

    @property
    def login_is_asked_here(self) -> bool:
        """A login at the site of the asking machine awaits its answer."""
        return self._asks_here("logging_in")

    @property
    def ready_is_asked_here(self) -> bool:
        """A request for Ready at the site of the asking machine awaits its answer."""
        return self._asks_here("readying")

    @property
    def not_ready_is_asked_here(self) -> bool:
        """A request for NotReady is on its way to the site of the asking machine."""
        return self._asks_here("unreadying", "not_ready")

    @property
    def log_out_is_heard(self) -> bool:
        """A log-out goes to the site of the asking machine: the current one, or the one left."""
        return self.serves_current_site == self.link_open

    @property
    def owns_endpoint(self) -> bool:
        """The phone is the endpoint of the desktop itself, which sees what the endpoint sees."""
        return self.profile.phone is Phone.WORKSPACE_ENDPOINT

    @property
    def routing_may_offer(self) -> bool:
        """SIP Server has the agent as Ready, and offers a call that the link shows."""
        ready = self.link_open and self.server_has_ready and self.phone_registered_here
        return ready and not self.owns_endpoint

    @property
    def routing_may_offer_unseen(self) -> bool:
        """SIP Server has the agent as Ready, but no link of the desktop shows the call."""
        ready = not self.link_open and self.server_has_ready and self.phone_registered_here
        return ready and not self.owns_endpoint

    @property
    def routing_may_offer_elsewhere(self) -> bool:
        """SIP Server of the other site still has the agent as Ready."""
        there = self.here.other
        ready = self.server_has(there, "ready") and self.phone_registered_at(there)
        return ready and not self.owns_endpoint

    @property
    def call_goes_on_here(self) -> bool:
        """A call of the current site goes on, with or without control, as the desktop knows."""
        return self.is_in("call", "live", "uncontrolled", "ended_unseen", "ended_untold")

    @property
    def windows_keep_calls_away(self) -> bool:
        """A window is open, and the agent does not want calls (interpretation A73)."""
        return self.reads("A73", "refused") and self.windows_open and not self.wants_calls

    @property
    def wants_calls(self) -> bool:
        """The agent is Ready, or has asked for it."""
        return self.is_in("session", "readying", *CONFIRMED_READY_STATES)

    @property
    def agent_is_reachable(self) -> bool:
        """The agent is logged in, the phone is registered and the desktop is linked."""
        return self.link_open and self.logged_in and self.phone_registered_here

    @property
    def no_call_goes_on(self) -> bool:
        """There is no call, controlled or not."""
        return self.is_in("call", "none", "ended_unseen", "ended_untold")

    @property
    def no_recent_call_goes_on(self) -> bool:
        """No call that the desktop was shown since the latest switchover goes on, as it knows."""
        return not self.call_goes_on_here

    @property
    def no_earlier_call_goes_on(self) -> bool:
        """No call from before the latest switchover goes on."""
        return not self.is_in("call", "left_behind")
