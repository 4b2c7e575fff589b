"""The checkout that is kept up, and the records in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import twinsite
from twinsite.baseline.records import read
from twinsite.errors import InputError

ROOT = Path(twinsite.__file__).parents[2]
"""The folder that holds ``spec`` and ``tests``, if this is a checkout."""
RECORDS = Path("spec/twinsite/baseline/records")


def require_checkout() -> None:
    """Refuse to work where there is nothing to keep up.

    Raises:
        InputError: if the package was not imported from a checkout.
    """
    if not all((ROOT / name).exists() for name in ("pyproject.toml", "tests", RECORDS)):
        raise InputError(
            "this works on a checkout of the repository, and the package is installed",
            where="twinsite baseline",
            remedy="In a checkout, run pip install --editable . first.",
        )


def known(name: str) -> dict[str, Any]:
    """Return the entries of a record, or none if there is no such record that can be read."""
    try:
        found = read(name)
    except InputError:
        return {}
    return found if isinstance(found, dict) else {}


def stale(wanted: Mapping[str, str], recorded: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is not recorded, rests on something that has changed, or is wanted no longer.

    Args:
        wanted: The fingerprint of everything that is to be recorded.
        recorded: The entries of a record, each with the fingerprint under which it was found.
    """
    return tuple(
        name
        for name in {**wanted, **recorded}
        if name not in wanted or wanted[name] != recorded.get(name, {}).get("fingerprint")
    )


def record_text(data: Any, depth: int) -> str:
    """Return the text of a record.

    Args:
        data: Anything that JSON can hold.
        depth: Mappings that are nested deeper than this stand on one line.
    """
    return _text(data, depth, "") + "\n"


def _text(data: Any, depth: int, margin: str) -> str:
    if not (depth and data and isinstance(data, dict)):
        return json.dumps(data)
    inner = margin + "  "
    lines = (f"{json.dumps(key)}: {_text(data[key], depth - 1, inner)}" for key in data)
    return "{\n" + inner + f",\n{inner}".join(lines) + f"\n{margin}}}"
