"""What the guards of the machines of a part read in other machines, as a drawing.

Not drawn: what a guard reads under other interpretations than the recommended ones only, and guards
that read nothing but the profile.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from twinsite.checker.comparison.independence import machines_read
from twinsite.model.composition import desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Profile
from twinsite.report.diagrams.parts import DrawnPart
from twinsite.report.diagrams.web import Thread, web_dot

SUBTITLE: Final = "What its guards read: from the machine that asks to all whose state answers."
NOTES: Final = (
    "In the boxes: predicates of guards, under the recommended interpretations.",
    "The colours of lines only help the eye.",
)


def reads_name(part: DrawnPart) -> str:
    """Return the name of the drawing of a part."""
    return f"Reads-{part.name}"


def readings_of_guards(profiles: Iterable[Profile]) -> dict[tuple[str, str], frozenset[str]]:
    """Return for each chart and predicate of its guards the charts that the predicate reads."""
    read: dict[tuple[str, str], frozenset[str]] = {}
    for system in map(desktop, profiles):
        for number, instance in enumerate(system.instances):
            machine = instance.machine
            for predicate in sorted({n for t in machine.transitions for n in t.guard.names}):
                found = machines_read(system, number, predicate)
                charts = frozenset(MACHINES[name].name for name in found)
                key = (machine.name, predicate)
                read[key] = read.get(key, frozenset()) | charts - {machine.name}
    return read


def reads_dot(part: DrawnPart) -> str:
    """Return the DOT text for a part; predicates that read the same machines share a box."""
    threads = _threads(readings_of_guards(part.profiles))
    return web_dot(reads_name(part), (part.words, SUBTITLE), threads, NOTES)


def _threads(interpretations: dict[tuple[str, str], frozenset[str]]) -> Iterator[Thread]:
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (reader, predicate), read in interpretations.items():
        if read:
            together.setdefault((reader, tuple(sorted(read))), []).append(predicate)
    for (reader, read_machines), predicates in sorted(together.items()):
        yield Thread((reader,), tuple(map(escape, predicates)), read_machines)
