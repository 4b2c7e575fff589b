"""What is found and right as it is, each with its reason: the only list of waivers.

A finding is a defect unless it stands here.  Tests hold every waiver against a new search or the
records: what is waived is still found, and whatever a variant is said to use is used there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from twinsite.baseline.variants import VARIANTS


class Kind(StrEnum):
    """What can be waived."""

    UNUSED = "unused"
    """A state or a transition that no default profile uses: see :func:`place_of`."""
    SURVIVOR = "survivor"
    """A mutant that behaves otherwise and that no property kills: its id."""
    FINDING = "finding"
    """A finding about the charts: ``CHART-13 session, link: switched_over``."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One thing that is no defect, though it looks like one."""

    kind: Kind
    """What is waived."""
    place: str
    """Where it is; * and ? are allowed."""
    reason: str
    """Why it is right as it is."""


def place_of(machine: str, state: str, event: str = "", guard: str = "") -> str:
    """Spell a state, ``Call@live``, or the transitions of an event from it under a guard.

    A transition is spelled ``Session.logged_in@pending if restoration_may_start``.
    """
    condition = f" if {guard}" if guard else ""
    return f"{machine}{'.' if event else ''}{event}@{state}{condition}"


def _one_of(labels: Sequence[str]) -> str:
    *first, last = labels
    return f"{', '.join(first)} or {last}" if first else last


def _unused() -> tuple[Waiver, ...]:
    users: dict[str, list[str]] = {}
    for variant in VARIANTS:
        for place in variant.wakes:
            users.setdefault(place, []).append(variant.label)
    return tuple(
        Waiver(Kind.UNUSED, place, f"used only under {_one_of(labels)}")
        for place, labels in users.items()
    )


_RETURN_FIRST = (
    "the return speaks first: it moves the desktop, so the wait for the phone is answered and"
    " nothing moves a second time (SITE-06)"
)
_OWN_CONNECTION = "the probe has a connection of its own, and neither waits for the other"

_TWO_CHOICES = (
    "a call that holds back the return on an open link while the timeout runs on is let go of only"
    " where A2=continues and A74=released are both in force"
)
_NEVER_AT_REST = (
    "it lasts for a moment of a step, in which the binding that is lost with its flow tells its"
    " registration from the one at the other site"
)

_NOWHERE: tuple[Waiver, ...] = (
    Waiver(
        Kind.UNUSED,
        "SiteSelection.link_lost@peer_lost if return_is_due",
        _TWO_CHOICES,
    ),
    Waiver(
        Kind.UNUSED,
        "Call.switched_over@ended_untold",
        "a call holds back every move from an open link, unless A12=immediate or A14=immediate is"
        " in force where the desktop does not own the phone",
    ),
    Waiver(
        Kind.UNUSED,
        "Registration@renewing",
        _NEVER_AT_REST,
    ),
)
"""What no profile of the baseline uses, either."""

WAIVERS: tuple[Waiver, ...] = (
    *_unused(),
    *_NOWHERE,
    Waiver(
        Kind.SURVIVOR,
        "*: starts in *",
        "it starts where a trace of the specification comes anyway, so whatever it does then the"
        " specification does as well, and no property on states, steps or promises can tell",
    ),
    Waiver(
        Kind.FINDING,
        "CHART-13 session, link: switched_over",
        "the session stands before the link, so that the agent is logged out before the link is"
        " closed (SES-16)",
    ),
    Waiver(
        Kind.FINDING,
        "CHART-03 AgentAtServer: logged_out --log_in_carried_out *--> not_ready",
        "a login that does not make the agent Ready is the second choice, and is only carried out"
        " where it was asked for",
    ),
    Waiver(
        Kind.FINDING,
        "CHART-04 AgentAtServer: ready --made_not_ready *--> not_ready",
        "no login stands without a server (WORLD-11), and the guard says who decides",
    ),
    Waiver(
        Kind.FINDING,
        "CHART-03 Endpoint: listening --invite_received * / call_taken--> listening",
        "what is not refused is taken, by the last choice; without a server no INVITE comes",
    ),
    Waiver(
        Kind.FINDING,
        "CHART-05 Registration: renewing",
        _NEVER_AT_REST,
    ),
    Waiver(
        Kind.FINDING,
        "CHART-01 SiteSelection: peer_lost --link_lost *--> preferred_lost",
        _TWO_CHOICES,
    ),
    Waiver(Kind.FINDING, "CHART-13 session, probe: switched_over", _OWN_CONNECTION),
    Waiver(Kind.FINDING, "CHART-13 link, probe: switched_over", _OWN_CONNECTION),
    Waiver(Kind.FINDING, "CHART-13 site, phone_watch: registration_changed", _RETURN_FIRST),
    Waiver(Kind.FINDING, "CHART-13 site, phone_watch: call_over", _RETURN_FIRST),
)
"""Every waiver."""


def waiver_for(kind: Kind, place: str) -> Waiver | None:
    """Return the waiver of something that was found; None if there is none."""
    return next((w for w in WAIVERS if w.kind is kind and fnmatchcase(place, w.place)), None)


def reason_for(kind: Kind, place: str) -> str | None:
    """Return why something that was found is right as it is; None if no reason is recorded."""
    waiver = waiver_for(kind, place)
    return None if waiver is None else waiver.reason
