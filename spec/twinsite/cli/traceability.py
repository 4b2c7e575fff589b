"""``twinsite traceability``: what stands behind every requirement and every interpretation."""

from twinsite.cli.codes import Status


def traceability(*names: str) -> int:
    """Show what stands behind each requirement and interpretation.

    Example: `twinsite traceability site-03`

    Args:
        names: Ids of requirements or interpretations, such as SITE-03 or A14, in any case; * and
            ? are allowed. With names everything is shown about each.
    """
    from twinsite.cli.catalogue import matching
    from twinsite.report.terminal.screen import screen
    from twinsite.report.terminal.traceability import (
        print_conclusion,
        print_interpretation,
        print_requirement,
        print_requirements,
    )
    from twinsite.traceability import gaps, matrix

    whole = matrix()
    by_id = {entry.requirement.id: entry for entry in whole.requirements}
    interpretations = {entry.interpretation.id: entry for entry in whole.interpretations}
    chosen = matching([*by_id, *interpretations], names, "traceability")
    out = screen()
    if names:
        for name in chosen:
            if name in by_id:
                print_requirement(out, by_id[name])
            else:
                print_interpretation(out, interpretations[name])
    else:
        print_requirements(out, whole.requirements)
    found = gaps(whole)
    print_conclusion(out, len(by_id), len(interpretations), found)
    return Status.REFUTED if found else Status.PROVED
