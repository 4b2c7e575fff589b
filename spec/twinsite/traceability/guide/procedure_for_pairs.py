"""The procedure for pairs: its purpose, what it needs, its six steps."""

from twinsite.traceability.guide.item import Item, Section

_TOOL = "The tool writes the options; the desktop only reads them."

SECTION = Section(
    "Pairs of servers: the procedure",
    (
        Item(
            "3.1",
            "The aim is that a desktop gets connected to other servers when a disaster strikes the"
            " site at which the agent should log in.",
            ("LINK-06", "SES-13", "WHOLE-03", "WORLD-02", "a_switchover_takes_the_login_along"),
        ),
        Item(
            "3.2",
            "It covers connections to servers and to switches.",
            ("LINK-06", "SipServerPair.switch", "Dn.switch"),
        ),
        Item(
            "3.3",
            "It holds for SIP Servers, Stat Servers and Configuration Servers or their proxies.",
            ("BC-03", "WHOLE-02", "WHOLE-03"),
        ),
        Item(
            "3.4",
            "It asks for Genesys Administrator of release 8.0.2 or later in its advanced view, or"
            " for its Extension.",
            reason=_TOOL,
        ),
        Item(
            "3.5",
            "Whoever follows it should know that Extension well.",
            reason="It is about the reader and not about the desktop.",
        ),
        Item(
            "3.6",
            "The object of the Workspace application is there already.",
            ("Deployment.application", "Bootstrap.application"),
        ),
        Item(
            "3.7",
            "There are two sites, and they are kept alike.",
            ("BC-13", "Deployment.sites"),
        ),
        Item(
            "3.8",
            "At both of them highly available pairs are set up.",
            ("BC-01", "BC-03", "SipServerPair.primary", "SipServerPair.backup", "DEP-18", "DEP-27"),
        ),
        Item(
            "3.9",
            "Step 1 gives the server at the preferred site the name of that site.",
            ("BC-04", "disaster-recovery.site", "SipServerPair.options", "DEP-11", "DEP-14"),
        ),
        Item("3.10", "The option of step 1 stands in interaction-workspace.", ("BC-04",)),
        Item(
            "3.11",
            "The name of a site is a symbol, and Site X is an example of one.",
            ("Site.name",),
        ),
        Item(
            "3.12",
            "By this name business continuity knows the server.",
            ("BC-04", "A32", "A33"),
        ),
        Item(
            "3.13",
            "What some agents prefer is the peer of others.",
            ("BC-08",),
        ),
        Item(
            "3.14",
            "Which site is which is therefore a matter of each agent, or of each group.",
            ("BC-08", "START-09", "A70", "the_agent_decides_which_site_is_preferred"),
        ),
        Item(
            "3.15",
            "Step 2, which may be left out, names the pair on both of its SIP Servers.",
            ("BC-05", "disaster-recovery.name", "SipServerPair.options", "DEP-17", "DEP-28"),
        ),
        Item(
            "3.16",
            "The same name on two SIP Servers says that they are of one pair.",
            ("BC-05", "A35", "DEP-17", "DEP-28"),
        ),
        Item(
            "3.17",
            "The option of step 2 stands in interaction-workspace.",
            ("BC-05", "disaster-recovery.name"),
        ),
        Item(
            "3.18",
            "A pair that has no name is called default.",
            ("BC-05", "disaster-recovery.name"),
        ),
        Item(
            "3.19",
            "Step 3 does at the peer site what step 1 does at the preferred one.",
            ("BC-04", "disaster-recovery.site", "SipServerPair.options", "DEP-11", "DEP-14"),
        ),
        Item("3.20", "The option of step 3 stands in interaction-workspace.", ("BC-04",)),
        Item("3.21", "The example of step 3 is Site Y.", ("Site.name",)),
        Item(
            "3.22",
            "By the name of step 3 business continuity knows that server.",
            ("BC-04", "A32", "A34", "DEP-13"),
        ),
        Item(
            "3.23",
            "Step 4 names the preferred site for an agent, an agent group or a tenant.",
            ("BC-06", "BC-08", "disaster-recovery.preferred-site", "A31", "DEP-15"),
        ),
        Item(
            "3.24",
            "The option of step 4 stands in interaction-workspace.",
            ("disaster-recovery.preferred-site",),
        ),
        Item("3.25", "It repeats the name that a server was given.", ("BC-03", "A33", "DEP-10")),
        Item(
            "3.26",
            "Step 5 names the peer site for an agent, an agent group or a tenant.",
            ("BC-06", "BC-08", "disaster-recovery.peer-site", "A31", "DEP-15", "DEP-16"),
        ),
        Item(
            "3.27",
            "The option of step 5 stands in interaction-workspace.",
            ("disaster-recovery.peer-site",),
        ),
        Item(
            "3.28", "It too repeats the name that a server was given.", ("BC-03", "A34", "DEP-10")
        ),
        Item(
            "3.29",
            "Step 6 switches business continuity on for an agent, an agent group or a tenant.",
            ("BC-02", "BC-06", "disaster-recovery.enabled", "DEP-19"),
        ),
        Item(
            "3.30",
            "Step 6 also sets whatever else the reference of options lists for it.",
            (
                "BC-11",
                "warm-standby.retry-delay",
                "warm-standby.reconnection-random-delay-range",
            ),
        ),
    ),
)
"""Section 3."""
