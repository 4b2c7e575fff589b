"""A system with what its machines are in the part of the desktop that they belong to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from twinsite.checker.semantics.composition import NOT_BEGUN
from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.system import Instance, System
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Part, Profile
from twinsite.model.profile_data import ProfileData
from twinsite.model.whole import Parts, whole
from twinsite.model.whole.facts import WholeFacts
from twinsite.report.sequence.words import MACHINE_WORDS, state_words
from twinsite.report.tables.lengths import lengths
from twinsite.report.tables.watched import WatchedProfile

PART_WORDS: Final = {
    Part.VOICE: "SIP",
    Part.STAT: "Stat",
    Part.CONFIG: "Config",
    Part.START_UP: "start",
}
"""What a part is called where all parts are side by side."""

_LIKE_OTHERS: Final = ("servers_", "link", "site")
"""With which the names begin of the machines of the voice connection that others have as well."""


@dataclass(frozen=True, slots=True)
class Described:
    """What is to be exported: a profile, or all parts of a desktop side by side."""

    subject: Profile | Parts
    """The constants."""
    agents: tuple[str, ...] = ()
    """The agents that have it."""
    notes: tuple[str, ...] = ()
    """What is to be known of how it came about."""
    lengths: Mapping[str, float] = field(default_factory=lengths)
    """Seconds of each length of a deadline."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.subject.name

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles that it is made of."""
        if isinstance(self.subject, Profile):
            return (self.subject,)
        return tuple(profile for _, profile in self.subject)

    def constants(self) -> dict[str, Any]:
        """Return its constants; those of a whole are the names of its profiles, by part."""
        if isinstance(self.subject, Profile):
            return ProfileData.of(self.subject).model_dump(mode="json")
        return {part.value: profile.name for part, profile in self.subject}


@dataclass(frozen=True, slots=True)
class Connection:
    """One part of a system, as it sees itself."""

    part: Part
    profile: Profile
    words: str
    """What stands before the names of its servers and machines; empty if it stands alone."""
    view: Callable[[Read], Facts]
    """Its facts, by a reader of the machines of the system."""
    name_of: Callable[[str], str]
    """What a machine of the part is called in the system."""


class Composed:
    """A system that is described."""

    def __init__(self, described: Described) -> None:
        """Compose it.

        Args:
            described: What is composed.
        """
        self.described = described
        self.constants: WatchedProfile | None = None
        subject = described.subject
        if isinstance(subject, Profile):
            self.constants = WatchedProfile.of(subject)
            self.system: System[Facts] = desktop(self.constants)
        else:
            self.system = cast("System[Facts]", whole(subject))

    def connections(self) -> Iterator[Connection]:
        """Yield the parts of the system, the voice connection first."""
        subject = self.described.subject
        if isinstance(subject, Profile):
            view = self.system.view_through
            yield Connection(subject.part, subject, "", view, lambda name: name)
            return
        for part in Part:
            yield self._connection(subject, part)

    def _connection(self, parts: Parts, part: Part) -> Connection:
        def view(read: Read) -> Facts:
            return WholeFacts(read, parts, part)

        def name_of(name: str) -> str:
            return parts.name_of(part, name)

        return Connection(part, parts.of(part), f"{PART_WORDS[part]} ", view, name_of)

    def connection_of(self, instance: Instance) -> Connection:
        """Return the part that a machine belongs to; to the voice connection if to several."""
        known = {connection.part.value: connection for connection in self.connections()}
        part, slash, _ = instance.parameter.partition("/")
        return known[part] if slash else next(iter(known.values()))

    def base(self, instance: Instance) -> str:
        """Return what a machine is called in its part."""
        return instance.parameter.partition("/")[2] or instance.name

    def chart_name(self, instance: Instance) -> str:
        """Return the name of the declaration of a machine; side by side parts have their own."""
        part, slash, _ = instance.parameter.partition("/")
        return f"{part}-{instance.machine.name}" if slash else instance.machine.name

    def prefix(self, instance: Instance) -> str:
        """Return what tells a machine from those of other parts; empty if there are none alike."""
        part, slash, name = instance.parameter.partition("/")
        if not slash or part == Part.START_UP:
            return ""
        alike = part != Part.VOICE or name.startswith(_LIKE_OTHERS)
        return self.connection_of(instance).words if alike else ""

    def words(self, instance: Instance) -> str:
        """Return what a machine is called; empty for a history variable."""
        known = MACHINE_WORDS.get(self.base(instance), "")
        return f"{self.prefix(instance)}{known}" if known else ""

    def state_words(self, instance: Instance) -> tuple[str, ...]:
        """Return what each state of a machine is called."""
        base = self.base(instance)
        return tuple(
            "not begun" if state == NOT_BEGUN else state_words(base, state)
            for state in instance.machine.states
        )
