"""The result of a conformance test, and test suites, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from twinsite import __version__
from twinsite.conformance.oracle import Action, Expectation, Passes
from twinsite.conformance.protocol import PROTOCOL, start_message
from twinsite.conformance.runner import Result
from twinsite.conformance.session import Divergence
from twinsite.conformance.test_suite import TestCase, TestSuite

if TYPE_CHECKING:
    from twinsite.conformance.explanation import Explanation


def conform_json(results: Sequence[Result]) -> dict[str, Any]:
    """Return all results as plain data."""
    return {
        "twinsite": __version__,
        "results": [
            {
                "profile": result.profile.name,
                "method": str(result.method),
                "verdict": str(result.verdict),
                "sessions": result.sessions,
                "actions": result.actions,
                "note": result.note,
                "not_judged": sorted(result.judged.hidden),
                "divergence": None if result.divergence is None else _divergence(result.divergence),
                "alike": None if result.explanation is None else _alike(result.explanation),
            }
            for result in results
        ],
    }


def _divergence(divergence: Divergence) -> dict[str, Any]:
    failure = divergence.failure
    return {
        "requirements": list(divergence.requirements),
        "lengths": dict(divergence.lengths),
        "actions": [str(action) for action in divergence.actions],
        "mismatches": [
            {"what": each.what, "expected": each.expected, "found": each.found}
            for each in divergence.mismatches
        ],
        "failure": None
        if failure is None
        else {
            "kind": failure.trouble,
            "what": failure.what,
            "last_words": list(failure.last_words),
        },
    }


def _alike(explanation: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "name": like.name,
            "what": like.words,
            "breaks": [
                {"property": prop.name, "requirement": prop.requirement} for prop in like.broken
            ],
        }
        for like in explanation.alike
    ]


def suite_json(test_suite: TestSuite) -> dict[str, Any]:
    """Return test suites with the messages to send and the answers to expect.

    For teams that read them with a program of their own: after each call of a step the client is
    observed.  The order of the commands in one answer is free, but for ``log_out``, which comes
    before ``close_link``.
    """
    return {
        "format": "twinsite test suite 1",
        "protocol": PROTOCOL,
        "profile": test_suite.profile.name,
        "goals": test_suite.goals,
        "missed": [str(goal) for goal in test_suite.missed],
        "tours": [
            {
                "start": {"call": "start", "protocol": PROTOCOL}
                | start_message(test_suite.profile, test_case.lengths),
                "expect": _first(test_suite, test_case),
                "steps": list(_steps(test_suite, test_case)),
            }
            for test_case in test_suite.test_cases
        ],
    }


def _first(test_suite: TestSuite, test_case: TestCase) -> dict[str, Any]:
    """Return what is expected right after the start."""
    expectation = Expectation(test_suite.profile, test_case.lengths)
    words = expectation.words
    return {
        "commands": [command.data for command in words.first_commands()],
        "state": dict(words.observables(expectation.run.state)),
    }


def transcript(divergence: Divergence) -> Iterator[str]:
    """Yield the lines that a program was sent up to the divergence."""
    expectation = Expectation(divergence.profile, divergence.lengths)
    start = start_message(divergence.profile, divergence.lengths)
    observe = json.dumps({"call": "observe"})
    yield json.dumps({"call": "start", "protocol": PROTOCOL, **start})
    yield observe
    for number, action in enumerate(divergence.actions, 1):
        call = call_of(action, expectation)
        if call is not None:
            yield json.dumps(call)
        yield observe
        if number < len(divergence.actions):
            expectation.follow(divergence.answers[number - 1])


def call_of(action: Action, expectation: Expectation) -> dict[str, Any] | None:
    """Return the message of an action; None if a desktop notices nothing of it."""
    if isinstance(action, Passes):
        return {"call": "advance", "seconds": action.seconds}
    event = expectation.event_of(action.event)
    return None if event is None else {"call": "offer", **event.data}


def _steps(test_suite: TestSuite, test_case: TestCase) -> Iterator[dict[str, Any]]:
    expectation = Expectation(test_suite.profile, test_case.lengths)
    for stop in test_case.stops:
        call = call_of(stop.action, expectation)
        # deadlines that fall due together come to the same here, whatever their order
        answer = next(expectation.answers(stop.action))
        expectation.follow(answer)
        if call is not None:
            yield {
                "call": call,
                "why": [str(goal) for goal in stop.why],
                "expect": {
                    "commands": [command.data for command in answer.commands],
                    "state": dict(answer.state),
                },
            }
