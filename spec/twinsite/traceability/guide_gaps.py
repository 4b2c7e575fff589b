"""What is missing in the source coverage; a gap fails the checks of this project.

Not noticed: a statement of the guide that no item tells, for the guide is not part of this project.
"""

from collections.abc import Iterator, Sequence

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.options import OPTIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.configuration.lint import RULES
from twinsite.traceability.guide.item import Item, Section
from twinsite.traceability.links import CATALOGUES

_GUIDE = "guide"


def gaps(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return every gap in words; none if all is covered."""
    return (*_of_places(sections), *_of_items(sections), *_of_the_guide(sections))


def _of_places(sections: Sequence[Section]) -> Iterator[str]:
    """Yield what does not follow upon what stands before it."""
    for section_number, section in enumerate(sections, start=1):
        for ordinal, item in enumerate(section.items, start=1):
            expected = f"{section_number}.{ordinal}"
            if item.number != expected:
                yield f"{item.number} stands where {expected} is due"
                break


def _of_items(sections: Sequence[Section]) -> Iterator[str]:
    known = frozenset().union(*CATALOGUES.values())
    for item in _items(sections):
        if not (item.covered_by or item.reason):
            yield f"{item.number} is covered by nothing, and no reason is given"
        if item.covered_by and item.reason:
            yield f"{item.number} is covered, and has a reason not to be"
        if len(set(item.covered_by)) < len(item.covered_by):
            yield f"{item.number} names a cover twice"
        yield from (
            f"{item.number} names {identifier}, which no catalogue has"
            for identifier in item.covered_by
            if identifier not in known
        )


def _of_the_guide(sections: Sequence[Section]) -> Iterator[str]:
    """Yield what is said to come from the guide and covers nothing of it."""
    covered = {identifier for item in _items(sections) for identifier in item.covered_by}
    sources = {
        **{requirement.id: requirement.source for requirement in REQUIREMENTS.values()},
        **{interpretation.id: interpretation.source for interpretation in INTERPRETATIONS.values()},
        **{option.name: option.source for option in OPTIONS.values()},
        **{rule.id: rule.source for rule in RULES.values()},
    }
    for identifier, source in sources.items():
        if source.startswith(_GUIDE) and identifier not in covered:
            yield f"{identifier} cites the guide and covers no item"


def _items(sections: Sequence[Section]) -> Iterator[Item]:
    for section in sections:
        yield from section.items
