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
