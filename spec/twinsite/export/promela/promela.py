"""A system and its properties as a Promela model with exactly the same reachable states.

Source: Holzmann, "The SPIN model checker" (2004); the Promela reference for ``d_step``.

A step of the system is one ``d_step`` of the only process, so that Spin stores the joint state
between steps and nothing else.  Whatever a step needs beside the machines is ``hidden``, which
keeps it out of the stored state.
"""

from collections.abc import Iterator
from textwrap import dedent
from typing import Generic, TypeVar

from twinsite import __version__
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View
from twinsite.export.promela.promela_predicates import Predicates
from twinsite.export.promela.promela_properties import Rules, said_macros
from twinsite.export.promela.promela_steps import Steps
from twinsite.export.promela.promela_text import (
    before,
    comment,
    constant,
    guarded,
    indented,
    require_names,
    saying,
)
from twinsite.export.promela.searched import Searched

V = TypeVar("V", bound=View)


def promela(system: System[V], searched: Searched[V]) -> str:
    """Return the Promela model of a system.

    Args:
        system: What is exported.
        searched: The search of it, for its properties and for what is said in its steps.

    Raises:
        DeclarationError: if a name cannot be used in Promela, or there is no first step.
    """
    return "\n".join(_Model(system, searched).lines()) + "\n"


class _Model(Generic[V]):
    """The parts of a model, in the order in which they are read."""

    def __init__(self, system: System[V], searched: Searched[V]) -> None:
        self._system = system
        self._exploration = searched.exploration
        self._predicates = Predicates(system)
        self._properties = Rules(searched.properties, searched.logs, self._predicates)
        self._steps = Steps(system, self._predicates)
        first = next(system.steps(system.initial), None)
        if first is None:
            raise DeclarationError(f"{system.name} cannot take a first step")
        self._first = first.event
        require_names(list(self._names()))

    def lines(self) -> Iterator[str]:
        """Yield every line of the model."""
        yield from self._header()
        yield from self._machines()
        yield from self._sayings()
        yield from _section("The predicates that guard the steps")
        yield from self._predicates.macros()
        yield from _section("What every signal does")
        yield from self._steps.signals()
        yield from _section("The properties")
        yield from self._judgement()
        yield from self._properties.macros()
        yield "inline judge_state() {"
        yield from indented(self._properties.of_states() or ["skip;"])
        yield "}"
        yield ""
        yield from _section("The stimuli and deadlines, one d_step each")
        yield from self._process()

    def _header(self) -> list[str]:
        states, steps = self._exploration.states, self._exploration.steps
        compilation = "gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c"
        search = f"./pan -m{2 * states} -w{max(16, states.bit_length())}"
        return _lines(f"""
            /*
             * {self._system.name}: a Promela model, written by twinsite {__version__}.
             *
             * A step is one stimulus or deadline with all the signals that follow from it.
             * The only process takes one step after the other, each as one d_step.  So the
             * states that Spin stores are the joint states of the machines between steps.
             *
             * To find all of them, and to judge every property in one search:
             *
             *     spin -a FILE
             *     {compilation}
             *     {search} -c0
             *
             * Spin must report
             *
             *     {states:9} states, stored
             *     {steps + 1:9} transitions (= stored+matched)
             *
             * which are {steps} steps and the arrival in the initial state.
             * A property that does not hold is reported once, as refuted[n] with its number n.
             * To judge property n alone, and to see a trace that breaks it:
             *
             *     spin -DPROPERTY=n -a FILE
             *     {compilation}
             *     {search}
             *     spin -DPROPERTY=n -t -p -g FILE
             */

            """)

    def _machines(self) -> Iterator[str]:
        yield from _section("The machines: their states are the state of this model")
        declared: set[str] = set()
        for instance in self._system.instances:
            machine = instance.machine
            if machine.name not in declared:
                declared.add(machine.name)
                yield from comment(machine.question)
                states = (f"  {constant(machine, state)}" for state in machine.states)
                yield f"mtype:{machine.name} = {{"
                yield from ",\n".join(states).split("\n")
                yield "};"
            yield f"mtype:{machine.name} {instance.name} = {constant(machine, instance.initial)};"
            yield ""

    def _sayings(self) -> Iterator[str]:
        longest = self._properties.longest
        yield from _section("What is said in a step; none of it is part of the stored state")
        yield from comment("Every signal and every command, as one machine says it.")
        yield "mtype:Saying = {"
        sayings = [f"  {saying(*said)}" for said in self._steps.sayings()] or ["  nothing"]
        yield from ",\n".join(sayings).split("\n")
        yield "};"
        yield ""
        yield from comment(
            "The signals are heard in the order in which they are said.  In no step of our search"
            f" more than {longest} effects are said; one more is kept, so that it is noticed."
        )
        yield from _lines(f"""
            #define LONGEST {longest + 1}
            hidden mtype:Saying said[LONGEST];
            hidden byte spoken;
            hidden byte heard;

            """)
        yield from comment(
            "The kind of a step: in steps of one kind the same properties are about what is said."
        )
        yield from _lines("""
            hidden byte kind;

            inline say(what) {
              if
              :: spoken < LONGEST -> said[spoken] = what; spoken++;
              :: else -> skip;
              fi;
            }

            """)
        yield from said_macros(longest)
        yield ""
        if choosers := self._steps.choosers():
            yield from comment(
                "The transition that a machine has chosen, by its place in the machine; 0 for none."
            )
            yield from (f"hidden byte {name}_takes;" for name in choosers)
            yield ""
        if copied := self._properties.copied():
            yield from comment("The state of a machine before the step, for the properties.")
            for name in copied:
                machine = self._system.instances[self._system.index[name]].machine
                yield f"hidden mtype:{machine.name} {before(name)};"
            yield ""

    def _judgement(self) -> Iterator[str]:
        yield from comment(
            "PROPERTY is the number of the only property to judge; 0 means every property."
        )
        yield from _lines("""
            #ifndef PROPERTY
            #define PROPERTY 0
            #endif

            """)
        yield from comment(
            "Each property is reported once: it is 1 when it is found refuted, and 2 ever after.",
            "Number 0 is no property: a step says what was never said in our search, so that it is"
            " not known which properties are about it.",
        )
        yield from _lines(rf"""
            hidden byte refuted[{len(self._properties.names) + 1}];

            #define judge(number, holds) \
              refuted[number] = (refuted[number] -> 2 : !(holds)); assert(refuted[number] != 1)

            """)

    def _process(self) -> Iterator[str]:
        yield "active proctype desktop() {"
        yield "end:"
        yield "  do"
        for instance in self._system.instances:
            for declared in instance.machine.events:
                event = Event(instance.name, declared.id)
                if event not in self._system.events:
                    continue
                yield ""
                words = f"{event}: {declared.requirement} {declared.label}"
                yield from indented(comment(f"{words}.  ({declared.by} decides)"))
                yield from indented([":: d_step {", *indented(self._step(event), 5), "   }"])
        yield "  od"
        yield "}"

    def _step(self, event: Event) -> Iterator[str]:
        yield from guarded(f"{self._steps.enabled(event)} ->")
        if event == self._first:
            yield from comment("This step can be the first: the initial state is judged as well.")
            yield "judge_state();"
        yield "spoken = 0;"
        yield "heard = 0;"
        yield from (f"{before(name)} = {name};" for name in self._properties.copied_for(event))
        yield from self._steps.taken(event)
        yield from self._properties.of_step(event)
        yield "judge_state();"

    def _names(self) -> Iterator[str]:
        """Yield every name that the model gives to something."""
        yield from ("LONGEST", "PROPERTY", "said", "spoken", "heard", "kind", "refuted", "Saying")
        yield from ("say", "judge", "judge_state", "desktop")
        machines = {i.machine.name: i.machine for i in self._system.instances}
        for machine in machines.values():
            yield machine.name
            yield from (constant(machine, state) for state in machine.states)
        for name in self._system.index:
            yield from (name, before(name), f"{name}_takes")
        yield from (saying(*said) for said in self._steps.sayings())
        yield from (self._predicates.name(*used) for used in self._predicates.used())
        yield from (f"hear_{signal}" for signal in self._system.listeners)
        for name in self._properties.names:
            yield from (name, f"judge_{name}")


def _lines(text: str) -> list[str]:
    """Return the lines of a text between a line break and the indentation of its last line."""
    return dedent(text).split("\n")[1:-1]


def _section(title: str) -> list[str]:
    return [f"/* ---- {title} ---- */", ""]
