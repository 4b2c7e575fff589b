"""The agent state that a restoration owes the agent (REST-04), kept apart from the machines."""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal


class FirstSeen(Chart):
    """Which agent state did SIP Server confirm last before the login was first lost?"""

    nothing = State(initial=True)  # no login was lost, or the matter is settled
    not_ready = State()  # NotReady
    ready = State()  # Ready

    ready_was_seen = Signal(
        nothing.to(ready, cond="restores_agent_state"), name="REST-04 a Ready login is lost"
    )
    not_ready_was_seen = Signal(
        nothing.to(not_ready, cond="restores_agent_state"),
        name="REST-04 a NotReady login is lost",
    )
    restoration_ended = Signal(
        not_ready.to(nothing) | ready.to(nothing), name="REST-05 the matter is settled"
    )

    ignores = (
        Ignore(
            "ready_was_seen not_ready_was_seen",
            "nothing",
            "without restore-agent-state nothing is owed",
        ),
        Ignore(
            "ready_was_seen not_ready_was_seen",
            "not_ready ready",
            "what counts is the state before the first loss (A24)",
        ),
    )
