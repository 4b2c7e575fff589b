"""``twinsite replay``: replay a saved trace."""

from pathlib import Path

from twinsite.cli import codes


def replay(file: Path, /, *, svg: Path | None = None) -> int:
    """Replay a saved trace.

    Exits with status 1 if the trace breaks its property, and with 0 if it breaks nothing.

    Args:
        file: A file that 'twinsite check', 'witness' or 'hazards' has written with --save.
        svg: Write the chart to this file as well.
    """
    from rich.console import Console

    from twinsite.analyses.traces import load_trace, write_text
    from twinsite.report.sequence.trace import print_trace, svg_of

    trace = load_trace(file)
    out = Console(highlight=False)
    print_trace(out, trace)
    if svg is not None:
        write_text(svg, svg_of(trace))
        out.print(f"Wrote the chart to {svg}.", markup=False, soft_wrap=True)
    if trace.breaks:
        return codes.REFUTED
    if not trace.witnesses:
        out.print("In this version the trace does not break the property.")
    return codes.PROVED
