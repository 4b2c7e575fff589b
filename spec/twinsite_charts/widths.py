"""How wide text is at most: the advance widths of DejaVu Sans, the widest of the usual fonts.

Source: the hmtx tables of DejaVu Sans 2.37 and DejaVu Sans Bold 2.37, rounded up; the J is that
of Liberation Sans, the only character that is wider there, in Arial and in Helvetica.
"""

from typing import Final

FAMILY: Final = "Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif"
"""The fonts in which pictures may be shown; none is wider than the last one named."""

_REGULAR: Final = (
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 501, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
)  # fmt: skip
_BOLD: Final = (
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763, 734, 831, 684,
    684, 821, 837, 373, 557, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771,
    725, 726, 458, 366, 458, 838, 500, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666,
    343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
)  # fmt: skip
"""Thousandths of an em, for the printable characters of ASCII."""
_OTHERS: Final = {"·": 380, "→": 1000, "–": 557, "∞": 834, "×": 838}
_WIDEST: Final = 1100
"""Of any other character, in thousandths of an em."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at most.

    Args:
        text: One line.
        size: The font size; the result is in its unit.
        bold: Whether it is bold.
    """
    table = _BOLD if bold else _REGULAR
    ems = 0
    for character in text:
        place = ord(character) - 32
        ems += table[place] if 0 <= place < len(table) else _OTHERS.get(character, _WIDEST)
    return ems * size / 1000
