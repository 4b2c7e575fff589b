"""The bootstrap file with clusters of Configuration Server Proxies, as far as it is printed."""

from twinsite.traceability.guide.item import Item, Section

SECTION = Section(
    "The bootstrap file for clusters",
    (
        Item(
            "9.1",
            "The desktop itself can be told of the clusters of Configuration Server.",
            ("START-01", "Bootstrap.preferred", "Bootstrap.peer"),
        ),
        Item(
            "9.2",
            "Again it is recommended to change the configuration file before agents get it.",
            ("Bootstrap.path", "DEP-74"),
        ),
        Item(
            "9.3",
            "What is added there serves the very first start of a desktop among clusters.",
            ("START-01", "START-02", "START-11", "BootstrapPass"),
        ),
        Item("9.4", "The file lies where Workspace was installed.", ("Bootstrap.path",)),
        Item(
            "9.5",
            "Central configuration renews what the file says.",
            ("START-12", "new_settings_reach_the_file"),
        ),
        Item(
            "9.6",
            "It does so as soon as there is a connection to a Configuration Server Proxy.",
            ("START-03", "START-12", "WHOLE-01", "WHOLE-06"),
        ),
        Item(
            "9.7",
            "The keys may be there to be changed, or missing and to be added.",
            ("Bootstrap.login_url_line", "Bootstrap.notes"),
        ),
        Item(
            "9.8",
            "Keys are announced, but none is printed.",
            reason="Nothing is said that could hold; the keys of section 6 are read for both.",
        ),
        Item(
            "9.9",
            "The legend explains the environment as the name that the login window shows.",
            ("Bootstrap.environment",),
        ),
        Item(
            "9.10",
            "It explains the application as the object of the desktop in the Management Framework.",
            ("Bootstrap.application", "Deployment.application"),
        ),
        Item(
            "9.11",
            "The nodes of a cluster are given as hosts with ports, and there are six of them.",
            ("NodeList.nodes", "Node.host", "Node.port", "A28", "DEP-70"),
        ),
        Item("9.12", "In the names of the first and the last node letters are swapped.", ("A57",)),
        Item(
            "9.13",
            "Timeout stands for warm-standby.retry-delay, in seconds.",
            (
                "CLUS-04",
                "LINK-09",
                "START-06",
                "warm-standby.retry-delay",
                "NodeList.timeout",
                "A30",
                "DEP-75",
            ),
        ),
    ),
)
"""Section 9."""
