"""Rules on phones: how often they register, and how long the desktop waits for them."""

from collections import defaultdict
from collections.abc import Iterator

from twinsite.catalogue.options.endpoint import STANDALONE
from twinsite.configuration.deployment.findings import Place
from twinsite.configuration.deployment.resolve import EffectiveOption
from twinsite.configuration.deployment.tables import Agent
from twinsite.configuration.lint.rule import Found, Severity, rule
from twinsite.configuration.lint.subject import Combination, Subject
from twinsite.model.profile import Phone

REG_TIMEOUTS = {
    "sipendpoint.proxies.proxy0.reg_timeout": "preferred",
    "sipendpoint.proxies.proxy1.reg_timeout": "peer",
}
"""The options on registration, and the site of each."""
SHORTEST, LONGEST = 30, 60
"""What the guide recommends, in seconds (REG-12)."""
AUTO_RESTORE = "disaster-recovery.auto-restore"
WAIT = "disaster-recovery.wait-for-sipphone-timeout"
OLDEST_ENDPOINT = (8, 5, 113, 2)
"""The endpoint whose ports of each site are as described (IWG8)."""


def _registers(combination: Combination) -> bool:
    return combination.agents[0].phone is Phone.WORKSPACE_ENDPOINT


def _seconds(option: EffectiveOption) -> int:
    assert isinstance(option.value, int)
    return option.value


def in_words(seconds: int) -> str:
    """Return a time in words, such as ``an hour`` or ``90 s``."""
    if seconds == 3600:
        return "an hour"
    return f"{seconds // 60} minutes" if seconds >= 120 and seconds % 60 == 0 else f"{seconds} s"


@rule(
    "DEP-30",
    Severity.WARNING,
    "a return that waits long for the phone",
    remedy="Set reg_timeout of the preferred site to 30 to 60 seconds.",
    source="guide, SIP Server specific options, default values; requirement REG-12;"
    " interpretation A16",
)
def slow_return(subject: Subject) -> Iterator[Found]:
    """Yield agents whose automatic return can be delayed by a long registration period."""
    name = next(iter(REG_TIMEOUTS))
    for combination, agents in subject.by_setting(name, AUTO_RESTORE):
        option = combination.options[name]
        returns = combination.options[AUTO_RESTORE].value is True
        if _registers(combination) and returns and _seconds(option) > LONGEST:
            yield Found(
                subject.set_at(option),
                f"{name} is {_seconds(option)} s ({option.origin}), so a return to the preferred"
                f" site can take {in_words(_seconds(option))} longer",
                agents=agents,
            )


@rule(
    "DEP-31",
    Severity.WARNING,
    "a registration period that is not recommended",
    remedy="Use 30 to 60 seconds.",
    source="guide, SIP Server specific options, default values; requirement REG-12",
)
def unusual_period(subject: Subject) -> Iterator[Found]:
    """Yield registration periods outside 30 to 60 seconds, unless the return tells them."""
    first = next(iter(REG_TIMEOUTS))
    for name, site in REG_TIMEOUTS.items():
        for combination, agents in subject.by_setting(name, AUTO_RESTORE):
            option = combination.options[name]
            if not _registers(combination) or _seconds(option) == STANDALONE:
                continue
            told = name == first and combination.options[AUTO_RESTORE].value is True
            if _seconds(option) < SHORTEST or (_seconds(option) > LONGEST and not told):
                yield Found(
                    subject.set_at(option),
                    f"the endpoint registers at the {site} site every {_seconds(option)} s"
                    f" ({option.origin})",
                    agents=agents,
                )


@rule(
    "DEP-32",
    Severity.WARNING,
    "a registration period for a phone that ignores it",
    remedy="Set the registration period of this phone on the phone itself.",
    source="guide, SIP Server specific options, Important; requirement REG-11; interpretation A45",
)
def ignored_period(subject: Subject) -> Iterator[Found]:
    """Yield registration periods that hold for no endpoint that registers, and for desk phones."""
    for name in REG_TIMEOUTS:
        held: dict[Place, list[Agent]] = defaultdict(list)
        for combination, agents in subject.by_setting(name, enabled=False):
            option = combination.options[name]
            if option.origin in subject.places:
                held[subject.set_at(option)].extend(agents)
        for place, holders in held.items():
            phones = {agent.phone for agent in holders}
            if Phone.HARD_PHONE in phones and Phone.WORKSPACE_ENDPOINT not in phones:
                whose = "this phone" if len(holders) == 1 else "these phones"
                yield Found(place, f"{name} has no effect on {whose}", agents=tuple(holders))


@rule(
    "DEP-33",
    Severity.WARNING,
    "a wait for the phone that is too short for it",
    remedy="Make the wait longer than the registration period, or the period shorter.",
    source="guide, wait-for-sipphone-timeout and reg_timeout; requirement PHONE-02;"
    " interpretation A40",
)
def short_wait(subject: Subject) -> Iterator[Found]:
    """Yield agents whose phone cannot register again before it is given up."""
    for name, site in REG_TIMEOUTS.items():
        for combination, agents in subject.by_setting(name, WAIT):
            period, wait = _seconds(combination.options[name]), combination.seconds(WAIT)
            if _registers(combination) and period != STANDALONE and wait < period:
                yield Found(
                    subject.set_at(combination.options[WAIT]),
                    f"a registration that is lost at the {site} site is tried again after"
                    f" {period} s, and the desktop has switched over after {wait} s",
                    agents=agents,
                )


@rule(
    "DEP-34",
    Severity.WARNING,
    "an endpoint that registers at one site only",
    remedy="Set both registration periods, or none.",
    source="SDKCONF; requirement REG-10; interpretation A44",
)
def half_registered(subject: Subject) -> Iterator[Found]:
    """Yield endpoints with a registration period at one of the two sites only."""
    for combination, agents in subject.by_setting(*REG_TIMEOUTS):
        periods = [_seconds(combination.options[name]) for name in REG_TIMEOUTS]
        if _registers(combination) and periods.count(STANDALONE) == 1:
            name, site = list(REG_TIMEOUTS.items())[periods.index(STANDALONE)]
            yield Found(
                subject.set_at(combination.options[name]),
                f"the endpoint never registers at the {site} site",
                agents=agents,
            )


@rule(
    "DEP-35",
    Severity.WARNING,
    "both registrations at one address",
    remedy="Write the address of each site's registrar.",
    source="IWG8; requirement REG-10",
)
def one_address(subject: Subject) -> Iterator[Found]:
    """Yield endpoints that send both registrations to the same address and port."""
    address, port = "sipendpoint.sbc-register-address", "sipendpoint.sbc-register-port"
    names = (address, f"{address}.peer", port, f"{port}.peer")
    for combination, agents in subject.by_setting(*names):
        here, there, one, other = (combination.options[name].text for name in names)
        if _registers(combination) and here and (here, one) == (there, other):
            yield Found(
                subject.set_at(combination.options[f"{address}.peer"]),
                f"both sites register at {here}",
                agents=agents,
            )


@rule(
    "DEP-36",
    Severity.WARNING,
    "ports of an endpoint that is older than they are",
    remedy="Use SIP Endpoint 8.5.113.02 or newer, or leave the ports out.",
    source="IWG8",
)
def ports_of_old_endpoint(subject: Subject) -> Iterator[Found]:
    """Yield registration ports for an endpoint older than the release that describes them."""
    release = subject.deployment.sip_endpoint_release
    if release is None or release >= OLDEST_ENDPOINT:
        return
    for name in ("sipendpoint.sbc-register-port", "sipendpoint.sbc-register-port.peer"):
        for combination, agents in subject.by_setting(name):
            option = combination.options[name]
            if _registers(combination) and option.text:
                yield Found(subject.set_at(option), f"{name} is set", agents=agents)
