"""A site that has a cluster, as a whole.

Source: guide, Business Continuity using clustered servers; BCREC.
Not modelled: why a site fails.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Stimulus


class ClusterSite(Chart):
    """Is the site as a whole in service?"""

    in_service = State(initial=True)  # each node is in service or not by itself
    out_of_service = State()  # no node can be reached

    # The world decides.
    site_failed = Stimulus(
        in_service.to(out_of_service, on="server_failed"),
        by="site",
        name="WORLD-10 the whole site fails",
    )
    site_returned = Stimulus(
        out_of_service.to(in_service),
        by="site",
        name="WORLD-10 the whole site returns",
    )
