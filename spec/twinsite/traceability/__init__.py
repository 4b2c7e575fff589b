"""The ledger: for every requirement and every reading, what stands behind it."""

from twinsite.traceability.entry import ReadingEntry, RequirementEntry, RuleEntry
from twinsite.traceability.gaps import gaps
from twinsite.traceability.ledger import Ledger, ledger

__all__ = ["Ledger", "ReadingEntry", "RequirementEntry", "RuleEntry", "gaps", "ledger"]
