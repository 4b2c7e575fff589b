"""The screens of ``twinsite drill``: when what happens, for one kind of agents or for all.

One kind of agents::

    Anna, Workspace SIP Endpoint; prefers Site X, peer Site Y

    Site X fails        Earliest  Latest    Decided by
    ─────────────────────────────────────────────────────────────────────
    loss noticed        10:00:00  10:00:20  2 x ADDP timeout 20 s
    leaves Site X       10:01:00  10:01:20  + disaster-recovery.timeout 60 s (SITE-03)
    Ready again         10:01:00  10:01:31  + 2 x answer of a server 3 s (REST-02)
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.alternatives import Alternative
from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.design import DesignRow
from twinsite.analyses.drill.moments import Bound, Moment, Term
from twinsite.analyses.drill.report import DrillReport, PartReport
from twinsite.analyses.drill.staff import Kind, assumed
from twinsite.configuration.deployment.world import World
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone
from twinsite.report.terminal.screen import COMFORTABLE, counted, padded, print_rows

PHONES: Final = {
    Phone.WORKSPACE_ENDPOINT: "Workspace SIP Endpoint",
    Phone.HARD_PHONE: "hard phone",
    Phone.NONE: "no phone",
}
CONNECTIONS: Final = {
    Part.VOICE: "Voice",
    Part.STAT: "Stat Server",
    Part.CONFIG: "Configuration Server Proxy",
}
MOST_NAMED: Final = 3
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
    """Return a time in words, such as 20 s, 1 min 31 s or 1 h 8 s."""
    seconds, rest = divmod(ticks, TICKS)
    hours, minutes = divmod(seconds // 60, 60)
    told = [f"{hours} h"] if hours else []
    told += [f"{minutes} min"] if minutes else []
    left = seconds % 60 + rest / TICKS
    if left or not told:
        told.append(f"{left:g} s")
    return " ".join(told)


def seconds_of(ticks: int) -> str:
    """Return a time as one number of seconds."""
    return f"{ticks / TICKS:g} s"


def who(kind: Kind) -> str:
    """Return some of the names of agents of a kind."""
    more = len(kind.agents) - MOST_NAMED
    return ", ".join(kind.agents[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


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
    told = "; ".join(f"{words} {seconds:g} s" for words, seconds in assumed(world))
    where = f"{file}, [world]" if world.model_fields_set else f"defaults, as {file} has no [world]"
    out.print(padded(out, f"Assumed ({where}): {told}.", 0, "dim"))


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
    for part in told:
        name = CONNECTIONS[part.drill.part]
        out.print()
        _print_moments(out, f"{name}: {report.failure} fails", part.after_failure, fail)
        _print_no_calls(out, part)
        if part.after_windows:
            out.print()
            closed = "Voice: the last window is closed"
            _print_moments(out, closed, part.after_windows, Clock(None))
        if part.after_repair and repair is not None:
            out.print()
            title = f"{name}: {report.failure} is repaired"
            _print_moments(out, title, part.after_repair, repair)
    if quiet or not report.parts:
        names = ", ".join(CONNECTIONS[part.drill.part] for part in quiet) or "no connection"
        out.print()
        out.print(padded(out, f"{report.failure} fails: nothing moves ({names}).", 0))


def _anything(moments: Iterable[Moment]) -> bool:
    return any(moment.earliest is not None for moment in moments)


def _print_moments(out: Console, title: str, moments: Sequence[Moment], clock: Clock) -> None:
    rows = []
    before: Counter[str] = Counter()
    for moment in moments:
        rows.append(
            (
                moment.what,
                _told(moment.earliest, clock, "never"),
                _told(moment.latest, clock, "never" if moment.earliest is None else "no bound"),
                _decided(moment, before),
            )
        )
        if moment.latest is not None:
            before = _counted(moment.latest.terms)
    print_rows(out, (title, "Earliest", "Latest", "Decided by"), rows)


def _told(bound: Bound | None, clock: Clock, otherwise: str) -> Text:
    return Text(otherwise, "yellow") if bound is None else Text(clock(bound.ticks))


def _counted(terms: Sequence[Term]) -> Counter[str]:
    return Counter({term.because: term.ticks for term in terms})


def _decided(moment: Moment, before: Counter[str]) -> Text:
    """Return what the latest moment is a sum of; what the moment before it is, is left out."""
    required = f" ({moment.requirement})" if moment.requirement else ""
    if moment.latest is None:
        why = moment.otherwise
        if moment.loop and not why:
            events = ", ".join(dict.fromkeys(map(str, moment.loop)))
            why = f"again and again: {events}"
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


def _term(term: Term, ticks: int) -> str:
    one = abs(term.ticks // term.times)
    times = ticks // one if one else 1
    return (
        f"{term.because} {seconds_of(one)}"
        if times == 1
        else (f"{times} x {term.because} {seconds_of(one)}")
    )


def _print_no_calls(out: Console, part: PartReport) -> None:
    last = part.after_failure[-1]
    if part.drill.part is not Part.VOICE or not last.what.startswith("Ready"):
        return
    if last.earliest is None:
        told = f"until the agent goes Ready again {last.otherwise}"
    elif last.latest is None:
        told = f"for {duration(last.earliest.ticks)} at least; there is no bound"
    else:
        told = f"for {duration(last.earliest.ticks)} to {duration(last.latest.ticks)}"
    out.print(Text.assemble(("No calls ", "bold"), told))


def print_alternatives(out: Console, alternatives: Sequence[Alternative]) -> None:
    """Print what other values of the options would change, and what they cost."""
    if not alternatives:
        return
    out.print()
    rows = [
        (
            f"{alternative.option} {alternative.value}",
            _change(alternative.no_calls),
            _change(alternative.back),
            alternative.price,
        )
        for alternative in alternatives
    ]
    print_rows(out, ("What would change it", "No calls for", "Back within", "Price"), rows)


def _change(change: tuple[int | None, int | None]) -> str:
    before, after = (("no bound" if t is None else duration(t)) for t in change)
    return "the same" if before == after else f"{after}, not {before}"


def print_time_bar(out: Console, moment: Moment, which: str, clock: Clock) -> None:
    """Print the lengths that a bound is a sum of as bars, one below the other.

    Args:
        out: Where to print.
        moment: The moment.
        which: Which of its bounds: ``earliest`` or ``latest``.
        clock: Tells moments.
    """
    bound: Bound = getattr(moment, which)
    out.print(Text(f"{moment.what}, {which}: {clock(bound.ticks)}", style="bold"))
    name = max((len(span.because) for span in bound.path), default=0)
    room = min(out.width - name - 12, 60)
    first = min([0, *(min(span.since, span.until) for span in bound.path)])
    whole = max(bound.ticks - first, 1)
    for span in bound.path:
        start, end = sorted((span.since, span.until))
        length = seconds_of(span.until - span.since)
        if room < COMFORTABLE:
            out.print(padded(out, f"{length} {span.because}", 2))
            continue
        left = (start - first) * room // whole
        bar = "█" * max(1, (end - first) * room // whole - left)
        out.print(Text(f"{span.because:<{name}} {length:>8} {' ' * left}{bar}", no_wrap=True))


def print_overview(out: Console, reports: Sequence[DrillReport]) -> None:
    """Print one line for each kind of agents."""
    rows = []
    for report in reports:
        voice = next((part for part in report.parts if part.drill.part is Part.VOICE), None)
        cells = [f"{who(report.kind)}\n  {PHONES[report.kind.phone]}"]
        after = () if voice is None else voice.after_failure
        back = () if voice is None else voice.after_repair
        cells.append(_range(next((m for m in after if m.what.startswith("leaves")), None), "stays"))
        cells.append(_range(next((m for m in after if m.what.startswith("Ready")), None), "stays"))
        cells.append(_range(next((m for m in back if m.what.startswith("logged in")), None), "-"))
        rows.append(cells)
    print_rows(out, ("Agents", "Leaves after", "Ready after", "Back after repair"), rows)
    out.print()
    out.print("--agent NAME tells every moment, and what it is a sum of.", style="dim")


def _range(moment: Moment | None, otherwise: str) -> str:
    if moment is None:
        return otherwise
    if moment.earliest is None:
        return otherwise if moment.otherwise == "nothing moves it" else f"never {moment.otherwise}"
    first = duration(moment.earliest.ticks)
    if moment.latest is None:
        return f"{first} at least"
    last = duration(moment.latest.ticks)
    return first if first == last else f"{first} to {last}"


def print_design(out: Console, rows: Sequence[DesignRow]) -> None:
    """Print what fails, who moves, and after what."""
    for kind in dict.fromkeys(row.kinds for row in rows):
        agents = [name for one in kind for name in one.agents]
        out.print()
        title = f"{PHONES[kind[0].phone]}: {counted(len(agents), 'agent')}"
        told = [row for row in rows if row.kinds == kind]
        print_rows(
            out,
            (title, "Connection", "Leaves after", "Decided by"),
            [
                (
                    row.what,
                    CONNECTIONS[row.part],
                    _range(row.moment, "stays"),
                    _decided(row.moment, Counter()) if row.moment.latest else Text(""),
                )
                for row in told
            ],
        )
