"""A divergence as a test file for pytest."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

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
    way = f"python_program({client!r})" if client else f"program({list(command)!r})"
    imports = "python_program, replay" if client else "program, replay"
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


def place_for(text: str, base: Path) -> Path:
    """Return where a test file is written: a name that pytest collects, and nobody else's file.

    A file of the same content is written again; any other may have been edited, or be kept.

    Args:
        text: The test file.
        base: What the files about the divergence are called.
    """
    return next(path for path in _places(base) if not path.exists() or _holds(path, text))


def _places(base: Path) -> Iterator[Path]:
    name = "test_" + re.sub(r"\W", "_", base.name)
    yield base.with_name(f"{name}.py")
    for number in count(2):
        yield base.with_name(f"{name}_{number}.py")


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False
