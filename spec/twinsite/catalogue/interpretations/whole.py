"""Interpretations on clusters, on Stat Server and Configuration Server, and on the start."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A28",
        question="In which order are the nodes of a cluster tried?",
        texts=(
            "In a pair the order of the nodes is their preference. Of a cluster the guide says that"
            " it is for load balancing, and nothing of an order."
        ),
        choices=(
            Choice(
                name="any_order",
                meaning="In each pass any node that is left may be next, and each comes once.",
            ),
        ),
        discarded=("The nodes of a cluster are tried in the order of the list.",),
        reason=(
            "Whatever load balancing chooses is covered, and a pass over a pool tries each node"
            " once. The pass of the start is another matter: it follows the list (A7)."
        ),
        source="LBC; WS-doc; guide, Business Continuity using clustered servers",
    ),
    Interpretation(
        id="A47",
        question="Do the Stat and Configuration connections return to the preferred site?",
        texts="The guide marks disaster-recovery.auto-restore as being for T-Server only.",
        choices=(
            Choice(
                name="stay",
                meaning="They stay at the peer site until their link there is lost.",
            ),
        ),
        discarded=("They return together with the Voice connection.",),
        reason="The option says so, and no other text speaks of their return.",
        source="guide, Configuration options, disaster-recovery.auto-restore",
    ),
    Interpretation(
        id="A55",
        question="Does the random delay before a reconnection apply to the first connection?",
        texts="LBC tells of a random time before the last open endpoint is tried again.",
        choices=(
            Choice(name="after_loss_only", meaning="Only an attempt after a loss is delayed."),
        ),
        discarded=("Every first attempt of a pass is delayed.",),
        reason="At the start there is no endpoint that was open last.",
        source="LBC",
    ),
    Interpretation(
        id="A67",
        question="What if the connection is lost while the central configuration is read?",
        texts="The texts follow the start only to the first connection that succeeds.",
        choices=(
            Choice(
                name="login_error",
                meaning="The start ends in a login error, and the agent may ask again.",
            ),
        ),
        discarded=(
            "The pass over the nodes goes on with the next one.",
            "The Timeout of the bootstrap file is waited for, and the pass begins anew.",
        ),
        reason=(
            "The start is one pass (A7). An error that the agent sees and can answer is the safe"
            " direction while nobody is logged in."
        ),
        source="silent; ours",
    ),
    Interpretation(
        id="A68",
        question="How hard does the start try to get to the site that the agent prefers?",
        texts="GDPDO reads the preferred site from the Person and reconnects to the proxy there.",
        choices=(
            Choice(
                name="one_pass",
                meaning=(
                    "It makes one pass over the nodes of that site, keeps the connection that it"
                    " has until one accepts, and starts with it if none does."
                ),
            ),
        ),
        discarded=("It gives up the connection first.", "It tries for as long as it takes."),
        reason="An agent must get to work while the preferred site is down.",
        source="silent; ours",
    ),
    Interpretation(
        id="A69",
        question="Which connections has business continuity before release 8.5.106.19?",
        texts=(
            "The options on the site and on the timeout were modified in 8.5.106.19, and so was the"
            " chapter; nothing readable says in what."
        ),
        choices=(
            Choice(
                name="voice_only",
                meaning=(
                    "Before 8.5.106.19 only the Voice connection switches over; Stat and"
                    " Configuration know the pair of one site."
                ),
            ),
        ),
        discarded=("All three connections have switched over from the first release on.",),
        reason="With that release the options speak of all three kinds of servers.",
        source="silent; ours",
    ),
    Interpretation(
        id="A70",
        question="Whose preferred site holds where agents share a workstation?",
        texts=(
            "The bootstrap file belongs to the installation. The guide names preferred and peer"
            " site agent by agent."
        ),
        choices=(
            Choice(
                name="agent",
                meaning="The file decides where the start begins, the agent where it ends.",
            ),
        ),
        discarded=("The preferred site of the file holds for every agent at the workstation.",),
        reason="The central configuration takes the place of the file once it is read.",
        source="silent; ours",
    ),
    Interpretation(
        id="A71",
        question="What does a desktop before release 8.5.111.21 know at its first start?",
        texts="The guide adds the nodes of both sites to the bootstrap file in 8.5.111.21.",
        choices=(
            Choice(
                name="one_node",
                meaning="It knows one node of the preferred site and tries no other.",
            ),
        ),
        discarded=("It knows the backup of that node as well.",),
        reason="Without the lists the file names one server and its port.",
        source="silent; ours",
    ),
)
