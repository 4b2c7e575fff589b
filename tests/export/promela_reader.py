"""Reads the macros of a Promela model back, apart from the code that writes them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

Test = Callable[[Mapping[str, str]], bool]
"""The value of an expression, from the names of the states in which the variables are."""

_TOKEN = re.compile(r"->|[!=]=|&&|\|\||[!():]|\w+")


def macros(model: str) -> dict[str, str]:
    """Return every macro without arguments, by name."""
    text = model.replace("\\\n", " ")
    return dict(re.findall(r"^#define (\w+) (.*)$", text, re.MULTILINE))


def enabled(model: str) -> Iterator[str]:
    """Yield the condition of every d_step, in order."""
    for condition in re.findall(r":: d_step \{\n(.*?) ->\n", model, re.DOTALL):
        yield " ".join(condition.split())


class Reader:
    """Reads boolean expressions over variables whose values are names."""

    def __init__(self, definitions: Mapping[str, str]) -> None:
        self._definitions = definitions
        self.macro = cache(lambda name: self.test(definitions[name]))

    def test(self, expression: str) -> Test:
        """Return what an expression stands for."""
        tokens = _TOKEN.findall(expression)
        assert "".join(tokens) == expression.replace(" ", ""), expression
        test, rest = self._any(tokens)
        assert not rest, f"{expression!r} goes on with {rest}"
        return test

    def _any(self, tokens: list[str]) -> tuple[Test, list[str]]:
        first, tokens = self._all(tokens)
        tests = [first]
        while tokens[:1] == ["||"]:
            test, tokens = self._all(tokens[1:])
            tests.append(test)
        return (lambda values: any(test(values) for test in tests)), tokens

    def _all(self, tokens: list[str]) -> tuple[Test, list[str]]:
        first, tokens = self._one(tokens)
        tests = [first]
        while tokens[:1] == ["&&"]:
            test, tokens = self._one(tokens[1:])
            tests.append(test)
        return (lambda values: all(test(values) for test in tests)), tokens

    def _one(self, tokens: list[str]) -> tuple[Test, list[str]]:
        match tokens:
            case ["!", *rest]:
                negated, rest = self._one(rest)
                return (lambda values: not negated(values)), rest
            case ["(", *rest]:
                test, rest = self._any(rest)
                if rest[0] == "->":
                    then, rest = self._any(rest[1:])
                    assert rest[0] == ":"
                    other, rest = self._any(rest[1:])
                    condition = test
                    test = lambda values: (then if condition(values) else other)(values)  # noqa: E731
                assert rest[0] == ")"
                return test, rest[1:]
            case [variable, ("==" | "!=") as operator, value, *rest]:
                return (lambda values: (values[variable] == value) == (operator == "==")), rest
            case [("true" | "false") as constant, *rest]:
                return (lambda _: constant == "true"), rest
        return self.macro(tokens[0]), tokens[1:]
