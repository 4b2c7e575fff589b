"""Which predicates are read, and which values they have."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from twinsite.checker.former.explorer.result import Exploration
from twinsite.checker.former.explorer.tables import Layout, Table
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
Read = Callable[[str], str | None]


def predicates_of(kind: type[View]) -> tuple[str, ...]:
    """Return the names of all predicates of a view, sorted."""
    return tuple(sorted(name for name in dir(kind) if isinstance(getattr(kind, name), property)))


class _Forgetting(Table[V]):
    """A table that counts how often it forgets its entries."""

    times = 0

    def _grow(self, new: set[tuple[int, int]]) -> None:
        super()._grow(new)
        self.times += 1


class Watch(Generic[V]):
    """Makes the views and the tables of a system, and sees what is asked of them.

    A predicate that another predicate reads is seen as well.
    """

    def __init__(self, system: System[V], layout: Layout, values: dict[str, set[Hashable]]) -> None:
        """Watch a system.

        Args:
            system: Makes the views.
            layout: How its joint states are packed.
            values: Where to note the values of every predicate that is read.
        """
        self._system = system
        self._layout = layout
        self._values = values
        self._tables: list[_Forgetting[V]] = []
        self._asked: set[tuple[str, str]] = set()
        self._kinds: dict[str, type[V]] = {}

    def view(self, read: Read, parameter: str = "") -> V:
        """Return a view that is watched.

        Args:
            read: Gives the state of a machine by name.
            parameter: The parameter of the instance that looks.
        """
        view = self._system.view_through(read, parameter)
        if parameter not in self._kinds:
            self._kinds[parameter] = self._watched(type(view), parameter)
        view.__class__ = self._kinds[parameter]
        return view

    def table(self, function: Callable[..., int], *, arity: int = 1) -> Table[V]:
        """Return an empty table of a function of joint states."""
        table = _Forgetting(self._system, self._layout, function, arity=arity)
        self._tables.append(table)
        return table

    @property
    def forgotten(self) -> int:
        """How often a table has found one more machine to be read, and forgotten its entries."""
        return sum(table.times for table in self._tables)

    def _watched(self, kind: type[V], parameter: str) -> type[V]:
        noted = {name: self._noted(kind, name, parameter) for name in predicates_of(kind)}
        watched: type[V] = type(kind.__name__, (kind,), noted)
        return watched

    def _noted(self, kind: type[V], name: str, parameter: str) -> property:
        predicate: Callable[[V], Hashable] = getattr(kind, name).fget

        def look(view: V) -> Hashable:
            value = predicate(view)
            self._asked.add((name, parameter))
            self._values.setdefault(name, set()).add(value)
            return value

        return property(look)

    def look_at_the_rest(self, exploration: Exploration[V]) -> None:
        """Ask the predicates that had one value wherever they were read of every state as well."""
        for name, parameter in sorted(self._asked):
            if len(self._values[name]) == 1:
                self._look_at(name, parameter, exploration)

    def _look_at(self, name: str, parameter: str, exploration: Exploration[V]) -> None:
        def ask(read: Read) -> int:
            getattr(self.view(read, parameter), name)
            return 0

        table = self.table(ask)
        for level in exploration.levels:
            table(level)
            (read,), _ = next(table.entries())
            if len(self._values[name]) > 1 or not read:
                return
