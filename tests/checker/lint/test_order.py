"""Where the order of machines decides, in systems of three that show one thing each."""

from collections.abc import Sequence

import pytest

from checker.lint.houses import go
from checker.lint.plain_evidence import Plain
from checker.symbolic.test_any_system import CELL_STATES, CELLS, Cells
from twinsite.checker.lint.evidence import Order, Pair
from twinsite.checker.lint.survey import survey
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, MachineDecl, TransitionDecl
from twinsite.checker.semantics.system import Instance, System


def cells(*machines: Sequence[TransitionDecl], start: str = "s0") -> System[Cells]:
    """Return three machines; events are e0 and e1, signals g0 to g2, commands c0 to c2."""
    instances = []
    for name, transitions in zip(CELLS, machines, strict=True):
        events = tuple(
            EventDecl(
                event, Kind.SIGNAL if event[0] == "g" else Kind.STIMULUS, "", "TOY-14", "event", ""
            )
            for event in dict.fromkeys(transition.event for transition in transitions)
        )
        machine = MachineDecl(
            name, "Which state?", CELL_STATES, "s0", events, tuple(transitions), ()
        )
        instances.append(Instance(name, machine, "m0", start))
    return System("cells", instances, view=Cells, commands=frozenset({"c0", "c1", "c2"}))


ASKS = (go("e0", "s0", "s0", "g0"), go("g0", "s0", "s0", "g2"))
TELLS = go("g0", "s0", "s0", "g1")
MOVES = go("g1", "s0", "s1")

SYSTEMS: dict[str, tuple[System[Cells], dict[Pair, Order]]] = {
    "who is heard first moves the third, and nothing is commanded": (
        cells(ASKS, (TELLS,), (MOVES, go("g2", "s0", "s2"))),
        {Pair("g0", "m0", "m1"): Order("m0.e0", (), (), moves_on=True)},
    ),
    "the third moves to where it is in one order, and not in the other": (
        cells(ASKS, (TELLS, MOVES), (go("g2", "s0", "s0", when="m1_s1"),)),
        {},
    ),
    "the third moves away in one order, and not in the other": (
        cells(ASKS, (TELLS, MOVES), (go("g2", "s0", "s2", when="m1_s1"),)),
        {Pair("g0", "m0", "m1"): Order("m0.e0", (), (), moves_on=True)},
    ),
    "the nearest of several states and events is told": (
        cells(
            (
                *(go("e0", state, state, "g0") for state in ("s0", "s1")),
                go("e1", "s1", "s0"),
                go("g0", "s0", "s0", "c0"),
                go("g0", "s1", "s1", "c2"),
            ),
            (go("g0", "s1", "s1", "c1"),),
            (go("e0", "s1", "s0"), go("e1", "s0", "s0", "g0")),
            start="s1",
        ),
        {
            Pair("g0", "m0", "m1"): Order("m0.e0", ("m0.c2", "m1.c1"), ("m1.c1", "m0.c2")),
        },
    ),
    "of two signals of a step one machine answers one in silence": (
        cells(
            (go("g0", "s0", "s0", "c0"), go("g1", "s0", "s0", "c0")),
            (go("g0", "s0", "s0"), go("g1", "s0", "s0", "c1")),
            (go("e0", "s0", "s0", "g0", "g1"),),
        ),
        {
            Pair("g1", "m0", "m1"): Order(
                "m2.e0", ("m0.c0", "m0.c0", "m1.c1"), ("m0.c0", "m1.c1", "m0.c0")
            )
        },
    ),
}


@pytest.mark.parametrize("what", SYSTEMS)
def test_an_order_decides_where_it_should(what: str) -> None:
    system, expected = SYSTEMS[what]
    assert survey(system).orders == expected
    assert Plain(system).orders().keys() == expected.keys()
