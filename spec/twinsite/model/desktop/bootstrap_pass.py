"""The pass over the nodes that the bootstrap file lists for one site.

Source: guide, Provision Workspace Client with Configuration Server HA settings, and Provision
bootstrap configuration cluster settings; reading A7.
Not modelled: more than three nodes at a site; what becomes of the connection after the start, which
the Configuration connection takes over.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal, Stimulus


class BootstrapPass(Chart):
    """Which node of this site in the bootstrap file is tried, or connected?"""

    idle = State(initial=True)  # the start has none here
    trying_first = State()  # the first node is being tried
    trying_second = State()  # the first has failed, the second is being tried
    trying_third = State()  # the first two have failed, the third is being tried
    open_first = State()  # connected to the first node
    open_second = State()  # connected to the second node
    open_third = State()  # connected to the third node

    # The start-up decides.
    pass_began = Signal(
        idle.to(trying_first, cond="pass_is_over_this_site", on="connect_to_first"),
        name="START-01 the nodes of this site are tried in their order",
    )
    site_corrected = Signal(
        open_first.to(idle, cond="not pass_is_over_this_site", on="close_link")
        | open_second.to(idle, cond="not pass_is_over_this_site", on="close_link")
        | open_third.to(idle, cond="not pass_is_over_this_site", on="close_link"),
        name="START-04 the connection at the other site is given up",
    )
    start_refused = Signal(
        open_first.to(idle, on="close_link")
        | open_second.to(idle, on="close_link")
        | open_third.to(idle, on="close_link"),
        name="START-08 the connection of an agent who is not let in is given up",
    )
    configuration_read = Signal(
        open_first.to(idle) | open_second.to(idle) | open_third.to(idle),
        name="START-06 the Configuration connection takes over",
    )

    # The nodes of this site decide.
    connection_accepted = Stimulus(
        trying_first.to(open_first, cond="first_in_service_at_served_site", on="node_connected")
        | trying_second.to(
            open_second, cond="second_in_service_at_served_site", on="node_connected"
        )
        | trying_third.to(open_third, cond="third_in_service_at_served_site", on="node_connected"),
        by="site",
        name="START-01 the node accepts the connection",
    )
    connection_failed = Stimulus(
        trying_first.to(trying_second, cond="second_is_listed", on="connect_to_second")
        | trying_first.to(idle, on="pass_failed")
        | trying_second.to(trying_third, cond="third_is_listed", on="connect_to_third")
        | trying_second.to(idle, on="pass_failed")
        | trying_third.to(idle, on="pass_failed"),
        by="site",
        name="START-01 the connection attempt fails",
    )
    connection_dropped = Stimulus(
        open_first.to(idle, on="node_lost")
        | open_second.to(idle, on="node_lost")
        | open_third.to(idle, on="node_lost"),
        by="network",
        name="START-07 the connection drops",
    )
    server_failed = Signal(
        open_first.to(idle, cond="not first_in_service_at_served_site", on="node_lost")
        | open_second.to(idle, cond="not second_in_service_at_served_site", on="node_lost")
        | open_third.to(idle, cond="not third_in_service_at_served_site", on="node_lost"),
        name="START-07 the connection drops with its node",
    )

    ignores = (
        Ignore("pass_began", "idle open_first open_second open_third", "the pass is elsewhere"),
        Ignore("site_corrected", "idle open_first open_second open_third", "nothing is left here"),
        Ignore("start_refused", "idle", "the desktop is connected at the other site"),
        Ignore("configuration_read", "idle", "the desktop is connected at the other site"),
        Ignore(
            "server_failed",
            "open_first open_second open_third",
            "another node than the connected one has failed",
        ),
        Ignore(
            "server_failed",
            "idle trying_first trying_second trying_third",
            "there is no connection to lose",
        ),
    )
