"""The profiles under which mutants are tried: small ones first, and one for each variant."""

from dataclasses import replace

from twinsite.baseline.variants import OLD_RELEASES, SIZES, Variant
from twinsite.baseline.variants import VARIANTS as PINNED
from twinsite.model.profile import MOST_NODES, Part, Phone, Profile

_STAYING = Profile(auto_restore=False, restore_agent_state=False)

VOICE: tuple[Profile, ...] = (
    replace(_STAYING, business_continuity=False, phone=Phone.NONE),
    replace(_STAYING, phone=Phone.NONE),
    Profile(phone=Phone.NONE),
    replace(_STAYING, phone=Phone.HARD_PHONE),
    Profile(phone=Phone.HARD_PHONE),
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

DEFAULTS: tuple[Profile, ...] = (*OLD_RELEASES, *CONNECTIONS, *VOICE)
"""Every profile without a known defect under which mutants are tried, cheap ones first."""


def _cost(variant: Variant) -> tuple[bool, int, bool]:
    profile = variant.tried
    several = len(profile.interpretations) > 1
    return profile.part is not Part.VOICE, SIZES.index(profile.phone), several


VARIANTS: tuple[Profile, ...] = tuple(
    variant.tried for variant in sorted(PINNED, key=_cost) if variant.tried not in OLD_RELEASES
)
"""The variants, cheap ones first.

They try the mutants that change nothing under any of the default profiles.
"""
