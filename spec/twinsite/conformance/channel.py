"""The way to a client, and whatever a client does wrong, but for behaviour.

There are two ways: :mod:`~twinsite.conformance.program` speaks JSON lines with a process, and
:mod:`~twinsite.conformance.in_process` calls a Python object.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from time import monotonic
from typing import Any, Final, Protocol, TypeVar

from pydantic import ValidationError

from twinsite.conformance.protocol import (
    Message,
    Observation,
    Shows,
    Started,
    Unsupported,
    printable,
)
from twinsite.errors import TwinsiteError

TIMEOUT_SECONDS: Final = 10.0
"""So long an answer is awaited unless the user says otherwise."""
BUDGET_SECONDS: Final = 3600.0
"""So long all tests of one command may take unless the user says otherwise."""
LONGEST_WORDS: Final = 1000
"""So many characters of a line or a message of the client are told."""

M = TypeVar("M", bound=Message)
T = TypeVar("T")


class Trouble(StrEnum):
    """What a client can do wrong, behaviour apart."""

    CRASHED = "crashed"
    """The program has ended, or the Python client has raised an exception."""
    HUNG = "hung"
    """No answer came in time."""
    FLOODED = "flooded"
    """A line is too long, or more lines come than were asked for."""
    NONSENSE = "answered nonsense"
    """An answer is not what the protocol says."""
    CLOSED = "closed its output"
    """The program runs on, but nothing more can come from it."""
    GAVE_UP = "gave up"
    """The client has answered a message with an error."""
    CHANGED = "changed what it shows"
    """It shows something else than in its first session, or lacks a profile that it had."""
    UNREPEATABLE = "is not repeatable"
    """The same actions were answered in two ways."""


class ClientFailure(TwinsiteError):  # noqa: N818  # it is the client's failure, not an error here
    """A client that cannot be judged any further."""

    def __init__(self, trouble: Trouble, what: str, last_words: Sequence[str] = ()) -> None:
        """Keep what has happened, in characters that can be printed.

        Args:
            trouble: The kind of it.
            what: What was seen, as a sentence.
            last_words: The last lines on the standard error of a program.
        """
        self.trouble = trouble
        self.what = cut(what)
        self.last_words = tuple(map(cut, last_words))
        super().__init__(f"the client {trouble}: {self.what}")


class BudgetSpent(TwinsiteError):  # noqa: N818  # it ends the test, and nobody is to blame
    """The time for all tests is over."""


class Budget:
    """The time for all tests of one command."""

    def __init__(self, seconds: float = BUDGET_SECONDS) -> None:
        """Begin now.

        Args:
            seconds: How long the tests may take.
        """
        self.seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left; less than 0 if none are."""
        return self._end - monotonic()

    def stop(self) -> None:
        """Let no time be left."""
        self._end = monotonic()

    def require(self) -> None:
        """Do nothing while there is time.

        Raises:
            BudgetSpent: if there is none left.
        """
        if self.left() <= 0:
            raise BudgetSpent(f"the {self.seconds:g} s for all tests are over")


class Channel(Protocol):
    """A way to a client."""

    def start(self, start: Mapping[str, Any]) -> Started | Unsupported:
        """Begin a session."""

    def offer(self, event: Mapping[str, str]) -> None:
        """Give an event."""

    def advance(self, seconds: float) -> None:
        """Let time pass."""

    def observe(self) -> Observation:
        """Return what there is to see."""

    def close(self) -> None:
        """Let the client go."""


def read(kind: type[M], data: object, call: str) -> M:
    """Read an answer.

    Raises:
        ClientFailure: if it is none of this kind.
    """
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        problem = f"{place}: {first['msg']}" if place else first["msg"]
        what = f"to {call!r}: {problem} in {short(data)}."
        raise ClientFailure(Trouble.NONSENSE, what) from error


def started(data: object) -> Started | Unsupported:
    """Read an answer to ``start``.

    Raises:
        ClientFailure: if it is none.
    """
    if isinstance(data, dict) and "unsupported" in data:
        return read(Unsupported, data, "start")
    return read(Started, data, "start")


def short(data: object) -> str:
    """Return the beginning of what a client has answered."""
    try:
        text = repr(data)
    except Exception:  # it is the client's, or nested too deeply
        text = f"a {type(data).__name__}"
    return text if len(text) <= 200 else text[:200] + " ..."


def cut(text: str) -> str:
    """Return the words of a client, cut, and with escapes for what cannot be printed."""
    shown = printable(text[:LONGEST_WORDS])
    return shown if len(text) <= LONGEST_WORDS else shown + " ..."


class Reconnecting:
    """A way to a client that is opened anew for the session after one in which it broke down.

    It holds the client to what it has shown in its first session under a profile.
    """

    def __init__(self, connect: Callable[[], Channel]) -> None:
        """Prepare; the way is opened with the first session.

        Args:
            connect: Opens a way to the client.
        """
        self._connect = connect
        self._channel: Channel | None = None
        self._shown: dict[str, Shows] = {}

    def _try(self, call: Callable[[Channel], T]) -> T:
        if self._channel is None:
            self._channel = self._connect()
        try:
            return call(self._channel)
        except ClientFailure:
            self.close()
            raise

    def start(self, start: Mapping[str, Any]) -> Started | Unsupported:
        """Begin a session."""
        return self._try(lambda channel: self._same(start, channel.start(start)))

    def _same(
        self, start: Mapping[str, Any], answer: Started | Unsupported
    ) -> Started | Unsupported:
        profile = repr(start["profile"])
        if isinstance(answer, Unsupported):
            if profile in self._shown:
                raise ClientFailure(
                    Trouble.CHANGED,
                    "it had the profile in an earlier session, and says now:"
                    f" {short(answer.unsupported)}.",
                )
            return answer
        first = self._shown.setdefault(profile, answer.shows)
        for what, then, now in (
            ("commands", first.commands, answer.shows.commands),
            ("state", first.state, answer.shows.state),
        ):
            if set(then) != set(now):
                told = f"shows.{what} was {short(then)} in its first session, and is {short(now)}."
                raise ClientFailure(Trouble.CHANGED, told)
        return answer

    def offer(self, event: Mapping[str, str]) -> None:
        """Give an event."""
        self._try(lambda channel: channel.offer(event))

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._try(lambda channel: channel.advance(seconds))

    def observe(self) -> Observation:
        """Return what there is to see."""
        return self._try(lambda channel: channel.observe())

    def close(self) -> None:
        """Let the client go."""
        channel, self._channel = self._channel, None
        if channel is not None:
            with suppress(OSError):
                channel.close()
