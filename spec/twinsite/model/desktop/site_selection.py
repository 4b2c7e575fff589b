"""The site at which the desktop works, and whether its link there is lost.

Source: guide, disaster-recovery.timeout and disaster-recovery.auto-restore; interpretations
A1 to A7, A10, A13 to A16, A19, A20, A54, A74.
Not modelled: a hold-down before the return (A18: none is named).
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Restart, Signal, Stimulus

PREFERRED_STATES = ("starting", "at_preferred", "preferred_dropped", "preferred_lost")
"""The states in which the current site is the preferred site."""
PEER_STATES = ("at_peer", "peer_dropped", "peer_lost")
"""The states in which the current site is the peer site."""


class SiteSelection(Chart):
    """Which site is current, and is the link there lost?"""

    starting = State(initial=True)  # at preferred, never linked yet
    at_preferred = State()  # linked at the preferred site
    preferred_dropped = State()  # lost there, but no pass over the pair has failed yet
    preferred_lost = State()  # lost there, and the switchover timeout runs
    at_peer = State()  # linked at the peer site
    peer_dropped = State()  # lost there, but no pass over the pair has failed yet
    peer_lost = State()  # lost there, and the switchover timeout runs

    # The link decides.
    link_opened = Signal(
        starting.to(at_preferred)
        | preferred_dropped.to(at_preferred)
        | preferred_lost.to(at_preferred, cond="reconnection_cancels_timeout")
        | peer_dropped.to(at_peer)
        | peer_lost.to(at_peer, cond="reconnection_cancels_timeout"),
        name="SITE-02 a reconnection to the current site ends the loss",
    )
    link_lost = Signal(
        at_peer.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_lost.to(preferred_lost, cond="return_is_due", on="switched_over")
        | at_preferred.to(preferred_lost, cond="timeout_starts_at_disconnection")
        | at_preferred.to(preferred_dropped)
        | at_peer.to(peer_lost, cond="timeout_starts_at_disconnection and not return_is_due")
        | at_peer.to(peer_dropped),
        name="SITE-01 the switchover timeout starts with the loss of the link",
    )
    all_tried = Signal(
        preferred_dropped.to(preferred_lost) | peer_dropped.to(peer_lost),
        name="SITE-01 the switchover timeout starts with the first failed pass (A1)",
    )

    # Time decides.
    switchover_timeout_elapsed = Deadline(
        starting.to(peer_lost, cond="may_leave_before_first_link", on="switched_over")
        | preferred_lost.to(peer_lost, cond="may_leave_for_link", on="switched_over")
        | peer_lost.to(preferred_lost, cond="may_return_for_link", on="switched_over"),
        length="disaster-recovery.timeout",
        name="SITE-03 the link was lost for the whole switchover timeout",
    )

    # The phone watch decides.
    phone_given_up = Signal(
        starting.to(peer_lost, on="switched_over")
        | at_preferred.to(peer_lost, on="switched_over")
        | preferred_dropped.to(peer_lost, on="switched_over")
        | preferred_lost.to(peer_lost, cond="phone_is_given_up", on="switched_over")
        | at_peer.to(preferred_lost, on="switched_over")
        | peer_dropped.to(preferred_lost, on="switched_over")
        | peer_lost.to(preferred_lost, on="switched_over"),
        name="PHONE-03 the phone was lost for the whole wait",
    )

    # The return to the preferred site, when the last of its conditions comes true.
    preferred_reached = Signal(
        at_peer.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_dropped.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_lost.to(preferred_lost, cond="return_is_due", on="switched_over"),
        name="RET-01 the preferred pair is reached",
    )
    registration_changed = Signal(
        at_peer.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_dropped.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_lost.to(preferred_lost, cond="return_is_due", on="switched_over"),
        name="RET-02 the phone is registered at the preferred site",
    )
    call_over = Signal(
        at_peer.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_dropped.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_lost.to(preferred_lost, cond="return_is_due", on="switched_over"),
        name="RET-03 the live call that held the return is over",
    )
    all_windows_closed = Signal(
        at_peer.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_dropped.to(preferred_lost, cond="return_is_due", on="switched_over")
        | peer_lost.to(preferred_lost, cond="return_is_due", on="switched_over"),
        name="RET-05 the open windows that held the return are closed (A15)",
    )

    # Another connection decides, under interpretation A4=together only.
    companion_switched_over = Stimulus(
        at_preferred.to(peer_lost, cond="sites_move_together", on="switched_over")
        | at_peer.to(preferred_lost, cond="sites_move_together", on="switched_over"),
        by="network",
        name="SITE-05 the Stat or Configuration connection has switched over (A4)",
    )

    ignores = (
        Ignore(
            "link_opened",
            "preferred_lost peer_lost",
            "under A2=continues a reconnection does not end the loss",
        ),
        Ignore(
            "link_lost",
            "preferred_lost peer_lost",
            "under A2=continues the timeout runs on from the first loss",
        ),
        Ignore(
            "all_tried",
            "starting preferred_lost peer_lost",
            "the switchover timeout already runs",
        ),
        Ignore(
            "phone_given_up",
            "preferred_lost",
            "the return in the same step has already answered the wait (SITE-06)",
        ),
        Ignore(
            "preferred_reached",
            "at_peer peer_dropped peer_lost",
            "a condition of the return is still missing (RET-01 to RET-05)",
        ),
        Ignore(
            "registration_changed call_over all_windows_closed",
            "starting at_preferred preferred_dropped preferred_lost",
            "there is nothing to return from",
        ),
        Ignore(
            "registration_changed call_over all_windows_closed",
            "at_peer peer_dropped peer_lost",
            "a condition of the return is still missing (RET-01 to RET-05)",
        ),
    )

    restarts = (
        Restart(
            "switchover_timeout_elapsed",
            "phone_given_up",
            "starting preferred_lost peer_lost",
            "the link of the new site has its whole timeout (SITE-06)",
        ),
        Restart(
            "switchover_timeout_elapsed",
            "link_lost preferred_reached registration_changed call_over all_windows_closed",
            "peer_lost",
            "the link of the new site has its whole timeout (SITE-06)",
        ),
    )
