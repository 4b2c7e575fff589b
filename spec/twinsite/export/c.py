"""A profile as a C99 header: the step as a function over a byte for each machine."""

from collections.abc import Iterator
from textwrap import dedent

from twinsite import __version__
from twinsite.export.tables.resolved import Alternative, Region, Resolved
from twinsite.export.tables.tables import Guard, Tree


def header(resolved: Resolved) -> str:
    """Return the header."""
    return "\n".join(_Header(resolved).lines()) + "\n"


class _Header:
    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved
        self._signals = {signal: n for n, signal in enumerate(resolved.listeners)}
        self._reactions = self._needed()

    def _needed(self) -> dict[tuple[int, str], str]:
        """Return the name of the function for every machine and event."""
        names = {
            (place, event): f"{self._resolved.parts[place].machine.name}_{event}"
            for place, event in self._resolved.events()
        }
        for signal, places in self._resolved.listeners.items():
            for place in places:
                names[place, signal] = f"{self._resolved.parts[place].machine.name}_{signal}"
        return names

    def lines(self) -> Iterator[str]:
        yield "/*"
        yield from (f" * {line}" for line in self._resolved.head(__version__))
        yield " */"
        yield from self._types()
        yield "/* The decision trees of the predicates. */"
        for number in self._resolved.used_nodes():
            yield from self._node(number)
        yield ""
        yield "/* What each machine does; to the signals that it says others then react. */"
        for (place, event), name in self._reactions.items():
            yield from self._reaction(self._resolved.parts[place], place, event, name)
        yield from self._step()

    def _types(self) -> Iterator[str]:
        parts, events = self._resolved.parts, list(self._resolved.events())
        most = max(len(part.chart.states) for part in parts)
        yield from dedent(f"""\
            #ifndef TWINSITE_TABLES_H
            #define TWINSITE_TABLES_H

            enum {{
                TWINSITE_MACHINES = {len(parts)},
                TWINSITE_EVENTS = {len(events)},
                TWINSITE_MOST_STATES = {most},
                TWINSITE_MOST_SIGNALS = 64
            }};

            typedef struct {{ unsigned char of[TWINSITE_MACHINES]; }} twinsite_state;
            typedef struct {{
                unsigned char said[TWINSITE_MOST_SIGNALS];
                unsigned count;
                int endless;
            }} twinsite_signals;
            """).splitlines()
        yield ""
        initial = ", ".join(str(part.initial) for part in parts)
        yield f"static const twinsite_state twinsite_initial = {{{{{initial}}}}};"
        yield "static const char *const twinsite_machine_names[TWINSITE_MACHINES] = {"
        yield from (f'    "{part.machine.name}",' for part in parts)
        yield "};"
        sizes = ", ".join(str(len(part.chart.states)) for part in parts)
        yield f"static const unsigned char twinsite_sizes[TWINSITE_MACHINES] = {{{sizes}}};"
        yield (
            "static const char *const"
            " twinsite_state_names[TWINSITE_MACHINES][TWINSITE_MOST_STATES] = {"
        )
        for part in parts:
            names = ", ".join(f'"{state}"' for state in part.chart.states)
            yield f"    {{{names}}},"
        yield "};"
        yield "static const char *const twinsite_event_names[TWINSITE_EVENTS] = {"
        yield from (f'    "{parts[place].machine.name}.{event}",' for place, event in events)
        yield "};"
        yield ""
        yield from dedent("""\
            static inline void twinsite_say(twinsite_signals *signals, unsigned char signal)
            {
                if (signals->count == TWINSITE_MOST_SIGNALS)
                    signals->endless = 1;
                else
                    signals->said[signals->count++] = signal;
            }
            """).splitlines()
        yield ""

    def _node(self, number: int) -> Iterator[str]:
        follows = self._resolved.tables.nodes[number].follows
        place = self._resolved.place_of_node(number)
        yield f"static inline int twinsite_node_{number}(const twinsite_state *s)"
        yield "{"
        yield f"    switch (s->of[{place}]) {{"
        for state, tree in enumerate(follows):
            yield f"    case {state}: return {_tree(tree)};"
        yield "    }"
        yield "    return 0;"
        yield "}"

    def _reaction(self, part: Region, place: int, event: str, name: str) -> Iterator[str]:
        yield (
            f"static inline int twinsite_{name}(const twinsite_state *s, twinsite_state *to,"
            " twinsite_signals *signals)"
        )
        yield "{"
        yield "    (void)signals;"
        yield f"    switch (s->of[{place}]) {{"
        for source in range(len(part.chart.states)):
            choices = part.of(event, source)
            if not choices:
                continue
            yield f"    case {source}:"
            for choice in choices:
                yield from self._choice(part, place, choice)
            if choices[-1].guard is not None:
                yield "        return 0;"
        yield "    }"
        yield "    return 0;"
        yield "}"

    def _choice(self, part: Region, place: int, choice: Alternative) -> Iterator[str]:
        body = [
            f"to->of[{place}] = {choice.target};",
            *(f"twinsite_say(signals, {self._signals[each]});" for each in choice.signals),
            "return 1;",
        ]
        if choice.guard is None:
            yield from (f"        {line}" for line in body)
            return
        yield f"        if ({self._guard(choice.guard, part.machine.parameter)}) {{"
        yield from (f"            {line}" for line in body)
        yield "        }"

    def _guard(self, guard: Guard, parameter: str) -> str:
        operators = {"and": " && ", "or": " || "}
        return self._resolved.written(
            guard,
            parameter,
            tree=lambda tree, wanted: _tree(tree) if wanted else f"!{_tree(tree)}",
            joined=lambda how, parts: f"({operators[how].join(parts)})",
        )

    def _step(self) -> Iterator[str]:
        yield "/*"
        yield " * Take a step: 1 if it is taken, 0 if it is refused, -1 if its signals do not end."
        yield " */"
        yield (
            "static inline int twinsite_step(const twinsite_state *from, unsigned event,"
            " twinsite_state *to)"
        )
        yield "{"
        yield "    twinsite_signals signals = {{0}, 0, 0};"
        yield "    unsigned heard = 0;"
        yield "    int taken = 0;"
        yield "    *to = *from;"
        yield "    switch (event) {"
        for number, key in enumerate(self._resolved.events()):
            name = self._reactions[key]
            yield f"    case {number}: taken = twinsite_{name}(from, to, &signals); break;"
        yield "    }"
        yield "    if (!taken)"
        yield "        return 0;"
        yield "    while (heard < signals.count) {"
        yield "        const twinsite_state s = *to;"
        yield "        (void)s;"
        yield "        switch (signals.said[heard++]) {"
        for signal, places in self._resolved.listeners.items():
            yield f"        case {self._signals[signal]}: /* {signal} */"
            for place in places:
                yield f"            twinsite_{self._reactions[place, signal]}(&s, to, &signals);"
            yield "            break;"
        yield "        default:"
        yield "            break;"
        yield "        }"
        yield "    }"
        yield "    return signals.endless ? -1 : 1;"
        yield "}"
        yield ""
        yield "#endif"


def _tree(tree: Tree) -> str:
    return str(int(tree)) if isinstance(tree, bool) else f"twinsite_node_{tree}(s)"
