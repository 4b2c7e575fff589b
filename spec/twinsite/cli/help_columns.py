"""The columns of a help screen: the names are never broken, however narrow the screen is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cyclopts.help.specs import (
    AsteriskColumn,
    ColumnSpec,
    DescriptionColumn,
    NameRenderer,
)

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry
    from rich.console import Console, ConsoleOptions

_SHARE: Final = 0.35
"""Names take at most this share of the screen, but for a longer one."""


def columns(
    console: "Console",
    options: "ConsoleOptions",  # noqa: ARG001  # the formatter hands it over by name
    entries: "list[HelpEntry]",
) -> tuple[ColumnSpec, ...]:
    """Return the columns for some commands or parameters."""
    words = [word for entry in entries for label in _labels(entry) for word in label.split()]
    width = max(round(console.width * _SHARE), *(len(word) + 2 for word in words))
    names = ColumnSpec(
        renderer=NameRenderer(max_width=width), style="cyclopts.name", max_width=width
    )
    required = (AsteriskColumn,) if any(entry.required for entry in entries) else ()
    return (*required, names, DescriptionColumn)


def _labels(entry: "HelpEntry") -> Sequence[str]:
    return entry.display_labels_with_metavar
