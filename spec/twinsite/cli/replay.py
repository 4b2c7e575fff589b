"""``twinsite replay``: replay a saved trace."""

from pathlib import Path

from twinsite.cli.codes import Status


def replay(file: Path, /, *, svg: Path | None = None, page: Path | None = None) -> int:
    """Replay a saved trace.

    Example: `twinsite replay trace.json`, once `twinsite check --interpretation A2=continues
    --profile stat/bc/pair --save trace.json` has written it.

    Args:
        file: A file that 'twinsite check', 'witness' or 'hazards' has written with --save.
        svg: Write the chart to this file as well.
        page: Write a page to this file that begins with the trace, to walk on in a browser.
    """
    from twinsite.analyses.traces import load_trace
    from twinsite.cli.pages import require_page, write_trace
    from twinsite.files import require_writable, write_text
    from twinsite.report.sequence.trace import print_trace, svg_of
    from twinsite.report.terminal.screen import screen

    require_writable(svg, "--svg", file)
    require_page(page, file)
    trace = load_trace(file)
    out = screen()
    print_trace(out, trace)
    if svg is not None:
        write_text(svg, svg_of(trace))
        out.print(f"Wrote the chart to {svg}.", markup=False, soft_wrap=True)
    if page is not None:
        write_trace(out, page, trace)
    if trace.breaks:
        return Status.REFUTED
    if not trace.witnesses:
        out.print("In this version the trace does not break the property.")
    return Status.PROVED
