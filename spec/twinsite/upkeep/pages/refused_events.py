"""The table of the page for foreign teams that says which state refuses which event."""

from collections.abc import Iterable

from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.conformance.oracle import DECIDED_BY_THE_WORLD
from twinsite.conformance.vocabulary import ClientEvent, Vocabulary
from twinsite.model.composition import desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import default_profiles

_HEAD = (
    "| event | machine | taken in | taken or refused, as a guard says, in | refused in |",
    "|---|---|---|---|---|",
)


def refused_table() -> str:
    """Return the table: for each event of a machine the states that take it and that do not."""
    rows = dict.fromkeys(
        _row(word, machine, event) for (machine, event), word in sorted(_words().items())
    )
    return "\n".join((*_HEAD, *rows)) + "\n"


def _words() -> dict[tuple[str, str], str]:
    """Return the word of each event that a desktop is given, by machine and event."""
    found: dict[tuple[str, str], str] = {}
    for profile in default_profiles():
        words = Vocabulary(desktop(profile))
        initial = words.system.initial
        for event in words.system.events:
            if words.is_deadline(event) or event.machine in DECIDED_BY_THE_WORLD:
                continue
            seen = words.event(event, initial, initial)
            if isinstance(seen, ClientEvent):
                found[event.machine, event.name] = seen.name
    return found


def _row(word: str, name: str, event: str) -> str:
    machine = MACHINES[name]
    taken: list[str] = []
    turning: list[str] = []
    refused: list[str] = []
    for state in machine.states:
        guards = [transition.guard.text for _, transition in machine.choices(event, state)]
        place = refused if not guards else turning if all(guards) else taken
        place.append(state)
    cells = map(_listed, (taken, turning, refused))
    return f"| `{word}` | {_title(machine)} | {' | '.join(cells)} |"


def _title(machine: MachineDecl) -> str:
    return f"[{machine.name}](../diagrams/{machine.name}.svg)"


def _listed(states: Iterable[str]) -> str:
    return ", ".join(f"`{state}`" for state in states)
