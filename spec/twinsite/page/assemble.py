"""The page: one file with tables, drawings, styles and scripts; it asks no network for anything.

Its policy lets run what is in it, by hashes, and nothing else.  Whatever comes from a deployment
stands in the tables, and reaches the screen as text.
"""

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from importlib import resources
from typing import Final

from twinsite import __version__
from twinsite.export.tables.tables import Tables, tables_json
from twinsite.page.packing import packed

ENGINE: Final = ("kernel", "timed", "search", "goal")
"""The scripts that page, worker and tests share; they know nothing of a screen."""
SCREEN: Final = (
    "words",
    "why",
    "story",
    "trace",
    "address",
    "dom",
    "unpack",
    "picture",
    "machines",
    "events",
    "changes",
    "timers",
    "sequence",
    "travel",
    "share",
    "lookup",
    "cursor",
    "main",
)
"""The scripts of the page, in their order."""
STYLES: Final = ("page", "walk", "sequence", "look", "fit")
"""The styles, in their order."""

_STRICT: Final = '"use strict";\n'
_BEGUN: Final = "(async () => {\n"
_ENDED: Final = """})().catch((error) => {
document.getElementById("problem").textContent = error.message;
throw error;
}).finally(() => document.getElementById("main").removeAttribute("aria-busy"));
"""
"""After the scripts of the page: shows why they could not begin, and that no more comes."""
_SCRIPTS = "script"
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \n]+", re.MULTILINE)
_BLANKS = re.compile(r"\s*([{};,>]|(?<=\w):(?=\s))\s*")
"""Blanks of a style around what needs none; no text in it has any of these."""


def source(folder: str, name: str) -> str:
    """Return a file of the page."""
    return resources.files(__package__).joinpath(folder, name).read_text(encoding="utf-8")


def script(*names: str) -> str:
    """Return scripts as one text."""
    return _STRICT + "".join(source(_SCRIPTS, f"{name}.js") for name in names)


def page(tables: Tables, drawn: Mapping[str, str], *, start: str = "") -> str:
    """Return the page of some profiles.

    Args:
        tables: What it shows.
        drawn: The drawings of the machines, by the names of their charts.
        start: The address with which it begins, without ``#``; the first profile if empty.
    """
    engine = _short(script(*ENGINE))
    screen = _STRICT + _BEGUN + _short(script(*SCREEN)).removeprefix(_STRICT) + _ENDED
    style = _BLANKS.sub(r"\1", "".join(source("style", f"{name}.css") for name in STYLES))
    parts = {
        "about": f"twinsite {__version__} · {counted(tables)}",
        "charts": "\n".join(
            f'<template id="chart-{html.escape(name)}">{svg}</template>'
            for name, svg in drawn.items()
        ),
        "engine": engine,
        "errand": _short(script("errand")),
        "page": screen,
        "policy": _policy((engine, screen), style),
        "start": html.escape(start),
        "style": style,
        "tables": packed(tables_json(tables)),
        "version": __version__,
    }
    template = source("", "page.html")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)


def counted(tables: Tables) -> str:
    """Return how many profiles are shown, and how many desktops with all connections."""
    parts = sum("part" in profile.constants for profile in tables.profiles)
    wholes = len(tables.profiles) - parts
    told = ((parts, "profile"), (wholes, "complete desktop"))
    return " and ".join(f"{n} {what}{'s' if n != 1 else ''}" for n, what in told if n)


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """Return the content security policy of the page."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; worker-src blob:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _short(text: str) -> str:
    """Return a script without the lines that are comments, and without indentation.

    No text in the scripts goes over several lines, so that changes nothing that is shown.
    """
    return _INDENT.sub("", _COMMENT.sub("", text))
