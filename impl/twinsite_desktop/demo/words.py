"""What is said of events, deadlines and commands, and between whom."""

from twinsite_charts.model import Kind, Message
from twinsite_desktop import commands as c
from twinsite_desktop import events as e
from twinsite_desktop.demo.chart import LANE_OF, Lane, seconds
from twinsite_desktop.demo.play import Cause
from twinsite_desktop.demo.scenario import SERVERS, Thing, Turn, WorldEvent
from twinsite_desktop.settings import Lengths
from twinsite_desktop.timers import Deadline, Due
from twinsite_desktop.voice import VoiceConnection

_FROM_AGENT = {
    e.LogInRequested: "wants to log in",
    e.LogOutRequested: "logs out",
    e.ReadyRequested: "wants to be Ready",
    e.NotReadyRequested: "wants to be NotReady",
    e.LastWindowClosed: "closes the last window",
}
_FROM_SITE = {
    e.DnOutOfService: "DN out of service",
    e.DnBackInService: "DN back in service",
    e.LogInAccepted: "confirms the login",
    e.LogInRefused: "refuses the login",
    e.AgentReady: "confirms Ready",
    e.ReadyRefused: "refuses Ready",
    e.AgentNotReady: "confirms NotReady",
    e.NotReadyRefused: "refuses NotReady",
    e.ForcedLogout: "logs the agent out",
    e.LoginUnknown: "does not know the login",
    e.OldSessionAnswered: "late answer of an old session",
    e.CallOffered: "a call is offered",
    e.CallEnded: "the call ends",
    e.InteractionOpened: "another interaction",
}
_OF_THE_PHONE = c.Register | c.Unregister | c.RefuseCall
_NOTICED = {
    e.ConnectionDropped: "the link drops",
    e.CompanionSwitchedOver: "another connection has moved",
    e.ProbeFailed: "the preferred site is not reached",
    e.ProbeDropped: "the probe of the preferred site drops",
}
_REGISTRAR = {
    e.RegisterAccepted: "200 OK",
    e.RegisterRefused: "REGISTER refused",
    e.RegisterAnsweredLate: "late answer to REGISTER",
    e.IntervalTooBrief: "423 Interval Too Brief",
    e.FlowFailed: "flow fails",
    e.AddressChanged: "another own address",
    e.InviteReceived: "INVITE",
}
_THINGS = {
    Thing.SITE: "the whole site",
    Thing.SERVER: "the {server} server",
    Thing.REGISTRAR: "the registrar",
}
_TURNS = {Turn.FAILED: "fails", Turn.RETURNED: "is back"}


def cause_messages(cause: Cause, before: VoiceConnection) -> tuple[Message, ...]:
    """Return what a moment begins with.

    Args:
        cause: An event or deadlines.
        before: The core before it.
    """
    if isinstance(cause, tuple):
        if not cause:
            return (_mark(Lane.DESKTOP, "the session starts"),)
        return tuple(_deadline(deadline, before) for deadline in cause)
    if isinstance(cause, WorldEvent):
        server = "" if cause.server is None else SERVERS[cause.server]
        words = f"{_THINGS[cause.thing].format(server=server)} {_TURNS[cause.turn]}"
        return (_mark(LANE_OF[cause.site], words),)
    return (_event(cause, before),)


def _mark(lane: Lane, words: str, kind: Kind = Kind.EVENT) -> Message:
    return Message(lane, lane, words, kind)


def _event(event: e.Event, before: VoiceConnection) -> Message:
    here, kind = LANE_OF[before.site.here], type(event)
    server = SERVERS[before.link.server]
    match event:
        case e.ConnectionAccepted():
            return Message(here, Lane.DESKTOP, f"the {server} accepts")
        case e.ConnectionFailed():
            return _mark(Lane.DESKTOP, f"the {server} is not reached")
        case e.ProbeAccepted():
            return Message(Lane.PREFERRED, Lane.DESKTOP, "the probe is accepted")
        case (
            e.RegisterAccepted(site=site)
            | e.RegisterRefused(site=site)
            | e.RegisterAnsweredLate(site=site)
            | e.IntervalTooBrief(site=site)
            | e.InviteReceived(site=site)
        ):
            return Message(LANE_OF[site], Lane.PHONE, _REGISTRAR[kind])
        case e.FlowFailed(site=site):
            return _mark(Lane.PHONE, f"the flow to the {site} registrar fails")
        case e.AddressChanged(site=site):
            return _mark(Lane.PHONE, f"another own address at {site}")
        case e.CallLost():
            return _mark(Lane.PHONE, "the uncontrolled call is over")
    if kind in _FROM_AGENT:
        return Message(Lane.AGENT, Lane.DESKTOP, _FROM_AGENT[kind])
    if kind in _FROM_SITE:
        return Message(here, Lane.DESKTOP, _FROM_SITE[kind])
    return _mark(Lane.DESKTOP, _NOTICED[kind])


def _deadline(deadline: Deadline, before: VoiceConnection) -> Message:
    lane = Lane.DESKTOP if deadline.site is None else Lane.PHONE
    words = _due(deadline, before.settings.lengths)
    return _mark(lane, words, Kind.TIME)


def _due(deadline: Deadline, lengths: Lengths) -> str:
    site = deadline.site
    match deadline.due:
        case Due.SWITCHOVER:
            return f"{seconds(lengths.switchover)} without a link are over"
        case Due.PHONE_WAIT:
            return f"{seconds(lengths.phone_wait)} without the phone are over"
        case Due.RECONNECTION:
            return f"the random delay of {seconds(lengths.reconnection_delay)} is over"
        case Due.RETRY | Due.PROBE_RETRY:
            return f"the retry delay of {seconds(lengths.retry_delay)} is over"
        case Due.REGISTER_TIMEOUT:
            return f"Timer F: {site} silent for {seconds(lengths.register_timeout)}"
        case Due.REFRESH:
            return f"{seconds(lengths.reg_timeout)} since 200 OK from {site}"
        case Due.EXPIRY:
            return f"the binding at {site} expires"
        case Due.NEXT_ATTEMPT:
            return f"{seconds(lengths.next_attempt)} since the failed REGISTER to {site}"


def command_message(command: c.Command, before: VoiceConnection) -> Message:
    """Return what the desktop, or its phone, does.

    Args:
        command: The command.
        before: The core before it.
    """
    lane, words = _commanded(command, before)
    source = Lane.PHONE if isinstance(command, _OF_THE_PHONE) else Lane.DESKTOP
    return Message(source, lane, words, Kind.COMMAND)


def _commanded(command: c.Command, before: VoiceConnection) -> tuple[Lane, str]:
    """Return whom a command goes to, and its words."""
    here = LANE_OF[before.site.here]
    match command:
        case c.Connect(site=site, server=server):
            return LANE_OF[site], f"connect to {SERVERS[server]}"
        case c.CloseLink(site=site):
            words = "close the link" if before.link.is_open else "give up the attempt"
            return LANE_OF[site], words
        case c.ConnectProbe():
            return Lane.PREFERRED, "probe: connect only"
        case c.CloseProbe():
            return Lane.PREFERRED, "close the probe"
        case c.LogIn(site=site):
            return LANE_OF[site], "log in"
        case c.LogOut(site=site):
            return LANE_OF[site], "log out"
        case c.SetAgentReady():
            return here, "set Ready"
        case c.SetAgentNotReady():
            return here, "set NotReady"
        case c.Register(site=site):
            return LANE_OF[site], "REGISTER"
        case c.Unregister(site=site):
            return LANE_OF[site], "un-REGISTER"
        case c.RefuseCall(site=site):
            return LANE_OF[site], "refuse the call"
    raise AssertionError(f"the voice connection has no such command: {command}")
