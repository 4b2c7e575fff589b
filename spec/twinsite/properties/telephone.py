"""What the registrations and the watch over the phone do."""

from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Phone
from twinsite.properties.decorators import Catalogue
from twinsite.properties.safety import REGISTRATIONS, moves
from twinsite.properties.steps import events, says, touching

TELEPHONE = Catalogue()

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


# the registrations


@TELEPHONE.transition_invariant("REG-01", when=events("register_accepted"))
def a_register_that_is_accepted_binds(before: Facts, after: Facts) -> bool:
    """A REGISTER that is accepted makes a binding."""
    return "registered" in _changed(before, after)


@TELEPHONE.transition_invariant(
    "WORLD-08",
    when=lambda o: o.event.name in ("register_accepted", "register_refused") and not moves(o),
)
def a_registrar_out_of_service_answers_nothing(before: Facts, after: Facts) -> bool:
    """A REGISTER is accepted or refused only by a registrar that is in service."""
    return all(
        before.site_in_service(site)
        for site in Site
        if before.state_of(f"registration_{site}") != after.state_of(f"registration_{site}")
    )


@TELEPHONE.transition_invariant("REG-02", when=events("register_refused"))
def a_register_that_is_refused_is_tried_again_later(before: Facts, after: Facts) -> bool:
    """A REGISTER that is refused leaves no binding, and none is sent at once."""
    return "waiting_for_retry" in _changed(before, after)


@TELEPHONE.transition_invariant("REG-03", when=events("register_timed_out"))
def a_register_without_a_response_has_failed(before: Facts, after: Facts) -> bool:
    """A REGISTER without a response leaves no binding, and none is sent at once."""
    return "waiting_for_retry" in _changed(before, after)


@TELEPHONE.transition_invariant("REG-05", when=events("register_answered_late"))
def a_response_that_comes_too_late_changes_nothing(before: Facts, after: Facts) -> bool:
    """A response whose transaction is gone leaves both registrations as they are."""
    return not _changed(before, after)


@TELEPHONE.transition_invariant("REG-06", when=events("binding_expired"))
def a_binding_that_expires_is_lost(before: Facts, after: Facts) -> bool:
    """A binding that expires is lost, and a REGISTER is under way."""
    return "registering" in _changed(before, after)


@TELEPHONE.transition_invariant("REG-08", when=events("flow_failed"))
def a_binding_whose_flow_fails_is_renewed(before: Facts, after: Facts) -> bool:
    """A binding whose flow fails is lost, and a REGISTER is under way."""
    return "registering" in _changed(before, after)


@TELEPHONE.transition_invariant("REG-04", when=events("refresh_due"))
def a_binding_outlasts_its_refresh(before: Facts, after: Facts) -> bool:
    """A binding lives on while its refresh awaits the response."""
    return "refreshing" in _changed(before, after)


@TELEPHONE.transition_invariant("REG-07", when=events("next_attempt_due"))
def the_next_attempt_is_made(before: Facts, after: Facts) -> bool:
    """When the next attempt is due a REGISTER is under way."""
    return "registering" in _changed(before, after)


@TELEPHONE.transition_invariant("REG-04", when=touching(*REGISTRATIONS, but=says("register")))
def no_response_is_awaited_without_a_register(before: Facts, after: Facts) -> bool:
    """No response is awaited to a REGISTER that was not sent."""
    return not _asks(before, after)


@TELEPHONE.transition_invariant("REG-04", when=says("register"))
def a_register_awaits_its_response(before: Facts, after: Facts) -> bool:
    """A REGISTER is sent only where none is under way, and then awaits its response."""
    return _asks(before, after)


# the phone


@TELEPHONE.transition_invariant(
    "PHONE-05", when=lambda o: o.event.name == "dn_out_of_service" and not moves(o)
)
def a_dn_out_of_service_is_a_lost_phone(_before: Facts, after: Facts) -> bool:
    """A hard phone whose DN is reported out of service is lost."""
    return not after.phone_registered_here


@TELEPHONE.transition_invariant(
    "PHONE-05", when=lambda o: o.event.name == "dn_back_in_service" and not moves(o)
)
def a_dn_back_in_service_is_a_good_phone(_before: Facts, after: Facts) -> bool:
    """A hard phone whose DN is reported back in service is well."""
    return after.phone_registered_here


@TELEPHONE.transition_invariant("PHONE-06", when=moves)
def a_hard_phone_is_well_where_nothing_is_known(_before: Facts, after: Facts) -> bool:
    """After a switchover a hard phone counts as registered."""
    return after.profile.phone is not Phone.HARD_PHONE or after.phone_registered_here


@TELEPHONE.transition_invariant(
    "PHONE-02", when=lambda o: o.event.name == "phone_wait_elapsed" and not moves(o)
)
def the_wait_for_the_phone_ends(_before: Facts, after: Facts) -> bool:
    """When its time has passed the wait for the phone is over."""
    return after.phone_is_given_up


@TELEPHONE.transition_invariant("PHONE-07", when=moves)
def a_switchover_begins_the_wait_anew(_before: Facts, after: Facts) -> bool:
    """After a switchover the wait for a phone that is lost at the new site has just begun."""
    if after.profile.phone is Phone.NONE:
        return True
    return after.is_in("phone_watch", "satisfied" if after.phone_registered_here else "waiting")


@TELEPHONE.transition_invariant(
    "PHONE-02", when=touching("phone_watch", but=events("phone_wait_elapsed"))
)
def the_wait_for_the_phone_lasts(before: Facts, after: Facts) -> bool:
    """Nothing but time ends the wait for a phone that stays lost."""
    return before.phone_is_given_up or not after.phone_is_given_up


@TELEPHONE.transition_invariant("PHONE-04", when=touching("phone_watch", but=moves))
def a_wait_that_is_over_stays_over(before: Facts, after: Facts) -> bool:
    """A wait that is over begins anew only when the phone is back or the desktop has moved."""
    if not before.phone_is_given_up:
        return True
    return after.phone_is_given_up or after.phone_registered_here
