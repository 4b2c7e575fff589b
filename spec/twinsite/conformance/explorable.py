"""A client that can be compared exhaustively, and what is told where it breaks down."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, Self, TypeVar

from twinsite.conformance.channel import ClientFailure, Trouble, read
from twinsite.conformance.protocol import Observation
from twinsite.conformance.serve_python import told

T = TypeVar("T")


class Explorable(Protocol):
    """A client that can be compared exhaustively."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        """Begin a session."""

    def offer(self, event: Mapping[str, Any]) -> None:
        """Take in an event."""

    def observe(self) -> Mapping[str, Any]:
        """Return the commands since the last time, and what can be seen now."""

    def copy(self) -> Self:
        """Return a client in the same state that shares nothing with this one."""

    def same(self, other: Self) -> bool:
        """Return whether another client has the same state, the moments of deadlines apart."""

    def falls_due(self) -> Sequence[str]:
        """Return the deadlines that run and may have their effect."""

    def moments(self) -> Mapping[str, float]:
        """Return the deadlines that run, each with the seconds until then; inf if forgotten."""

    def forget_moments(self) -> None:
        """Let the deadlines that run have no moment, so that those that start can be told."""

    def elapse(self, *deadlines: str, together: bool = False) -> None:
        """Let deadlines fall due one after the other, or together, and handle them in one call."""


class Guarded:
    """A client of which every exception, and every answer of another kind, is its failure."""

    def __init__(self, client: Any, tick: Callable[[], None]) -> None:  # it is the client's
        """Take a client.

        Args:
            client: The client, whatever it is.
            tick: Called before each call.
        """
        self._client = client
        self._tick = tick

    def _call(self, name: str, *arguments: object, **options: object) -> Any:
        self._tick()
        try:
            return getattr(self._client, name)(*arguments, **options)
        except BaseException as error:  # whatever it is, it is the client's
            raise ClientFailure(Trouble.CRASHED, f"{name} raised {told(error)}.") from None

    def _of_kind(self, kind: type[T], answer: object, call: str) -> T:
        if not isinstance(answer, kind):
            what = f"to {call!r}: a {type(answer).__name__} is no {kind.__name__}."
            raise ClientFailure(Trouble.NONSENSE, what)
        return answer

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        """Begin a session."""
        return self._of_kind(dict, self._call("start", start), "start")

    def offer(self, event: Mapping[str, Any]) -> None:
        """Take in an event."""
        self._call("offer", event)

    def observe(self) -> Mapping[str, Any]:
        """Return what there is to see, once it is known to be well formed."""
        seen = read(Observation, self._call("observe"), "observe")
        return {
            "commands": [each.model_dump(exclude_none=True) for each in seen.commands],
            "state": seen.state,
        }

    def copy(self) -> Self:
        """Return a client in the same state."""
        return type(self)(self._call("copy"), self._tick)

    def same(self, other: Self) -> bool:
        """Return whether another client says that it has the same state."""
        return self._of_kind(bool, self._call("same", other._client), "same")

    def falls_due(self) -> Sequence[str]:
        """Return the deadlines that may have their effect."""
        due = self._call("falls_due")
        return self._of_kind(list, list(due) if isinstance(due, tuple) else due, "falls_due")

    def moments(self) -> Mapping[str, float]:
        """Return the deadlines that run."""
        return self._of_kind(dict, self._call("moments"), "moments")

    def forget_moments(self) -> None:
        """Let the deadlines that run have no moment."""
        self._call("forget_moments")

    def elapse(self, *deadlines: str, together: bool = False) -> None:
        """Let deadlines fall due."""
        self._call("elapse", *deadlines, together=together)
