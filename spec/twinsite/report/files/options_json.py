"""The results of ``twinsite options`` for machines.

Every result is an object with the version of this package under ``twinsite``.  A value is true,
false, a number in the unit of its option, a text, or null where there is none.  A text of a
setting or of a default is as an administrator writes it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from twinsite import __version__
from twinsite.catalogue.options import OPTIONS, Option
from twinsite.configuration.deployment import Agent, Deployment, EffectiveOption
from twinsite.configuration.deployment.combinations import Combinations, is_set, shadowed


def reference_data(options: Iterable[Option]) -> dict[str, Any]:
    """Return what options are: under ``options`` one object for each."""
    return {
        "twinsite": __version__,
        "options": [
            {
                **_option(option),
                "section": option.section,
                "kind": option.kind.value,
                "meaning": option.meaning,
                "valid": option.valid,
                "levels": [level.value for level in option.levels],
                "takes_effect": option.takes_effect,
                "source": option.source,
            }
            for option in options
        ],
    }


def agent_data(
    file: str, deployment: Deployment, agent: Agent, options: Mapping[str, EffectiveOption]
) -> dict[str, Any]:
    """Return what holds for an agent: under ``options`` one object for each option.

    In it ``origin`` is null where the default holds, and ``shadows`` lists the wider settings of
    another value, the narrowest first.
    """
    return {
        **_deployment(file, deployment),
        "agent": agent.name,
        "options": [
            {
                **_option(OPTIONS[name]),
                **_setting(option),
                "shadows": [_setting(other) for other in shadowed(deployment, agent, option)],
            }
            for name, option in options.items()
        ],
    }


def combinations_data(
    file: str, deployment: Deployment, combinations: Combinations
) -> dict[str, Any]:
    """Return the combinations of a deployment, the most frequent first.

    Under ``common`` are the values that all agents have of options that are set for some, under
    ``unset`` the names of options that are set for none.  Each object under ``combinations`` has
    the names of all its ``agents``, and under ``options`` the values of what differs.
    """
    return {
        **_deployment(file, deployment),
        "agents": len(deployment.agents),
        "common": dict(combinations.common),
        "unset": list(combinations.unset),
        "combinations": [
            {
                "agents": list(combination.agents),
                "options": {name: combination.values[name] for name in combinations.differing},
            }
            for combination in combinations.found
        ],
    }


def _deployment(file: str, deployment: Deployment) -> dict[str, Any]:
    return {"twinsite": __version__, "deployment": file, "release": str(deployment.release)}


def _option(option: Option) -> dict[str, Any]:
    return {
        "name": option.name,
        "unit": option.unit or None,
        "default": option.default,
        "evidence": option.evidence.name.lower(),
        "default_evidence": option.default_evidence.name.lower(),
    }


def _setting(option: EffectiveOption) -> dict[str, Any]:
    return {
        "value": option.value,
        "text": option.text,
        "origin": option.origin if is_set(option) else None,
    }
