"""The options on warm standby within one site."""

from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options.option import Kind, Level, Option

OPTIONS: Final = (
    Option(
        name="warm-standby.retry-delay",
        kind=Kind.SECONDS,
        default="10",
        valid="A positive whole number of seconds.",
        minimum=1,
        levels=(Level.APPLICATION, Level.SERVER),
        meaning=(
            "How long the desktop pauses after a warm-standby cycle in which every server failed, "
            "unless the primary server, the single server or the cluster sets its own delay."
        ),
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="BC851; LBC",
    ),
    Option(
        name="warm-standby.reconnection-random-delay-range",
        kind=Kind.SECONDS,
        default="2",
        valid="A positive whole number of seconds.",
        minimum=1,
        levels=(Level.APPLICATION,),
        meaning=(
            "The most that a random delay after a disconnection takes, before the server that was "
            "connected last is tried again."
        ),
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.DOCUMENTED,
        source="LBC",
    ),
)
"""The options on warm standby."""
