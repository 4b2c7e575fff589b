"""A Python client as a program: the child's side of :class:`~..program.PythonProgram`.

The child speaks JSON lines over descriptors of its own; what the client prints goes to standard
error.  It tells first whether the client was found and made; then each answer is
``{"answer": ...}``, or ``{"raised": "..."}`` where the client has raised an exception.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from twinsite.conformance.python_class import explorable_client, python_client
from twinsite.errors import InputError

if TYPE_CHECKING:
    from twinsite.conformance.protocol import Client

Send = Callable[[Mapping[str, object]], None]


def told(error: BaseException) -> str:
    """Return an exception of a client in words."""
    kind = type(error).__name__
    try:
        words = str(error)[:2000]
    except BaseException:  # its own message fails
        return kind
    return f"{kind}: {words}" if words else kind


def main(name: str, purpose: str) -> None:
    """Find and make a client, and answer every line until there are no more.

    Args:
        name: The class of the client, as ``module:Class``.
        purpose: ``compare`` if it is to be compared exhaustively, else ``conform``.
    """
    lines = os.fdopen(os.dup(0), "r", encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)  # what the client reads and prints is not the kit's
    os.dup2(2, 1)

    def send(answer: Mapping[str, object]) -> None:
        answers.write(dumps(answer) + "\n")
        answers.flush()

    try:
        made = (explorable_client if purpose == "compare" else python_client)(name)
    except InputError as error:
        send({"refused": {"what": error.what, "where": error.where, "remedy": error.remedy}})
        return
    try:
        client = made()
    except BaseException as error:  # whatever it is, it is the client's
        send({"raised": f"__init__ raised {told(error)}."})
        return
    send({"answer": {}})
    serve(client, lines, send)


def serve(client: "Client", lines: Iterable[str], send: Send) -> None:
    """Answer every line.

    Args:
        client: Who answers.
        lines: Messages of the conformance protocol, or ``compare`` with a profile.
        send: Sends an answer.
    """
    for line in lines:
        message: dict[str, Any] = loads(line)
        if message["call"] == "compare":
            from twinsite.conformance.comparison import serve_comparison

            serve_comparison(client, message["profile"], send)
        else:
            _answer(client, message, send)


def _answer(client: "Client", message: dict[str, Any], send: Send) -> None:
    call = message["call"]
    try:
        match call:
            case "start":
                answer: object = client.start(message)
            case "observe":
                answer = client.observe()
            case "advance":
                client.advance(message["seconds"])
                answer = {}
            case _:
                client.offer(message)
                answer = {}
    except BaseException as error:  # whatever it is, it is the client's
        send({"raised": f"{call} raised {told(error)}."})
        return
    try:
        send({"answer": answer})
    except (TypeError, ValueError, RecursionError) as error:
        send({"nonsense": f"to {call!r}: no plain data: {told(error)}."})
