"""What must hold of time: how long each deadline lasts, and that nothing puts it off.

Source: the requirements that name an option, and the options.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Occurrence, never
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone, Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.steps import BINDINGS, REGISTRATIONS, moves
from twinsite.properties.where import Applies, clustered, connection, paired, registering, returning

PROPERTIES = Catalogue()


def watched(profile: Profile) -> bool:
    """Return whether a phone can be lost, so that it is watched."""
    return profile.part is Part.VOICE and profile.phone is not Phone.NONE


@dataclass(frozen=True, slots=True)
class Length:
    """How long a deadline lasts."""

    requirement: str
    """The id of the requirement that says so."""
    deadline: str
    """The deadline."""
    machines: Sequence[str]
    """The instances that have it."""
    name: str
    """What it is called, with its article."""
    option: str
    """The option that gives its length in seconds."""
    held: Sequence[str]
    """The states in which it runs."""
    applies: Applies
    """The profiles in which there is one."""
    anew: Callable[[Occurrence], bool] = never
    """The steps that may start it anew while it runs."""
    by: str = "Nothing"
    """What does that, in words."""


LENGTHS = (
    Length(
        "SITE-03",
        "switchover_timeout_elapsed",
        ("site",),
        "the switchover timeout",
        "disaster-recovery.timeout",
        ("starting", "preferred_lost", "peer_lost"),
        connection,
        moves,
        "Nothing but a switchover",
    ),
    Length(
        "PHONE-02",
        "phone_wait_elapsed",
        ("phone_watch",),
        "the wait for the phone",
        "disaster-recovery.wait-for-sipphone-timeout",
        ("waiting",),
        watched,
        moves,
        "Nothing but a switchover",
    ),
    Length(
        "LINK-04",
        "reconnection_delay_elapsed",
        ("link",),
        "the pause before a reconnection to a pair",
        "warm-standby.reconnection-random-delay-range",
        ("pausing_for_primary", "pausing_for_backup"),
        paired,
    ),
    Length(
        "LINK-05",
        "retry_delay_elapsed",
        ("link",),
        "the delay before the next pass over a pair",
        "warm-standby.retry-delay",
        ("waiting_for_retry",),
        paired,
    ),
    Length(
        "CLUS-03",
        "reconnection_delay_elapsed",
        ("cluster_link",),
        "the pause before a reconnection to a cluster",
        "warm-standby.reconnection-random-delay-range",
        ("pausing_for_first", "pausing_for_second", "pausing_for_third"),
        clustered,
    ),
    Length(
        "CLUS-04",
        "retry_delay_elapsed",
        ("cluster_link",),
        "the delay before the next pass over a cluster",
        "warm-standby.retry-delay",
        ("waiting_for_retry",),
        clustered,
    ),
    Length(
        "RET-01",
        "probe_retry_delay_elapsed",
        ("probe",),
        "the delay before the next probe",
        "warm-standby.retry-delay",
        ("waiting_for_retry",),
        returning,
    ),
    Length(
        "REG-03",
        "register_timed_out",
        REGISTRATIONS,
        "Timer F",
        "sip_transaction_timeout",
        ("registering",),
        registering,
        lambda o: o.has("register"),
        "Nothing but a new REGISTER",
    ),
    Length(
        "REG-04",
        "refresh_due",
        REGISTRATIONS,
        "the time to the refresh of a binding",
        "reg_timeout",
        ("registered",),
        registering,
    ),
    Length(
        "REG-06",
        "binding_expired",
        BINDINGS,
        "the lifetime left to a binding",
        "refresh margin",
        ("refreshing",),
        registering,
    ),
    Length(
        "REG-07",
        "next_attempt_due",
        REGISTRATIONS,
        "the time to the next attempt to register",
        "reg_interval",
        ("waiting_for_retry",),
        registering,
    ),
)
"""Every deadline, with what the requirement says of its length."""


def _instances(length: Length) -> Iterator[tuple[str, str, Applies]]:
    """Yield every instance with what sets it apart in a name, and the profiles that have it."""
    for machine in length.machines:
        site = machine.rpartition("_")[2]
        if len(length.machines) == 1:
            yield machine, "", length.applies
        elif site == Site.PREFERRED:
            yield machine, " at the preferred site", length.applies
        else:
            yield machine, " at the peer site", lambda p: length.applies(p) and p.has_peer


def _declare(length: Length) -> None:
    def is_wrong(occurrence: Occurrence) -> bool:
        lasts = {s.length for s in occurrence.started if s.deadline.name == length.deadline}
        return not lasts <= {length.option}

    for machine, where, applies in _instances(length):
        _declare_undisturbed(length, machine, where, applies)
    PROPERTIES.impossible_step(
        length.requirement,
        f"{length.name} has its length",
        f"{length.name} lasts as long as {length.option} says.",
        when=is_wrong,
        of=length.applies,
    )


def _declare_undisturbed(length: Length, machine: str, where: str, applies: Applies) -> None:
    deadline = Event(machine, length.deadline)

    def starts_anew(occurrence: Occurrence) -> bool:
        started = any(start.deadline == deadline for start in occurrence.started)
        return started and occurrence.event != deadline and not length.anew(occurrence)

    PROPERTIES.impossible_step(
        length.requirement,
        f"{length.name}{where} is not put off",
        f"{length.by} starts {length.name}{where} anew while it runs.",
        when=starts_anew,
        unless=lambda before: not before.is_in(machine, *length.held),
        of=applies,
    )


for _length in LENGTHS:
    _declare(_length)
