"""WORLD: what the specification assumes of the world."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "WORLD-01",
        "Each server of a pair MAY fail and return by itself at any time.",
        "guide, Paired Servers, first paragraph",
        Evidence.STATED,
    ),
    Requirement(
        "WORLD-02",
        "A whole site MAY fail and return as one event.",
        "guide, Procedure, Purpose",
        Evidence.STATED,
    ),
    Requirement(
        "WORLD-03",
        "A connection attempt MAY fail although the server is in service, and a link MAY drop"
        " although its server is in service.",
        "ADDP",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "WORLD-04",
        "The routing offers a call only to an agent whom SIP Server has as Ready and whose phone is"
        " registered; such a call MAY come and end at any time.",
        "guide, SIP Server specific options, restore-agent-state",
        Evidence.INFERRED,
    ),
    Requirement(
        "WORLD-05",
        "A direct or outgoing call MAY begin whenever the agent is logged in and the phone is"
        " registered, Ready or not.",
        "silent; interpretation A52",
        Evidence.INFERRED,
    ),
    Requirement(
        "WORLD-06",
        "A call MAY survive the loss of its link or be lost with it; control resumes only with a"
        " link to the same site.",
        "BCARCH; BCREC; interpretation A13",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "WORLD-07",
        "What SIP Server is asked and what it tells MUST come over an open link.",
        "WS-doc; interpretations A38, A65",
        Evidence.INFERRED,
    ),
    Requirement(
        "WORLD-08",
        "A registrar that is out of service MUST NOT answer a REGISTER.",
        "RFC 3261, 17.1.2.2",
        Evidence.RFC,
    ),
    Requirement(
        "WORLD-09",
        "Each node of a cluster, and each node of the bootstrap file, MAY fail and return by itself"
        " at any time.",
        "guide, Business Continuity using clustered servers; interpretation A28",
        Evidence.INFERRED,
    ),
    Requirement(
        "WORLD-10",
        "A site MAY fail and return as a whole, whatever becomes of its nodes meanwhile.",
        "guide, procedure for clusters, Purpose; BCREC",
        Evidence.STATED,
    ),
    Requirement(
        "WORLD-11",
        "SIP Server of each site has a login and an agent state of its own: it carries out what it"
        " is asked before it answers, and only a log-out, its own decision or the failure of its"
        " servers ends a login, never the loss of a connection.",
        "BCSCA; GDPBC; interpretation A38",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "WORLD-12",
        "The routing MAY offer a call wherever SIP Server has the agent as Ready and the phone is"
        " registered, whether or not a link of the desktop shows it; an INVITE MAY reach the"
        " endpoint of the desktop at any time.",
        "BCSCA; silent; interpretation A38",
        Evidence.INFERRED,
    ),
    Requirement(
        "WORLD-13",
        "A call MAY end while there is no link: an endpoint of the desktop sees it at once; of any"
        " other phone SIP Server tells it over the next link, and nobody before.",
        "BCARCH; silent; interpretation A74",
        Evidence.INFERRED,
    ),
)
