"""Clients under test: sound ones, faulty ones, and ones that break down."""

import sys
from collections.abc import Sequence
from pathlib import Path

from twinsite.conformance.clients import in_process
from twinsite.conformance.endurance import EVERY_SCENARIO
from twinsite.conformance.runner import Method, Plan, Result, Watch, conduct
from twinsite.model.profile import Profile
from twinsite_desktop.client import Client
from twinsite_desktop.faults import client as faulty

SOUND = in_process(Client)
BESIDE_WINDOWS = in_process(faulty("restores_beside_windows"))
SMALL = Profile.parse("bc+restore/no-phone")

ANSWERS = """
import json, sys
for number, line in enumerate(sys.stdin):
    call = json.loads(line)["call"]
    {mischief}
    answer = {{"start": {{"shows": {{"commands": ["connect_probe"], "state": []}}}}, "observe":
               {{"commands": [], "state": {{}}}}}}.get(call, {{}})
    print(json.dumps(answer), flush=True)
"""


def program_that(mischief: str, folder: Path) -> Sequence[str]:
    """Return the command of a client that shows next to nothing, and goes wrong."""
    path = folder / "client.py"
    path.write_text(ANSWERS.format(mischief=mischief), encoding="utf-8")
    return [sys.executable, str(path)]


SERVES = """
import json, sys
from twinsite_desktop.client import Client
from twinsite_desktop.serve import serve
class Mine(Client):
    sessions = 0
    def start(self, start):
        self.sessions += 1
        return self.altered(super().start(start))
    def altered(self, answer):
        return answer
{methods}
def lines():
    for number, line in enumerate(sys.stdin):
        call = json.loads(line)["call"]
        {mischief}
        yield line
serve(lines(), sys.stdout, Mine())
"""


def sound_but(folder: Path, *, mischief: str = "", methods: str = "") -> Sequence[str]:
    """Return the command of a client that is sound but for some mischief.

    Args:
        folder: Where the client is written to.
        mischief: What is done before an answer; ``number``, ``line`` and ``call`` tell to what.
        methods: Methods of the client, indented by four spaces.
    """
    path = folder / "client.py"
    text = SERVES.format(mischief=mischief or "pass", methods=methods)
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


def results(connect: object, *methods: Method, profile: Profile = SMALL) -> list[Result]:
    """Return what comes of a test."""
    plan = Plan(methods=methods or (Method.SCENARIOS,), scenarios=EVERY_SCENARIO, examples=100)
    return list(conduct(connect, (profile,), plan, Watch()))  # type: ignore[arg-type]
