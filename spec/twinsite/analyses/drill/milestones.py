"""What is asked of a drill: what happens after a failure, and after its repair."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.staff import Kind
from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Part, Phone


class Point(StrEnum):
    """What other tables take from a drill."""

    LEAVES = "leaves"
    """The desktop leaves the preferred site."""
    LINKED = "linked"
    """It is linked at the peer site, and asks for the login there."""
    READY = "ready"
    """The agent is Ready again."""
    RETURNS = "returns"
    """The desktop leaves the peer site."""
    LINKED_BACK = "linked back"
    """It is linked at the preferred site, and asks for the login there."""
    BACK = "back"
    """The agent is logged in at the preferred site again."""
    STARTED = "started"
    """The start is over, or the agent is logged in for the first time."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is asked for."""

    what: str
    """What happens, in words."""
    requirement: str
    """The requirement that asks for it."""
    goal: Callable[[Facts], bool]
    """Whether it has happened, as far as a joint state tells."""
    otherwise: str = ""
    """Why it never happens, or need not, if that is known."""
    seen: str = ""
    """What the agent sees from then on; empty if nothing changes for the agent."""
    point: Point | None = None
    """What it is in other tables; None if none has it."""


STAYS: Final = "nothing moves it"
HELD_BACK: Final = "the call holds it back until it is over"
ONCE_CLOSED: Final = "when the last window is closed"
"""When an agent with an open interaction is Ready again: not before."""
READY: Final = Milestone("Ready again", "REST-02", lambda f: f.link_open and f.session_ready)


def linked_at(facts: Facts, site: Site) -> bool:
    """Return whether the desktop works at a site, and is linked there."""
    return facts.here is site and facts.link_open


def leaving(kind: Kind, otherwise: str = STAYS) -> Milestone:
    """Return that a desktop leaves the preferred site.

    Args:
        kind: Whose desktop it is.
        otherwise: Why it never does, or need not.
    """
    home = kind.sites.get(Site.PREFERRED, Site.PREFERRED)
    return Milestone(
        f"leaves {home}", "SITE-03", lambda f: f.at_peer_site, otherwise, point=Point.LEAVES
    )


def after_failure(
    kind: Kind, part: Part, failure: Failure, *, busy: bool, held_back: bool = False
) -> Iterator[Milestone]:
    """Yield what can happen after a failure, in this order.

    Args:
        kind: Whose desktop it is.
        part: The part of it.
        failure: What fails.
        busy: Whether a call goes on, or a window is open.
        held_back: Whether a call holds the switchover back.
    """
    home, away = (kind.sites.get(site, site) for site in Site)
    if failure.what in (What.REGISTRAR, What.PHONE):
        yield Milestone(
            f"phone lost at {home}", "PHONE-01", lambda f: not f.phone_registered_at(Site.PREFERRED)
        )
    else:
        yield Milestone(
            "loss noticed",
            "LINK-03",
            lambda f: not f.link_open,
            "it is not linked there",
            "connection lost",
        )
    if failure.what in (What.PRIMARY, What.BACKUP):
        yield Milestone(
            "linked to the other server",
            "LINK-01",
            lambda f: f.is_in("link", "open_backup"),
            "it is not linked to the one that fails",
        )
        return
    stays = HELD_BACK if held_back else STAYS
    yield leaving(kind, stays)
    if failure.what is What.PHONE and kind.phone is Phone.HARD_PHONE and not held_back:
        stays = (
            f"it may return before: at {home} the phone counts as in service until SIP Server tells"
            " otherwise (A45)"
        )
    yield _linked_away(away, stays)
    if part is Part.VOICE:
        yield _logged_in_away(away, stays)
        ready = _why_not_ready(kind, busy=busy)
        yield Milestone(
            "Ready again",
            "REST-02",
            lambda f: linked_at(f, Site.PEER) and f.session_ready,
            stays if ready == STAYS else ready,
            f"Ready at {away}",
            Point.READY,
        )


def after_the_call(kind: Kind) -> Iterator[Milestone]:
    """Yield what can happen once a call is over that has held a switchover back.

    Args:
        kind: Whose desktop it is.
    """
    away = kind.sites.get(Site.PEER, Site.PEER)
    yield leaving(kind)
    yield _linked_away(away)
    yield _logged_in_away(away)


def _linked_away(away: str, stays: str = STAYS) -> Milestone:
    return Milestone(
        f"linked at {away}",
        "LINK-01",
        lambda f: linked_at(f, Site.PEER),
        stays,
        point=Point.LINKED,
    )


def _logged_in_away(away: str, stays: str = STAYS) -> Milestone:
    return Milestone(
        f"logged in at {away}",
        "SES-11",
        lambda f: linked_at(f, Site.PEER) and f.logged_in,
        stays,
        f"NotReady at {away}",
    )


def _why_not_ready(kind: Kind, *, busy: bool) -> str:
    if not kind.profiles[Part.VOICE].has_peer:
        return STAYS
    if not kind.profiles[Part.VOICE].restore_agent_state:
        return "by hand, since restore-agent-state is false"
    return ONCE_CLOSED if busy else STAYS


def after_repair(kind: Kind, part: Part, *, busy: bool) -> Iterator[Milestone]:
    """Yield what can happen after a repair, in this order.

    Args:
        kind: Whose desktop it is.
        part: The part of it.
        busy: Whether a window is still open.
    """
    home, away = (kind.sites.get(site, site) for site in Site)
    if part is not Part.VOICE:
        yield Milestone(
            f"back at {home}",
            "CLUS-06",
            lambda f: linked_at(f, Site.PREFERRED),
            f"it stays at {away} while that is well (A47)",
        )
        return
    profile = kind.profiles[part]
    stays = "auto-restore is false: until the next start"
    if profile.auto_restore or not profile.has_peer:
        stays = ""
    if profile.phone is Phone.WORKSPACE_ENDPOINT:
        yield Milestone(
            f"phone registered at {home}",
            "REG-01",
            lambda f: f.phone_registered_at(Site.PREFERRED),
        )
    if profile.has_peer:
        yield Milestone(
            f"leaves {away}", "RET-01", lambda f: not f.at_peer_site, stays, point=Point.RETURNS
        )
    yield Milestone(
        f"linked at {home}",
        "LINK-01",
        lambda f: linked_at(f, Site.PREFERRED),
        stays,
        point=Point.LINKED_BACK,
    )
    yield Milestone(
        f"logged in at {home}",
        "SES-11",
        lambda f: linked_at(f, Site.PREFERRED) and f.logged_in,
        stays,
        point=Point.BACK,
    )
    yield Milestone(
        f"Ready at {home}",
        "REST-02",
        lambda f: linked_at(f, Site.PREFERRED) and f.session_ready,
        stays or _why_not_ready(kind, busy=busy),
    )


def at_the_start(kind: Kind, part: Part, failure: Failure) -> Iterator[Milestone]:
    """Yield what can happen when a shift begins, in this order.

    Args:
        kind: Whose desktop it is.
        part: The part of it.
        failure: What has failed already.
    """
    if part is Part.START_UP:
        yield Milestone(
            "central configuration read",
            "START-03",
            lambda f: f.is_in("start_up", "started"),
            "a login error, if no listed node answers",
            point=Point.STARTED,
        )
        return
    home, away = (kind.sites.get(site, site) for site in Site)
    if failure.what is not What.REGISTRAR:
        yield leaving(kind)
    yield Milestone(
        "linked",
        "LINK-01",
        lambda f: f.link_open,
        f"neither {home} nor {away} is there",
    )
    if part is Part.VOICE:
        yield Milestone(
            "logged in",
            "SES-11",
            lambda f: f.link_open and f.logged_in,
            "there is no link",
            point=Point.STARTED,
        )
    if failure.what is What.REGISTRAR:
        yield leaving(kind)
        yield _linked_away(away)
        yield _logged_in_away(away)
