"""Whatever a client does wrong, but for behaviour, has a verdict of its own."""

import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conformance.clients import program_that, results
from twinsite.conformance.channel import Program, Trouble
from twinsite.conformance.conduct import Method, Verdict
from twinsite.conformance.connect import in_process, program
from twinsite.errors import InputError
from twinsite_desktop.client import Client

IMPATIENT = 0.4


@pytest.mark.parametrize(
    ("mischief", "trouble", "told"),
    [
        ("sys.exit(7)", Trouble.CRASHED, "exit code 7"),
        ("if number == 5: sys.exit('out of memory')", Trouble.CRASHED, "exit code 1"),
        ("if number == 4: sys.stdin.readline(); continue", Trouble.HUNG, "0.4 s"),
        ("if number == 3: print('x' * 2_000_000); continue", Trouble.FLOODED, "1048576"),
        (
            "if number == 4: print('{}\\n' * 5_000, flush=True); continue",
            Trouble.FLOODED,
            "more than it was asked for",
        ),
        ("if number == 3: print('hello'); continue", Trouble.NONSENSE, "not a line of JSON"),
        ("if number == 3: print('[' * 100_000); continue", Trouble.NONSENSE, "not a line of JSON"),
        ("if number == 3: print('[]', flush=True); continue", Trouble.NONSENSE, "valid dict"),
        (
            "if call == 'observe': print('{\"commands\": 3, \"state\": {}}', flush=True); continue",
            Trouble.NONSENSE,
            "commands",
        ),
        (
            "if call == 'start': print('{\"protocol\": 2}', flush=True); continue",
            Trouble.NONSENSE,
            "protocol",
        ),
        (
            "if number == 3: sys.stdout.close(); __import__('os').close(1); sys.stdin.read()",
            Trouble.CLOSED,
            "before its answer",
        ),
        (
            'if number == 3: print(\'{"error": "I am lost"}\', flush=True); continue',
            Trouble.GAVE_UP,
            "I am lost",
        ),
    ],
)
def test_a_program_that_breaks_down_is_told(
    mischief: str, trouble: Trouble, told: str, tmp_path: Path
) -> None:
    """A client that crashes, hangs, floods, answers nonsense, closes or gives up never passes."""
    threads = threading.active_count()
    command = program_that(mischief, tmp_path)
    (result,) = results(program(command, patience=IMPATIENT))
    assert result.verdict is Verdict.BROKEN
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is trouble
    assert told in result.divergence.failure.what
    assert threading.active_count() == threads


def test_its_last_words_are_told(tmp_path: Path) -> None:
    """What a program says on its standard error before it ends stands in the report."""
    mischief = "if number == 2: print('no memory', file=sys.stderr); sys.exit(3)"
    (result,) = results(program(program_that(mischief, tmp_path)))
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.last_words == ("no memory",)


def test_a_broken_client_is_started_again_for_the_next_method(tmp_path: Path) -> None:
    """What comes after a crash is tested with a new process, and random walks end, too."""
    command = program_that("if number == 9: sys.exit(1)", tmp_path)
    found = results(program(command), Method.SCENARIOS, Method.RANDOM)
    assert [result.verdict for result in found] == [Verdict.BROKEN, Verdict.BROKEN]


def test_a_program_that_hangs_is_not_waited_for_again_and_again(tmp_path: Path) -> None:
    """A random walk that hangs is not shortened."""
    command = program_that("if number == 9: sys.stdin.read()", tmp_path)
    (result,) = results(program(command, patience=IMPATIENT), Method.RANDOM)
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.HUNG


def test_the_program_is_gone_afterwards(tmp_path: Path) -> None:
    """A program that does not end by itself is killed."""
    channel = Program(program_that("pass", tmp_path))
    channel.start({"profile": {}, "lengths": {}})
    channel.close()
    assert channel._process.returncode is not None


def test_a_program_that_cannot_be_started_is_bad_input() -> None:
    """There is no verdict on a client that there is not."""
    with pytest.raises(InputError, match="cannot be run"):
        results(program(["/no/such/program"]))


def test_a_profile_that_a_program_lacks_is_untested(tmp_path: Path) -> None:
    """An unsupported profile is no pass, and its reason is told."""
    mischief = 'print(\'{"unsupported": "no restoration"}\', flush=True); continue'
    (result,) = results(program(program_that(mischief, tmp_path)))
    assert (result.verdict, result.note) == (Verdict.UNTESTED, "no restoration")


class _Raises(Client):
    def offer(self, event: Mapping[str, Any]) -> None:
        raise KeyError(event["event"])


class _AnswersNonsense(Client):
    def observe(self) -> Mapping[str, Any]:
        return {"commands": [{"command": 5}], "state": {}}


class _Hangs(Client):
    def advance(self, seconds: float) -> None:
        threading.Event().wait()


def test_a_python_client_that_hangs_is_told() -> None:
    """A call that never returns is left behind, and the test goes on to its verdict."""
    (result,) = results(in_process(_Hangs, patience=IMPATIENT))
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.HUNG


@pytest.mark.parametrize(
    ("client", "trouble"), [(_Raises, Trouble.CRASHED), (_AnswersNonsense, Trouble.NONSENSE)]
)
def test_a_python_client_that_breaks_down_is_told(client: type[Client], trouble: Trouble) -> None:
    """An exception of a client is its failure, and no traceback."""
    (result,) = results(in_process(client))
    assert result.verdict is Verdict.BROKEN
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is trouble


def test_the_sound_program_conforms() -> None:
    """The reference desktop behind standard input and output passes every method."""
    command = [sys.executable, "-m", "twinsite_desktop", "serve"]
    found = results(program(command), Method.SCENARIOS, Method.RANDOM)
    assert [result.verdict for result in found] == [Verdict.CONFORMS, Verdict.CONFORMS]
    assert all(result.judged.hidden == set() for result in found)
