"""``twinsite coverage``: the guide statement by statement, and what covers each."""

from twinsite.cli.codes import Status


def coverage(*sections: str, json: bool = False) -> int:
    """Show what covers each statement of the guide, or why nothing does.

    Example: `twinsite coverage 4`

    Args:
        sections: Numbers of sections, from 1 to 9; all if none is given.
        json: Write the sections as JSON to standard output.
    """
    from twinsite.cli.catalogue import matching
    from twinsite.cli.written import print_json
    from twinsite.report.files.data import coverage_data
    from twinsite.report.terminal.screen import screen
    from twinsite.report.terminal.source_coverage import print_conclusion, print_section
    from twinsite.traceability.guide import SECTIONS, gaps

    numbers = matching([section.number for section in SECTIONS], sections, "coverage")
    chosen = [section for section in SECTIONS if section.number in numbers]
    found = gaps(SECTIONS)
    out = screen()
    if json:
        print_json(coverage_data(chosen, found))
    else:
        for section in chosen:
            print_section(out, section)
        print_conclusion(out, chosen, found)
    return Status.REFUTED if found else Status.PROVED
