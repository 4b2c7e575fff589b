"""The registration of the Workspace SIP Endpoint at the registrar of one site.

Source: RFC 3261, 10.2; SDKDR; guide, reg_timeout; interpretations A40 to
A46.
Not modelled: the authenticated retry after 401 or 407 and the retry after 423, which belong to
the same attempt (A42); when exactly within the lifetime a refresh is sent (A41).
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Restart, Signal, Stimulus


class Registration(Chart):
    """Is there a binding at this site's registrar?"""

    registering = State(initial=True)  # no binding; a REGISTER awaits its final response
    registered = State()  # a binding is live
    refreshing = State()  # a binding is live; a REGISTER that refreshes it awaits its response
    waiting_for_retry = State()  # no binding; the next attempt comes with the renewal cadence

    # The registrar decides.
    register_accepted = Stimulus(
        registering.to(registered, cond="registrar_in_service", on="registration_changed")
        | refreshing.to(registered, cond="registrar_in_service"),
        by="registrar",
        name="REG-01 the registrar answers REGISTER with 200 OK",
    )
    register_refused = Stimulus(
        registering.to(waiting_for_retry, cond="registrar_in_service")
        | refreshing.to(waiting_for_retry, cond="registrar_in_service", on="registration_changed"),
        by="registrar",
        name="REG-02 the registrar refuses REGISTER for good",
    )
    register_answered_late = Stimulus(
        waiting_for_retry.to(waiting_for_retry, internal=True),
        by="registrar",
        name="REG-05 an answer arrives after Timer F; its transaction is gone",
    )

    # Time decides.
    register_timed_out = Deadline(
        registering.to(waiting_for_retry)
        | refreshing.to(waiting_for_retry, on="registration_changed"),
        length="sip_transaction_timeout",
        name="REG-03 REGISTER has no final response (Timer F)",
    )
    refresh_due = Deadline(
        registered.to(refreshing, on="register"),
        length="reg_timeout",
        name="REG-04 the binding must be refreshed",
    )
    binding_expired = Deadline(
        refreshing.to(registering, on="registration_changed"),
        length="refresh margin",
        name="REG-06 the binding expires before its refresh is answered",
    )
    next_attempt_due = Deadline(
        waiting_for_retry.to(registering, on="register"),
        length="reg_timeout",
        name="REG-07 the next attempt to register is due",
    )

    # The network decides.
    flow_failed = Stimulus(
        registered.to(registering, on=["register", "registration_changed"])
        | refreshing.to(registering, on=["register", "registration_changed"]),
        by="network",
        name="REG-08 the flow to the registrar fails",
    )

    # The site selection decides, under interpretation A46=unregistered only.
    switched_over = Signal(
        registered.to(
            waiting_for_retry,
            cond="unregisters_at_switchover and not serves_current_site",
            on=["unregister", "registration_changed"],
        )
        | refreshing.to(
            waiting_for_retry,
            cond="unregisters_at_switchover and not serves_current_site",
            on=["unregister", "registration_changed"],
        ),
        name="REG-09 the old site is unregistered (A46)",
    )

    ignores = (
        Ignore(
            "switched_over",
            "registering registered refreshing waiting_for_retry",
            "both registrations live on after a switchover (A46)",
        ),
    )

    restarts = (
        Restart(
            "register_timed_out",
            "flow_failed",
            "refreshing",
            "the transaction has failed with its flow, and a new REGISTER is sent (REG-08)",
        ),
        Restart(
            "register_timed_out",
            "binding_expired",
            "refreshing",
            "not modelled: Timer F of the refresh runs on, and fires earlier than here (REG-03)",
        ),
    )
