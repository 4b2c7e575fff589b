"""To which profiles a property applies."""

from collections.abc import Callable

from twinsite.model.profile import POSTPONED_RESTORATION, Part, Phone, Profile

Applies = Callable[[Profile], bool]
"""Tells whether a property applies to a profile."""


def everywhere(_: Profile) -> bool:
    """Return that a property applies to every profile."""
    return True


def voice(profile: Profile) -> bool:
    """Return whether a profile is about the voice connection."""
    return profile.part is Part.VOICE


def connection(profile: Profile) -> bool:
    """Return whether a profile is about a connection, of whatever kind."""
    return profile.part is not Part.START_UP


def paired(profile: Profile) -> bool:
    """Return whether a profile is about a connection to a pair of servers."""
    return connection(profile) and not profile.nodes


def clustered(profile: Profile) -> bool:
    """Return whether a profile is about a connection to a cluster."""
    return connection(profile) and profile.nodes > 0


def sticky(profile: Profile) -> bool:
    """Return whether a profile is about a connection that never returns by itself."""
    return profile.part in (Part.STAT, Part.CONFIG)


def starting(profile: Profile) -> bool:
    """Return whether a profile is about the start."""
    return profile.part is Part.START_UP


def has_nodes(profile: Profile) -> bool:
    """Return whether the servers of a profile are nodes, and no pairs."""
    return profile.nodes > 0


def continuity(profile: Profile) -> bool:
    """Return whether there is a peer site to move to."""
    return profile.has_peer


def returning(profile: Profile) -> bool:
    """Return whether the desktop returns to the preferred site."""
    return profile.has_peer and profile.auto_restore


def restoring(profile: Profile) -> bool:
    """Return whether the last seen agent state is restored."""
    return profile.has_peer and profile.restore_agent_state


def postponing(profile: Profile) -> bool:
    """Return whether the restoration waits for the windows."""
    return restoring(profile) and profile.release >= POSTPONED_RESTORATION


def watching(profile: Profile) -> bool:
    """Return whether a lost phone can move the desktop."""
    return profile.has_peer and profile.phone is not Phone.NONE


def registering(profile: Profile) -> bool:
    """Return whether the phone registers by itself."""
    return profile.phone is Phone.WORKSPACE_ENDPOINT


def reported(profile: Profile) -> bool:
    """Return whether the phone is seen through its DN."""
    return profile.phone is Phone.HARD_PHONE


def shown_by_link(profile: Profile) -> bool:
    """Return whether only a link shows the calls of the phone."""
    return voice(profile) and not registering(profile)
