"""The link to a server of the current site: warm standby over the HA pair.

Source: WS-doc; BC851; LBC; interpretations A29, A30.
Not modelled: how long a loss stays unnoticed (ADDP): a loss happens here when it is detected;
the delay before the backup is tried, which is part of the attempt (``backup-delay``).
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Signal, Stimulus

OPEN_STATES = ("open_primary", "open_backup")
"""The states in which the desktop is linked to a server of the current site."""


class Link(Chart):
    """Is there a link to a server of the current site's pair, and to which?"""

    trying_primary = State(initial=True)  # a pass over the pair has begun with the primary
    trying_backup = State()  # the pass goes on with the backup
    waiting_for_retry = State()  # a whole pass has failed
    open_primary = State()  # linked to the primary
    open_backup = State()  # linked to the backup
    pausing_for_primary = State()  # the primary was lost; it is tried first, after a pause
    pausing_for_backup = State()  # the backup was lost; it is tried first, after a pause
    retrying_backup = State()  # the pass after the loss of the backup has begun with it
    falling_back_to_primary = State()  # that pass goes on with the primary

    # The servers of the current site decide.
    connection_accepted = Stimulus(
        trying_primary.to(open_primary, cond="primary_in_service_here", on="link_opened")
        | trying_backup.to(open_backup, cond="backup_in_service_here", on="link_opened")
        | retrying_backup.to(open_backup, cond="backup_in_service_here", on="link_opened")
        | falling_back_to_primary.to(
            open_primary, cond="primary_in_service_here", on="link_opened"
        ),
        by="site",
        name="LINK-01 the server accepts the connection",
    )
    connection_failed = Stimulus(
        trying_primary.to(trying_backup, on="connect_to_backup")
        | trying_backup.to(waiting_for_retry, on="all_tried")
        | retrying_backup.to(falling_back_to_primary, on="connect_to_primary")
        | falling_back_to_primary.to(waiting_for_retry, on="all_tried"),
        by="site",
        name="LINK-02 the connection attempt fails",
    )
    connection_dropped = Stimulus(
        open_primary.to(pausing_for_primary, on="link_lost")
        | open_backup.to(pausing_for_backup, on="link_lost"),
        by="network",
        name="LINK-03 the connection drops",
    )
    server_failed = Signal(
        open_primary.to(pausing_for_primary, cond="not primary_in_service_here", on="link_lost")
        | open_backup.to(pausing_for_backup, cond="not backup_in_service_here", on="link_lost"),
        name="LINK-03 the connection drops with its server",
    )

    # Time decides.
    reconnection_delay_elapsed = Deadline(
        pausing_for_primary.to(trying_primary, on="connect_to_primary")
        | pausing_for_backup.to(retrying_backup, on="connect_to_backup"),
        length="warm-standby.reconnection-random-delay-range",
        name="LINK-04 the random delay before reconnection elapses",
    )
    retry_delay_elapsed = Deadline(
        waiting_for_retry.to(trying_primary, on="connect_to_primary"),
        length="warm-standby.retry-delay",
        name="LINK-05 the retry delay elapses",
    )

    # The site selection decides: the link is opened anew at the other site.
    switched_over = Signal(
        open_primary.to(trying_primary, on=["close_link", "connect_to_primary"])
        | open_backup.to(trying_primary, on=["close_link", "connect_to_primary"])
        | trying_primary.to(trying_primary, on=["close_link", "connect_to_primary"])
        | trying_backup.to(trying_primary, on=["close_link", "connect_to_primary"])
        | retrying_backup.to(trying_primary, on=["close_link", "connect_to_primary"])
        | falling_back_to_primary.to(trying_primary, on=["close_link", "connect_to_primary"])
        | waiting_for_retry.to(trying_primary, on="connect_to_primary")
        | pausing_for_primary.to(trying_primary, on="connect_to_primary")
        | pausing_for_backup.to(trying_primary, on="connect_to_primary"),
        name="LINK-06 the desktop connects to the pair of the other site",
    )

    ignores = (
        Ignore(
            "server_failed",
            "open_primary open_backup",
            "another server than the one to which the link is open has failed",
        ),
        Ignore(
            "server_failed",
            "trying_primary trying_backup retrying_backup falling_back_to_primary"
            " waiting_for_retry pausing_for_primary pausing_for_backup",
            "there is no open link to lose",
        ),
    )
