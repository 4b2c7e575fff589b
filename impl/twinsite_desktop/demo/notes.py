"""What a moment has changed, in words: told from the cores before and after it."""

from collections.abc import Iterator

from twinsite_desktop import events as e
from twinsite_desktop.demo.chart import seconds
from twinsite_desktop.demo.play import Moment
from twinsite_desktop.demo.scenario import WorldEvent
from twinsite_desktop.phone import Watch
from twinsite_desktop.probe import Reach
from twinsite_desktop.registration import Binding
from twinsite_desktop.restoration import Restoration
from twinsite_desktop.session import AgentState, Login
from twinsite_desktop.settings import Interpretation, Phone
from twinsite_desktop.site_selection import TIMEOUT, Loss
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Due
from twinsite_desktop.voice import Call, VoiceConnection

AGENT_STATES = {AgentState.READY: "Ready", AgentState.NOT_READY: "NotReady"}
"""What an agent state is called."""


def move_words(moment: Moment) -> str:
    """Return the switchover that a moment has brought, with its cause, or nothing."""
    old, here = moment.before.site.here, moment.after.site.here
    if old is here:
        return ""
    return f"moves to the {here} site: {_cause(moment)}"


def _cause(moment: Moment) -> str:
    old, lengths = moment.before.site.here, moment.before.settings.lengths
    due = {deadline.due for deadline in moment.cause} if isinstance(moment.cause, tuple) else set()
    if Due.SWITCHOVER in due:
        return f"the link was lost for {seconds(lengths.switchover)} (SITE-03)"
    if isinstance(moment.cause, e.CompanionSwitchedOver):
        return "all connections move together (A4)"
    reached = moment.before.probe.reach is Reach.REACHED or isinstance(
        moment.cause, e.ProbeAccepted
    )
    if old is Site.PEER and reached and Due.PHONE_WAIT not in due and _may_return(moment.after):
        return "every condition of the return holds (RET-01)"
    return f"the phone was lost for {seconds(lengths.phone_wait)} (PHONE-03)"


def _may_return(core: VoiceConnection) -> bool:
    """Return whether a core that has moved away from the peer site can have returned by that."""
    interpretations = core.settings.interpretations
    if core.windows_open and Interpretation.WINDOWS_HOLD_THE_RETURN in interpretations:
        return False
    registered = core.phone.is_registered(Site.PREFERRED, Site.PEER, core.settings)
    return registered or Interpretation.RETURN_WITHOUT_PHONE in interpretations


def notes(moment: Moment) -> Iterator[str]:
    """Yield what is so since a moment and was not before it."""
    if isinstance(moment.cause, WorldEvent):
        return
    before, after = moment.before, moment.after
    if moment.cause == ():
        yield from _beginning(after)
    elif before.parts == after.parts and not moment.commands:
        yield "nothing changes"
    moved = before.site.here is not after.site.here
    yield from _link(before, after, moved=moved)
    yield from _registrations(before, after)
    yield from _watch(before, after, moved=moved)
    left = moved and not isinstance(moment.cause, e.CallEnded)
    yield from _call_and_windows(before, after, left_behind=left)
    yield from _session(before, after)
    yield from _restoration(before, after)
    yield from _return(before, after)


def _beginning(core: VoiceConnection) -> Iterator[str]:
    lengths = core.settings.lengths
    if core.may_fall(TIMEOUT):
        yield f"no link yet: moves in {seconds(lengths.switchover)} if it stays so (SITE-07)"
    if core.phone.watch is Watch.WAITING:
        yield f"no phone yet: it is waited for, {seconds(lengths.phone_wait)} (PHONE-01)"


def _link(before: VoiceConnection, after: VoiceConnection, *, moved: bool) -> Iterator[str]:
    lengths = after.settings.lengths
    retry = f"next warm-standby cycle in {seconds(lengths.retry_delay)}"
    if after.site.loss is not before.site.loss or moved:
        match after.site.loss:
            case Loss.LINKED:
                yield f"linked to the {after.site.here} site"
            case Loss.COUNTING if moved and after.may_fall(TIMEOUT):
                yield f"{seconds(lengths.switchover)} to get a link here, or it moves again"
            case Loss.COUNTING if after.may_fall(TIMEOUT):
                yield f"the link is lost: moves in {seconds(lengths.switchover)} if it stays lost"
            case _:
                yield "the link is lost"
    elif after.link.is_open and not before.link.is_open:
        yield f"linked to the {after.site.here} site, and the timeout runs on (A2)"
    if after.link.phase is not before.link.phase and after.link.phase.name == "WAITING":
        yield f"all servers tried: {retry}"


def _registrations(before: VoiceConnection, after: VoiceConnection) -> Iterator[str]:
    again = seconds(after.settings.lengths.next_attempt)
    for site, registration in after.phone.registrations.items():
        was = before.phone.registrations[site]
        if registration.is_live and not was.is_live:
            yield f"the phone is registered at the {site} site"
        elif was.is_live and not registration.is_live:
            yield f"the phone is no longer registered at the {site} site"
        if registration.binding is Binding.WAITING and was.binding is not Binding.WAITING:
            yield f"the next REGISTER to {site} comes in {again}"


def _watch(before: VoiceConnection, after: VoiceConnection, *, moved: bool) -> Iterator[str]:
    wait = seconds(after.settings.lengths.phone_wait)
    if before.phone.in_service is not after.phone.in_service:
        yield f"the hard phone is {'back in' if after.phone.in_service else 'out of'} service"
    if after.phone.watch is before.phone.watch and not moved:
        return
    match after.phone.watch:
        case Watch.WAITING:
            yield f"the phone is lost here: it is waited for, {wait} (PHONE-01)"
        case Watch.SATISFIED if not moved:
            yield "the wait for the phone ends"
        case Watch.OVER:
            yield f"it does not move for the phone: {_what_holds_the_phones_move(after)}"


def _what_holds_the_phones_move(core: VoiceConnection) -> str:
    here = core.site.here
    if not core.settings.has_peer:
        return "there is no peer site"
    if Interpretation.PHONE_MOVES_NOTHING in core.settings.interpretations:
        return "the phone moves nothing (A10)"
    if not core.phone.is_registered(here.other, here, core.settings):
        return f"it is not registered at the {here.other} site either (PHONE-08)"
    return "there is a live call (PHONE-04)"


def _call_and_windows(
    before: VoiceConnection, after: VoiceConnection, *, left_behind: bool
) -> Iterator[str]:
    if after.call is not before.call:
        match after.call:
            case Call.LIVE:
                yield "the call is under control" + (
                    " again" if before.call is Call.UNCONTROLLED else ""
                )
            case Call.UNCONTROLLED:
                yield "the call is without control (WORLD-06)"
            case Call.NONE if left_behind:
                yield "the call is left behind"
            case Call.NONE:
                yield "the call is over"
    if after.windows_open is not before.windows_open:
        yield "a window is open" if after.windows_open else "no window is open any more"


def _session(before: VoiceConnection, after: VoiceConnection) -> Iterator[str]:
    old, new = before.session, after.session
    if new.login is not old.login:
        match new.login:
            case Login.OUT:
                yield "the agent is logged out"
            case Login.AWAITING_LINK:
                yield "the login waits for a link"
            case Login.FORCED_OUT:
                yield "the agent is logged out by SIP Server"
            case Login.IN:
                yield f"the agent is logged in, {AGENT_STATES[new.state]}"
    elif new.logged_in and new.state is not old.state:
        yield f"the agent is {AGENT_STATES[new.state]}"


def _restoration(before: VoiceConnection, after: VoiceConnection) -> Iterator[str]:
    old, new = before.restoration, after.restoration
    if new.last_seen is None:
        if old.last_seen is not None:
            yield "the restoration is over"
        return
    state = AGENT_STATES[new.last_seen]
    if old.last_seen is None:
        yield f"{state} is kept, to be restored (REST-01)"
    elif new.last_seen is not old.last_seen:
        yield f"{state} is kept in its place (A24)"
    elif before.site.here is not after.site.here:
        yield f"{state} is kept as before (REST-04)"
    if new.requested and not old.requested:
        yield f"{state} is being restored"
    elif old.requested and not new.requested:
        yield "the restoration is pending again (REST-08)"
    elif _is_held_by_windows(after, new) and after.session.login is not before.session.login:
        yield "restored once all windows are closed (REST-02)"


def _is_held_by_windows(core: VoiceConnection, restoration: Restoration) -> bool:
    held = core.windows_open and core.settings.postpones_restoration
    return restoration.pending and core.session.logged_in and held


def _return(before: VoiceConnection, after: VoiceConnection) -> Iterator[str]:
    if after.probe.reach is before.probe.reach:
        return
    if after.probe.reach is Reach.WAITING:
        yield f"probes again in {seconds(after.settings.lengths.retry_delay)}"
    elif after.probe.reach is Reach.REACHED:
        yield f"the preferred site is in reach; {_what_holds_the_return(after)}"


def _what_holds_the_return(core: VoiceConnection) -> str:
    here = core.site.here
    if not core.phone.is_registered(Site.PREFERRED, here, core.settings):
        return "the return waits for the phone there (RET-02)"
    if core.call is Call.LIVE:
        return "the return waits for the end of the call (RET-03)"
    return "the return waits until all windows are closed (A15)"


def end_words(core: VoiceConnection) -> str:
    """Return how things stand for a core, in one sentence without its beginning."""
    link = "linked" if core.link.is_open else "without a link"
    parts = [f"the desktop works at the {core.site.here} site, {link}", f"the agent {_agent(core)}"]
    if core.settings.phone is not Phone.NONE:
        lost = core.phone.watch is not Watch.SATISFIED
        parts.append(f"the phone counts as {'lost' if lost else 'registered'} there")
    if core.call is not Call.NONE:
        parts.append("a call goes on")
    if core.windows_open:
        parts.append("a window is open")
    if core.restoration.last_seen is not None:
        parts.append(f"{AGENT_STATES[core.restoration.last_seen]} is to be restored")
    return "; ".join(parts) + "."


def _agent(core: VoiceConnection) -> str:
    if core.session.logged_in:
        return f"is logged in, {AGENT_STATES[core.session.state]}"
    if core.session.login is Login.OUT:
        return "is logged out"
    return "is to be logged in"
