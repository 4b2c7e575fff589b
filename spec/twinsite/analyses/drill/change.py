"""What another deployment changes for whom: in behaviour, and in seconds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from twinsite.analyses.drill.alternatives import latest_of
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.milestones import Point
from twinsite.analyses.drill.staff import Kind, kinds_of
from twinsite.configuration.deployment import Agents, Deployment
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Profile


@dataclass(frozen=True, slots=True)
class Moved:
    """The latest moments of some drills of agents, in ticks."""

    leaves: int | None
    """Away from the preferred site after its failure; None if there is no bound."""
    ready: int | None
    """Ready again after a failure of the preferred site; None if there is no bound."""
    back: int | None
    """Back after its repair; None if there is no bound."""
    phone: int | None
    """Ready again after the phone was lost there; None if there is no bound."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for some agents, or that nothing does."""

    agents: Agents
    """As they are; who is in one of the deployments only is left out."""
    profiles: tuple[tuple[Profile, Profile], ...]
    """The profiles of each part that is another one, as it is and as it would be."""
    before: Moved
    after: Moved

    @property
    def is_none(self) -> bool:
        """Whether nothing changes for them."""
        return not self.profiles and self.before == self.after


def changes_of(left: Deployment, right: Deployment) -> Iterator[Change]:
    """Yield what changes for the agents whom both deployments have, alike agents together.

    Args:
        left: The deployment as it is.
        right: As it would be.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    before, after = ({name: k for k in kinds_of(d) for name in k.agents} for d in (left, right))
    entries = {agent.name: agent for agent in left.agents}
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, kind in before.items():
        if name in after:
            together[id(kind), id(after[name])].append(name)
    known: dict[int, Moved] = {}

    def moved(kind: Kind) -> Moved:
        if id(kind) not in known:
            known[id(kind)] = _moved(kind)
        return known[id(kind)]

    for names in together.values():
        one, other = before[names[0]], after[names[0]]
        parts = one.profiles.keys() & other.profiles.keys()
        pairs = [(one.profiles[part], other.profiles[part]) for part in Part if part in parts]
        changed = tuple(pair for pair in pairs if pair[0] != pair[1])
        yield Change(Agents.of(map(entries.__getitem__, names)), changed, moved(one), moved(other))


def _moved(kind: Kind) -> Moved:
    site = kind.sites.get(Site.PREFERRED)
    if site is None or Part.VOICE not in kind.profiles:
        return Moved(None, None, None, None)
    failed, lost = (
        Drill(kind, Part.VOICE, failure)
        for failure in (Failure(What.SITE, site), Failure(What.PHONE))
    )
    moments = latest_of(failed, Point.LEAVES, Point.READY, Point.BACK)
    return Moved(*moments, *latest_of(lost, Point.READY))
