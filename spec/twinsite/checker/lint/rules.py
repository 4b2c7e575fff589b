"""What rules see: the functions of which properties are made, wherever they are about something."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from twinsite.checker.lint.look import Seen, Watch
from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property
from twinsite.checker.symbolic.result import Exploration

V = TypeVar("V", bound=View)


def seen_by_rules(
    exploration: Exploration[V], properties: Sequence[Property[V]], watch: Watch[V]
) -> Iterator[Seen]:
    """Yield what each function sees.

    Args:
        exploration: The system, searched.
        properties: The rules.
        watch: Evaluates the functions.
    """
    reached = exploration.relation.reached
    of_state = (f for prop in properties for f in (prop.of_state, prop.premise) if f is not None)
    for function in dict.fromkeys(of_state):
        yield watch.at_states(lambda read, f=function: bool(f(watch.view(read))), reached)
    for prop in properties:
        if (of_step := prop.of_step) is not None:

            def judge(before: Read, after: Read) -> bool:
                return bool(of_step(watch.view(before), watch.view(after)))

            yield watch.at_steps(judge, exploration.evaluation.meant(prop))
    restrictions = dict.fromkeys(prop.given for prop in properties if prop.given is not None)
    for event, parts in exploration.relation.by_event().items() if restrictions else ():
        enabled = exploration.variables.union(before for _, before in parts)
        parameter = exploration.system.instances[exploration.system.index[event.machine]].parameter
        for given in restrictions:
            yield watch.at_states(
                lambda read: bool(given.allows(event, watch.view(read, parameter))), enabled
            )
