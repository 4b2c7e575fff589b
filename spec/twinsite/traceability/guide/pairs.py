"""What pairs, peers and sites are, and where the options may stand."""

from twinsite.traceability.guide.item import Item, Section

SECTION = Section(
    "Pairs of servers: what they are",
    (
        Item(
            "2.1",
            "The heading names SIP Server, Stat Server and Configuration Server Proxy as what comes"
            " in pairs.",
            (
                "Deployment.sip_server_pairs",
                "Deployment.stat_server_pairs",
                "Deployment.configuration_server_proxy_pairs",
            ),
        ),
        Item(
            "2.2",
            "Business continuity rests on servers that come in pairs.",
            ("BC-01", "LINK-08", "WHOLE-05"),
        ),
        Item(
            "2.3",
            "In a pair a primary and its backup are linked, so that one stands in for the other.",
            (
                "BC-01",
                "LINK-07",
                "SES-14",
                "WORLD-01",
                "Link",
                "ServerPair",
                "SipServerPair.backup",
                "fails_over_inside_the_pair",
            ),
        ),
        Item(
            "2.4",
            "Two pairs become peers by standing in for each other.",
            ("BC-01", "SITE-08", "A5", "a_switchover_goes_to_the_other_site"),
        ),
        Item(
            "2.5",
            "The site where the desktop should connect can be named.",
            ("BC-03", "disaster-recovery.preferred-site"),
        ),
        Item(
            "2.6",
            "So can the site to which it moves in a disaster.",
            ("BC-03", "disaster-recovery.peer-site"),
        ),
        Item(
            "2.7",
            "How long it waits before it moves can be set as well.",
            ("BC-09", "disaster-recovery.timeout"),
        ),
        Item(
            "2.8",
            "A tip lets every option of the desktop's disaster recovery stand on any object above"
            " the agent, and on the agent.",
            ("BC-06", "A31"),
        ),
        Item(
            "2.9",
            "These objects are the application, the tenant, the agent group and the person.",
            (
                "BC-06",
                "BC-07",
                "Application.options",
                "Tenant.options",
                "AgentGroup.options",
                "Agent.options",
            ),
        ),
        Item(
            "2.10",
            "Agents get business continuity by the procedure that follows.",
            reason="It points to section 3.",
        ),
        Item(
            "2.11",
            "The procedure puts the name of a site on the application object of a server.",
            ("BC-04", "disaster-recovery.site", "A32"),
        ),
        Item(
            "2.12",
            "Such servers are SIP Servers, Stat Servers and Configuration Servers.",
            ("BC-03", "SipServerPair.options", "ServerPair.options"),
        ),
        Item(
            "2.13",
            "The option stands in the section that is called interaction-workspace.",
            ("BC-04",),
        ),
    ),
)
"""Section 2."""
