"""``twinsite export``: the specification in the languages of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cyclopts

from twinsite.cli.check import Interpretations
from twinsite.cli.codes import Status, epilogue
from twinsite.cli.page import drills_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from twinsite.export.promela.searched import Searched
    from twinsite.export.tables.resolved import Resolved
    from twinsite.model.predicates import Facts
    from twinsite.model.profile import Profile

export = cyclopts.App(name="export", help="Write the specification for another tool.")


@export.command(help_epilogue=epilogue("export promela"))
def promela(
    *,
    profile: str | None = None,
    release: str | None = None,
    interpretation: Interpretations = None,
    output: Path | None = None,
    check: bool = False,
) -> int:
    """Write one profile as a Promela model, for the model checker Spin.

    Its reachable states and its steps are exactly ours; its assertions are the safety properties.

    Example: `twinsite export promela --profile no-bc/no-phone --output model.pml`

    Args:
        profile: The profile, such as bc+auto+restore/no-phone.
        release: Export under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        output: Write the model to this file; to standard output if not given.
        check: Run Spin on the model, and compare what it finds with what twinsite finds. Without
            --output the model itself is not shown. Needs spin and gcc.
    """
    from twinsite.export.promela.promela import promela as promela_of
    from twinsite.export.promela.searched import search
    from twinsite.export.promela.spin import require_installed
    from twinsite.files import require_writable, write_text
    from twinsite.model.composition import desktop
    from twinsite.properties import properties_of
    from twinsite.report.terminal.screen import screen, standard_error

    chosen = _one_profile(profile, release, interpretation or ())
    require_writable(output, "--output")
    if check:
        require_installed()
    out, errors = screen(), standard_error()
    system = desktop(chosen)
    with errors.status("Exploring every interleaving") as status:
        searched = search(
            system,
            properties_of(chosen),
            observe=lambda p: status.update(f"Exploring every interleaving, {p.states:,} states"),
        )
    model = promela_of(system, searched)
    if output is not None:
        write_text(output, model)
        out.print(f"Wrote {chosen.name} to {output}.", markup=False)
    elif not check:
        print(model, end="")
    return _compare(out, errors, chosen, model, searched) if check else Status.PROVED


@export.command(help_epilogue=epilogue("export tables"))
def tables(
    deployment: Path | None = None,
    /,
    *,
    profile: list[str] | None = None,
    release: str | None = None,
    interpretation: Interpretations = None,
    whole: bool = False,
    output: Path | None = None,
    schema: bool = False,
) -> int:
    """Write profiles as tables in JSON, for a tool of your own.

    Everything that a tool needs to take the same steps: machines, transitions, predicates as
    decision trees, listeners, lengths, and what must be found. spec/TABLES.md tells how to read it.

    Example: `twinsite export tables --profile stat/bc/pair --output tables.json`

    Args:
        deployment: Export the profiles of the agents of this deployment file.
        profile: Export this profile only, such as bc+auto+restore/no-phone; * and ? are allowed.
            May be repeated. All default profiles if neither is given.
        release: Export under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        whole: Export the complete desktop as well, the start and all connections side by side; of
            each connection that has several profiles the first, or those of each agent.
        output: Write the tables to this file; to standard output if not given.
        schema: Write the JSON Schema of the tables, and no tables.
    """
    from twinsite.cli.written import json_text
    from twinsite.export.tables.tables import schema as schema_of
    from twinsite.export.tables.tables import tables_json
    from twinsite.files import require_writable, write_text
    from twinsite.report.tables.describe import describe
    from twinsite.report.tables.subjects import described
    from twinsite.report.tables.wholes import with_wholes
    from twinsite.report.terminal.screen import screen

    require_writable(output, "--output", deployment)
    if schema:
        what, text = "the JSON Schema", json_text(schema_of())
    else:
        found = described(deployment, profile or (), release, interpretation or ())
        if whole:
            found = with_wholes(found)
        what = f"{len(found)} profile{'s' if len(found) != 1 else ''}"
        text = tables_json(describe(found, drills_of(deployment))) + "\n"
    if output is None:
        print(text, end="")
    else:
        write_text(output, text)
        screen().print(f"Wrote {what} to {output}.", markup=False)
    return Status.PROVED


@export.command(help_epilogue=epilogue("export c"))
def c(
    *,
    profile: str | None = None,
    release: str | None = None,
    interpretation: Interpretations = None,
    output: Path | None = None,
) -> int:
    """Write one profile as a C99 header: the step as a function.

    Its head says how many states, steps and levels a search must find.

    Example: `twinsite export c --profile stat/bc/pair --output desktop.h`

    Args:
        profile: The profile, such as bc+auto+restore/no-phone.
        release: Export under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        output: Write the header to this file; to standard output if not given.
    """
    from twinsite.export.c import header as written

    return _from_tables(written, profile, release, interpretation or (), output)


@export.command(help_epilogue=epilogue("export scxml"))
def scxml(
    *,
    profile: str | None = None,
    release: str | None = None,
    interpretation: Interpretations = None,
    output: Path | None = None,
) -> int:
    """Write one profile as SCXML, the state charts of the W3C.

    One parallel with a region for each machine; guards ask In(), commands are logged.

    Example: `twinsite export scxml --profile stat/bc/pair --output desktop.scxml`

    Args:
        profile: The profile, such as bc+auto+restore/no-phone.
        release: Export under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        output: Write the document to this file; to standard output if not given.
    """
    from twinsite.export.scxml import scxml as written

    return _from_tables(written, profile, release, interpretation or (), output)


@export.command(help_epilogue=epilogue("export xstate"))
def xstate(
    *,
    profile: str | None = None,
    release: str | None = None,
    interpretation: Interpretations = None,
    output: Path | None = None,
) -> int:
    """Write one profile as a machine of XState 5, a module in JavaScript.

    One parallel machine; guards ask stateIn(), commands are actions by name.

    Example: `twinsite export xstate --profile stat/bc/pair --output desktop.mjs`

    Args:
        profile: The profile, such as bc+auto+restore/no-phone.
        release: Export under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        output: Write the module to this file; to standard output if not given.
    """
    from twinsite.export.xstate import xstate as written

    return _from_tables(written, profile, release, interpretation or (), output)


@export.command(help_epilogue=epilogue("export reqif"))
def reqif(*, output: Path | None = None) -> int:
    """Write requirements and properties as ReqIF, for DOORS, Polarion or StrictDoc.

    Each requirement with its source and how it is known, each property with its sentence, and
    which property stands for which requirement.

    Example: `twinsite export reqif --output twinsite.reqif`

    Args:
        output: Write the document to this file; to standard output if not given.
    """
    from twinsite.export.reqif import reqif as written
    from twinsite.files import require_writable, write_text
    from twinsite.model.profile import default_profiles
    from twinsite.report.tables.catalogue import catalogue
    from twinsite.report.terminal.screen import screen

    require_writable(output, "--output")
    found = catalogue(default_profiles())
    text = written(found)
    if output is None:
        print(text, end="")
    else:
        write_text(output, text)
        count = f"{len(found.requirements)} requirements and {len(found.properties)} properties"
        screen().print(f"Wrote {count} to {output}.", markup=False)
    return Status.PROVED


def _from_tables(
    written: Callable[[Resolved], str],
    name: str | None,
    release: str | None,
    interpretations: Sequence[str],
    output: Path | None,
) -> int:
    """Write one profile, by its tables, for another tool."""
    from twinsite.export.tables.resolved import Resolved
    from twinsite.files import require_writable, write_text
    from twinsite.report.tables.searched import describe_searched
    from twinsite.report.terminal.screen import screen, standard_error

    require_writable(output, "--output")
    chosen = _one_profile(name, release, interpretations)
    with standard_error().status("Exploring every interleaving"):
        tables = describe_searched(chosen)
    text = written(Resolved(tables, chosen.name))
    if output is None:
        print(text, end="")
    else:
        write_text(output, text)
        screen().print(f"Wrote {chosen.name} to {output}.", markup=False)
    return Status.PROVED


def _one_profile(name: str | None, release: str | None, interpretations: Sequence[str]) -> Profile:
    """Return the profile that is asked for.

    Raises:
        InputError: if it is none, or more than one.
    """
    from twinsite.errors import InputError
    from twinsite.report.tables.subjects import described

    found = described(None, () if name is None else (name,), release, interpretations)
    profiles = [profile for each in found for profile in each.profiles]
    if len(profiles) == 1:
        return profiles[0]
    names = "\n         ".join(profile.name for profile in profiles)
    raise InputError(
        f"{len(profiles)} profiles are chosen, and a model has one",
        where="--profile",
        remedy=f"Name one of these:\n         {names}",
    )


def _compare(
    out: Console, errors: Console, profile: Profile, model: str, searched: Searched[Facts]
) -> int:
    """Run Spin on a model, print the comparison, and return the exit code."""
    from twinsite.export.promela import spin
    from twinsite.export.promela.agreement import Agreement
    from twinsite.report.terminal.agreement import print_agreement

    states = searched.exploration.states
    with (
        errors.status("Compiling the program that Spin writes") as status,
        spin.compiled(model) as checker,
    ):
        status.update(f"Spin searches, {states:,} states expected")
        agreement = Agreement(searched, checker.search(states))
    out.print(f"{profile.name}, release {profile.release}, searched twice", markup=False)
    out.print()
    print_agreement(out, agreement, checker, spin=spin.version())
    if not agreement.complete:
        return Status.UNDETERMINED
    return Status.PROVED if agreement.equal and not agreement.refuted else Status.REFUTED
