"""Traces to begin with, for who has never seen the machines: each is taken as far as it goes."""

from typing import Final

from twinsite.export.tables.tables import Opening
from twinsite.model.profile import Part

_LOGGED_IN: Final = (
    "session.log_in_requested",
    "link.connection_accepted",
    "session.log_in_accepted",
)
_IN_A_CALL: Final = (
    *_LOGGED_IN,
    "session.ready_requested",
    "session.agent_ready",
    "registration_preferred.register_accepted",
    "registration_peer.register_accepted",
    "call.routed_call_offered",
)
_SITE_FAILURE: Final = (
    *_IN_A_CALL,
    "servers_preferred.site_failed",
    "link.reconnection_delay_elapsed",
    "site.switchover_timeout_elapsed",
    "link.connection_accepted",
    "session.log_in_accepted",
    "call.call_lost",
    "windows.earlier_windows_closed",
    "session.agent_ready",
)

EXAMPLES: Final = (
    Opening(
        title="The preferred site fails during a call", parts=(Part.VOICE,), events=_SITE_FAILURE
    ),
    Opening(
        title="The desktop returns to the preferred site",
        parts=(Part.VOICE,),
        events=(
            *_SITE_FAILURE,
            "servers_preferred.site_returned",
            "probe.probe_accepted",
            "link.connection_accepted",
            "session.log_in_accepted",
            "session.agent_ready",
        ),
    ),
    Opening(
        title="The primary server fails, and the backup takes over",
        parts=(Part.VOICE,),
        events=(
            *_LOGGED_IN,
            "servers_preferred.primary_failed",
            "link.reconnection_delay_elapsed",
            "link.connection_failed",
            "link.connection_accepted",
        ),
    ),
    Opening(
        title="The registrar answers the phone no longer",
        parts=(Part.VOICE,),
        events=(
            *_LOGGED_IN,
            "registration_preferred.register_accepted",
            "registration_peer.register_accepted",
            "registration_preferred.refresh_due",
            "registration_peer.refresh_due",
            "registration_peer.register_accepted",
            "registration_preferred.register_timed_out",
            "phone_watch.phone_wait_elapsed",
            "link.connection_accepted",
            "session.log_in_accepted",
        ),
    ),
    Opening(
        title="The preferred site fails",
        parts=(Part.STAT, Part.CONFIG),
        events=(
            "link.connection_accepted",
            "servers_preferred.site_failed",
            "link.reconnection_delay_elapsed",
            "site.switchover_timeout_elapsed",
            "link.connection_accepted",
        ),
    ),
    Opening(
        title="The preferred site is down",
        parts=(Part.STAT, Part.CONFIG),
        events=(
            "cluster_preferred.site_failed",
            "site.switchover_timeout_elapsed",
            "cluster_link.first_chosen",
            "cluster_link.connection_accepted",
        ),
    ),
    Opening(
        title="No preferred node of the bootstrap file answers",
        parts=(Part.START_UP,),
        events=(
            "start_up.start_requested",
            "bootstrap_preferred.connection_failed",
            "bootstrap_preferred.connection_failed",
            "bootstrap_peer.connection_accepted",
        ),
    ),
)
"""Every example; each is possible as a whole under some default profile."""
