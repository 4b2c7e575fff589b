"""Faults of the start: the nodes of the bootstrap file, and the correction of the site."""

from typing import Self, cast

from twinsite_desktop import events as e
from twinsite_desktop.commands import UpdateBootstrapFile
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.sites import PRIMARY, Site
from twinsite_desktop.start_up import Stage, StartUp

_PLAIN, _NODES, _HOT = "start-up/bc/nodes-1", "start-up/bc/nodes-2", "start-up/bc/nodes-1/hot-seat"


class Start(StartUp):
    """A start that stays faulty when it is copied."""

    def copy(self) -> Self:
        """Return a copy that shares nothing with this one but the settings."""
        twin = type(self)(self.settings)
        twin.stage, twin.trying, twin.connected = self.stage, self.trying, self.connected
        twin._commands = list(self._commands)
        return twin


class PeerNodesFirst(Start):
    """The nodes of the peer site are tried first."""

    def _turned(self, site: Site) -> Site:
        return site.other if self.stage is Stage.TRYING and self.settings.has_peer else site

    def _try(self, site: Site, node: int) -> None:
        super()._try(self._turned(site), node)

    def _attempt_failed(self, site: Site, node: int) -> None:
        super()._attempt_failed(self._turned(site), node)


class FirstNodeOnly(Start):
    """Only the first node of each site is tried."""

    def _attempt_failed(self, site: Site, node: int) -> None:
        super()._attempt_failed(site, self.settings.nodes)


class NodesInReverse(Start):
    """The nodes of a site are tried from the last to the first."""

    def _begin_pass(self, stage: Stage, site: Site) -> None:
        self.stage = stage
        self._try(site, self.settings.nodes - 1)

    def _attempt_failed(self, site: Site, node: int) -> None:
        if node > PRIMARY:
            self._try(site, node - 1)
        else:
            super()._attempt_failed(site, self.settings.nodes)


class PeerNodesNeverTried(Start):
    """The start fails when no node of the preferred site accepts."""

    def _begin_pass(self, stage: Stage, site: Site) -> None:
        if stage is Stage.TRYING and site is Site.PEER:
            self._fail()
        else:
            super()._begin_pass(stage, site)


class NoLoginError(Start):
    """The start begins again when no node accepts, and never tells the agent."""

    def _attempt_failed(self, site: Site, node: int) -> None:
        if self.stage is Stage.TRYING and site is Site.PEER and node + 1 >= self.settings.nodes:
            self._begin_pass(Stage.TRYING, Site.PREFERRED)
        else:
            super()._attempt_failed(site, node)


class StartedBeforeReading(Start):
    """The desktop starts as soon as a node accepts, before the configuration is read."""

    def _node_connected(self, found: tuple[Site, int]) -> None:
        super()._node_connected(found)
        self._started()


class NoCorrection(Start):
    """The desktop starts at the site where it has read, whatever site the agent prefers."""

    def _configuration_arrived(self) -> None:
        self._started()


class CorrectsToTheFilesSite(Start):
    """The agent's preferred site is the one of the bootstrap file, also with hot seating."""

    @property
    def _own_site(self) -> Site:
        return Site.PREFERRED


class CorrectsWhatIsRight(Start):
    """The agent's preferred site is tried although the configuration was read there."""

    def _configuration_arrived(self) -> None:
        self._begin_pass(Stage.CORRECTING, self._own_site)


class FailedCorrectionIsFatal(Start):
    """A preferred site that is not reached ends the start, although the other one was read."""

    def _attempt_failed(self, site: Site, node: int) -> None:
        if self.stage is Stage.CORRECTING and node + 1 >= self.settings.nodes:
            self.trying = None
            self._fail()
            self._give_up_connection()
        else:
            super()._attempt_failed(site, node)


class LossWhileReadingIgnored(Start):
    """The start waits without end for a configuration whose connection is lost."""

    def _node_lost(self) -> None:
        if self.stage is not Stage.READING:
            super()._node_lost()


class LossWhileReadingRetried(Start):
    """A connection that is lost while reading is opened again, as if the start had succeeded."""

    def _node_lost(self) -> None:
        if self.stage is Stage.READING:
            site, node = cast(tuple[Site, int], self.connected)
            self.stage, self.connected = Stage.TRYING, None
            self._try(site, node)
        else:
            super()._node_lost()


class RefusedAgentStaysConnected(Start):
    """The connection of an agent who was not let in stays open."""

    def receive(self, event: e.Event, *, now: float) -> None:
        """Show the error, and no more."""
        if isinstance(event, e.CredentialsRefused) and self.stage is Stage.READING:
            self._fail()
        else:
            super().receive(event, now=now)


class OneChanceToLogIn(Start):
    """After a login error the agent has to start the application again."""

    def receive(self, event: e.Event, *, now: float) -> None:
        """Take the first request only."""
        if not (isinstance(event, e.StartRequested) and self.stage is Stage.LOGIN_ERROR):
            super().receive(event, now=now)


class OldReleaseReadsTheList(Start):
    """A release that knows a single node tries the other nodes of the list."""

    def _attempt_failed(self, site: Site, node: int) -> None:
        if node + 1 < self.settings.nodes:
            self._try(site, node + 1)
        else:
            super()._attempt_failed(site, node)


class FileUpdatedTooEarly(Start):
    """The bootstrap file is written before the configuration was read."""

    def _node_connected(self, found: tuple[Site, int]) -> None:
        super()._node_connected(found)
        self._commands.append(UpdateBootstrapFile())


class WrongSiteLeftOpen(Start):
    """The connection to the wrong site is left open when the preferred site is reached."""

    def _node_connected(self, found: tuple[Site, int]) -> None:
        if self.stage is Stage.CORRECTING:
            self.trying = None
            self._started()
        else:
            super()._node_connected(found)


FAULTS = (
    fault(PeerNodesFirst, "START-01", _PLAIN),
    fault(FirstNodeOnly, "START-01", _NODES),
    fault(NodesInReverse, "START-01", _NODES),
    fault(PeerNodesNeverTried, "START-01", _PLAIN),
    fault(NoLoginError, "START-02", _PLAIN),
    fault(StartedBeforeReading, "START-03", _PLAIN),
    fault(NoCorrection, "START-04", _HOT),
    fault(WrongSiteLeftOpen, "START-04", _HOT),
    fault(CorrectsWhatIsRight, "START-04", _PLAIN),
    fault(FailedCorrectionIsFatal, "START-05", _HOT),
    fault(LossWhileReadingRetried, "START-07", _PLAIN),
    fault(LossWhileReadingIgnored, "START-07", _PLAIN),
    fault(RefusedAgentStaysConnected, "START-08", _PLAIN),
    fault(OneChanceToLogIn, "START-08", _PLAIN),
    fault(CorrectsToTheFilesSite, "START-09", _HOT),
    fault(OldReleaseReadsTheList, "START-10", f"{_NODES}/8.5.111.20"),
    fault(FileUpdatedTooEarly, "START-12", _PLAIN),
)
"""The faults of this module."""
