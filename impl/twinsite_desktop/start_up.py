"""The start: from the bootstrap file to the central configuration (START-01 to START-12)."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Self

from twinsite_desktop import events as e
from twinsite_desktop.commands import (
    CloseLink,
    Command,
    Connect,
    ReadConfiguration,
    ShowLoginError,
    UpdateBootstrapFile,
)
from twinsite_desktop.errors import WrongEventError
from twinsite_desktop.settings import LISTED_NODES, Settings
from twinsite_desktop.sites import PRIMARY, Site


class Stage(Enum):
    """How far the start is."""

    WAITING = auto()
    """No agent has asked to be let in yet."""
    TRYING = auto()
    """A pass over the nodes of one site of the file is under way."""
    READING = auto()
    """Connected, and reading the central configuration."""
    CORRECTING = auto()
    """Read at the wrong site; the agent's preferred site is being tried (START-04)."""
    STARTED = auto()
    """The central configuration holds."""
    LOGIN_ERROR = auto()
    """No node was found, or the agent was not let in."""


class StartUp:
    """The start, without any input or output.  It has no deadlines: it waits for answers only."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:  # noqa: ARG002
        """Wait for an agent.

        Args:
            settings: The constants of the session.
            now: Taken so that every core begins in the same way.
        """
        self.settings = settings
        self.stage = Stage.WAITING
        self.trying: tuple[Site, int] | None = None
        """The site and the node that are being tried."""
        self.connected: tuple[Site, int] | None = None
        """The site and the node over which the configuration is, or was, read."""
        self._commands: list[Command] = []

    @property
    def _own_site(self) -> Site:
        """A70: the agent's preferred site, as the bootstrap file calls it."""
        return Site.PEER if self.settings.hot_seat else Site.PREFERRED

    def receive(self, event: e.Event, *, now: float) -> None:  # noqa: ARG002
        """Take in what has happened; if it cannot happen in this state, nothing changes.

        Raises:
            WrongEventError: if such an event is never for the start; nothing has changed.
        """
        match event:
            case e.StartRequested():
                if self.stage in (Stage.WAITING, Stage.LOGIN_ERROR):
                    self._begin_pass(Stage.TRYING, Site.PREFERRED)
            case e.ConnectionAccepted(site=site):
                if self.trying is not None and self.trying[0] is site:
                    self._node_connected(self.trying)
            case e.ConnectionFailed(site=site):
                if self.trying is not None and self.trying[0] is site:
                    self._attempt_failed(*self.trying)
            case e.ConnectionDropped(site=site):
                if self.connected is not None and self.connected[0] is site:
                    self._node_lost()
            case e.ConfigurationArrived():
                if self.stage is Stage.READING:
                    self._configuration_arrived()
            case e.CredentialsRefused():
                if self.stage is Stage.READING:
                    self._fail()
                    self._give_up_connection()
            case e.SettingsUpdated():
                if self.stage is Stage.STARTED:
                    self._commands.append(UpdateBootstrapFile())  # START-12
            case _:
                raise WrongEventError(f"{self.settings.part} can't receive {event}")

    def next_timer(self) -> float | None:
        """Return None: the start waits for answers only."""
        return None

    def handle_timer(self, *, now: float) -> None:
        """Do nothing: the start has no deadlines."""

    def take_commands(self) -> Sequence[Command]:
        """Take out what is to be done, oldest first."""
        taken = self._commands
        self._commands = []
        return taken

    def copy(self) -> Self:
        """Return a copy that shares nothing with this one but the settings."""
        twin = type(self)(self.settings)
        twin.stage, twin.trying, twin.connected = self.stage, self.trying, self.connected
        twin._commands = list(self._commands)
        return twin

    @property
    def parts(self) -> tuple[object, ...]:
        """Everything that the core remembers, but for commands."""
        return self.stage, self.trying, self.connected

    def __eq__(self, other: object) -> bool:
        """Return whether the other core would do the same from here on."""
        if type(other) is not type(self) or not isinstance(other, StartUp):
            return NotImplemented
        mine = (self.settings, self.parts, self._commands)
        return mine == (other.settings, other.parts, other._commands)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def _begin_pass(self, stage: Stage, site: Site) -> None:
        """START-01: try the nodes of a site in their order."""
        self.stage = stage
        self._try(site, PRIMARY)

    def _try(self, site: Site, node: int) -> None:
        self.trying = (site, node)
        self._commands.append(Connect(site, node))

    def _attempt_failed(self, site: Site, node: int) -> None:
        """START-01, START-02: try the next node, the other site, or give up."""
        listed = self.settings.nodes if self.settings.release >= LISTED_NODES else 1  # START-10
        if node + 1 < listed:
            self._try(site, node + 1)
            return
        self.trying = None
        if self.stage is Stage.CORRECTING:
            if self.connected is None:
                self._fail()  # A68
            else:
                self._started()  # START-05: better the wrong site than none
        elif site is Site.PREFERRED and self.settings.has_peer:
            self._begin_pass(Stage.TRYING, Site.PEER)
        else:
            self._fail()

    def _node_connected(self, found: tuple[Site, int]) -> None:
        """START-01, START-04: a node accepts the connection."""
        self.trying = None
        if self.stage is Stage.CORRECTING:
            self._give_up_connection()
            self._started()
        else:
            self.stage, self.connected = Stage.READING, found
            self._commands.append(ReadConfiguration())

    def _configuration_arrived(self) -> None:
        """START-03, START-04: it tells the agent's own site, which may be the other one."""
        here = None if self.connected is None else self.connected[0]
        if here is self._own_site or not self.settings.has_peer:
            self._started()
        else:
            self._begin_pass(Stage.CORRECTING, self._own_site)

    def _started(self) -> None:
        """START-06: the Configuration connection takes over."""
        self.stage, self.connected = Stage.STARTED, None

    def _node_lost(self) -> None:
        """START-07, A68: without a connection there is nothing to read from."""
        self.connected = None
        if self.stage is Stage.READING:
            self._fail()

    def _give_up_connection(self) -> None:
        if self.connected is not None:
            self._commands.append(CloseLink(self.connected[0]))
        self.connected = None

    def _fail(self) -> None:
        self.stage = Stage.LOGIN_ERROR
        self._commands.append(ShowLoginError())
