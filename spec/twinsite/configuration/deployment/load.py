"""Reading a deployment file: from bytes to a `Deployment`, or to one clear message.

The reader of TOML is `tomli`, not the one of the standard library: it is compiled, and it refuses
a key of very many parts, for which older ones need memory that grows with the square of the parts.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import tomli
from pydantic import ValidationError

from twinsite.configuration.deployment.findings import (
    MOST_FINDINGS,
    Finding,
    Place,
    dotted,
    explain,
)
from twinsite.configuration.deployment.limits import MOST_IN_A_TABLE, Budget
from twinsite.configuration.deployment.lines import lines_of
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.option_files import Gathered, gather
from twinsite.configuration.deployment.sites import find_unknown_sites
from twinsite.errors import InputError
from twinsite.files import decode, read_bytes

LARGEST_FILE_BYTES: Final = 64 * 2**20
"""A larger file is refused before it is read as TOML."""

_LONGEST_REASON: Final = 200
"""A longer message of the reader of TOML is cut, in characters."""

_MORE: Final = Finding(
    (), f"there may be more: only the first {MOST_FINDINGS} findings are told", "Mend these first."
)
"""What is told last where the search for findings has ended early."""

_POSITION: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")
"""How the reader of TOML ends a message."""


class MistakesError(InputError):
    """A deployment has mistakes; this is the first, and the linter tells all of them."""


@dataclass(frozen=True, slots=True)
class DeploymentFile:
    """A deployment file as far as it could be read."""

    path: Path
    """Where it is."""
    text: str
    """The text of the file."""
    deployment: Deployment | None
    """What it says; None if there are findings."""
    findings: tuple[Finding, ...]
    """Everything that keeps it from being read."""
    options: Gathered
    """What files of options add to it."""
    data: dict[str, Any]
    """What the reader of TOML has read, with the options of files."""

    def spots(self, places: Iterable[Place]) -> dict[Place, tuple[str, int | None]]:
        """Return the file and, where it can be told, the line of each of some places."""
        lines = lines_of(self.text, places)
        here = str(self.path)
        return {place: self.options.spots.get(place, (here, lines[place])) for place in lines}


def read_deployment(path: Path) -> DeploymentFile:
    """Read a deployment file, with every finding on its form.

    Site names that match no server are no findings here: what they mean is told elsewhere.

    Args:
        path: A TOML file in UTF-8.

    Raises:
        InputError: if the file cannot be read, or is no TOML.
    """
    raw = read_bytes(
        path,
        largest=LARGEST_FILE_BYTES,
        too_large="Split the deployment into several files.",
        what="deployment file",
    )
    text = decode(raw, path)
    try:
        with _without_search_for_cycles():
            data = _parse(text, path)
            options = gather(data, path)
            deployment = Deployment.model_validate(data, context=Budget())
    except ValidationError as error:
        errors = error.errors(include_url=False)
        findings = (*options.findings, *(explain(one, Deployment) for one in errors))
        more = (_MORE,) if len(findings) >= MOST_FINDINGS else ()
        return DeploymentFile(path, text, None, findings[:MOST_FINDINGS] + more, options, data)
    if options.findings:
        return DeploymentFile(path, text, None, tuple(options.findings), options, data)
    return DeploymentFile(path, text, deployment, (), options, data)


def load_deployment(path: Path) -> Deployment:
    """Read a deployment file.

    Args:
        path: A TOML file in UTF-8.

    Returns:
        A deployment whose options are all known, valid and in their place, whose names all refer
        to something, and whose site names all match servers where business continuity is enabled.

    Raises:
        InputError: if the file cannot be read.
        MistakesError: if it cannot be used; it tells the first finding, and how many there are.
    """
    file = read_deployment(path)
    deployment, findings = file.deployment, file.findings
    if deployment is not None:
        findings = tuple(islice(find_unknown_sites(deployment), MOST_FINDINGS))
        if not findings:
            return deployment
    raise _refusal(findings, file)


def require_agents(deployment: Deployment, path: Path) -> None:
    """Refuse a deployment of which nothing could be decided.

    Raises:
        InputError: if it has no agent, as a file that was cut off.
    """
    if not deployment.agents:
        raise InputError(
            "the deployment has no agents, so nothing can be decided of it",
            where=str(path),
            remedy="Add an [[agents]] table for each agent; see whether the file is complete.",
        )


@contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Keep Python from searching for cycles of objects for a while.

    What is read has no cycles, and of a large deployment the search takes most of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _parse(text: str, path: Path) -> dict[str, object]:
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = str(error)
        position = _POSITION.search(message)
        if position:
            message = message[: position.start()]
            where = f"{path}, line {position[1]}, column {position[2]}"
        else:
            message = message.removesuffix(" (at end of document)")
            where = f"{path}, line {text.count(chr(10)) + 1}, end of the file"
        message = message[:1].lower() + message[1:_LONGEST_REASON]
        raise InputError(
            f"this is not valid TOML: {message}",
            where=where,
            remedy="Correct it; https://toml.io shows how tables, lists and texts are written.",
        ) from None
    except RecursionError:
        raise InputError(
            "lists or tables are nested too deeply",
            where=str(path),
            remedy="A deployment needs no more than four levels.",
        ) from None
    except ValueError as error:
        # The reader of TOML lets some errors of its conversions through, as for a huge number.
        raise InputError(
            f"a value cannot be converted ({error})",
            where=str(path),
            remedy="Write a shorter number, or a text in quotes.",
        ) from None
    if len(data) > MOST_IN_A_TABLE:
        raise InputError(
            f"there are {len(data):,} keys outside tables",
            where=str(path),
            remedy=f"Use at most {MOST_IN_A_TABLE:,}.",
        )
    return data


def _refusal(findings: Sequence[Finding], file: DeploymentFile) -> MistakesError:
    """Return the error that tells the first of some findings."""
    first = findings[0]
    name, line = file.spots([first.place])[first.place]
    where = [name, *([f"line {line}"] if line else []), dotted(first.place)]
    more = "at least " if len(findings) >= MOST_FINDINGS else ""
    told = min(len(findings), MOST_FINDINGS)
    count = f" (the first of {more}{told} findings)" if told > 1 else ""
    return MistakesError(first.what + count, where=", ".join(where), remedy=first.advice)
