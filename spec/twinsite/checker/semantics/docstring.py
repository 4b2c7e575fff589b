"""Docstrings that hold what is specified: questions and sentences, also under ``python -OO``."""

import ast
import inspect
import sys
from textwrap import dedent
from typing import Any


def docstring(thing: Any) -> str:
    """Return the docstring of a class, function or property.

    It is read from the source if Python has left it out.
    """
    if thing.__doc__ is not None or sys.flags.optimize < 2:
        return thing.__doc__ or ""
    source = dedent(inspect.getsource(getattr(thing, "fget", thing)))
    # ast.parse would leave the docstrings out as well, from Python 3.14 on
    module = compile(source, "", "exec", ast.PyCF_ONLY_AST, optimize=0)
    assert isinstance(module, ast.Module)
    (declared,) = module.body
    assert isinstance(declared, (ast.ClassDef, ast.FunctionDef))
    return ast.get_docstring(declared) or ""
