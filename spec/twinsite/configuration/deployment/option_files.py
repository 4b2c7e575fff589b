"""Options as administrators have them: files of ``name=value`` below ``[interaction-workspace]``.

An object of a deployment names such a file in ``options_file``; what stands there is as if it
stood in ``options`` of the object, and is told with the file and the line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from twinsite.catalogue.options import OPTIONS
from twinsite.configuration.deployment.findings import MOST_FINDINGS, Finding, Place, shown
from twinsite.configuration.deployment.option_values import is_passed_over, unknown
from twinsite.errors import InputError
from twinsite.files import decode, read_bytes

LARGEST_FILE_BYTES: Final = 2**20
"""A larger file is refused before it is read."""

KEY: Final = "options_file"
"""The key that names a file of options."""

_HEADER: Final = re.compile(r"\[([^\[\]]+)\]")
_SETTING: Final = re.compile(r"""("?)([^="]+)\1\s*=\s*(.*)""")
_COMMENTS: Final = ("#", ";", "//")
_LISTS: Final = (
    "tenants",
    "agent_groups",
    "agents",
    "sip_server_pairs",
    "stat_server_pairs",
    "configuration_server_proxy_pairs",
    "clusters",
)
"""The lists of objects that carry options."""


class Spot(NamedTuple):
    """A line of a file beside the deployment file."""

    file: str
    line: int


class Setting(NamedTuple):
    """One line of a file of options."""

    section: str
    name: str
    value: str
    line: int


@dataclass(slots=True)
class Gathered:
    """What files of options add to a deployment file."""

    spots: dict[Place, Spot] = field(default_factory=dict)
    """Where each option stands that comes from another file, by its place."""
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with the files."""
    passed_over: dict[str, int] = field(default_factory=dict)
    """How many options no machine depends on, by the file that they are in."""


def settings_in(text: str, where: str) -> Iterator[Setting]:
    """Yield the options of a file, section by section.

    Args:
        text: The text of the file.
        where: The name of the file.

    Raises:
        InputError: if a line is neither a header nor an option nor a comment.
    """
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.strip()
        if not written or written.startswith(_COMMENTS):
            continue
        if header := _HEADER.fullmatch(written):
            section = header[1].strip()
            continue
        setting = _SETTING.fullmatch(written)
        if setting is None or not section:
            raise InputError(
                f"{shown(written)} is no option" if setting is None else "there is no section yet",
                where=f"{where}, line {number}",
                remedy="Write name=value, below a header such as [interaction-workspace].",
            )
        value = setting[3]
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
        yield Setting(section, setting[2].strip(), value, number)


def gather(data: Mapping[str, object], path: Path) -> Gathered:
    """Put the options of every named file into the tables that name it.

    Args:
        data: What the reader of TOML has read; the tables get the options.
        path: The deployment file, to which names of files are relative.
    """
    gathered = Gathered()
    known: dict[str, list[Setting] | InputError] = {}
    for place, table in _tables(data):
        options = table.setdefault("options", {})
        if not isinstance(options, dict):
            continue
        passed = sum(is_passed_over(name, value) for name, value in options.items())
        _count(gathered, str(path), passed)
        name = table.get(KEY)
        if not isinstance(name, str):
            continue
        if name not in known:
            known[name] = _read(path.parent / name)
            settings = known[name]
            if not isinstance(settings, InputError):
                ours = [each for each in settings if not is_passed_over(each.name, each.value)]
                _count(gathered, name, len(settings) - len(ours))
                known[name] = ours
        _add(gathered, place, options, name, known[name])
    return gathered


def _tables(data: Mapping[str, object]) -> Iterator[tuple[Place, dict[str, object]]]:
    """Yield the tables that can carry options, as far as they are tables."""
    application = data.get("application")
    if isinstance(application, dict):
        yield ("application",), application
    for key in _LISTS:
        every = data.get(key)
        for number, table in enumerate(every if isinstance(every, list) else ()):
            if isinstance(table, dict):
                yield (key, number), table


def _read(path: Path) -> list[Setting] | InputError:
    try:
        raw = read_bytes(
            path,
            largest=LARGEST_FILE_BYTES,
            too_large="Leave the options of Workspace in it.",
            what="file of options",
        )
        return list(settings_in(decode(raw, path), str(path)))
    except InputError as error:
        return error


def _add(
    gathered: Gathered,
    place: Place,
    options: dict[str, object],
    file: str,
    settings: list[Setting] | InputError,
) -> None:
    """Add the options of one file to those of one object."""
    if isinstance(settings, InputError):
        what = f"{settings.where}: {settings.what}"
        gathered.findings.append(Finding((*place, KEY), what, settings.remedy))
        return
    for setting in settings:
        if len(gathered.findings) >= MOST_FINDINGS:
            return
        where = (*place, "options", setting.name)
        section = OPTIONS[setting.name].section if setting.name in OPTIONS else setting.section
        if setting.section.casefold() != section.casefold():
            what = f"{setting.name} stands in [{setting.section}] of {file}, line {setting.line}"
            gathered.findings.append(Finding(where, what, f"Move it to [{section}]."))
        elif setting.name not in OPTIONS:
            gathered.findings.append(unknown(setting.name, setting.value).under(place, "options"))
            gathered.spots[where] = Spot(file, setting.line)
        elif setting.name in options:
            what = f"{setting.name} is set again in {file}, line {setting.line}"
            gathered.findings.append(Finding(where, what, "Leave one of the two out."))
        else:
            options[setting.name] = setting.value
            gathered.spots[where] = Spot(file, setting.line)


def _count(gathered: Gathered, file: str, number: int) -> None:
    if number:
        gathered.passed_over[file] = gathered.passed_over.get(file, 0) + number
