"""CLUS: the link to a cluster, and which connections are bound to one."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "CLUS-01",
        "At each site a cluster MAY take the place of the pair for Stat Server and for"
        " Configuration Server Proxy, and a connection that a node of it accepts MUST be the link.",
        "guide, Business Continuity using clustered servers, first two paragraphs",
        Evidence.STATED,
    ),
    Requirement(
        "CLUS-02",
        "A pass over a cluster MUST try each node at most once, in any order.",
        "guide, Load Balancing Using Clusters; LBC; interpretations A28, A29",
        Evidence.INFERRED,
    ),
    Requirement(
        "CLUS-03",
        "After a loss the node to which the link was open MUST be tried first, after a random time"
        " up to warm-standby.reconnection-random-delay-range, and only after a loss.",
        "LBC; interpretations A29, A55",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "CLUS-04",
        "After a pass over a cluster in which every node failed the next pass MUST wait for the"
        " retry delay and MAY try every node.",
        "LBC; WS-doc; interpretations A29, A30",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "CLUS-05",
        "A switchover MUST give up the attempt at the old site and begin a pass over the cluster of"
        " the new one.",
        "guide, procedure for clusters, Purpose",
        Evidence.INFERRED,
    ),
    Requirement(
        "CLUS-06",
        "The Stat and Configuration connections MUST stay at the peer site while their link is well"
        " there.",
        "guide, Configuration options, disaster-recovery.auto-restore (for T-Server only);"
        " interpretation A47",
        Evidence.STATED,
    ),
    Requirement(
        "CLUS-07",
        "Before release 8.5.106.19 the Stat and Configuration connections MUST stay at the"
        " preferred site, whatever disaster-recovery.enabled says.",
        "guide, header, Modified: 8.5.106.19; BC851; interpretation A69",
        Evidence.INFERRED,
    ),
)
