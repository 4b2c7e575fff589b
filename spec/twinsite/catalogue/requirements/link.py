"""LINK: how the desktop is linked to a pair of servers."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "LINK-01",
        "A connection that a server of the pair accepts MUST be the link.",
        "WS-doc",
        Evidence.API,
    ),
    Requirement(
        "LINK-02",
        "A pass over the pair MUST try each server once, the primary first, or first the one to"
        " which the link was open.",
        "WS-doc; interpretation A29",
        Evidence.API,
    ),
    Requirement(
        "LINK-03",
        "The link MUST be lost when its connection drops, whether or not its server has failed.",
        "ADDP",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "LINK-04",
        "After a loss the first attempt MUST wait a random time up to"
        " warm-standby.reconnection-random-delay-range.",
        "LBC; WS-doc",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "LINK-05",
        "After a whole pass has failed the next pass MUST wait for the retry delay and start with"
        " the primary.",
        "BC851; LBC; WS-doc; interpretation A30",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "LINK-06",
        "A switchover MUST give up the link or the attempt at the old site and connect to the pair"
        " of the new site, the primary first.",
        "guide, Procedure, Purpose; interpretation A9",
        Evidence.STATED,
    ),
    Requirement(
        "LINK-07",
        "Failover inside a pair MUST change neither the current site nor the agent state.",
        "guide, Paired Servers, first paragraph",
        Evidence.INFERRED,
    ),
    Requirement(
        "LINK-08",
        "While a site is up and no fault comes, the desktop MUST end up with a link.",
        "guide, introduction and Configuration options; interpretations A1, A5",
        Evidence.INFERRED,
    ),
    Requirement(
        "LINK-09",
        "The retry delay MUST be the Reconnect Timeout of the primary of a pair if that is"
        " positive, warm-standby.retry-delay of a single server or of a cluster if that is set, and"
        " else warm-standby.retry-delay of the application.",
        "BC851; LBC; WS-cfg; interpretation A30",
        Evidence.DOCUMENTED,
    ),
)
