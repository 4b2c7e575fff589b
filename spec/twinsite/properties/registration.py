"""What must hold of the registrations of the phone, and of its bindings.

Source: the requirements REG.
"""

from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS
from twinsite.properties.steps import BINDINGS, REGISTRATIONS, events, moves, says, touching
from twinsite.properties.where import registering

PROPERTIES = Catalogue()


_AT_REST = ("registered", "waiting_for_retry")
_ANEW = ("flow_failed", "address_changed")
"""What ends a binding and the transaction that is under way, so that a REGISTER is sent anew."""
_SENT_ANEW = (*_ANEW, "interval_too_brief")
"""What ends a transaction with a REGISTER that is sent at once."""


def _turned(machines: tuple[str, ...], before: Facts, after: Facts) -> set[str | None]:
    """Return in which states those machines are now that have changed."""
    return {
        after.state_of(name) for name in machines if before.state_of(name) != after.state_of(name)
    }


def _asks(before: Facts, after: Facts) -> bool:
    """Return whether a REGISTER awaits its response where none did."""
    return any(
        before.is_in(name, *_AT_REST) and after.is_in(name, "registering") for name in REGISTRATIONS
    )


def _registering_at_both(profile: Profile) -> bool:
    return registering(profile) and profile.has_peer


# What holds in every state.


@PROPERTIES.invariant("REG-01")
def a_registration_that_is_well_has_a_binding(facts: Facts) -> bool:
    """A binding is live whose last REGISTER was accepted, and none while an attempt is waited
    for.
    """
    return all(
        facts.is_in(f"binding_{site}", "live") == facts.is_in(f"registration_{site}", "registered")
        for site in Site
    )


@PROPERTIES.invariant("REG-02")
def no_binding_outlasts_a_failed_registration(facts: Facts) -> bool:
    """Where the last REGISTER has failed there is no binding."""
    return not any(
        facts.is_in(f"registration_{site}", "waiting_for_retry")
        and not facts.is_in(f"binding_{site}", "none")
        for site in Site
    )


# What holds of every step.


@PROPERTIES.transition_invariant(
    "REG-09",
    when=lambda o: moves(o) and not o.event.machine.startswith(("registration", "binding")),
)
def no_registration_is_given_up_at_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover leaves the registrations and the bindings of both sites as they are."""
    return not _turned((*REGISTRATIONS, *BINDINGS), before, after)


@PROPERTIES.transition_invariant("REG-01", when=events("register_accepted"))
def a_register_that_is_accepted_binds(before: Facts, after: Facts) -> bool:
    """A REGISTER that is accepted makes a binding, or makes the present one last."""
    return "live" in _turned(BINDINGS, before, after)


@PROPERTIES.transition_invariant("REG-02", when=events("register_refused"))
def a_register_that_is_refused_is_tried_again_later(before: Facts, after: Facts) -> bool:
    """A REGISTER that is refused leaves no binding, and none is sent at once."""
    return "waiting_for_retry" in _turned(REGISTRATIONS, before, after)


@PROPERTIES.transition_invariant("REG-03", when=events("register_timed_out"))
def a_register_without_a_response_has_failed(before: Facts, after: Facts) -> bool:
    """A REGISTER without a response leaves no binding, and none is sent at once."""
    return "waiting_for_retry" in _turned(REGISTRATIONS, before, after)


@PROPERTIES.transition_invariant("REG-05", when=events("register_answered_late"))
def a_response_that_comes_too_late_changes_nothing(before: Facts, after: Facts) -> bool:
    """A response whose transaction is gone leaves registrations and bindings as they are."""
    return not _turned((*REGISTRATIONS, *BINDINGS), before, after)


@PROPERTIES.transition_invariant("REG-06", when=events("binding_expired"))
def a_binding_that_expires_is_lost(before: Facts, after: Facts) -> bool:
    """A binding that expires is lost."""
    return _turned(BINDINGS, before, after) == {"none"}


@PROPERTIES.transition_invariant("REG-03", when=events("binding_expired"))
def a_binding_that_expires_ends_no_transaction(before: Facts, after: Facts) -> bool:
    """The REGISTER under way when a binding expires still awaits its response, and no new one is
    sent.
    """
    return not _turned(REGISTRATIONS, before, after)


@PROPERTIES.transition_invariant("REG-08", when=events("flow_failed"))
def a_binding_whose_flow_fails_is_renewed(before: Facts, after: Facts) -> bool:
    """A binding whose flow fails is lost."""
    return "none" in _turned(BINDINGS, before, after)


@PROPERTIES.transition_invariant("REG-15", when=events("address_changed"))
def a_binding_of_another_address_is_lost(before: Facts, after: Facts) -> bool:
    """A binding of an address that the endpoint has no longer is lost."""
    return "none" in _turned(BINDINGS, before, after)


PROPERTIES.impossible_step(
    "REG-08",
    "a flow that fails is answered by a REGISTER",
    "When the flow to the registrar fails a REGISTER is sent at once, also during a refresh.",
    when=lambda o: o.event.name == "flow_failed" and not o.has("register"),
)
PROPERTIES.impossible_step(
    "REG-15",
    "another address is answered by a REGISTER",
    "When the endpoint's own address is another one a REGISTER is sent at once.",
    when=lambda o: o.event.name == "address_changed" and not o.has("register"),
)
PROPERTIES.impossible_step(
    "REG-14",
    "a refusal with 423 is answered by a REGISTER",
    "A REGISTER that is refused with 423 is sent again at once, with the lifetime asked for.",
    when=lambda o: o.event.name == "interval_too_brief" and not o.has("register"),
)


@PROPERTIES.transition_invariant("REG-14", when=events("interval_too_brief"))
def no_423_ends_a_registration(before: Facts, after: Facts) -> bool:
    """After 423 the new REGISTER awaits its response, and a binding lives on."""
    return not _turned((*REGISTRATIONS, *BINDINGS), before, after)


@PROPERTIES.transition_invariant("REG-04", when=events("refresh_due"))
def a_binding_outlasts_its_refresh(before: Facts, after: Facts) -> bool:
    """A binding lives on while its refresh awaits the response."""
    return "refreshing" in _turned(BINDINGS, before, after)


@PROPERTIES.transition_invariant("REG-07", when=events("next_attempt_due"))
def the_next_attempt_is_made(before: Facts, after: Facts) -> bool:
    """When the next attempt is due a REGISTER is under way."""
    return "registering" in _turned(REGISTRATIONS, before, after)


@PROPERTIES.transition_invariant("REG-04", when=touching(*REGISTRATIONS, but=says("register")))
def no_response_is_awaited_without_a_register(before: Facts, after: Facts) -> bool:
    """No response is awaited to a REGISTER that was not sent."""
    return not _asks(before, after)


@PROPERTIES.transition_invariant(
    "REG-04", when=lambda o: o.has("register") and o.event.name not in _SENT_ANEW
)
def a_register_awaits_its_response(before: Facts, after: Facts) -> bool:
    """A REGISTER is sent only where none is under way, or the last one is over, and then awaits
    its response.
    """
    return _asks(before, after)


@PROPERTIES.transition_invariant(
    "REG-08", when=lambda o: o.has("register") and o.event.name in _SENT_ANEW
)
def a_register_that_is_sent_anew_awaits_its_response(before: Facts, after: Facts) -> bool:
    """A REGISTER that is sent because the last one is over awaits its response."""
    return any(
        after.is_in(name, "registering") and not before.is_in(name, "waiting_for_retry")
        for name in REGISTRATIONS
    )


def _judge_site(site: Site) -> None:
    """Declare that the registration at a site concerns this site alone."""
    own, others = (f"registration_{site}", f"binding_{site}"), ("registration", "binding")

    def stays_there(before: Facts, after: Facts) -> bool:
        return not _turned(tuple(f"{name}_{site.other}" for name in others), before, after)

    stays_there.__name__ = f"what_comes_of_the_{site}_registrar_stays_there"
    stays_there.__doc__ = (
        f"Whatever becomes of the registration at the {site} site leaves that at the other site"
        " alone, and its binding."
    )
    PROPERTIES.transition_invariant(
        "REG-10", when=lambda o: o.event.machine in own and not moves(o)
    )(stays_there)


for _site in Site:
    _judge_site(_site)


# Where every fair trace leads.


@PROPERTIES.leads_to(
    "REG-13",
    premise=lambda f: f.site_in_service(Site.PREFERRED),
    given=AFTER_FAULTS,
    applies=registering,
)
def the_phone_registers_at_the_preferred_site(facts: Facts) -> bool:
    """While the registrar of the preferred site is up, the phone ends up registered there."""
    return facts.phone_registered_at(Site.PREFERRED)


@PROPERTIES.leads_to(
    "REG-13",
    premise=lambda f: f.site_in_service(Site.PEER),
    given=AFTER_FAULTS,
    applies=_registering_at_both,
)
def the_phone_registers_at_the_peer_site(facts: Facts) -> bool:
    """While the registrar of the peer site is up, the phone ends up registered there."""
    return facts.phone_registered_at(Site.PEER)
