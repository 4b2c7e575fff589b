"""Rules on the switchover timeout, on releases, and on options that hide others."""

from collections import defaultdict
from collections.abc import Iterator

from twinsite.configuration.deployment.combinations import is_set
from twinsite.configuration.deployment.resolve import effective_options
from twinsite.configuration.deployment.retry_delay import RETRY_DELAY, retry_delay
from twinsite.configuration.deployment.sites import PEER, PREFERRED
from twinsite.configuration.deployment.tables import Agent, OptionTable, ServerKind, Servers
from twinsite.configuration.lint.rule import note, warning
from twinsite.configuration.lint.subject import Combination, Found, Subject
from twinsite.model.profile import ALL_CONNECTIONS, POSTPONED_RESTORATION

TIMEOUT = "disaster-recovery.timeout"
RANDOM = "warm-standby.reconnection-random-delay-range"
RESTORE = "disaster-recovery.restore-agent-state"
AUTO_RESTORE = "disaster-recovery.auto-restore"
_OF_LATER_RELEASES = (RETRY_DELAY, RANDOM, "disaster-recovery.eservices-random-delay-range")


@warning(
    "DEP-40",
    "a switchover timeout shorter than a takeover within the site",
    remedy="Make it longer, or shorten what has to come before it.",
    source="hazard H9; requirement SITE-03; interpretation A1; ADDP",
)
def short_timeout(subject: Subject) -> Iterator[Found]:
    """Yield timeouts that end before a backup that takes over was found for certain.

    The backup notices the loss of its primary as late as ADDP lets it, and it may just have been
    missed: then all servers are tried, the retry delay passes, and all are tried again.
    """
    world = subject.world
    for combination in subject.by_setting(TIMEOUT, PREFERRED, PEER, RANDOM, RETRY_DELAY):
        timeout = combination.seconds(TIMEOUT)
        retry, servers = _longest_cycle(subject, combination)
        attempts = 2 * servers * world.connection_attempt
        detection = 2 * world.addp_timeout
        needed = detection + combination.seconds(RANDOM) + attempts + retry
        if timeout <= needed:
            yield combination.found(
                TIMEOUT,
                f"the desktop leaves a site after {timeout} s, and a takeover within it is found"
                f" after up to {needed:g} s: {detection:g} s until ADDP notices the loss,"
                f" {combination.seconds(RANDOM)} s of random delay, {2 * servers} attempts in"
                f" {attempts:g} s and {retry} s of retry delay",
            )


def _longest_cycle(subject: Subject, combination: Combination) -> tuple[int, int]:
    """Return the longest retry delay and the most servers of either site.

    Each site can be the one that is left (A5).
    """
    every = [
        by_site[site]
        for by_site in subject.sites_of.values()
        for site in combination.sites
        if site is not None and site in by_site
    ]
    delays = (retry_delay(subject.deployment, servers).seconds for servers in every)
    most = max((len(servers.addresses) for servers in every), default=2)
    return max(delays, default=combination.seconds(RETRY_DELAY)), most


@note(
    "DEP-41",
    "agents whom a site that fails again and again moves each time",
    remedy="Accept it with a reason; or set auto-restore to false for them.",
    source="hazard H6; requirement RET-01; interpretation A18",
)
def flapping(subject: Subject) -> Iterator[Found]:
    """Yield agents with auto-restore: no source names a hold-down before the return."""
    for combination in subject.by_setting(AUTO_RESTORE):
        if combination.is_on(AUTO_RESTORE):
            yield combination.found(
                AUTO_RESTORE,
                "there is no hold-down: each failure and repair of the preferred site moves there"
                " and back",
            )


@warning(
    "DEP-50",
    "an option that the release does not know",
    remedy="Use release 8.5.106.19 or newer, or leave the option out.",
    source="BC851; LBC; ESDR",
)
def unknown_to_release(subject: Subject) -> Iterator[Found]:
    """Yield options that are set and came with a later release."""
    if subject.release >= ALL_CONNECTIONS:
        return
    for place, table in subject.deployment.tables():
        if isinstance(table, OptionTable | Servers):
            for name in _OF_LATER_RELEASES:
                if name in table.options:
                    what = f"release {subject.release} does not know {name}"
                    yield Found((*place, "options", name), what)


@warning(
    "DEP-51",
    "connections that the release does not switch over",
    remedy="Use release 8.5.106.19 or newer.",
    source="guide, header; requirement CLUS-07; interpretation A69",
)
def old_release_for_connections(subject: Subject) -> Iterator[Found]:
    """Yield Stat and Configuration servers with a site, before business continuity is for them."""
    if subject.release >= ALL_CONNECTIONS:
        return
    for kind in (ServerKind.STAT_SERVER, ServerKind.CONFIGURATION_SERVER_PROXY):
        by_site = subject.sites_of[kind]
        if by_site:
            servers = by_site[min(by_site)]
            yield Found(
                subject.at(servers),
                f"release {subject.release} has no business continuity for the connection to"
                f" {servers.name}",
            )


@warning(
    "DEP-52",
    "a restoration that lets calls in too early",
    remedy="Use release 8.5.105.12 or newer, or switch restore-agent-state off.",
    source="guide, SIP Server specific options, restore-agent-state; requirement REST-02",
)
def early_restoration(subject: Subject) -> Iterator[Found]:
    """Yield agents whose state is restored while windows are still open."""
    if subject.release >= POSTPONED_RESTORATION:
        return
    for combination in subject.by_setting(RESTORE):
        if combination.is_on(RESTORE):
            yield combination.found(
                RESTORE,
                f"release {subject.release} restores Ready right after the login, so a call can"
                " come while the last one is in progress",
            )


@warning(
    "DEP-60",
    "a group whose setting another group hides",
    remedy="Set it in one of the groups only, or on the persons.",
    source="WWEOPT; requirement BC-07",
)
def hidden_by_group(subject: Subject) -> Iterator[Found]:
    """Yield settings of a group that lose to those of a group later in the alphabet."""
    found: dict[tuple[str, str, str], list[Agent]] = defaultdict(list)
    groups = subject.deployment.agent_group_named
    for combination in subject.combinations:
        first = combination.agents[0]
        for name, option in combination.options.items():
            if not option.origin.startswith("agent group "):
                continue
            for other in first.groups:
                theirs = groups[other].options.get(name)
                if theirs is not None and theirs != option.text:
                    found[other, option.origin, name].extend(combination.agents)
    for (other, winner, name), agents in found.items():
        loser = groups[other]
        yield Found(
            subject.at(loser, "options", name),
            f"{name} of {loser.origin} is hidden by {winner}, which is later in the alphabet",
            agents=tuple(agents),
        )


@note(
    "DEP-61",
    "a person's setting that changes nothing",
    remedy="Remove it, so that a change of the wider setting reaches this person.",
    source="requirement BC-07",
)
def needless_setting(subject: Subject) -> Iterator[Found]:
    """Yield options of persons that are those of their group, tenant or application anyway."""
    for combination in subject.combinations:
        first = combination.agents[0]
        bare = first.model_copy(update={"options": {}})
        wider = effective_options(subject.deployment, bare, names=first.options)
        for name, option in wider.items():
            if is_set(option) and option.text == first.options[name]:
                for agent in combination.agents:
                    yield Found(
                        subject.at(agent, "options", name),
                        f"{name} of {agent.name} is what holds without it",
                    )
