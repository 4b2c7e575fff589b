"""The two sites of an agent, and what stands there."""

from enum import StrEnum


class Site(StrEnum):
    """A site, as one agent sees it: another agent's peer site may be this agent's preferred one."""

    PREFERRED = "preferred"
    PEER = "peer"

    @property
    def other(self) -> "Site":
        """The other site."""
        return Site.PEER if self is Site.PREFERRED else Site.PREFERRED


PRIMARY, BACKUP = 0, 1
"""The servers of a pair; the nodes of a cluster are counted from 0 in the same way."""
