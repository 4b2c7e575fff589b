"""``twinsite conform``: hold a desktop, in any language, against the specification."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from twinsite.cli.numbers import COUNT, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from rich.console import Console

    from twinsite.conformance.channel import Channel
    from twinsite.conformance.recording import Recording
    from twinsite.conformance.runner import Plan, Result, Watch
    from twinsite.conformance.scenarios import Scenario
    from twinsite.conformance.session import Divergence
    from twinsite.model.profile import Profile

DEFAULT_PROFILE = "bc+auto+restore/endpoint"


def conform(  # each is an option of the command
    *command: Annotated[
        str, Parameter(help="After --: the client, a program that speaks JSON lines.")
    ],
    client: Annotated[
        str, Parameter(help="Instead of a program: a Python class, as module:Class.")
    ] = "",
    profile: Annotated[
        list[str] | None,
        Parameter(
            negative="", help=f"Profile, or pattern such as 'bc*'; {DEFAULT_PROFILE} if not given."
        ),
    ] = None,
    by: Annotated[
        list[Literal["scenarios", "test-suite", "random"]] | None,
        Parameter(negative="", help="How to test; all three if not given."),
    ] = None,
    scenario: Annotated[
        list[str] | None, Parameter(negative="", help="Name of a scenario; all if not given.")
    ] = None,
    examples: Annotated[
        int | None, COUNT, Parameter(help="Random walks; 200 if not given.")
    ] = None,
    seed: Annotated[int, WHOLE, Parameter(help="Gives other walks; 0 if not given.")] = 0,
    timeout: Annotated[
        float | None,
        Parameter(
            name=("--timeout", "--patience"), help="Seconds to wait for an answer; 10 if not given."
        ),
    ] = None,
    replay: Annotated[
        Path | None, Parameter(help="Do once more what is in a file that this command wrote.")
    ] = None,
    save: Annotated[
        str,
        Parameter(
            help="Name of the files about the first divergence, '' for none; divergence by default."
        ),
    ] = "divergence",
    junit: Annotated[Path | None, Parameter(help="Write the results as JUnit XML.")] = None,
    json: Annotated[bool, Parameter(negative="", help="Print the results as JSON.")] = False,
) -> int:
    """Test a desktop against the specification: scenarios, test suites, random walks.

    Example: `twinsite conform --profile stat/bc/pair --by scenarios -- twinsite-desktop serve`

    The first divergence is told with the requirement, what was expected and why, and a sequence
    chart; it is saved to be replayed, and as a regression test for pytest.
    """
    import sys
    from contextlib import redirect_stdout

    from rich.console import Console

    from twinsite.cli.codes import Status
    from twinsite.conformance.runner import Verdict, conduct
    from twinsite.files import write_text
    from twinsite.report.terminal.screen import screen

    connect = _connect(command, client, timeout)
    plan, profiles = _plan(profile, by, scenario, examples, seed, replay)
    _require_places(save, junit)
    out = screen()
    watched = _watched(Console(stderr=True), show=not json)
    with watched as watch, _elsewhere(), redirect_stdout(sys.stderr):  # what a Python client prints
        results = list(conduct(connect, profiles, plan, watch))
    divergences = [each.divergence for each in results if each.divergence is not None]
    first = min(divergences, key=lambda each: len(each.actions), default=None)
    keep = first is not None and save and replay is None
    files = list(_save(save, first, command, client)) if first is not None and keep else []
    if junit is not None:
        from twinsite.report.files.junit import junit_of

        write_text(junit, junit_of(results))
    if json:
        from twinsite.cli.written import print_json
        from twinsite.conformance.transcript import conform_json

        print_json(conform_json(results))
    else:
        _print(out, results, first, files)
    verdicts = {result.verdict for result in results}
    if verdicts & {Verdict.FAILED, Verdict.ERROR}:
        return Status.REFUTED
    return Status.PROVED if Verdict.CONFORMS in verdicts else Status.UNDETERMINED


def _print(
    out: Console, results: Sequence[Result], first: Divergence | None, files: Sequence[str]
) -> None:
    from twinsite.report.terminal.conform import print_conclusion, print_divergence, print_results

    print_results(out, results)
    if first is not None:
        print_divergence(out, first)
    print_conclusion(out, results, files)


def _connect(command: Sequence[str], client: str, timeout: float | None) -> Callable[[], Channel]:
    from twinsite.conformance.channel import TIMEOUT_SECONDS
    from twinsite.conformance.clients import in_process, program, python_client
    from twinsite.errors import InputError

    if bool(command) == bool(client):
        raise InputError(
            "there is no client" if not command else "there are two clients",
            where="twinsite conform",
            remedy="Write the program behind --, as in: twinsite conform -- node client.js;"
            " or --client module:Class.",
        )
    if timeout is not None and not 0 < timeout < 86_400:
        raise InputError(
            f"{timeout} is no number of seconds to wait",
            where="--patience",
            remedy="Use more than 0 and less than a day.",
        )
    limit = TIMEOUT_SECONDS if timeout is None else timeout
    if client:
        return in_process(python_client(client), timeout=limit)
    return program(command, timeout=limit)


def _plan(
    profile: Sequence[str] | None,
    by: Sequence[str] | None,
    scenario: Sequence[str] | None,
    examples: int | None,
    seed: int,
    replay: Path | None,
) -> tuple[Plan, Sequence[Profile]]:
    from twinsite.conformance.runner import EXAMPLES, Method, Plan
    from twinsite.conformance.scenarios import SCENARIOS

    if replay is not None:
        recording = _recording(replay, given=bool(profile or by or scenario))
        return Plan(methods=(Method.REPLAY,), recording=recording), (recording.profile,)
    chosen = SCENARIOS if scenario is None else tuple(map(_scenario, scenario))
    names = by or (["scenarios"] if scenario else ["scenarios", "test-suite", "random"])
    methods = [method for method in Method if method.value in names]
    if Method.RANDOM in methods:
        _require_hypothesis()
    plan = Plan(methods=methods, scenarios=chosen, examples=examples or EXAMPLES, seed=seed)
    return plan, profiles_like(profile)


def _require_hypothesis() -> None:
    from importlib.util import find_spec

    from twinsite.errors import InputError

    if find_spec("hypothesis") is None:
        raise InputError(
            "random walks need Hypothesis, which is not installed",
            where="--by random",
            remedy="Install 'twinsite[conformance]', or use --by scenarios --by test suites.",
        )


def profiles_like(patterns: Sequence[str] | None) -> Sequence[Profile]:
    """Return the profiles of some names or patterns, each once.

    Raises:
        InputError: if one means no profile.
    """
    from twinsite.analyses import selection as subjects
    from twinsite.errors import InputError
    from twinsite.model.profile import Profile

    found: dict[str, Profile] = {}
    for pattern in patterns or (DEFAULT_PROFILE,):
        try:
            profiles = [Profile.parse(pattern, where="--profile")]
        except InputError:
            chosen = subjects.choose(None, [pattern], None, ())
            profiles = [subject.profile for subject in chosen]
        found |= {profile.name: profile for profile in profiles}
    return tuple(found.values())


def _recording(path: Path, *, given: bool) -> Recording:
    from twinsite.conformance.recording import load_recording
    from twinsite.errors import InputError

    if given:
        raise InputError(
            "the file says what is done and under which profile",
            where="--replay",
            remedy="Leave out --profile, --by and --scenario.",
        )
    return load_recording(path)


def _scenario(name: str) -> Scenario:
    from twinsite.conformance.scenarios import BY_NAME
    from twinsite.errors import InputError

    if name not in BY_NAME:
        raise InputError(
            f"{name!r} is no scenario",
            where="--scenario",
            remedy=f"Use one of {', '.join(BY_NAME)}.",
        )
    return BY_NAME[name]


def _require_places(save: str, junit: Path | None) -> None:
    from twinsite.errors import InputError

    for option, path in (("--save", Path(save) if save else None), ("--junit", junit)):
        if path is None:
            continue
        if not path.parent.is_dir():
            raise InputError(
                f"there is no folder {path.parent}", where=option, remedy="Make it first."
            )
        if path.name in ("", "..") or (path == junit and path.is_dir()):
            raise InputError(f"{path} is a folder", where=option, remedy="Name a file in it.")


def _save(name: str, divergence: Divergence, command: Sequence[str], client: str) -> Iterator[str]:
    import shlex

    from twinsite.conformance.recording import Recording
    from twinsite.conformance.regression_test import regression_test
    from twinsite.conformance.transcript import transcript
    from twinsite.files import write_text
    from twinsite.report.terminal.conform import svg_of

    base = Path(name)
    recording, chart = base.with_name(base.name + ".json"), base.with_name(base.name + ".svg")
    test = base.with_name(f"test_{base.name.replace('-', '_')}.py")
    Recording(divergence.profile, divergence.lengths, divergence.actions).save(recording)
    yield f"Saved what was done to {recording}."
    lines = base.with_name(base.name + ".jsonl")
    write_text(lines, "".join(f"{line}\n" for line in transcript(divergence)))
    yield f"The lines that were sent: {lines}"
    if divergence.steps:
        write_text(chart, svg_of(divergence))
        yield f"Its chart: {chart}"
    write_text(test, regression_test(divergence, command, client))
    yield f"As a regression test: {test}"
    who = f"--client {client}" if client else f"-- {shlex.join(command)}"
    yield f"Do it again: twinsite conform --replay {recording} {who}"


@contextmanager
def _elsewhere() -> Iterator[None]:
    """Let Hypothesis keep what it keeps outside the user's folder."""
    from importlib.util import find_spec
    from tempfile import TemporaryDirectory

    if find_spec("hypothesis") is None:
        yield
        return
    from hypothesis.configuration import set_hypothesis_home_dir

    with TemporaryDirectory() as folder:
        set_hypothesis_home_dir(folder)
        yield
        set_hypothesis_home_dir(None)


def _watched(console: Console, *, show: bool) -> AbstractContextManager[Watch]:
    from twinsite.cli.conform_progress import watched

    return watched(console, show=show)
