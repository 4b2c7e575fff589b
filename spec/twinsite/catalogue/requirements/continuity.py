"""BC: what switches business continuity on, and where its options come from."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "BC-01",
        "A site MUST have a linked pair of a primary and a backup SIP Server, and two pairs that"
        " support each other across sites are peers.",
        "guide, Paired Servers, first paragraph",
        Evidence.STATED,
    ),
    Requirement(
        "BC-02",
        "The desktop MUST NOT work at the peer site unless disaster-recovery.enabled is true.",
        "guide, Configuration options, disaster-recovery.enabled",
        Evidence.STATED,
    ),
    Requirement(
        "BC-03",
        "Business continuity MUST be off for a connection unless both the preferred and the peer"
        " site name equal the disaster-recovery.site of servers of its kind: a pair, or for Stat"
        " and Configuration a cluster.",
        "guide, Configuration options, preferred-site and peer-site; interpretations A33, A34",
        Evidence.STATED,
    ),
    Requirement(
        "BC-04",
        "The site of a server MUST be named by disaster-recovery.site in the interaction-workspace"
        " section of the server object, or of the object of the cluster.",
        "guide, Procedure, steps 1 and 3; interpretation A32",
        Evidence.STATED,
    ),
    Requirement(
        "BC-05",
        "A SIP Server pair at one site MUST be matched with the pair at the other site that has"
        " the same disaster-recovery.name, which is 'default' where it is not set.",
        "guide, Procedure, step 2; interpretation A35",
        Evidence.STATED,
    ),
    Requirement(
        "BC-06",
        "Every disaster-recovery option of the desktop MAY be set on the application, a tenant, an"
        " agent group or a person.",
        "guide, Tip; interpretation A31",
        Evidence.STATED,
    ),
    Requirement(
        "BC-07",
        "The value set on a person MUST win over an agent group, that over a tenant, and that over"
        " the application.",
        "guide, Tip; WWEOPT",
        Evidence.INFERRED,
    ),
    Requirement(
        "BC-08",
        "Which site is preferred and which is the peer MUST be decided agent by agent: one"
        " agent's preferred site MAY be another agent's peer site.",
        "guide, Procedure, step 1",
        Evidence.STATED,
    ),
    Requirement(
        "BC-09",
        "disaster-recovery.timeout MUST give the number of seconds between the loss of the link"
        " and the switchover.",
        "guide, Configuration options, disaster-recovery.timeout; interpretation A53",
        Evidence.STATED,
    ),
    Requirement(
        "BC-10",
        "The DN at the preferred site and the DN at the peer site MUST belong to the same Place,"
        " also for agents who have other media or no voice.",
        "guide, SIP Server specific options, Important; interpretation A36",
        Evidence.STATED,
    ),
    Requirement(
        "BC-11",
        "A change of an option MUST take effect when the application is started again, so that"
        " within a session the options are constant.",
        "BC851; LBC; IWG8",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "BC-12",
        "A switchover of one connection MUST be decided by that connection alone.",
        "guide, Configuration options, disaster-recovery.timeout; interpretations A4, A48",
        Evidence.INFERRED,
    ),
    Requirement(
        "BC-13",
        "The two sites MUST be synchronised: persons, places and DNs of an agent exist at both.",
        "guide, Procedure, Prerequisites; BCARCH",
        Evidence.STATED,
    ),
    Requirement(
        "BC-14",
        "Stat Server MUST be of release 8.1.2 or newer where SIP Server has business continuity.",
        "guide, SIP Server specific options, Important",
        Evidence.STATED,
    ),
)
