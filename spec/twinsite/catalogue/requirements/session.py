"""SES: the agent's login and agent state."""

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.requirements.requirement import Requirement

REQUIREMENTS = (
    Requirement(
        "SES-01",
        "The desktop MUST log the agent in at the current site when the agent asks for it, at once"
        " or as soon as there is a link.",
        "GDPDO",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-02",
        "An agent who logs out MUST count as logged out from the request on.",
        "silent; interpretation A64",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-03",
        "The desktop MUST ask SIP Server for Ready when the agent asks for it.",
        "IWSTAT",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-04",
        "The desktop MUST ask SIP Server for NotReady when the agent asks for it, also while a"
        " request for Ready is outstanding.",
        "IWSTAT; interpretation A25",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-05",
        "A login MUST leave the agent NotReady, unless login.voice.is-auto-ready is true, no"
        " restoration is pending and no interaction window is open.",
        "IWSTAT; interpretations A21, A22, A58",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "SES-06",
        "A refused login MUST leave the agent logged out on an open link, free to log in by hand.",
        "silent; interpretations A36, A37",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-07",
        "The agent state MUST be the one that SIP Server confirmed last.",
        "silent; interpretation A23",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-08",
        "A forced logout MUST NOT by itself move the desktop, nor count as the agent's own.",
        "BCGRACE; interpretation A39",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-09",
        "A login that SIP Server has lost MUST be asked for again, as after a switchover.",
        "silent; interpretation A60",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-10",
        "A late answer of an earlier session MUST change nothing.",
        "BCSCA; interpretation A38",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-11",
        "An agent who is to be logged in MUST be logged in as soon as there is a link.",
        "BCARCH; BCREC",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "SES-12",
        "A request without an answer MUST be void when the link is lost.",
        "silent; interpretations A23, A65",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-13",
        "A switchover MUST log the agent out at the old site where its link is open, and log the"
        " agent in at the new site if the agent was logged in.",
        "GDPBC; BCREC; interpretations A26, A39",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "SES-14",
        "A login MUST outlast a loss of the link that ends with a reconnection to the same site.",
        "guide, Paired Servers, first paragraph",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-15",
        "The desktop MUST NOT hold logins at both sites: it asks for one only where it is current"
        " and has none.",
        "GDPBC; interpretations A17, A38",
        Evidence.DOCUMENTED,
    ),
    Requirement(
        "SES-16",
        "The agent MUST be logged out on the link of the old site before it is closed.",
        "GDPBC",
        Evidence.INFERRED,
    ),
    Requirement(
        "SES-17",
        "While a site is up and no fault comes, an agent who is to be logged in MUST end up logged"
        " in.",
        "BCREC; interpretation A60",
        Evidence.INFERRED,
    ),
)
