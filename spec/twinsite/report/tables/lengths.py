"""How long the deadlines of a profile are: by the options of an agent, or by their defaults."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.options import OPTIONS
from twinsite.conformance.timer_values import LENGTHS

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "disaster-recovery.timeout": "from the loss of the link to the switchover",
        "disaster-recovery.wait-for-sipphone-timeout": "from the loss of the phone to the"
        " switchover",
        "warm-standby.reconnection-random-delay-range": "from the loss of the link to the first"
        " attempt; the option gives the most that the random delay takes",
        "warm-standby.retry-delay": "from a failed warm-standby cycle to the next one",
        "reg_timeout": "from the 200 OK to the REGISTER that refreshes the binding; the option of"
        " the preferred site",
        "reg_interval": "from a failed REGISTER to the next attempt; reg_timeout if it is not set",
        "refresh margin": "from the REGISTER that refreshes a binding to the end of the binding",
        "sip_transaction_timeout": "Timer F: from a REGISTER to its being given up",
    }
)
"""What each length is."""

OPTION_OF: Final = {
    "reg_timeout": "sipendpoint.proxies.proxy0.reg_timeout",
    "reg_interval": "sipendpoint.proxies.proxy0.reg_interval",
}
"""The option that gives a length, where that has another name."""


def lengths(values: Mapping[str, object] = MappingProxyType({})) -> dict[str, float]:
    """Return the seconds of every length.

    Args:
        values: The values of options that are known; the default of each holds otherwise, and
            what the conformance kit takes where there is no option.
    """
    return {name: _seconds(name, values) for name in WORDS}


def _seconds(name: str, values: Mapping[str, object]) -> float:
    option = OPTION_OF.get(name, name)
    value = values.get(option)
    if isinstance(value, int) and value > 0:
        return float(value)
    if name == "reg_interval":
        return _seconds("reg_timeout", values)
    known = OPTIONS.get(option)
    return float(known.default) if known is not None and known.default else float(LENGTHS[name])
