"""Spin: every reachable state of a Promela model, and the properties that a state or step breaks.

The search is exhaustive and exact: every state is stored in full, and no order of steps is left
out as equivalent to another.  A search that Spin cuts short is no answer.
"""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from twinsite.errors import InputError
from twinsite.export.promela.promela_properties import UNKNOWN

MEMORY_MB: Final = 8192
"""Spin gives up, and says so, when its search needs more than this."""

_COMPILE: Final = ("-DSAFETY", "-DNOREDUCE", "-DNOFAIR", f"-DMEMLIM={MEMORY_MB}")
_CUT_SHORT: Final = ("max search depth too small", "Search not completed", "-DMEMLIM bound")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search by Spin has found."""

    states: int
    """States stored."""
    steps: int
    """Transitions, without the arrival in the initial state."""
    depth: int
    """The length of the longest trace that the search has followed."""
    complete: bool
    """Whether every state was found, and all its steps were taken."""
    refuted: frozenset[int]
    """The numbers of the properties that are broken."""
    errors: tuple[str, ...]
    """What else Spin complains about; none in a model that was exported rightly."""
    seconds: float
    """How long the search took by Spin's own clock."""


@dataclass(frozen=True, slots=True)
class Checker:
    """A program that Spin has written for one model, compiled."""

    program: Path
    """The program."""
    seconds: float
    """How long it took to write and to compile it."""

    def search(self, states: int, *, depth: int | None = None) -> Answer:
        """Search the whole state space.

        Args:
            states: About as many states as there are.
            depth: The search is cut short, and says so, where a trace is longer than this; if not
                given it is twice the number of states, so that no trace is too long.

        Raises:
            InputError: if the program does not come to an answer.
        """
        longest = max(1_000, 2 * states) if depth is None else depth
        sizes = f"-m{longest}", f"-w{max(16, states.bit_length())}"
        return parse(_output(str(self.program), "-c0", "-n", *sizes, folder=self.program.parent))


def version() -> str:
    """Return the version of Spin, such as ``6.5.2``.

    Raises:
        InputError: if Spin is not installed.
    """
    require_installed()
    found = re.search(r"Version (\S+)", _output("spin", "-V", folder=Path()))
    return "of unknown version" if found is None else found[1]


def require_installed() -> None:
    """Require what a search by Spin needs.

    Raises:
        InputError: if Spin or the C compiler is missing.
    """
    for program, name in (("spin", "Spin"), ("gcc", "The C compiler gcc")):
        if shutil.which(program) is None:
            raise InputError(
                f"{name} is not installed",
                where=program,
                remedy="Install both; on Debian and Ubuntu: apt-get install spin gcc.",
            )


@contextmanager
def compiled(model: str, *, prop: int = 0, optimisation: str = "-O0") -> Iterator[Checker]:
    """Let Spin write the checker of a model, and compile it, in a folder that is removed later.

    Args:
        model: The Promela text.
        prop: The number of the only property to judge; 0 for every property.
        optimisation: How hard the compiler tries; without optimisation compiling and searching
            together take least, even of the largest profile.

    Raises:
        InputError: if Spin or the compiler is missing or refuses the model.
    """
    require_installed()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="twinsite-spin-") as name:
        folder = Path(name)
        (folder / "model.pml").write_text(model, encoding="utf-8")
        _output("spin", f"-DPROPERTY={prop}", "-a", "model.pml", folder=folder)
        _output("gcc", optimisation, *_COMPILE, "-o", "pan", "pan.c", folder=folder)
        yield Checker(folder / "pan", time.perf_counter() - started)


def parse(output: str) -> Answer:
    """Read the report of a search.

    Raises:
        InputError: if it is no such report.
    """
    states = re.search(r"^\s*(\d+) states, stored", output, re.MULTILINE)
    taken = re.search(r"^\s*(\d+) transitions", output, re.MULTILINE)
    depth = re.search(r"depth reached (\d+), errors: (\d+)", output)
    if states is None or taken is None or depth is None:
        raise InputError(
            f"Spin's search came to no answer: {output.strip()[-400:]}",
            where="spin",
            remedy="See whether it has the memory that it needs.",
        )
    elapsed = re.search(r"elapsed time ([\d.e+-]+) seconds", output)
    refuted: set[int] = set()
    errors = []
    for complaint in re.findall(r"^pan:\d+: (.*)$", output, re.MULTILINE):
        number = re.search(r"refuted\[(\d+)\]", complaint)
        if number is None or int(number[1]) == UNKNOWN:
            errors.append(complaint)
        else:
            refuted.add(int(number[1]))
    if int(depth[2]) != len(refuted) + len(errors):
        errors.append(f"{depth[2]} errors, of which {len(refuted) + len(errors)} are named")
    return Answer(
        states=int(states[1]),
        steps=int(taken[1]) - 1,
        depth=int(depth[1]),
        complete=not any(words in output for words in _CUT_SHORT),
        refuted=frozenset(refuted),
        errors=tuple(errors),
        seconds=0.0 if elapsed is None else float(elapsed[1]),
    )


def _output(*command: str, folder: Path) -> str:
    """Run a program and return what it says.

    Raises:
        InputError: if Spin or the compiler fails.
    """
    done = subprocess.run(  # noqa: S603 # the programs are named above; the model is ours
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    output = done.stdout + done.stderr
    if done.returncode and command[0] in ("spin", "gcc"):
        raise InputError(
            f"{command[0]} refuses the model: {output.strip()[:400] or 'it says nothing'}",
            where=command[0],
            remedy="Report it with the model, which 'twinsite export promela' writes.",
        )
    return output
