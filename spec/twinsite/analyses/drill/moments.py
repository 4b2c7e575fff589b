"""The earliest and the latest moments of one drill, each with what it is a sum of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from twinsite.analyses.drill.clockwork import Lengths, timing
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.scene import Scene
from twinsite.analyses.drill.staff import WAIT, Kind
from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.timing.behaviour import Behaviour
from twinsite.checker.timing.bounds import Attained, Unbounded, bounds
from twinsite.checker.timing.critical_path import timed
from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Part, Phone

Goal = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a moment."""

    because: str
    """The option, or what is assumed."""
    times: int
    """How often it counts; negative where it is subtracted."""
    ticks: int
    """How much all of it makes."""


@dataclass(frozen=True, slots=True)
class Span:
    """One length on the critical path."""

    because: str
    since: int
    """When it begins, in ticks."""
    until: int
    """When it ends, in ticks; before its beginning where it is subtracted."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The earliest or the latest moment of something, and a trace that attains it."""

    ticks: int
    """After the failure, or after the repair."""
    terms: tuple[Term, ...]
    """What it is a sum of."""
    start: JointState
    """The joint state at the failure, or at the repair."""
    events: tuple[Event, ...]
    """What happens from then on, without what nothing depends on."""
    moments: tuple[int, ...]
    """When each of these happens, in ticks."""
    path: tuple[Span, ...]
    """The lengths that the moment is a sum of, one after another."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens in a drill."""

    what: str
    """What happens, in words."""
    requirement: str
    """The requirement that asks for it; empty if the world does it."""
    earliest: Bound | None
    """None if it never happens."""
    latest: Bound | None
    """None if it never happens, or need not."""
    loop: tuple[Event, ...] = ()
    """What can come again and again, so that it need not happen."""
    otherwise: str = ""
    """Why it never happens, or need not, if that is known."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is asked for."""

    what: str
    requirement: str
    goal: Goal
    otherwise: str = ""


@dataclass(frozen=True)
class Drill:
    """One part of the desktop of one kind of agents, while something fails and is repaired."""

    kind: Kind
    part: Part
    failure: Failure
    busy: tuple[Event, ...] = ()
    """What happens before it fails: a call, or a window."""

    @cached_property
    def scene(self) -> Scene:
        """The part before the failure."""
        return Scene(self.kind.profiles[self.part], self.lengths)

    @property
    def lengths(self) -> Lengths:
        """How long everything takes."""
        return self.kind.lengths[self.part]

    @cached_property
    def starts(self) -> tuple[JointState, ...]:
        """The joint states in which it fails."""
        at_work = self.scene.at_work
        return self.scene.settled_after(at_work, self.busy) if self.busy else at_work

    @cached_property
    def failing(self) -> tuple[Event, ...]:
        """What happens when it fails."""
        return self.failure.events(self.kind, self.part)

    @cached_property
    def meanwhile(self) -> Behaviour[Facts]:
        """What goes on by itself until it is repaired."""
        silent = self.failure.silences(self.kind)
        if not silent:
            return self.scene.behaviour
        lengths = replace(self.lengths, silent=self.lengths.silent | silent)
        return Behaviour(self.scene.system, timing(self.scene.system, lengths))

    @cached_property
    def settled(self) -> tuple[JointState, ...]:
        """The joint states in which the desktop ends up before it is repaired."""
        return self.scene.settled_after(self.starts, self.failing, self.meanwhile)

    @property
    def is_touched(self) -> bool:
        """Whether the failure is one of anything that this part knows."""
        return bool(self.failing or self.failure.silences(self.kind) & {*self.scene.system.index})

    @cached_property
    def has_moved(self) -> bool:
        """Whether the desktop ends up elsewhere than linked at the preferred site."""
        view = self.scene.system.view
        return not all(_linked_at(view(state), Site.PREFERRED) for state in self.settled)

    def after_failure(self) -> Iterator[Moment]:
        """Yield the moments after the failure."""
        if self.is_touched:
            for milestone in _after_failure(
                self.kind, self.part, self.failure, busy=bool(self.busy)
            ):
                yield self._moment(self.starts, self.failing, milestone, self.meanwhile)

    def leaving(self) -> Moment:
        """Return when the desktop leaves the preferred site."""
        home = self.kind.sites.get(Site.PREFERRED, Site.PREFERRED)
        leaves = Milestone(f"leaves {home}", "SITE-03", lambda f: f.at_peer_site, _STAYS)
        return self._moment(self.starts, self.failing, leaves, self.meanwhile)

    def after_windows(self) -> Iterator[Moment]:
        """Yield when the agent is Ready after the last window is closed, the desktop settled."""
        closing = [Event("windows", "earlier_windows_closed")]
        if any(event.machine == "call" for event in self.busy):
            closing.insert(0, Event("call", "call_lost"))
        if self.busy and self.kind.profiles[self.part].restore_agent_state:
            yield self._moment(self.settled, closing, _READY, self.meanwhile)

    def after_repair(self) -> Iterator[Moment]:
        """Yield the moments after the repair, the desktop being settled before it."""
        repaired = self.failure.events(self.kind, self.part, returns=True)
        if self.has_moved:
            for milestone in _after_repair(self.kind, self.part):
                yield self._moment(self.settled, repaired, milestone, self.scene.behaviour)

    def _moment(
        self,
        starts: Sequence[JointState],
        events: Sequence[Event],
        milestone: Milestone,
        behaviour: Behaviour[Facts],
    ) -> Moment:
        question = self.scene.question(starts, events, milestone.goal, after=behaviour.timing)
        found = bounds(question, behaviour=behaviour)

        def told(bound: Attained | Unbounded | None, *, latest: bool) -> Bound | None:
            if not isinstance(bound, Attained):
                return None
            trace = timed(question, behaviour, bound, found.still, latest=latest)
            way = bound.way
            return Bound(
                bound.ticks,
                self._terms(trace.terms),
                way.start,
                (*events, *(taken.event for taken in way.steps)),
                (*[0] * len(events), *trace.moments[1:]),
                tuple(Span(*span) for span in trace.path),
            )

        latest = told(found.latest, latest=True)
        requirement = milestone.requirement
        if requirement == "SITE-03" and latest and any(t.because == WAIT for t in latest.terms):
            requirement = "PHONE-03"
        return Moment(
            milestone.what,
            requirement,
            told(found.earliest, latest=False),
            latest,
            found.latest.loop if isinstance(found.latest, Unbounded) else (),
            milestone.otherwise,
        )

    def _terms(self, terms: Mapping[str, int]) -> tuple[Term, ...]:
        return tuple(
            Term(because, ticks // one if (one := self.lengths.one(because)) else 1, ticks)
            for because, ticks in terms.items()
        )


_STAYS: Final = "nothing moves it"
_READY: Final = Milestone("Ready again", "REST-02", lambda f: f.link_open and f.session_ready)


def _linked_at(facts: Facts, site: Site) -> bool:
    return facts.here is site and facts.link_open


def _after_failure(kind: Kind, part: Part, failure: Failure, *, busy: bool) -> Iterator[Milestone]:
    home, away = (kind.sites.get(site, site) for site in Site)
    if failure.what in (What.REGISTRAR, What.PHONE):
        yield Milestone(
            f"phone lost at {home}", "PHONE-01", lambda f: not f.phone_registered_at(Site.PREFERRED)
        )
    else:
        yield Milestone(
            "loss noticed", "LINK-03", lambda f: not f.link_open, "it is not linked there"
        )
    if failure.what in (What.PRIMARY, What.BACKUP):
        yield Milestone(
            "linked to the other server",
            "LINK-01",
            lambda f: f.is_in("link", "open_backup"),
            "it is not linked to the one that fails",
        )
        return
    yield Milestone(f"leaves {home}", "SITE-03", lambda f: f.at_peer_site, _STAYS)
    yield Milestone(f"linked at {away}", "LINK-01", lambda f: _linked_at(f, Site.PEER), _STAYS)
    if part is Part.VOICE:
        yield Milestone(
            f"logged in at {away}",
            "SES-11",
            lambda f: _linked_at(f, Site.PEER) and f.logged_in,
            _STAYS,
        )
        yield Milestone(
            "Ready again",
            "REST-02",
            lambda f: _linked_at(f, Site.PEER) and f.session_ready,
            _why_not_ready(kind, busy=busy),
        )


def _why_not_ready(kind: Kind, *, busy: bool) -> str:
    if not kind.profiles[Part.VOICE].restore_agent_state:
        return "by hand: restore-agent-state is false"
    return "when the last window is closed" if busy else _STAYS


def _after_repair(kind: Kind, part: Part) -> Iterator[Milestone]:
    home, away = (kind.sites.get(site, site) for site in Site)
    if part is not Part.VOICE:
        yield Milestone(
            f"back at {home}",
            "CLUS-06",
            lambda f: _linked_at(f, Site.PREFERRED),
            f"it stays at {away} while that is well (A47)",
        )
        return
    profile = kind.profiles[part]
    stays = "" if profile.auto_restore else "auto-restore is false: until the next start"
    if profile.phone is Phone.WORKSPACE_ENDPOINT:
        yield Milestone(
            f"phone registered at {home}",
            "REG-01",
            lambda f: f.phone_registered_at(Site.PREFERRED),
        )
    yield Milestone(f"leaves {away}", "RET-01", lambda f: not f.at_peer_site, stays)
    yield Milestone(
        f"logged in at {home}",
        "SES-11",
        lambda f: _linked_at(f, Site.PREFERRED) and f.logged_in,
        stays,
    )
    yield Milestone(
        f"Ready at {home}",
        "REST-02",
        lambda f: _linked_at(f, Site.PREFERRED) and f.session_ready,
        stays or ("" if profile.restore_agent_state else _why_not_ready(kind, busy=False)),
    )
