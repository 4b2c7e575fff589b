"""Toy systems as tables, with guards that no machine of the desktop has."""

from collections.abc import Callable

from checker.toys import (
    Room,
    Worker,
    holders,
    lamp,
    lift,
    with_guard,
    workers,
)
from twinsite.checker.semantics.declaration import declare
from twinsite.checker.semantics.system import System
from twinsite.checker.symbolic.explore import explore
from twinsite.export.tables.build import Building
from twinsite.export.tables.tables import FORMAT, Size, Tables


def _workers(guard: str) -> Callable[[], System[Room]]:
    return lambda: workers(with_guard(declare(Worker), "began", guard))


TOYS: dict[str, Callable[[], System[Room]]] = {
    "lamp": lamp,
    "holders": holders,
    "lift": lift,
    "or": _workers("broken or tool_is_free"),
    "not or": _workers("not (broken or not tool_is_free)"),
    "not and": _workers("not (broken and tool_is_free)"),
    "and not": _workers("tool_is_free and not broken"),
    "never": _workers("broken"),
}
"""Systems of every form of guard."""


def tables_of(system: System[Room]) -> Tables:
    """Return a toy as tables, with what a search of it must find."""
    found = explore(system)
    size = Size(states=found.states, steps=found.steps, depth=found.depth)
    building = Building([system])
    profile = building.profile(system, search=size)
    return Tables(
        format=FORMAT,
        twinsite="toy",
        charts=building.charts(),
        machines=tuple(map(building.machine, building.instances)),
        commands=building.commands(),
        compositions=building.compositions(),
        predicates=building.predicates(),
        views=building.views(),
        nodes=building.nodes(),
        profiles=(profile,),
    )
