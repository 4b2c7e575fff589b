"""Faults of the link: the pass, its pauses, and what is left behind at the old site."""

from twinsite_desktop.commands import CloseLink
from twinsite_desktop.connection import Connection
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.link import Link, Phase
from twinsite_desktop.sites import PRIMARY, Site
from twinsite_desktop.timers import Deadline, Due, Outside

_PAIR, _VOICE = "stat/bc/pair", "bc+auto/no-phone"


class BackupNeverTried(Link):
    """The pass ends with the primary: its bound is off by one."""

    def failed(self, out: Outside, here: Site, retry_delay: float) -> bool:
        """Count the last server as tried."""
        self.tried |= {self.servers - 1}
        return super().failed(out, here, retry_delay)


class PrimaryFirstAfterLoss(Link):
    """After the loss of a link to the backup the primary is tried first."""

    def reconnection_delay_elapsed(self, out: Outside, here: Site) -> None:
        """Begin an ordinary pass."""
        self.begin_pass(out, here)


class ServerTriedTwice(Link):
    """The pass that follows a loss tries the server with which it began a second time."""

    def reconnection_delay_elapsed(self, out: Outside, here: Site) -> None:
        """Forget that the server has had its turn."""
        super().reconnection_delay_elapsed(out, here)
        self.tried -= {self.server}


class BackupLossUnnoticed(Link):
    """A dropped connection to the backup is not noticed: only the primary's is watched."""

    def dropped(self, out: Outside, delay: float) -> bool:
        """Look at the primary only."""
        return self.server == PRIMARY and super().dropped(out, delay)


class ReconnectionWithoutPause(Connection):
    """The link is sought again at once, so that all desktops come back in the same moment."""

    def _link_lost(self) -> None:
        super()._link_lost()
        self.out.stop(Deadline(Due.RECONNECTION))
        self.link.reconnection_delay_elapsed(self.out, self.site.here)


class RetryWithoutDelay(Link):
    """A failed pass is followed by the next one at once."""

    def failed(self, out: Outside, here: Site, retry_delay: float) -> bool:
        """Begin again instead of waiting."""
        whole_pass = super().failed(out, here, retry_delay)
        if whole_pass:
            out.stop(Deadline(Due.RETRY))
            self.begin_pass(out, here)
        return whole_pass


class GivesUpAfterOnePass(Link):
    """After a failed pass the link is not sought again."""

    def failed(self, out: Outside, here: Site, retry_delay: float) -> bool:
        """Arm nothing."""
        whole_pass = super().failed(out, here, retry_delay)
        if whole_pass:
            out.stop(Deadline(Due.RETRY))
        return whole_pass


class NewSiteBeginsWithBackup(Link):
    """The pass at the new site begins with the kind of server that was used at the old one."""

    def begin_pass(self, out: Outside, here: Site) -> None:
        """Keep the index of the server."""
        self.tried = frozenset()
        self._try(out, here, self.server)


class OldLinkLeftOpen(Link):
    """A switchover closes the attempt at the old site, but not a link that is open there."""

    def leave(self, out: Outside, site: Site) -> None:
        """Close attempts only."""
        if self.phase is Phase.TRYING:
            out.do(CloseLink(site))
        out.stop(Deadline(Due.RECONNECTION), Deadline(Due.RETRY))


class OldAttemptGoesOn(Link):
    """A switchover does not give up the attempt at the old site."""

    def leave(self, out: Outside, site: Site) -> None:
        """Forget the attempt."""
        if self.phase is Phase.TRYING:
            self.phase = Phase.WAITING
        super().leave(out, site)


class OldRetryGoesOn(Link):
    """The retry of the old site still runs after a switchover, and disturbs the new pass."""

    def leave(self, out: Outside, site: Site) -> None:
        """Stop nothing."""
        if self.phase in (Phase.OPEN, Phase.TRYING):
            out.do(CloseLink(site))


class LateConnectionTaken(Link):
    """An attempt that is answered after its pass was given up becomes the link."""

    def accepted(self) -> bool:
        """Believe every answer."""
        if self.is_open:
            return False
        self.phase, self.tried = Phase.OPEN, frozenset()
        return True


class BackupNotTaken(Link):
    """A connection that the backup accepts is not taken for the link."""

    def accepted(self) -> bool:
        """Know the primary only."""
        return self.server == PRIMARY and super().accepted()


class NodeChosenAgain(Link):
    """Load balancing may choose a node that has failed in this pass already."""

    def node_chosen(self, out: Outside, here: Site, node: int) -> None:
        """Look at the number of nodes only."""
        if self.phase is Phase.CHOOSING and node < self.servers:
            self._try(out, here, node)


class LastNodeNeverTried(Link):
    """The pass over a cluster ends one node too early."""

    def failed(self, out: Outside, here: Site, retry_delay: float) -> bool:
        """End the pass when one node is left."""
        if len(self.tried) == self.servers - 1:
            self.tried = frozenset(range(self.servers))
        return super().failed(out, here, retry_delay)


class TurnsOutliveThePass(Link):
    """The nodes that failed before the link was found still count as tried after its loss."""

    def accepted(self) -> bool:
        """Keep the turns."""
        turns = self.tried
        found = super().accepted()
        if found:
            self.tried = turns
        return found


class OtherNodeAfterLoss(Link):
    """After a loss load balancing chooses, instead of the node to which the link was open."""

    def reconnection_delay_elapsed(self, out: Outside, here: Site) -> None:
        """Begin an ordinary pass."""
        self.begin_pass(out, here)


FAULTS = (
    fault(BackupNotTaken, "LINK-01", _PAIR),
    fault(BackupNeverTried, "LINK-02", _PAIR),
    fault(PrimaryFirstAfterLoss, "LINK-02", _PAIR),
    fault(ServerTriedTwice, "LINK-02", _PAIR),
    fault(BackupLossUnnoticed, "LINK-03", _PAIR),
    fault(ReconnectionWithoutPause, "LINK-04", _PAIR),
    fault(RetryWithoutDelay, "LINK-05", _PAIR),
    fault(GivesUpAfterOnePass, "LINK-08", "stat/no-bc/pair"),
    fault(NewSiteBeginsWithBackup, "LINK-06", _PAIR),
    fault(OldLinkLeftOpen, "LINK-06", _VOICE),
    fault(OldAttemptGoesOn, "CLUS-05", "stat/bc/cluster-1"),
    fault(OldRetryGoesOn, "LINK-06", _PAIR),
    fault(LateConnectionTaken, "LINK-05", _PAIR),
    fault(NodeChosenAgain, "CLUS-02", "stat/bc/cluster-2"),
    fault(LastNodeNeverTried, "CLUS-04", "stat/bc/cluster-2"),
    fault(TurnsOutliveThePass, "CLUS-04", "stat/bc/cluster-2"),
    fault(OtherNodeAfterLoss, "CLUS-03", "stat/bc/cluster-2"),
)
"""The faults of this module."""
