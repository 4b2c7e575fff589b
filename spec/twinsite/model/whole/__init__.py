"""The whole desktop: the start and the three connections side by side.

Each part is the composition of its own profile, with its own machines, signals and servers.  They
touch in two places only: a site fails and returns as a whole, for every part at once; and the
three connections begin when the start has read the central configuration.  Whatever else is true
of the whole is true of its parts, and :func:`foreign` is the check of that.

Source: guide, procedures for pairs and for clusters; BCREC; interpretations A4, A8, A47,
A48, A68, A70.
Not modelled: a Configuration connection to a pair, whose servers the start would share as well.
"""

from twinsite.model.whole.compose import foreign, whole
from twinsite.model.whole.facts import WholeFacts
from twinsite.model.whole.parts import Parts

__all__ = ["Parts", "WholeFacts", "foreign", "whole"]
