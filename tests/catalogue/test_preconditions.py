"""What the composition and the documents carry: requirements that no event or property names."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from twinsite.catalogue.options import OPTIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.checker.semantics.chart import Kind
from twinsite.model.composition import desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Part, Phone, Profile

SPECIFICATION = Path(__file__).parents[2] / "spec" / "README.md"


def machines_of(profile: Profile) -> set[str]:
    """Return the names of the machines that one desktop has."""
    return {instance.name for instance in desktop(profile).instances}


def test_the_switchover_timeout_has_the_length_of_its_option() -> None:
    """BC-09: disaster-recovery.timeout gives the number of seconds."""
    event = MACHINES["site"].event("switchover_timeout_elapsed")
    assert (event.kind, event.length) == (Kind.DEADLINE, "disaster-recovery.timeout")
    assert OPTIONS[event.length].unit == "s"


def test_a_profile_cannot_be_changed() -> None:
    """BC-11: within a session the options are constant."""
    with pytest.raises(FrozenInstanceError):
        Profile().auto_restore = False  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize("identifier", ["BC-10", "BC-13", "BC-14"])
def test_what_no_machine_can_see_is_told_to_the_reader(identifier: str) -> None:
    """BC-10, BC-13, BC-14: preconditions of a deployment stand on the specification's page."""
    told = SPECIFICATION.read_text(encoding="utf-8")
    assert f"({identifier})" in told
    assert REQUIREMENTS[identifier].sentence in told


def test_an_endpoint_registers_at_each_site_by_itself() -> None:
    """REG-10: proxy0 is the preferred site, proxy1 the peer site."""
    assert machines_of(Profile()) >= {"registration_preferred", "registration_peer"}
    system = desktop(Profile())
    sites = {
        instance.name: instance.parameter
        for instance in system.instances
        if instance.machine.name == "Registration"
    }
    assert sites == {"registration_preferred": "preferred", "registration_peer": "peer"}


@pytest.mark.parametrize("phone", [Phone.HARD_PHONE, Phone.NONE])
def test_no_other_phone_has_a_registration_that_the_desktop_knows(phone: Phone) -> None:
    """REG-11: reg_timeout is for Workspace SIP Endpoint and Genesys Softphone only."""
    machines = machines_of(Profile(phone=phone))
    assert not any(name.startswith("registration") for name in machines)


def test_the_start_waits_for_nothing_but_answers() -> None:
    """START-02, START-06: no delay is in force before a first connection has succeeded."""
    start = desktop(Profile(part=Part.START_UP, nodes=2))
    kinds = {event.kind for i in start.instances for event in i.machine.events}
    assert Kind.DEADLINE not in kinds
    connection = MACHINES["cluster_link"].event("retry_delay_elapsed")
    assert (connection.kind, connection.length) == (Kind.DEADLINE, "warm-standby.retry-delay")
