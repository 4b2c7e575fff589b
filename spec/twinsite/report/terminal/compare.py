"""The screen of ``twinsite compare``: what differs, a distinguishing trace, what it means."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.compare import Contrast, Disagreement
from twinsite.analyses.traces import decisive_trace
from twinsite.checker.comparison.lockstep import Comparison
from twinsite.checker.comparison.observable_steps import Happening
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.profile import Profile
from twinsite.model.profile_difference import IN_DEPLOYMENTS, aspects, titles
from twinsite.report.sequence.difference import difference_chart, does, event_words, happening_words
from twinsite.report.sequence.screen import chart_text
from twinsite.report.sequence.trace import print_trace
from twinsite.report.terminal.check import STYLES
from twinsite.report.terminal.screen import counted, padded

SHOWN = 12
"""At most this many new, lost or differing entries are listed; the others are counted."""


def print_aspects(out: Console, left: Profile, right: Profile) -> None:
    """Print what is compared, and in what the two differ."""
    for name, profile in (("Left ", left), ("Right", right)):
        out.print(Text.assemble((f"{name}  ", "bold"), profile.name))
    out.print()
    for aspect in aspects(left, right):
        out.print(Text(aspect.question, "bold"))
        for choice in (aspect.left, aspect.right):
            _indented(out, Text.assemble((f"{choice.name}: ", "cyan"), choice.meaning))
    if left == right:
        out.print("The two are the same profile.")
    out.print()


def print_difference(out: Console, left: Profile, right: Profile, product: Comparison) -> None:
    """Print the distinguishing trace, and what each does at its end."""
    difference = product.difference
    if difference is None:
        return
    chart = difference_chart(left, right, difference)
    out.print(chart_text(chart, out.width))
    out.print()
    step = len(difference.shared) + 1
    before = "Up to there they behave alike. " if difference.shared else ""
    out.print(Text(f"{before}Step {step}, {event_words(difference.event)}:"))
    ends = ((left, difference.left), (right, difference.right))
    for name, (profile, end) in zip(titles(left, right), ends, strict=True):
        words = does(profile, difference.shared, end)
        _indented(out, Text.assemble((f"{name}: ", "cyan"), f"{words}."))
    out.print()


def print_decisive_trace(out: Console, contrast: Contrast) -> None:
    """Print a trace that decides the first property with another verdict, if there is one."""
    if contrast.decisive is None:
        return
    profile, prop = contrast.decisive
    left, right = contrast.left.profile, contrast.right.profile
    here, there = titles(left, right) if profile == left else titles(left, right)[::-1]
    disagreement = next(each for each in contrast.properties if each.prop.name == prop.name)
    other = disagreement.right if profile == left else disagreement.left
    told = "no such property" if other is None else other
    what = f"{prop.verdict} with {here}, as below; {told} with {there}."
    _heading(out, "The first property with another verdict")
    _indented(out, Text(what))
    out.print()
    print_trace(out, decisive_trace(profile, prop))
    out.print()


def print_contrast(out: Console, contrast: Contrast) -> None:
    """Print what is new, what is lost, which properties differ, and the sizes."""
    left, right = titles(contrast.left.profile, contrast.right.profile)
    _happenings(out, f"New: happens only with {right}", contrast.new)
    _happenings(out, f"Lost: happens only with {left}", contrast.lost)
    if contrast.properties:
        _heading(out, f"Properties with another verdict ({left}, then {right})")
        for prop in contrast.properties[:SHOWN]:
            _prop(out, prop)
        _more(out, len(contrast.properties) - SHOWN)
        out.print()
    _heading(out, "Sizes")
    reports = (contrast.left.report, contrast.right.report)
    for name, report in zip((left, right), reports, strict=True):
        sizes = f"{report.states:,} states, {report.steps:,} steps, depth {report.depth}"
        _indented(out, Text.assemble((f"{name}: ", "cyan"), sizes))
    out.print()


def print_verdict(out: Console, contrast: Contrast) -> None:
    """Print one sentence that says what was found, and how much was looked at."""
    product = contrast.product
    left, right = contrast.left.profile, contrast.right.profile
    one, two = titles(left, right)
    if product.difference is not None:
        length = len(product.difference.shared) + 1
        out.print(
            Text.assemble(
                ("They differ", "bold yellow"),
                f": a distinguishing trace of {one} and {two} has {counted(length, 'step')};"
                f" {len(contrast.new)} new, {len(contrast.lost)} lost,"
                f" {counted(len(contrast.properties), 'property', 'properties')} with another"
                " verdict.",
            )
        )
        out.print(f"Requirements: {', '.join(contrast.requirements)}.")
    elif not product.complete:
        out.print(
            Text.assemble(
                ("Undetermined", "yellow"),
                f": no distinguishing trace in {product.pairs:,} pairs of states,"
                " and the search was cut short.",
            )
        )
    else:
        how = "state for state" if product.identical else "though their states differ inside"
        out.print(
            Text.assemble(
                ("No difference in behaviour", "green"),
                f": the two are trace-equivalent, {how}, in all {product.pairs:,} pairs of states.",
            )
        )
        for identifier in sorted(IN_DEPLOYMENTS):
            if left.interpretation(identifier) != right.interpretation(identifier):
                out.print(f"{identifier} acts where a deployment is read: give it to check.")


def _heading(out: Console, words: str) -> None:
    out.print(Text(words, "bold"))


def _indented(out: Console, text: Text, by: int = 2) -> None:
    out.print(padded(out, text, by))


def _happenings(out: Console, heading: str, found: Sequence[Happening]) -> None:
    if not found:
        return
    _heading(out, heading)
    for happening in found[:SHOWN]:
        _indented(out, Text(f"{happening_words(happening)}."))
    _more(out, len(found) - SHOWN)
    out.print()


def _more(out: Console, count: int) -> None:
    if count > 0:
        _indented(out, Text(f"and {count} more; --json has them all", "dim"))


def _prop(out: Console, prop: Disagreement) -> None:
    verdicts = [_verdict(verdict) for verdict in (prop.left, prop.right)]
    name = f"  {prop.prop.name} ({prop.prop.requirement})"
    _indented(out, Text.assemble(verdicts[0], ", ", verdicts[1], name))
    _indented(out, Text(prop.prop.sentence, "dim"), 4)


def _verdict(verdict: Verdict | None) -> Text:
    return Text("no such property", "dim") if verdict is None else Text(verdict, STYLES[verdict])
