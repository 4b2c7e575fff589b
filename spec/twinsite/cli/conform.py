"""``twinsite conform``: hold a desktop, in any language, against the specification."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from cyclopts import Parameter

from twinsite.cli.numbers import COUNT, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from rich.console import Console

    from twinsite.cli.conform_progress import Watched
    from twinsite.conformance.channel import Budget, Channel
    from twinsite.conformance.recording import Recording
    from twinsite.conformance.runner import Plan, Result
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
        list[Literal["scenarios", "random", "test-suite", "endurance"]] | None,
        Parameter(negative="", help="How to test; all four, in this order, if not given."),
    ] = None,
    scenario: Annotated[
        list[str] | None, Parameter(negative="", help="Name of a scenario; all if not given.")
    ] = None,
    examples: Annotated[
        int | None, COUNT, Parameter(help="Random walks; 200 if not given.")
    ] = None,
    seed: Annotated[int, WHOLE, Parameter(help="Gives other walks; 0 if not given.")] = 0,
    all: Annotated[  # noqa: A002  # the name of the option
        bool,
        Parameter(negative="", help="Go on with a profile after the first method that fails."),
    ] = False,
    timeout: Annotated[
        float | None,
        Parameter(
            name=("--timeout", "--patience"), help="Seconds to wait for an answer; 10 if not given."
        ),
    ] = None,
    budget: Annotated[
        float | None, Parameter(help="Seconds for all tests together; 3600 if not given.")
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
    """Test a desktop against the specification: scenarios, walks, test suites, endurance.

    Example: `twinsite conform --profile stat/bc/pair --by scenarios -- twinsite-desktop serve`

    Each result is told as soon as it is known; the first one that is bad ends a profile.

    The first divergence is told with the requirement, what was expected and why, and a sequence
    chart; it is saved to be replayed, and as a regression test for pytest.
    """
    from dataclasses import replace
    from functools import partial

    from twinsite.conformance.channel import BUDGET_SECONDS, TIMEOUT_SECONDS, Budget
    from twinsite.conformance.runner import conduct
    from twinsite.report.terminal.conform import ResultTable
    from twinsite.report.terminal.screen import screen, standard_error

    require_seconds(timeout, "--timeout")
    require_seconds(budget, "--budget")
    limit = Budget(BUDGET_SECONDS if budget is None else budget)
    connect = _connect(command, client, TIMEOUT_SECONDS if timeout is None else timeout, limit)
    plan, profiles = _plan(profile, by, scenario, examples, seed, replay, limit)
    plan = replace(plan, to_the_end=all, explain=replay is None)
    _require_places(save, junit)
    results: list[Result] = []
    table = ResultTable(screen(), profiles, plan.methods)
    try:
        with _watched(standard_error(), show=not json) as watched, _elsewhere():
            for result in conduct(connect, profiles, plan, watched.watch):
                results.append(result)
                if not json:
                    watched.aside(partial(table.add, result))
    except KeyboardInterrupt:
        if results and not json:
            _print(screen(), results, None)
        raise
    who = ["--client", client] if client else ["--", *command]
    save = "" if plan.recording is not None else save
    return _told(results, _Places(save, junit, who), json=json)


class _Places(NamedTuple):
    """Where to write what was found."""

    save: str
    junit: Path | None
    who: Sequence[str]


def _told(results: Sequence[Result], places: _Places, *, json: bool) -> int:
    """Print the results, then write the files: no verdict is lost with a file."""
    from twinsite.cli.codes import Status
    from twinsite.conformance.runner import Verdict
    from twinsite.errors import BrokenDownError, InputError
    from twinsite.report.terminal.screen import screen, standard_error

    verdicts = {result.verdict for result in results}
    out = screen()
    bad = bool(verdicts & {Verdict.FAILED, Verdict.ERROR})
    lost: InputError | BrokenDownError | None = None
    files: list[str] = []
    try:
        for line in _write(results, places):
            files.append(line)  # noqa: PERF402  # what was written is told, even if not all was
    except (InputError, BrokenDownError) as error:
        lost = error
    if json:
        from twinsite.cli.written import print_json
        from twinsite.conformance.transcript import conform_json

        print_json(conform_json(results))
    else:
        _print(out, results, files)
    if lost is not None:
        if not bad:
            raise lost
        standard_error(soft_wrap=True).print(str(lost), markup=False)
    if bad:
        return Status.REFUTED
    if Verdict.CONFORMS in verdicts and Verdict.CUT_SHORT not in verdicts:
        return Status.PROVED
    return Status.UNDETERMINED


def _write(results: Sequence[Result], places: _Places) -> Iterator[str]:
    """Write the files; yield what to say of each."""
    if places.junit is not None:
        from twinsite.files import write_text
        from twinsite.report.files.junit import junit_of

        write_text(places.junit, junit_of(results))
    first = first_failure(results)
    if first is not None and first.divergence is not None and places.save:
        yield from _save(places.save, first.divergence, places.who)


def first_failure(results: Sequence[Result]) -> Result | None:
    """Return the result whose divergence has the fewest actions, or None if none has one."""
    found = [(len(r.divergence.actions), r) for r in results if r.divergence is not None]
    return min(found, key=lambda each: each[0])[1] if found else None


def _print(out: Console, results: Sequence[Result], files: Sequence[str] | None) -> None:
    """Print what follows the rows; if no files are named, nothing is concluded."""
    from twinsite.report.terminal.conform import print_conclusion, print_divergence, print_notes

    print_notes(out, results)
    first = first_failure(results)
    if first is not None and first.divergence is not None:
        print_divergence(out, first.divergence, first.explanation)
    if files is not None:
        print_conclusion(out, results, files)


def _connect(
    command: Sequence[str], client: str, timeout: float, budget: Budget
) -> Callable[[], Channel]:
    from twinsite.conformance.clients import program, python_program
    from twinsite.errors import InputError

    if bool(command) == bool(client):
        raise InputError(
            "there is no client" if not command else "there are two clients",
            where="twinsite conform",
            remedy="Write the program behind --, as in: twinsite conform -- node client.js;"
            " or --client module:Class.",
        )
    if client:
        return python_program(client, timeout=timeout, budget=budget, overhear=overhear)
    return program(command, timeout=timeout, budget=budget)


def overhear(line: str) -> None:
    """Pass on a line that a Python client prints."""
    import sys

    print(line, file=sys.stderr)


def require_seconds(given: float | None, where: str) -> None:
    """Refuse what is no time to wait.

    Raises:
        InputError: if it is not more than 0 and less than a day.
    """
    from twinsite.errors import InputError

    if given is not None and not 0 < given < 86_400:
        raise InputError(
            f"{given} is no number of seconds to wait",
            where=where,
            remedy="Use more than 0 and less than a day.",
        )


def _plan(
    profile: Sequence[str] | None,
    by: Sequence[str] | None,
    scenario: Sequence[str] | None,
    examples: int | None,
    seed: int,
    replay: Path | None,
    budget: Budget,
) -> tuple[Plan, Sequence[Profile]]:
    from twinsite.conformance.endurance import EVERY_SCENARIO
    from twinsite.conformance.extra import require
    from twinsite.conformance.runner import EXAMPLES, Method, Plan, scenarios_of
    from twinsite.conformance.shipped_suites import is_current
    from twinsite.errors import InputError

    if replay is not None:
        recording = _recording(replay, given=bool(profile or by or scenario))
        plan = Plan(methods=(Method.REPLAY,), recording=recording, budget=budget)
        return plan, (recording.profile,)
    chosen = EVERY_SCENARIO if scenario is None else tuple(map(_scenario, scenario))
    every = [method for method in Method if method is not Method.REPLAY]
    playing = [m for m in (Method.SCENARIOS, Method.ENDURANCE) if scenarios_of(m, chosen)]
    names = by or (playing if scenario else every)
    methods = [method for method in every if method in names]
    if scenario and not set(playing) <= set(methods):
        raise InputError(
            f"by {' and '.join(methods)} nobody plays {' and '.join(scenario)}",
            where="--scenario",
            remedy=f"Leave out --by, or add --by {' --by '.join(playing)}.",
        )
    profiles = profiles_like(profile)
    instead = ", or use --by scenarios"
    if Method.TEST_SUITE in methods and not all(map(is_current, profiles)):
        require("SciPy", by="test suites", where="--by test-suite", otherwise=instead)
    if Method.RANDOM in methods:
        require("Hypothesis", by="random walks", where="--by random", otherwise=instead)
    plan = Plan(
        methods=methods,
        scenarios=chosen,
        examples=examples or EXAMPLES,
        seed=seed,
        budget=budget,
    )
    return plan, profiles


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
    from twinsite.conformance.endurance import BY_NAME
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


def _save(name: str, divergence: Divergence, who: Sequence[str]) -> Iterator[str]:
    import shlex

    from twinsite.conformance.recording import Recording
    from twinsite.conformance.regression_test import place_for, regression_test
    from twinsite.conformance.transcript import transcript
    from twinsite.files import write_text
    from twinsite.page.traces import Shown, write_page
    from twinsite.report.terminal.conform import svg_of

    base = Path(name)
    if base.suffix in (".json", ".jsonl", ".svg", ".py"):
        base = base.with_suffix("")
    recording, lines, chart, page = (
        base.with_name(base.name + ending) for ending in (".json", ".jsonl", ".svg", ".html")
    )
    Recording(divergence.profile, divergence.lengths, divergence.actions).save(recording)
    yield f"Saved what was done to {recording}."
    write_text(lines, "".join(f"{line}\n" for line in transcript(divergence)))
    yield f"The lines that were sent: {lines}"
    if divergence.actions:
        write_text(chart, svg_of(divergence))
        yield f"Its chart: {chart}"
        events = tuple(step.event for step in divergence.steps)
        write_page(page, [Shown(divergence.profile, events)], divergence.lengths)
        yield f"As a page to walk on in a browser: {page}"
    option, *rest = who
    text = (
        regression_test(divergence, (), rest[0])
        if option == "--client"
        else regression_test(divergence, rest, "")
    )
    test = place_for(text, base)
    write_text(test, text)
    yield f"As a regression test: {test}"
    again = ["twinsite", "conform", "--replay", str(recording), *who]
    yield f"Do it again: {shlex.join(again)}"


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
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)


def _watched(console: Console, *, show: bool) -> AbstractContextManager[Watched]:
    from twinsite.cli.conform_progress import watched

    return watched(console, show=show)
