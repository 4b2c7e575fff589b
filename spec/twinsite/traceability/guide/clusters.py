"""What clusters are for, and the procedure for them."""

from twinsite.traceability.guide.item import Item, Section

_TOOL = "The tool writes the options; the desktop only reads them."

INTRODUCTION = Section(
    "Clusters: what they are",
    (
        Item(
            "7.1",
            "The heading names Stat Server and Configuration Server Proxy as what may form"
            " clusters.",
            ("CLUS-01", "Cluster.kind", "DEP-20"),
        ),
        Item(
            "7.2",
            "At each site a cluster can take the place of a primary and a backup.",
            ("CLUS-01", "ClusterLink", "Deployment.clusters"),
        ),
        Item(
            "7.3",
            "That makes outages shorter.",
            ("CLUS-03", "WORLD-09", "ClusterNode", "fails_over_inside_the_cluster"),
        ),
        Item(
            "7.4",
            "It also spreads the load.",
            ("CLUS-02", "NodeOfPass", "A28"),
        ),
        Item(
            "7.5",
            "The preferred site needs a cluster of each of the two kinds of servers.",
            ("BC-03", "Deployment.clusters", "Cluster.kind", "DEP-12", "DEP-29"),
        ),
        Item(
            "7.6",
            "The peer site needs clusters like them.",
            ("BC-03", "Deployment.clusters", "A34", "DEP-18"),
        ),
        Item(
            "7.7",
            "How a cluster is made stands in a topic of its own.",
            ("CLUS-02", "CLUS-03", "CLUS-04", "Cluster.nodes", "A29"),
        ),
        Item(
            "7.8",
            "Agents get business continuity with clusters by the procedure that follows.",
            reason="It points to section 8.",
        ),
    ),
)
"""Section 7."""

PROCEDURE = Section(
    "Clusters: the procedure",
    (
        Item(
            "8.1",
            "The aim is that a desktop gets connected to the peer cluster when a disaster has"
            " struck the preferred one.",
            ("CLUS-05", "WHOLE-03", "WORLD-10", "ClusterSite"),
        ),
        Item(
            "8.2",
            "It holds for Stat Servers and Configuration Server Proxies.",
            ("CLUS-01", "Cluster.kind", "DEP-20"),
        ),
        Item(
            "8.3",
            "It asks for Genesys Administrator of release 8.0.2 or later in its advanced view, or"
            " for its Extension.",
            reason=_TOOL,
        ),
        Item(
            "8.4",
            "Whoever follows it should know that Extension well.",
            reason="It is about the reader and not about the desktop.",
        ),
        Item(
            "8.5",
            "The object of the Workspace application is there already.",
            ("Deployment.application", "Bootstrap.application"),
        ),
        Item(
            "8.6",
            "Every site has a cluster of the one kind or of the other.",
            ("BC-03", "CLUS-01", "Deployment.clusters", "Cluster.nodes"),
        ),
        Item(
            "8.7",
            "Step 1 gives the object that stands for the preferred cluster the name of its site.",
            ("BC-04", "disaster-recovery.site", "Cluster.options", "DEP-12"),
        ),
        Item("8.8", "The option of step 1 stands in interaction-workspace.", ("BC-04",)),
        Item(
            "8.9",
            "The name is a symbol, and Site X is an example of one.",
            ("Site.name",),
        ),
        Item(
            "8.10",
            "By this name business continuity knows the cluster.",
            ("BC-04", "A32", "A33"),
        ),
        Item(
            "8.11",
            "Step 2 does the same for the peer cluster.",
            ("BC-04", "disaster-recovery.site", "Cluster.options", "DEP-12"),
        ),
        Item("8.12", "The option of step 2 stands in interaction-workspace.", ("BC-04",)),
        Item("8.13", "The example of step 2 is Site Y.", ("Site.name",)),
        Item(
            "8.14",
            "By the name of step 2 business continuity knows that cluster.",
            ("BC-04", "A32", "A34"),
        ),
        Item(
            "8.15",
            "Step 3 names the preferred site for an agent or an agent group.",
            ("BC-06", "BC-08", "disaster-recovery.preferred-site", "DEP-15"),
        ),
        Item(
            "8.16",
            "The option of step 3 stands in interaction-workspace.",
            ("disaster-recovery.preferred-site",),
        ),
        Item("8.17", "It repeats the name that a cluster was given.", ("BC-03", "A33", "DEP-10")),
        Item(
            "8.18",
            "Step 4 names the peer site for an agent or an agent group.",
            ("BC-06", "BC-08", "disaster-recovery.peer-site", "DEP-15"),
        ),
        Item(
            "8.19",
            "The option of step 4 stands in interaction-workspace.",
            ("disaster-recovery.peer-site",),
        ),
        Item(
            "8.20", "It too repeats the name that a cluster was given.", ("BC-03", "A34", "DEP-10")
        ),
        Item("8.21", "Unlike the procedure for pairs, this one names no tenant.", ("BC-06", "A31")),
        Item(
            "8.22",
            "Step 5 is a remark: what some agents prefer may be the peer of others.",
            ("BC-08",),
        ),
        Item(
            "8.23",
            "Step 6 switches business continuity on for an agent or an agent group.",
            ("BC-02", "disaster-recovery.enabled"),
        ),
        Item(
            "8.24",
            "Step 6 also sets how long a desktop waits before it moves.",
            ("BC-09", "SITE-03", "disaster-recovery.timeout", "DEP-40"),
        ),
    ),
)
"""Section 8."""
