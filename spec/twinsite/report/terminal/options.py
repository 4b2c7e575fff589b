"""The screens of ``twinsite options`` with a deployment: one agent, or what agents differ in.

The options of an agent, area by area, in 80 columns::

    Option                                       Value   From
    ────────────────────────────────────────────────────────────────────────────
    Sites and switchover
    disaster-recovery.auto-restore               false   agent group Back
      default true (unverified); stated                  office, shadows true of
                                                         application

The combinations of a deployment, of which only the differences are told::

    The same for all agents
      disaster-recovery.timeout                     60 s

    2 agents: Anna, Claire
      disaster-recovery.preferred-site              Site X
"""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from twinsite.catalogue.options import OPTIONS, Option, connections, endpoint, login, sites
from twinsite.configuration.deployment import Agent, Deployment, EffectiveOption
from twinsite.configuration.deployment.combinations import (
    Combination,
    Combinations,
    Value,
    is_set,
    shadowed,
)
from twinsite.configuration.deployment.findings import shown
from twinsite.report.terminal.screen import Cell, counted, print_rows

AREAS: Final[Mapping[str, Sequence[Option]]] = {
    "Sites and switchover": sites.OPTIONS,
    "Warm standby within a site": connections.OPTIONS,
    "Endpoint": endpoint.OPTIONS,
    "Login": login.OPTIONS,
}
"""The options by area."""

MOST_SHOWN: Final = 100
"""At most this many combinations are shown; the others are counted."""

MOST_NAMED: Final = 3
"""At most this many agents of a combination are named; the others are counted."""

_NAME_WIDTH: Final = max(map(len, OPTIONS))
"""Length of the longest name of an option, in characters."""


def print_agent(
    out: Console,
    file: str,
    deployment: Deployment,
    agent: Agent,
    options: Mapping[str, EffectiveOption],
) -> None:
    """Print what holds for an agent, where it comes from, and what it shadows.

    Args:
        out: Where to print.
        file: Name of the deployment file.
        deployment: The deployment.
        agent: One of its agents.
        options: The options that hold for the agent, by name.
    """
    out.print(Text(f"{file}: agent {agent.name}, release {deployment.release}"))
    out.print()
    rows: list[tuple[Cell, ...]] = []
    for area, all_of_area in AREAS.items():
        held = [options[option.name] for option in all_of_area if option.name in options]
        if held:
            rows += [("", "", "")] if rows else []
            rows.append((Text(area, style="bold"), "", ""))
        rows += [
            (
                _with_default(OPTIONS[option.name]),
                Text(_effective(option), style="bold" if is_set(option) else ""),
                _origin(option, shadowed(deployment, agent, option)),
            )
            for option in held
        ]
    print_rows(out, ("Option", "Value", "From"), rows)
    out.print()
    out.print(
        "Below each option: its default, and how that is known; how the option is known.",
        style="dim",
    )


def print_combinations(
    out: Console, file: str, deployment: Deployment, combinations: Combinations
) -> None:
    """Print what is common to all agents, and what each combination of options has of its own.

    Args:
        out: Where to print.
        file: Name of the deployment file.
        deployment: The deployment.
        combinations: Its combinations.
    """
    found = combinations.found
    agents = counted(deployment.number_of_agents, "agent")
    told = f"{agents} with {counted(len(found), 'combination')}"
    out.print(Text(f"{file}: {told} of options, release {deployment.release}"))
    out.print()
    if combinations.common:
        out.print(Text("The same for all agents", style="bold"))
        _print_values(out, combinations.common, tuple(combinations.common))
        out.print()
    if combinations.differing:
        for combination in found[:MOST_SHOWN]:
            out.print(Text(_agents(combination), style="bold"))
            _print_values(out, combination.values, combinations.differing)
            out.print()
    if combinations.differing and len(found) > MOST_SHOWN:
        left = found[MOST_SHOWN:]
        others = sum(combination.agents.number for combination in left)
        out.print(
            f"{counted(len(left), 'more combination')}, of {counted(others, 'agent')}, not shown:"
            " --json has them all."
        )
        out.print()
    if found and combinations.unset:
        unverified = sum(OPTIONS[name].unverified for name in combinations.unset)
        out.print(
            f"{counted(len(combinations.unset), 'option')} set for no agent, with"
            f" {counted(unverified, 'unverified default')}.",
            style="dim",
        )
    if found:
        out.print("--agent NAME tells all options of an agent, and their origins.", style="dim")


def value_shown(option: Option, value: Value) -> str:
    """Return a value for people, with its unit, on one line."""
    match value:
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case int():
            return f"{value} {option.unit}".rstrip()
        case "":
            return "empty"
    return value if value.isprintable() else shown(value)


def _effective(option: EffectiveOption) -> str:
    told = value_shown(OPTIONS[option.name], option.value)
    is_number = isinstance(option.value, int) and not isinstance(option.value, bool)
    if is_number and option.text is not None and not option.text.strip().isdigit():
        return f"{told} (written {shown(option.text)})"
    return told


def _with_default(option: Option) -> Text:
    default = option.default_shown()
    if not option.unverified:
        default += f" ({option.default_evidence.name.lower()})"
    told = f"  default {default}; {option.evidence.name.lower()}"
    return Text.assemble(option.name, "\n", (told, "yellow" if option.unverified else "dim"))


def _origin(option: EffectiveOption, others: Sequence[EffectiveOption]) -> Text:
    text = Text(option.origin, style="" if is_set(option) else "dim")
    for other in others:
        text.append(f", shadows {_effective(other)} of {other.origin}", style="yellow")
    return text


def _agents(combination: Combination) -> str:
    agents = combination.agents
    return f"{counted(agents.number, 'agent')}: {agents.named(MOST_NAMED)}"


def _print_values(out: Console, values: Mapping[str, Value], names: Sequence[str]) -> None:
    rows = [(f"{name:<{_NAME_WIDTH}}", value_shown(OPTIONS[name], values[name])) for name in names]
    print_rows(out, ("", ""), rows, indent=2)
