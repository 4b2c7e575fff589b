"""The interaction windows that are open at the desktop, of voice and of every other medium.

Source: guide, SIP Server specific options (stacked interaction windows); interpretations
A50, A51, A52.
Not modelled: how many windows there are beyond "some"; which medium a window belongs to.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Signal, Stimulus


class Windows(Chart):
    """Which interaction windows are open, seen from the latest switchover?"""

    none = State(initial=True)  # no window is open
    recent = State()  # all open windows were opened since the latest switchover
    earlier = State()  # all open windows were opened before the latest switchover
    earlier_and_recent = State()  # there are windows of both ages

    # Calls and other media decide.
    call_offered = Signal(
        none.to(recent)
        | recent.to(recent)
        | earlier.to(earlier_and_recent)
        | earlier_and_recent.to(earlier_and_recent),
        name="INT-01 a call opens a window",
    )
    other_interaction_opened = Stimulus(
        none.to(recent) | earlier.to(earlier_and_recent),
        by="callers",
        name="INT-02 an interaction of another medium opens a window",
    )

    # The agent decides; the window of a call that the desktop takes to go on is not closed.
    recent_windows_closed = Stimulus(
        recent.to(none, cond="no_recent_call_goes_on", on="all_windows_closed")
        | earlier_and_recent.to(earlier, cond="no_recent_call_goes_on"),
        by="agent",
        name="INT-03 the agent closes the last window from after the switchover",
    )
    earlier_windows_closed = Stimulus(
        earlier.to(none, cond="no_earlier_call_goes_on", on="all_windows_closed")
        | earlier_and_recent.to(recent, cond="no_earlier_call_goes_on", on="earlier_closed"),
        by="agent",
        name="INT-03 the agent closes the last window from before the switchover",
    )

    # The desktop moves.
    switched_over = Signal(
        none.to(none) | recent.to(earlier) | earlier.to(earlier) | earlier_and_recent.to(earlier),
        name="INT-04 windows survive the switchover",
    )
