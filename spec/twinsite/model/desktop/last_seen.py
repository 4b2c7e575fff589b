"""The agent state that a restoration will restore.

Source: guide, disaster-recovery.restore-agent-state; interpretations A23 to A27, A39, A63.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal


class LastSeen(Chart):
    """Which confirmed agent state is kept for restoration?"""

    nothing = State(initial=True)  # there is nothing to restore
    not_ready = State()  # NotReady, with its reason code and work mode
    ready = State()  # Ready

    # The session decides: it tells the state that SIP Server confirmed last.
    ready_was_seen = Signal(
        nothing.to(ready, cond="restores_agent_state")
        | not_ready.to(ready, cond="last_seen_is_overwritten"),
        name="REST-04 the last confirmed state was Ready",
    )
    not_ready_was_seen = Signal(
        nothing.to(not_ready, cond="restores_agent_state")
        | ready.to(not_ready, cond="last_seen_is_overwritten"),
        name="REST-04 the last confirmed state was NotReady",
    )

    # The restoration decides.
    restoration_ended = Signal(
        not_ready.to(nothing) | ready.to(nothing),
        name="REST-05 what was restored, or given up, is kept no longer",
    )

    ignores = (
        Ignore(
            "ready_was_seen not_ready_was_seen",
            "nothing",
            "without restore-agent-state nothing is kept",
        ),
        Ignore(
            "ready_was_seen not_ready_was_seen",
            "not_ready ready",
            "while a restoration is pending the first state seen is kept (A24)",
        ),
    )
