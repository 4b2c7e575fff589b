"""The profiles under which mutants are tried: small ones first, and one for each interpretation."""

from dataclasses import replace

from twinsite.baseline.variants import (
    BEFORE_ALL_CONNECTIONS,
    BEFORE_LISTED_NODES,
    BEFORE_POSTPONED_RESTORATION,
    CONTINUING_CLUSTER,
)
from twinsite.model.profile import MOST_NODES, Part, Phone, Profile

_SMALL = Profile(phone=Phone.NONE)
_HARD = Profile(phone=Phone.HARD_PHONE)
_STAYING = Profile(auto_restore=False, restore_agent_state=False)

VOICE: tuple[Profile, ...] = (
    replace(_STAYING, business_continuity=False, phone=Phone.NONE),
    replace(_STAYING, phone=Phone.NONE),
    _SMALL,
    replace(_STAYING, phone=Phone.HARD_PHONE),
    _HARD,
    replace(_STAYING, business_continuity=False),
    _STAYING,
    Profile(),
)
"""Default profiles of every kind of phone, with and without each option, cheap ones first."""

CONNECTIONS: tuple[Profile, ...] = (
    *(Profile(part=Part.STAT, nodes=nodes) for nodes in range(MOST_NODES + 1)),
    *(
        Profile(part=Part.START_UP, nodes=nodes, hot_seat=hot_seat)
        for nodes in (1, 2, MOST_NODES)
        for hot_seat in (False, True)
    ),
    Profile(part=Part.START_UP, nodes=2, business_continuity=False),
)
"""Default profiles of the Stat connection, of every form, and of the start.

The Configuration connection is the same composition as the Stat connection.
"""

OLD_RELEASES = (BEFORE_ALL_CONNECTIONS, BEFORE_LISTED_NODES)
"""Releases that know less of the connections and of the start; they break no property."""

DEFAULTS: tuple[Profile, ...] = (*OLD_RELEASES, *CONNECTIONS, *VOICE)
"""Every profile without a known defect under which mutants are tried, cheap ones first."""

VARIANTS: tuple[Profile, ...] = (
    replace(_SMALL, release=BEFORE_POSTPONED_RESTORATION),
    replace(_SMALL, auto_ready=True),
    replace(_SMALL, auto_ready=True, restore_agent_state=False),
    _SMALL.with_interpretations({"A2": "continues"}),
    _SMALL.with_interpretations({"A4": "together"}),
    _SMALL.with_interpretations({"A5": "one_way"}),
    _SMALL.with_interpretations({"A7": "after_first_connection"}),
    _SMALL.with_interpretations({"A13": "deferred"}),
    _SMALL.with_interpretations({"A14": "immediate"}),
    _SMALL.with_interpretations({"A15": "blocked"}),
    _SMALL.with_interpretations({"A17": "logged_in"}),
    replace(_SMALL, restore_agent_state=False).with_interpretations({"A21": "ready"}),
    replace(_SMALL, auto_ready=True).with_interpretations({"A22": "login_rules"}),
    _SMALL.with_interpretations({"A24": "overwritten"}),
    _SMALL.with_interpretations({"A25": "kept"}),
    _SMALL.with_interpretations({"A24": "overwritten", "A25": "kept"}),
    _SMALL.with_interpretations({"A38": "accepted"}),
    _SMALL.with_interpretations({"A39": "overwritten"}),
    replace(_SMALL, auto_ready=True, restore_agent_state=False).with_interpretations(
        {"A58": "ready"}
    ),
    _HARD.with_interpretations({"A1": "all_tried"}),
    _HARD.with_interpretations({"A10": "ignored"}),
    _HARD.with_interpretations({"A12": "immediate"}),
    _HARD.with_interpretations({"A16": "link_only"}),
    _HARD.with_interpretations({"A45": "assumed_lost"}),
    _HARD.with_interpretations({"A1": "all_tried", "A15": "blocked"}),
    _STAYING.with_interpretations({"A11": "unguarded"}),
    _STAYING.with_interpretations({"A46": "unregistered"}),
    CONTINUING_CLUSTER,
)
"""The pinned variants with the smallest phone that shows what they are for.

They try the mutants that change nothing under any of the default profiles.
"""
