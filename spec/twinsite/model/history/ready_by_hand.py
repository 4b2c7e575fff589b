"""What excuses a call beside an interaction from before the switchover (INT-05)."""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal


class ReadyByHand(Chart):
    """Did the agent go Ready by hand while a window from before the switchover was open?"""

    no = State(initial=True)  # no, or no such window is open any longer
    yes = State()  # yes, since the latest switchover

    ready_by_hand = Signal(
        no.to(yes, cond="earlier_windows_open"), name="INT-05 the agent goes Ready by hand"
    )
    switched_over = Signal(yes.to(no), name="INT-05 a switchover starts anew")
    all_windows_closed = Signal(yes.to(no), name="INT-05 all windows are closed")
    earlier_closed = Signal(yes.to(no), name="INT-05 the earlier windows are closed")

    ignores = (
        Ignore("ready_by_hand", "no", "no window from before the switchover is open"),
        Ignore("ready_by_hand", "yes", "this is known already"),
        Ignore("switched_over all_windows_closed earlier_closed", "no", "there is nothing to end"),
    )
