"""A desktop that reads what it ought not to read is found by the complete test suites.

Each of these is deaf to one event while some other machine is in some state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from benchmarks.faults import actions_to_divergence
from twinsite.conformance.coverage_goals import Survey
from twinsite.conformance.test_suite import TestSuite, suite_of
from twinsite.model.profile import Profile
from twinsite_desktop import Core
from twinsite_desktop import events as e
from twinsite_desktop.client import Client
from twinsite_desktop.registration import Binding
from twinsite_desktop.session import Login
from twinsite_desktop.settings import Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.voice import Call, VoiceConnection

SMALL, ENDPOINT = "no-bc/no-phone", "no-bc/endpoint"


@dataclass(frozen=True)
class Deaf:
    """What a desktop does not hear, and when."""

    profile: str
    """Where it shows."""
    event: type[e.Event]
    """The event."""
    when: Callable[[VoiceConnection], bool]
    """Whether it is not heard now."""


def binding(desktop: VoiceConnection) -> Binding:
    return desktop.phone.registrations[Site.PREFERRED].binding


DEAF = {
    "Ready is not asked for while a window is open": Deaf(
        SMALL, e.ReadyRequested, lambda d: d.windows_open
    ),
    "a logout waits for the end of the call": Deaf(
        SMALL, e.LogOutRequested, lambda d: d.call is Call.LIVE
    ),
    "a login is not asked for while a window is open": Deaf(
        SMALL, e.LogInRequested, lambda d: d.windows_open
    ),
    "NotReady of SIP Server is missed during a call": Deaf(
        SMALL, e.AgentNotReady, lambda d: d.call is Call.LIVE
    ),
    "no interaction opens while nobody is logged in": Deaf(
        SMALL, e.InteractionOpened, lambda d: d.session.login is Login.OUT
    ),
    "an INVITE is not heard during a refresh": Deaf(
        ENDPOINT, e.InviteReceived, lambda d: binding(d) is Binding.REFRESHING
    ),
    "a window is not closed while the phone is not registered": Deaf(
        ENDPOINT, e.LastWindowClosed, lambda d: binding(d) is Binding.WAITING
    ),
    "a refused REGISTER is missed while a window is open": Deaf(
        ENDPOINT, e.RegisterRefused, lambda d: d.windows_open
    ),
    "a registration is not confirmed during a call": Deaf(
        ENDPOINT, e.RegisterAccepted, lambda d: d.call is Call.LIVE
    ),
}


def client(deaf: Deaf) -> type[Client]:
    """Return a client that is sound but for what it does not hear."""

    class Desktop(VoiceConnection):
        def _receive(self, event: e.Event) -> None:
            if not (isinstance(event, deaf.event) and deaf.when(self)):
                super()._receive(event)

    class Wrong(Client):
        def make(self, settings: Settings) -> Core:
            return Desktop(settings)

    return Wrong


@cache
def suite(profile: str) -> TestSuite:
    return suite_of(Profile.parse(profile))


@cache
def suite_of_old(profile: str) -> TestSuite:
    """Return the test suite that crosses no event with what its guards do not read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Survey, "_crossing", lambda *_: iter(()))
        return suite_of(Profile.parse(profile))


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(what, marks=pytest.mark.by_hand if deaf.profile == ENDPOINT else ())
        for what, deaf in DEAF.items()
    ],
)
def test_what_is_not_heard_is_found(what: str) -> None:
    deaf = DEAF[what]
    assert actions_to_divergence(client(deaf), suite(deaf.profile)) is not None


@pytest.mark.by_hand
def test_some_are_found_by_crossing_only() -> None:
    deaf = DEAF["NotReady of SIP Server is missed during a call"]
    assert actions_to_divergence(client(deaf), suite_of_old(deaf.profile)) is None
