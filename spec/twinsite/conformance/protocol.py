"""The conformance protocol, version 1."""

from collections.abc import Mapping
from typing import Any

from twinsite.conformance.lengths import LENGTHS
from twinsite.profile import Profile


def start_message(profile: Profile, lengths: Mapping[str, float] = LENGTHS) -> dict[str, Any]:
    """Return the message that begins a session."""
    return {
        "profile": {
            "part": str(profile.part),
            "business_continuity": profile.business_continuity,
            "nodes": profile.nodes,
            "hot_seat": profile.hot_seat,
            "auto_restore": profile.auto_restore,
            "restore_agent_state": profile.restore_agent_state,
            "auto_ready": profile.auto_ready,
            "phone": str(profile.phone),
            "release": str(profile.release),
            "readings": dict(profile.readings),
        },
        "lengths": dict(lengths),
    }
