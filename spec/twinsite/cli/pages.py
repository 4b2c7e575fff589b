"""The option ``--page``: a trace as a page to walk on from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from twinsite.analyses.compare import Contrast
    from twinsite.analyses.traces import Trace


def require_page(page: Path | None, *inputs: Path | None) -> None:
    """Refuse a page that cannot be written.

    Raises:
        InputError: if it cannot be written, or is one of the inputs.
    """
    from twinsite.files import require_writable

    require_writable(page, "--page", *inputs)


def write_trace(out: Console, page: Path, trace: Trace) -> None:
    """Write a page that begins with a trace, and say so."""
    from twinsite.page.traces import Shown, write_page

    write_page(page, [Shown(trace.profile, tuple(step.event for step in trace.steps))])
    _tell(out, page)


def write_contrast(out: Console, page: Path, contrast: Contrast) -> None:
    """Write a page with two profiles side by side, where they part, and say so."""
    from twinsite.page.traces import as_far_as_possible, write_page

    difference = contrast.product.difference
    events = () if difference is None else (*difference.shared, difference.event)
    sides = (contrast.left.profile, contrast.right.profile)
    write_page(page, [as_far_as_possible(profile, events) for profile in sides])
    _tell(out, page)


def _tell(out: Console, page: Path) -> None:
    out.print(f"Wrote {page}: open it in a browser to walk on from there.", soft_wrap=True)
