"""Reading a scenario file: strictly, so that a slip of the pen is told and not played."""

import dataclasses
import difflib
import math
import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any, Final

from twinsite_desktop import events as e
from twinsite_desktop.client import EVENTS
from twinsite_desktop.demo.errors import InputError
from twinsite_desktop.demo.scenario import SERVERS, WORLD_WORDS, Scenario, Step, Thing, WorldEvent
from twinsite_desktop.settings import Interpretation, Lengths, Phone, Release, Settings
from twinsite_desktop.sites import Site

LONGEST: Final = 1_000_000.0
"""The latest moment and the greatest length that a scenario may name, in seconds."""
AFTERWARDS: Final = 120.0
"""How long a story goes on after its last step unless it says so itself, in seconds."""
EVENT_WORDS: Final = {
    word: kind
    for word, kind in EVENTS.items()
    if kind in e.VoiceEvent.__args__ and kind is not e.NodeChosen
}
"""What a scenario may tell the desktop, by its word; there is no cluster in a scenario."""
AT_A_SITE: Final = frozenset(
    {
        e.RegisterAccepted,
        e.RegisterRefused,
        e.RegisterAnsweredLate,
        e.IntervalTooBrief,
        e.FlowFailed,
        e.AddressChanged,
        e.InviteReceived,
    }
)
"""The events of the desktop that name their site."""

_SWITCHES = ("business_continuity", "auto_restore", "restore_agent_state", "auto_ready")
_MAY_BE_NOTHING = "reconnection_delay"
_MOST_LETTERS = 400
_LONGEST_LINE = 2_000


def read_scenario(raw: bytes, *, where: str) -> Scenario:
    """Read a scenario.

    Args:
        raw: The bytes of the file.
        where: The name of the file, for messages.

    Raises:
        InputError: if anything in it is not as it must be.
    """
    return _Table(_toml(raw, where), where).scenario()


def _toml(raw: bytes, where: str) -> Mapping[str, Any]:
    for number, written in enumerate(raw.split(b"\n"), 1):
        # tomllib takes minutes over a key of very many parts
        if len(written) > _LONGEST_LINE:
            raise InputError(
                f"line {number} is longer than {_LONGEST_LINE} bytes",
                where=where,
                remedy="Break the line, or shorten it.",
            )
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"line {line} is not UTF-8", where=where, remedy="Save the file as UTF-8."
        ) from None
    except ValueError as error:
        raise InputError(
            f"this is no TOML: {error}",
            where=where,
            remedy="Mend that line; https://toml.io tells how TOML is written.",
        ) from None
    except RecursionError:
        raise InputError(
            "tables or lists are nested too deeply",
            where=where,
            remedy="A scenario needs no list inside a list.",
        ) from None


class _Table:
    """A table of the file, whose keys are taken out one by one; none may be left over."""

    def __init__(self, table: Mapping[str, Any], where: str) -> None:
        self.left = dict(table)
        self.where = where

    def wrong(self, key: str, what: str, remedy: str) -> InputError:
        return InputError(f"{key} {what}", where=self.where, remedy=remedy)

    def close(self, known: Collection[str]) -> None:
        """Refuse what is left over."""
        for key in self.left:
            raise self.wrong(
                f"the key {key!r}",
                "is not known",
                f"{_perhaps(key, known)}Known are: {_or(known)}.",
            )

    def take(self, key: str, kind: type | tuple[type, ...], what: str) -> Any:
        """Take out what must be there."""
        if key not in self.left:
            raise self.wrong(f"the key {key!r}", "is missing", f"Write {key} = {what}.")
        value = self.left.pop(key)
        # to Python a boolean is a number, too
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(key, f"is {_shown(value)}", f"Write {what}.")
        return value

    def words(self, key: str, what: str) -> str:
        text: str = self.take(key, str, what)
        if not text.strip() or not text.isprintable() or len(text) > _MOST_LETTERS:
            raise self.wrong(
                key,
                f"is {_shown(text)}",
                f"Write one line of 1 to {_MOST_LETTERS} characters, without control characters.",
            )
        return text

    def choice(self, key: str, known: Collection[str]) -> str:
        text: str = self.take(key, str, f"one of {_or(known)}")
        if text not in known:
            raise self.wrong(
                key, f"is {_shown(text)}", f"{_perhaps(text, known)}Write one of {_or(known)}."
            )
        return text

    def seconds(self, key: str, *, least: float, above: bool = False) -> float:
        bound = f"more than {least:g}" if above else f"{least:g} or more"
        what = f"a number of seconds, {bound}, at most {LONGEST:.0f}"
        value: int | float = self.take(key, (int, float), what)
        fits = (value > least if above else value >= least) and value <= LONGEST
        if not fits or not math.isfinite(value):
            raise self.wrong(key, f"is {_shown(value)}", f"Write {what}.")
        return float(value)

    def table(self, key: str) -> "_Table":
        """Take out a table; one that is not there is empty."""
        self.left.setdefault(key, {})
        return _Table(self.take(key, dict, f"a table: [{key}]"), f"{self.where}, {key}")

    # What a scenario is made of.

    def scenario(self) -> Scenario:
        title = self.words("title", 'a title, such as "A site fails"')
        sentence = self.words("sentence", "one sentence about what it shows")
        settings = self.table("settings").settings(self.table("lengths").lengths())
        steps = self.steps()
        last = steps[-1].at
        until = last + AFTERWARDS
        if "until" in self.left:
            until = self.seconds("until", least=last)
        self.close(("title", "sentence", "until", "settings", "lengths", "step"))
        return Scenario(title, sentence, settings, steps, until)

    def lengths(self) -> Lengths:
        known = [field.name for field in dataclasses.fields(Lengths)]
        given = {
            name: self.seconds(name, least=0, above=name != _MAY_BE_NOTHING)
            for name in known
            if name in self.left
        }
        self.close(known)
        return Lengths(**given)

    def settings(self, lengths: Lengths) -> Settings:
        given: dict[str, Any] = {
            name: self.take(name, bool, "true or false") for name in _SWITCHES if name in self.left
        }
        if "phone" in self.left:
            given["phone"] = Phone(self.choice("phone", tuple(Phone)))
        if "release" in self.left:
            given["release"] = self.release()
        interpretations = self.table("interpretations").interpretations()
        self.close((*_SWITCHES, "phone", "release", "interpretations"))
        return Settings(**given, interpretations=interpretations, lengths=lengths)

    def release(self) -> Release:
        what = 'a release such as "8.5.111.21"'
        text: str = self.take("release", str, what)
        found = re.fullmatch(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})", text)
        if found is None:
            raise self.wrong("release", f"is {_shown(text)}", f"Write {what}.")
        first, second, third, fourth = map(int, found.groups())
        return first, second, third, fourth

    def interpretations(self) -> frozenset[Interpretation]:
        known: dict[str, list[str]] = {}
        for interpretation in Interpretation:
            name, choice = interpretation.value.split("=")
            known.setdefault(name, []).append(choice)
        chosen = frozenset(
            Interpretation(f"{name}={self.choice(name, known[name])}")
            for name in known
            if name in self.left
        )
        self.close(known)
        return chosen

    def steps(self) -> tuple[Step, ...]:
        tables = self.take("step", list, "at least one table [[step]] with at and event")
        if not tables or not all(isinstance(table, dict) for table in tables):
            raise self.wrong(
                "step", "is not a list of tables", "Write [[step]] before each at and event."
            )
        steps: list[Step] = []
        for number, table in enumerate(tables, 1):
            step = _Table(table, f"{self.where}, step {number}").step()
            if steps and step.at <= steps[-1].at:
                raise InputError(
                    f"at is {step.at:g}, and the step before it is at {steps[-1].at:g}",
                    where=f"{self.where}, step {number}",
                    remedy="Write the steps in the order of their times, no two at the same time.",
                )
            steps.append(step)
        return tuple(steps)

    def step(self) -> Step:
        at = self.seconds("at", least=0)
        word = self.choice("event", (*WORLD_WORDS, *EVENT_WORDS))
        known = ["at", "event"]
        event: e.Event | WorldEvent
        if word in WORLD_WORDS:
            thing, turn = WORLD_WORDS[word]
            known.append("site")
            site = Site(self.choice("site", tuple(Site)))
            server = None
            if thing is Thing.SERVER:
                known.append("server")
                server = SERVERS.index(self.choice("server", SERVERS))
            event = WorldEvent(thing, turn, site, server)
        else:
            kind: Any = EVENT_WORDS[word]
            if kind in AT_A_SITE:
                known.append("site")
                event = kind(Site(self.choice("site", tuple(Site))))
            else:
                event = kind()
        self.close(known)
        return Step(at, event)


def _shown(value: object) -> str:
    """Return a value as a message can show it, however long it is."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and abs(value) > LONGEST:
        return "a very large number" if value > 0 else "a very small number"
    text = str(value).lower() if isinstance(value, bool) else ascii(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _or(known: Collection[str]) -> str:
    return ", ".join(known)


def _perhaps(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word[:60], known, n=1)
    return f"Is it {close[0]!r} that you mean?  " if close else ""
