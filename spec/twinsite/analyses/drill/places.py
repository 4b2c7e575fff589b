"""Where the connections of a desktop end up in a drill: together, or split between the sites."""

from collections.abc import Mapping

from twinsite.analyses.drill.report import PARTS, DrillReport
from twinsite.model.predicates import Site
from twinsite.model.profile import Part


def places_of(report: DrillReport, *, repaired: bool) -> Mapping[Part, Site]:
    """Return at which site each connection ends up, and is linked.

    A connection that ends up linked at no one site is left out.

    Args:
        report: The drill.
        repaired: Whether it is asked after the repair; before it if not.
    """
    touched = {part.drill.part: part.drill for part in report.parts}
    found = {}
    for part in PARTS:
        if part not in report.kind.profiles:
            continue
        if part not in touched:
            found[part] = Site.PREFERRED
            continue
        drill = touched[part]
        ends = map(drill.scene.system.view, drill.repaired if repaired else drill.settled)
        sites = {facts.here if facts.link_open else None for facts in ends}
        (site, *others) = sites
        if site is not None and not others:
            found[part] = site
    return found
