"""The options on Workspace SIP Endpoint and, since the end of 2018, Genesys Softphone."""

from dataclasses import replace
from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options.option import AT_START_UNVERIFIED, Kind, Option

STANDALONE: Final = 0
"""The reg_timeout with which an endpoint does not register (SDKCONF; A44)."""

_REG_TIMEOUT: Final = Option(
    name="sipendpoint.proxies.proxy0.reg_timeout",
    kind=Kind.SECONDS,
    default="3600",
    valid=(
        "A whole number of seconds, 30 to 60 for a quick return; 0, nothing or a word means no "
        "registration."
    ),
    minimum=0,
    not_a_number=STANDALONE,
    takes_effect=AT_START_UNVERIFIED,
    meaning="The period at which the endpoint registers at the preferred site.",
    evidence=Evidence.STATED,
    default_evidence=Evidence.STATED,
    source="guide, SIP Server specific options; SDKCONF; IWG8 (which site: inferred)",
)

_REG_INTERVAL: Final = Option(
    name="sipendpoint.proxies.proxy0.reg_interval",
    kind=Kind.SECONDS,
    default="0",
    valid="A whole number of seconds; 0 stands for reg_timeout.",
    minimum=0,
    takes_effect=AT_START_UNVERIFIED,
    meaning="The time from a failed REGISTER at the preferred site to the next attempt.",
    evidence=Evidence.DOCUMENTED,
    default_evidence=Evidence.UNVERIFIED,
    source="SDKPROXY; softphone logs (10 in the set-up line)",
)

_ADDRESS: Final = Option(
    name="sipendpoint.sbc-register-address",
    kind=Kind.ADDRESS,
    default="",
    valid="A host, an IP address or a domain name, which may be a DNS SRV name; or empty.",
    meaning="Where the endpoint sends REGISTER for the preferred site.",
    evidence=Evidence.DOCUMENTED,
    default_evidence=Evidence.UNVERIFIED,
    source="IWG8",
)

_PORT: Final = Option(
    name="sipendpoint.sbc-register-port",
    kind=Kind.PORT,
    default="",
    valid="A port number; 0 if the address is a DNS SRV name; or empty.",
    meaning=(
        "The port to which the endpoint sends REGISTER for the preferred site; empty stands for "
        "the sip-port of the SIP Server that watches over the DN."
    ),
    evidence=Evidence.DOCUMENTED,
    default_evidence=Evidence.DOCUMENTED,
    source="IWG8",
)

OPTIONS: Final = (
    _REG_TIMEOUT,
    replace(
        _REG_TIMEOUT,
        name="sipendpoint.proxies.proxy1.reg_timeout",
        meaning="The period at which the endpoint registers at the peer site.",
    ),
    _REG_INTERVAL,
    replace(
        _REG_INTERVAL,
        name="sipendpoint.proxies.proxy1.reg_interval",
        meaning="The time from a failed REGISTER at the peer site to the next attempt.",
    ),
    _ADDRESS,
    replace(
        _ADDRESS,
        name="sipendpoint.sbc-register-address.peer",
        meaning="Where the endpoint sends REGISTER for the peer site.",
    ),
    _PORT,
    replace(
        _PORT,
        name="sipendpoint.sbc-register-port.peer",
        meaning=(
            "The port to which the endpoint sends REGISTER for the peer site; empty stands for "
            "the sip-port of the SIP Server that watches over the DN there."
        ),
    ),
    Option(
        name="sipendpoint.transport-protocol",
        kind=Kind.CHOICE,
        default="UDP",
        valid="UDP, TCP or TLS.",
        choices=("UDP", "TCP", "TLS"),
        meaning="The transport over which the endpoint talks SIP.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="IWG8",
    ),
)
"""The options on the endpoint."""
