"""The command ``twinsite-desktop``: see the reference desktop at work.

Exit codes: 0 if all went well, 2 if something that was handed in cannot be used.
"""

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from twinsite_charts.svg import render_svg
from twinsite_charts.text import in_ascii, render_text
from twinsite_desktop.demo.errors import InputError
from twinsite_desktop.demo.files import write_whole
from twinsite_desktop.demo.play import play
from twinsite_desktop.demo.reader import AT_A_SITE, EVENT_WORDS
from twinsite_desktop.demo.shipped import NAMES, find, shipped
from twinsite_desktop.demo.tell import tell
from twinsite_desktop.serve import serve

OK, BAD_INPUT = 0, 2
"""The exit codes."""

_EXAMPLE = """\
a scenario of your own is a TOML file:

  title = "A short loss"
  sentence = "The site is back before the timeout."
  until = 60                     # seconds; by itself 120 s after the last step

  [settings]                     # all may be left out; so may [lengths]
  business_continuity = true     # so, too: auto_restore, auto_ready,
                                 # restore_agent_state
  phone = "workspace_endpoint"   # or "hard_phone", "none"
  release = "8.5.111.21"
  interpretations = { A5 = "one_way" }   # those that are not recommended

  [lengths]                      # seconds
  switchover = 60                # so, too: phone_wait, reconnection_delay,
                                 # retry_delay, reg_timeout, reg_interval,
                                 # refresh_margin, register_timeout

  [[step]]
  at = 10
  event = "site_failed"
  site = "preferred"

  [[step]]
  at = 25
  event = "site_returned"
  site = "preferred"

"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments, without the name of the command; those of the process if None.

    Returns:
        The exit code: 0, or 2 after bad input.
    """
    try:
        arguments = _parser().parse_args(argv)
        if arguments.command == "serve":
            serve(sys.stdin, sys.stdout)
            return OK
        return _demo(arguments.scenario, arguments.svg)
    except SystemExit as stop:  # argparse has said all that is to say
        return stop.code if isinstance(stop.code, int) else OK
    except InputError as error:
        _say(f"twinsite-desktop: {error}\n", to_error=True)
        return BAD_INPUT
    except BrokenPipeError:
        # the reader has seen enough; what is still buffered must not raise at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="twinsite-desktop",
        description="See the reference desktop of twinsite at work: begin with demo.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", dest="command"
    )
    demo = commands.add_parser(
        "demo",
        help="play a scenario in virtual time, and draw it as a sequence chart",
        description=_filled(
            "Play a scenario in virtual time, and draw it as a sequence chart; without a"
            " scenario, list those that are shipped."
        ),
        usage="%(prog)s\n       [-h] [--svg FILE] [scenario]",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    demo.add_argument(
        "scenario", nargs="?", help="the name of a shipped scenario, or a TOML file of your own"
    )
    demo.add_argument(
        "--svg", metavar="FILE", type=Path, help="write the chart to FILE as SVG, not as text"
    )
    commands.add_parser(
        "serve",
        help="answer the conformance protocol on standard input and output",
        description="Answer the conformance protocol, line by line, as a client under test does:"
        " twinsite conform -- twinsite-desktop serve",
        allow_abbrev=False,
    )
    return parser


def _version() -> str:
    try:
        return f"twinsite-desktop {metadata.version('twinsite')}"
    except metadata.PackageNotFoundError:
        return "twinsite-desktop, not installed"


def _filled(words: str, *, indent: str = "", hang: str = "") -> str:
    """Return words in lines that fit the terminal, and are not too long to read."""
    columns = min(shutil.get_terminal_size().columns, 88)
    return textwrap.fill(
        words,
        columns,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_on_hyphens=False,
    )


def _epilog() -> str:
    at_a_site = [word for word, kind in EVENT_WORDS.items() if kind in AT_A_SITE]
    others = [word for word in EVENT_WORDS if word not in at_a_site]
    return _EXAMPLE + "\n".join(
        _filled(f"{head}: {words}.", hang="  ")
        for head, words in (
            (
                "events with a site",
                "site_failed, site_returned, registrar_failed, registrar_returned",
            ),
            ("events with a site and a server (primary, backup)", "server_failed, server_returned"),
            ("events that the desktop is told, with a site", ", ".join(at_a_site)),
            ("events that the desktop is told", ", ".join(others)),
        )
    )


def _demo(name: str | None, svg: Path | None) -> int:
    if name is None:
        if svg is not None:
            raise InputError(
                "there is nothing to draw",
                where="--svg",
                remedy=f"Name a scenario as well: a file, or one of {', '.join(NAMES)}.",
            )
        _say(_list())
        return OK
    scenario = find(name)
    chart = tell(scenario, play(scenario, where=name))
    if svg is None:
        _say(render_text(chart, shutil.get_terminal_size().columns))
    else:
        write_whole(svg, render_svg(chart))
        _say(f"Written: {svg}\n")
    return OK


def _list() -> str:
    lines = ["The shipped scenarios:", ""]
    for name in NAMES:
        lines += [f"  {name}", _filled(shipped(name).sentence, indent="      ")]
    for words in (
        f"Play one:  twinsite-desktop demo {NAMES[0]}",
        f"Draw it:   twinsite-desktop demo {NAMES[0]} --svg chart.svg",
        "Your own:  twinsite-desktop demo --help tells how one is written.",
    ):
        lines.append(_filled(words, hang=" " * 11))
    return "\n".join([*lines[:-3], "", *lines[-3:]]) + "\n"


def _say(text: str, *, to_error: bool = False) -> None:
    """Print text; where it cannot be printed as it is, print it in ASCII."""
    stream = sys.stderr if to_error else sys.stdout
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        text = in_ascii(text)
    stream.write(text)
    stream.flush()
