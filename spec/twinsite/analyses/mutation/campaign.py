"""The trial of many mutants, several at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from twinsite.analyses.mutation.judgement import Fate, Judgement
from twinsite.analyses.mutation.trial import every_mutant, judge
from twinsite.checker.mutation.mutants import Mutant
from twinsite.errors import InputError
from twinsite.model.predicates import DECLARED
from twinsite.model.profile import Profile
from twinsite.parallel import Jobs, results


def select(machine: str | None = None, sample: int = 1) -> tuple[Mutant, ...]:
    """Return the mutants that are to be tried.

    Args:
        machine: The name of a chart; every chart if None.
        sample: Of all mutants take every so-manieth, beginning with the first.

    Raises:
        InputError: if there is no such chart, or the sample is not positive.
    """
    if machine is not None and machine not in DECLARED:
        raise InputError(
            f"no machine is named {machine!r}",
            where="--machine",
            remedy=f"Use one of {', '.join(DECLARED)}.",
        )
    if sample < 1:
        raise InputError(f"{sample} is not positive", where="--sample", remedy="Use 1 or more.")
    chosen = [m for m in every_mutant() if machine is None or m.machine == machine]
    return tuple(chosen[::sample])


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Mutant]:
    return {mutant.id: mutant for mutant in every_mutant()}


def mutant_of(identifier: str) -> Mutant:
    """Return the mutant with an id.

    Raises:
        KeyError: if no declaration has such a mutant.
    """
    return _by_id()[identifier]


def _judge(what: tuple[str, Profile | None]) -> Judgement:
    identifier, first = what
    return judge(mutant_of(identifier), first)


def judge_all(
    mutants: Sequence[Mutant],
    *,
    first: Mapping[str, Profile] = MappingProxyType({}),
    jobs: Jobs = None,
    observe: Callable[[Judgement], None] = lambda _: None,
) -> tuple[Judgement, ...]:
    """Try mutants; the answers are in their order, whoever works.

    Args:
        mutants: What to try.
        first: For the ids of some of them the profile with which to begin.
        jobs: Who works.
        observe: Called after every mutant.
    """
    tasks = [(mutant.id, first.get(mutant.id)) for mutant in mutants]
    found: dict[int, Judgement] = {}
    for number, judgement in results(_judge, tasks, jobs=jobs):
        found[number] = judgement
        observe(judgement)
    return tuple(found[number] for number in range(len(mutants)))


@dataclass(frozen=True, slots=True)
class Tally:
    """How the mutants of one machine fared."""

    machine: str
    """The name of the chart."""
    mutants: int
    """How many were tried."""
    killed: int
    """How many some property tells from the specification."""
    equivalent: int
    """How many there is nothing to tell about."""
    survived: int
    """How many behave otherwise, and no property notices."""

    @property
    def score(self) -> float | None:
        """The share that is killed of those that differ; None if none differs."""
        differing = self.killed + self.survived
        return self.killed / differing if differing else None


def tally(machine: str, judgements: Sequence[Judgement]) -> Tally:
    """Count the fates of some mutants."""
    fates = [judgement.fate for judgement in judgements]
    return Tally(
        machine,
        len(fates),
        fates.count(Fate.KILLED),
        fates.count(Fate.EQUIVALENT),
        fates.count(Fate.SURVIVED),
    )


def tallies(judgements: Sequence[Judgement]) -> tuple[Tally, ...]:
    """Count the fates for every machine that has mutants among them."""
    return tuple(
        tally(name, chosen)
        for name in DECLARED
        if (chosen := [judgement for judgement in judgements if judgement.machine == name])
    )
