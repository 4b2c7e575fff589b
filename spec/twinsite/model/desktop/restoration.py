"""The restoration of the last seen agent state.

Source: guide, disaster-recovery.restore-agent-state and the paragraph on postponed
restoration [8.5.105.12]; interpretations A22, A24, A25, A37, A59, A61.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal


class Restoration(Chart):
    """Is a restoration of the last seen agent state pending?"""

    idle = State(initial=True)  # nothing is to be restored
    pending = State()  # to be done once logged in and all windows are closed
    requested = State()  # Ready was requested and is not confirmed yet

    # The session decides.
    ready_was_seen = Signal(
        idle.to(pending, cond="restores_agent_state"),
        name="REST-01 a lost login leaves a restoration pending",
    )
    not_ready_was_seen = Signal(
        idle.to(pending, cond="restores_agent_state") | requested.to(pending),
        name="REST-01 a lost login leaves a restoration pending",
    )
    logged_in = Signal(
        pending.to(idle, cond="restoration_may_start and session_ready", on="restoration_ended")
        | pending.to(
            requested,
            cond="restoration_may_start and last_seen_ready and not session_ready",
            on="restore_ready",
        )
        | pending.to(
            idle,
            cond="restoration_may_start and not last_seen_ready and not session_ready",
            on=["restore_not_ready", "restoration_ended"],
        ),
        name="REST-02 restoration follows the login when no window is open",
    )
    log_in_failed = Signal(
        pending.to(idle, on="restoration_ended"),
        name="REST-06 a refused login ends the restoration",
    )
    agent_state_confirmed = Signal(
        requested.to(idle, on="restoration_ended"),
        name="REST-05 the restoration is done",
    )
    agent_state_refused = Signal(
        requested.to(idle, on="restoration_ended"),
        name="REST-07 a refused restoration is not repeated",
    )
    link_lost = Signal(
        requested.to(pending),
        name="REST-08 a restoration without an answer is pending again",
    )

    link_opened = Signal(
        pending.to(
            requested, cond="restoration_is_unblocked and last_seen_ready", on="restore_ready"
        )
        | pending.to(
            idle,
            cond="restoration_is_unblocked and not last_seen_ready",
            on=["restore_not_ready", "restoration_ended"],
        ),
        name="REST-02 restoration follows the return of the link when no window is open",
    )

    # The agent decides.
    agent_took_over = Signal(
        pending.to(idle, cond="manual_change_cancels", on="restoration_ended")
        | requested.to(idle, on="restoration_ended"),
        name="REST-09 a change by hand cancels the restoration",
    )
    all_windows_closed = Signal(
        pending.to(
            requested, cond="restoration_is_unblocked and last_seen_ready", on="restore_ready"
        )
        | pending.to(
            idle,
            cond="restoration_is_unblocked and not last_seen_ready",
            on=["restore_not_ready", "restoration_ended"],
        ),
        name="REST-02 restoration follows the closing of the last window",
    )

    ignores = (
        Ignore(
            "ready_was_seen not_ready_was_seen",
            "idle",
            "without restore-agent-state nothing is restored",
        ),
        Ignore("ready_was_seen not_ready_was_seen", "pending", "it is pending already (A24)"),
        Ignore("logged_in", "idle", "nothing is to be restored"),
        Ignore("logged_in", "pending", "windows are still open (REST-02)"),
        Ignore(
            "log_in_failed agent_took_over agent_state_confirmed agent_state_refused"
            " all_windows_closed link_lost",
            "idle",
            "nothing is to be restored",
        ),
        Ignore("link_lost", "pending", "nothing was requested yet"),
        Ignore("link_opened", "idle", "nothing is to be restored"),
        Ignore(
            "link_opened all_windows_closed",
            "pending",
            "the agent is not logged in yet, there is no link, or a window is open",
        ),
        Ignore("all_windows_closed", "requested", "it was requested already"),
        Ignore(
            "agent_took_over agent_state_confirmed agent_state_refused",
            "pending",
            "under A25=kept a change by hand is no reason",
        ),
        Ignore("link_opened", "requested", "under A38=accepted there is a session without a link"),
    )
