"""The screen of ``twinsite mutate``: the score of every machine, every survivor, the conclusion."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.mutation.campaign import Tally, tallies, tally
from twinsite.analyses.mutation.judgement import Fate, Judgement
from twinsite.baseline.waivers import Kind, reason_for
from twinsite.report.terminal.screen import Cell, counted, print_rows


def survivors(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return those that no property kills."""
    return tuple(j for j in judgements if j.fate is Fate.SURVIVED)


def print_tallies(out: Console, judgements: Sequence[Judgement]) -> None:
    """Print a row for every machine, and one for all."""
    found = tallies(judgements)
    rows = [_row(each) for each in found]
    if len(found) > 1:
        rows += [("",) * 6, _row(tally("All", judgements))]
    headings = ("Machine", "Mutants", "Killed", "Equivalent", "Survived", "Score")
    print_rows(out, headings, rows, right=(1, 2, 3, 4, 5))
    out.print(
        "Score: the share that a property kills, of those that behave otherwise.", style="dim"
    )
    out.print()


def _row(row: Tally) -> tuple[Cell, ...]:
    score = "" if row.score is None else f"{100 * row.score:.1f} %"
    return (
        row.machine,
        f"{row.mutants:,}",
        f"{row.killed:,}",
        f"{row.equivalent:,}",
        Text(f"{row.survived:,}", style="bold red" if row.survived else "green"),
        score,
    )


def print_survivors(out: Console, judgements: Sequence[Judgement]) -> None:
    """Print where each survivor differs, and why it is accepted, if it is."""
    for judgement in survivors(judgements):
        reason = reason_for(Kind.SURVIVOR, judgement.mutant)
        style = "bold red" if reason is None else "yellow"
        out.print(Text.assemble(("Survived: ", style), f"{judgement.mutant}"))
        for line in _where(judgement):
            out.print(f"  {line}", markup=False)
        if reason is None:
            out.print("  No property asks for this. Write one, or record why none is needed.")
        else:
            out.print(f"  Accepted: {reason}.", style="dim", markup=False)
    if survivors(judgements):
        out.print()


def _where(judgement: Judgement) -> tuple[str, ...]:
    if judgement.distinction is None:
        return (
            f"Under {judgement.profile} it differs inside only: no command and no event tells.",
        )
    *before, last = judgement.distinction.trace
    first = f"after {' > '.join(before)}" if before else "at once"
    return (
        f"Under {judgement.profile}, {first}, comes {last}:",
        f"specified: {judgement.distinction.specified}; mutated: {judgement.distinction.mutated}.",
    )


def print_mutation_conclusion(out: Console, judgements: Sequence[Judgement], *, of: int) -> None:
    """Print one sentence that says what was found, and of how much.

    Args:
        out: Where to print.
        judgements: What became of the mutants that were tried.
        of: How many mutants there are in all.
    """
    left = survivors(judgements)
    bad = [j for j in left if reason_for(Kind.SURVIVOR, j.mutant) is None]
    total = tally("", judgements)
    tried = counted(total.mutants, "mutant")
    if total.mutants < of:
        tried += f", a part of {of:,}"
    equal = f"{total.equivalent:,} allow the same traces"
    accepted = f"{len(left) - len(bad):,} are accepted"
    if bad:
        out.print(f"[bold red]{len(bad):,} survive[/] of {tried}: {equal}, {accepted}.")
    else:
        out.print(
            f"[green]No mutant survives unexplained[/] of {tried}: {total.killed:,} are killed by"
            f" a property, {equal}, {accepted} with a reason."
        )
