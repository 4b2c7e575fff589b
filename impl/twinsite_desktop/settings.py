"""What a session depends on and what stays constant while it runs (BC-11)."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum

Release = tuple[int, int, int, int]
"""A release of the desktop, such as (8, 5, 105, 12)."""

POSTPONED_RESTORATION: Release = (8, 5, 105, 12)
"""From this release on, restoration waits for closed windows (REST-02)."""
ALL_CONNECTIONS: Release = (8, 5, 106, 19)
"""From this release on, Stat and Configuration have a peer site, too (CLUS-07)."""
LISTED_NODES: Release = (8, 5, 111, 21)
"""From this release on, the bootstrap file lists the nodes of both sites (START-10)."""


class Part(StrEnum):
    """The connection that a core is for, or the start."""

    VOICE = "voice"
    STAT = "stat"
    CONFIG = "config"
    START_UP = "start-up"


class Phone(StrEnum):
    """What rings when a call is offered."""

    WORKSPACE_ENDPOINT = "workspace_endpoint"
    """The desktop registers it at both sites by itself (REG-10)."""
    HARD_PHONE = "hard_phone"
    """The desktop sees it through DN events of the current site only (PHONE-05)."""
    NONE = "none"
    """There is no registration to lose (REG-11)."""


class Interpretation(Enum):
    """An interpretation of the source other than the recommended one; the value is its spelling."""

    TIMEOUT_STARTS_WITH_A_FAILED_PASS = "A1=all_tried"  # noqa: S105  # a pass over the servers
    TIMEOUT_OUTLASTS_RECONNECTION = "A2=continues"
    CONNECTIONS_MOVE_TOGETHER = "A4=together"
    PEER_IS_NOT_LEFT_FOR_ITS_LINK = "A5=one_way"
    FIRST_LINK_CANNOT_BE_LOST = "A7=after_first_connection"
    PHONE_MOVES_NOTHING = "A10=ignored"
    PHONE_MOVES_TO_WHERE_IT_IS_LOST = "A11=unguarded"
    PHONE_MOVES_DURING_A_CALL = "A12=immediate"
    CALL_HOLDS_THE_DESKTOP = "A13=deferred"
    RETURN_DURING_A_CALL = "A14=immediate"
    WINDOWS_HOLD_THE_RETURN = "A15=blocked"
    RETURN_WITHOUT_PHONE = "A16=link_only"
    PROBE_LOGS_IN = "A17=logged_in"
    LOGIN_IS_READY = "A21=ready"
    LOGIN_RULES_BEFORE_RESTORATION = "A22=login_rules"
    LAST_SEEN_IS_OVERWRITTEN = "A24=overwritten"
    CHANGE_BY_HAND_IS_UNDONE = "A25=kept"
    REFUSED_LOGIN_LEAVES_THE_WISH = "A37=kept"
    OLD_SESSION_IS_BELIEVED = "A38=accepted"
    FORCED_LOGOUT_IS_THE_AGENTS_OWN = "A39=overwritten"
    UNKNOWN_PHONE_IS_LOST = "A45=assumed_lost"
    OLD_SITE_IS_UNREGISTERED = "A46=unregistered"
    AUTO_READY_BESIDE_WINDOWS = "A58=ready"
    CALLS_TAKEN_BESIDE_WINDOWS = "A73=taken"
    CALL_OUT_OF_CONTROL_HOLDS_NOTHING = "A74=released"
    REG_TIMEOUT_IS_THE_LIFETIME = "A75=lifetime"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long the deadlines are, in seconds; each is 0 or more."""

    switchover: float = 60.0
    """``disaster-recovery.timeout`` (BC-09)."""
    phone_wait: float = 30.0
    """``disaster-recovery.wait-for-sipphone-timeout`` (PHONE-02)."""
    reconnection_delay: float = 0.0
    """The random delay, as drawn for this session from 0 up to
    ``warm-standby.reconnection-random-delay-range`` (LINK-04)."""
    retry_delay: float = 10.0
    """``warm-standby.retry-delay``, as it holds for this connection (LINK-09)."""
    reg_timeout: float = 3600.0
    """From a 200 OK to the refresh: ``reg_timeout``, or half of it (REG-04, A75)."""
    reg_interval: float | None = None
    """``reg_interval``, from a failure to the next attempt (REG-07); None: as reg_timeout."""
    refresh_margin: float = 60.0
    """From the refresh to the end of the binding that it refreshes (REG-06)."""
    register_timeout: float = 32.0
    """Timer F of the REGISTER: 64 times T1 (RFC 3261, 17.1.2.2)."""

    @property
    def next_attempt(self) -> float:
        """From a failed REGISTER to the next one (REG-07)."""
        return self.reg_timeout if self.reg_interval is None else self.reg_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The constants of one part of a session."""

    part: Part = Part.VOICE
    """What the core is for."""
    business_continuity: bool = True
    """Business continuity is on for this connection (BC-02, BC-03); for the start: the bootstrap
    file lists nodes of the peer site."""
    nodes: int = 0
    """The nodes of the cluster at each site, or in the bootstrap file for each; 0 for a pair."""
    hot_seat: bool = False
    """For the start: the agent prefers the peer site of the bootstrap file (A70)."""
    auto_restore: bool = True
    """``disaster-recovery.auto-restore`` (RET-01, RET-06)."""
    restore_agent_state: bool = True
    """``disaster-recovery.restore-agent-state`` (REST-01)."""
    auto_ready: bool = False
    """``login.voice.is-auto-ready`` (SES-05)."""
    phone: Phone = Phone.WORKSPACE_ENDPOINT
    """The phone at the agent's place."""
    release: Release = LISTED_NODES
    """The release of the desktop."""
    interpretations: frozenset[Interpretation] = frozenset()
    """The interpretations in force that are not the recommended ones."""
    lengths: Lengths = field(default_factory=Lengths)
    """How long the deadlines are."""

    @property
    def has_peer(self) -> bool:
        """Whether there is a peer site to go to under this release (CLUS-07, START-10)."""
        since = {Part.STAT: ALL_CONNECTIONS, Part.CONFIG: ALL_CONNECTIONS}.get(self.part)
        if self.part is Part.START_UP:
            since = LISTED_NODES
        return self.business_continuity and (since is None or self.release >= since)

    @property
    def returns(self) -> bool:
        """Whether the desktop returns to the preferred site by itself (RET-01)."""
        return self.has_peer and self.auto_restore

    @property
    def restores(self) -> bool:
        """Whether the last seen agent state is restored (REST-01)."""
        return self.has_peer and self.restore_agent_state

    @property
    def postpones_restoration(self) -> bool:
        """Whether restoration waits until all windows are closed (REST-02)."""
        return self.release >= POSTPONED_RESTORATION
