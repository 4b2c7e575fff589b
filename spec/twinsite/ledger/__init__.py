"""The ledger: for every requirement and every reading, what stands behind it."""

from twinsite.ledger.entry import ReadingEntry, RequirementEntry, RuleEntry
from twinsite.ledger.gaps import gaps
from twinsite.ledger.ledger import Ledger, ledger

__all__ = ["Ledger", "ReadingEntry", "RequirementEntry", "RuleEntry", "gaps", "ledger"]
