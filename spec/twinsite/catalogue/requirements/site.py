"""SITE: at which site the desktop works, and when it moves."""

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
)
