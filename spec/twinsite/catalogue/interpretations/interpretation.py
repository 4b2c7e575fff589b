"""What an interpretation is: an ambiguity of the texts, and the choice made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to read an ambiguous text."""

    name: str
    """Name in snake_case, unique within its interpretation."""
    meaning: str
    """What holds under this choice: one sentence that can be false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """An ambiguity of the texts, the choice made, and why."""

    id: str
    """Identifier such as A1, never reused."""
    question: str
    """What the texts leave open."""
    texts: str
    """What the texts say about it, in our words."""
    choices: tuple[Choice, ...]
    """The choices that can be put in force; the first is the default."""
    discarded: tuple[str, ...] = ()
    """Alternatives that are described but cannot be put in force."""
    reason: str
    """Why the default was chosen."""
    source: str
    """Source keys and sections, separated by semicolons."""

    @property
    def default(self) -> str:
        """Name of the choice that is in force unless another is asked for."""
        return self.choices[0].name

    @property
    def choice_names(self) -> tuple[str, ...]:
        """Names of all choices, the default first."""
        return tuple(choice.name for choice in self.choices)

    @property
    def is_switch(self) -> bool:
        """Whether there is more than one choice."""
        return len(self.choices) > 1
