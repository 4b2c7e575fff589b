"""What a recorded result rests on, as one short text: if it is the same, so is the result.

The fingerprint of a composition is taken of the machines of its roster as they are declared, of
the code of every predicate, property and assumption that applies, with all code of the
specification that this code names, and of the constants.  Sentences, labels, sources, types and
comments are not in it: they change pages, and no verdict.

Code is followed by name, so too much may be followed, and never too little: an attribute stands
for every attribute of that name of the classes that predicates are asked of; of
what code asks of a profile, which is constant, the value counts.  Of the checker
itself, and of the libraries, nothing is in a fingerprint; ``twinsite baseline --check --thorough``
computes everything anew.
"""

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, cached_property, partial
from hashlib import sha256
from importlib import import_module
from itertools import chain
from types import FunctionType
from typing import Any

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.checker.liveness.fairness import Assumption
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.symbolic.property import Occurrence, Property
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Part, Phone, Profile
from twinsite.model.whole.compose import whole
from twinsite.model.whole.facts import WholeFacts
from twinsite.model.whole.parts import Parts
from twinsite.properties import liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS
from twinsite.properties.lifted import lifted
from twinsite.properties.whole import ASSUMPTIONS_OF_PARTS, properties_of_whole

_ASKED = (Facts, WholeFacts, Parts, Occurrence, Event, Site, Part, Phone)
"""The classes whose attributes predicates name."""
_FOR_PEOPLE = {"name"}
"""Attributes of these classes that no predicate asks for; events and enumerations have them too."""
_UNSAID = {"annotation", "returns", "decorator_list", "type_comment", "type_params", "ctx", "kind"}
"""The fields of a syntax tree that change nothing, or differ between versions of Python."""
_DIGITS = 16


@cache
def of_profile(profile: Profile) -> str:
    """Return the fingerprint of all that is recorded of a profile."""
    properties = (*properties_of(profile), *liveness_of(profile))
    return of_system(desktop(profile), profile, properties, ASSUMPTIONS)


@cache
def of_whole(parts: Parts) -> str:
    """Return the fingerprint of all that is recorded of a whole desktop."""
    properties = (*lifted(parts), *properties_of_whole(parts))
    return of_system(whole(parts), parts, properties, ASSUMPTIONS_OF_PARTS)


def of_all(fingerprints: Iterable[str]) -> str:
    """Return the fingerprint of what rests on several compositions."""
    return sha256(" ".join(fingerprints).encode()).hexdigest()[:_DIGITS]


def of_system(
    system: System[Any],
    constants: Profile | Parts,
    properties: Iterable[Property[Any]],
    assumptions: Iterable[Assumption],
) -> str:
    """Return the fingerprint of machines under constants, with what is asked of them."""
    told = {repr(_data(constants)), *chain(*map(_property, properties))}
    told.update(*map(_assumption, assumptions))
    for number, instance in enumerate(system.instances):
        told.add(repr((number, instance.name, instance.parameter, instance.start)))
        told.add(_machine(instance.machine))
        told.update(
            *map(_attribute, {n for t in instance.machine.transitions for n in t.guard.names})
        )
    lines = sorted(told)
    text = "\n".join(lines)
    profiles = [constants] if isinstance(constants, Profile) else [p for _, p in constants]
    choices = [
        f"{profile.part}: {identifier}={profile.interpretation(identifier)}"
        for profile in profiles
        for identifier, interpretation in INTERPRETATIONS.items()
        if interpretation.is_switch and repr(identifier) in text
    ]
    options = [
        f"{profile.part}: {name}={getattr(profile, name)!r}"
        for profile in profiles
        for name, asked in sorted(vars(Profile).items())
        if isinstance(asked, property) and name not in _FOR_PEOPLE
        if f"('attr', {name!r})" in text
    ]
    return of_all([text, *choices, *options])


@cache
def _predicates(machine: MachineDecl) -> frozenset[str]:
    return frozenset(name for t in machine.transitions for name in t.guard.names)


@cache
def _machine(machine: MachineDecl) -> str:
    events = [(event.id, event.kind.value) for event in machine.events]
    ignored = [(signal, state) for signal, state, _ in machine.ignores]
    return repr((machine.states, machine.initial, events, _data(machine.transitions), ignored))


@cache
def _property(prop: Property[Any]) -> tuple[str, ...]:
    allows = prop.given.allows if prop.given is not None else None
    asked = [_code(f) for f in (prop.of_state, prop.when, prop.of_step, prop.premise, allows)]
    return f"{prop.name} {prop.sort.value} {of_all(chain(*asked))}", *chain(*asked)


@cache
def _assumption(assumption: Assumption) -> tuple[str, ...]:
    code = _code(assumption.covers)
    return f"{assumption.id} {of_all(code)}", *code


@cache
def _attribute(name: str) -> tuple[str, ...]:
    return tuple(chain(*map(_code, _functions_named(name))))


@cache
def _functions_named(name: str) -> tuple[Callable[..., Any], ...]:
    """Return what an attribute may call."""
    return tuple(dict.fromkeys(_attributes(name)))


def _attributes(name: str) -> Iterator[Callable[..., Any]]:
    for owner in () if name in _FOR_PEOPLE else _ASKED:
        for found in (vars(base).get(name) for base in owner.__mro__):
            match found:
                case property(fget=FunctionType() as function):
                    yield function
                case cached_property(func=function) | classmethod(__func__=function):
                    yield function
                case FunctionType():
                    yield found


@cache
def _code(start: Callable[..., Any] | None) -> tuple[str, ...]:
    """Return the code of a function with all that it names, in a fixed order."""
    told: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [start]
    while waiting:
        found = waiting.pop()
        if isinstance(found, partial):
            waiting += [found.func, found.args, found.keywords]
        elif isinstance(found, FunctionType):
            if id(found) in seen or not found.__module__.startswith("twinsite."):
                continue
            seen.add(id(found))
            text, names, attributes = _function(found.__module__, found.__code__.co_firstlineno)
            told.add(text)
            for name in names:
                waiting += _values(found, name)
            for name in attributes:
                waiting += _functions_named(name)
        else:
            told.add(repr(_data(found, waiting)))
    return tuple(sorted(told))


@cache
def _function(module: str, line: int) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return the code that begins in a line, and the names and the attributes in it.

    A line of several lambdas stands for each of them.
    """
    tops = _module(module)[line]
    nodes = [node for top in tops for node in ast.walk(top)]
    return (
        repr(_tree(tops)),
        frozenset(node.id for node in nodes if isinstance(node, ast.Name)),
        frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute)),
    )


def _values(function: FunctionType, name: str) -> Iterator[Any]:
    """Yield what a name stands for inside a function, unless it is its own or Python's."""
    free = function.__code__.co_freevars
    if name in free and function.__closure__ is not None:
        yield function.__closure__[free.index(name)].cell_contents
    elif name not in function.__code__.co_varnames and name in function.__globals__:
        yield function.__globals__[name]


def _data(value: Any, functions: list[Any] | None = None) -> Any:
    """Return a value as nested tuples of plain data; functions in it are put on a list."""
    match value:
        case Enum():
            return type(value).__name__, value.name
        case None | bool() | int() | float() | str():
            return value
        case frozenset() | set():
            return sorted(repr(_data(each, functions)) for each in value)
        case tuple() | list():
            return tuple(_data(each, functions) for each in value)
        case dict():
            return tuple((_data(k, functions), _data(v, functions)) for k, v in value.items())
        case FunctionType() | partial():
            if functions is not None:
                functions.append(value)
            return "a function"
        case _ if is_dataclass(value) and not isinstance(value, type):
            told = ((f.name, getattr(value, f.name)) for f in fields(value) if f.compare)
            return type(value).__name__, tuple((n, _data(v, functions)) for n, v in told)
    return getattr(value, "__name__", type(value).__name__)


@cache
def _module(name: str) -> dict[int, list[ast.FunctionDef | ast.Lambda]]:
    """Return the functions of a module by the line in which each begins."""
    found: dict[int, list[ast.FunctionDef | ast.Lambda]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(import_module(name)))):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            found.setdefault(first, []).append(node)
        elif isinstance(node, ast.Lambda):
            found.setdefault(node.lineno, []).append(node)
    return found


def _tree(node: Any) -> Any:
    """Return a syntax tree as nested tuples, without what is said for people only."""
    if isinstance(node, list):
        return tuple(map(_tree, node))
    if not isinstance(node, ast.AST):
        return node
    said = dict(ast.iter_fields(node))
    if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
        said["body"] = node.body[1:]
    return type(node).__name__, tuple(
        (name, _tree(value))
        for name, value in said.items()
        if name not in _UNSAID and value not in (None, [])
    )
