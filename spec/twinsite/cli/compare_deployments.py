"""``twinsite compare`` with deployments: what changes for whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twinsite.configuration.deployment import Deployment
    from twinsite.model.profile import Phone


def is_deployment(name: str) -> bool:
    """Return whether an argument names a deployment file."""
    return name.lower().endswith(".toml")


def compare_deployments(
    a: Path,
    b: Path | None,
    values: Sequence[str],
    *,
    json: bool,
    jobs: int | None = None,
    cluster: str | None = None,
) -> int:
    """Compare two deployments, or one with itself under other values.

    Args:
        a: The deployment as it is.
        b: As it would be; None for the same with other values.
        values: Other values of options of the Application, as ``option=value``.
        json: Whether the result is written as JSON.
        jobs: How many profiles are searched at once; as many as there are processors if None.
        cluster: The scheduler whose workers search instead.

    Raises:
        InputError: if a file or a value cannot be used, or nothing is to be compared.
    """
    from twinsite.analyses.drill.change import changes_of
    from twinsite.analyses.remarks import remarks_of
    from twinsite.checker.timing.behaviour import UndeterminedError
    from twinsite.cli import compare
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.configuration.deployment import load_deployment, require_agents
    from twinsite.errors import InputError
    from twinsite.report.files.data import compare_data
    from twinsite.report.files.drill import changes_data
    from twinsite.report.terminal.change import print_changes
    from twinsite.report.terminal.compare import print_aspects, print_decisive_trace
    from twinsite.report.terminal.screen import padded, screen, standard_error

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
    new, gone = remarks_of(left, right)
    out = screen()
    if not json:
        out.print(padded(out, f"{a} -> {other}", 0))
        out.print()
    pair = next((pair for change in changes for pair in change.profiles), None)
    contrast = (
        None
        if pair is None
        else compare.contrast_of(*pair, jobs=jobs, cluster=cluster, show=not json)
    )
    if json:
        data = changes_data(str(a), other, changes, new, gone)
        print_json({**data, "first": None if contrast is None else compare_data(contrast)})
        return Status.PROVED
    if contrast is not None:
        print_aspects(out, contrast.left.profile, contrast.right.profile)
        print_decisive_trace(out, contrast)
    print_changes(out, changes, new, gone)
    return Status.PROVED


def _with_values(deployment: Deployment, values: Sequence[str]) -> Deployment:
    """Return a deployment in which options of the Application, or phones, are other ones."""
    from twinsite.catalogue.options import OPTIONS, Level, nearest
    from twinsite.errors import InputError

    options = dict(deployment.application.options)
    agents = deployment.agents
    for given in values:
        name, equals, text = (part.strip() for part in given.partition("="))
        if equals and name == "phone":
            phone = _phone(text)
            agents = tuple(agent.model_copy(update={"phone": phone}) for agent in agents)
            continue
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
    return deployment.model_copy(update={"application": application, "agents": agents})


def _phone(text: str) -> Phone:
    from pydantic import TypeAdapter, ValidationError

    from twinsite.configuration.deployment.fields import SOFTPHONE, PhoneField
    from twinsite.errors import InputError
    from twinsite.model.profile import Phone

    try:
        return TypeAdapter[Phone](PhoneField).validate_python(text)
    except ValidationError:
        raise InputError(
            f"{text!r} is no kind of phone",
            where="--set phone",
            remedy=f"Write one of {', '.join(Phone)} or {SOFTPHONE}.",
        ) from None
