"""Deployments: who works where, with which options, and what that means for the behaviour.

A deployment file is TOML; `examples/two-sites.toml` in this distribution shows all of it.
Read `model` for what a file can say, `resolve` for which value of an option holds, and `profiles`
for what follows.
"""

from twinsite.configuration.deployment.agents import Agents
from twinsite.configuration.deployment.load import load_deployment, require_agents
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.profiles import DistinctProfile, distinct_profiles
from twinsite.configuration.deployment.resolve import EffectiveOption, effective_options
from twinsite.configuration.deployment.retry_delay import RetryDelay, retry_delay
from twinsite.configuration.deployment.tables import Agent

__all__ = [
    "Agent",
    "Agents",
    "Deployment",
    "DistinctProfile",
    "EffectiveOption",
    "RetryDelay",
    "distinct_profiles",
    "effective_options",
    "load_deployment",
    "require_agents",
    "retry_delay",
]
