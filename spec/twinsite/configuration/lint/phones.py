"""Rules on phones: how often they register, and how long the desktop waits for them."""

import re
from collections import defaultdict
from collections.abc import Iterator

from twinsite.catalogue.options.endpoint import STANDALONE
from twinsite.configuration.deployment.combinations import is_set
from twinsite.configuration.deployment.profiles import REG_INTERVALS, REG_TIMEOUTS
from twinsite.configuration.deployment.sites import ENABLED
from twinsite.configuration.lint.rule import error, note, warning
from twinsite.configuration.lint.subject import Combination, Found, Subject
from twinsite.model.profile import Phone

SHORTEST, LONGEST = 30, 60
"""What the guide recommends, in seconds (REG-12)."""
AUTO_RESTORE = "disaster-recovery.auto-restore"
WAIT = "disaster-recovery.wait-for-sipphone-timeout"
ADDRESS, PORT = "sipendpoint.sbc-register-address", "sipendpoint.sbc-register-port"
SERVICE = re.compile(r"_[^.]+\._(udp|tcp|tls|sctp)\.", re.IGNORECASE)
"""How a DNS SRV name begins: with a service and a transport (RFC 2782)."""
OLDEST_ENDPOINT = (8, 5, 113, 2)
"""The endpoint whose ports of each site are as described (IWG8)."""


def in_words(seconds: int) -> str:
    """Return a time in words, such as ``an hour`` or ``90 s``."""
    if seconds == 3600:
        return "an hour"
    return f"{seconds // 60} minutes" if seconds >= 120 and seconds % 60 == 0 else f"{seconds} s"


@warning(
    "DEP-30",
    "a return that waits long for the phone",
    remedy="Set reg_timeout of the preferred site to 30 to 60 seconds.",
    source="guide, SIP Server specific options, default values; requirement REG-12;"
    " interpretation A16",
)
def slow_return(subject: Subject) -> Iterator[Found]:
    """Yield agents whose automatic return can be delayed by a long registration period."""
    name = next(iter(REG_TIMEOUTS))
    for combination in subject.by_setting(name, AUTO_RESTORE):
        period = combination.seconds(name)
        if combination.registers and combination.is_on(AUTO_RESTORE) and period > LONGEST:
            yield combination.found(
                name,
                f"{name} is {period} s ({combination.options[name].origin}), so a return to the"
                f" preferred site can take {in_words(period)} longer",
            )


@warning(
    "DEP-31",
    "a registration period that is not recommended",
    remedy="Use 30 to 60 seconds.",
    source="guide, SIP Server specific options, default values; requirement REG-12",
)
def unusual_period(subject: Subject) -> Iterator[Found]:
    """Yield registration periods outside 30 to 60 seconds, unless the return tells them."""
    first = next(iter(REG_TIMEOUTS))
    for name, site in REG_TIMEOUTS.items():
        for combination in subject.by_setting(name, AUTO_RESTORE):
            period = combination.seconds(name)
            if not combination.registers or period == STANDALONE:
                continue
            told = name == first and combination.is_on(AUTO_RESTORE)
            if period < SHORTEST or (period > LONGEST and not told):
                yield combination.found(
                    name,
                    f"the endpoint registers at the {site} site every {period} s"
                    f" ({combination.options[name].origin})",
                )


@warning(
    "DEP-32",
    "a registration period for a phone that ignores it",
    remedy="Set the registration period of this phone on the phone itself.",
    source="guide, SIP Server specific options, Important; requirement REG-11; interpretation A45",
)
def ignored_period(subject: Subject) -> Iterator[Found]:
    """Yield registration periods that hold for no endpoint that registers, and for desk phones."""
    subject.require_all_agents()
    for name in REG_TIMEOUTS:
        held: dict[str, list[Combination]] = defaultdict(list)
        for combination in subject.by_setting(name, enabled=False):
            if is_set(combination.options[name]):
                held[combination.options[name].origin].append(combination)
        for alike in held.values():
            holders = tuple(agent for combination in alike for agent in combination.agents)
            phones = {agent.phone for agent in holders}
            if Phone.HARD_PHONE in phones and Phone.WORKSPACE_ENDPOINT not in phones:
                whose = "this phone" if len(holders) == 1 else "these phones"
                what = f"{name} has no effect on {whose}"
                yield alike[0].found(name, what)._replace(agents=holders)


@warning(
    "DEP-33",
    "a wait for the phone that is too short for it",
    remedy="Make the wait longer than the time to the next attempt and an answer, or that one"
    " shorter: reg_interval, or reg_timeout where none is set.",
    source="guide, wait-for-sipphone-timeout and reg_timeout; SDKPROXY; requirement PHONE-02;"
    " interpretation A40",
)
def short_wait(subject: Subject) -> Iterator[Found]:
    """Yield agents whose phone cannot register again before it is given up."""
    for (name, site), interval in zip(REG_TIMEOUTS.items(), REG_INTERVALS, strict=True):
        for combination in subject.by_setting(name, interval, WAIT):
            wait, period = combination.seconds(WAIT), combination.seconds(name)
            again = combination.seconds(interval) or period
            answered = again + subject.world.registrar_answer
            if combination.registers and period != STANDALONE and wait <= answered:
                yield combination.found(
                    WAIT,
                    f"a registration that is lost at the {site} site is tried again after"
                    f" {again} s and answered within {answered:g} s, and the desktop switches over"
                    f" after {wait} s",
                )


@warning(
    "DEP-34",
    "an endpoint that registers at one site only",
    remedy="Set both registration periods, or none.",
    source="SDKCONF; requirement REG-10; interpretation A44",
)
def half_registered(subject: Subject) -> Iterator[Found]:
    """Yield endpoints with a registration period at one of the two sites only."""
    for combination in subject.by_setting(*REG_TIMEOUTS):
        never = [name for name in REG_TIMEOUTS if combination.seconds(name) == STANDALONE]
        if combination.registers and len(never) == 1:
            site = REG_TIMEOUTS[never[0]]
            yield combination.found(never[0], f"the endpoint never registers at the {site} site")


@warning(
    "DEP-35",
    "both registrations at one address",
    remedy="Write the address of each site's registrar.",
    source="IWG8; requirement REG-10",
)
def one_address(subject: Subject) -> Iterator[Found]:
    """Yield endpoints that send both registrations to the same address and port."""
    names = (ADDRESS, f"{ADDRESS}.peer", PORT, f"{PORT}.peer")
    for combination in subject.by_setting(*names):
        here, there, one, other = (combination.options[name].text for name in names)
        if combination.registers and here and (here, one) == (there, other):
            yield combination.found(f"{ADDRESS}.peer", f"both sites register at {here}")


@warning(
    "DEP-36",
    "ports of an endpoint that is older than they are",
    remedy="Use SIP Endpoint 8.5.113.02 or newer, or leave the ports out.",
    source="IWG8",
)
def ports_of_old_endpoint(subject: Subject) -> Iterator[Found]:
    """Yield registration ports for an endpoint older than the release that describes them."""
    release = subject.deployment.sip_endpoint_release
    if release is None or release >= OLDEST_ENDPOINT:
        return
    for name in (PORT, f"{PORT}.peer"):
        for combination in subject.by_setting(name):
            if combination.registers and combination.options[name].text:
                yield combination.found(name, f"{name} is set")


@error(
    "DEP-37",
    "a port beside a DNS SRV name",
    remedy="Write 0: the port is part of what DNS answers.",
    source="IWG8; RFC 2782; RFC 3263, 4.2",
)
def port_beside_srv(subject: Subject) -> Iterator[Found]:
    """Yield registration ports other than 0 where the address names a service of a domain."""
    for site in ("", ".peer"):
        address, port = f"{ADDRESS}{site}", f"{PORT}{site}"
        for combination in subject.by_setting(address, port):
            named, given = (combination.options[name].text for name in (address, port))
            if combination.registers and SERVICE.match(named or "") and given != "0":
                told = f"{port} is {given}" if given else f"{port} is not set"
                yield combination.found(port, f"{address} is {named}, and {told}")


@note(
    "DEP-38",
    "hard phones that can move their desktops back and forth",
    remedy="Accept it with a reason; or give these agents Workspace SIP Endpoint.",
    source="hazard H7; requirement PHONE-06; interpretation A45",
)
def restless_hard_phones(subject: Subject) -> Iterator[Found]:
    """Yield hard phones with business continuity: out of service at both sites, they alternate."""
    for combination in subject.by_setting(WAIT):
        if combination.agents[0].phone is Phone.HARD_PHONE:
            yield combination.found(
                WAIT,
                "a hard phone that is out of service at both sites moves its desktop every"
                f" {combination.seconds(WAIT)} s or so",
            )


@note(
    "DEP-39",
    "phones whose calls no desktop can refuse",
    remedy="Accept it with a reason; or give these agents Workspace SIP Endpoint.",
    source="hazard H11; hazard H12; requirement INT-08; requirement INT-09; interpretation A38",
)
def phones_of_their_own(subject: Subject) -> Iterator[Found]:
    """Yield phones with business continuity that no desktop owns: it sees and refuses nothing."""
    for combination in subject.by_setting(ENABLED):
        if not combination.registers:
            yield combination.found(
                ENABLED,
                "a login that a partition leaves behind as Ready still gets calls, and a call that"
                " comes while there is no link may go on unseen",
            )
