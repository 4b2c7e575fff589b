"""Work on a cluster: the same results as here, whoever is lost, and every error told."""

import json
import math
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster, SchedulerPlugin

from twinsite import cli
from twinsite.analyses.check import ProfileReport, check_profile, check_profiles
from twinsite.cli.codes import Status
from twinsite.errors import BrokenDownError, InputError
from twinsite.model.profile import Part, Profile, default_profiles
from twinsite.parallel import results
from twinsite.parallel.cluster import Cluster, connected, digest_of

SMALL = [p for p in default_profiles() if p.part is not Part.VOICE and "3" not in p.name][:12]
SCHEDULER = """
import sys
sys.modules["twinsite.parallel.cluster"] = None
from distributed.cli.dask_scheduler import main
main(["--host", "127.0.0.1", "--port", "0", "--no-dashboard"])
"""
"""A scheduler on a machine on which there is no twinsite that knows clusters."""
WORKER = """
import sys
from distributed.cli.dask_worker import main
main([sys.argv[1], "--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--no-dashboard"])
"""
LOCAL = """
from distributed import LocalCluster
with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as local:
    print(local.scheduler_address, flush=True)
    input()
"""
"""A cluster that can be lost as a whole."""
ENDED_WITHIN_SECONDS = 20
"""Enough for a machine under load."""
WITHOUT_TWINSITE = "import sys; sys.modules['twinsite.parallel.cluster'] = None"
WITH_ANOTHER = """
import twinsite
from twinsite.parallel.cluster import identity
twinsite.__version__ = "0.0.9"
identity.cache_clear()
"""


@contextmanager
def cluster_of(workers: int) -> Iterator[LocalCluster]:
    """Start a scheduler here, and workers that nobody starts again when they are lost."""
    with ExitStack() as stack:
        local = stack.enter_context(
            LocalCluster(n_workers=0, processes=True, dashboard_address="127.0.0.1:0")
        )
        for _ in range(workers):
            process = subprocess.Popen(  # noqa: S603  # it is our own script
                [sys.executable, "-c", WORKER, local.scheduler_address],
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
        if workers:
            with Client(local.scheduler_address) as client:
                client.wait_for_workers(workers, timeout=ENDED_WITHIN_SECONDS)
        yield local


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start three workers, of which one will be lost."""
    with cluster_of(3) as local:
        yield local.scheduler_address


@pytest.fixture
def several(address: str) -> Iterator[Cluster]:
    with connected(address) as cluster:
        yield cluster


@pytest.fixture
def single() -> Iterator[Cluster]:
    """Start one worker, with which a test may do what it likes."""
    with cluster_of(1) as local, connected(local.scheduler_address) as cluster:
        yield cluster


def without_time(report: ProfileReport) -> ProfileReport:
    return replace(report, seconds=0)


@pytest.fixture(scope="module")
def here() -> list[ProfileReport]:
    return [without_time(check_profile(profile)) for profile in SMALL]


def checked_once_killed(mark: Path, profile: Profile) -> ProfileReport:
    """Check a profile, but let the first process that is asked to be lost in the middle."""
    report = check_profile(profile)
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return report
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_sweep_shows_what_it_shows_here(several: Cluster, here: list[ProfileReport]) -> None:
    there = {report.profile: without_time(report) for report in check_profiles(SMALL, jobs=several)}
    assert there == {report.profile: report for report in here}


def test_a_worker_that_is_lost_costs_nothing(
    several: Cluster, here: list[ProfileReport], tmp_path: Path
) -> None:
    mark = tmp_path / "killed"
    there = sorted(results(partial(checked_once_killed, mark), SMALL, jobs=several))
    assert mark.exists()
    assert [(number, without_time(report)) for number, report in there] == list(enumerate(here))


def test_every_result_is_there_with_its_number(several: Cluster) -> None:
    items = [*range(20), 3, 3]
    found = sorted(results(math.factorial, items, jobs=several))
    assert found == list(enumerate(map(math.factorial, items)))
    assert list(results(math.factorial, [], jobs=several)) == []


def test_one_item_is_done_there_too(several: Cluster) -> None:
    assert dict(results(_process, [0], jobs=several, here=_process))[0] != os.getpid()


def _process(_: int) -> int:
    return os.getpid()


def test_an_error_comes_with_the_traceback_of_its_worker(several: Cluster) -> None:
    with pytest.raises(ValueError, match=r"math domain error|nonnegative") as raised:
        list(results(math.sqrt, [-1.0, -2.0], jobs=several))
    assert "Traceback" in raised.value.__notes__[0]


def test_a_message_for_the_user_crosses_whole(several: Cluster) -> None:
    with pytest.raises(InputError) as raised:
        list(results(Profile.parse, ["nonsense"], jobs=several))
    assert raised.value.where
    assert raised.value.remedy


def test_what_cannot_cross_is_told(several: Cluster) -> None:
    with pytest.raises((TypeError, BrokenDownError), match="pickle"):
        list(results(threading.Barrier, [1], jobs=several))


def test_a_task_over_which_every_worker_is_lost_is_told() -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        cluster_of(1) as local,
        connected(local.scheduler_address) as cluster,
        pytest.raises(BrokenDownError, match="one worker after the other"),
    ):
        list(results(os._exit, [9], jobs=cluster))


def killed(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_cluster_whose_workers_are_all_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twinsite.parallel.cluster.WITHOUT_WORKERS_SECONDS", 0.2)
    with (
        cluster_of(1) as local,
        connected(local.scheduler_address) as cluster,
        pytest.raises(BrokenDownError, match="no workers any longer"),
    ):
        list(results(killed, [1, 2], jobs=cluster))


def gated(gate: Path, number: int) -> int:
    """Return a number; but the second one only when somebody opens the gate."""
    if number == 1:
        gate.read_text(encoding="utf-8")
    return number


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "gate")
    return tmp_path / "gate"


class Forgotten(SchedulerPlugin):  # type: ignore[misc]  # it has no types
    """Wait until a scheduler has forgotten so many tasks."""

    def __init__(self, tasks: int) -> None:
        self.left = tasks
        self.all = threading.Event()

    def transition(self, key: object, start: str, finish: str, *_: object, **__: object) -> None:
        """Count one more, if it is forgotten."""
        self.left -= finish == "forgotten"
        if not self.left:
            self.all.set()


def test_nothing_is_left_of_work_that_is_not_wanted_any_longer(gate: Path) -> None:
    with cluster_of(1) as local, connected(local.scheduler_address) as cluster:
        local.scheduler.add_plugin(forgotten := Forgotten(9))
        work = results(partial(gated, gate), range(9), jobs=cluster)
        assert next(work) == (0, 0)
        work.close()  # type: ignore[attr-defined]  # it is a generator
        assert forgotten.all.wait(ENDED_WITHIN_SECONDS)
        gate.write_text("open", encoding="utf-8")


@contextmanager
def check_on(address: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command of many seconds on a cluster, on which it has begun to work."""
    with subprocess.Popen(  # noqa: S603  # it is our own command
        [sys.executable, "-m", "twinsite", "check", "--cluster", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "the work begins"
        yield process


def test_an_interrupted_command_ends_in_order() -> None:
    with cluster_of(1) as local, check_on(local.scheduler_address) as process:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=ENDED_WITHIN_SECONDS)
    assert process.returncode == Status.INTERRUPTED
    assert errors.startswith("interrupted: ")
    assert len(errors.splitlines()) == 1


def test_a_lost_scheduler_is_told() -> None:
    with subprocess.Popen(  # noqa: S603  # it is our own script
        [sys.executable, "-c", LOCAL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as local:
        assert local.stdout is not None
        with check_on(local.stdout.readline().strip()) as process:
            local.kill()
            _, errors = process.communicate(timeout=ENDED_WITHIN_SECONDS)
        # its worker holds the pipe, so the end of that is the end of it
        local.communicate(timeout=ENDED_WITHIN_SECONDS)
    assert process.returncode == Status.BROKEN_DOWN
    assert errors == "broken down  the scheduler of the cluster is lost.\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("127.0.0.1:1", "no scheduler is reached at '127.0.0.1:1'"),
        ("nonsense", "missing port number"),
        ("carrier-pigeon://1.2.3.4:5", "unknown address scheme"),
        ("tls://127.0.0.1:1", "TLS"),
        ("", "missing port number"),
    ],
)
def test_a_cluster_that_is_not_there_is_told(given: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as raised, connected(given, within=0.2):
        pass
    assert raised.value.where == "--cluster"
    assert "dask scheduler" in raised.value.remedy


def test_a_worker_is_no_scheduler(several: Cluster) -> None:
    worker = next(iter(several.client.scheduler_info()["workers"]))
    with pytest.raises(InputError, match="there is a worker, and no scheduler"), connected(worker):
        pass


def test_a_scheduler_without_workers_is_told() -> None:
    with (
        cluster_of(0) as local,
        pytest.raises(InputError, match="no workers") as raised,
        connected(local.scheduler_address),
    ):
        pass
    assert local.scheduler_address in raised.value.remedy


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (WITHOUT_TWINSITE, "tcp://.* has no twinsite that could work"),
        (WITH_ANOTHER, "tcp://.* has twinsite 0.0.9+.*, and the command is that of 0"),
    ],
)
def test_another_twinsite_there_is_refused(single: Cluster, made: str, told: str) -> None:
    single.client.run(exec, made, {})
    address = single.client.scheduler.address
    with pytest.raises(InputError, match=told) as raised, connected(address):
        pass
    assert "Install this twinsite" in raised.value.remedy


def test_another_twinsite_that_comes_later_is_refused(single: Cluster) -> None:
    assert list(results(abs, [-1], jobs=single)) == [(0, 1)]
    single.client.run(exec, WITH_ANOTHER, {})
    with pytest.raises(InputError, match="a worker that came later has twinsite 0"):
        list(results(abs, [-1], jobs=single))


def test_a_scheduler_without_twinsite_is_refused() -> None:
    with subprocess.Popen(  # noqa: S603  # it is our own script
        [sys.executable, "-c", SCHEDULER], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        try:
            told = next(line for line in process.stderr if "Scheduler at:" in line)
            with (
                pytest.raises(InputError, match="the scheduler has no twinsite"),
                connected(told.split()[-1]),
            ):
                pass
        finally:
            process.kill()
            process.stderr.read()


def test_a_changed_module_is_another_twinsite(tmp_path: Path) -> None:
    """The version is the same for every change of a checkout."""
    (tmp_path / "upkeep").mkdir()
    digests = []
    for name, text in (("a.py", "1"), ("a.py", "2"), ("b.py", ""), ("upkeep/c.py", "3")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        digests.append(digest_of(tmp_path))
    assert [len(set(digests)), digests[-1]] == [3, digests[-2]]


def test_a_missing_package_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.run(["check", "--cluster", "127.0.0.1:1"]) == Status.BAD_INPUT
    assert "pip install 'twinsite[cluster]'" in capsys.readouterr().err


COMMANDS = [
    ("check", "--profile", "stat/bc/*"),
    ("compare", "A5=one_way", "--profile", "stat/bc/pair"),
    ("lint-spec", "--profile", "stat/bc/pair"),
    ("mutate", "--machine", "StartUp", "--sample", "400"),
]
"""Commands that can use a cluster."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_says_what_it_says_here(
    command: tuple[str, ...], address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*options: str) -> Any:
        status = cli.run([*command, "--json", *options])
        return status, timeless(json.loads(capsys.readouterr().out))

    assert told("--cluster", address) == told("--jobs", "1")


def timeless(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: timeless(value) for key, value in data.items() if key != "seconds"}
    return [timeless(value) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_processes_here_and_a_cluster_are_not_asked_for_both(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*command, "--jobs", "2", "--cluster", "127.0.0.1:1"]) == Status.BAD_INPUT
    assert "error  --jobs: " in capsys.readouterr().err
