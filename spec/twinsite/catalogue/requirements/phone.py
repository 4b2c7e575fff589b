"""PHONE: when the phone counts as lost."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "PHONE-01",
        "The wait for the phone MUST start when its registration at the current site is lost or"
        " expires, and end when it is registered there again.",
        "guide, SIP Server specific options, wait-for-sipphone-timeout; interpretation A62",
        Evidence.STATED,
    ),
    Requirement(
        "PHONE-02",
        "The wait MUST last for disaster-recovery.wait-for-sipphone-timeout.",
        "guide, SIP Server specific options, wait-for-sipphone-timeout",
        Evidence.STATED,
    ),
    Requirement(
        "PHONE-03",
        "The desktop MUST switch over when the phone was lost for the whole wait, whether or not"
        " the link is open.",
        "guide, SIP Server specific options, wait-for-sipphone-timeout; interpretation A10",
        Evidence.STATED,
    ),
    Requirement(
        "PHONE-04",
        "A call at the current site MUST hold this switchover back until it is over, whether or not"
        " a link controls it; then it is made at once if the phone is still lost.",
        "silent; interpretations A12, A74",
        Evidence.INFERRED,
    ),
    Requirement(
        "PHONE-05",
        "The service state of a hard phone MUST be taken from the DN events of the current site.",
        "SIPCAVAIL; interpretation A45",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "PHONE-06",
        "A hard phone MUST count as registered at a site of which nothing is known.",
        "guide, SIP Server specific options, Important; interpretation A45",
        Evidence.INFERRED,
    ),
    Requirement(
        "PHONE-07",
        "After a switchover the phone at the new site MUST be watched with a whole wait.",
        "silent; interpretations A10, A62",
        Evidence.INFERRED,
    ),
    Requirement(
        "PHONE-08",
        "The phone MUST NOT move the desktop to a site where it is not registered itself.",
        "silent; interpretation A11",
        Evidence.INFERRED,
    ),
    Requirement(
        "PHONE-09",
        "A phone that stays lost at the current site and registered at the other one MUST move the"
        " desktop when the live call is over.",
        "guide, SIP Server specific options, wait-for-sipphone-timeout; interpretations A11, A12",
        Evidence.INFERRED,
    ),
)
