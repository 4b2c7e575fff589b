"""``twinsite witness``: a shortest trace that exercises a property."""

from pathlib import Path


def witness(name: str, /, *, save: Path | None = None, page: Path | None = None) -> None:
    """Show a shortest trace that exercises a property.

    For an invariant it is a trace after which one mutated step would break it.

    Example: `twinsite witness the_site_changes_by_a_switchover_only`

    Args:
        name: The name of a property, as 'twinsite properties' lists it.
        save: Write the trace to this file, for 'twinsite replay', and its chart beside it as SVG.
        page: Write a page to this file that begins with the trace, to walk on in a browser.
    """
    from twinsite.analyses.witnesses import witness_of
    from twinsite.cli.check import require_place
    from twinsite.cli.pages import require_page, write_trace
    from twinsite.report.sequence.trace import save_with_chart
    from twinsite.report.terminal.screen import screen
    from twinsite.report.terminal.witness import print_witness, run_of

    require_place(save)
    require_page(page)
    out = screen()
    found = witness_of(name)
    print_witness(out, found)
    if save is not None:
        save_with_chart(out, save, run_of(found))
    if page is not None:
        write_trace(out, page, run_of(found))
