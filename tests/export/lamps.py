"""A lamp whose names can be exported, with rules; ``switch`` is a word of C."""

from checker.toys import Meter, Room, Switch, always, always_step, system_of
from twinsite.checker.semantics.system import System


def lamp() -> System[Room]:
    """Return a switch at the wall with a meter."""
    return system_of(("wall", Switch), ("meter", Meter))


RULES = (
    always("never_full", lambda view: not view.is_in("meter", "full")),
    always("in_one_of_its_states", lambda view: view.is_in("meter", "zero", "one", "full")),
    always_step(
        "the_alarm_comes_with_the_light",
        lambda o: o.has("alarm"),
        lambda before, after: before.is_in("wall", "dark") and after.is_in("wall", "lit"),
    ),
    always_step("no_alarm", lambda o: o.has("alarm"), lambda _before, _after: False),
    always_step(
        "reset_in_the_dark",
        lambda o: o.offer.event == "reset",
        lambda before, _after: before.is_in("wall", "dark"),
    ),
)
