"""Opening the way to a client: a program, or a Python class in its own or this process."""

from collections.abc import Callable, Sequence
from functools import partial

from twinsite.conformance.channel import TIMEOUT_SECONDS, Budget, Channel
from twinsite.conformance.in_process import InProcess
from twinsite.conformance.program import Program, PythonProgram
from twinsite.conformance.protocol import Client
from twinsite.conformance.python_class import parts_of, python_client
from twinsite.errors import InputError

__all__ = ["in_process", "program", "python_client", "python_program"]


def program(
    command: Sequence[str], *, timeout: float = TIMEOUT_SECONDS, budget: Budget | None = None
) -> Callable[[], Channel]:
    """Return what opens a way to a program.

    Args:
        command: The program and its arguments.
        timeout: How many seconds an answer is awaited.
        budget: The time for all tests, if it is limited.
    """
    return partial(Program, command, timeout=timeout, budget=budget)


def python_program(
    name: str,
    *,
    timeout: float = TIMEOUT_SECONDS,
    budget: Budget | None = None,
    overhear: Callable[[str], None] = lambda _line: None,
) -> Callable[[], Channel]:
    """Return what opens a way to a Python client in a process of its own.

    Args:
        name: The class of the client, as ``module:Class``.
        timeout: How many seconds an answer is awaited.
        budget: The time for all tests, if it is limited.
        overhear: Called with every line that the client prints.

    Raises:
        InputError: if this is no such name.
    """
    parts_of(name)
    return partial(PythonProgram, name, timeout=timeout, budget=budget, overhear=overhear)


def in_process(
    client: Callable[[], Client],
    *,
    timeout: float = TIMEOUT_SECONDS,
    budget: Budget | None = None,
) -> Callable[[], Channel]:
    """Return what opens a way to a Python client in this process.

    It is for a debugger and for coverage; what may end or block the process is better run by
    :func:`python_program`.

    Args:
        client: Makes a client; its class, for example.
        timeout: How many seconds an answer is awaited.
        budget: The time for all tests, if it is limited.
    """

    def connect() -> Channel:
        try:
            made = client()
        except (Exception, SystemExit) as error:
            raise InputError(
                f"it cannot be made: {type(error).__name__}: {error}",
                where="the client",
                remedy="A client is made without arguments; let it wait for start.",
            ) from error
        return InProcess(made, timeout=timeout, budget=budget)

    return connect
