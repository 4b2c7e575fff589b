"""Which settings of a bootstrap file are taken, and what is said about those that are not.

One file gives the nodes of one environment, the one that ``login.url`` names:

    login.url                                  tcp://<environment>/<application>
    login.nodes.preferred-site.<environment>   nodes of the preferred site
    login.nodes.peer-site.<environment>        nodes of the peer site
    login.nodes.<environment>                  nodes without a site

??? The guide does not show the last form.  Its nodes are taken for those of the preferred site,
unless the file lists these as well.
??? Whether the desktop tells upper from lower case in a key is not told.  A key that differs in
that alone is not taken, and a note says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from twinsite.configuration.bootstrap.login_url import LOGIN_URL
from twinsite.configuration.bootstrap.model import Note
from twinsite.configuration.bootstrap.settings import Setting, shown

_NODES: Final = "login.nodes."
_PREFERRED: Final = f"{_NODES}preferred-site."
_PEER: Final = f"{_NODES}peer-site."

_LONGEST_COMPARED: Final = 400
"""A longer key resembles no other, and comparing it would take long, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The settings that are read."""

    login_url: Setting | None
    """The one that names the environment."""
    preferred: Setting | None
    """The nodes of the preferred site."""
    peer: Setting | None
    """The nodes of the peer site."""


def choose(settings: Mapping[str, Setting], environment: str | None) -> Taken:
    """Return the settings that are read.

    Args:
        settings: All settings of the file, by key.
        environment: What ``login.url`` names; without it no list is read.
    """
    lists = settings if environment is not None else {}
    plain = lists.get(f"{_NODES}{environment}")
    return Taken(
        login_url=settings.get(LOGIN_URL),
        preferred=lists.get(f"{_PREFERRED}{environment}", plain),
        peer=lists.get(f"{_PEER}{environment}"),
    )


_CENTRAL: Final = "disaster-recovery."
"""What the name of an option of business continuity has in it."""


def remarks(
    settings: Mapping[str, Setting], environment: str | None, taken: Taken
) -> Iterator[Note]:
    """Yield what is remarkable about the keys that begin with ``login.``.

    Args:
        settings: All settings of the file, by key.
        environment: What ``login.url`` names, if anything.
        taken: What `choose` has returned for both.
    """
    read = {s.key for s in (taken.login_url, taken.preferred, taken.peer) if s}
    wanted = [LOGIN_URL, *(f"{site}{environment}" for site in (_PREFERRED, _PEER) if environment)]
    missing = [key for key in wanted if key not in settings]
    for setting in settings.values():
        key = setting.key
        if key in read:
            if setting.earlier is not None:
                what = f"{shown(key)} stands in line {setting.earlier} as well; the last one holds"
                yield setting.note(what, "Write each key once.")
            if key == f"{_NODES}{environment}":
                what = f"{shown(key)} names no site, and is taken for the preferred one"
                yield setting.note(what, f"Write {_PREFERRED}{environment}.")
        elif key.strip().lower().startswith("login."):
            what, remedy = _not_read(key, environment)
            yield setting.note(what, _meant(key, missing) or remedy)
        elif _CENTRAL in key.lower():
            what = f"{shown(key)} is not read here: the options of business continuity are central"
            yield setting.note(
                what, "Set it on the Application, a Tenant, an Agent Group or a Person."
            )


def _not_read(key: str, environment: str | None) -> tuple[str, str]:
    """Return what is said about a key that is not read, and the remedy."""
    name = f"{shown(key)} is not read"
    if key == f"{_NODES}{environment}":
        return f"{name}, since the preferred site has a list of its own", "Remove it."
    for start in (_PREFERRED, _PEER, _NODES):
        other = key.removeprefix(start)
        if key.startswith(start) and other:
            if environment is None:
                return f"{name}, since {LOGIN_URL} names no environment", f"Correct {LOGIN_URL}."
            what = f"{name}, since {LOGIN_URL} names the environment {shown(environment)}"
            return what, f"Give the environment {shown(other)} a file of its own."
    return f"{name}, as no such key is known here", "Check how it is spelled."


def _meant(key: str, missing: list[str]) -> str | None:
    """Return the remedy where a key resembles one that is missing, or None."""
    same = [known for known in missing if known.lower() == key.strip().lower()]
    if same:
        return f"Write {shown(same[0])}: upper and lower case count, and so do spaces."
    near = get_close_matches(key, missing, n=1, cutoff=0.9) if len(key) <= _LONGEST_COMPARED else ()
    return f"Did you mean {shown(near[0])}?" if near else None
