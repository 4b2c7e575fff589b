"""Traces to begin with, for who has never seen the machines: each is taken as far as it goes."""

from typing import Final

from twinsite.export.tables.tables import Opening
from twinsite.model.profile import Part

_LOGGED_IN: Final = (
    "session.log_in_requested",
    "link.connection_accepted",
    "agent_preferred.log_in_carried_out",
    "session.log_in_accepted",
)
_IN_A_CALL: Final = (
    *_LOGGED_IN,
    "session.ready_requested",
    "agent_preferred.ready_carried_out",
    "session.agent_ready",
    "registration_preferred.register_accepted",
    "registration_peer.register_accepted",
    "call.direct_call_began",
)
_SITE_FAILURE: Final = (
    *_IN_A_CALL,
    "servers_preferred.site_failed",
    "link.reconnection_delay_elapsed",
    "site.switchover_timeout_elapsed",
    "link.connection_accepted",
    "agent_peer.log_in_carried_out",
    "session.log_in_accepted",
    "call.call_lost",
    "windows.earlier_windows_closed",
    "agent_peer.ready_carried_out",
    "session.agent_ready",
)
WHOLE: Final = "whole"
"""All parts side by side."""
_CONNECTIONS: Final = (Part.CONFIG, Part.STAT, Part.VOICE)

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
            "agent_preferred.log_in_carried_out",
            "session.log_in_accepted",
            "agent_preferred.ready_carried_out",
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
            "agent_peer.log_in_carried_out",
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
    Opening(
        title="The desktop starts, and then the preferred site fails",
        parts=(WHOLE,),
        events=(
            "start_up_start_up.start_requested",
            "start_up_bootstrap_preferred.connection_accepted",
            "start_up_start_up.configuration_arrived",
            "stat_link.connection_accepted",
            "voice_session.log_in_requested",
            "voice_link.connection_accepted",
            "voice_agent_preferred.log_in_carried_out",
            "voice_session.log_in_accepted",
            "voice_registration_preferred.register_accepted",
            "voice_registration_peer.register_accepted",
            "cluster_preferred.site_failed",
            *(f"{part}_link.reconnection_delay_elapsed" for part in _CONNECTIONS),
            *(f"{part}_site.switchover_timeout_elapsed" for part in _CONNECTIONS),
            *(f"{part}_link.connection_accepted" for part in _CONNECTIONS),
            "voice_agent_peer.log_in_carried_out",
            "voice_session.log_in_accepted",
        ),
    ),
)
"""Every example; each is possible as a whole under some default profile, without the events of
machines that the profile does not have."""
