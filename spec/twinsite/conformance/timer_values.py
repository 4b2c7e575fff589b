"""How long deadlines are, in seconds, by the names under which the machines declare them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LENGTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "disaster-recovery.timeout": 60,
        "disaster-recovery.wait-for-sipphone-timeout": 30,
        "warm-standby.reconnection-random-delay-range": 5,
        "warm-standby.retry-delay": 10,
        "reg_timeout": 50,
        "refresh margin": 40,
        "sip_transaction_timeout": 32,
    }
)
"""The lengths of a session unless others are asked for; the random delay is given as drawn."""


_HASTY_SWITCHOVER = {"disaster-recovery.timeout": 7, "reg_timeout": 500}
_HASTY_PHONE = {"disaster-recovery.timeout": 400, "disaster-recovery.wait-for-sipphone-timeout": 12}
_PATIENT_PHONE = {
    "disaster-recovery.wait-for-sipphone-timeout": 300,
    "warm-standby.retry-delay": 45,
    "reg_timeout": 13,
}
_AS_IN_LIFE = {"reg_timeout": 3600}
"""The defaults of the options; the others are the usual lengths already."""

OTHER_LENGTHS: Final[tuple[Mapping[str, int], ...]] = tuple(
    {**LENGTHS, **changed}
    for changed in (_HASTY_SWITCHOVER, _HASTY_PHONE, _PATIENT_PHONE, _AS_IN_LIFE)
)
"""Lengths under which deadlines come in other orders."""
