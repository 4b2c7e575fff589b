"""What the registrations and the watch over the phone do."""

from twinsite.facts import Facts
from twinsite.profile import Phone
from twinsite.properties.claims import Catalogue
from twinsite.properties.safety import REGISTRATIONS, moves
from twinsite.properties.steps import events, says, touching

TELEPHONE = Catalogue()

_FAILED = ("register_refused", "register_timed_out")
_LOST = ("binding_expired", "flow_failed")
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


@TELEPHONE.always_step("REG-01", when=events("register_accepted"))
def a_register_that_is_accepted_binds(before: Facts, after: Facts) -> bool:
    """A REGISTER that is accepted makes a binding."""
    return "registered" in _changed(before, after)


@TELEPHONE.always_step("REG-02", when=lambda o: o.offer.event in _FAILED)
def a_register_that_fails_is_tried_again_later(before: Facts, after: Facts) -> bool:
    """A REGISTER that is refused or has no response leaves no binding and no request."""
    return "waiting_for_retry" in _changed(before, after)


@TELEPHONE.always_step("REG-06", when=lambda o: o.offer.event in _LOST)
def a_binding_that_is_lost_is_renewed(before: Facts, after: Facts) -> bool:
    """A binding that expires or whose flow fails is lost, and a REGISTER is under way."""
    return "registering" in _changed(before, after)


@TELEPHONE.always_step("REG-04", when=events("refresh_due"))
def a_binding_outlasts_its_refresh(before: Facts, after: Facts) -> bool:
    """A binding lives on while its refresh awaits the response."""
    return "refreshing" in _changed(before, after)


@TELEPHONE.always_step("REG-07", when=events("next_attempt_due"))
def the_next_attempt_is_made(before: Facts, after: Facts) -> bool:
    """When the next attempt is due a REGISTER is under way."""
    return "registering" in _changed(before, after)


@TELEPHONE.always_step("REG-04", when=touching(*REGISTRATIONS, but=says("register")))
def no_response_is_awaited_without_a_register(before: Facts, after: Facts) -> bool:
    """No response is awaited to a REGISTER that was not sent."""
    return not _asks(before, after)


@TELEPHONE.always_step("REG-04", when=says("register"))
def a_register_awaits_its_response(before: Facts, after: Facts) -> bool:
    """A REGISTER is sent only where none is under way, and then awaits its response."""
    return _asks(before, after)


# the phone


@TELEPHONE.always_step(
    "PHONE-05", when=lambda o: o.offer.event == "dn_out_of_service" and not moves(o)
)
def a_dn_out_of_service_is_a_lost_phone(_before: Facts, after: Facts) -> bool:
    """A hard phone whose DN is reported out of service is lost."""
    return not after.phone_registered_here


@TELEPHONE.always_step(
    "PHONE-05", when=lambda o: o.offer.event == "dn_back_in_service" and not moves(o)
)
def a_dn_back_in_service_is_a_good_phone(_before: Facts, after: Facts) -> bool:
    """A hard phone whose DN is reported back in service is well."""
    return after.phone_registered_here


@TELEPHONE.always_step("PHONE-06", when=moves)
def a_hard_phone_is_well_where_nothing_is_known(_before: Facts, after: Facts) -> bool:
    """After a switchover a hard phone counts as registered."""
    return after.profile.phone is not Phone.HARD_PHONE or after.phone_registered_here


@TELEPHONE.always_step(
    "PHONE-02", when=lambda o: o.offer.event == "phone_wait_elapsed" and not moves(o)
)
def the_wait_for_the_phone_ends(_before: Facts, after: Facts) -> bool:
    """When its time has passed the wait for the phone is over."""
    return after.phone_is_given_up


@TELEPHONE.always_step("PHONE-02", when=touching("phone_watch", but=events("phone_wait_elapsed")))
def the_wait_for_the_phone_lasts(before: Facts, after: Facts) -> bool:
    """Nothing but time ends the wait for a phone that stays lost."""
    return before.phone_is_given_up or not after.phone_is_given_up
