"""``twinsite test-suite`` and ``twinsite protocol``: what teams without Python read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def test_suite(
    profile: Annotated[str, Parameter(help="Name of the profile, such as bc/no-phone.")],
    *,
    output: Annotated[Path, Parameter(help="The file to write.")],
) -> int:
    """Write a complete test suite as JSON: what to send, what to expect, and why.

    Example: `twinsite test-suite stat/bc/pair --output suite.json`

    It covers every transition of every machine of the desktop, with every outcome of its guard.
    """
    import json

    from twinsite.cli.codes import Status
    from twinsite.cli.progress import bar
    from twinsite.conformance.test_suite import suite_of
    from twinsite.conformance.transcript import suite_json
    from twinsite.files import require_writable, write_text
    from twinsite.model.profile import Profile
    from twinsite.report.terminal.screen import screen, standard_error

    chosen = Profile.parse(profile)
    require_writable(output, "--output")
    with bar(standard_error(), "goals", show=True) as progress:
        task = progress.add_task("Making the test suite", total=None)
        found = suite_of(
            chosen, observe=lambda done, all_: progress.update(task, completed=done, total=all_)
        )
    write_text(output, json.dumps(suite_json(found), indent=1) + "\n")
    out = screen()
    covered = found.goals - len(found.missed)
    out.print(
        f"{len(found.test_cases)} test cases of {found.actions:,} actions cover {covered:,} of"
        f" {found.goals:,} goals of {chosen.name}; written to {output}."
    )
    for goal in found.missed:
        out.print(f"No lengths were found for: {goal}", markup=False)
    return Status.PROVED


def protocol() -> int:
    """Print the JSON schema of every message of the conformance protocol.

    Example: `twinsite protocol`
    """
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.conformance.protocol import schema

    print_json(schema())
    return Status.PROVED
