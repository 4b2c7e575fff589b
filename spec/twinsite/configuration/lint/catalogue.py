"""Every rule of the linter."""

from typing import Final

from twinsite.configuration.lint import bootstrap, form, peers, phones, servers, sites, timers
from twinsite.configuration.lint.rule import DECLARED, Rule

AREAS: Final = (form, sites, servers, peers, phones, timers, bootstrap)
"""The modules that declare rules."""

RULES: Final[dict[str, Rule]] = dict(sorted(DECLARED.items()))
"""Every rule by its id, in the order of the ids."""
