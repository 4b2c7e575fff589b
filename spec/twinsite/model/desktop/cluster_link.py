"""The link to a node of the current site's cluster: warm standby over a pool of nodes.

Source: guide, Business Continuity using clustered servers; WS-doc; LBC; interpretations A28, A29.
Not modelled: how load balancing chooses (A28: any node that is left may be next); more than three
nodes; how long a loss stays unnoticed (ADDP).
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Signal, Stimulus

OPEN_CLUSTER_STATES = ("open_first", "open_second", "open_third")
"""The states in which the desktop is linked to a node of the current site's cluster."""


class ClusterLink(Chart):
    """Is there a link to a node of the current site's cluster, and to which?"""

    choosing = State(initial=True)  # the next node of the pass is to be chosen
    trying_first = State()  # the first node is being tried
    trying_second = State()  # the second node is being tried
    trying_third = State()  # the third node is being tried
    waiting_for_retry = State()  # a whole pass has failed
    open_first = State()  # linked to the first node
    open_second = State()  # linked to the second node
    open_third = State()  # linked to the third node
    pausing_for_first = State()  # the first node was lost; it is tried first, after a pause
    pausing_for_second = State()  # the second node was lost; it is tried first, after a pause
    pausing_for_third = State()  # the third node was lost; it is tried first, after a pause

    # Load balancing decides.
    first_chosen = Stimulus(
        choosing.to(trying_first, cond="first_untried", on=["connect_to_first", "node_tried"]),
        by="load balancing",
        name="CLUS-02 the first node is next",
    )
    second_chosen = Stimulus(
        choosing.to(trying_second, cond="second_untried", on=["connect_to_second", "node_tried"]),
        by="load balancing",
        name="CLUS-02 the second node is next",
    )
    third_chosen = Stimulus(
        choosing.to(trying_third, cond="third_untried", on=["connect_to_third", "node_tried"]),
        by="load balancing",
        name="CLUS-02 the third node is next",
    )

    # The nodes of the current site decide.
    connection_accepted = Stimulus(
        trying_first.to(open_first, cond="first_in_service_here", on=["link_opened", "pass_ended"])
        | trying_second.to(
            open_second, cond="second_in_service_here", on=["link_opened", "pass_ended"]
        )
        | trying_third.to(
            open_third, cond="third_in_service_here", on=["link_opened", "pass_ended"]
        ),
        by="site",
        name="CLUS-01 the node accepts the connection",
    )
    connection_failed = Stimulus(
        trying_first.to(choosing, cond="some_node_untried")
        | trying_first.to(waiting_for_retry, on=["all_tried", "pass_ended"])
        | trying_second.to(choosing, cond="some_node_untried")
        | trying_second.to(waiting_for_retry, on=["all_tried", "pass_ended"])
        | trying_third.to(choosing, cond="some_node_untried")
        | trying_third.to(waiting_for_retry, on=["all_tried", "pass_ended"]),
        by="site",
        name="CLUS-02 the connection attempt fails",
    )
    connection_dropped = Stimulus(
        open_first.to(pausing_for_first, on="link_lost")
        | open_second.to(pausing_for_second, on="link_lost")
        | open_third.to(pausing_for_third, on="link_lost"),
        by="network",
        name="LINK-03 the connection drops",
    )
    server_failed = Signal(
        open_first.to(pausing_for_first, cond="not first_in_service_here", on="link_lost")
        | open_second.to(pausing_for_second, cond="not second_in_service_here", on="link_lost")
        | open_third.to(pausing_for_third, cond="not third_in_service_here", on="link_lost"),
        name="LINK-03 the connection drops with its node",
    )

    # Time decides.
    reconnection_delay_elapsed = Deadline(
        pausing_for_first.to(trying_first, on=["connect_to_first", "node_tried"])
        | pausing_for_second.to(trying_second, on=["connect_to_second", "node_tried"])
        | pausing_for_third.to(trying_third, on=["connect_to_third", "node_tried"]),
        length="warm-standby.reconnection-random-delay-range",
        name="CLUS-03 the random delay before reconnection elapses",
    )
    retry_delay_elapsed = Deadline(
        waiting_for_retry.to(choosing),
        length="warm-standby.retry-delay",
        name="CLUS-04 the retry delay elapses",
    )

    # The site selection decides: the link is opened anew at the other site.
    switched_over = Signal(
        open_first.to(choosing, on="close_link")
        | open_second.to(choosing, on="close_link")
        | open_third.to(choosing, on="close_link")
        | choosing.to(choosing, on="pass_ended")
        | trying_first.to(choosing, on=["close_link", "pass_ended"])
        | trying_second.to(choosing, on=["close_link", "pass_ended"])
        | trying_third.to(choosing, on=["close_link", "pass_ended"])
        | waiting_for_retry.to(choosing)
        | pausing_for_first.to(choosing)
        | pausing_for_second.to(choosing)
        | pausing_for_third.to(choosing),
        name="CLUS-05 a pass over the cluster of the other site begins",
    )

    ignores = (
        Ignore(
            "server_failed",
            "open_first open_second open_third",
            "another node than the one to which the link is open has failed",
        ),
        Ignore(
            "server_failed",
            "choosing trying_first trying_second trying_third waiting_for_retry"
            " pausing_for_first pausing_for_second pausing_for_third",
            "there is no open link to lose",
        ),
    )
