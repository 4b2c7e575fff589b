"""A desktop with a seeded fault is told from the sound one; the sound one is not blamed."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import pytest

from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.conformance import equivalence as exhaustive
from twinsite.conformance.equivalence import Difference
from twinsite.conformance.protocol import start_message
from twinsite.conformance.quotient import Quotient
from twinsite.model.composition import desktop
from twinsite.model.profile import MOST_NODES, Profile
from twinsite_desktop import Core, core
from twinsite_desktop import events as e
from twinsite_desktop.client import Client, settings_of
from twinsite_desktop.commands import Command, Connect, Register
from twinsite_desktop.connection import Connection
from twinsite_desktop.errors import WrongEventError
from twinsite_desktop.faults import FAULTS, client, lengths
from twinsite_desktop.naming import seen
from twinsite_desktop.settings import Lengths, Settings
from twinsite_desktop.sites import PRIMARY, Site
from twinsite_desktop.start_up import StartUp
from twinsite_desktop.voice import VoiceConnection

OF_TIME = [fault.name for fault in lengths.FAULTS]
OF_STEPS = [name for name in FAULTS if name not in OF_TIME]
PROFILES = sorted({FAULTS[name].profile for name in OF_STEPS} - {"bc/endpoint"})
"""Where the sound core is compared; the largest one is compared by hand."""
LEAST = 45


class Found(Exception):  # noqa: N818 - it is no error
    """One difference is enough."""


@cache
def quotient(profile: str) -> Quotient:
    return Quotient(desktop(Profile.parse(profile)))


def differences(profile: str, kind: Callable[[], Client]) -> list[Difference]:
    """Compare in every state up to the first difference; explore each profile once for all."""

    def begin(profile: Profile) -> Client:
        under_test = kind()
        under_test.start(start_message(profile))
        return under_test

    def stop(done: int, of_all: int) -> None:
        if comparison._result.differences:
            raise Found

    comparison = exhaustive._Comparison(quotient(profile), Profile.parse(profile), begin, stop)
    with suppress(Found):
        comparison.run()
    return comparison._result.differences


def test_there_are_many_faults() -> None:
    assert len(FAULTS) >= LEAST


def test_each_name_is_that_of_its_fault() -> None:
    assert list(FAULTS) == [fault.name for fault in FAULTS.values()]


def test_no_two_faults_say_the_same() -> None:
    assert len({fault.what for fault in FAULTS.values()}) == len(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_breaks_a_requirement_that_exists(name: str) -> None:
    assert FAULTS[name].requirement in REQUIREMENTS


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_one_sentence(name: str) -> None:
    what = FAULTS[name].what
    assert what.endswith(".")
    assert ". " not in what.removesuffix(".")


@pytest.mark.parametrize("name", FAULTS)
def test_the_profile_of_a_fault_is_spelled_as_its_name(name: str) -> None:
    profile = FAULTS[name].profile
    assert Profile.parse(profile).name == profile


@pytest.mark.parametrize("name", FAULTS)
def test_a_copy_has_the_fault(name: str) -> None:
    made = FAULTS[name].make(settings(FAULTS[name].profile))
    assert kinds(made.copy()) == kinds(made)
    assert made.copy() == made


def test_a_client_is_told_by_its_fault() -> None:
    assert {name: client(name).__doc__ for name in FAULTS} == {
        name: fault.what for name, fault in FAULTS.items()
    }


MOST_STATES = 25


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_desktop_goes_on(name: str) -> None:
    """A fault is a wrong answer, not a crash: every event is taken in many of its states."""
    first = client(name)()
    first.start(start_message(Profile.parse(FAULTS[name].profile)))
    queue, found = [first], {str(first.observe()["state"])}
    for here in queue:
        for step in (*here.falls_due(), *alphabet(here.core)):
            there = here.copy()
            if isinstance(step, str):
                there.elapse(step)
            else:
                with suppress(WrongEventError):  # no registration, so no answer to one
                    there.core.receive(step, now=0.0)
            state = str(there.observe()["state"])
            if state not in found and len(found) < MOST_STATES:
                found.add(state)
                queue.append(there)
    assert len(found) > 1


def alphabet(of: Core) -> Iterator[e.Event]:
    """Yield every event that a core takes."""
    if isinstance(of, StartUp):
        kinds: tuple[type[e.Event], ...] = e.StartEvent.__args__
    else:
        kinds = (e.VoiceEvent if isinstance(of, VoiceConnection) else e.LinkEvent).__args__
    for kind in kinds:
        fields = dataclasses.fields(kind)
        if not fields:
            yield kind()  # type: ignore[call-arg]  # it has no fields
        elif kind is e.NodeChosen:
            yield from map(e.NodeChosen, range(MOST_NODES))
        else:
            yield from map(kind, Site)


def kinds(made: Core) -> list[type]:
    """Return the classes of a core and its components."""
    found = [type(made)]
    if isinstance(made, Connection):
        found += map(type, made.parts)
    if isinstance(made, VoiceConnection):
        found += map(type, made.phone.registrations.values())
    return found


@pytest.mark.parametrize("profile", PROFILES)
def test_the_sound_desktop_is_not_blamed(profile: str) -> None:
    assert differences(profile, Client) == []


@pytest.mark.parametrize("name", OF_STEPS)
def test_a_fault_of_the_steps_is_noticed(name: str) -> None:
    assert differences(FAULTS[name].profile, client(name)) != []


# Moments: a fault in a length of time takes the right steps, at the wrong second.

LENGTHS = Lengths(
    switchover=60.0,
    phone_wait=30.0,
    reconnection_delay=2.0,
    retry_delay=10.0,
    reg_timeout=100.0,
    reg_interval=40.0,
    refresh_margin=20.0,
    register_timeout=32.0,
)
HORIZON = 1000.0
TO_PEER, TO_PREFERRED = Connect(Site.PEER, PRIMARY), Connect(Site.PREFERRED, PRIMARY)
OPENED, FAILED, DROPPED = e.ConnectionAccepted(), e.ConnectionFailed(), e.ConnectionDropped()
REGISTERED, REGISTERED_AT_PEER = e.RegisterAccepted(Site.PREFERRED), e.RegisterAccepted(Site.PEER)
REFUSED, FLOW_FAILED = e.RegisterRefused(Site.PREFERRED), e.FlowFailed(Site.PREFERRED)
AGAIN = Register(Site.PREFERRED)


class Case(NamedTuple):
    """What happens, and when it is to have which effect."""

    events: tuple[tuple[float, e.Event], ...]
    """What is passed in, each with its moment in seconds."""
    awaited: Command | tuple[str, str]
    """The effect: a command, or a state of something that can be seen."""
    at: float
    """When the sound desktop shows it for the first time after the last event, in seconds."""


CASES = MappingProxyType(
    {
        "switchover_in_milliseconds": Case(((0, OPENED), (5, DROPPED)), TO_PEER, 65),
        "timeout_restarted_by_each_pass": Case(
            ((0, OPENED), (5, DROPPED), (8, FAILED), (9, FAILED)), TO_PEER, 65
        ),
        "timeout_restarted_by_each_attempt": Case(
            ((0, OPENED), (5, DROPPED), (8, FAILED)), TO_PEER, 65
        ),
        "timeout_measured_from_the_start": Case(((0, OPENED), (50, DROPPED)), TO_PEER, 110),
        # the phone moves the desktop after 31 seconds, and the peer site does not answer
        "timeout_of_the_old_site": Case(
            ((0, OPENED), (1, e.DnOutOfService()), (20, DROPPED), (32, FAILED)), TO_PREFERRED, 91
        ),
        "retry_in_milliseconds": Case(((1, FAILED), (2, FAILED)), TO_PREFERRED, 12),
        "phone_wait_in_milliseconds": Case(((0, OPENED), (5, e.DnOutOfService())), TO_PEER, 35),
        "phone_wait_restarted_by_the_other_site": Case(
            ((0, OPENED), (10, REGISTERED_AT_PEER)), TO_PEER, 30
        ),
        # the link moves the desktop after 61 seconds, while the wait for the phone runs
        "phone_wait_of_the_old_site": Case(
            ((0, OPENED), (0, REGISTERED), (1, DROPPED), (50, FLOW_FAILED), (62, REGISTERED)),
            TO_PREFERRED,
            91,
        ),
        "reg_timeout_in_milliseconds": Case(((1, REFUSED),), AGAIN, 41),
        "next_attempt_after_timer_f": Case(((1, REFUSED),), AGAIN, 41),
        "next_attempt_after_reg_timeout": Case(((1, REFUSED),), AGAIN, 41),
        "timer_f_starts_anew": Case(
            ((1, REGISTERED),), ("registration_preferred", "waiting_for_retry"), 133
        ),
        "refresh_after_expiry": Case(((1, REGISTERED),), AGAIN, 101),
        "expiry_of_a_whole_binding": Case(((1, REGISTERED),), ("binding_preferred", "none"), 121),
        "flow_renewal_takes_forever": Case(
            ((1, REGISTERED), (5, FLOW_FAILED)),
            ("registration_preferred", "waiting_for_retry"),
            37,
        ),
    }
)


def settings(profile: str) -> Settings:
    return dataclasses.replace(settings_of(start_message(Profile.parse(profile))), lengths=LENGTHS)


def moment(under_test: Core, case: Case) -> float | None:
    """Return when the effect shows for the first time after the last event, in seconds."""
    for at, event in case.events:
        while (due := under_test.next_timer()) is not None and due <= at:
            under_test.handle_timer(now=due)
        under_test.receive(event, now=at)
    under_test.take_commands()
    while (due := under_test.next_timer()) is not None and due < HORIZON:
        under_test.handle_timer(now=due)
        if case.awaited in (*under_test.take_commands(), *seen(under_test).items()):
            return due
    return None


def test_every_fault_of_time_has_its_case() -> None:
    assert sorted(OF_TIME) == sorted(CASES)


@pytest.mark.parametrize("name", OF_TIME)
def test_the_sound_desktop_is_on_time(name: str) -> None:
    case = CASES[name]
    assert case.at == moment(core(settings(FAULTS[name].profile)), case)


@pytest.mark.parametrize("name", OF_TIME)
def test_a_fault_of_time_is_noticed(name: str) -> None:
    case, fault = CASES[name], FAULTS[name]
    assert case.at != moment(fault.make(settings(fault.profile)), case)
