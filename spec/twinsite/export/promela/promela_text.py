"""How Promela is written here: names, selections, macros, comments.

Source: the Promela reference (spinroot.com/spin/Man/promela.html).
"""

import re
import textwrap
from collections.abc import Iterable, Sequence

from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.errors import DeclarationError

WIDTH = 100
"""Comments and macros are wrapped at this column."""

_WORDS_OF_PROMELA = """
    active assert atomic bit bool break byte chan d_step D_proctype do else empty enabled end eval
    false fi for full get_priority goto hidden if in init inline int len local ltl mtype nempty
    never nfull notrace od of pc_value pid print printf printm priority proctype provided return
    run select set_priority short show skip timeout trace true typedef unless unsigned xr xs
"""
_WORDS_OF_C = """
    auto case char const continue default double enum extern float long register restrict signed
    sizeof static struct switch union void volatile while
"""  # Spin writes its checker in C
RESERVED = frozenset(_WORDS_OF_PROMELA.split() + _WORDS_OF_C.split())
"""Names that a model may not give to anything."""


def constant(machine: MachineDecl, state: str) -> str:
    """Return the name of a state, the same for all instances of a machine."""
    return f"{machine.name}_{state}"


def saying(machine: str, effect: str) -> str:
    """Return the name of an effect as one machine says it."""
    return f"{machine}_says_{effect}"


def before(machine: str) -> str:
    """Return the name of the copy of a machine's state from before the step."""
    return f"before_{machine}"


def comment(*lines: str) -> list[str]:
    """Return a comment of a few lines, each wrapped where it is too long."""
    text = [
        part
        for line in lines
        for part in textwrap.wrap(line.replace("*/", "* /"), WIDTH - 6, break_long_words=False)
    ]
    if len(text) == 1:
        return [f"/* {text[0]} */"]
    return [*(f"{'/*' if not n else ' *'} {line}" for n, line in enumerate(text)), " */"]


def define(name: str, expression: str) -> list[str]:
    """Return a macro, its expression in parentheses where it is more than a word."""
    if " " in expression and _outside(expression) != ")":
        expression = f"({expression})"
    line = f"#define {name} {expression}"
    if len(line) <= WIDTH:
        return [line]
    tests = re.sub(r" ([!=]=) ", r"~\1~", expression)  # lines are broken between tests only
    parts = textwrap.wrap(tests, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    *first, last = (part.replace("~", " ") for part in parts)
    return [f"#define {name} \\", *(f"  {part} \\" for part in first), f"  {last}"]


def indented(lines: Iterable[str], columns: int = 2) -> list[str]:
    """Return lines moved to the right."""
    return [" " * columns + line if line else line for line in lines]


def selection(
    options: Sequence[tuple[str, Sequence[str]]], otherwise: Sequence[str] = ()
) -> list[str]:
    """Return an ``if`` statement.

    Args:
        options: Every condition with the statements that it leads to; not two may be true.
        otherwise: The statements where none is true; without any Spin reports that it is stuck.
    """
    lines = ["if"]
    for condition, statements in (*options, *([("else", otherwise)] if otherwise else [])):
        head = guarded(f":: {condition} ->")
        if len(statements) == 1 and len(head) == 1:
            lines.append(f"{head[0]} {statements[0]}")
        else:
            lines += [*head, *indented(statements, 3)]
    return [*lines, "fi;"]


def guarded(condition: str) -> list[str]:
    """Return a condition as one line, or where that is too long a line for each alternative."""
    if len(condition) <= WIDTH - 10:
        return [condition]
    lines, depth = [""], 0
    for word in condition.split(" "):
        lines[-1] += f" {word}"
        depth += word.count("(") - word.count(")")
        if word == "||" and not depth:  # Spin would end a statement after any other word
            lines.append("  ")
    return [line[1:] for line in lines]


def all_of(conditions: Iterable[str]) -> str:
    """Return the conjunction of conditions; an empty one is true of itself and left out."""
    return _joined(" && ", filter(None, conditions), "||")


def any_of(conditions: Iterable[str]) -> str:
    """Return the disjunction of conditions."""
    return _joined(" || ", conditions, "&&")


def _joined(operator: str, conditions: Iterable[str], looser: str) -> str:
    """Return conditions joined, each in parentheses where it would fall apart."""
    parts = list(conditions)
    if len(parts) > 1:
        parts = [f"({part})" if looser in _outside(part) else part for part in parts]
    return operator.join(parts)


def _outside(expression: str) -> str:
    """Return what stands outside all parentheses, with each closing one."""
    depth, outside = 0, ""
    for character in expression:
        depth += {"(": 1, ")": -1}.get(character, 0)
        outside += character if not depth else ""
    return outside


def in_one_of(variable: str, machine: MachineDecl, states: Sequence[str]) -> str:
    """Return the condition that a machine is in one of these states, as short as it can be."""
    others = [state for state in machine.states if state not in states]
    if len(others) < len(states):
        return all_of(f"{variable} != {constant(machine, state)}" for state in others) or "true"
    return any_of(f"{variable} == {constant(machine, state)}" for state in states)


def require_names(names: Sequence[str]) -> None:
    """Require that every name can be used, and stands for one thing.

    Raises:
        DeclarationError: if it cannot be exported under these names.
    """
    for name in names:
        if re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) is None:
            raise DeclarationError(f"{name!r} cannot be exported: Promela has no such names")
        if name in RESERVED:
            raise DeclarationError(f"{name!r} cannot be exported: it is a word of Promela or C")
        if names.count(name) > 1:
            raise DeclarationError(f"{name!r} cannot be exported: it would name two things")
