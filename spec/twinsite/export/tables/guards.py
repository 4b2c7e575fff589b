"""A guard as it is exported: predicates by name, combined."""

import ast

from statemachine.spec_parser import replace_operators

from twinsite.checker.semantics.declaration import Guard as Declared
from twinsite.export.tables.tables import Every, Guard, Not, Some


def exported(guard: Declared) -> Guard | None:
    """Return a guard; None for one that always holds."""
    if not guard.text:
        return None
    return _combined(ast.parse(replace_operators(guard.text), mode="eval").body)


def _combined(node: ast.expr) -> Guard:
    match node:
        case ast.Name(id=name):
            return name
        case ast.UnaryOp(operand=operand):
            return Not.model_validate({"not": _combined(operand)})
        case ast.BoolOp(op=ast.And(), values=values):
            return Every(all=tuple(map(_combined, values)))
        case ast.BoolOp(values=values):
            return Some(any=tuple(map(_combined, values)))
    raise AssertionError(ast.dump(node))  # a declaration lets nothing else through
