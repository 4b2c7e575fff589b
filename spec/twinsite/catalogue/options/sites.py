"""The options on sites and on the switchover between them."""

from dataclasses import replace
from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options.option import AT_START_UNVERIFIED, NOT_STATED, Kind, Level, Option

_PREFERRED_SITE: Final = Option(
    name="disaster-recovery.preferred-site",
    kind=Kind.SITE,
    default=None,
    valid="The disaster-recovery.site of some server.",
    takes_effect=AT_START_UNVERIFIED,
    meaning="Names the site at which the agent works as long as it is available.",
    evidence=Evidence.STATED,
    default_evidence=Evidence.UNVERIFIED,
    source="guide, Business Continuity options",
)

OPTIONS: Final = (
    Option(
        name="disaster-recovery.enabled",
        kind=Kind.BOOLEAN,
        default="false",
        valid="true or false.",
        meaning=(
            "Switches business continuity on for each connection to SIP Server, Stat Server and "
            "Configuration Server whose site names match."
        ),
        evidence=Evidence.STATED,
        default_evidence=Evidence.DOCUMENTED,
        source="guide, Business Continuity options; BC851",
    ),
    Option(
        name="disaster-recovery.timeout",
        kind=Kind.SECONDS,
        default="60",
        valid="A positive whole number of seconds.",
        minimum=1,
        meaning=(
            "How long the connection to the current site must be lost before the desktop switches "
            "over to the other site."
        ),
        evidence=Evidence.STATED,
        default_evidence=Evidence.DOCUMENTED,
        source="guide, Business Continuity options; BC851",
    ),
    _PREFERRED_SITE,
    replace(
        _PREFERRED_SITE,
        name="disaster-recovery.peer-site",
        meaning="Names the site to which the agent switches over.",
    ),
    Option(
        name="disaster-recovery.site",
        kind=Kind.SITE,
        default=None,
        valid="A symbolic name, the same on all servers of one site.",
        levels=(Level.SERVER,),
        takes_effect=NOT_STATED,
        meaning="Names the site to which a server or a cluster belongs.",
        evidence=Evidence.STATED,
        default_evidence=Evidence.UNVERIFIED,
        source="guide, procedure for pairs; guide, procedure for clusters",
    ),
    Option(
        name="disaster-recovery.name",
        kind=Kind.NAME,
        default="default",
        valid="Any name, the same on the SIP Servers that belong together.",
        levels=(Level.SERVER,),
        takes_effect=NOT_STATED,
        meaning="Tells which SIP Servers belong together where a site has several pairs (A35).",
        evidence=Evidence.STATED,
        default_evidence=Evidence.STATED,
        source="guide, procedure for pairs",
    ),
    Option(
        name="disaster-recovery.wait-for-sipphone-timeout",
        kind=Kind.SECONDS,
        default="30",
        valid="A positive whole number of seconds (unverified).",
        minimum=1,
        takes_effect=AT_START_UNVERIFIED,
        meaning=(
            "How long a phone whose connection or registration is lost is waited for before the "
            "desktop switches over."
        ),
        evidence=Evidence.STATED,
        default_evidence=Evidence.UNVERIFIED,
        source="guide, SIP Server specific options",
    ),
    Option(
        name="disaster-recovery.auto-restore",
        kind=Kind.BOOLEAN,
        default="true",
        valid="true or false (unverified).",
        takes_effect=AT_START_UNVERIFIED,
        meaning=(
            "Whether the Voice connection returns to the preferred site when that is available "
            "again; it holds for T-Server only."
        ),
        evidence=Evidence.STATED,
        default_evidence=Evidence.UNVERIFIED,
        source="guide, SIP Server specific options",
    ),
    Option(
        name="disaster-recovery.restore-agent-state",
        kind=Kind.BOOLEAN,
        default="false",
        valid="true or false.",
        takes_effect=AT_START_UNVERIFIED,
        meaning=(
            "Whether the last seen agent state is restored after a switchover, since 8.5.105.12 "
            "once all interaction windows are closed."
        ),
        evidence=Evidence.STATED,
        default_evidence=Evidence.UNVERIFIED,
        source="guide, SIP Server specific options",
    ),
    Option(
        name="disaster-recovery.eservices-site",
        kind=Kind.SITE,
        default=None,
        valid="A name made of the letters A to Z in either case, digits, _, @ and spaces.",
        characters="A-Za-z0-9_@ ",
        takes_effect=f"{NOT_STATED}; a change orders the switchover of a running application",
        meaning=(
            "Names the site whose Interaction Server and Universal Contact Server are used, until "
            "an administrator changes it."
        ),
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="ESDR",
    ),
    Option(
        name="disaster-recovery.eservices-random-delay-range",
        kind=Kind.SECONDS,
        default="5",
        valid="A whole number of seconds, 0 or more.",
        minimum=0,
        meaning="The most that a random delay before the connection to a new eServices site takes.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="ESDR",
    ),
)
"""The options on sites."""
