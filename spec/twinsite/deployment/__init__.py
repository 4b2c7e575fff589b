"""Deployments: who works where, with which options, and what that means for the behaviour.

A deployment file is TOML; `examples/two-sites.toml` in this distribution shows all of it.
Read `model` for what a file can say, `resolve` for which value of an option holds, and `profiles`
for what follows.
"""

from twinsite.deployment.load import load_deployment
from twinsite.deployment.model import Deployment
from twinsite.deployment.profiles import (
    AgentProfile,
    DistinctProfile,
    distinct_profiles,
    profile_of,
)
from twinsite.deployment.resolve import EffectiveOption, effective_options
from twinsite.deployment.tables import (
    Agent,
    AgentGroup,
    Application,
    SipServerPair,
    Site,
    Tenant,
)

__all__ = [
    "Agent",
    "AgentGroup",
    "AgentProfile",
    "Application",
    "Deployment",
    "DistinctProfile",
    "EffectiveOption",
    "SipServerPair",
    "Site",
    "Tenant",
    "distinct_profiles",
    "effective_options",
    "load_deployment",
    "profile_of",
]
