"""The options on Workspace SIP Endpoint and, since the end of 2018, Genesys Softphone."""

from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options.levels import AT_START, AT_START_UNVERIFIED, HIERARCHY
from twinsite.catalogue.options.option import Kind, Option

STANDALONE: Final = 0
"""The reg_timeout with which an endpoint does not register (SDKCONF; A44)."""

_REG_TIMEOUT_VALID: Final = (
    "A whole number of seconds, 30 to 60 for a quick return; 0, nothing or a word means no "
    "registration."
)
_ADDRESS_VALID: Final = (
    "A host, an IP address or a domain name, which may be a DNS SRV name; or empty."
)
_PORT_VALID: Final = "A port number; 0 if the address is a DNS SRV name; or empty."

OPTIONS: Final = (
    Option(
        name="sipendpoint.proxies.proxy0.reg_timeout",
        kind=Kind.SECONDS,
        unit="s",
        default="3600",
        valid=_REG_TIMEOUT_VALID,
        minimum=0,
        not_a_number=STANDALONE,
        levels=HIERARCHY,
        takes_effect=AT_START_UNVERIFIED,
        meaning="The period at which the endpoint registers at the preferred site.",
        evidence=Evidence.STATED,
        default_evidence=Evidence.STATED,
        source="guide, SIP Server specific options; SDKCONF; IWG8 (which site: inferred)",
    ),
    Option(
        name="sipendpoint.proxies.proxy1.reg_timeout",
        kind=Kind.SECONDS,
        unit="s",
        default="3600",
        valid=_REG_TIMEOUT_VALID,
        minimum=0,
        not_a_number=STANDALONE,
        levels=HIERARCHY,
        takes_effect=AT_START_UNVERIFIED,
        meaning="The period at which the endpoint registers at the peer site.",
        evidence=Evidence.STATED,
        default_evidence=Evidence.STATED,
        source="guide, SIP Server specific options; SDKCONF; IWG8 (which site: inferred)",
    ),
    Option(
        name="sipendpoint.sbc-register-address",
        kind=Kind.ADDRESS,
        default="",
        valid=_ADDRESS_VALID,
        levels=HIERARCHY,
        takes_effect=AT_START,
        meaning="Where the endpoint sends REGISTER for the preferred site.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.UNVERIFIED,
        source="IWG8",
    ),
    Option(
        name="sipendpoint.sbc-register-address.peer",
        kind=Kind.ADDRESS,
        default="",
        valid=_ADDRESS_VALID,
        levels=HIERARCHY,
        takes_effect=AT_START,
        meaning="Where the endpoint sends REGISTER for the peer site.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.UNVERIFIED,
        source="IWG8",
    ),
    Option(
        name="sipendpoint.sbc-register-port",
        kind=Kind.PORT,
        default="",
        valid=_PORT_VALID,
        levels=HIERARCHY,
        takes_effect=AT_START,
        meaning=(
            "The port to which the endpoint sends REGISTER for the preferred site; empty stands "
            "for the sip-port of the SIP Server that watches over the DN."
        ),
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="IWG8",
    ),
    Option(
        name="sipendpoint.sbc-register-port.peer",
        kind=Kind.PORT,
        default="",
        valid=_PORT_VALID,
        levels=HIERARCHY,
        takes_effect=AT_START,
        meaning=(
            "The port to which the endpoint sends REGISTER for the peer site; empty stands for "
            "the sip-port of the SIP Server that watches over the DN there."
        ),
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="IWG8",
    ),
    Option(
        name="sipendpoint.transport-protocol",
        kind=Kind.CHOICE,
        default="UDP",
        valid="UDP, TCP or TLS.",
        choices=("UDP", "TCP", "TLS"),
        levels=HIERARCHY,
        takes_effect=AT_START,
        meaning="The transport over which the endpoint talks SIP.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="IWG8",
    ),
)
"""The options on the endpoint."""
