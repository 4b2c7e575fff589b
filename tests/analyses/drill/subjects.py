"""Agents whose moments are asked for in tests."""

from pathlib import Path

import twinsite
from twinsite.analyses.drill.staff import Kind, altered, kinds_of
from twinsite.configuration.deployment import Deployment, load_deployment
from twinsite.configuration.deployment.world import World

EXAMPLE = Path(twinsite.__file__).parent / "examples" / "two-sites.toml"
QUICK = World(addp_timeout=0, connection_attempt=5, server_answer=3, registrar_answer=1)
"""A world in which a loss is noticed at once."""


def deployment(world: World | None = None) -> Deployment:
    """Return the example, under other assumptions."""
    loaded = load_deployment(EXAMPLE)
    return loaded if world is None else loaded.model_copy(update={"world": world})


def kind(name: str, world: World | None = None, **options: str) -> Kind:
    """Return the kind of an agent of the example, with other options.

    Args:
        name: The name of the agent.
        world: Other assumptions.
        options: Values by the name of the option, with _ for - and __ for a full stop.
    """
    given = deployment(world)
    found = next(kind for kind in kinds_of(given) if name in kind.agents)
    for option, value in options.items():
        written = option.replace("__", ".").replace("_", "-").replace("reg-timeout", "reg_timeout")
        found = altered(given, found, written, value)
        agent = next(agent for agent in given.agents if agent.name == found.agents[0])
        other = agent.model_copy(update={"options": {**agent.options, written: value}})
        agents = tuple(other if each is agent else each for each in given.agents)
        given = given.model_copy(update={"agents": agents})
    return found
