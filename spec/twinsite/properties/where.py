"""To which profiles a claim applies."""

from twinsite.profile import POSTPONED_RESTORATION, Phone, Profile


def everywhere(_: Profile) -> bool:
    """Return that a claim applies to every profile."""
    return True


def continuity(profile: Profile) -> bool:
    """Return whether there is a peer site to move to."""
    return profile.business_continuity


def returning(profile: Profile) -> bool:
    """Return whether the desktop returns to the preferred site."""
    return profile.business_continuity and profile.auto_restore


def restoring(profile: Profile) -> bool:
    """Return whether the last seen agent state is restored."""
    return profile.business_continuity and profile.restore_agent_state


def postponing(profile: Profile) -> bool:
    """Return whether the restoration waits for the windows."""
    return restoring(profile) and profile.release >= POSTPONED_RESTORATION


def watching(profile: Profile) -> bool:
    """Return whether a lost phone can move the desktop."""
    return profile.business_continuity and profile.phone is not Phone.NONE


def registering(profile: Profile) -> bool:
    """Return whether the phone registers by itself."""
    return profile.phone is Phone.WORKSPACE_ENDPOINT


def reported(profile: Profile) -> bool:
    """Return whether the phone is seen through its DN."""
    return profile.phone is Phone.HARD_PHONE
