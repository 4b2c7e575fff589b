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


def _with(**changed: int) -> Mapping[str, int]:
    return {name: changed.get(name.replace(".", "_").replace("-", "_"), n) for name, n in LENGTHS.items()}


OTHER_LENGTHS: Final[tuple[Mapping[str, int], ...]] = (
    _with(disaster_recovery_timeout=7, reg_timeout=500),
    _with(disaster_recovery_timeout=400, disaster_recovery_wait_for_sipphone_timeout=12),
    _with(disaster_recovery_wait_for_sipphone_timeout=300, warm_standby_retry_delay=45, reg_timeout=13),
)
"""Lengths under which deadlines come in another order: a hasty switchover, a hasty phone, neither."""
