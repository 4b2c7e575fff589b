"""``twinsite drill --flap``: failures that come again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from twinsite.analyses.drill.staff import Kind
    from twinsite.configuration.deployment import Deployment


def require_alone(flap: str | None, others: Mapping[str, object]) -> None:
    """Refuse what cannot be told of failures that come again and again.

    Args:
        flap: What flaps; None if nothing does.
        others: What else is asked for, by its option.

    Raises:
        InputError: if it is asked for.
    """
    from twinsite.errors import InputError

    for option, given in others.items():
        if flap is not None and given is not None:
            raise InputError(
                "of what flaps no single moment is told",
                where=option,
                remedy=f"Leave {option} or --flap out.",
            )


def flaps(
    out: Console,
    file: Path,
    deployment: Deployment,
    kinds: Sequence[Kind],
    flap: str,
    *,
    json: bool,
) -> int:
    """Tell what failures do that come again and again.

    Args:
        out: Where to print.
        file: The deployment file.
        deployment: What it says.
        kinds: The kinds of agents.
        flap: What flaps, as the user names it.
        json: Whether the result is written as JSON.

    Raises:
        InputError: if it is nothing that can flap.
        UndeterminedError: if a search has grown too large.
    """
    from twinsite.analyses.drill.failure import What, read_failure
    from twinsite.analyses.drill.flapping import flapping_of
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.errors import InputError
    from twinsite.model.profile import Part
    from twinsite.report.files.drill import flapping_data
    from twinsite.report.terminal.drill import print_assumed
    from twinsite.report.terminal.flapping import print_drawn, print_flapping

    failure = read_failure(flap, [site.name for site in deployment.sites], where="--flap")
    if failure.what not in (What.SITE, What.SIP_SERVERS, What.BOTH):
        raise InputError(
            f"{failure} cannot be let flap; sites and their SIP Servers can",
            where="--flap",
            remedy="Name a site, a site with SIP Servers behind it, or both sites.",
        )
    found = [flapping_of(kind, failure) for kind in kinds if Part.VOICE in kind.profiles]
    if json:
        print_json(flapping_data(str(file), deployment.world, found))
        return Status.PROVED
    out.print(f"{file}: {failure} {'flap' if failure.is_plural else 'flaps'}", markup=False)
    print_assumed(out, file.name, deployment.world)
    for each in found:
        print_flapping(out, each)
    print_drawn(out)
    return Status.PROVED
