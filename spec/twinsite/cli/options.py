"""``twinsite options``: what each option is, and which options hold for the agents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twinsite.configuration.deployment import Agent, Deployment


def options(
    *names: str,
    deployment: Path | None = None,
    agent: str | None = None,
    json: bool = False,
) -> None:
    """Show what each option is; or, with a deployment, which options hold for its agents.

    With a deployment alone: the distinct combinations of options, and what they differ in.

    The deployment may also be the first of the names: if it ends in .toml, has a slash, or is a
    file that exists, and is not the name of an option; with --agent it always is.

    Example: `twinsite options reg_timeout --deployment spec/twinsite/examples/two-sites.toml`

    Args:
        names: Options to look at, in any case and by the tail alone, such as timeout or
            warm-standby.*; both * and ? are allowed. All options if none is named.
        deployment: A deployment file (TOML).
        agent: Show all options of this agent: value, origin, default, evidence, and what it
            shadows.
        json: Write the whole result as JSON to standard output.
    """
    from twinsite.errors import InputError

    if deployment is None and names and (agent is not None or _is_deployment(names[0])):
        deployment, names = Path(names[0]), names[1:]
    if deployment is not None:
        _of_deployment(deployment, names, agent, json=json)
    elif agent is not None:
        raise InputError(
            "it needs a deployment",
            where="--agent",
            remedy="Name the file, as in 'twinsite options two-sites.toml --agent Anna'.",
        )
    else:
        _reference(names, json=json)


def _is_deployment(name: str) -> bool:
    from twinsite.catalogue.options import OPTIONS

    if name in OPTIONS:
        return False
    if name.lower().endswith(".toml") or "/" in name or "\\" in name:
        return True
    try:
        return Path(name).exists()
    except OSError:
        return False


def _reference(patterns: tuple[str, ...], *, json: bool) -> None:
    from twinsite.catalogue.options import OPTIONS
    from twinsite.cli.catalogue import entry, matching, words
    from twinsite.cli.written import print_json
    from twinsite.report.files.data import reference_data

    chosen = [OPTIONS[name] for name in matching(list(OPTIONS), patterns, "options")]
    if json:
        print_json(reference_data(chosen))
        return
    for option in chosen:
        levels = ", ".join(level.value.replace("_", " ") for level in option.levels)
        entry(
            option.name,
            option.meaning,
            f"Default: {option.default_shown()}.  Unit: {option.unit or 'none'}.",
            f"Valid: {option.valid}",
            f"Set on: {levels}.  Takes effect: {option.takes_effect}.",
            f"Evidence: {words(option.evidence)};"
            f" of the default: {words(option.default_evidence)}.  Source: {option.source}.",
        )


def _of_deployment(file: Path, patterns: tuple[str, ...], agent: str | None, *, json: bool) -> None:
    from twinsite.cli.catalogue import matching
    from twinsite.cli.written import print_json
    from twinsite.configuration.deployment import effective_options, load_deployment
    from twinsite.configuration.deployment.combinations import combinations_of
    from twinsite.configuration.deployment.resolve import AGENT_OPTIONS
    from twinsite.report.files.data import agent_data, combinations_data
    from twinsite.report.terminal.options import print_agent, print_combinations
    from twinsite.report.terminal.screen import screen

    chosen = matching(list(AGENT_OPTIONS), patterns, "options")
    deployment = load_deployment(file)
    out = screen()
    if agent is None:
        combinations = combinations_of(deployment, names=chosen)
        if json:
            print_json(combinations_data(str(file), deployment, combinations))
        else:
            print_combinations(out, str(file), deployment, combinations)
        return
    person = agent_named(deployment, agent)
    held = effective_options(deployment, person, names=chosen)
    if json:
        print_json(agent_data(str(file), deployment, person, held))
    else:
        print_agent(out, str(file), deployment, person, held)


def agent_named(deployment: Deployment, name: str) -> Agent:
    """Return the agent of a name.

    Raises:
        InputError: if there is none; it tells the names that are most like it.
    """
    from difflib import get_close_matches

    from twinsite.configuration.deployment.findings import shown
    from twinsite.configuration.deployment.numbered import stands_for
    from twinsite.errors import InputError

    for agent in deployment.agents:
        if stands_for(agent.name, agent.count, name):
            return agent
    by_name = {agent.name.casefold(): agent.name for agent in deployment.agents}
    near = get_close_matches(name[:_LONGEST_NAME].casefold(), by_name)
    some = [by_name[found] for found in near] or list(by_name.values())[:3]
    listed = " or ".join(map(shown, some))
    if near:
        remedy = f"Did you mean {listed}?"
    else:
        remedy = f"Use the name of an agent, such as {listed}." if some else "It has no agents."
    raise InputError(f"there is no agent {shown(name)}", where="--agent", remedy=remedy)


_LONGEST_NAME = 255
"""Longest name of an agent, in characters; of a longer one only the beginning is compared."""
