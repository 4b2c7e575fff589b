"""A trace as a file: what was asked, under which profile, and the events that decide it.

The file is JSON of the format ``twinsite trace 1``.  It holds no states: whoever reads it takes the
trace again, so that what is shown is what the specification does now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from twinsite import __version__
from twinsite.analyses.check import PropertyReport
from twinsite.checker.liveness.fairness import FairnessAssumption, required
from twinsite.checker.liveness.lasso import Lasso, objections
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.checker.symbolic.property import Occurrence
from twinsite.checker.symbolic.traces import retrace
from twinsite.errors import InputError
from twinsite.files import read_bytes, write_text
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile
from twinsite.model.profile_data import ProfileData
from twinsite.properties import BY_NAME
from twinsite.properties.decorators import DesktopProperty
from twinsite.properties.fairness import ASSUMPTIONS, BY_ID

SIZE_LIMIT = 1 << 20
"""A file of more bytes than this is no trace."""


class _TraceData(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal["twinsite trace 1"]
    twinsite: str
    property: str
    profile: ProfileData
    events: tuple[str, ...]
    loop: Annotated[int, Field(ge=0)] | None = None
    fairness: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _renamed(cls, data: Any) -> Any:
        """Read a file in the words of before, when there was no part but voice."""
        if not isinstance(data, dict) or data.get("format") != "twinsite run 1":
            return data
        new = {"events" if name == "offers" else name: value for name, value in data.items()}
        if isinstance(profile := data.get("profile"), dict):
            new["profile"] = {"part": "voice", "nodes": 0, "hot_seat": False, **profile}
        return {**new, "format": "twinsite trace 1"}


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace that has been taken."""

    profile: Profile
    system: System[Facts]
    prop: DesktopProperty
    steps: tuple[Step, ...]
    loop: int | None = None
    """If the trace goes on for ever: so many of its last steps come again and again."""
    fairness: tuple[FairnessAssumption, ...] = ()
    """The assumptions to which a trace that goes on for ever is fair."""

    @property
    def breaks(self) -> bool:
        """Whether the last state or step, or for ever going on so, breaks the property."""
        if self.prop.is_liveness:
            return not self.objections
        return not self.prop.is_existential and not self._holds_at_the_end()

    @property
    def objections(self) -> tuple[str, ...]:
        """Why the trace does not break a liveness property; nothing if it does."""
        if self.loop is None:
            return ("the trace does not go on for ever",)
        start = len(self.steps) - self.loop
        lasso = Lasso(self.steps[:start], self.steps[start:])
        fair = required(self.fairness, ASSUMPTIONS, self.system.events)
        return tuple(objections(self.system, self.prop, lasso, fair))

    @property
    def witnesses(self) -> bool:
        """Whether the last state or step is what the property says can happen."""
        return self.prop.is_existential and self._holds_at_the_end()

    def _holds_at_the_end(self) -> bool:
        return holds_after(self.system, self.prop, self.steps)


def holds_after(system: System[Facts], prop: DesktopProperty, steps: Sequence[Step]) -> bool:
    """Return whether the last of some steps, or the state after it, is as a property says.

    Without any step that is asked of the initial state.
    """
    if not prop.is_about_steps:
        assert prop.of_state is not None
        return prop.of_state(system.view(steps[-1].after if steps else system.initial))
    if not steps or not prop.when(Occurrence.of(system, steps[-1])):
        return not prop.is_existential
    before, after = system.view(steps[-1].before), system.view(steps[-1].after)
    return prop.of_step is None or prop.of_step(before, after)


def property_named(name: str, *, where: str) -> DesktopProperty:
    """Return the property of a name.

    Raises:
        InputError: if there is none.
    """
    if name in BY_NAME:
        return BY_NAME[name]
    raise InputError(
        f"there is no property {name!r}", where=where, remedy="Run 'twinsite properties'."
    )


def take(
    profile: Profile,
    prop: DesktopProperty,
    events: tuple[str, ...],
    *,
    loop: int | None = None,
    fairness: tuple[str, ...] = (),
    where: str,
) -> Trace:
    """Take a trace.

    Args:
        profile: The constants of the session.
        prop: What the trace is about.
        events: The events, in order.
        loop: If the trace goes on for ever: so many of its last events come again and again.
        fairness: The assumptions to which it is fair, spelled as in a report.
        where: Where the trace comes from, for messages.

    Raises:
        InputError: if the specification does not allow one of its steps, or there is no such
            loop or assumption.
    """
    if loop is not None and loop > len(events):
        raise InputError(
            f"a loop of {loop} steps is longer than the trace",
            where=where,
            remedy="The file was changed; check again.",
        )
    assumed = tuple(_assumed(text, where) for text in fairness)
    system = desktop(profile)
    steps: list[Step] = []
    known = {str(event) for event in system.events}
    for number, text in enumerate(events, 1):
        if text not in known:
            raise InputError(
                f"step {number}, {text!r}, is no event of the desktop under {profile.name}",
                where=where,
                remedy="The file was made by another version, or changed; check again.",
            )
    try:
        steps.extend(retrace(system, (Event.parse(text) for text in events)))
    except RefusedError as error:
        raise InputError(
            f"the trace is not possible in this version: {error}",
            where=where,
            remedy="The specification has changed; check again.",
        ) from error
    return Trace(profile, system, prop, tuple(steps), loop, assumed)


def _assumed(text: str, where: str) -> FairnessAssumption:
    try:
        assumed = FairnessAssumption.parse(text)
    except ValueError:
        assumed = None
    if assumed is None or assumed.id not in BY_ID:
        raise InputError(
            f"{text!r} is no assumption",
            where=where,
            remedy="Write it as in 'FAIR-01 (weak)'; 'twinsite fairness' lists them.",
        )
    return assumed


def decisive_trace(profile: Profile, report: PropertyReport) -> Trace:
    """Take the trace that decides a property of a report.

    Raises:
        InputError: if the specification has changed since the report was made.
    """
    prop = property_named(report.name, where="the report")
    return take(
        profile,
        prop,
        report.trace or (),
        loop=report.loop,
        fairness=() if report.loop is None else report.fairness,
        where=report.name,
    )


def save_trace(path: Path, trace: Trace) -> None:
    """Write a trace, for ``twinsite replay``.

    Raises:
        InputError: if the file cannot be written.
    """
    data = _TraceData(
        format="twinsite trace 1",
        twinsite=__version__,
        property=trace.prop.name,
        profile=ProfileData.of(trace.profile),
        events=tuple(str(step.event) for step in trace.steps),
        loop=trace.loop,
        fairness=tuple(map(str, trace.fairness)),
    )
    write_text(path, data.model_dump_json(indent=2, exclude_defaults=True) + "\n")


def load_trace(path: Path) -> Trace:
    """Read a trace and take it.

    Raises:
        InputError: if the file cannot be read, is no trace, or is not possible in this version.
    """
    where = str(path)
    text = read_bytes(path, largest=SIZE_LIMIT, too_large="Name a saved trace.", what="saved trace")
    try:
        data = _TraceData.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(
            f"{place}: {first['msg']}",
            where=where,
            remedy="Name a file that 'twinsite check --save' has written.",
        ) from error
    return take(
        data.profile.profile(where=where),
        property_named(data.property, where=where),
        data.events,
        loop=data.loop,
        fairness=data.fairness,
        where=where,
    )
