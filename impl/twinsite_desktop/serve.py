"""The reference desktop as a program: the four calls as lines of JSON on standard input."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from twinsite_desktop.client import Client
from twinsite_desktop.errors import LocalError

LONGEST_ADVANCE_SECONDS = 1e6
"""So much time passes at most at once: what retries every ten seconds would never be done."""


def serve(lines: Iterable[str], answers: TextIO, client: Client | None = None) -> None:
    """Answer every line with one line, until there are no more.

    Args:
        lines: Messages of the conformance protocol.
        answers: Where the answers are written.
        client: Who answers; the reference desktop if not given.
    """
    client = Client() if client is None else client
    for line in lines:
        answers.write(json.dumps(_answer(client, line)) + "\n")
        answers.flush()


def _answer(client: Client, line: str) -> Mapping[str, Any]:
    try:
        message = json.loads(line)
        match message:
            case {"call": "start"}:
                return client.start(message)
            case {"call": "offer"}:
                client.offer(message)
                return {}
            case {"call": "advance", "seconds": int() | float() as seconds} if (
                0 <= seconds <= LONGEST_ADVANCE_SECONDS
            ):
                client.advance(seconds)
                return {}
            case {"call": "observe"}:
                return client.observe()
    except (ValueError, RecursionError) as error:
        return {"error": f"not a line of JSON: {error}"}
    except LocalError as error:
        return {"error": str(error)}
    return {"error": f"not a call of the protocol: {line.strip()[:200]}"}
