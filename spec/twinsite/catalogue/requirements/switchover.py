"""SITE, LINK, RET: where the desktop works, how it is linked there, and how it returns."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "SITE-01",
        "The switchover timeout MUST start when the link to the current site is lost.",
        "guide, Configuration options, disaster-recovery.timeout; interpretation A1",
        Evidence.STATED,
    ),
    Requirement(
        "SITE-02",
        "A reconnection to any server of the current site before the timeout MUST end the loss.",
        "silent; interpretations A2, A3",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-03",
        "The desktop MUST switch over to the other site when the link to the current site was"
        " lost for the whole of disaster-recovery.timeout, and not before.",
        "guide, Configuration options, disaster-recovery.timeout",
        Evidence.STATED,
    ),
    Requirement(
        "SITE-04",
        "The switchover timeout MUST run only while there is no link to the current site.",
        "guide, Configuration options, disaster-recovery.timeout; interpretations A2, A6",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-05",
        "The desktop MUST move for its lost link, its lost phone or the return to the preferred"
        " site, and for nothing else.",
        "guide, Configuration options and SIP Server specific options; interpretation A4",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-06",
        "One cause MUST lead to one switchover, which cancels the switchover timeout and the wait"
        " for the phone.",
        "silent; interpretations A10, A54",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-07",
        "A link that was never open MUST count as lost from the first attempt.",
        "silent; interpretation A7",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-08",
        "At the peer site the same rule MUST hold: with both sites out of service the desktop"
        " alternates between them without end.",
        "silent; interpretations A5, A6, A19",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-09",
        "A link that stays lost MUST move the desktop, whatever the phone and the calls do.",
        "guide, Configuration options, disaster-recovery.timeout; interpretations A10, A13",
        Evidence.INFERRED,
    ),
    Requirement(
        "SITE-10",
        "While a site is up and no fault comes, the desktop MUST NOT switch over again and again.",
        "silent; interpretations A11, A18, A45",
        Evidence.INFERRED,
    ),
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
    Requirement(
        "RET-01",
        "With disaster-recovery.auto-restore the desktop MUST return to the preferred site when a"
        " server of the preferred pair can be reached, and the other conditions hold.",
        "guide, SIP Server specific options, auto-restore; interpretations A16, A17",
        Evidence.STATED,
    ),
    Requirement(
        "RET-02",
        "The return MUST wait until the phone is registered at the preferred site.",
        "guide, SIP Server specific options, reg_timeout; interpretation A16",
        Evidence.STATED,
    ),
    Requirement(
        "RET-03",
        "A move that is not forced by a lost link MUST wait until no live call is on the link.",
        "silent; interpretations A12, A14",
        Evidence.INFERRED,
    ),
    Requirement(
        "RET-04",
        "While at the peer site and to return, the desktop MUST keep trying to reach the preferred"
        " pair, connected but not logged in.",
        "silent; interpretation A17",
        Evidence.INFERRED,
    ),
    Requirement(
        "RET-05",
        "Interaction windows whose calls are over MUST NOT hold back the return.",
        "guide, SIP Server specific options, restoration; interpretation A15",
        Evidence.INFERRED,
    ),
    Requirement(
        "RET-06",
        "Without auto-restore the desktop MUST stay at the peer site while its link and its phone"
        " are well there.",
        "guide, SIP Server specific options, auto-restore; interpretations A19, A20",
        Evidence.STATED,
    ),
    Requirement(
        "RET-07",
        "The return MUST happen as soon as the last of its conditions comes true.",
        "guide, SIP Server specific options, auto-restore; interpretation A18",
        Evidence.INFERRED,
    ),
    Requirement(
        "RET-08",
        "The return MAY happen while the link at the peer site is lost, before its timeout.",
        "silent; interpretation A66",
        Evidence.INFERRED,
    ),
    Requirement(
        "RET-09",
        "With disaster-recovery.auto-restore, while the preferred site is up, no fault comes and"
        " calls end, the desktop MUST end up at the preferred site.",
        "guide, SIP Server specific options, auto-restore; interpretations A14, A16",
        Evidence.STATED,
    ),
)
