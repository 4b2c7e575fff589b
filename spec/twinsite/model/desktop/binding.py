"""The binding of the Workspace SIP Endpoint at the registrar of one site.

Source: RFC 3261, 10.2.1.1 and 10.2.4; guide, reg_timeout; interpretations A41, A46, A75.
Not modelled: a binding that is gone at the registrar while the endpoint takes it for live, which
it learns of at the next refresh; when exactly within the lifetime a refresh is sent (A41).
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Deadline, Ignore, Signal


class Binding(Chart):
    """Is there a binding at this site's registrar, as far as the endpoint knows?"""

    none = State(initial=True)  # there is no binding
    live = State()  # there is one, and its refresh is not due yet
    refreshing = State()  # there is one; a REGISTER that refreshes it awaits its response

    # The registration decides.
    bound = Signal(
        none.to(live, cond="register_was_accepted", on="registration_changed")
        | refreshing.to(live, cond="register_was_accepted"),
        name="REG-01 a REGISTER was accepted",
    )
    refresh_sent = Signal(
        live.to(refreshing, cond="register_is_under_way"),
        name="REG-04 a REGISTER refreshes the binding",
    )
    registration_failed = Signal(
        refreshing.to(none, cond="register_has_failed", on="registration_changed"),
        name="REG-02 the REGISTER that refreshes the binding has failed",
    )
    flow_lost = Signal(
        live.to(none, cond="flow_is_lost", on="registration_changed")
        | refreshing.to(none, cond="flow_is_lost", on="registration_changed"),
        name="REG-08 the binding is lost with its flow",
    )
    binding_removed = Signal(
        live.to(none, cond="register_has_failed", on="registration_changed")
        | refreshing.to(none, cond="register_has_failed", on="registration_changed"),
        name="REG-09 the binding at the old site is removed (A46)",
    )

    # Time decides.
    binding_expired = Deadline(
        refreshing.to(none, on="registration_changed"),
        length="refresh margin",
        name="REG-06 the binding expires before its refresh is answered",
    )

    ignores = (
        Ignore(
            "bound refresh_sent registration_failed flow_lost binding_removed",
            "none live refreshing",
            "it is about the registration at the other site, or there is no binding to lose",
        ),
    )
