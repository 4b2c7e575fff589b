"""Whether two searches of the same system, ours and Spin's, came to the same answers."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Verdict
from twinsite.export.promela.searched import Searched
from twinsite.export.promela.spin import Answer

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Compared:
    """One question with both answers."""

    question: str
    """What is compared: a count, or the name of a property."""
    ours: int | Verdict
    """The answer of our search."""
    spin: int | Verdict
    """The answer of Spin."""

    @property
    def agree(self) -> bool:
        """Whether both answers are the same, and are answers."""
        return self.ours == self.spin and self.ours is not Verdict.UNDETERMINED


@dataclass(frozen=True, slots=True)
class Agreement(Generic[V]):
    """Our search and Spin's, side by side."""

    ours: Searched[V]
    """What our search has found."""
    spin: Answer
    """What Spin has found."""

    @property
    def counts(self) -> tuple[Compared, ...]:
        """The states and the steps."""
        exploration = self.ours.exploration
        return (
            Compared("States", exploration.states, self.spin.states),
            Compared("Steps", exploration.steps, self.spin.steps),
        )

    @property
    def verdicts(self) -> tuple[Compared, ...]:
        """The verdicts on every property, in the order of the properties."""
        found = {f.property.name: f.verdict for f in self.ours.exploration.findings}
        return tuple(
            Compared(prop.name, found[prop.name], self._verdict(number))
            for number, prop in enumerate(self.ours.properties, 1)
        )

    def _verdict(self, number: int) -> Verdict:
        if number in self.spin.refuted:
            return Verdict.REFUTED
        return Verdict.PROVED if self.spin.complete else Verdict.UNDETERMINED

    @property
    def complete(self) -> bool:
        """Whether neither search was cut short."""
        return self.ours.exploration.complete and self.spin.complete

    @property
    def equal(self) -> bool:
        """Whether both searches are whole and agree on everything."""
        same = all(compared.agree for compared in (*self.counts, *self.verdicts))
        return self.complete and same and not self.spin.errors

    @property
    def refuted(self) -> tuple[str, ...]:
        """The properties that either search refutes."""
        return tuple(c.question for c in self.verdicts if Verdict.REFUTED in (c.ours, c.spin))
