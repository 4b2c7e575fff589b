"""``twinsite replay``: take a saved run again."""

from pathlib import Path

from twinsite.cli import codes


def replay(file: Path, /, *, svg: Path | None = None) -> int:
    """Take a saved run again and show it.

    Leaves with 1 if the run still breaks its rule, and with 0 if it breaks nothing.

    Args:
        file: A file that 'twinsite check --save' has written.
        svg: Write the chart to this file as well.
    """
    from rich.console import Console

    from twinsite.analyses.traces import load_run, write_text
    from twinsite.report.sequence.trace import print_run, svg_of

    run = load_run(file)
    out = Console(highlight=False)
    print_run(out, run)
    if svg is not None:
        write_text(svg, svg_of(run))
        out.print(f"Wrote the chart to {svg}.", markup=False)
    if run.breaks:
        return codes.REFUTED
    if not run.witnesses:
        out.print("In this version the run no longer breaks the rule.")
    return codes.PROVED
