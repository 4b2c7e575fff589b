"""What fails, who moves, and after what: the table of a design."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import Moment
from twinsite.analyses.drill.report import PARTS
from twinsite.analyses.drill.staff import Kind
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone


@dataclass(frozen=True, slots=True)
class DesignRow:
    """One failure, for agents whom it moves alike."""

    kinds: tuple[Kind, ...]
    what: str
    """What fails."""
    part: Part
    """The connection that moves, or stays."""
    moment: Moment
    """When it leaves the preferred site."""


def design_of(kinds: Sequence[Kind]) -> Iterator[DesignRow]:
    """Yield what each failure does to the connections of each kind of agents.

    Until a desktop leaves, neither auto-restore nor restore-agent-state acts, nor does it matter
    what the sites are called; so agents who differ in that alone are told together.

    Args:
        kinds: The kinds of agents.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    alike: dict[Hashable, list[Kind]] = defaultdict(list)
    for kind in kinds:
        alike[_moved_by(kind)].append(kind)
    for group in alike.values():
        first = group[0]
        for what, failure in _failures(first):
            for part in PARTS:
                if part in first.profiles:
                    drill = Drill(first, part, failure)
                    if drill.is_touched:
                        yield DesignRow(tuple(group), what, part, drill.leaving())


def _moved_by(kind: Kind) -> Hashable:
    """Return what it depends on when a desktop leaves the preferred site."""
    parts = []
    for part in PARTS:
        if part in kind.profiles:
            lengths, profile = kind.lengths[part], kind.profiles[part]
            deadlines = frozenset((key, ticks) for key, (ticks, _) in lengths.deadlines.items())
            parts.append(
                (part, profile.has_peer, profile.nodes, deadlines, lengths.silent, lengths.again)
            )
    return kind.phone, tuple(parts)


def _failures(kind: Kind) -> Iterator[tuple[str, Failure]]:
    home, away = (kind.sites.get(site, "") for site in Site)
    yield "preferred site", Failure(What.SITE, home)
    yield "its SIP Servers alone", Failure(What.SIP_SERVERS, home)
    yield "its primary SIP Server", Failure(What.PRIMARY, home)
    if kind.phone is Phone.WORKSPACE_ENDPOINT:
        yield "its registrar alone", Failure(What.REGISTRAR, home)
    if kind.phone is not Phone.NONE:
        yield "phone at the preferred site", Failure(What.PHONE)
    yield "peer site", Failure(What.SITE, away)
    if away:
        yield "both sites", Failure(What.BOTH)
