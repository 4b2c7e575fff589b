"""The bootstrap file with pairs of Configuration Server Proxies, key by key."""

from twinsite.traceability.guide.item import Item, Section

SECTION = Section(
    "The bootstrap file for pairs",
    (
        Item(
            "6.1",
            "The desktop itself can be told of the pairs of Configuration Server.",
            ("START-01", "Bootstrap.preferred", "Bootstrap.peer"),
        ),
        Item("6.2", "This came with release 8.5.111.21.", ("START-10", "A71")),
        Item(
            "6.3",
            "It is recommended to change the configuration file of the program before agents get"
            " it.",
            ("START-10", "Bootstrap.path", "DEP-76", "DEP-74"),
        ),
        Item(
            "6.4",
            "What is added there serves the very first start of a desktop among pairs.",
            ("START-01", "START-02", "START-11", "BootstrapPass", "A7"),
        ),
        Item("6.5", "The file lies where Workspace was installed.", ("Bootstrap.path",)),
        Item(
            "6.6",
            "Central configuration renews what the file says.",
            ("START-12", "new_settings_reach_the_file", "DEP-80"),
        ),
        Item(
            "6.7",
            "It does so as soon as there is a connection to a Configuration Server Proxy.",
            ("START-03", "START-12", "WHOLE-01", "WHOLE-06", "StartUp", "A68"),
        ),
        Item(
            "6.8",
            "The keys may be there to be changed, or missing and to be added.",
            ("Bootstrap.login_url_line", "Bootstrap.notes"),
        ),
        Item(
            "6.9",
            "They are elements of appSettings, each with a key and a value.",
            ("NodeList.key", "NodeList.line"),
        ),
        Item(
            "6.10",
            "Other settings may stand before and after them.",
            reason="Settings whose key does not begin with login. are passed over.",
        ),
        Item(
            "6.11",
            "The key login.url has an address of the scheme tcp, made of an environment and an"
            " application.",
            ("Bootstrap.environment", "Bootstrap.application"),
        ),
        Item(
            "6.12",
            "A key that begins with login.nodes.preferred-site and ends with the environment lists"
            " nodes of the preferred site.",
            ("START-01", "Bootstrap.preferred", "DEP-79"),
        ),
        Item(
            "6.13",
            "A key that begins with login.nodes.peer-site and ends with the environment lists nodes"
            " of the peer site.",
            (
                "START-01",
                "Bootstrap.peer",
                "the_peer_nodes_come_after_the_preferred_ones",
                "DEP-78",
            ),
        ),
        Item(
            "6.14",
            "Each node is a host and a port in brackets, and nothing stands between two nodes.",
            ("NodeList.nodes", "Node.host", "Node.port", "DEP-77"),
        ),
        Item(
            "6.15",
            "A list may end with a comma and a Timeout, which is 10 in the example.",
            ("NodeList.timeout", "DEP-77"),
        ),
        Item(
            "6.16",
            "The legend explains the environment as the name that the login window shows.",
            ("Bootstrap.environment",),
        ),
        Item(
            "6.17",
            "It explains the application as the object of the desktop in the Management Framework.",
            ("Bootstrap.application", "Deployment.application"),
        ),
        Item(
            "6.18",
            "Nodes 1 and 2 are primary and backup at the preferred site.",
            ("START-01", "Bootstrap.preferred", "DEP-70", "DEP-73"),
        ),
        Item(
            "6.19",
            "Nodes 3 and 4 are primary and backup at the peer site.",
            ("START-01", "Bootstrap.peer", "DEP-70", "DEP-72", "DEP-73"),
        ),
        Item(
            "6.20",
            "Who stands earlier is preferred, so a primary precedes its backup.",
            ("START-01", "the_nodes_of_a_site_are_tried_in_their_order", "DEP-71"),
        ),
        Item(
            "6.21",
            "Timeout is a number of seconds to wait once neither server of a pair has accepted.",
            ("LINK-05", "LINK-09", "NodeList.timeout", "A30", "DEP-75"),
        ),
        Item(
            "6.22",
            "It plays no part until a first connection has succeeded and was lost.",
            ("START-02", "START-06", "A7", "A67"),
        ),
    ),
)
"""Section 6."""
