"""The way to a client: in this process, or a program that speaks JSON lines.

Whatever a client does wrong, but for behaviour, is a :class:`ClientFailure`: it crashes, hangs,
floods, answers nonsense or closes its output.
"""

import json
import os
import queue
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any, Final, Protocol, TypeVar

from pydantic import ValidationError

from twinsite.conformance.protocol import (
    PROTOCOL,
    Client,
    Done,
    Failure,
    Message,
    Observation,
    Started,
    Unsupported,
)
from twinsite.errors import InputError, TwinsiteError

LINE_LIMIT: Final = 1 << 20
"""A line of more bytes than this is a flood."""
TIMEOUT_SECONDS: Final = 10.0
"""So long an answer is awaited unless the user says otherwise."""
_LAST_WORDS: Final = 20
"""So many lines of what a program has said on its standard error are told."""
_LONGEST_WORDS: Final = 1000
"""So many characters of a line or a message of the client are told."""
_UNASKED: Final = 100
"""So many lines may wait unread; more are a flood."""

_FLOOD: Final = f"more than it was asked for, or a line of over {LINE_LIMIT} bytes."

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


class ClientFailure(TwinsiteError):  # noqa: N818  # it is the client's failure, not an error here
    """A client that cannot be judged any further."""

    def __init__(self, trouble: Trouble, what: str, last_words: Sequence[str] = ()) -> None:
        """Keep what has happened.

        Args:
            trouble: The kind of it.
            what: What was seen, as a sentence.
            last_words: The last lines on the standard error of a program.
        """
        super().__init__(f"the client {trouble}: {what}")
        self.trouble = trouble
        self.what = what
        self.last_words = tuple(last_words)


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


def _read(kind: type[M], data: object, call: str) -> M:
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
        what = f"to {call!r}: {problem} in {_short(data)}."
        raise ClientFailure(Trouble.NONSENSE, what) from error


def _started(data: object) -> Started | Unsupported:
    """Read an answer to ``start``."""
    if isinstance(data, dict) and "unsupported" in data:
        return _read(Unsupported, data, "start")
    return _read(Started, data, "start")


def _short(data: object) -> str:
    try:
        text = repr(data)
    except Exception:  # it is the client's, or nested too deeply
        text = f"a {type(data).__name__}"
    return text if len(text) <= 200 else text[:200] + " ..."


def _printable(text: str) -> str:
    """Return the words of a client, cut, and with escapes for what cannot be printed."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text[:_LONGEST_WORDS])
    return shown if len(text) <= _LONGEST_WORDS else shown + " ..."


def _told(error: BaseException) -> str:
    try:
        return _printable(f"{type(error).__name__}: {error}")
    except Exception:  # its own message fails
        return type(error).__name__


class InProcess:
    """A Python client in this process, in a thread of its own so that it can be left hanging."""

    def __init__(self, client: Client, *, timeout: float = TIMEOUT_SECONDS) -> None:
        """Take a client.

        Args:
            client: The client.
            timeout: How many seconds an answer is awaited.
        """
        self._client = client
        self._timeout = timeout
        self._calls: queue.SimpleQueue[tuple[str, tuple[object, ...]] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[object, BaseException | None]] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, daemon=True)
        self._worker.start()

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            name, arguments = call
            try:
                self._answers.put((getattr(self._client, name)(*arguments), None))
            except BaseException as error:  # whatever it is, it is the client's
                self._answers.put((None, error))

    def _call(self, name: str, *arguments: object) -> object:
        self._calls.put((name, arguments))
        try:
            answer, error = self._answers.get(timeout=self._timeout)
        except queue.Empty:
            what = f"no answer to {name!r} within {self._timeout:g} s."
            raise ClientFailure(Trouble.HUNG, what) from None
        if error is not None:
            what = f"{name} raised {_told(error)}."
            raise ClientFailure(Trouble.CRASHED, what) from error
        return answer

    def start(self, start: Mapping[str, Any]) -> Started | Unsupported:
        """Begin a session."""
        return _started(self._call("start", start))

    def offer(self, event: Mapping[str, str]) -> None:
        """Give an event."""
        self._call("offer", event)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._call("advance", seconds)

    def observe(self) -> Observation:
        """Return what there is to see."""
        return _read(Observation, self._call("observe"), "observe")

    def close(self) -> None:
        """Let the client go."""
        self._calls.put(None)


class Program:
    """A program that speaks JSON lines on its standard input and output."""

    def __init__(self, command: Sequence[str], *, timeout: float = TIMEOUT_SECONDS) -> None:
        """Start the program.

        Args:
            command: The program and its arguments.
            timeout: How many seconds an answer is awaited.

        Raises:
            InputError: if it cannot be started.
        """
        self._timeout = timeout
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._flooded = threading.Event()
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        try:
            self._process = subprocess.Popen(  # noqa: S603  # what the user asks to be run
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # so that what it starts can be ended with it
            )
        except OSError as error:
            raise InputError(
                f"{command[0]!r} cannot be run: {error.strerror or error}",
                where="the client",
                remedy="After -- write the program and its arguments, as in -- node client.js.",
            ) from error
        self._readers = (
            threading.Thread(target=self._read_answers, daemon=True),
            threading.Thread(target=self._read_last_words, daemon=True),
        )
        for reader in self._readers:
            reader.start()

    def _read_answers(self) -> None:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline(LINE_LIMIT + 1):
            if len(line) > LINE_LIMIT or self._lines.qsize() >= _UNASKED:
                self._flooded.set()
            self._lines.put(line)
            if self._flooded.is_set():
                return
        self._lines.put(None)

    def _read_last_words(self) -> None:
        assert self._process.stderr is not None
        while line := self._process.stderr.readline(LINE_LIMIT):
            self._last_words.append(_printable(line.decode("utf-8", "replace").rstrip()))

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        if self._flooded.is_set() or not self._lines.empty():
            with suppress(queue.Empty):
                if self._lines.get_nowait() is None:
                    raise self._ended(str(message["call"]))
            raise self._failure(Trouble.FLOODED, _FLOOD)
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._ended(str(message["call"])) from None

    def _answer(self, call: str) -> object:
        try:
            line = self._lines.get(timeout=self._timeout)
        except queue.Empty:
            line = b""
        if self._flooded.is_set() or (line and len(line) > LINE_LIMIT):
            raise self._failure(Trouble.FLOODED, _FLOOD)
        if line == b"":
            raise self._failure(Trouble.HUNG, f"no answer to {call!r} within {self._timeout:g} s.")
        if line is None:
            raise self._ended(call)
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            if self._flooded.is_set() or self._lines.qsize() > 1:  # one may be the end
                raise self._failure(Trouble.FLOODED, _FLOOD) from None
            shown = line.decode("utf-8", "replace").rstrip()
            raise self._failure(
                Trouble.NONSENSE, f"to {call!r}: not a line of JSON: {_short(shown)}."
            ) from None

    def _ended(self, call: str) -> ClientFailure:
        try:
            code = self._process.wait(timeout=min(self._timeout, 1.0))
        except subprocess.TimeoutExpired:
            return self._failure(Trouble.CLOSED, f"before its answer to {call!r}.")
        self._readers[1].join(timeout=1.0)
        return self._failure(Trouble.CRASHED, f"it ended with exit code {code} at {call!r}.")

    def _failure(self, trouble: Trouble, what: str) -> ClientFailure:
        return ClientFailure(trouble, what, tuple(self._last_words))

    def _call(self, message: Mapping[str, Any], kind: type[M]) -> M:
        call = str(message["call"])
        self._send(message)
        return self._understand(call, lambda data: _read(kind, data, call))

    def _understand(self, call: str, read: Callable[[object], T]) -> T:
        data = self._answer(call)
        try:
            if isinstance(data, dict) and "error" in data:
                told = _read(Failure, data, call).error
                raise ClientFailure(Trouble.GAVE_UP, f"to {call!r} it says: {_short(told)}.")
            return read(data)
        except ClientFailure as failure:
            raise self._failure(failure.trouble, failure.what) from None

    def start(self, start: Mapping[str, Any]) -> Started | Unsupported:
        """Begin a session."""
        self._send({"call": "start", "protocol": PROTOCOL, **start})
        return self._understand("start", _started)

    def offer(self, event: Mapping[str, str]) -> None:
        """Give an event."""
        self._call({"call": "offer", **event}, Done)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._call({"call": "advance", "seconds": seconds}, Done)

    def observe(self) -> Observation:
        """Return what there is to see."""
        return self._call({"call": "observe"}, Observation)

    def close(self) -> None:
        """End the program; one that does not end by itself is killed with all it has started."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended already
            self._process.stdin.close()
        try:
            self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()
        outputs = (self._process.stdout, self._process.stderr)
        for reader, output in zip(self._readers, outputs, strict=True):
            reader.join(timeout=1.0)
            if reader.is_alive():  # what it has started holds the pipe open
                self._kill()
                reader.join(timeout=1.0)
            assert output is not None
            if not reader.is_alive():
                output.close()

    def _kill(self) -> None:
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()


class Reconnecting:
    """A way to a client that is opened anew for the session after one in which it broke down."""

    def __init__(self, connect: Callable[[], Channel]) -> None:
        """Prepare; the way is opened with the first session.

        Args:
            connect: Opens a way to the client.
        """
        self._connect = connect
        self._channel: Channel | None = None

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
        return self._try(lambda channel: channel.start(start))

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
        if self._channel is not None:
            self._channel.close()
        self._channel = None
