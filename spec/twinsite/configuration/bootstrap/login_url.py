"""The setting ``login.url``: which environment, and which application in it."""

import re
from dataclasses import dataclass
from typing import Final

from twinsite.configuration.bootstrap.model import Note
from twinsite.configuration.bootstrap.settings import Setting, shown

LOGIN_URL: Final = "login.url"
"""The key."""

_LONGEST: Final = 255
"""Longest name, in characters."""

_URL: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)

_WEB: Final = ("http", "https")
"""Schemes of an address that is one, but not of a Configuration Server."""

_FORM: Final = "Write tcp://<environment>/<application>."


@dataclass(frozen=True, slots=True)
class Login:
    """What the desktop logs in to."""

    environment: str | None = None
    """Name of the configuration environment; None where the address names none."""
    application: str | None = None
    """Name of the Workspace Application object; None where the address names none."""
    notes: tuple[Note, ...] = ()
    """What was tolerated."""


def read_login(setting: Setting | None) -> Login:
    """Return what a ``login.url`` names.

    Args:
        setting: The setting, or None where the file has none.

    Raises:
        InputError: if the value is neither ``tcp://``, an environment, ``/`` and an application,
            nor an address in the web, which names no environment.
    """
    if setting is None:
        what = f"{LOGIN_URL} is missing, so no list of nodes is taken"
        return Login(notes=(Note(what=what, line=None, remedy=f"Add {LOGIN_URL}. {_FORM}"),))
    notes = []
    if setting.value != setting.value.strip():
        what = f"{LOGIN_URL} has spaces around its value, which are ignored"
        notes.append(setting.note(what, "Remove them."))
    url = _URL.fullmatch(setting.value.strip())
    scheme, rest = (url[1], url[2]) if url else ("", "")
    if scheme.lower() in _WEB:
        what = f"{LOGIN_URL} is an address in the web and names no environment, so no list is taken"
        return Login(notes=(*notes, setting.note(what, _FORM)))
    environment, _, application = rest.partition("/")
    names = (environment, application)
    if scheme.lower() != "tcp" or not all(map(_is_name, names)) or "/" in application:
        what = f"{LOGIN_URL} is {shown(setting.value)}, not tcp:// with environment and application"
        raise setting.refusal(what, _FORM)
    if scheme != "tcp":
        what = f"{LOGIN_URL} begins with {scheme}, which is taken for tcp"
        notes.append(setting.note(what, "Write tcp://."))
    if re.fullmatch(r".*:[0-9]+", environment):
        what = f"{shown(environment)} in {LOGIN_URL} looks like host and port of a single server"
        remedy = "Write the name of the environment instead, and list the nodes in login.nodes."
        notes.append(setting.note(what, remedy))
    return Login(environment, application, tuple(notes))


def _is_name(text: str) -> bool:
    return text == text.strip() and 0 < len(text) <= _LONGEST and text.isprintable()
