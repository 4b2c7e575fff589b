"""What must hold of every part, asked of the whole desktop.

What can happen in a part is not asked: the start may take it from the part, as it takes the search
for a first link from the Configuration connection.  What must hold must hold there as well.  A
property of a part looks at the machines of its part, from when the part has begun, and at the
steps that concern it: one of its machines moves in them, or something is said that it hears or
commands.  An event and a log are shown to it as the part by itself would show them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Occurrence, Property
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Part
from twinsite.model.whole.facts import WholeFacts
from twinsite.model.whole.parts import Parts, scope
from twinsite.properties import properties_of
from twinsite.properties.decorators import DesktopProperty
from twinsite.properties.whole import WholeProperty


def lifted(parts: Parts) -> tuple[WholeProperty, ...]:
    """Return every invariant and transition invariant of every part, the parts in order."""
    return tuple(
        _Lift(parts, part)(prop)
        for part, profile in parts
        for prop in properties_of(profile)
        if not prop.is_existential
    )


class _Lift:
    """Makes a property of a part one of the whole."""

    def __init__(self, parts: Parts, part: Part) -> None:
        self._part = part
        self._names: Mapping[str, str] = {
            parts.name_of(part, instance.name): instance.name
            for instance in desktop(parts.of(part)).instances
        }

    def __call__(self, prop: DesktopProperty) -> WholeProperty:
        return Property(
            scope(self._part) + prop.name,
            prop.requirement,
            prop.sentence,
            prop.sort,
            of_state=self._of_state(prop),
            when=lambda occurrence: (
                self._concerns(occurrence) and prop.when(self._local(occurrence))
            ),
            of_step=self._of_step(prop),
        )

    def _concerns(self, occurrence: Occurrence) -> bool:
        own = scope(self._part)
        return occurrence.event.machine in self._names or any(
            machine in self._names or name.startswith(own) for machine, name in occurrence.log
        )

    def _local(self, occurrence: Occurrence) -> Occurrence:
        own = scope(self._part)
        event = occurrence.event
        return Occurrence(
            Event(self._names.get(event.machine, event.machine), event.name),
            tuple(
                (self._names.get(machine, machine), name.removeprefix(own))
                for machine, name in occurrence.log
                if machine in self._names or name.startswith(own)
            ),
            tuple(
                replace(start, deadline=Event(self._names[machine], start.deadline.name))
                for start in occurrence.started
                if (machine := start.deadline.machine) in self._names
            ),
        )

    def _facts(self, whole: WholeFacts) -> WholeFacts | None:
        """Return the facts of the part; None before it has begun."""
        facts = whole.part(self._part)
        return facts if self._part is Part.START_UP or facts.begun else None

    def _of_state(self, prop: DesktopProperty) -> Callable[[WholeFacts], bool] | None:
        of_state = prop.of_state
        if of_state is None:
            return None

        def holds(whole: WholeFacts) -> bool:
            facts = self._facts(whole)
            return facts is None or bool(of_state(facts))

        return holds

    def _of_step(self, prop: DesktopProperty) -> Callable[[WholeFacts, WholeFacts], bool]:
        of_step: Callable[[Facts, Facts], bool] = prop.of_step or (lambda _before, _after: True)

        def holds(before: WholeFacts, after: WholeFacts) -> bool:
            facts = self._facts(before)
            return facts is None or bool(of_step(facts, after.part(self._part)))

        return holds
