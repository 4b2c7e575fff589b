"""The service state of a hard phone, as SIP Server tells it through the link.

Source: SIPCAVAIL; interpretation A45.
Not modelled: the phone's own registrations, which the desktop cannot see.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Signal, Stimulus


class DnService(Chart):
    """Is the hard phone's DN in service at the current site, as far as is known?"""

    in_service = State(initial=True)  # in service, or nothing is known yet
    out_of_service = State()  # EventDNOutOfService was the last word

    # SIP Server decides.
    dn_out_of_service = Stimulus(
        in_service.to(out_of_service, cond="link_open", on="registration_changed"),
        by="registrar",
        name="PHONE-05 EventDNOutOfService",
    )
    dn_back_in_service = Stimulus(
        out_of_service.to(in_service, cond="link_open", on="registration_changed"),
        by="registrar",
        name="PHONE-05 EventDNBackInService",
    )

    # The site selection decides.
    switched_over = Signal(
        in_service.to(in_service) | out_of_service.to(in_service, on="registration_changed"),
        name="PHONE-06 nothing is known of the DN at the other site yet (A45)",
    )
