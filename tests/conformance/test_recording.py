"""What was done with a client can be done again, from a file and as a regression test."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conformance.clients import BESIDE_WINDOWS, SMALL, SOUND, results
from twinsite.checker.semantics.system import Event
from twinsite.conformance.channel import ClientFailure, Trouble
from twinsite.conformance.oracle import Happens, Passes
from twinsite.conformance.recording import Recording, load_recording
from twinsite.conformance.regression_test import regression_test
from twinsite.conformance.runner import Method, Plan, Verdict, Watch, conduct
from twinsite.conformance.session import Divergence
from twinsite.conformance.timer_values import LENGTHS
from twinsite.errors import InputError


@pytest.fixture(scope="module")
def divergence() -> Divergence:
    (result,) = results(BESIDE_WINDOWS)
    assert result.divergence is not None
    return result.divergence


def test_a_saved_session_diverges_again(divergence: Divergence, tmp_path: Path) -> None:
    """The same client does the same wrong thing after the same actions."""
    path = tmp_path / "divergence.json"
    Recording(SMALL, LENGTHS, divergence.actions).save(path)
    plan = Plan(methods=(Method.REPLAY,), recording=load_recording(path))
    (again,) = conduct(BESIDE_WINDOWS, (SMALL,), plan, Watch())
    assert again.divergence is not None
    assert again.divergence.mismatches == divergence.mismatches
    (sound,) = conduct(SOUND, (SMALL,), plan, Watch())
    assert sound.verdict is Verdict.CONFORMS


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "twinsite run 1"}, "format"),
        ({"profile": "bc/none"}, "no kind of phone"),
        ({"actions": ["link.melted"]}, "action 1, 'link.melted'"),
        ({"actions": ["-5 s"]}, "action 1"),
        ({"actions": ["nan s"]}, "action 1"),
        ({"actions": ["site.switchover_timeout_elapsed"]}, "action 1"),
        ({"lengths": {"reg_timeout": 3}}, "the lengths are reg_timeout"),
        ({"lengths": {"reg_timeout": -3}}, "lengths.reg_timeout"),
        ({"lengths": {**LENGTHS, "reg_timeout": 0}}, "lengths.reg_timeout"),
        ({"more": 1}, "more"),
    ],
)
def test_a_wrong_file_is_refused(change: dict[str, object], told: str, tmp_path: Path) -> None:
    """What is no session of this version is bad input, and says where it is wrong."""
    path = tmp_path / "wrong.json"
    Recording(SMALL, LENGTHS, ()).save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(InputError) as refused:
        load_recording(path)
    assert told in str(refused.value)


def test_a_file_holds_what_was_done_to_the_eighth(tmp_path: Path) -> None:
    """What is read is what was saved, however long it took."""
    path = tmp_path / "saved.json"
    seconds = (0.125, 59.875, 1000.875, 123456.125)
    lengths = {**LENGTHS, "reg_timeout": 123456.125}
    link = Happens(Event("link", "connection_accepted"))
    saved = Recording(SMALL, lengths, (link, *map(Passes, seconds)))
    saved.save(path)
    assert load_recording(path) == saved


def test_a_file_that_passes_over_a_deadline_is_refused() -> None:
    """Time that a session of this version does not let pass at once is bad input."""
    plan = Plan(
        methods=(Method.REPLAY,), recording=Recording(SMALL, LENGTHS, (Passes(20), Passes(41)))
    )
    with pytest.raises(InputError, match="action 2, 41 s, goes past a deadline 40 s away"):
        list(conduct(SOUND, (SMALL,), plan, Watch()))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 10_000, b" " * (2 << 20)])
def test_a_file_of_another_kind_is_refused(content: bytes, tmp_path: Path) -> None:
    """No file, however made, gives anything but bad input."""
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(InputError):
        load_recording(path)


@pytest.mark.parametrize(
    ("client", "code"),
    [("faulty:Beside", 1), ("twinsite_desktop.client:Client", 0)],
)
def test_the_regression_test_fails_until_the_client_is_mended(
    client: str, code: int, divergence: Divergence, tmp_path: Path
) -> None:
    """The file is a test that pytest runs: red with the fault, green without."""
    (tmp_path / "faulty.py").write_text(
        "from twinsite_desktop.faults import client\nBeside = client('restores_beside_windows')\n"
    )
    test = tmp_path / "test_divergence.py"
    test.write_text(regression_test(divergence, (), client), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)]
    done = subprocess.run(  # noqa: S603  # this Python, and a file made here
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout
    assert ("REST-02" in done.stdout) == (code == 1)


def test_the_regression_test_of_a_client_that_breaks_down_is_one(
    divergence: Divergence, tmp_path: Path
) -> None:
    """What a client says is in the file, whatever it holds, and it is still Python."""
    words = 'offer raised ValueError: \\ud800 \\ """".'
    broken = replace(
        divergence, mismatches=(), failure=ClientFailure(Trouble.CRASHED, words), lengths=LENGTHS
    )
    text = regression_test(broken, (), "faulty:Beside")
    compile(text, "test_divergence.py", "exec")
    assert "def test_the_client_answers()" in text


def test_the_regression_test_of_a_program_names_it(divergence: Divergence) -> None:
    """A program is named with its arguments, whatever they hold."""
    text = regression_test(divergence, ["node", 'a "b".js'], "")
    compile(text, "test_divergence.py", "exec")
    assert """program(['node', 'a "b".js'])""" in text
