"""A lamp whose names can be exported, with properties; ``switch`` is a word of C."""

from checker.toys import Meter, Room, Switch, invariant, system_of, transition_invariant
from twinsite.checker.semantics.system import System


def lamp() -> System[Room]:
    """Return a switch at the wall with a meter."""
    return system_of(("wall", Switch), ("meter", Meter))


PROPERTIES = (
    invariant("never_full", lambda view: not view.is_in("meter", "full")),
    invariant("in_one_of_its_states", lambda view: view.is_in("meter", "zero", "one", "full")),
    transition_invariant(
        "the_alarm_comes_with_the_light",
        lambda o: o.has("alarm"),
        lambda before, after: before.is_in("wall", "dark") and after.is_in("wall", "lit"),
    ),
    transition_invariant("no_alarm", lambda o: o.has("alarm"), lambda _before, _after: False),
    transition_invariant(
        "reset_in_the_dark",
        lambda o: o.event.name == "reset",
        lambda before, _after: before.is_in("wall", "dark"),
    ),
)
