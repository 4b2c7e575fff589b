"""The head of the chapter: notices, title, marks of change, list of contents."""

from twinsite.traceability.guide.item import Item, Section

_UNTOLD = "No sentence of the chapter is marked with it, and no other text tells what it changed."

SECTION = Section(
    "The head of the chapter",
    (
        Item(
            "1.1",
            "The publisher is Genesys.",
            reason="The name of a publisher asks nothing of a desktop.",
        ),
        Item(
            "1.2",
            "The text is a printed form of an online text and comes as a courtesy.",
            reason="It is about the text and not about the desktop.",
        ),
        Item(
            "1.3",
            "No legal claim can rest on the printed form.",
            reason="It is about the text and not about the desktop.",
        ),
        Item(
            "1.4",
            "Where it matters what is supported, the online text decides.",
            reason="It ranks the texts; other texts are cited by key wherever they say more.",
        ),
        Item(
            "1.5",
            "Samples of code are better taken from the online text.",
            reason="No sample is taken over; the bootstrap file is read by its form.",
        ),
        Item(
            "1.6",
            "The chapter belongs to the deployment guide of Workspace Desktop Edition.",
            reason="It names the source, which requirements cite as the guide.",
        ),
        Item(
            "1.7",
            "The title, which is printed twice, names three connections: to SIP Server, to"
            " Configuration Server and to Stat Server.",
            ("WHOLE-02", "WHOLE-04", "WHOLE-05", "A4", "A48"),
        ),
        Item(
            "1.8",
            "The chapter changed with release 8.5.106.19.",
            ("CLUS-07", "A69", "Deployment.release", "DEP-51"),
        ),
        Item("1.9", "The chapter changed with release 8.5.108.11.", reason=_UNTOLD),
        Item("1.10", "The chapter changed with release 8.5.109.16.", reason=_UNTOLD),
        Item(
            "1.11",
            "The chapter changed with release 8.5.111.21.",
            ("START-10", "A71", "Deployment.release"),
        ),
        Item(
            "1.12",
            "Its first part is about pairs, of SIP Servers, of Stat Servers and of Configuration"
            " Server Proxies.",
            (
                "Deployment.sip_server_pairs",
                "Deployment.stat_server_pairs",
                "Deployment.configuration_server_proxy_pairs",
            ),
        ),
        Item(
            "1.13",
            "Its second part is about clusters, which SIP Servers do not form.",
            ("CLUS-01", "Deployment.clusters", "Cluster.kind"),
        ),
    ),
)
"""Section 1."""
