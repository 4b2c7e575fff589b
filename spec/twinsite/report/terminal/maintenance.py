"""How everybody is moved on purpose from a site, and back, on the terminal."""

from rich.console import Console
from rich.text import Text

from twinsite.report.terminal.screen import padded


def print_maintenance(out: Console, site: str) -> None:
    """Print how everybody is moved on purpose from a site, and back.

    Args:
        out: Where to print.
        site: What is shut down.
    """
    out.print()
    out.print(Text("How everybody is moved, and back", style="bold"))
    for number, step in enumerate(
        (
            f"Stop sending calls to {site}, then shut its SIP Server down gracefully: it logs out"
            " who has no call at once, the others when their call is over (SES-08), and stops when"
            " no call is left. No call is lost; a last seen agent state is kept (REST-14).",
            "Once it has stopped the desktops lose their link, and move as after a failure: see"
            " below. Nobody need do anything.",
            f"Keep SIP Server and registrar of {site} out of service until the work is done: with"
            " auto-restore the desktops return as soon as both answer.",
            "Start it again: see the repair below (--repair tells when).",
        ),
        start=1,
    ):
        out.print(padded(out, f"{number}. {step}", 0))
