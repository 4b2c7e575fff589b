"""When desktops of a deployment move, as it is exported: exact bounds, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import Moment
from twinsite.analyses.drill.report import drill_of
from twinsite.analyses.drill.staff import assumed, kinds_of
from twinsite.checker.timing.behaviour import UndeterminedError
from twinsite.configuration.deployment import load_deployment
from twinsite.export.tables.tables import DrillEntry, DrillLine
from twinsite.model.predicates import Site
from twinsite.model.profile import Part
from twinsite.report.terminal.drill import decided, span, who


def drills(deployment: Path | None) -> tuple[DrillEntry, ...]:
    """Return what a failure of the preferred site does to each kind of agents.

    A search that has grown too large tells nothing.

    Args:
        deployment: A deployment file; nothing is told without one.

    Raises:
        InputError: if it cannot be used.
    """
    if deployment is None:
        return ()
    loaded = load_deployment(deployment)
    told = "; ".join(assumed(loaded.world).values())
    found = []
    for kind in kinds_of(loaded):
        home = kind.sites.get(Site.PREFERRED)
        if home is None or Part.VOICE not in kind.profiles:
            continue
        failure = Failure(What.SITE, home)
        try:
            (voice,) = drill_of(kind, failure, parts=[Part.VOICE]).parts
        except UndeterminedError:
            continue
        found.append(
            DrillEntry(
                id=f"{who(kind)}: {failure.fails}",
                assumed=told,
                failure=tuple(_lines(voice.after_failure)),
                repair=tuple(_lines(voice.after_repair)),
            )
        )
    return tuple(found)


def _lines(moments: Sequence[Moment]) -> Iterator[DrillLine]:
    before: Counter[str] = Counter()
    for moment in moments:
        because = decided(moment, before).plain.removesuffix(f" ({moment.requirement})")
        yield DrillLine(
            what=moment.what,
            requirement=moment.requirement,
            when=span(moment, "never"),
            because=because,
        )
