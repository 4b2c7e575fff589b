"""A client that speaks JSON lines on its standard input and output."""

import json
import os
import selectors
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO, Any, Final, TypeVar

from twinsite.conformance.channel import (
    TIMEOUT_SECONDS,
    Budget,
    ClientFailure,
    Trouble,
    cut,
    read,
    short,
    started,
)
from twinsite.conformance.family import Family
from twinsite.conformance.protocol import (
    PROTOCOL,
    Done,
    Failure,
    Message,
    Observation,
    Started,
    Unsupported,
)
from twinsite.errors import InputError

LINE_LIMIT: Final = 1 << 20
"""A line of more bytes than this is a flood."""
_LAST_WORDS: Final = 20
"""So many lines of what a program has said on its standard error are told."""
_CHUNK: Final = 1 << 16
_ENDING_SECONDS: Final = 2.0
"""So long is waited for the exit code of a program that has closed its output."""
_GRACE_SECONDS: Final = 0.5
"""So long a program has to end by itself when its input has ended."""
_FLOOD: Final = f"more than it was asked for, or a line of over {LINE_LIMIT} bytes."

M = TypeVar("M", bound=Message)
T = TypeVar("T")


def _forget(_line: str) -> None:
    """Take in a line of the standard error of a program that nobody wants to see."""


class Program:
    """A program that is sent lines and answers each with one.

    No call waits longer than it may, whatever the program does: reading, writing and what it says
    on its standard error are served by turns, and only while an answer is awaited.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        timeout: float = TIMEOUT_SECONDS,
        budget: Budget | None = None,
        overhear: Callable[[str], None] = _forget,
    ) -> None:
        """Start the program.

        Args:
            command: The program and its arguments.
            timeout: How many seconds an answer is awaited.
            budget: The time for all tests, if it is limited.
            overhear: Called with every line of its standard error, which can be printed.

        Raises:
            InputError: if it cannot be started.
        """
        self._timeout = timeout
        self._budget = budget
        self._overhear = overhear
        self._to_send = b""
        self._heard = bytearray()
        self._answered = False
        self._said = bytearray()
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        try:
            self._family = Family(command)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise InputError(
                f"{command[0]!r} cannot be run: {reason}",
                where="the client",
                remedy="After -- write the program and its arguments, as in -- node client.js.",
            ) from error
        process = self._family.head
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._in, self._out, self._err = process.stdin, process.stdout, process.stderr
        self._selector = selectors.DefaultSelector()
        for pipe in (self._in, self._out, self._err):
            os.set_blocking(pipe.fileno(), False)
        self._selector.register(self._out, selectors.EVENT_READ, self._listen)
        self._selector.register(self._err, selectors.EVENT_READ, self._listen_aside)

    # Moving bytes.

    def _pump(self, seconds: float, enough: Callable[[], bool]) -> bool:
        """Move bytes until it is enough, or so many seconds have passed; return whether it is."""
        end = monotonic() + seconds
        while not enough():
            left = end - monotonic()
            if left <= 0:
                return False
            self._move(left)
        return True

    def _move(self, seconds: float) -> None:
        """Move what can be moved, once; wait for so many seconds if nothing can be."""
        for key, _ in self._selector.select(seconds):
            key.data()

    def _write(self) -> None:
        """Write what can be written now, and see to it that the rest is written later."""
        try:
            done = os.write(self._in.fileno(), self._to_send)
        except BlockingIOError:
            done = 0
        except OSError:  # it has ended, or reads no more: no answer will come
            done = len(self._to_send)
        self._to_send = self._to_send[done:]
        waiting = self._is_open(self._in)
        if self._to_send and not waiting:
            self._selector.register(self._in, selectors.EVENT_WRITE, self._write)
        elif waiting and not self._to_send:
            self._selector.unregister(self._in)

    def _listen(self) -> None:
        chunk = self._chunk(self._out)
        if chunk is not None:
            self._heard += chunk

    def _listen_aside(self) -> None:
        chunk = self._chunk(self._err)
        if chunk is None:
            return
        self._said += chunk
        *lines, rest = self._said.split(b"\n")
        if rest and (not chunk or len(rest) > LINE_LIMIT):
            lines.append(rest)
            rest = bytearray()
        self._said = rest
        for line in lines:
            words = cut(line.decode("utf-8", "replace").rstrip())
            self._last_words.append(words)
            self._overhear(words)

    def _chunk(self, pipe: IO[bytes]) -> bytes | None:
        """Return what can be read now; nothing at the end; None if there is nothing yet."""
        try:
            chunk = os.read(pipe.fileno(), _CHUNK)
        except BlockingIOError:
            return None
        except OSError:
            chunk = b""
        if not chunk:
            self._selector.unregister(pipe)
        return chunk

    def _is_open(self, pipe: IO[bytes]) -> bool:
        return pipe.fileno() in self._selector.get_map()

    def _has_line(self) -> bool:
        heard = self._heard
        return b"\n" in heard or len(heard) > LINE_LIMIT or not self._is_open(self._out)

    # Calls and answers.

    def send(self, message: Mapping[str, Any]) -> None:
        """Send a message, of which as much is written now as can be.

        Raises:
            ClientFailure: if the client has said something that nobody asked for, or has ended.
            BudgetSpent: if the time for all tests is over.
        """
        if self._budget is not None:
            self._budget.require()
        self._move(0.0)
        if self._heard:
            raise self._failure(Trouble.FLOODED, _FLOOD)
        if not self._is_open(self._out):
            raise self._ended(str(message["call"]))
        if self._to_send:  # it has answered what it has not read
            raise self._failure(Trouble.HUNG, "it does not read what it is sent.")
        self._to_send = json.dumps(message).encode() + b"\n"
        self._write()

    def answer(self, call: str, *, timeout: float | None = None) -> object:
        """Await an answer.

        Args:
            call: To what, for messages.
            timeout: For so many seconds, if it is not the usual time.

        Raises:
            ClientFailure: if none comes, or no line of JSON.
            BudgetSpent: if the time for all tests is over before.
        """
        seconds = self._timeout if timeout is None else timeout
        left = seconds if self._budget is None else max(0.001, self._budget.left())
        if not self._pump(min(seconds, left), self._has_line):
            if self._budget is not None:
                self._budget.require()
            told = f"no answer to {call!r} within {seconds:g} s."
            if not self._answered:
                told += (
                    " It has answered nothing yet: a program that writes into a pipe must flush"
                    " its output after each line."
                )
            raise self._failure(Trouble.HUNG, told)
        line, newline, rest = self._heard.partition(b"\n")
        if len(line) > LINE_LIMIT:
            raise self._failure(Trouble.FLOODED, _FLOOD)
        if not newline and not line:
            raise self._ended(call)
        self._heard = rest
        self._answered = True
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            shown = line.decode("utf-8", "replace").rstrip()
            raise self._failure(
                Trouble.NONSENSE, f"to {call!r}: not a line of JSON: {short(shown)}."
            ) from None

    def _ended(self, call: str) -> ClientFailure:
        try:
            code = self._family.head.wait(timeout=_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            return self._failure(Trouble.CLOSED, f"before its answer to {call!r}.")
        self._pump(_GRACE_SECONDS, lambda: not self._is_open(self._err))
        return self._failure(Trouble.CRASHED, f"it ended with exit code {code} at {call!r}.")

    def _failure(self, trouble: Trouble, what: str) -> ClientFailure:
        return ClientFailure(trouble, what, tuple(self._last_words))

    def _call(self, message: Mapping[str, Any], kind: type[M]) -> M:
        call = str(message["call"])
        self.send(message)
        return self._understand(call, lambda data: read(kind, data, call))

    def _understand(self, call: str, understand: Callable[[object], T]) -> T:
        data = self.answer(call)
        try:
            if isinstance(data, dict) and "error" in data:
                told = read(Failure, data, call).error
                raise ClientFailure(Trouble.GAVE_UP, f"to {call!r} it says: {short(told)}.")
            return understand(data)
        except ClientFailure as failure:
            raise self._failure(failure.trouble, failure.what) from None

    def start(self, start: Mapping[str, Any]) -> Started | Unsupported:
        """Begin a session."""
        self.send({"call": "start", "protocol": PROTOCOL, **start})
        return self._understand("start", started)

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
        """End the program, with all that it has started, if it does not end by itself."""
        with suppress(OSError):
            self._in.close()
        try:
            self._family.end(grace=_GRACE_SECONDS)
        finally:
            self._selector.close()
            self._out.close()
            self._err.close()


_BOOT: Final = (
    "import sys; sys.path += [each for each in sys.argv[3:] if each not in sys.path];"
    " from twinsite.conformance.serve_python import main; main(*sys.argv[1:3])"
)
"""Run without the current folder among the first: nothing in it hides the standard library."""


class PythonProgram(Program):
    """A Python client in a process of its own, which it may leave, block or fill as it likes."""

    def __init__(
        self,
        name: str,
        *,
        timeout: float = TIMEOUT_SECONDS,
        budget: Budget | None = None,
        overhear: Callable[[str], None] = _forget,
        purpose: str = "conform",
    ) -> None:
        """Start a process, and make the client in it.

        Args:
            name: The class of the client, as ``module:Class``.
            timeout: How many seconds an answer is awaited, the first one included.
            budget: The time for all tests, if it is limited.
            overhear: Called with every line of what the client prints.
            purpose: ``compare`` if it is to be compared exhaustively.

        Raises:
            InputError: if there is no such class, or it makes no client.
            ClientFailure: if the client cannot be made.
        """
        here = str(Path.cwd())
        paths = [path for path in sys.path if path not in ("", here)]
        super().__init__(
            [sys.executable, "-P", "-c", _BOOT, name, purpose, *paths, here],
            timeout=timeout,
            budget=budget,
            overhear=overhear,
        )
        try:
            self.answer("import")
        except BaseException:
            self.close()
            raise

    def answer(self, call: str, *, timeout: float | None = None) -> object:
        """Await an answer, and take it out of what the child has put it into."""
        data = super().answer(call, timeout=timeout)
        match data:
            case {"answer": answer}:
                return answer
            case {"raised": str() as what}:
                raise self._failure(Trouble.CRASHED, what)
            case {"refused": {"what": what, "where": where, "remedy": remedy}}:
                raise InputError(cut(what), where=where, remedy=remedy)
        assert isinstance(data, dict)
        raise self._failure(Trouble.NONSENSE, str(data["nonsense"]))
