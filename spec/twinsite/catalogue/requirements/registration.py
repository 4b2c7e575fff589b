"""REG: the registrations of the phone."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "REG-01",
        "A binding MUST be live from the 200 OK to REGISTER on.",
        "RFC 3261, 10.2.4 and 10.3",
        Evidence.RFC,
    ),
    Requirement(
        "REG-02",
        "A REGISTER that is refused MUST be tried again with the renewal cadence, without end.",
        "SDKDR; interpretations A40, A42, A43",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "REG-03",
        "A REGISTER without a final response MUST count as failed when Timer F fires, and MUST NOT"
        " be repeated at once.",
        "RFC 3261, 17.1.2.2, 8.1.3.1 and 10.2.7",
        Evidence.RFC,
    ),
    Requirement(
        "REG-04",
        "A binding MUST be refreshed after reg_timeout, or after half of it where that is the"
        " lifetime, and before it expires.",
        "guide, SIP Server specific options, reg_timeout; RFC 3261, 10.2.4; interpretations A41,"
        " A75",
        Evidence.STATED,
    ),
    Requirement(
        "REG-05",
        "A response that arrives after its transaction has ended MUST change nothing.",
        "RFC 3261, 17.1.2.2 and 18.1.2",
        Evidence.RFC,
    ),
    Requirement(
        "REG-06",
        "A binding that expires before its refresh is answered MUST count as lost.",
        "guide, SIP Server specific options, wait-for-sipphone-timeout; RFC 3261, 10.2.1.1",
        Evidence.STATED,
    ),
    Requirement(
        "REG-07",
        "After a failure the next attempt MUST come after reg_interval, or after reg_timeout where"
        " none is set.",
        "guide, SIP Server specific options, reg_timeout; SDKPROXY; interpretation A40",
        Evidence.STATED,
    ),
    Requirement(
        "REG-08",
        "When the flow to the registrar fails the binding MUST count as lost and be renewed at"
        " once.",
        "SDKPROXY; RFC 5626, 4.4",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "REG-09",
        "A switchover MUST leave the registrations of both sites alone.",
        "GDPBC; interpretation A46",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "REG-10",
        "The endpoint MUST register at the preferred site with sipendpoint.proxies.proxy0 and at"
        " the peer site with sipendpoint.proxies.proxy1, each by itself.",
        "guide, SIP Server specific options, reg_timeout; SDKDR; interpretation A57",
        Evidence.INFERRED,
    ),
    Requirement(
        "REG-11",
        "reg_timeout MUST apply to Workspace SIP Endpoint and Genesys Softphone only.",
        "guide, SIP Server specific options, Important; interpretations A44, A45",
        Evidence.STATED,
    ),
    Requirement(
        "REG-12",
        "reg_timeout MAY be set to 30 to 60 seconds, so that the endpoint is soon registered at a"
        " preferred site that is back; the default of 3600 seconds MAY delay the return by an"
        " hour.",
        "guide, SIP Server specific options, reg_timeout; interpretation A40",
        Evidence.STATED,
    ),
    Requirement(
        "REG-13",
        "The endpoint MUST try without end, so that it ends up registered wherever the registrar"
        " is up.",
        "SDKDR; interpretation A40",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "REG-14",
        "A REGISTER that is refused with 423 MUST be sent again at once, with a lifetime of at"
        " least Min-Expires; a binding lives on meanwhile.",
        "RFC 3261, 10.2.8 and 21.4.17; interpretation A42",
        Evidence.RFC,
    ),
    Requirement(
        "REG-15",
        "When the endpoint's own address is another one, as the received parameter of a response"
        " shows, the binding MUST count as lost and be renewed at once.",
        "RFC 3261, 10.2 and 18.2.1; RFC 3581, 4; softphone logs",
        Evidence.INFERRED,
    ),
)
