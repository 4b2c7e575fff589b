"""What must hold of the registrations of the phone.

Source: the requirements REG.
"""

from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS
from twinsite.properties.steps import REGISTRATIONS, events, moves, says, touching
from twinsite.properties.where import registering

PROPERTIES = Catalogue()


_AT_REST = ("registered", "waiting_for_retry")
_ASKING = ("registering", "refreshing")


def _changed(before: Facts, after: Facts) -> set[str | None]:
    """Return in which states those registrations are now that have changed."""
    return {
        after.state_of(name)
        for name in REGISTRATIONS
        if before.state_of(name) != after.state_of(name)
    }


def _asks(before: Facts, after: Facts) -> bool:
    """Return whether a REGISTER awaits its response where none did."""
    return any(
        before.is_in(name, *_AT_REST) and after.is_in(name, *_ASKING) for name in REGISTRATIONS
    )


def _registering_at_both(profile: Profile) -> bool:
    return registering(profile) and profile.has_peer


# What holds of every step.


@PROPERTIES.transition_invariant(
    "REG-09", when=lambda o: moves(o) and not o.event.machine.startswith("registration")
)
def no_registration_is_given_up_at_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover leaves the registrations of both sites as they are."""
    return all(before.state_of(name) == after.state_of(name) for name in REGISTRATIONS)


@PROPERTIES.transition_invariant("REG-01", when=events("register_accepted"))
def a_register_that_is_accepted_binds(before: Facts, after: Facts) -> bool:
    """A REGISTER that is accepted makes a binding."""
    return "registered" in _changed(before, after)


@PROPERTIES.transition_invariant("REG-02", when=events("register_refused"))
def a_register_that_is_refused_is_tried_again_later(before: Facts, after: Facts) -> bool:
    """A REGISTER that is refused leaves no binding, and none is sent at once."""
    return "waiting_for_retry" in _changed(before, after)


@PROPERTIES.transition_invariant("REG-03", when=events("register_timed_out"))
def a_register_without_a_response_has_failed(before: Facts, after: Facts) -> bool:
    """A REGISTER without a response leaves no binding, and none is sent at once."""
    return "waiting_for_retry" in _changed(before, after)


@PROPERTIES.transition_invariant("REG-05", when=events("register_answered_late"))
def a_response_that_comes_too_late_changes_nothing(before: Facts, after: Facts) -> bool:
    """A response whose transaction is gone leaves both registrations as they are."""
    return not _changed(before, after)


@PROPERTIES.transition_invariant("REG-06", when=events("binding_expired"))
def a_binding_that_expires_is_lost(before: Facts, after: Facts) -> bool:
    """A binding that expires is lost, and a REGISTER is under way."""
    return "registering" in _changed(before, after)


@PROPERTIES.transition_invariant("REG-08", when=events("flow_failed"))
def a_binding_whose_flow_fails_is_renewed(before: Facts, after: Facts) -> bool:
    """A binding whose flow fails is lost, and a REGISTER is under way."""
    return "registering" in _changed(before, after)


@PROPERTIES.transition_invariant(
    "REG-08", when=lambda o: o.event.name == "flow_failed" and not o.has("register")
)
def a_flow_that_fails_is_answered_by_a_register(_before: Facts, _after: Facts) -> bool:
    """When the flow to the registrar fails a REGISTER is sent at once, also during a refresh."""
    return False


@PROPERTIES.transition_invariant("REG-04", when=events("refresh_due"))
def a_binding_outlasts_its_refresh(before: Facts, after: Facts) -> bool:
    """A binding lives on while its refresh awaits the response."""
    return "refreshing" in _changed(before, after)


@PROPERTIES.transition_invariant("REG-07", when=events("next_attempt_due"))
def the_next_attempt_is_made(before: Facts, after: Facts) -> bool:
    """When the next attempt is due a REGISTER is under way."""
    return "registering" in _changed(before, after)


@PROPERTIES.transition_invariant("REG-04", when=touching(*REGISTRATIONS, but=says("register")))
def no_response_is_awaited_without_a_register(before: Facts, after: Facts) -> bool:
    """No response is awaited to a REGISTER that was not sent."""
    return not _asks(before, after)


@PROPERTIES.transition_invariant(
    "REG-04", when=lambda o: o.has("register") and o.event.name != "flow_failed"
)
def a_register_awaits_its_response(before: Facts, after: Facts) -> bool:
    """A REGISTER is sent only where none is under way, or the flow of the last one has failed, and
    then awaits its response.
    """
    return _asks(before, after)


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
