"""Which agents something concerns: the names of their entries, and how many agents they are."""

from collections.abc import Iterable
from typing import Self

from twinsite.configuration.deployment.tables import Agent


class Agents(tuple[str, ...]):
    """The names of some entries of agents, in the order of the deployment, with their sizes."""

    sizes: tuple[int, ...]
    """How many agents each entry stands for."""

    def __new__(cls, names: Iterable[str] = (), sizes: Iterable[int] = ()) -> Self:
        """Take the names of entries, and how many agents each of them stands for."""
        made = super().__new__(cls, names)
        made.sizes = tuple(sizes)
        return made

    @classmethod
    def of(cls, entries: Iterable[Agent]) -> Self:
        """Return the agents of some entries."""
        every = tuple(entries)
        return cls((entry.name for entry in every), (entry.count for entry in every))

    @property
    def number(self) -> int:
        """How many agents they are."""
        return sum(self.sizes)

    def named(self, most: int, *, sized: bool = False) -> str:
        """Return the first names, with how many agents are left out.

        Args:
            most: At most so many entries are named.
            sized: Whether it is told of an entry how many agents it stands for.
        """
        names = (
            f"{name} ({size:,} agents)" if sized and size > 1 else name
            for name, size in zip(self[:most], self.sizes, strict=False)
        )
        more = sum(self.sizes[most:])
        return ", ".join(names) + (f" and {more:,} more" if more else "")
