"""``twinsite compare`` with deployments: what changes for whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twinsite.configuration.deployment import Deployment


def is_deployment(name: str) -> bool:
    """Return whether an argument names a deployment file."""
    return name.lower().endswith(".toml")


def compare_deployments(a: Path, b: Path | None, values: Sequence[str], *, json: bool) -> int:
    """Compare two deployments, or one with itself under other values.

    Args:
        a: The deployment as it is.
        b: As it would be; None for the same with other values.
        values: Other values of options of the Application, as ``option=value``.
        json: Whether the result is written as JSON.

    Raises:
        InputError: if a file or a value cannot be used, or nothing is to be compared.
    """
    from twinsite.analyses.drill.change import changes_of
    from twinsite.checker.timing.behaviour import UndeterminedError
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.configuration.deployment import load_deployment, require_agents
    from twinsite.errors import InputError
    from twinsite.report.files.drill import changes_data
    from twinsite.report.terminal.change import print_changes
    from twinsite.report.terminal.screen import screen, standard_error

    if (b is None) == (not values):
        raise InputError(
            "one deployment is compared with another one, or with itself under --set",
            where="compare",
            remedy="Name a second file, or say what changes: --set disaster-recovery.timeout=30.",
        )
    left = load_deployment(a)
    require_agents(left, a)
    right = _with_values(left, values) if b is None else load_deployment(b)
    try:
        with standard_error().status("Searching all traces in time"):
            changes = list(changes_of(left, right))
    except UndeterminedError as error:
        standard_error().print(f"Not decided: the search has {error}.")
        return Status.UNDETERMINED
    other = str(b) if b is not None else f"{a} with {', '.join(values)}"
    if json:
        print_json(changes_data(str(a), other, changes))
    else:
        print_changes(screen(), str(a), other, changes)
    return Status.PROVED


def _with_values(deployment: Deployment, values: Sequence[str]) -> Deployment:
    """Return a deployment in which options of the Application have other values."""
    from twinsite.catalogue.options import OPTIONS, Level, nearest
    from twinsite.errors import InputError

    options = dict(deployment.application.options)
    for given in values:
        name, equals, text = (part.strip() for part in given.partition("="))
        option = OPTIONS.get(name)
        if not equals or option is None or Level.APPLICATION not in option.levels:
            near = nearest(name)
            raise InputError(
                f"{name!r} is no option of the Application"
                if equals
                else f"{given!r} sets nothing",
                where="--set",
                remedy=f"Did you mean {near}?" if near else "Write option=value.",
            )
        try:
            option.parse(text)
        except ValueError as error:
            raise InputError(str(error), where=f"--set {name}", remedy=option.valid) from None
        options[name] = text
    application = deployment.application.model_copy(update={"options": options})
    return deployment.model_copy(update={"application": application})
