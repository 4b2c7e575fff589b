"""What an interpretation is: an ambiguity of the texts, and the choice made."""

from dataclasses import dataclass

SMALLEST = "bc+auto+restore/no-phone"
"""The smallest profile under which most choices act."""
LARGEST = "bc+auto+restore/endpoint"
"""The profile under which most choices are held to what they break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to read an ambiguous text.

    Of every choice but the default: where it acts and what it breaks.  The variants, the
    comparisons, the profiles of mutants and the waivers of unused transitions are computed from
    it.
    """

    name: str
    """Name in snake_case, unique within its interpretation."""
    meaning: str
    """What holds under this choice: one sentence that can be false."""
    shows: str = ""
    """What it shows when it is in force, in a sentence."""
    breaks: tuple[str, ...] = ()
    """The names of exactly those safety properties that are refuted under :attr:`judged_under`."""
    wakes: tuple[str, ...] = ()
    """States and transitions that no default profile uses and this choice does, as patterns of
    :mod:`twinsite.baseline.waivers`."""
    shown_under: str = SMALLEST
    """The name of the smallest profile under which it makes a difference."""
    judged_under: str = LARGEST
    """The name of the largest profile that it is put in force under."""
    tried_under: str = ""
    """The name of the profile under which it tries mutants; empty for :attr:`shown_under`."""


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
    acts_in_deployments: bool = False
    """Whether it decides how a deployment is read, and nothing in the behaviour of a desktop."""

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

    def choice(self, name: str) -> Choice:
        """Return the choice of a name.

        Raises:
            KeyError: if there is none.
        """
        return {choice.name: choice for choice in self.choices}[name]
