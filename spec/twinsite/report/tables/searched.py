"""One profile as tables that say what a search of it must find, also where no record says so."""

from twinsite.checker.symbolic.explore import explore
from twinsite.export.tables.tables import Size, Tables
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.report.tables.composed import Described
from twinsite.report.tables.describe import describe


def describe_searched(profile: Profile) -> Tables:
    """Return the tables of a profile; it is searched if the baseline does not have it."""
    tables = describe([Described(profile)])
    (described,) = tables.profiles
    if described.search is not None:
        return tables
    found = explore(desktop(profile))
    size = Size(states=found.states, steps=found.steps, depth=found.depth)
    return tables.model_copy(update={"profiles": (described.model_copy(update={"search": size}),)})
