"""The sets of levels, and the times of effect, that several options share."""

from typing import Final

from twinsite.catalogue.options.option import UNVERIFIED_MARK, Level

HIERARCHY: Final = (Level.APPLICATION, Level.TENANT, Level.AGENT_GROUP, Level.PERSON)
"""The levels of an agent's own options (guide, HA paired servers; A31)."""

AT_START: Final = "at the next start of the application"
"""Within one session such an option is constant (BC851, LBC, IWG8)."""

AT_START_UNVERIFIED: Final = AT_START + UNVERIFIED_MARK
"""As for the options whose documentation could be read."""

NOT_STATED: Final = "not stated"
"""No text tells when a change takes effect."""
