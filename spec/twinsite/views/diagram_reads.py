"""What the guards of the machines read in other machines, as a drawing.

Not drawn: what a guard reads under other readings than the recommended ones only, and guards
that read nothing but the profile.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

from twinsite.desktop import SERVED_SITES
from twinsite.facts import MACHINES, STATES, Facts, Site
from twinsite.profile import Profile, default_profiles
from twinsite.views.diagram_web import Thread, web_dot

NAME: Final = "Reads"
"""The name of the drawing."""
TITLE: Final = (
    "What the machines read in each other",
    "From the machine that has the guard to all whose state decides whether it holds.",
)
NOTES: Final = (
    "predicates of guards, under the recommended readings and in any of the default profiles",
)


class _UnreadError(Exception):
    """A machine was read whose state is not chosen yet."""


def machines_read(predicate: str, profile: Profile, site: Site | None) -> frozenset[str]:
    """Return every machine whose state can matter to a predicate, found by evaluating it.

    Args:
        predicate: The name of a fact.
        profile: The constants of the session.
        site: The site that the asking machine serves, if it serves one.
    """
    found: set[str] = set()

    def evaluate(chosen: dict[str, str]) -> None:
        def read(machine: str) -> str:
            if machine not in chosen:
                raise _UnreadError(machine)
            return chosen[machine]

        try:
            getattr(Facts(read, profile, site), predicate)
        except _UnreadError as error:
            (machine,) = error.args
            found.add(machine)
            for state in STATES[machine]:
                evaluate({**chosen, machine: state})

    evaluate({})
    return frozenset(found)


def readings_of_guards() -> dict[tuple[str, str], frozenset[str]]:
    """Return for each chart and predicate of its guards the charts that the predicate reads."""
    read: dict[tuple[str, str], frozenset[str]] = {}
    for instance, machine in MACHINES.items():
        site = SERVED_SITES.get(instance)
        for predicate in sorted({n for t in machine.transitions for n in t.guard.names}):
            instances = {
                found
                for profile in default_profiles()
                for found in machines_read(predicate, profile, site)
            }
            charts = frozenset(MACHINES[found].name for found in instances)
            key = (machine.name, predicate)
            read[key] = read.get(key, frozenset()) | charts - {machine.name}
    return read


def reads_dot() -> str:
    """Return the DOT text of the drawing; predicates that read the same machines share a box."""
    return web_dot(NAME, TITLE, _threads(), NOTES)


def _threads() -> Iterator[Thread]:
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (reader, predicate), read in readings_of_guards().items():
        if read:
            together.setdefault((reader, tuple(sorted(read))), []).append(predicate)
    for (reader, read_machines), predicates in sorted(together.items()):
        yield Thread((reader,), tuple(map(escape, predicates)), read_machines)
