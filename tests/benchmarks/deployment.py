"""Print the figures of reading large deployments: run by hand, on a quiet machine.

    python tests/benchmarks/deployment.py [agents ...]

Every figure comes from new processes and is the best of three.  The generated deployment is the
same each time: two hundred agents a group, eight combinations of options over the groups, a
place with two DNs for each agent, and every fiftieth person with an option of the person's own.
"""

import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

SIZES = (25_000, 50_000, 100_000)
"""Numbers of agents, unless others are asked for; in a linear reader each costs twice the last."""

STAGES = {
    "read as TOML": "tomli.loads(text)",
    "and validated": "load_deployment(path)",
    "and profiled": "distinct_profiles(load_deployment(path))",
    "linted": "lint_files(path)",
}
"""What is measured; the first three stages each with those before it."""

SCRIPT = """
import resource, sys, time
from pathlib import Path
import tomli
from twinsite.configuration.deployment import distinct_profiles, load_deployment
from twinsite.configuration.lint import lint_files
path = Path(sys.argv[1])
text = path.read_text(encoding="utf-8")
started = time.perf_counter()
found = {stage}
print(time.perf_counter() - started)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

HEAD = """\
release = "8.5.111.21"
[application.options]
"disaster-recovery.enabled" = true
"disaster-recovery.timeout" = 60
[[sites]]
name = "Site X"
[[sites]]
name = "Site Y"
[[sip_server_pairs]]
name = "X"
primary = "x1.example:5060"
backup = "x2.example:5060"
options = { "disaster-recovery.site" = "Site X" }
[[sip_server_pairs]]
name = "Y"
primary = "y1.example:5060"
backup = "y2.example:5060"
options = { "disaster-recovery.site" = "Site Y" }
[[stat_server_pairs]]
name = "SX"
primary = "sx1.example:7120"
backup = "sx2.example:7120"
release = "8.5.1"
options = { "disaster-recovery.site" = "Site X" }
[[stat_server_pairs]]
name = "SY"
primary = "sy1.example:7120"
backup = "sy2.example:7120"
release = "8.5.1"
options = { "disaster-recovery.site" = "Site Y" }
[[clusters]]
name = "CX"
kind = "configuration_server_proxy"
nodes = ["cx1.example:2020", "cx2.example:2020", "cx3.example:2020"]
options = { "disaster-recovery.site" = "Site X" }
[[clusters]]
name = "CY"
kind = "configuration_server_proxy"
nodes = ["cy1.example:2020", "cy2.example:2020", "cy3.example:2020"]
options = { "disaster-recovery.site" = "Site Y" }
[[tenants]]
name = "Resources"
"""

PHONES = ("workspace_endpoint", "workspace_endpoint", "hard_phone", "none")


def deployment_text(agents: int) -> Iterator[str]:
    """Yield a deployment file, object by object.

    Args:
        agents: How many agents it has; at least one.
    """
    yield HEAD
    groups = max(1, agents // 200)
    for number in range(groups):
        here, there = ("X", "Y") if number & 1 else ("Y", "X")
        yield (
            f'[[agent_groups]]\nname = "Group {number}"\ntenant = "Resources"\n'
            f'[agent_groups.options]\n"disaster-recovery.preferred-site" = "Site {here}"\n'
            f'"disaster-recovery.peer-site" = "Site {there}"\n'
            f'"disaster-recovery.auto-restore" = {"true" if number & 2 else "false"}\n'
            f'"disaster-recovery.restore-agent-state" = {"true" if number & 4 else "false"}\n'
        )
    for number in range(agents):
        yield (
            f'[[places]]\nname = "Place {number}"\ndns = [{{ number = "{number}", switch = "X" }},'
            f' {{ number = "{number}", switch = "Y" }}]\n'
        )
        yield (
            f'[[agents]]\nname = "Agent {number}"\ntenant = "Resources"\n'
            f'groups = ["Group {number % groups}"]\nphone = "{PHONES[number % len(PHONES)]}"\n'
            f'place = "Place {number}"\n'
        )
        if number % 50 == 0:
            yield 'options = { "login.voice.is-auto-ready" = true }\n'


def measured(stage: str, path: Path) -> tuple[float, float]:
    """Return the least time in seconds and the peak memory in MiB of a stage in new processes."""
    code = SCRIPT.format(stage=stage)
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    seconds, peaks = zip(*runs, strict=True)
    return min(map(float, seconds)), min(map(float, peaks))


def main() -> None:
    """Measure and print."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    print(f"Python {platform.python_version()}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deployment.toml"
        for agents in sizes:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(deployment_text(agents))
            print(f"{agents:,} agents, {path.stat().st_size / 2**20:.1f} MiB")
            for name, stage in STAGES.items():
                seconds, peak = measured(stage, path)
                print(f"  {name:<14} {seconds:6.2f} s {peak:6.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
