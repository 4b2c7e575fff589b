"""Two agents' desktops side by side on the same sites: what a whole profile more costs.

The pairs of servers, and with them the registrars, are the same for both; every invariant of each
desktop is decided on the two together.

Run it with ``python tests/benchmarks/two_agents.py``.
"""

import resource
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.table import Table

from twinsite.checker.semantics.composition import scoped
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Sort, Verdict
from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of

AGENTS = ("ann", "bob")
SHARED = ("servers_preferred", "servers_peer")


def name_of(agent: str, machine: str) -> str:
    """Return what a machine of an agent's desktop is called."""
    return machine if machine in SHARED else f"{agent}_{machine}"


def told_to_both(machine: MachineDecl) -> MachineDecl:
    """Return a machine of the world that tells both desktops what it tells one."""
    return replace(
        machine,
        transitions=tuple(
            replace(t, effects=tuple(f"{agent}_{e}" for agent in AGENTS for e in t.effects))
            for t in machine.transitions
        ),
    )


def together(profile: Profile) -> System[Any]:
    """Compose two desktops of one profile on the same servers."""
    alone = desktop(profile)
    instances = [
        Instance(i.name, told_to_both(i.machine), f"/{i.parameter}")
        for i in alone.instances
        if i.name in SHARED
    ]
    for agent in AGENTS:

        def renamed(name: str, agent: str = agent) -> str:
            return name if name in COMMANDS else f"{agent}_{name}"

        instances += [
            Instance(
                name_of(agent, i.name),
                scoped(i.machine, renamed),
                f"{agent}/{i.parameter}",
                i.start,
            )
            for i in alone.instances
            if i.name not in SHARED
        ]

    def view(read: Callable[[str], str | None], parameter: str) -> View:
        return Both(alone, read) if not parameter else facts_of(alone, read, parameter)

    return System(f"two of {profile.name}", instances, view=view, commands=alone.commands)


def facts_of(alone: System[Facts], read: Callable[[str], str | None], parameter: str) -> Facts:
    """Return the facts that a machine of one of the desktops sees."""
    agent, _, own = parameter.partition("/")
    return alone.view_through(lambda machine: read(name_of(agent or AGENTS[0], machine)), own)


class Both(View):
    """The two desktops, as a property sees them."""

    def __init__(self, alone: System[Facts], read: Callable[[str], str | None]) -> None:
        """Look at both."""
        super().__init__(read, {})
        self.of = {agent: facts_of(alone, read, f"{agent}/") for agent in AGENTS}


def invariants(profile: Profile) -> list[Property[Both]]:
    """Return every invariant of a profile, asked of each of two desktops."""
    return [
        Property(
            f"{agent}_{prop.name}",
            prop.requirement,
            prop.sentence,
            prop.sort,
            of_state=lambda both, agent=agent, of_state=prop.of_state: of_state(both.of[agent]),
        )
        for agent in AGENTS
        for prop in properties_of(profile)
        if prop.sort is Sort.INVARIANT
    ]


def main() -> None:
    """Measure and print."""
    table = Table("desktops", "profile", "states", "steps", "invariants", "CPU s", "MiB so far")
    for profile in (Profile(phone=Phone.NONE), Profile(phone=Phone.HARD_PHONE), Profile()):
        begun = time.process_time()
        found = explore(together(profile), invariants(profile))
        assert found.complete
        assert all(finding.verdict is Verdict.PROVED for finding in found.findings)
        table.add_row(
            "2",
            profile.name,
            f"{found.states:,}",
            f"{found.steps:,}",
            f"{len(found.findings)}",
            f"{time.process_time() - begun:.1f}",
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
        )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
