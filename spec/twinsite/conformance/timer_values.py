"""How long deadlines are, in seconds, by the names under which the machines declare them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinsite.model.profile import Profile

PERIOD: Final = "reg_timeout"
"""From the 200 OK to the REGISTER that refreshes the binding."""
MARGIN: Final = "refresh margin"
"""From that REGISTER to the end of the binding."""

LENGTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "disaster-recovery.timeout": 60,
        "disaster-recovery.wait-for-sipphone-timeout": 30,
        "warm-standby.reconnection-random-delay-range": 5,
        "warm-standby.retry-delay": 10,
        "reg_timeout": 50,
        "reg_interval": 50,
        "refresh margin": 40,
        "sip_transaction_timeout": 32,
    }
)
"""The lengths of a session unless others are asked for; the random delay is given as drawn."""


_HASTY_SWITCHOVER = {"disaster-recovery.timeout": 7, "reg_timeout": 500, "reg_interval": 500}
_HASTY_PHONE = {"disaster-recovery.timeout": 400, "disaster-recovery.wait-for-sipphone-timeout": 12}
_PATIENT_PHONE = {
    "disaster-recovery.wait-for-sipphone-timeout": 300,
    "warm-standby.retry-delay": 45,
    "reg_timeout": 13,
    "reg_interval": 21,
}
_AS_IN_LIFE = {"reg_timeout": 3600, "reg_interval": 30}
"""The defaults of the options; the others are the usual lengths already."""

OTHER_LENGTHS: Final[tuple[Mapping[str, int], ...]] = tuple(
    {**LENGTHS, **changed}
    for changed in (_HASTY_SWITCHOVER, _HASTY_PHONE, _PATIENT_PHONE, _AS_IN_LIFE)
)
"""Lengths under which deadlines come in other orders."""


def is_lifetime(profile: Profile) -> bool:
    """Return whether reg_timeout is the lifetime of a binding, refreshed at half of it (A75)."""
    return profile.interpretation("A75") == "lifetime"


def possible(profile: Profile, lengths: Mapping[str, float]) -> dict[str, float]:
    """Return lengths that can be: with a refresh at half of the lifetime what is left is as long.

    Args:
        profile: The profile.
        lengths: How many seconds each deadline lasts.
    """
    return {**lengths, MARGIN: lengths[PERIOD]} if is_lifetime(profile) else dict(lengths)


def as_options(profile: Profile, lengths: Mapping[str, float]) -> dict[str, float]:
    """Return lengths as a client is told them: reg_timeout is the lifetime where it means that."""
    if not is_lifetime(profile):
        return dict(lengths)
    return {**lengths, PERIOD: lengths[PERIOD] + lengths[MARGIN]}
