"""The documents tell the truth: their tables are computed, and their outputs are real."""

import re
import shlex
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.upkeep.pages.documents import documents

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(mark: str) -> str:
    """Return the fenced block that follows a mark in the README."""
    rest = README[README.index(f"<!-- {mark} -->") :]
    return rest.split("```")[1].split("\n", 1)[1]


def test_the_computed_parts_are_current() -> None:
    for path, text in documents(ROOT).items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, (
            f"{path}: run twinsite baseline --update"
        )


@pytest.mark.heavy
def test_the_output_of_the_main_job_is_true(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)
    arguments = shlex.split(block_after("job").strip().splitlines()[-1])[1:]
    assert cli.run(arguments) == 0
    assert block_after("job output") == capsys.readouterr().out


@pytest.mark.heavy
def test_the_drawn_defect_is_the_one_that_is_found(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "known-defect.json"
    arguments = ["check", "--release", "8.5.105.11", "--profile", "bc+auto+restore/endpoint"]
    assert cli.run([*arguments, "--save", str(file)]) == 1
    capsys.readouterr()
    for suffix in (".json", ".svg"):
        kept = (ROOT / "diagrams" / f"known-defect{suffix}").read_text(encoding="utf-8")
        assert kept == file.with_suffix(suffix).read_text(encoding="utf-8"), (
            "twinsite " + " ".join(arguments) + " --save diagrams/known-defect.json"
        )


def test_the_output_of_the_tests_is_true(request: pytest.FixtureRequest) -> None:
    """Judged when the whole suite is run, as the README's command runs it."""
    options = request.config.option
    whole = request.config.args == request.config.getini("testpaths")
    if (
        whole
        and options.markexpr == "not heavy and not by_hand"
        and not (options.keyword or options.deselect)
    ):
        assert block_after("test output").split()[0] == str(request.session.testscollected)


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for document in (
        "README.md",
        "spec/README.md",
        "spec/CONFORMANCE.md",
        "spec/CONTRIBUTING.md",
        "spec/QUESTIONS.md",
        "spec/TRUST.md",
        "spec/TRACEABILITY.md",
        "spec/COVERAGE.md",
        "impl/README.md",
        "CHANGELOG.md",
    ):
        path = ROOT / document
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), f"{document}: {target}"
