"""The four options that hold for every connection."""

from twinsite.traceability.guide.item import Item, Section

SECTION = Section(
    "Pairs of servers: the options of every connection",
    (
        Item(
            "4.1",
            "After the procedure comes the Workspace application object, which takes options too.",
            ("BC-06", "Application.options"),
        ),
        Item(
            "4.2",
            "They stand there in the section interaction-workspace.",
            ("BC-06", "Application.options"),
        ),
        Item(
            "4.3",
            "The object is called by the name that the product had before.",
            reason="An older name of the same product changes nothing.",
        ),
        Item(
            "4.4",
            "One option says whether there is business continuity at all.",
            (
                "BC-02",
                "disaster-recovery.enabled",
                "never_at_the_peer_without_business_continuity",
                "DEP-19",
            ),
        ),
        Item(
            "4.5",
            "One option names the preferred site.",
            ("BC-03", "disaster-recovery.preferred-site"),
        ),
        Item(
            "4.6",
            "It does so for an application, a tenant, an agent group or an agent.",
            ("BC-06", "BC-07"),
        ),
        Item(
            "4.7",
            "Its value is that of the site option of the server there.",
            ("BC-03", "A33", "DEP-10"),
        ),
        Item(
            "4.8",
            "One option names the peer site.",
            ("BC-03", "disaster-recovery.peer-site"),
        ),
        Item(
            "4.9",
            "Its value is that of the site option of the server at the peer.",
            ("BC-03", "A34", "DEP-10", "DEP-16"),
        ),
        Item(
            "4.10",
            "One option gives a time in seconds.",
            ("BC-09", "disaster-recovery.timeout", "A53"),
        ),
        Item(
            "4.11",
            "This time runs from the moment at which the pair was lost.",
            ("SITE-01", "SITE-04", "A1", "A6", "the_timeout_runs_from_the_loss_on", "DEP-40"),
        ),
        Item(
            "4.12",
            "When it is over the desktop begins to switch over.",
            ("SITE-03", "SITE-09", "SiteSelection", "A13"),
        ),
        Item(
            "4.13",
            "The loss that counts is that of the connection which then switches over.",
            ("BC-12", "SITE-05", "A4", "another_connection_moves_nothing"),
        ),
    ),
)
"""Section 4."""
