"""The options on the agent state that follows a login on the voice channel."""

from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options.option import NOT_STATED, Kind, Option

OPTIONS: Final = (
    Option(
        name="login.voice.is-auto-ready",
        kind=Kind.BOOLEAN,
        default=None,
        valid="true or false.",
        takes_effect=NOT_STATED,
        meaning="Whether a login on the voice channel makes the agent Ready.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.UNVERIFIED,
        source="IWSTAT",
    ),
    Option(
        name="login.voice.auto-not-ready-reason",
        kind=Kind.NAME,
        default=None,
        valid="The name of a NotReady reason.",
        takes_effect=NOT_STATED,
        meaning="The reason that goes with a NotReady that follows a login on the voice channel.",
        evidence=Evidence.DOCUMENTED,
        default_evidence=Evidence.UNVERIFIED,
        source="IWSTAT",
    ),
)
"""The options on the login."""
