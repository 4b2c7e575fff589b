"""The reference desktop as a program answers every line, and in time."""

import io
import json

import pytest

from twinsite.conformance.protocol import start_message
from twinsite.model.profile import Profile
from twinsite_desktop.serve import serve

START = json.dumps({"call": "start", "protocol": 1, **start_message(Profile.parse("bc/no-phone"))})


def answered(line: str) -> dict[str, object]:
    answers = io.StringIO()
    serve([START, line], answers)
    answer: dict[str, object] = json.loads(answers.getvalue().splitlines()[1])
    return answer


@pytest.mark.parametrize("seconds", ["1e400", "1e12", "1000001", "-1", '"5"', "null", "NaN"])
def test_what_is_no_time_is_an_error(seconds: str) -> None:
    """Time that would never have passed does not begin to pass."""
    assert "not a call of the protocol" in str(
        answered(f'{{"call": "advance", "seconds": {seconds}}}')["error"]
    )


def test_a_million_seconds_pass() -> None:
    """A retry every ten seconds comes a hundred thousand times."""
    assert answered('{"call": "advance", "seconds": 1e6}') == {}
