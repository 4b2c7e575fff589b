"""``twinsite witness``: a run in which a rule matters."""


def witness(name: str, /) -> None:
    """Show a shortest run in which a rule matters.

    Of a rule on what never happens it is a run after which one mutated step would break it.

    Args:
        name: The name of a property, as 'twinsite properties' lists it.
    """
    from rich.console import Console

    from twinsite.analyses.witnesses import witness_of
    from twinsite.report.terminal.witness import print_witness

    print_witness(Console(highlight=False), witness_of(name))
