"""The High Availability (HA) pair of servers of one site.

Source: GDPBC; BCARCH; guide, introduction.
Not modelled: why a server fails, and how primary and backup synchronise.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Stimulus


class ServerPair(Chart):
    """Which servers of this site's HA pair are in service?"""

    both = State(initial=True)  # primary and backup are in service
    primary_only = State()  # the backup is out of service
    backup_only = State()  # the primary is out of service
    none = State()  # neither is in service

    # The world decides.
    primary_failed = Stimulus(
        both.to(backup_only, on="server_failed") | primary_only.to(none, on="server_failed"),
        by="site",
        name="WORLD-01 the primary server fails",
    )
    backup_failed = Stimulus(
        both.to(primary_only, on="server_failed") | backup_only.to(none, on="server_failed"),
        by="site",
        name="WORLD-01 the backup server fails",
    )
    site_failed = Stimulus(
        both.to(none, on="server_failed"),
        by="site",
        name="WORLD-02 the whole site fails",
    )
    primary_returned = Stimulus(
        none.to(primary_only) | backup_only.to(both),
        by="site",
        name="WORLD-01 the primary server returns",
    )
    backup_returned = Stimulus(
        none.to(backup_only) | primary_only.to(both),
        by="site",
        name="WORLD-01 the backup server returns",
    )
    site_returned = Stimulus(
        none.to(both),
        by="site",
        name="WORLD-02 the whole site returns",
    )
