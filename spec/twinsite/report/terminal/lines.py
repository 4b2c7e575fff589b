"""Words in lines of the screen's width, with no blank at the end of any."""

from rich.console import Console
from rich.text import Text

from twinsite_charts.wrap import wrap


def print_words(out: Console, words: str, style: str = "", *, indent: int = 0) -> None:
    """Print words.

    Args:
        out: Where to.
        words: What to print; it may have any width.
        style: How what stands before the first colon looks.
        indent: How far its lines are indented, in columns.
    """
    for number, line in enumerate(wrap(words, out.width - indent)):
        text = Text(" " * indent + line)
        if style and number == 0:
            text.stylize(style, 0, indent + len(line.split(":")[0]))
        out.print(text, soft_wrap=True)
