"""Who edits a machine and breaks its declaration is told where, and not of a fault of twinsite."""

import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import twinsite

PACKAGE = Path(twinsite.__file__).parent


def edited(folder: Path, machine: str, before: str, after: str) -> subprocess.CompletedProcess[str]:
    """Check a copy of the package in which one machine is declared otherwise."""
    copytree(PACKAGE, folder / "twinsite", ignore=lambda *_: ["__pycache__"])
    charts = PACKAGE.parent / "twinsite_charts"
    copytree(charts, folder / "twinsite_charts", ignore=lambda *_: ["__pycache__"])
    source = folder / "twinsite" / "model" / "desktop" / f"{machine}.py"
    text = source.read_text(encoding="utf-8")
    assert text.count(before) == 1
    source.write_text(text.replace(before, after), encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); from twinsite.cli import main; main()"
    )
    return subprocess.run(  # noqa: S603 - this interpreter, on a copy of this package
        [sys.executable, "-c", program, "check", "--profile", "no-bc/hard-phone"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_state_that_is_cut_off_is_told_with_its_place(tmp_path: Path) -> None:
    before, after = "trying.to(waiting_for_retry),", "trying.to(off),"
    done = edited(tmp_path, "preferred_probe", before, after)
    assert done.returncode == 2
    assert re.search(r"preferred_probe\.py, line \d+: .*waiting_for_retry", done.stderr)
    assert "fault of twinsite" not in done.stderr


def test_an_effect_that_nobody_knows_is_told(tmp_path: Path) -> None:
    before = 'in_service.to(out_of_service, cond="link_open", on="registration_changed"),'
    done = edited(tmp_path, "dn_service", before, before.replace("_changed", "_chnged"))
    assert done.returncode == 2
    assert "registration_chnged" in done.stderr
    assert "fault of twinsite" not in done.stderr
