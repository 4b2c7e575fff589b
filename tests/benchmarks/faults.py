"""Every seeded fault against the kit: which method finds it, after how much, and how fast.

Run by hand, from the top folder, with ``python tests/benchmarks/faults.py``; writes
``impl/FAULTS.md``.
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from twinsite.conformance.channel import Reconnecting
from twinsite.conformance.clients import in_process
from twinsite.conformance.oracle import Expectation
from twinsite.conformance.random_walk import walk
from twinsite.conformance.session import Diverged, Session
from twinsite.conformance.test_suite import TestSuite, suite_of
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.profile import Profile
from twinsite_desktop.client import Client
from twinsite_desktop.faults import FAULTS, client

PAGE = Path(__file__).parents[2] / "impl" / "FAULTS.md"
EXAMPLES = 1_000
JOBS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """How a fault was found."""

    name: str
    by_test_suite: int | None
    """Actions until the divergence, or None."""
    test_suite_seconds: float
    by_random: int | None
    """Walks until the first divergence, or None."""
    shortened: int
    """Actions of the shortest divergence that the random walks led to."""
    random_seconds: float
    """Until it was found and shortened, or given up."""


def main() -> None:
    """Try every fault, and write the page."""
    by_profile: dict[str, list[str]] = defaultdict(list)
    for name, fault in FAULTS.items():
        by_profile[fault.profile].append(name)
    work = sorted(by_profile.items(), key=lambda item: -len(item[1]))
    found: dict[str, Found] = {}
    sizes: dict[str, tuple[int, int]] = {}
    with ProcessPoolExecutor(JOBS, mp_context=get_context("spawn")) as pool:
        for profile, size, results in pool.map(try_profile, *zip(*work, strict=True)):
            sizes[profile] = size
            found |= {each.name: each for each in results}
            print(f"{len(found)} of {len(FAULTS)} faults tried")
    PAGE.write_text(page(found, sizes), encoding="utf-8")


def try_profile(profile: str, names: Sequence[str]) -> tuple[str, tuple[int, int], list[Found]]:
    """Try the faults of one profile; return also the size of its test suite."""
    test_suite = suite_of(Profile.parse(profile))
    size = (len(test_suite.test_cases), test_suite.actions)
    return profile, size, [_try(name, test_suite) for name in names]


def _try(name: str, test_suite: TestSuite) -> Found:
    started = perf_counter()
    by_test_suite = actions_to_divergence(client(name), test_suite)
    test_suite_seconds = perf_counter() - started
    started = perf_counter()
    walked = walk(
        Expectation(test_suite.profile, LENGTHS),
        Reconnecting(in_process(client(name))),
        examples=EXAMPLES,
    )
    divergence = walked.divergence
    return Found(
        name,
        by_test_suite,
        test_suite_seconds,
        None if divergence is None else walked.walks,
        0 if divergence is None else len(divergence.actions),
        perf_counter() - started,
    )


def actions_to_divergence(wrong: type[Client], test_suite: TestSuite) -> int | None:
    """Return after how many actions of the test suites a client is found out, or None."""
    expectation = Expectation(test_suite.profile, LENGTHS)
    channel = Reconnecting(in_process(wrong))
    done = 0
    for test_case in test_suite.test_cases:
        try:
            session = Session(expectation.again(test_case.lengths), channel)
            for stop in test_case.stops:
                done += 1
                session.act(stop.action)
        except Diverged:
            return done
    return None


def page(found: dict[str, Found], sizes: dict[str, tuple[int, int]]) -> str:
    """Return the page about all faults."""
    by_test_suite = sum(each.by_test_suite is not None for each in found.values())
    by_random = sum(each.by_random is not None for each in found.values())
    lines = [
        "# Seeded faults",
        "",
        f"{len(FAULTS)} desktops that are wrong in one place, each a small change of the reference"
        " desktop in [`twinsite_desktop/faults`](twinsite_desktop/faults).",
        "They show that the conformance kit notices what real desktops get wrong.",
        "",
        f"Found by the complete test suites of the profile: **{by_test_suite} of {len(FAULTS)}**.",
        f"Found by at most {EXAMPLES:,} random walks: **{by_random} of {len(FAULTS)}**.",
        "",
        "Under *test suites*: the actions until the client diverges.",
        "Under *random*: the walks until then, and to how many actions Hypothesis has shortened"
        " what it found.",
        "Seconds are for the trace of the test alone, with the client in the same process, on two"
        " cores of a shared machine; making the test suites is not counted.",
        "",
        "This page is written by `python tests/benchmarks/faults.py`.",
        "",
        "| Fault | Breaks | Profile | Test suites | s | Random | s |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for name, fault in FAULTS.items():
        each = found[name]
        test_suite = "–" if each.by_test_suite is None else f"{each.by_test_suite:,}"
        random = "–" if each.by_random is None else f"{each.by_random:,} ({each.shortened})"
        lines.append(
            f"| **{name}** {fault.what} | {fault.requirement} | {fault.profile} | {test_suite}"
            f" | {each.test_suite_seconds:.2f} | {random} | {each.random_seconds:.1f} |"
        )
    lines += ["", "| Profile | Test cases | Actions |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {test_cases} | {actions:,} |" for name, (test_cases, actions) in sizes.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
