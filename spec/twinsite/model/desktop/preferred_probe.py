"""The probe of the preferred pair while the desktop works at the peer site.

Source: interpretation A17 (connected, never logged in) and A16; guide, auto-restore.
Not modelled: primary and backup apart: one pass over the pair is one attempt of the probe.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Signal, Stimulus


class PreferredProbe(Chart):
    """Can the preferred pair be reached while the desktop works at the peer site?"""

    off = State(initial=True)  # the desktop is at preferred, or must not return
    trying = State()  # a pass over the preferred pair is under way
    waiting_for_retry = State()  # a whole pass has failed
    reached = State()  # connected to a server of the preferred pair, not logged in

    # The servers of the preferred site decide.
    probe_accepted = Stimulus(
        trying.to(
            reached, cond="preferred_in_service and not probe_logs_in", on="preferred_reached"
        )
        | trying.to(
            reached,
            cond="preferred_in_service and probe_logs_in",
            on=["log_in_at_preferred", "preferred_reached"],
        ),
        by="site",
        name="RET-01 a server of the preferred pair accepts the probe",
    )
    probe_failed = Stimulus(
        trying.to(waiting_for_retry),
        by="site",
        name="RET-01 the probe finds no server of the preferred pair",
    )
    probe_dropped = Stimulus(
        reached.to(trying, on="connect_probe"),
        by="network",
        name="RET-01 the probe's connection drops",
    )
    server_failed = Signal(
        reached.to(trying, cond="not preferred_in_service", on="connect_probe"),
        name="RET-01 the probe's connection drops with the last server of the pair",
    )

    # Time decides.
    probe_retry_delay_elapsed = Deadline(
        waiting_for_retry.to(trying, on="connect_probe"),
        length="warm-standby.retry-delay",
        name="RET-01 the retry delay of the probe elapses",
    )

    # The site selection decides.
    switched_over = Signal(
        off.to(trying, cond="returns_automatically and at_peer_site", on="connect_probe")
        | trying.to(off, on="close_probe")
        | waiting_for_retry.to(off)
        | reached.to(off, on="close_probe"),
        name="RET-04 the probe runs at the peer site only",
    )

    ignores = (
        Ignore("switched_over", "off", "without auto-restore nothing is probed"),
        Ignore("server_failed", "off trying waiting_for_retry", "no probe is connected"),
        Ignore("server_failed", "reached", "a server of the preferred pair is still in service"),
    )
