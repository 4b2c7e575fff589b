"""WHOLE: the three connections and the start side by side."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "WHOLE-01",
        "The Voice and Stat connections MUST begin when the central configuration has been read,"
        " and not before.",
        "guide, settings are updated based on central configuration; GDPDO; interpretation A8",
        Evidence.INFERRED,
    ),
    Requirement(
        "WHOLE-02",
        "A switchover of the Voice connection MUST move neither the Stat nor the Configuration"
        " connection, and the other way round.",
        "BC851; interpretations A4, A48",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "WHOLE-03",
        "A loss of a whole site that lasts MUST end with all three connections at the other site if"
        " that is up.",
        "guide, procedure for pairs, Purpose; guide, procedure for clusters, Purpose;"
        " interpretation A4",
        Evidence.STATED,
    ),
    Requirement(
        "WHOLE-04",
        "The three connections MAY be at different sites.",
        "BCREC; interpretations A4, A48",
        Evidence.INFERRED,
    ),
    Requirement(
        "WHOLE-05",
        "While a site is up and no fault comes, the desktop MUST end up usable for good: linked to"
        " a SIP Server, a Stat Server and a Configuration Server Proxy, with the agent logged in"
        " who is to be.",
        "guide, introduction; interpretations A3, A4",
        Evidence.INFERRED,
    ),
    Requirement(
        "WHOLE-06",
        "The Configuration connection MUST begin as the link at which the start has ended.",
        "guide, settings are updated based on central configuration; interpretation A68",
        Evidence.INFERRED,
    ),
)
