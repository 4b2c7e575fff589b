"""Every planted fault against the kit: which method finds it, after how much, and how fast.

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
from twinsite.conformance.test_suite import Vectors, vectors_of
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.profile import Profile
from twinsite_desktop.faults import FAULTS, client

PAGE = Path(__file__).parents[2] / "impl" / "FAULTS.md"
EXAMPLES = 1_000
JOBS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """How a fault was found."""

    name: str
    by_vectors: int | None
    """Actions until the divergence, or None."""
    vector_seconds: float
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
    """Try the faults of one profile; return also how many tours and actions its vectors have."""
    vectors = vectors_of(Profile.parse(profile))
    size = (len(vectors.tours), vectors.actions)
    return profile, size, [_try(name, vectors) for name in names]


def _try(name: str, vectors: Vectors) -> Found:
    started = perf_counter()
    by_vectors = actions_to_divergence(name, vectors)
    vector_seconds = perf_counter() - started
    started = perf_counter()
    walked = walk(
        Expectation(vectors.profile, LENGTHS),
        Reconnecting(in_process(client(name))),
        examples=EXAMPLES,
    )
    divergence = walked.divergence
    return Found(
        name,
        by_vectors,
        vector_seconds,
        None if divergence is None else walked.walks,
        0 if divergence is None else len(divergence.actions),
        perf_counter() - started,
    )


def actions_to_divergence(name: str, vectors: Vectors) -> int | None:
    """Return after how many actions of the vectors a fault is found, or None."""
    expectation = Expectation(vectors.profile, LENGTHS)
    channel = Reconnecting(in_process(client(name)))
    done = 0
    for tour in vectors.tours:
        try:
            session = Session(expectation.again(tour.lengths), channel)
            for stop in tour.stops:
                done += 1
                session.act(stop.action)
        except Diverged:
            return done
    return None


def page(found: dict[str, Found], sizes: dict[str, tuple[int, int]]) -> str:
    """Return the page about all faults."""
    by_vectors = sum(each.by_vectors is not None for each in found.values())
    by_random = sum(each.by_random is not None for each in found.values())
    lines = [
        "# Planted faults",
        "",
        f"{len(FAULTS)} desktops that are wrong in one place, each a small change of the reference"
        " desktop in [`twinsite_desktop/faults`](twinsite_desktop/faults).",
        "They show that the conformance kit notices what real desktops get wrong.",
        "",
        f"Found by the complete vectors of the profile: **{by_vectors} of {len(FAULTS)}**.",
        f"Found by at most {EXAMPLES:,} random walks: **{by_random} of {len(FAULTS)}**.",
        "",
        "Under *vectors*: the actions until the client diverges.",
        "Under *random*: the walks until then, and to how many actions Hypothesis has shortened"
        " what it found.",
        "Seconds are for the run of the test alone, with the client in the same process, on two"
        " cores of a shared machine; making the vectors is not counted.",
        "",
        "This page is written by `python tests/benchmarks/faults.py`.",
        "",
        "| Fault | Breaks | Profile | Vectors | s | Random | s |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for name, fault in FAULTS.items():
        each = found[name]
        vectors = "–" if each.by_vectors is None else f"{each.by_vectors:,}"
        random = "–" if each.by_random is None else f"{each.by_random:,} ({each.shortened})"
        lines.append(
            f"| **{name}** {fault.what} | {fault.requirement} | {fault.profile} | {vectors}"
            f" | {each.vector_seconds:.2f} | {random} | {each.random_seconds:.1f} |"
        )
    lines += ["", "| Profile | Tours | Actions |", "|---|---:|---:|"]
    lines += [f"| {name} | {tours} | {actions:,} |" for name, (tours, actions) in sizes.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
