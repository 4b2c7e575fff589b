"""The screens of ``twinsite drill`` for one kind of agents: when what happens, and why.

One kind of agents::

    Anna, Workspace SIP Endpoint; prefers Site X, peer Site Y

    Site X fails        Earliest  Latest    Decided by
    ─────────────────────────────────────────────────────────────────────
    loss noticed        10:00:00  10:00:20  2 x ADDP timeout 20 s
    leaves Site X       10:01:00  10:01:20  + disaster-recovery.timeout 60 s (SITE-03)
    Ready again         10:01:00  10:01:31  + 2 x answer of a server 3 s (REST-02)
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.failure import What
from twinsite.analyses.drill.milestones import ONCE_CLOSED, STAYS, Point
from twinsite.analyses.drill.moments import Bound, Moment, Term
from twinsite.analyses.drill.places import places_of
from twinsite.analyses.drill.report import DrillReport, PartReport
from twinsite.analyses.drill.staff import Kind, assumed
from twinsite.checker.semantics.system import Event
from twinsite.configuration.deployment.world import World
from twinsite.model.predicates import MACHINES, Site
from twinsite.model.profile import Part, Phone
from twinsite.report.terminal.screen import padded, print_rows

PHONES: Final = {
    Phone.WORKSPACE_ENDPOINT: "Workspace SIP Endpoint",
    Phone.HARD_PHONE: "hard phone",
    Phone.NONE: "no phone",
}
CONNECTIONS: Final = {
    Part.START_UP: "Start",
    Part.VOICE: "Voice",
    Part.STAT: "Stat Server",
    Part.CONFIG: "Configuration Server Proxy",
}
MOST_NAMED: Final = 3
_SHORT: Final = 120
"""So many seconds, and more, are told in minutes."""
_DAY: Final = 86_400 * TICKS


@dataclass(frozen=True, slots=True)
class Clock:
    """How moments are told: by the time of the day, or by what has passed."""

    at: int | None
    """The moment 0 in ticks after midnight; None to tell what has passed."""

    def __call__(self, ticks: int) -> str:
        """Return a moment, such as 10:01:20, or 80 s."""
        if self.at is None:
            return duration(ticks)
        seconds, rest = divmod((self.at + ticks) % _DAY, TICKS)
        told = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        return told + (f"{rest / TICKS:.3f}".rstrip("0")[1:] if rest else "")


def duration(ticks: int) -> str:
    """Return a time in words, such as 91 s, 3 min 20 s or 1 h 8 s."""
    seconds, rest = divmod(ticks, TICKS)
    if seconds < _SHORT:
        return seconds_of(ticks)
    hours, minutes = divmod(seconds // 60, 60)
    told = [f"{hours} h"] if hours else []
    told += [f"{minutes} min"] if minutes else []
    left = seconds % 60 + rest / TICKS
    return " ".join([*told, *([f"{left:g} s"] if left else [])])


def seconds_of(ticks: int) -> str:
    """Return a time as one number of seconds."""
    return f"{ticks / TICKS:g} s"


def who(kind: Kind) -> str:
    """Return some of the names of agents of a kind."""
    return kind.agents.named(MOST_NAMED, sized=True)


def print_kind(out: Console, kind: Kind) -> None:
    """Print who the agents are, their phone and their sites."""
    words = [f"{who(kind)}: {PHONES[kind.phone]}"]
    words += [
        f"{role} {kind.sites[site]}"
        for site, role in ((Site.PREFERRED, "prefers"), (Site.PEER, "peer"))
        if site in kind.sites
    ]
    out.print(Text(", ".join(words), style="bold"))


def print_assumed(out: Console, file: str, world: World) -> None:
    """Print what is assumed of the world, and where it is said."""
    told = "; ".join(assumed(world).values())
    unset = [key for key in assumed(world) if key not in world.model_fields_set]
    if not unset:
        where = f"[world] of {file}"
    elif world.model_fields_set:
        where = f"[world] of {file}; by default {', '.join(unset)}"
    else:
        where = f"by default, since {file} has no [world]"
    out.print(padded(out, f"Assumed: {told} ({where}).", 0, "dim"))


def print_drill(out: Console, report: DrillReport, fail: Clock, repair: Clock | None) -> None:
    """Print the moments of one kind of agents, connection by connection.

    Args:
        out: Where to print.
        report: The drill.
        fail: Tells moments after the failure.
        repair: Tells moments after the repair; None if nothing is repaired.
    """
    told = [part for part in report.parts if _anything(part.after_failure)]
    quiet = [part for part in report.parts if not _anything(part.after_failure)]
    if quiet and quiet[0].drill.part is Part.START_UP:
        _print_no_start(out, report, quiet[0], fail)
        return
    for parts in _alike(told):
        part = parts[0]
        name = " and ".join(CONNECTIONS[alike.drill.part] for alike in parts)
        out.print()
        out.print(Text(name, style="bold"))
        shut_down = part.drill.is_shut_down
        title, clock = f"{report.failure} has stopped" if shut_down else report.failure.fails, fail
        if part.drill.start:
            begins = part.drill.part is Part.START_UP
            title = _begins_without(report) if begins else "then"
            clock = fail if begins else Clock(None)
        _print_moments(out, title, part.after_failure, clock)
        _print_summary(out, part, fail)
        if _anything(part.after_windows):
            out.print()
            title = "the call is over" if part.drill.is_held_back else "the last window is closed"
            _print_moments(out, title, part.after_windows, Clock(None))
        if part.after_repair and repair is not None:
            out.print()
            title = report.failure.is_repaired
            if shut_down:
                title = f"{report.failure} is started again"
            _print_moments(out, title, part.after_repair, repair)
    _print_start(out, told, fail)
    if quiet or not report.parts:
        out.print()
        out.print(padded(out, _nothing(report, [part.drill.part for part in quiet]), 0))
    if not any(part.drill.start for part in report.parts):
        _print_split(out, report, repaired=False)
        if repair is not None:
            _print_split(out, report, repaired=True)


def _print_no_start(out: Console, report: DrillReport, part: PartReport, clock: Clock) -> None:
    """Print that the shift cannot begin, so that nothing else does."""
    out.print()
    out.print(Text(CONNECTIONS[part.drill.part], style="bold"))
    _print_moments(out, _begins_without(report), part.after_failure, clock)
    out.print()
    out.print(padded(out, "The shift cannot begin until a Configuration Server Proxy answers.", 0))


def _begins_without(report: DrillReport) -> str:
    both = report.failure.what is What.BOTH
    return f"the shift begins without {'either site' if both else report.failure}"


def _nothing(report: DrillReport, parts: Sequence[Part]) -> str:
    """Return that a failure moves nothing, and why if that is known."""
    names = ", ".join(CONNECTIONS[part] for part in parts)
    told = f"{report.failure.fails}: nothing moves{f' ({names})' if names else ''}."
    by_itself = report.kind.phone is not Phone.WORKSPACE_ENDPOINT
    if report.failure.what is What.REGISTRAR and by_itself:
        told += (
            " No desktop registers this phone. If it is out of service then, SIP Server tells the"
            " desktop (PHONE-05): --fail phone."
        )
    return told


def _print_split(out: Console, report: DrillReport, *, repaired: bool) -> None:
    """Print which connection ends up at which site, if they are not at the same one."""
    places = places_of(report, repaired=repaired)
    if len(set(places.values())) < 2:
        return
    told = []
    for site in dict.fromkeys(places.values()):
        names = " and ".join(CONNECTIONS[part] for part, at in places.items() if at is site)
        told.append(f"{names} at {report.kind.sites.get(site, site)}")
    when = "after the repair:" if repaired else "once it has settled:"
    words = f" {when} {', '.join(told)}; each connection decides by itself (WHOLE-02, WHOLE-04)."
    out.print()
    out.print(padded(out, Text.assemble(("The desktop is split", "bold"), words), 0))


def _print_start(out: Console, parts: Sequence[PartReport], clock: Clock) -> None:
    """Print when the agent is logged in, counted from the beginning of the shift."""
    ends = [extent(m) for p in parts for m in p.after_failure if m.point is Point.STARTED]
    if len(ends) != 2 or None in (*ends[0], *ends[1]):
        return
    first, last = (sum(end[which] or 0 for end in ends) for which in (0, 1))
    voice = next(part.drill for part in parts if part.drill.part is Part.VOICE)
    by_itself = voice.kind.profiles[Part.VOICE].auto_ready
    ready = "Ready by itself with the login" if by_itself else "as soon as the agent goes Ready"
    out.print()
    for heading, words in (
        ("Logged in", f" {clock(first)} to {clock(last)}, start included"),
        ("The first call", f" {ready} (login.voice.is-auto-ready {str(by_itself).lower()})"),
    ):
        out.print(padded(out, Text.assemble((heading, "bold"), words), 0))


def _alike(parts: Iterable[PartReport]) -> Iterator[list[PartReport]]:
    """Yield connections together whose moments are the same."""

    def moments(part: PartReport) -> list[tuple[str, int | None, int | None]]:
        every = (*part.after_failure, *part.after_windows, *part.after_repair)
        return [(moment.what, *extent(moment)) for moment in every]

    for _, alike in groupby(parts, key=moments):
        yield list(alike)


def extent(moment: Moment) -> tuple[int | None, int | None]:
    """Return the earliest and the latest moment in ticks, None where there is none."""
    first = None if moment.earliest is None else moment.earliest.ticks
    return first, None if moment.latest is None else moment.latest.ticks


def _anything(moments: Iterable[Moment]) -> bool:
    return any(moment.earliest is not None for moment in moments)


def _print_moments(out: Console, title: str, moments: Sequence[Moment], clock: Clock) -> None:
    rows = []
    before: Counter[str] = Counter()
    for moment in moments:
        never = "later" if moment.otherwise == ONCE_CLOSED else "never"
        rows.append(
            (
                moment.what,
                _told(moment.earliest, clock, never),
                _told(moment.latest, clock, never if moment.earliest is None else "no bound"),
                decided(moment, before),
            )
        )
        if moment.latest is not None:
            before = _counted(moment.latest.terms)
    print_rows(out, (title, "Earliest", "Latest", "Decided by"), rows)


def _told(bound: Bound | None, clock: Clock, otherwise: str) -> Text:
    return Text(otherwise, "yellow") if bound is None else Text(clock(bound.ticks))


def _counted(terms: Sequence[Term]) -> Counter[str]:
    return Counter({term.because: term.ticks for term in terms})


def decided(moment: Moment, before: Counter[str]) -> Text:
    """Return what the latest moment is a sum of, and the requirement.

    Args:
        moment: The moment.
        before: What the moment before it is a sum of, which is left out.
    """
    required = f" ({moment.requirement})" if moment.requirement else ""
    if moment.latest is None:
        why = moment.otherwise
        if moment.loop and (moment.earliest is not None or not why):
            why = f"again and again: {', '.join(dict.fromkeys(map(_label, moment.loop)))}"
        return Text.assemble(why or "it waits for something", (required, "dim"))
    terms = moment.latest.terms
    more = before and all(_counted(terms)[because] >= before[because] for because in before)
    new = [
        _term(term, term.ticks - (before[term.because] if more else 0))
        for term in terms
        if not more or term.ticks != before[term.because]
    ]
    plus = "+ " if more and new else ""
    said = plus + " + ".join(new) if new else "at once" if not terms else "the same"
    return Text.assemble(said, (required, "dim"))


def _label(event: Event) -> str:
    machine = MACHINES.get(event.machine)
    return str(event) if machine is None else machine.event(event.name).label


def _term(term: Term, ticks: int) -> str:
    one = abs(term.ticks // term.times)
    times = ticks // one if one else 1
    return (
        f"{term.because} {seconds_of(one)}"
        if times == 1
        else (f"{times} x {term.because} {seconds_of(one)}")
    )


def _print_summary(out: Console, part: PartReport, clock: Clock) -> None:
    """Print how long there are no calls, and what the agent sees."""
    moments = part.after_failure
    last = moments[-1]
    lines: list[tuple[str, str]] = []
    if last.point is not Point.READY:
        return
    if part.drill.is_held_back:
        told = "until the call is over, the desktop has moved, and the last window is closed"
    elif last.earliest is None and _anything(part.after_windows):
        more = span(part.after_windows[-1], "never")
        told = f"until the last window is closed, and for {more} more"
    elif last.earliest is None and (last.otherwise == STAYS or part.after_windows):
        told = f"until {part.drill.failure.is_repaired}"
    elif last.earliest is None:
        told = f"until the agent goes Ready {last.otherwise}"
    else:
        told = f"for {span(last, '')}"
    if any(event.machine == "call" for event in part.drill.busy):
        lines.append(("The call", _the_call(part)))
    if part.drill.is_shut_down:
        later = f"and {told} after SIP Server has stopped"
        told = f"from the forced logout on, {told if last.earliest is None else later}"
    lines.append(("No calls", told))
    sees = ["connected, Ready", *(["logged out"] if part.drill.is_shut_down else [])]
    for moment in moments:
        if moment.seen and moment.earliest is not None:
            first = clock(moment.earliest.ticks)
            end = first if moment.latest is None else clock(moment.latest.ticks)
            when = f"{first} to {end}" if end != first else first
            sees.append(f"{when}{' or later' if moment.latest is None else ''}: {moment.seen}")
    lines.append(("The agent sees:", "; ".join(sees)))
    for heading, words in lines:
        line = Text.assemble((heading, "bold"), f" {words}")
        out.print(padded(out, line, 0))


def _the_call(part: PartReport) -> str:
    """Return what becomes of the call that goes on when something fails."""
    what = part.drill.failure.what
    home, away = (part.drill.kind.sites.get(site, site) for site in Site)
    moves = any(m.point is Point.LEAVES and m.earliest is not None for m in part.after_failure)
    if what in (What.REGISTRAR, What.PHONE):
        return f"is lost with the phone, or goes on; it keeps the desktop at {home} (PHONE-04)."
    control = f"does not resume at {away}" if moves else "resumes with the link"
    return (
        "is out of control once the loss is noticed, and goes on only if its media do not pass what"
        f" has failed. Control {control}; its window stays open until the agent closes it"
        " (INT-03, INT-04)."
    )


def span(moment: Moment | None, otherwise: str) -> str:
    """Return the earliest and the latest moment in words, or why there is none.

    Args:
        moment: The moment; None if nothing is asked.
        otherwise: What is told where it never comes, or nothing is asked.
    """
    if moment is None:
        return otherwise
    if moment.earliest is None:
        if moment.otherwise == ONCE_CLOSED:
            return ONCE_CLOSED
        return otherwise if moment.otherwise == STAYS else f"never {moment.otherwise}"
    first = duration(moment.earliest.ticks)
    if moment.latest is None:
        return f"{first} at least"
    last = duration(moment.latest.ticks)
    return first if first == last else f"{first} to {last}"
