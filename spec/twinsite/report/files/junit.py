"""The result of a conformance test as JUnit XML, for continuous integration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # it writes; nothing is parsed

from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.conformance.alike_lines import told
from twinsite.conformance.runner import Result, Verdict
from twinsite.conformance.session import Divergence
from twinsite.report.terminal.conform import after

if TYPE_CHECKING:
    from twinsite.conformance.explanation import Explanation


def junit_of(results: Sequence[Result]) -> str:
    """Return one test case for each profile and method."""
    suite = ET.Element("testsuite", name="twinsite conform", tests=str(len(results)))
    skipped = (Verdict.NOT_TESTED, Verdict.CUT_SHORT)
    for name, verdicts in (
        ("failures", (Verdict.FAILED,)),
        ("errors", (Verdict.ERROR,)),
        ("skipped", skipped),
    ):
        suite.set(name, str(sum(result.verdict in verdicts for result in results)))
    for result in results:
        case = ET.SubElement(
            suite, "testcase", classname=_plain(result.profile.name), name=str(result.method)
        )
        if result.verdict in skipped:
            ET.SubElement(case, "skipped", message=_plain(result.note))
        elif result.divergence is not None:
            kind = "failure" if result.verdict is Verdict.FAILED else "error"
            element = ET.SubElement(case, kind, message=_plain(_message(result.divergence)))
            element.text = _plain(_body(result.divergence, result.explanation))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _message(divergence: Divergence) -> str:
    if divergence.failure is not None:
        return str(divergence.failure)
    identifier = divergence.requirements[0]
    return f"{identifier}: {REQUIREMENTS[identifier].sentence}"


def _body(divergence: Divergence, explanation: Explanation | None) -> str:
    lines = [after(divergence)]
    lines += [
        f"{each.what}: the specification has {each.expected}; the client has {each.found}"
        for each in divergence.mismatches
    ]
    lines += told(explanation)
    lines += ["", "Actions:", *(f"  {action}" for action in divergence.actions)]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Leave out what XML 1.0 has no character for."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
