"""INT, WORLD: the interactions at the desktop, and what the specification grants of the world."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "INT-01",
        "Every call that is offered MUST open an interaction window.",
        "guide, SIP Server specific options, restore-agent-state",
        Evidence.INFERRED,
    ),
    Requirement(
        "INT-02",
        "Windows of every medium MUST count as interaction windows.",
        "guide, SIP Server specific options, restore-agent-state and Important; interpretation A51",
        Evidence.STATED,
    ),
    Requirement(
        "INT-03",
        "An interaction window MUST stay open until the agent closes it, and the agent closes"
        " none whose call goes on.",
        "guide, SIP Server specific options, restore-agent-state",
        Evidence.STATED,
    ),
    Requirement(
        "INT-04",
        "Interaction windows MUST survive a switchover.",
        "guide, SIP Server specific options, restore-agent-state; interpretations A13, A50",
        Evidence.INFERRED,
    ),
    Requirement(
        "INT-05",
        "An agent MAY go Ready by hand while interaction windows are open, and then gets calls.",
        "silent; interpretation A25",
        Evidence.INFERRED,
    ),
    Requirement(
        "INT-06",
        "A call MUST NOT be routed to an agent while an interaction from before the latest"
        " switchover is open, unless the agent went Ready by hand since.",
        "guide, SIP Server specific options, restore-agent-state, second half",
        Evidence.STATED,
    ),
    Requirement(
        "INT-07",
        "A call MUST NOT be routed to an agent while a call from before the latest switchover still"
        " goes on, unless the agent went Ready by hand since.",
        "guide, SIP Server specific options, restore-agent-state, second half",
        Evidence.STATED,
    ),
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
)
