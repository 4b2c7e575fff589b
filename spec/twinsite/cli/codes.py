"""The exit codes of the command."""

from typing import Final

PROVED: Final = 0
"""Everything is proved, or the command is done."""
REFUTED: Final = 1
"""Something is refuted, a deployment has an error or a warning, a signal is lost, something
declared is never used, a chart is to be mended, a mutant survives, or the matrix has a gap.
"""
BAD_INPUT: Final = 2
"""The input or the usage is wrong."""
UNDETERMINED: Final = 3
"""Nothing is refuted, but the search was cut short."""
INTERRUPTED: Final = 130
"""The user has stopped the command, or nobody reads its output any longer."""
