"""Interpretations on the link to the servers of one site, and on the first connection."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A7",
        question="What happens when the preferred site is down at the first connection?",
        texts=(
            "GDPDO goes on to the other site when the first one cannot be reached. "
            "The guide lets the Timeout of the bootstrap file count only once a "
            "connection has succeeded."
        ),
        choices=(
            Choice(
                name="first_attempt",
                meaning=(
                    "A Voice link that never opened counts as lost from the first attempt, so "
                    "the desktop moves to the peer site after disaster-recovery.timeout."
                ),
            ),
            Choice(
                name="after_first_connection",
                meaning=(
                    "disaster-recovery.timeout does not run before the first connection, so the "
                    "desktop keeps trying the preferred site."
                ),
                shows="Without a timeout before the first link no safety property is broken.",
            ),
        ),
        reason=(
            "An agent who starts work while the preferred site is down must get to work too, and "
            "Workspace Web Edition also counts a failed start as a trigger. "
            "The first Configuration connection has no timeout: it makes one pass over the "
            "preferred nodes and then the peer nodes, and ends in a login error."
        ),
        source="GDPDO; guide, Configuration Server HA settings; WS-doc; SF9",
    ),
    Interpretation(
        id="A8",
        question=(
            "What happens when the first connection lands at the peer site although the "
            "preferred Configuration Server Proxy is up?"
        ),
        texts=(
            "GDPDO reads the preferred site from the Person and then reconnects to the "
            "proxy there. "
            "Nothing says whether auto-restore has a part in it."
        ),
        choices=(
            Choice(
                name="before_voice_login",
                meaning=(
                    "The Configuration connection moves to the preferred site before the Voice "
                    "login, whatever disaster-recovery.auto-restore says."
                ),
            ),
        ),
        discarded=(
            "The move waits for auto-restore, as a return after a switchover does.",
            "The desktop stays at the proxy that it reached first.",
        ),
        reason="The procedure of GDPDO comes before the agent's login, so nothing is interrupted.",
        source="GDPDO",
    ),
    Interpretation(
        id="A29",
        question="Is a lost server left out of a single pass, or of all passes to come?",
        texts=(
            "WS-doc skips servers that were tried without success since the disconnection. "
            "It does not say whether that holds beyond the first pass."
        ),
        choices=(
            Choice(
                name="one_pass",
                meaning=(
                    "A server is tried at most once in a pass, and every new pass goes over all "
                    "servers of the pair."
                ),
            ),
        ),
        discarded=("A server that was tried without success is left out of all later passes.",),
        reason="Otherwise a pool with a single server could never be connected to again.",
        source="WS-doc",
    ),
    Interpretation(
        id="A30",
        question="How long is the pause between passes when the primary's Reconnect Timeout is 0?",
        texts=(
            "LBC lets the Reconnect Timeout of the primary replace warm-standby.retry-delay. "
            "Nothing is said about a value of 0 or a missing one."
        ),
        choices=(
            Choice(
                name="retry_delay_option",
                meaning=(
                    "Without a Reconnect Timeout above 0 the pause between passes is "
                    "warm-standby.retry-delay."
                ),
            ),
        ),
        discarded=("The next pass follows a failed one without a pause.",),
        reason="The Platform SDK uses the Reconnect Timeout only when it is above 0.",
        source="LBC; WS-cfg",
    ),
)
"""The interpretations on the link to the servers of one site, in the order of their ids."""
