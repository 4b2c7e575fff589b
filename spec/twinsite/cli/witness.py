"""``twinsite witness``: a shortest trace that exercises a property."""

from pathlib import Path


def witness(name: str, /, *, save: Path | None = None) -> None:
    """Show a shortest trace that exercises a property.

    For an invariant it is a trace after which one mutated step would break it.

    Args:
        name: The name of a property, as 'twinsite properties' lists it.
        save: Write the trace to this file, for 'twinsite replay', and its chart beside it as SVG.
    """
    from rich.console import Console

    from twinsite.analyses.witnesses import witness_of
    from twinsite.cli.check import require_place
    from twinsite.report.sequence.trace import save_with_chart
    from twinsite.report.terminal.witness import print_witness, run_of

    require_place(save)
    out = Console(highlight=False)
    found = witness_of(name)
    print_witness(out, found)
    if save is not None:
        save_with_chart(out, save, run_of(found))
