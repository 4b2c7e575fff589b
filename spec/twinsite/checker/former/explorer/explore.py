"""Every reachable state, breadth first, with the verdict on every property.

The search works on rows, each of which stands for many joint states.  It holds no second copy of
the semantics: which transition a machine takes comes from :meth:`System.choose`, tabulated, and
every trace that is reported is taken again, step by step, by :meth:`System.step`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from twinsite.checker.former.explorer.block import choose_block
from twinsite.checker.former.explorer.evaluation import Decision, Judge
from twinsite.checker.former.explorer.hash_index import Ids, longer
from twinsite.checker.former.explorer.levels import Levels
from twinsite.checker.former.explorer.result import Exploration, Finding, Progress
from twinsite.checker.former.explorer.tables import Layout, Words
from twinsite.checker.former.explorer.transition_relation import Relation
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property

V = TypeVar("V", bound=View)

STATE_LIMIT = 50_000_000
"""More states than this end the search with UNDETERMINED."""
OFFER_LIMIT = 1 << 16
"""So many stimuli and deadlines can be numbered in a way to a state."""


def explore(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    limit: int = STATE_LIMIT,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Exploration[V]:
    """Search a system breadth first, until nothing new is found, and decide properties.

    Args:
        system: What to explore.
        properties: What to decide.
        limit: The search is cut short, and says so, beyond this number of states.
        observe: Called after every level.

    Raises:
        DeclarationError: if the system is too large for the search, two properties have the same
            name, one is about infinite traces, or the signals of a step do not come to an end.
    """
    if liveness := [prop.name for prop in properties if prop.is_liveness]:
        raise DeclarationError(f"a search does not decide liveness properties: {liveness}")
    if len(system.events) > OFFER_LIMIT:
        raise DeclarationError(f"{system.name}: more than {OFFER_LIMIT} stimuli and deadlines")
    layout = Layout(system)
    relation = Relation(system, layout, choose_block(system, layout))
    judge = Judge(relation, properties)
    levels, reached, taken = _search(relation, limit, observe)
    complete = np.array_equal(reached, taken)
    judge.states(reached)
    judge.steps(taken)
    judge.settle(levels)
    return Exploration(
        system=system,
        states=_size(reached),
        steps=_size(relation.steps.words & taken[relation.steps.source]),
        depth=levels.depth,
        complete=complete,
        findings=tuple(
            Finding(
                prop,
                judge.verdict(prop, complete=complete),
                _run_to(judge.decided.get(prop.name), relation, levels),
            )
            for prop in properties
        ),
        found=levels,
        layout=layout,
        relation=relation,
        taken=taken,
    )


def _size(words: Words) -> int:
    return int(np.bitwise_count(words).sum())


def _search(
    relation: Relation[V], limit: int, observe: Callable[[Progress], None]
) -> tuple[Levels[V], Words, Words]:
    """Find every reachable state, level by level.

    Returns:
        What was found; for every key the joint states that were reached, and those of which the
        steps were taken.
    """
    ids, words = relation.initial
    reached = taken = np.zeros(0, dtype=np.uint64)
    rows: list[tuple[Ids, Words]] = []
    found = 0
    while ids.size:
        rows.append((ids, words))
        found += _size(words)
        reached, taken = (longer(known, len(relation.index)) for known in (reached, taken))
        reached[ids] |= words
        if found > limit:
            break
        relation.take(ids, int(np.count_nonzero(reached)))
        reached, taken = (longer(known, len(relation.index)) for known in (reached, taken))
        taken[ids] |= words
        relation.see_that_signals_end(taken)
        ids, words = relation.after(ids, words, reached)
        new = _size(words)
        observe(Progress(len(rows) - (not new), found + new, new))
    return Levels(relation, rows), reached, taken


def _run_to(
    decision: Decision | None, relation: Relation[V], levels: Levels[V]
) -> tuple[Step, ...] | None:
    """Take the trace of a decision again, by the semantics of one step."""
    if decision is None:
        return None
    system = relation.system
    steps = list(retrace(system, (system.events[n] for n in levels.path(decision.state))))
    reached = steps[-1].after if steps else system.initial
    assert relation.layout.pack(reached) == levels.packed(decision.state), (
        "the tables and the step disagree"
    )
    if decision.event is not None:
        steps.append(system.step(reached, decision.event))
    return tuple(steps)


def retrace(system: System[V], events: Iterable[Event]) -> Iterator[Step]:
    """Take events one after the other from the initial state.

    Raises:
        RefusedError: if one of them is not enabled.
    """
    state = system.initial
    for event in events:
        step = system.step(state, event)
        yield step
        state = step.after
