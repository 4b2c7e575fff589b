"""The conformance protocol, version 1: the messages between the kit and a client.

Every message is a JSON object.  To a program they are sent as lines of UTF-8 on its standard
input, and it answers each with one line on its standard output; a Python client gets and gives
the same objects through the methods of :class:`Client`.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from twinsite.conformance.timer_values import LENGTHS, as_options
from twinsite.model.profile import Profile
from twinsite.model.profile_data import ProfileData, Word

PROTOCOL = 1
"""The version of the protocol."""

LONGEST_ADVANCE_SECONDS = 1e6
"""No deadline is longer, and so much time passes at most at once."""


def printable(text: str) -> str:
    """Return a text with escapes for what cannot be printed, or turns the direction of writing."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


Text = Annotated[str, AfterValidator(printable)]
"""What a client says: nothing of it may command a terminal."""
Spoken = Annotated[Text, Field(max_length=100)]
"""A word of a client."""
Words = Literal["all"] | tuple[Spoken, ...]


class Message(BaseModel):
    """Any message; what is not named in it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Start(Message):
    """Begin a session; a session that runs is given up.  Time is 0.

    What the desktop does at once, such as its first attempt to connect and to register, is
    observed like any other command.
    """

    call: Literal["start"] = "start"
    protocol: Literal[1] = 1
    profile: ProfileData
    lengths: dict[Word, Annotated[float, Field(gt=0)]]
    """Seconds, by the names in :data:`twinsite.conformance.timer_values.LENGTHS`; the kit gives
    whole seconds.  What the profile does not need may be ignored."""


class Offer(Message):
    """Something happens.

    An event that cannot happen in the present state, such as a late or a doubled answer, changes
    nothing; it is no error.
    """

    call: Literal["offer"] = "offer"
    event: Word
    site: Literal["preferred", "peer"] | None = None
    server: Literal["first", "second", "third"] | None = None


class Advance(Message):
    """Time passes, and whatever falls due on the way, or at its end, is done.

    The kit gives whole seconds and eighths of them.  Deadlines that fall due at the same moment
    may be done in either order.
    """

    call: Literal["advance"] = "advance"
    seconds: Annotated[float, Field(ge=0, le=LONGEST_ADVANCE_SECONDS)]


class Observe(Message):
    """Tell the commands since the last time, and what can be seen now."""

    call: Literal["observe"] = "observe"


class Shows(Message):
    """What a client can show; what it cannot show is not judged."""

    commands: Words
    """Names of commands, or ``all``."""
    state: Words
    """Names of observables, or ``all``."""


class Started(Message):
    """The answer to ``start``."""

    protocol: Literal[1] = 1
    shows: Shows


class Unsupported(Message):
    """The answer to ``start`` of a client that does not have this profile."""

    unsupported: Annotated[Text, Field(max_length=1000)]
    """Why, for the report."""


class Done(Message):
    """The answer to ``offer`` and ``advance``."""


class CommandData(Message):
    """One command of the desktop."""

    command: Spoken
    site: Literal["preferred", "peer"] | None = None
    server: Spoken | None = None


class Observation(Message):
    """The answer to ``observe``."""

    commands: tuple[CommandData, ...]
    """In the order in which they were given."""
    state: dict[Spoken, Spoken]
    """The value of each observable that is shown."""


class Failure(Message):
    """The answer of a client that cannot make sense of a message; the test ends with it."""

    error: Annotated[Text, Field(max_length=10_000)]
    """What is wrong, for the report."""


class Client(Protocol):
    """A client in Python: the four calls, with plain data in and out."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        """Begin a session.

        Args:
            start: The ``profile`` and the ``lengths``, as in :class:`Start`.

        Returns:
            As in :class:`Started` or :class:`Unsupported`.
        """

    def offer(self, event: Mapping[str, Any]) -> None:
        """Take in an event, as in :class:`Offer`."""

    def advance(self, seconds: float) -> None:
        """Let time pass, and do whatever falls due."""

    def observe(self) -> Mapping[str, Any]:
        """Return what there is to see, as in :class:`Observation`."""


def start_message(profile: Profile, lengths: Mapping[str, float] = LENGTHS) -> dict[str, Any]:
    """Return what a session begins with."""
    data = ProfileData.of(profile).model_dump(mode="json", by_alias=True)
    return {"profile": data, "lengths": as_options(profile, lengths)}


def schema() -> dict[str, Any]:
    """Return the JSON schema of every message, by its name."""
    calls = (Start, Offer, Advance, Observe)
    answers = (Started, Unsupported, Done, Observation, Failure)
    return {
        "protocol": PROTOCOL,
        "calls": {kind.__name__: kind.model_json_schema() for kind in calls},
        "answers": {kind.__name__: kind.model_json_schema() for kind in answers},
    }
