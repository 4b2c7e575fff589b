"""A read-only view of a joint state: what guards and properties are allowed to see."""

from collections.abc import Callable, Mapping


class View:
    """The states of all machines of a system, by name.

    Subclasses add the named predicates, as properties that read machines through
    :meth:`state_of` and :meth:`is_in` only; so it is known which machines each one reads.
    """

    def __init__(
        self, read: Callable[[str], str | None], states: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Look at a joint state.

        Args:
            read: Gives the state of a machine, or None where the system has no such machine.
            states: Every machine that any system may have, with its states.
        """
        self._read = read
        self._states = states

    def state_of(self, machine: str) -> str | None:
        """Return the state of a machine, or None if this system is composed without it.

        Raises:
            KeyError: if no system has a machine of this name.
        """
        if machine not in self._states:
            raise KeyError(f"no machine is named {machine!r}")
        return self._read(machine)

    def is_in(self, machine: str, *states: str) -> bool:
        """Return whether a machine is in one of these states; False if there is no such machine.

        Raises:
            KeyError: if no system has such a machine, or the machine no such state.
        """
        for state in states:
            if state not in self._states[machine]:
                raise KeyError(f"machine {machine!r} has no state {state!r}")
        return self.state_of(machine) in states
