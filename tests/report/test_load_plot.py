"""The plot of a load shows what the table tells: bursts in their time, bands before and after."""

import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from analyses.drill.subjects import EXAMPLE
from twinsite import cli
from twinsite.analyses.load import NONE, Burst, Cause, DrawnLoad, Load, Outage
from twinsite.errors import InputError
from twinsite.report.diagrams.load_plot import load_plot

LOADS = (
    Load("Site X", Cause.REGISTER, (9.0, 10.0), (), (4.0, 4.0), ()),
    Load("Site X", Cause.LOGIN, NONE, (), NONE, (Burst(600, 5_000, 65_000),)),
    Load("Site Y", Cause.CONNECTION, NONE, (Burst(4321, 60_000, 60_000),), NONE, ()),
)


OUTAGE = Outage("Site X", LOADS, {("Site X", Cause.LOGIN): DrawnLoad((), (0, 7, 9))}, ())


def plot(*loads: Load) -> str:
    return load_plot(replace(OUTAGE, loads=loads or LOADS), 5000)


def texts(svg: str) -> list[str]:
    named = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 (our own)
    return [each.text or "" for each in named]


def test_every_site_and_every_cause_is_named() -> None:
    told = texts(plot())
    assert {"Site X", "Site Y", "seconds after the failure", "seconds after the repair"} <= {*told}
    assert {cause.value for cause in Cause} <= {*told}
    assert "5,000 agents: Site X fails, and is repaired" in told


def test_what_comes_at_once_is_a_mark_with_its_number() -> None:
    assert "4,321 at once" in texts(plot())
    assert "4,321 at once" not in texts(plot(*LOADS[:2]))


def test_what_is_drawn_is_a_line_of_its_own() -> None:
    without = load_plot(replace(OUTAGE, drawn={}), 5000)
    assert plot().count("<path") == without.count("<path") + 1


def test_the_same_load_is_the_same_picture() -> None:
    one, other = (plot() for _ in range(2))
    assert one == other
    assert one != plot(*LOADS[::-1])


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError) as caught:
        plot()
    assert caught.value.remedy == "Install it: pip install 'twinsite[plot]'."


def test_a_plot_is_that_of_one_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["load", str(EXAMPLE), "--plot", "load.svg"]) == 2
    assert "--fail 'Site X'" in capsys.readouterr().err


def test_nothing_else_needs_matplotlib() -> None:
    """It takes long to load; only the plot loads it."""
    from subprocess import run

    code = "import sys, twinsite.cli.load, twinsite.report.terminal.load; print(*sys.modules)"
    shown = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert "matplotlib" not in shown.stdout.split()
