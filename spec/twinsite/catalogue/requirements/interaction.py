"""INT: calls and interaction windows."""

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
        "INT-08",
        "A desktop that owns its endpoint MUST refuse a call during a call, and while an"
        " interaction window is open and the agent neither is Ready nor has asked for it; it MUST"
        " take every other call of the current site.",
        "silent; RFC 3261, 21.4.21; interpretation A73",
        Evidence.INFERRED,
    ),
    Requirement(
        "INT-09",
        "A desktop that owns its endpoint MUST refuse every call of a site that is not the current"
        " one.",
        "silent; RFC 3261, 21.4.18; interpretation A72",
        Evidence.INFERRED,
    ),
)
