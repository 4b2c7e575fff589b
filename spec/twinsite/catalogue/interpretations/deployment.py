"""Interpretations on the configuration: where options stand, and what they name."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A31",
        question="May the site options stand on a Tenant in a deployment with clusters?",
        texts=(
            "The procedure for clusters names agents and agent groups only. "
            "The procedure for pairs adds the tenant, and a tip allows every object of the "
            "hierarchy."
        ),
        choices=(
            Choice(
                name="all_levels",
                meaning=(
                    "The site options hold from Application, Tenant, Agent Group and Person, with "
                    "clusters as with pairs."
                ),
            ),
        ),
        discarded=("With clusters the site options of a Tenant have no effect.",),
        reason="The tip is about all options of business continuity, without exception.",
        source=(
            "guide, HA paired servers; guide, procedure for pairs; guide, procedure for clusters"
        ),
    ),
    Interpretation(
        id="A32",
        question="Which option names the site of a server?",
        texts=(
            "The guide puts disaster-recovery.site on the server object. "
            "BC851 asks for disaster-recovery.preferred-site there."
        ),
        choices=(
            Choice(
                name="site",
                meaning="A server belongs to the site that its disaster-recovery.site names.",
            ),
            Choice(
                name="preferred_site",
                meaning=(
                    "A server belongs to the site that its disaster-recovery.preferred-site names."
                ),
            ),
        ),
        reason=(
            "Both procedures use disaster-recovery.site, and the site options of the agent are "
            "matched against it. "
            "The wording of BC851 is taken for an erratum."
        ),
        source=("BC851; guide, procedure for pairs; guide, procedure for clusters"),
        acts_in_deployments=True,
    ),
    Interpretation(
        id="A33",
        question="What if a site name matches no server?",
        texts="BC851 does not count business continuity as fully enabled for such a connection.",
        choices=(
            Choice(
                name="off_for_the_connection",
                meaning=(
                    "A connection for which the site names match no server has no business "
                    "continuity and keeps its HA pair."
                ),
            ),
        ),
        discarded=("A name without a server is an error at the start.",),
        reason="The words of BC851 are about one connection, and plain HA needs no site name.",
        source="BC851",
    ),
    Interpretation(
        id="A34",
        question="What if only the preferred site name matches a server?",
        texts="BC851 asks for matching site names and does not tell one half from both.",
        choices=(
            Choice(
                name="plain_ha",
                meaning=(
                    "A connection with servers at the preferred site only does not switch over "
                    "and keeps its HA pair."
                ),
            ),
        ),
        discarded=("The desktop switches over to any server that carries no site name.",),
        reason="There is no site to switch over to.",
        source="BC851",
    ),
    Interpretation(
        id="A35",
        question="What does disaster-recovery.name tell apart?",
        texts=(
            "The guide lets it mark two SIP Servers as one pair, although primary and "
            "backup are linked without it. "
            "GDPBC knows groups of four servers, and there may be several."
        ),
        choices=(
            Choice(
                name="peers_across_sites",
                meaning=(
                    "The name matches a SIP Server of the preferred site with its counterpart at "
                    "the peer site, and it is default where none is given."
                ),
            ),
        ),
        discarded=("The name links the primary and the backup of one HA pair.",),
        reason="A site with several SIP Server pairs needs a key, and a single HA pair needs none.",
        source="guide, procedure for pairs; GDPBC",
    ),
    Interpretation(
        id="A36",
        question="What if the Place has no DN at the switch of the peer site?",
        texts=(
            "The guide requires both Extension DNs on the same Place. "
            "It does not say what happens without that."
        ),
        choices=(
            Choice(
                name="precondition",
                meaning=(
                    "A Place without a DN at a site is a mistake in the configuration, and a login "
                    "at that site is refused."
                ),
            ),
        ),
        discarded=("The desktop does not switch over for a Place without a DN at the peer.",),
        reason="It is a requirement on the deployment; at run time A37 holds.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A53",
        question="What does a timer value of 0 or below mean?",
        texts="BC851 allows positive whole numbers and does not name the effect of others.",
        choices=(
            Choice(
                name="default_instead",
                meaning=(
                    "A timer value that is not a positive whole number is refused, and the default "
                    "of the option holds."
                ),
            ),
        ),
        discarded=(
            "A value of 0 switches the timer off.",
            "A value of 0 makes the timer fire at once.",
        ),
        reason="The value is not valid, and the default is the only other value that is known.",
        source="BC851; WS-cfg",
    ),
    Interpretation(
        id="A57",
        question="Which words of the guide are misprints?",
        texts=(
            "It introduces the wait for the phone as a matter of the return, prints a space in one "
            "reg_timeout, and writes CS1PHost and CS6PHost in the legend for clusters. "
            "BC851 words its timeout for the current site, whichever that is."
        ),
        choices=(
            Choice(
                name="misprints",
                meaning=(
                    "disaster-recovery.wait-for-sipphone-timeout applies at either site, and the "
                    "odd spellings name reg_timeout and the nodes CSP1 to CSP6."
                ),
            ),
        ),
        discarded=("The wait for the phone applies at the peer site only.",),
        reason=(
            "The option itself speaks of the current registration, and the other spellings occur "
            "nowhere else."
        ),
        source=(
            "guide, SIP Server specific options; "
            "guide, cluster settings in the configuration file; BC851"
        ),
    ),
)
"""The interpretations on the configuration, in the order of their ids."""
