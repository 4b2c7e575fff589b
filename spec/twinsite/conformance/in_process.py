"""A Python client in this process: for tests that look into it with a debugger or measure it.

It is left hanging where it hangs; one that ends the process ends the test with it.  What may do
that is tested in a process of its own, by :class:`~twinsite.conformance.program.PythonProgram`.
"""

import queue
import threading
from collections.abc import Mapping
from typing import Any

from twinsite.conformance.channel import (
    TIMEOUT_SECONDS,
    Budget,
    ClientFailure,
    Trouble,
    read,
    started,
)
from twinsite.conformance.protocol import Client, Observation, Started, Unsupported
from twinsite.conformance.serve_python import told


class InProcess:
    """A Python client in a thread of its own."""

    def __init__(
        self, client: Client, *, timeout: float = TIMEOUT_SECONDS, budget: Budget | None = None
    ) -> None:
        """Take a client.

        Args:
            client: The client.
            timeout: How many seconds an answer is awaited.
            budget: The time for all tests, if it is limited.
        """
        self._client = client
        self._timeout = timeout
        self._budget = budget
        self._calls: queue.SimpleQueue[tuple[str, tuple[object, ...]] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[object, str]] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, daemon=True)
        self._worker.start()

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            name, arguments = call
            try:
                self._answers.put((getattr(self._client, name)(*arguments), ""))
            except BaseException as error:  # whatever it is, it is the client's
                self._answers.put((None, told(error)))

    def _call(self, name: str, *arguments: object) -> object:
        left = self._timeout if self._budget is None else self._budget.left()
        self._calls.put((name, arguments))
        try:
            answer, error = self._answers.get(timeout=max(0.0, min(self._timeout, left)))
        except queue.Empty:
            if self._budget is not None:
                self._budget.require()
            what = f"no answer to {name!r} within {self._timeout:g} s."
            raise ClientFailure(Trouble.HUNG, what) from None
        if error:
            raise ClientFailure(Trouble.CRASHED, f"{name} raised {error}.")
        return answer

    def start(self, start: Mapping[str, Any]) -> Started | Unsupported:
        """Begin a session."""
        return started(self._call("start", start))

    def offer(self, event: Mapping[str, str]) -> None:
        """Give an event."""
        self._call("offer", event)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._call("advance", seconds)

    def observe(self) -> Observation:
        """Return what there is to see."""
        return read(Observation, self._call("observe"), "observe")

    def close(self) -> None:
        """Let the client go."""
        self._calls.put(None)
