"""A Python client in a process of its own may leave, block and fill that process, and no other."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from conformance.clients import results, sound_but
from twinsite.conformance import family
from twinsite.conformance.channel import Budget, BudgetSpent, ClientFailure, Trouble
from twinsite.conformance.clients import program, python_program
from twinsite.conformance.program import Program, PythonProgram
from twinsite.conformance.runner import Method, Verdict
from twinsite.errors import InputError

CLIENT = """
import os, sys, threading, time, json
from twinsite_desktop.client import Client
{before}
class Mine(Client):
    def __init__(self):
        {made}
        super().__init__()
    def observe(self):
        {observed}
        return super().observe()
"""
FOR_EVER = "threading.Event().wait()"


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def write(*, before: str = "", made: str = "pass", observed: str = "pass") -> None:
    Path("mine.py").write_text(CLIENT.format(before=before, made=made, observed=observed))


@pytest.mark.parametrize(
    ("change", "trouble", "told"),
    [
        ({"observed": "os._exit(0)"}, Trouble.CRASHED, "it ended with exit code 0 at 'observe'."),
        ({"observed": "sys.exit(0)"}, Trouble.CRASHED, "observe raised SystemExit: 0."),
        (
            {"observed": "raise KeyboardInterrupt"},
            Trouble.CRASHED,
            "observe raised KeyboardInterrupt.",
        ),
        ({"made": "sys.exit(0)"}, Trouble.CRASHED, "__init__ raised SystemExit: 0."),
        ({"made": "os._exit(0)"}, Trouble.CRASHED, "it ended with exit code 0 at 'import'."),
        ({"before": "os._exit(0)"}, Trouble.CRASHED, "it ended with exit code 0 at 'import'."),
        ({"made": FOR_EVER}, Trouble.HUNG, "no answer to 'import' within 3 s."),
        ({"observed": FOR_EVER}, Trouble.HUNG, "no answer to 'observe' within 3 s."),
        ({"observed": "return {1, 2}"}, Trouble.NONSENSE, "to 'observe': no plain data: TypeErr"),
        (
            {"observed": "return {'commands': [], 'state': 'x' * 2_000_000}"},
            Trouble.FLOODED,
            "a line of over 1048576 bytes",
        ),
    ],
)
def test_whatever_it_does_it_is_the_client_s_failure(
    change: dict[str, str], trouble: Trouble, told: str
) -> None:
    """It leaves with status 0, raises, hangs or answers what is no data: it never passes."""
    write(**change)
    timeout = 3.0 if trouble is Trouble.HUNG else 60.0
    (result,) = results(python_program("mine:Mine", timeout=timeout))
    assert result.verdict is Verdict.ERROR
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is trouble
    assert told in result.divergence.failure.what


def test_a_thread_that_never_ends_holds_nothing_up() -> None:
    """The process of the client is ended with it, and the client conforms."""
    write(made=f"threading.Thread(target=lambda: {FOR_EVER}).start()")
    (result,) = results(python_program("mine:Mine"))
    assert result.verdict is Verdict.CONFORMS


def test_what_it_prints_and_reads_is_its_own() -> None:
    """Its standard input and output are not those of the kit; what it prints is passed on."""
    write(observed="print('\\x1b[2Jseen', sys.stdin.read(), end='!\\n', flush=True)")
    heard: list[str] = []
    (result,) = results(python_program("mine:Mine", overhear=heard.append))
    assert result.verdict is Verdict.CONFORMS
    assert set(heard) == {r"\x1b[2Jseen !"}


def test_a_file_beside_it_does_not_hide_the_standard_library() -> None:
    """The current folder comes after all other places."""
    write()
    for name in ("json", "threading", "queue", "numpy"):
        Path(f"{name}.py").write_text("raise RuntimeError('the wrong one')\n")
    (result,) = results(python_program("mine:Mine"))
    assert result.verdict is Verdict.CONFORMS


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mine:Other", "mine has no Other"),
        ("mines:Mine", "'mines' cannot be imported: ModuleNotFoundError"),
        ("broken:Mine", r"'broken' cannot be imported: ValueError: \x1b[2J"),
        ("pathlib:Path", "has no method start, offer, advance, observe"),
        ("mine", "not of the form module:Class"),
    ],
)
def test_a_class_that_is_none_is_bad_input(name: str, told: str) -> None:
    """There is no verdict on a client that there is not."""
    write()
    Path("broken.py").write_text("raise ValueError('\\x1b[2J')\n")
    with pytest.raises(InputError) as refused:
        results(python_program(name))
    assert told in str(refused.value)


def test_a_program_that_reads_nothing_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    """A message that is larger than any pipe is not read, and the test goes on to its verdict."""
    channel = Program(
        [sys.executable, "-c", "import threading; threading.Event().wait()"], timeout=1.0
    )
    with pytest.raises(ClientFailure, match="no answer to 'start' within 1 s"):
        channel.start({"profile": {}, "lengths": {"x" * 3_000_000: 1.0}})
    channel.close()


def test_a_program_that_answers_what_it_has_not_read_is_found_out() -> None:
    """Nobody can answer a message that nobody has read."""
    answers = "import sys\nwhile True: print('{}', flush=True) if sys.stdin.read(1) else exit()"
    channel = Program([sys.executable, "-c", answers], timeout=20.0)
    channel.offer({"event": "x" * 1_000_000})
    with pytest.raises(ClientFailure):
        channel.offer({"event": "x"})
    channel.close()


def test_a_byte_now_and_then_is_no_answer(tmp_path: Path) -> None:
    """An answer is awaited as a whole, and not byte by byte."""
    wait = "__import__('threading').Event().wait(0.1)"
    drip = f"while number == 3: (sys.stdout.write('['), sys.stdout.flush(), {wait})"
    (result,) = results(program(sound_but(tmp_path, mischief=drip), timeout=1.0))
    assert result.divergence is not None
    assert result.divergence.failure is not None
    assert result.divergence.failure.trouble is Trouble.HUNG


def test_no_answer_is_awaited_beyond_the_time_for_all_tests(tmp_path: Path) -> None:
    """The time for all tests ends also what waits for a client that hangs."""
    command = sound_but(tmp_path, mischief="__import__('threading').Event().wait()")
    channel = Program(command, timeout=3000.0, budget=Budget(0.5))
    with pytest.raises(BudgetSpent, match=r"the 0\.5 s for all tests are over"):
        channel.start({"profile": {}, "lengths": {}})
    channel.close()


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Path]:
    """Return a file that names the process of a grandchild."""
    path = tmp_path / "sleeper"
    yield path
    if path.exists():  # a test that failed leaves nothing behind
        with suppress(ProcessLookupError):
            os.kill(int(path.read_text()), signal.SIGKILL)


STARTS = (
    "(number == 2 and open({path!r}, 'w').write(str(__import__('subprocess').Popen("
    "['sleep', '600'], {how}).pid)))"
)


def is_gone(pid: int) -> bool:
    """Return whether a process ends in a while; nobody awaits its status but the system."""
    end = time.monotonic() + 10.0
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
    return False


@pytest.mark.parametrize(
    "how",
    [
        "",
        "start_new_session=True",
        "start_new_session=True, stdin=-3, stdout=-3, stderr=-3",
        "stdin=-3, stdout=-3, stderr=-3",
    ],
)
def test_what_a_client_starts_ends_with_it(how: str, sleeper: Path, tmp_path: Path) -> None:
    """In whatever session it is, and whether or not it holds the pipes."""
    mischief = STARTS.format(path=str(sleeper), how=how)
    (result,) = results(program(sound_but(tmp_path, mischief=mischief)))
    assert result.verdict is Verdict.CONFORMS
    assert is_gone(int(sleeper.read_text()))


KIT = """
import signal, sys
sys.path[:0] = {path!r}
from twinsite.conformance.family import Family
def stop(number, frame): raise {stop}
signal.signal(signal.SIGTERM, stop)
living = Family([sys.executable, "-c", {client!r}])
print(living.head.stdout.readline().decode(), end="", flush=True)
signal.pause()
"""


@pytest.mark.parametrize("stop", ["KeyboardInterrupt", "SystemExit(1)", "MemoryError"])
def test_no_client_outlives_the_kit(stop: str) -> None:
    """A signal that ends the kit ends the client and what it has started, within two seconds."""
    client = (
        "import os, subprocess, threading;"
        "child = subprocess.Popen(['sleep', '600'], start_new_session=True);"
        "print(os.getpid(), child.pid, flush=True); threading.Event().wait()"
    )
    text = KIT.format(path=sys.path, stop=stop, client=client)
    with subprocess.Popen(  # noqa: S603  # this Python, and a text of this test
        [sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as kit:
        assert kit.stdout is not None
        pids = [int(word) for word in kit.stdout.readline().split()]
        kit.send_signal(signal.SIGTERM)
        kit.wait(timeout=20.0)
    assert len(pids) == 2
    assert all(map(is_gone, pids))


def test_it_is_the_same_client_as_in_this_process() -> None:
    """The reference desktop conforms behind the pipes, too."""
    found = results(
        python_program("twinsite_desktop.client:Client"), Method.SCENARIOS, Method.RANDOM
    )
    assert [result.verdict for result in found] == [Verdict.CONFORMS, Verdict.CONFORMS]


def test_a_child_that_cannot_be_made_is_closed() -> None:
    """Nothing is left of a client that was refused."""
    with pytest.raises(InputError):
        PythonProgram("no_such_module:Client")
    assert not family._LIVING
