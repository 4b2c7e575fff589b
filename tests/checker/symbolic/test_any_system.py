"""Systems that nobody thought of are explored and judged as by the plain explorer."""

import os
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.agreement import differences
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, Guard, MachineDecl, TransitionDecl
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property, Sort

CELLS = ("m0", "m1", "m2")
CELL_STATES = ("s0", "s1", "s2")
SIGNALS = ("g0", "g1", "g2")


class Cells(View):
    """A predicate for each state of each machine, and one for the machine that is asked about."""

    def __init__(self, read: Callable[[str], str | None], parameter: str) -> None:
        super().__init__(read, dict.fromkeys(CELLS, CELL_STATES))
        self._parameter = parameter

    @property
    def peer_is_in_s1(self) -> bool:
        """The machine that the parameter names is in its second state."""
        return self.is_in(self._parameter, "s1")


def _state_predicate(machine: str, state: str) -> property:
    return property(lambda view: view.is_in(machine, state))


for _machine in CELLS:
    for _state in CELL_STATES:
        setattr(Cells, f"{_machine}_{_state}", _state_predicate(_machine, _state))

EXAMPLES = settings(deadline=None, max_examples=int(os.environ.get("EXAMPLES", "200")))
"""How many systems are drawn; ``EXAMPLES=10000`` is for a run by hand."""

GUARDS = st.one_of(
    st.just(""),
    st.recursive(
        st.sampled_from(["peer_is_in_s1", *(f"{m}_{s}" for m in CELLS for s in CELL_STATES)]),
        lambda inner: st.one_of(
            inner.map("not ({})".format),
            st.builds("{} and {}".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
        ),
        max_leaves=3,
    ),
)


@st.composite
def systems(draw: st.DrawFn) -> System[Cells]:
    """Draw a system of three machines; a signal raises later signals only, so steps end."""
    heard = {name: draw(st.sets(st.sampled_from(SIGNALS))) for name in CELLS}
    every = sorted(set().union(*heard.values()))
    instances = []
    for number, name in enumerate(CELLS):
        states = CELL_STATES[: draw(st.integers(2, 3))]
        stimuli = ["e0", "e1"][: draw(st.integers(1, 2))]
        transitions = []
        for event in (*stimuli, *sorted(heard[name])):
            effects = ["c0", "c1", *(s for s in every if event in stimuli or s > event)]
            for source in states:
                for _ in range(draw(st.integers(0, 2))):
                    target = draw(st.sampled_from(states))
                    transitions.append(
                        TransitionDecl(
                            event,
                            source,
                            target,
                            Guard(draw(GUARDS)),
                            tuple(
                                draw(st.lists(st.sampled_from(effects), max_size=2, unique=True))
                            ),
                            internal=target == source and draw(st.booleans()),
                        )
                    )
        kinds = dict.fromkeys(heard[name], Kind.SIGNAL)
        kinds |= {e: draw(st.sampled_from([Kind.STIMULUS, Kind.DEADLINE])) for e in stimuli}
        events = [
            EventDecl(e, kinds[e], "", "TOY-14", "event", "")
            for e in (*stimuli, *sorted(heard[name]))
        ]
        machine = MachineDecl(
            name, "Which state?", states, "s0", tuple(events), tuple(transitions), ()
        )
        instances.append(Instance(name, machine, CELLS[number - 1], draw(st.sampled_from(states))))
    return System("drawn", instances, view=Cells, commands=frozenset({"c0", "c1"}))


@st.composite
def changed(draw: st.DrawFn, system: System[Cells]) -> System[Cells]:
    """Draw a system in which one transition of one machine leads elsewhere, if it has any."""
    number = draw(st.integers(0, len(system.instances) - 1))
    instance = system.instances[number]
    ways = list(instance.machine.transitions)
    if ways:
        chosen = draw(st.integers(0, len(ways) - 1))
        target = draw(st.sampled_from(instance.machine.states))
        ways[chosen] = replace(ways[chosen], target=target)
    instances = list(system.instances)
    instances[number] = replace(
        instance, machine=replace(instance.machine, transitions=tuple(ways))
    )
    return System("changed", instances, view=Cells, commands=system.commands)


def properties_of_cells() -> tuple[Property[Cells], ...]:
    """Return properties of every sort, of which some hold and some do not."""
    properties: list[Property[Cells]] = []
    for first in CELL_STATES:
        for second in CELL_STATES:

            def both(view: Cells, first: str = first, second: str = second) -> bool:
                return view.is_in("m0", first) and view.is_in("m2", second)

            def later(
                before: Cells, after: Cells, first: str = first, second: str = second
            ) -> bool:
                return before.is_in("m1", first) and after.is_in("m0", second)

            for sort in (
                Sort.INVARIANT,
                Sort.TRANSITION_INVARIANT,
                Sort.REACHABLE,
                Sort.REACHABLE_STEP,
            ):
                about_states = sort in (Sort.INVARIANT, Sort.REACHABLE)
                properties.append(
                    Property(
                        f"{sort} {first} {second}",
                        "TOY-15",
                        "A property.",
                        sort,
                        of_state=both if about_states else None,
                        of_step=None if about_states else later,
                        when=lambda occurrence: occurrence.has("c0") != occurrence.starts("e1"),
                    )
                )
    return tuple(properties)


@EXAMPLES
@given(systems())
def test_any_system_is_explored_and_judged_as_by_the_plain_explorer(system: System[Cells]) -> None:
    assert not differences(system, properties_of_cells())


@settings(EXAMPLES, max_examples=EXAMPLES.max_examples // 5)
@given(systems(), st.data())
def test_so_is_a_system_that_is_like_one_that_is_known(
    system: System[Cells], data: st.DataObject
) -> None:
    other = data.draw(changed(system))
    assert not differences(other, properties_of_cells(), like=system)
