"""The REGISTER transactions of the Workspace SIP Endpoint with the registrar of one site.

Source: RFC 3261, 10.2 and 17.1.2; SDKDR; guide, reg_timeout; interpretations A40 to A46, A75.
Not modelled: the authenticated retry after 401 or 407, which belongs to the same attempt, and
Retry-After, which only makes an attempt later (A42, A43).
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Restart, Signal, Stimulus


class Registration(Chart):
    """Does a REGISTER to this site's registrar await its final response?"""

    registering = State(initial=True)  # a REGISTER awaits its final response
    registered = State()  # the last REGISTER was accepted; the next one refreshes the binding
    waiting_for_retry = State()  # the last REGISTER has failed; the next one is a new attempt
    renewing = State()  # never at rest: the binding is given up, and then a REGISTER is sent

    # The registrar decides.
    register_accepted = Stimulus(
        registering.to(registered, cond="registrar_in_service", on="bound"),
        by="registrar",
        name="REG-01 the registrar answers REGISTER with 200 OK",
    )
    register_refused = Stimulus(
        registering.to(waiting_for_retry, cond="registrar_in_service", on="registration_failed"),
        by="registrar",
        name="REG-02 the registrar refuses REGISTER for good",
    )
    interval_too_brief = Stimulus(
        registering.to(registering, cond="registrar_in_service", on="register"),
        by="registrar",
        name="REG-14 423 Interval Too Brief, with Min-Expires",
    )
    register_answered_late = Stimulus(
        waiting_for_retry.to(waiting_for_retry, internal=True),
        by="registrar",
        name="REG-05 an answer arrives after Timer F; its transaction is gone",
    )

    # Time decides.
    register_timed_out = Deadline(
        registering.to(waiting_for_retry, on="registration_failed"),
        length="sip_transaction_timeout",
        name="REG-03 REGISTER has no final response (Timer F)",
    )
    refresh_due = Deadline(
        registered.to(registering, on=["register", "refresh_sent"]),
        length="reg_timeout",
        name="REG-04 the binding must be refreshed",
    )
    next_attempt_due = Deadline(
        waiting_for_retry.to(registering, on="register"),
        length="reg_interval",
        name="REG-07 the next attempt to register is due",
    )

    # The network decides.
    flow_failed = Stimulus(
        registered.to(renewing, on="flow_lost")
        | registering.to(renewing, cond="binding_is_live", on="flow_lost"),
        by="network",
        name="REG-08 the flow to the registrar fails",
    )
    address_changed = Stimulus(
        registered.to(renewing, on="flow_lost")
        | registering.to(renewing, cond="binding_is_live", on="flow_lost"),
        by="network",
        name="REG-15 the endpoint's own address is another one",
    )

    # The binding decides.
    registration_changed = Signal(
        renewing.to(registering, on="register"),
        name="REG-08 a binding that is lost with its flow is renewed at once",
    )

    # The site selection decides, under interpretation A46=unregistered only.
    switched_over = Signal(
        registered.to(
            waiting_for_retry,
            cond="unregisters_at_switchover and not serves_current_site",
            on=["unregister", "binding_removed"],
        )
        | registering.to(
            waiting_for_retry,
            cond="unregisters_at_switchover and not serves_current_site and binding_is_live",
            on=["unregister", "binding_removed"],
        ),
        name="REG-09 the old site is unregistered (A46)",
    )

    ignores = (
        Ignore(
            "switched_over",
            "registering registered waiting_for_retry",
            "both registrations live on after a switchover (A46)",
        ),
        Ignore(
            "registration_changed",
            "registering registered waiting_for_retry",
            "no binding was lost with a flow here",
        ),
    )

    restarts = (
        Restart(
            "register_timed_out",
            "interval_too_brief",
            "registering",
            "the answer has ended the transaction, and a new REGISTER is sent (REG-14)",
        ),
    )
