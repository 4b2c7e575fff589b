"""What was done with a client, as a file: to be done again.

The file is JSON of the format ``twinsite conformance 1``.  It holds no answers: they are computed
from the specification when it is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from twinsite.analyses.traces import SIZE_LIMIT
from twinsite.conformance.oracle import Action, Expectation, Happens, action_of
from twinsite.conformance.timer_values import LENGTHS
from twinsite.errors import InputError
from twinsite.files import read_bytes, write_text
from twinsite.model.profile import Profile


class _RecordingData(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal["twinsite conformance 1"]
    profile: str
    lengths: dict[str, Annotated[float, Field(gt=0, le=1e6)]]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A session with a client."""

    profile: Profile
    """The profile."""
    lengths: Mapping[str, float]
    """How long the deadlines are, in seconds."""
    actions: tuple[Action, ...]
    """What is done, in order."""

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            InputError: if it cannot be written.
        """
        data = _RecordingData(
            format="twinsite conformance 1",
            profile=self.profile.name,
            lengths=dict(self.lengths),
            actions=tuple(map(str, self.actions)),
        )
        write_text(path, data.model_dump_json(indent=2) + "\n")


def load_recording(path: Path) -> Recording:
    """Read a file.

    Raises:
        InputError: if it cannot be read, or is no such file.
    """
    where = str(path)
    remedy = "Name a file that 'twinsite conform' has written."
    text = read_bytes(path, largest=SIZE_LIMIT, too_large=remedy, what="recording")
    try:
        data = _RecordingData.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(f"{place}: {first['msg']}", where=where, remedy=remedy) from error
    return recording_of(Profile.parse(data.profile, where=where), data.lengths, data.actions, where)


def recording_of(
    profile: Profile, lengths: Mapping[str, float], actions: Sequence[str], where: str
) -> Recording:
    """Return a session from the spelling of its actions.

    Raises:
        InputError: if an action or a length is none of the profile's.
    """
    if set(lengths) != set(LENGTHS):
        raise InputError(
            f"the lengths are {', '.join(sorted(lengths)) or 'missing'}",
            where=where,
            remedy=f"Give one for each of {', '.join(LENGTHS)}.",
        )
    known = set(Expectation(profile, lengths).stimuli)
    found: list[Action] = []
    for number, text in enumerate(actions, 1):
        try:
            action = action_of(text)
        except ValueError:
            action = None
        if action is None or (isinstance(action, Happens) and action.event not in known):
            raise InputError(
                f"action {number}, {text!r}, is no event of {profile.name}",
                where=where,
                remedy="The file was made by another version, or changed; test again.",
            )
        found.append(action)
    return Recording(profile, dict(lengths), tuple(found))
