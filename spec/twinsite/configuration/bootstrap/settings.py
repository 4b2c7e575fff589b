"""From the text of a .NET configuration file to the settings in its ``appSettings``.

As in .NET, names of elements and attributes count upper and lower case, of several settings with
one key the last one holds, ``remove`` and ``clear`` undo what stands above them, and sections of
other names mean nothing here.
Not modelled: settings that ``appSettings`` takes from another file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NoReturn
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from twinsite.configuration.bootstrap.model import Note
from twinsite.configuration.deployment import findings
from twinsite.errors import InputError

DEEPEST: Final = 64
"""Elements inside each other may be this many."""

MOST_SETTINGS: Final = 10_000
"""A file may have this many settings; the desktop itself has some dozens."""

shown = partial(findings.shown, longest=80)
"""Return a text in quotes, on one line, cut where it is very long."""

_ROOT: Final = "configuration"
_SECTION: Final = "appSettings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting."""

    key: str
    """Its key, exactly as written."""
    value: str
    """Its value, exactly as written; empty where there is none."""
    path: Path
    """The file in which it stands."""
    line: int
    """Line of the element, counted from one."""
    earlier: int | None
    """Line of a setting with the same key that this one replaces."""

    def note(self, what: str, remedy: str) -> Note:
        """Return the note that tells what was passed over or tolerated in it."""
        return Note(what=what, line=self.line, remedy=remedy)

    def refusal(self, what: str, remedy: str) -> InputError:
        """Return the error that tells what is wrong with it, and what to do."""
        return InputError(what, where=f"{self.path}, line {self.line}", remedy=remedy)


@dataclass(slots=True)
class Settings:
    """All settings of a file."""

    by_key: dict[str, Setting] = field(default_factory=dict)
    """What holds at the end of the file."""
    notes: list[Note] = field(default_factory=list)
    """What was passed over."""


def read_settings(text: str, path: Path) -> Settings:
    """Return the settings of a configuration file.

    Args:
        text: The text of the file.
        path: The file, for messages.

    Raises:
        InputError: if the text is not XML, holds a document type declaration, is nested deeply or
            has very many settings, or is not what .NET takes for a configuration.
    """
    parser = DefusedExpatParser(forbid_dtd=True)
    reader = _Reader(path, parser)
    parser.setContentHandler(reader)
    try:
        parser.feed(text)
        parser.close()
    except SAXParseException as error:
        raise InputError(
            f"this is not XML: {error.getMessage()}",
            where=f"{path}, line {error.getLineNumber() or 1}",
            remedy="Correct the file; an editor for XML shows the place.",
        ) from None
    except DefusedXmlException:
        raise InputError(
            "there is a document type declaration, and such files are not read",
            where=f"{path}, line {reader.line}",
            remedy="Remove <!DOCTYPE ...> and the entities in it; a configuration needs none.",
        ) from None
    return reader.settings


class _Reader(ContentHandler):
    """Keeps the settings as the parser comes upon them."""

    def __init__(self, path: Path, locator: Locator) -> None:
        super().__init__()
        self.settings = Settings()
        self._path = path
        self._locator = locator
        self._open: list[str] = []
        self._section_line: int | None = None
        self._count = 0

    @property
    def line(self) -> int:
        """The line at which the parser is."""
        return self._locator.getLineNumber() or 1

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 (as SAX)
        self._open.append(name)
        if len(self._open) > DEEPEST:
            self._refuse(
                f"more than {DEEPEST} elements stand inside each other",
                "A configuration needs no more than four levels.",
            )
        match self._open:
            case [root] if root != _ROOT:
                self._refuse(
                    f"the file begins with {shown(root)}, not with {_ROOT!r}",
                    "Name the file InteractionWorkspace.exe.config of a desktop.",
                )
            case [_, section]:
                self._begin_section(section, dict(attrs))
            case [_, section, element] if section == _SECTION:
                self._take(element, dict(attrs))

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 (as SAX)
        self._open.pop()

    def _begin_section(self, name: str, attrs: Mapping[str, str]) -> None:
        if name != _SECTION:
            if name.lower() == _SECTION.lower():
                what = f"the section {shown(name)} is not read, since upper and lower case count"
                self._note(what, f"Write {_SECTION}.")
            return
        if self._section_line is not None:
            self._refuse(
                f"there is a second {_SECTION}, after the one in line {self._section_line}",
                "Move all settings into one, as .NET accepts no second.",
            )
        self._section_line = self.line
        for attribute in ("file", "configSource"):
            if attribute in attrs:
                what = f"the settings in the file {shown(attrs[attribute])} are not read"
                self._note(what, "Check them by hand, or write them into this file.")

    def _take(self, element: str, attrs: Mapping[str, str]) -> None:
        by_key = self.settings.by_key
        match element:
            case "clear":
                by_key.clear()
            case "remove":
                by_key.pop(self._key(element, attrs), None)
            case "add":
                key = self._key(element, attrs)
                old = by_key.pop(key, None)
                by_key[key] = Setting(
                    key=key,
                    value=attrs.get("value", ""),
                    path=self._path,
                    line=self.line,
                    earlier=old.line if old else None,
                )
                self._count += 1
                if self._count > MOST_SETTINGS:
                    self._refuse(
                        f"there are more than {MOST_SETTINGS:,} settings",
                        "Keep those that the desktop needs.",
                    )
            case _:
                self._refuse(
                    f"the element {shown(element)} is unknown in {_SECTION}",
                    "Write add, remove or clear, in lower case.",
                )

    def _key(self, element: str, attrs: Mapping[str, str]) -> str:
        key = attrs.get("key")
        if not key:
            self._refuse(
                f"the element {element!r} has no key",
                f'Write <{element} key="login.url" ...>, the word key in lower case.',
            )
        return key

    def _note(self, what: str, remedy: str) -> None:
        self.settings.notes.append(Note(what=what, line=self.line, remedy=remedy))

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        raise InputError(what, where=f"{self._path}, line {self.line}", remedy=remedy)
