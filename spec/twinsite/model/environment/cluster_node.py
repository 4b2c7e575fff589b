"""One node of a cluster, or one Configuration Server Proxy of the bootstrap file.

Source: guide, Business Continuity using clustered servers; interpretation A28.
Not modelled: why a node fails; how the nodes share their load.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Stimulus


class ClusterNode(Chart):
    """Is this node in service, as far as it depends on the node alone?"""

    in_service = State(initial=True)  # it accepts connections while its site is in service
    out_of_service = State()  # it accepts none

    # The world decides.
    node_failed = Stimulus(
        in_service.to(out_of_service, on="server_failed"),
        by="site",
        name="WORLD-09 a node fails",
    )
    node_returned = Stimulus(
        out_of_service.to(in_service),
        by="site",
        name="WORLD-09 a node returns",
    )
