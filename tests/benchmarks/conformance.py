"""How many actions a second the kit does with a client, in this process and over a pipe.

Run by hand with ``python tests/benchmarks/conformance.py``.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from twinsite.conformance.channel import Channel
from twinsite.conformance.clients import in_process, program
from twinsite.conformance.protocol import start_message
from twinsite.conformance.runner import Method, Plan, Watch, conduct
from twinsite.model.profile import Profile
from twinsite_desktop.client import Client

NODE_CLIENT = Path(__file__).parents[2] / "impl" / "node" / "client.js"
PROFILE = "bc+auto+restore/hard-phone"


def main() -> None:
    """Print a line for each way to a client."""
    ways: dict[str, Callable[[], Channel]] = {
        "Python class": in_process(Client),
        "twinsite-desktop serve": program([shutil.which("twinsite-desktop") or "", "serve"]),
        "node client.js": program([shutil.which("node") or "", str(NODE_CLIENT)]),
    }
    plan = Plan(methods=(Method.RANDOM,), examples=300)
    for name, connect in ways.items():
        started = perf_counter()
        (result,) = conduct(connect, (Profile.parse(PROFILE),), plan, Watch())
        seconds = perf_counter() - started
        print(f"{name:24} {result.verdict}: {result.actions / seconds:,.0f} actions a second")
    for name, connect in ways.items():
        channel = connect()
        channel.start(start_message(Profile.parse(PROFILE)))
        started = perf_counter()
        for _ in range(5_000):
            channel.advance(0)
            channel.observe()
        seconds = perf_counter() - started
        channel.close()
        print(f"{name:24} {10_000 / seconds:,.0f} calls a second, without judging")


if __name__ == "__main__":
    main()
