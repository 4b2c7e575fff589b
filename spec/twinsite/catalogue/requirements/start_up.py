"""START: from the bootstrap file to the central configuration."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

_GUIDE = "guide, Provision Workspace Client with Configuration Server HA settings"

REQUIREMENTS = (
    Requirement(
        "START-01",
        "The start MUST try the nodes that the bootstrap file lists for the preferred site, in"
        " their order, and then those for the peer site.",
        f"{_GUIDE}; GDPDO; interpretation A7",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-02",
        "The start MUST try each node once and without a delay, and end in a login error if none"
        " accepts.",
        f"{_GUIDE}, Timeout; interpretation A7",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-03",
        "The desktop MUST read the central configuration before it begins any other connection.",
        f"{_GUIDE}, settings are updated based on central configuration",
        Evidence.STATED,
    ),
    Requirement(
        "START-04",
        "A desktop that has read its configuration at another site than the one that the agent"
        " prefers MUST try the preferred site before voice login, whatever"
        " disaster-recovery.auto-restore says.",
        "GDPDO; interpretations A8, A68",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "START-05",
        "A desktop that does not reach the site that the agent prefers MUST start at the site where"
        " it has read its configuration.",
        "GDPDO; interpretation A68",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-06",
        "Timeout in the bootstrap file MUST apply only after a connection that had succeeded was"
        " lost: until then the start, and from then on the Configuration connection, is in charge.",
        f"{_GUIDE}, Timeout; guide, Provision bootstrap configuration cluster settings, Timeout",
        Evidence.STATED,
    ),
    Requirement(
        "START-07",
        "A connection that is lost while the configuration is read MUST end in a login error.",
        "silent; interpretation A67",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-08",
        "An agent MAY ask to be let in again after a login error, and a refused agent MUST leave no"
        " connection behind.",
        "silent; interpretation A67",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-09",
        "With hot seating the site that counts as preferred MUST be the agent's own, whatever the"
        " bootstrap file of the workstation says.",
        "guide, Procedure, step 1; GDPDO; interpretations A8, A70",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-10",
        "Before release 8.5.111.21 the start MUST know a single node, without its backup and"
        " without a peer site.",
        f"{_GUIDE}, Added: 8.5.111.21; interpretation A71",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-11",
        "While a listed node is in service and no fault comes, an agent whom Configuration Server"
        " lets in MUST end up with the central configuration.",
        "guide, first paragraph; interpretations A7, A68",
        Evidence.INFERRED,
    ),
    Requirement(
        "START-12",
        "The settings of the bootstrap file MUST be updated from the central configuration once the"
        " desktop is connected, and not before.",
        f"{_GUIDE}, settings are updated based on central configuration",
        Evidence.STATED,
    ),
)
