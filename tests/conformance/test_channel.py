"""Whatever a client does wrong, but for behaviour, has a verdict of its own."""

import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conformance.clients import program_that, results, sound_but
from twinsite.conformance.channel import ClientFailure, Trouble
from twinsite.conformance.clients import in_process, program
from twinsite.conformance.program import LINE_LIMIT, Program
from twinsite.conformance.runner import Method, Verdict
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
        (
            "if number == 3: __import__('threading').Event().wait()",
            Trouble.HUNG,
            "no answer to 'observe' within 0.4 s",
        ),
        (
            "while number == 3: sys.stdout.write('x' * 65_536)",
            Trouble.FLOODED,
            "a line of over 1048576 bytes",
        ),
        (
            "while number == 4: print('{}\\n' * 5_000, flush=True)",
            Trouble.FLOODED,
            "more than it was asked for",
        ),
        ("if number == 3: print('hello'); continue", Trouble.NONSENSE, "not a line of JSON"),
        (
            "if number == 3: sys.stdout.buffer.write(b'\\xff\\n'); sys.stdout.flush(); continue",
            Trouble.NONSENSE,
            "not a line of JSON",
        ),
        ("if number == 3: print('NaN', flush=True); continue", Trouble.NONSENSE, "in nan"),
        (
            "if number == 3: print('[' * 900 + ']' * 900, flush=True); continue",
            Trouble.NONSENSE,
            "valid dict",
        ),
        (
            "if number == 3: print('[' * 400_000 + ']' * 400_000, flush=True); continue",
            Trouble.NONSENSE,
            "",
        ),
        (
            'if number == 3: print(\'{"commands": [{"command": "connect", "site": "moon"}],\''
            " '\"state\": {}}', flush=True); continue",
            Trouble.NONSENSE,
            "commands.0.site",
        ),
        (
            "if number == 3: print('{\"\\\\ud800\": 1}', flush=True); continue",
            Trouble.NONSENSE,
            "ud800",
        ),
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
    timeout = IMPATIENT if trouble is Trouble.HUNG else 20.0
    (result,) = results(program(command, timeout=timeout))
    assert result.verdict is Verdict.ERROR
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
    assert [result.verdict for result in found] == [Verdict.ERROR, Verdict.ERROR]


def test_a_client_that_breaks_down_once_is_tested_on(tmp_path: Path) -> None:
    """The method after a crash finds a sound client, not the broken one."""
    mark = tmp_path / "crashed"
    once = f"if number == 9 and not __import__('os').path.exists({str(mark)!r})"
    mischief = f"{once}: open({str(mark)!r}, 'w'); sys.exit(1)"
    command = sound_but(tmp_path, mischief=mischief)
    found = results(program(command), Method.SCENARIOS, Method.RANDOM)
    assert [result.verdict for result in found] == [Verdict.ERROR, Verdict.CONFORMS]


def test_a_program_that_hangs_is_not_waited_for_again_and_again(tmp_path: Path) -> None:
    """A random walk that hangs is not shortened."""
    command = program_that("if number == 9: sys.stdin.read()", tmp_path)
    (result,) = results(program(command, timeout=IMPATIENT), Method.RANDOM)
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.HUNG


def test_words_on_standard_error_are_cut_and_can_be_printed(tmp_path: Path) -> None:
    """A program that floods its standard error with what no screen can show is told in short."""
    mischief = "if number == 2: sys.stderr.write('\\x1b[31m' + 'y' * 3_000_000); sys.exit(3)"
    (result,) = results(program(program_that(mischief, tmp_path)))
    assert result.divergence is not None
    assert result.divergence.failure is not None
    words = result.divergence.failure.last_words
    assert words[0].startswith("\\x1b[31myyy")
    assert all(line.isprintable() and len(line) < 1100 for line in words)


ANSWERS_ONCE = 'print(\'{"shows": {"commands": [], "state": ["site"]}}\', flush=True); '


@pytest.mark.parametrize(
    ("mischief", "code"),
    [
        ("pass", 0),
        (ANSWERS_ONCE + "__import__('threading').Event().wait()", -signal.SIGKILL),
    ],
)
def test_the_program_is_gone_afterwards(mischief: str, code: int, tmp_path: Path) -> None:
    """A program may end by itself when its input ends; one that does not is killed."""
    threads = threading.active_count()
    channel = Program(program_that(mischief, tmp_path))
    channel.start({"profile": {}, "lengths": {}})
    channel.close()
    head = channel._family.head
    assert head.returncode == code
    with pytest.raises(ProcessLookupError):  # not even a zombie
        os.kill(head.pid, 0)
    assert threading.active_count() == threads


@pytest.mark.parametrize("then", ["sys.exit(4)", "__import__('threading').Event().wait()"])
def test_what_a_program_has_started_is_gone_as_well(then: str, tmp_path: Path) -> None:
    """A script that starts the true client holds nothing up, and leaves nothing behind."""
    threads = threading.active_count()
    survived = tmp_path / "survived"
    child = f"import threading; threading.Event().wait(20); open({str(survived)!r}, 'w')"
    start = f"__import__('subprocess').Popen([sys.executable, '-c', {child!r}], stdin=-3)"
    command = program_that(f"if number == 3: {start}; {then}", tmp_path)
    (result,) = results(program(command, timeout=IMPATIENT))
    assert result.verdict is Verdict.ERROR
    assert threading.active_count() == threads
    assert not survived.exists()


@pytest.mark.parametrize("lines", [1, 3000, 300_000])
def test_what_nobody_reads_holds_nothing_up(lines: int) -> None:
    """Unasked lines are a flood; no more of them is kept than was read for one answer."""
    threads = threading.active_count()
    channel = Program([sys.executable, "-c", f"print('{{}}\\n' * {lines}, end='')"])
    assert channel._pump(20.0, lambda: bool(channel._heard))
    with pytest.raises(ClientFailure, match="flooded") as told:
        channel.start({"profile": {}, "lengths": {}})
    assert told.value.trouble is Trouble.FLOODED
    assert len(channel._heard) <= LINE_LIMIT
    assert threading.active_count() == threads
    channel.close()


def test_a_program_that_cannot_be_started_is_bad_input() -> None:
    """There is no verdict on a client that there is not."""
    with pytest.raises(InputError, match="cannot be run"):
        results(program(["/no/such/program"]))


def test_a_profile_that_a_program_lacks_is_untested(tmp_path: Path) -> None:
    """An unsupported profile is no pass, and its reason is told."""
    mischief = 'print(\'{"unsupported": "no restoration"}\', flush=True); continue'
    (result,) = results(program(program_that(mischief, tmp_path)))
    assert (result.verdict, result.note) == (Verdict.NOT_TESTED, "no restoration")


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
    (result,) = results(in_process(_Hangs, timeout=IMPATIENT))
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.HUNG


class _Exits(Client):
    def offer(self, event: Mapping[str, Any]) -> None:
        sys.exit(0)


class _CannotBeTold(Exception):  # noqa: N818  # it is a class under test
    def __str__(self) -> str:
        raise RuntimeError


class _RaisesWhatCannotBeTold(Client):
    def offer(self, event: Mapping[str, Any]) -> None:
        raise _CannotBeTold


class _RaisesWhatCannotBePrinted(Client):
    def offer(self, event: Mapping[str, Any]) -> None:
        raise ValueError("\x00\ud800\x1b" + "y" * 1_000_000)


class _AnswersAbyss(Client):
    def observe(self) -> Mapping[str, Any]:
        abyss: list[object] = []
        for _ in range(100_000):
            abyss = [abyss]
        return {"commands": abyss, "state": {}}


@pytest.mark.parametrize(
    ("client", "trouble", "told"),
    [
        (_Raises, Trouble.CRASHED, "offer raised KeyError: 'connection_accepted'."),
        (_Exits, Trouble.CRASHED, "offer raised SystemExit: 0."),
        (_RaisesWhatCannotBeTold, Trouble.CRASHED, "offer raised _CannotBeTold."),
        (_RaisesWhatCannotBePrinted, Trouble.CRASHED, r"ValueError: \x00\ud800\x1byyy"),
        (_AnswersNonsense, Trouble.NONSENSE, "commands.0.command"),
        (_AnswersAbyss, Trouble.NONSENSE, "in a dict."),
    ],
)
def test_a_python_client_that_breaks_down_is_told(
    client: type[Client], trouble: Trouble, told: str
) -> None:
    """An exception of a client is its failure, and no traceback; it leaves no thread behind."""
    before = set(threading.enumerate())
    (result,) = results(in_process(client, timeout=60.0))  # none of them hangs
    assert result.verdict is Verdict.ERROR
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is trouble
    what = result.divergence.failure.what
    assert told in what
    assert what.isprintable()
    assert len(what) < 1100
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5.0)
    assert set(threading.enumerate()) <= before


class _CannotBeMade(Client):
    def __init__(self) -> None:
        raise RuntimeError("no display")


def test_a_python_client_that_cannot_be_made_is_bad_input() -> None:
    """There is no verdict on a client that there is not."""
    with pytest.raises(InputError, match="it cannot be made: RuntimeError: no display"):
        results(in_process(_CannotBeMade))


def test_the_sound_program_conforms() -> None:
    """The reference desktop behind standard input and output passes every method."""
    command = [sys.executable, "-m", "twinsite_desktop", "serve"]
    found = results(program(command), Method.SCENARIOS, Method.RANDOM)
    assert [result.verdict for result in found] == [Verdict.CONFORMS, Verdict.CONFORMS]
    assert all(result.judged.hidden == set() for result in found)
