"""``twinsite witness``: a trace in which a property matters."""


def witness(name: str, /) -> None:
    """Show a shortest trace in which a property matters.

    Of a property on what never happens it is a trace after which one mutated step would break it.

    Args:
        name: The name of a property, as 'twinsite properties' lists it.
    """
    from rich.console import Console

    from twinsite.analyses.witnesses import witness_of
    from twinsite.report.terminal.witness import print_witness

    print_witness(Console(highlight=False), witness_of(name))
