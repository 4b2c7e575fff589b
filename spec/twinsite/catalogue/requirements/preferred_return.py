"""RET: how the desktop returns to the preferred site."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
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
        "A move that the switchover timeout does not force MUST wait until no call goes on at the"
        " current site, as far as the desktop knows, whether or not a link controls the call.",
        "silent; interpretations A12, A14, A74",
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
