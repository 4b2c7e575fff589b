"""``twinsite ledger``: what stands behind every requirement and every reading."""

from twinsite.cli import codes


def ledger(*names: str) -> int:
    """Show what stands behind every requirement and reading, and what is missing.

    Leaves with 1 if there is a gap.

    Args:
        names: Ids of requirements or readings, such as SITE-03 or A14; * and ? are allowed. With
            names everything is shown about each.
    """
    from rich.console import Console

    from twinsite.cli.catalogue import matching
    from twinsite.report.terminal.ledger import (
        print_conclusion,
        print_reading,
        print_requirement,
        print_requirements,
    )
    from twinsite.traceability import gaps
    from twinsite.traceability import ledger as whole_ledger

    whole = whole_ledger()
    by_id = {entry.requirement.id: entry for entry in whole.requirements}
    readings = {entry.reading.id: entry for entry in whole.readings}
    chosen = matching([*by_id, *readings], names, "ledger")
    out = Console(highlight=False)
    if names:
        for name in chosen:
            if name in by_id:
                print_requirement(out, by_id[name])
            else:
                print_reading(out, readings[name])
    else:
        print_requirements(out, whole.requirements)
    found = gaps(whole)
    print_conclusion(out, len(by_id), len(readings), found)
    return codes.REFUTED if found else codes.PROVED
