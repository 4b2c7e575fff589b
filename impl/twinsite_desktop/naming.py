"""What can be seen of a core, in the words of the specification."""

import re
from collections.abc import Mapping

from twinsite_desktop.connection import Connection
from twinsite_desktop.link import Link, Phase
from twinsite_desktop.phone import AgentPhone, Watch
from twinsite_desktop.probe import Reach
from twinsite_desktop.registration import Binding
from twinsite_desktop.restoration import Restoration
from twinsite_desktop.session import AgentState, Login, Session
from twinsite_desktop.settings import Phone, Settings
from twinsite_desktop.site_selection import Loss, SiteSelection
from twinsite_desktop.sites import BACKUP, PRIMARY, Site
from twinsite_desktop.start_up import Stage, StartUp
from twinsite_desktop.voice import VoiceConnection

_NODES = ("first", "second", "third")


def snake(name: str) -> str:
    """Return a CamelCase name in snake_case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def seen(core: Connection | StartUp) -> Mapping[str, str]:
    """Return the state of everything that the specification names."""
    if isinstance(core, StartUp):
        return _start(core)
    state = {"site": _site(core.site), **_link(core.link)}
    if isinstance(core, VoiceConnection):
        state |= _phone(core.phone, core.settings)
        state["probe"] = _PROBE[core.probe.reach]
        state["session"] = _session(core.session)
        state |= _restoration(core.restoration)
        state["call"] = core.call.name.lower()
        state["windows"] = "open" if core.windows_open else "none"
    return state


_PROBE = {
    Reach.OFF: "off",
    Reach.TRYING: "trying",
    Reach.WAITING: "waiting_for_retry",
    Reach.REACHED: "reached",
}


def _site(site: SiteSelection) -> str:
    match site.loss:
        case Loss.NEVER_LINKED:
            return "starting"
        case Loss.LINKED:
            return f"at_{site.here}"
        case Loss.DROPPED:
            return f"{site.here}_dropped"
        case Loss.COUNTING:
            return f"{site.here}_lost"


def _link(link: Link) -> Mapping[str, str]:
    if link.chosen_outside:
        node = _NODES[link.server]
        phase = {
            Phase.CHOOSING: "choosing",
            Phase.TRYING: f"trying_{node}",
            Phase.WAITING: "waiting_for_retry",
            Phase.OPEN: f"open_{node}",
            Phase.PAUSING: f"pausing_for_{node}",
        }[link.phase]
        turns = {
            f"pass_{name}": "tried" if number in link.tried else "untried"
            for number, name in enumerate(_NODES[: link.servers])
        }
        return {"cluster_link": phase, **turns}
    server = ("primary", "backup")[link.server]
    match link.phase:
        case Phase.OPEN:
            return {"link": f"open_{server}"}
        case Phase.PAUSING:
            return {"link": f"pausing_for_{server}"}
        case Phase.TRYING:
            again = {PRIMARY: "falling_back_to_primary", BACKUP: "retrying_backup"}
            in_order = link.tried == frozenset(range(link.server + 1))
            return {"link": f"trying_{server}" if in_order else again[link.server]}
    return {"link": "waiting_for_retry"}


def _phone(phone: AgentPhone, settings: Settings) -> Mapping[str, str]:
    state = {}
    for site, each in phone.registrations.items():
        state[f"registration_{site}"], state[f"binding_{site}"] = {
            Binding.REGISTERING: ("registering", "none"),
            Binding.REGISTERED: ("registered", "live"),
            Binding.REFRESHING: ("registering", "refreshing"),
            Binding.WAITING: ("waiting_for_retry", "none"),
        }[each.binding]
    if settings.phone is Phone.HARD_PHONE:
        state["dn_service"] = "in_service" if phone.in_service else "out_of_service"
    if settings.phone is not Phone.NONE:
        state["phone_watch"] = {
            Watch.SATISFIED: "satisfied",
            Watch.WAITING: "waiting",
            Watch.OVER: "due",
        }[phone.watch]
    return state


def _session(session: Session) -> str:
    match session.login:
        case Login.OUT:
            return "logged_out"
        case Login.ASKED:
            return "logging_in"
        case Login.IN:
            ready = session.state is AgentState.READY
            if session.asked is None:
                return "ready" if ready else "not_ready"
            return "unreadying" if ready else "readying"
    return session.login.name.lower()


def _restoration(restoration: Restoration) -> Mapping[str, str]:
    last_seen = restoration.last_seen
    if last_seen is None:
        return {"last_seen": "nothing", "restoration": "idle"}
    return {
        "last_seen": last_seen.name.lower(),
        "restoration": "requested" if restoration.requested else "pending",
    }


def _start(start: StartUp) -> Mapping[str, str]:
    state = {f"bootstrap_{site}": "idle" for site in Site}
    if start.connected is not None:
        site, node = start.connected
        state[f"bootstrap_{site}"] = f"open_{_NODES[node]}"
    if start.trying is not None:
        site, node = start.trying
        state[f"bootstrap_{site}"] = f"trying_{_NODES[node]}"
    match start.stage:
        case Stage.TRYING | Stage.READING:
            place = start.trying or start.connected
            assert place is not None
            verb = "trying_{}" if start.stage is Stage.TRYING else "reading_at_{}"
            state["start_up"] = verb.format(place[0])
        case _:
            state["start_up"] = start.stage.name.lower()
    return state
