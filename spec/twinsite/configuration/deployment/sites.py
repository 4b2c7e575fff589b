"""Which sites have SIP Server pairs, and whether two sites back an agent up (BC-03, BC-05).

A desktop goes without business continuity where a site name matches no server (A33).
In a file such a name is taken for a slip and refused, unless business continuity is switched off.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from twinsite.configuration.deployment.findings import Finding, Place, did_you_mean, shown
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
from twinsite.configuration.deployment.references import name_of
from twinsite.configuration.deployment.resolve import EffectiveOption, effective_options
from twinsite.configuration.deployment.tables import OptionTable, SipServerPair

ENABLED: Final = "disaster-recovery.enabled"
PREFERRED: Final = "disaster-recovery.preferred-site"
PEER: Final = "disaster-recovery.peer-site"

PairNames = Mapping[str, frozenset[str]]
"""By name of a site: the disaster-recovery.name of each SIP Server pair there."""


def pair_names(pairs: Iterable[SipServerPair], choice: str) -> PairNames:
    """Return what pairs each site has.

    Args:
        pairs: Pairs of a deployment.
        choice: Choice of interpretation A32: which option of a server names its site.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        site = pair.options.get(SITE_OF_SERVER[choice])
        if site is not None:
            names[site].add(name_of(pair))
    return {site: frozenset(found) for site, found in names.items()}


def why_off(
    options: Mapping[str, EffectiveOption], known: Container[str], servers: str
) -> str | None:
    """Return why the options of an agent give no business continuity, or None if they do.

    Args:
        options: The effective options.
        known: The sites that have servers of the kind.
        servers: What such servers are called.
    """
    if options[ENABLED].value is not True:
        return f"{ENABLED} is false (BC-02)"
    preferred, peer = options[PREFERRED].text, options[PEER].text
    for which, site, interpretation in (("preferred", preferred, "A33"), ("peer", peer, "A34")):
        if site is None:
            return f"disaster-recovery.{which}-site is not set (BC-03, {interpretation})"
        if site not in known:
            return f"{which} site {shown(site)} has no {servers} (BC-03, {interpretation})"
    if preferred == peer:
        return f"preferred and peer site are both {shown(preferred or '')} (BC-03)"
    return None


def find_unknown_sites(deployment: Deployment) -> Iterator[Finding]:
    """Yield each place that names, for an agent with business continuity, no server's site."""
    # Whichever option names the site of a server: the interpretation is chosen later.
    pairs = deployment.sip_server_pairs
    known = {site for choice in SITE_OF_SERVER for site in pair_names(pairs, choice)}
    wrong: dict[tuple[str, str], str] = {}
    for agent in deployment.agents:
        options = effective_options(deployment, agent, names=(ENABLED, PREFERRED, PEER))
        for name in (PREFERRED, PEER) if options[ENABLED].value else ():
            option = options[name]
            if option.text is not None and option.text not in known:
                wrong[option.origin, name] = option.text
    places = places_of_origins(deployment) if wrong else {}
    for (origin, name), site in wrong.items():
        what = f"no SIP Server pair has the site {shown(site)}"
        yield Finding((*places[origin], "options", name), what, did_you_mean(site, known))


def places_of_origins(deployment: Deployment) -> Mapping[str, Place]:
    """Return the place of every object that carries options of agents, by its origin."""
    tables = deployment.tables()
    return {table.origin: place for place, table in tables if isinstance(table, OptionTable)}
