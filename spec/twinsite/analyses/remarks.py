"""What the linter says of one deployment and not of another, and for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from twinsite.configuration.deployment import Agents, Deployment
from twinsite.configuration.deployment.rest import Doubts
from twinsite.configuration.deployment.tables import Agent
from twinsite.configuration.lint.lint import lint
from twinsite.configuration.lint.rule import Rule
from twinsite.configuration.lint.subject import Subject


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the linter says."""

    rule: Rule
    what: str
    """What it says, as a clause."""
    agents: Agents
    """For whom it was not said before, or is said no longer; empty if it is about no agents."""


def remarks_of(
    left: Deployment, right: Deployment
) -> tuple[tuple[Remark, ...], tuple[Remark, ...]]:
    """Return what the linter says of the right deployment only, and of the left one only.

    What it finds in the form of a file, and what is accepted there, does not count.

    Args:
        left: One deployment.
        right: The other one.
    """
    before, after = _said(left), _said(right)
    return tuple(_more(after, before)), tuple(_more(before, after))


def _said(deployment: Deployment) -> Mapping[Rule, tuple[str, Mapping[str, Agent]]]:
    """Return what each rule says first, and of which agents it says anything."""
    found: dict[Rule, tuple[str, dict[str, Agent]]] = {}
    for rule, told in lint(Subject(deployment, None, deployment.release, Doubts())):
        if told is not None:
            _, agents = found.setdefault(rule, (told.what, {}))
            agents.update((agent.name, agent) for agent in told.agents)
    return found


def _more(
    one: Mapping[Rule, tuple[str, Mapping[str, Agent]]],
    other: Mapping[Rule, tuple[str, Mapping[str, Agent]]],
) -> Iterator[Remark]:
    for rule, (what, agents) in one.items():
        known = other[rule][1] if rule in other else {}
        more = [agent for name, agent in agents.items() if name not in known]
        if more or rule not in other:
            yield Remark(rule, what, Agents.of(more))
