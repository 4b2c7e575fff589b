"""A sequence chart on a terminal that may show colours."""

from rich.text import Text

from twinsite_charts.model import Chart
from twinsite_charts.text import Style, render_lines

STYLES = {
    Style.PLAIN: "",
    Style.TITLE: "bold",
    Style.GOOD: "bold green",
    Style.WRONG: "bold red",
    Style.QUIET: "dim",
    Style.EVENT: "bold",
    Style.COMMAND: "cyan",
    Style.TIME: "yellow",
    Style.MOVE: "bold magenta",
    Style.LOOP: "bold yellow",
}
"""How each piece of a chart looks."""
QUIET = r"\([A-Z]+-\d+\)|· [^:→]+:| → "
"""What is less important in a line: ids of requirements, names of machines, arrows."""


def chart_text(chart: Chart, width: int) -> Text:
    """Return the chart as text of at most this many columns, coloured where colour is shown."""
    lines = []
    for pieces in render_lines(chart, width):
        line = Text.assemble(*((text, STYLES[style]) for text, style in pieces))
        line.highlight_regex(QUIET, "not bold dim")
        lines.append(line)
    return Text("\n", no_wrap=True, overflow="ignore", end="").join(lines)
