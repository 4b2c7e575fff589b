"""REST: which agent state comes back after a switchover, and when."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

_SECTION = "guide, SIP Server specific options, restore-agent-state"

REQUIREMENTS = (
    Requirement(
        "REST-01",
        "With disaster-recovery.restore-agent-state a login that is lost by a switchover, a forced"
        " logout or a restart MUST leave the restoration of the last seen agent state pending.",
        _SECTION + "; interpretations A39, A60",
        Evidence.STATED,
    ),
    Requirement(
        "REST-02",
        "From release 8.5.105.12 on a pending restoration MUST wait until the agent has closed"
        " all interaction windows, and MUST be done then; before, it was done right after login.",
        _SECTION + "; interpretations A22, A51, A52",
        Evidence.STATED,
    ),
    Requirement(
        "REST-03",
        "A restoration MUST ask SIP Server for exactly the last seen agent state.",
        _SECTION,
        Evidence.STATED,
    ),
    Requirement(
        "REST-04",
        "The last seen agent state MUST be the one that SIP Server confirmed last before the login"
        " was first lost, also after further switchovers.",
        _SECTION + "; interpretations A23, A24, A63",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-05",
        "A restoration that SIP Server has confirmed MUST be over.",
        _SECTION,
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-06",
        "A refused login MUST end the restoration.",
        "silent; interpretations A37, A59",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-07",
        "A restoration that SIP Server refuses MUST NOT be repeated.",
        "silent; interpretation A61",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-08",
        "A restoration whose answer is lost with the link MUST be pending again.",
        "silent; interpretations A24, A65",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-09",
        "A change of the agent state by hand MUST cancel a restoration that is not done.",
        "silent; interpretation A25",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-10",
        "The desktop MUST NOT make the agent Ready by itself while an interaction window is open.",
        _SECTION + "; interpretations A22, A58",
        Evidence.STATED,
    ),
    Requirement(
        "REST-11",
        "A restoration, and a login after a switchover, MUST NOT make the agent more available than"
        " the agent was before.",
        "silent; interpretations A22, A26, A27",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-12",
        "A last seen agent state MUST be kept exactly as long as its restoration is not over.",
        _SECTION,
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-13",
        "An agent who has logged out or was refused MUST NOT be logged in by a switchover.",
        "silent; interpretations A26, A37",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-14",
        "A forced logout MUST NOT cost the agent the login after a switchover or the last seen"
        " agent state.",
        "BCGRACE; interpretation A39",
        Evidence.INFERRED,
    ),
    Requirement(
        "REST-15",
        "While a site is up and no fault comes, a pending restoration MUST end once calls are over"
        " and windows are closed.",
        "guide, SIP Server specific options, restore-agent-state, second half; interpretation A22",
        Evidence.INFERRED,
    ),
)
