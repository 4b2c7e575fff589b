"""A divergence as a test file for pytest."""

import json
from collections.abc import Sequence

from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.conformance.session import Divergence


def regression_test(divergence: Divergence, command: Sequence[str], client: str) -> str:
    """Return a test file that does what was done, and fails as long as the client diverges.

    Args:
        divergence: What was found.
        command: The program under test, or nothing.
        client: The Python class under test as ``module:Class``, or nothing.
    """
    identifier = next(iter(divergence.requirements), "")
    sentence = REQUIREMENTS[identifier].sentence if identifier else str(divergence.failure)
    told = f"{identifier}: {sentence}" if identifier else sentence
    name = identifier.lower().replace("-", "_") or "the_client_answers"
    way = f"in_process(python_client({client!r}))" if client else f"program({list(command)!r})"
    imports = "in_process, python_client, replay" if client else "program, replay"
    actions = "".join(f"    {json.dumps(str(action))},\n" for action in divergence.actions)
    lengths = "".join(
        f"    {json.dumps(key)}: {value:.15g},\n" for key, value in divergence.lengths.items()
    )
    return (
        '"""A divergence that twinsite conform has found."""\n\n'
        f"from twinsite.conformance.testing import {imports}\n\n"
        f"PROFILE = {json.dumps(divergence.profile.name)}\n"
        f"LENGTHS = {{\n{lengths}}}\n"
        f"ACTIONS = (\n{actions})\n\n\n"
        f"def test_{name}() -> None:\n"
        f'    """{told.replace(chr(92), chr(92) * 2).replace(chr(34) * 3, "...")}"""\n'
        f"    replay({way}, PROFILE, LENGTHS, ACTIONS)\n"
    )
