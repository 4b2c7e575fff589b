"""The watch over the phone at the current site.

Source: guide, disaster-recovery.wait-for-sipphone-timeout; interpretations A10, A11, A12,
A45, A62, A74.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Restart, Signal


class PhoneWatch(Chart):
    """Has the phone been lost at the current site for too long?"""

    waiting = State(initial=True)  # the phone is not registered here, and the wait runs
    satisfied = State()  # the phone is registered here
    due = State()  # the wait is over, but the switchover is held back

    # The registration decides.
    registration_changed = Signal(
        waiting.to(satisfied, cond="phone_registered_here")
        | due.to(satisfied, cond="phone_registered_here")
        | due.to(due, cond="may_leave_for_phone", on="phone_given_up")
        | satisfied.to(waiting, cond="not phone_registered_here"),
        name="PHONE-01 the wait starts when the registration is lost and ends when it is back",
    )

    # Time decides.
    phone_wait_elapsed = Deadline(
        waiting.to(due, cond="may_leave_for_phone", on="phone_given_up") | waiting.to(due),
        length="disaster-recovery.wait-for-sipphone-timeout",
        name="PHONE-02 the phone was lost for the whole wait",
    )

    # What held the switchover back is over.
    call_over = Signal(
        due.to(due, cond="may_leave_for_phone", on="phone_given_up"),
        name="PHONE-04 the live call that held the switchover is over",
    )
    link_lost = Signal(
        due.to(due, cond="may_leave_for_phone", on="phone_given_up"),
        name="PHONE-04 the live call that held the switchover is out of control (A74)",
    )

    # The site selection decides: what counts is the phone at the new site.
    switched_over = Signal(
        waiting.to(satisfied, cond="phone_registered_here")
        | waiting.to(waiting)
        | due.to(satisfied, cond="phone_registered_here")
        | due.to(waiting)
        | satisfied.to(satisfied, cond="phone_registered_here")
        | satisfied.to(waiting),
        name="PHONE-07 a switchover cancels the wait, and the phone at the new site is watched",
    )

    ignores = (
        Ignore(
            "registration_changed",
            "waiting due satisfied",
            "the registration at the other site has changed, or the switchover is still held back",
        ),
        Ignore("call_over link_lost", "waiting satisfied", "no switchover is held back"),
        Ignore("call_over link_lost", "due", "the switchover is still held back (A11, A12)"),
    )

    restarts = (
        Restart(
            "phone_wait_elapsed",
            "switched_over",
            "waiting",
            "the phone at the new site is watched from now on (PHONE-07)",
        ),
    )
