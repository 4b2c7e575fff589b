"""``twinsite coverage``: the guide claim by claim, and what carries each."""

from typing import Annotated

from cyclopts import Parameter

from twinsite.cli.codes import Status


def coverage(*sections: str, json: Annotated[bool, Parameter(negative=())] = False) -> int:
    """Walk through the guide in its own order: what each claim is carried by, or why by nothing.

    Args:
        sections: Numbers of sections, from 1 to 9; all if none is given.
        json: Write the sections as JSON to standard output.
    """
    from rich.console import Console

    from twinsite.cli.catalogue import matching
    from twinsite.cli.written import print_json
    from twinsite.report.files.walk_json import walk_json
    from twinsite.report.terminal.walk import print_conclusion, print_section
    from twinsite.traceability.guide import WALK, gaps

    numbers = matching([section.number for section in WALK], sections, "coverage")
    chosen = [section for section in WALK if section.number in numbers]
    found = gaps(WALK)
    out = Console(highlight=False)
    if json:
        print_json(walk_json(chosen, found))
    else:
        for section in chosen:
            print_section(out, section)
        print_conclusion(out, chosen, found)
    return Status.REFUTED if found else Status.PROVED
