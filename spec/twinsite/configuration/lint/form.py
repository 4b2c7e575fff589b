"""Rules on form: what keeps a deployment file from being read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from twinsite.catalogue.options import OPTIONS, nearest
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.configuration.deployment.findings import Finding
from twinsite.configuration.deployment.option_values import NAME_OF_PAIR
from twinsite.configuration.lint.rule import error, note, nothing
from twinsite.configuration.lint.subject import Found

_LONGEST: Final = 120
"""A longer name resembles no option, in characters."""

MOST_ADVISED: Final = 10
"""So many different mistakes under one rule get the nearest name, whose search takes long."""

INVALID: Final = "DEP-01"
UNKNOWN: Final = "DEP-02"
DANGLING: Final = "DEP-03"
OTHER: Final = "DEP-04"
FOREIGN: Final = "DEP-05"

error(
    INVALID,
    "an option with a value or a place that is not valid",
    remedy="Write a valid value.",
    source="BC851; requirement BC-09; interpretation A53",
)(nothing)
error(
    UNKNOWN,
    "unknown option",
    remedy="Write the name of an option.",
    source="requirement BC-06",
)(nothing)
error(
    DANGLING,
    "a name that refers to nothing, or to two things",
    remedy="Write the name of something in the file.",
    source="requirement BC-13",
)(nothing)
error(
    OTHER,
    "a file that is not as a deployment is written",
    remedy="Write it as in the example.",
    source="requirement BC-01",
)(nothing)

note(
    FOREIGN,
    "options on which no machine depends",
    remedy="Nothing needs to be done: 'twinsite options' lists those that count.",
    source="requirement BC-06",
)(nothing)

_OF_NAMES: Final = ("there is no ", "no SIP Server pair has", "the name ", "the agent group ")
"""How what is wrong with names begins."""
_OF_PAIRS: Final = f"the same {NAME_OF_PAIR}"
"""How it ends where two pairs are called alike."""


def rule_of(finding: Finding) -> str:
    """Return the id of the rule under which a finding of form is told."""
    if finding.what.startswith(_OF_NAMES) or finding.what.endswith(_OF_PAIRS):
        return DANGLING
    if "options" in finding.place[:-1]:
        return UNKNOWN if finding.what.endswith("is unknown") else INVALID
    return OTHER


_SOURCES: Final = {
    "sites": "requirement BC-04",
    "sip_server_pairs": "requirements BC-01, BC-05",
    "stat_server_pairs": "requirement CLUS-01",
    "configuration_server_proxy_pairs": "requirement CLUS-01",
    "clusters": "requirement CLUS-01",
    "places": "requirement BC-10",
    "place": "requirement BC-10",
    "tenants": "requirement BC-07",
    "agent_groups": "requirement BC-07",
    "agents": "requirement BC-08",
    "groups": "requirement BC-07",
    "tenant": "requirement BC-07",
    "phone": "requirements REG-11, PHONE-05",
    "world": "ADDP",
}
"""What a key of the file stands for in the sources; the innermost key of a place counts."""

_MOST_CITED: Final = 3
"""So many requirements are cited of those that name an option."""


@cache
def source_of_option(name: str) -> str:
    """Return where an option stands in the sources, and the requirements that name it."""
    words = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-])")
    naming = [key for key, each in REQUIREMENTS.items() if words.search(each.sentence)]
    cited = f"requirement{'s' if len(naming) > 1 else ''} {', '.join(naming[:_MOST_CITED])}"
    return "; ".join([OPTIONS[name].source, *([cited] if naming else [])])


def source_of(finding: Finding) -> str:
    """Return where what is wrong stands in the sources; empty where nothing special does."""
    option = next((step for step in finding.place if step in OPTIONS), None)
    if option is not None:
        return source_of_option(str(option))
    if "options" in finding.place[:-1]:
        near = nearest(str(finding.place[-1])[:_LONGEST])
        return "" if near is None else source_of_option(near)
    return next((_SOURCES[str(step)] for step in reversed(finding.place) if step in _SOURCES), "")


def passed_over(numbers: Mapping[str, int]) -> Iterator[Found]:
    """Yield how many options are passed over, and in which files; nothing if there are none.

    Args:
        numbers: How many options are passed over, by the file.
    """
    total = sum(numbers.values())
    if total:
        where = ", ".join(f"{number:,} in {file}" for file, number in numbers.items())
        yield Found((), f"{total:,} passed over: {where}")


def of_form(findings: Iterable[Finding]) -> Iterator[tuple[str, Found]]:
    """Yield findings of form as the rules tell them, with the ids of the rules.

    A mistake that is made again and again, at the same keys of other tables, gets its advice from
    the first; after some different mistakes the advice is that of the rule.
    """
    known: dict[object, str] = {}
    advised: Counter[str] = Counter()
    for finding in findings:
        identifier = rule_of(finding)
        alike = (finding.what, *(step for step in finding.place if isinstance(step, str)))
        if alike not in known and advised[identifier] < MOST_ADVISED:
            advised[identifier] += 1
            known[alike] = finding.advice
        yield (
            identifier,
            Found(finding.place, finding.what, known.get(alike, ""), source=source_of(finding)),
        )
