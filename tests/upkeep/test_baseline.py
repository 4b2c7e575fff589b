"""One command tells what is out of date, renews that and nothing else, and never breaks down."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from twinsite import cli
from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.judgement import Fate, Judgement
from twinsite.analyses.mutation.trial import every_mutant
from twinsite.analyses.witnesses import Kind
from twinsite.baseline import records
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.upkeep import checkout, files, mutants, number_of_tests, run, verdicts, witnesses
from twinsite.upkeep.checkout import RECORDS

ROOT = Path(__file__).parents[2]
SMALL = "start-up/bc/nodes-1"
DRILLS = cache(files.drills)
"""The bounds of a deployment, which no record changes, found once."""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the command work on a copy of all that it writes."""
    for name in ("README.md", "pyproject.toml", *(f.name for f in (ROOT / "spec").glob("*.md"))):
        source = ROOT / name if (ROOT / name).exists() else ROOT / "spec" / name
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(source, target)
    for source in [ROOT / "spec" / "README.md", *(ROOT / "tests").rglob("test_*.py")]:
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    for folder in ("diagrams", RECORDS):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(number_of_tests, "update", lambda: "not counted here")
    for module in (checkout, files, run):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    resources = SimpleNamespace(files=lambda _: tmp_path / RECORDS)
    monkeypatch.setattr(records, "resources", resources)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(files, "drills", DRILLS)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> str:
    """Return what the command prints, in one line."""
    assert cli.run(["baseline", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    assert [line for line in captured.out.splitlines() if line != line.rstrip()] == []
    assert max(map(len, captured.out.splitlines())) <= 80
    return " ".join(captured.out.split())


@contextmanager
def silent(_what: str, _total: int, /) -> Iterator[Callable[[], None]]:
    """Watch nothing."""
    yield lambda: None


# what is out of date


@pytest.mark.parametrize("stage", run.STAGES, ids=lambda stage: stage.record)
def test_every_record_is_up_to_date(stage: Any) -> None:
    assert stage.standing().stale == (), "twinsite baseline --update"


def test_every_generated_file_is_up_to_date() -> None:
    assert files.standing().stale == (), "twinsite baseline --update"


def test_a_page_that_was_written_by_hand_is_told_and_renewed(
    capsys: pytest.CaptureFixture[str], copy: Path
) -> None:
    page, drawing = copy / "spec" / "TRACEABILITY.md", copy / "diagrams" / "Session.svg"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("SITE-03", "SITE-33"), encoding="utf-8")
    drawing.unlink()
    out = told(capsys, "--check", code=1)
    assert "files 2 of 42 files: diagrams/Session.dot, spec/TRACEABILITY.md" in out
    assert "Run 'twinsite baseline --update'." in out
    assert not drawing.exists()
    out = told(capsys, "--update", code=0)
    assert "files wrote diagrams/Session.dot, spec/TRACEABILITY.md tests" in out
    assert page.read_text(encoding="utf-8") == before
    assert drawing.exists()
    assert told(capsys, "--check", code=0).endswith("files current: 42 files Up to date.")


@pytest.mark.parametrize("broken", ["", '{"half', "[]", "{}"])
@pytest.mark.parametrize("stage", run.STAGES, ids=lambda stage: stage.record)
def test_a_record_that_cannot_be_read_is_out_of_date_as_a_whole(
    stage: Any, broken: str, copy: Path
) -> None:
    file = copy / RECORDS / f"{stage.record}.json"
    file.write_text(broken, encoding="utf-8")
    standing = stage.standing()
    assert len(standing.stale) == standing.of
    file.unlink()
    assert stage.standing() == standing


@pytest.mark.parametrize("name", ["verdicts", "comparisons", "witnesses", "kills", "tests"])
def test_a_missing_record_is_told_and_no_command_breaks_down(
    name: str, capsys: pytest.CaptureFixture[str], copy: Path
) -> None:
    (copy / RECORDS / f"{name}.json").write_text('{"half', encoding="utf-8")
    assert "Out of date." in told(capsys, "--check", code=1)
    assert cli.run(["traceability", "SITE-03"]) == 2
    assert f"{name}.json: the record cannot be read" in capsys.readouterr().err
    if name in ("kills", "tests"):
        assert f"wrote spec/twinsite/baseline/records/{name}.json" in told(
            capsys, "--update", code=0
        )


def test_what_the_verdicts_must_not_show_is_told(
    capsys: pytest.CaptureFixture[str], copy: Path
) -> None:
    file = copy / RECORDS / "verdicts.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    refuted = "refuted, with the length of the shortest trace"
    data["default profiles"][SMALL] |= {"verdict": "REFUTED", refuted: {"a_wrong_start": 3}}
    data["variants"]["bc+auto+restore/endpoint/A12=immediate"][refuted] = {}
    file.write_text(json.dumps(data), encoding="utf-8")
    out = told(capsys, "--check", code=1)
    assert f"Fault: {SMALL} is REFUTED: a_wrong_start." in out
    assert "A12=immediate does not break no_move_by_choice_during_a_call" in out


# only what has changed is computed again


def test_only_the_profile_that_has_changed_is_checked_again(
    capsys: pytest.CaptureFixture[str], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = copy / RECORDS / "verdicts.json"
    before = file.read_text(encoding="utf-8")
    data = json.loads(before)
    data["default profiles"][SMALL] |= {"fingerprint": "of old", "states": 7}
    file.write_text(json.dumps(data), encoding="utf-8")
    assert f"verdicts 1 of 87 profiles: {SMALL} comparisons" in told(capsys, "--check", code=1)
    checked: list[Profile] = []
    reports = verdicts.baseline_reports

    def observed(profiles: Sequence[Profile]) -> Any:
        checked.extend(profiles)
        return reports(profiles)

    monkeypatch.setattr(verdicts, "baseline_reports", observed)
    assert "verdicts 1 of 87 checked anew comparisons current" in told(capsys, "--update", code=0)
    assert checked == [Profile.parse(SMALL)]
    assert file.read_text(encoding="utf-8") == before


def test_a_fate_stands_as_long_as_the_profile_under_which_it_was_found() -> None:
    record = records.read("mutation")["mutants"]
    assert mutants.unsettled(record, frozenset()) == ()
    left = {m.id for m in mutants.unsettled(record, frozenset({"stat/bc/cluster-1"}))}
    others = {i for i, e in record.items() if e["fate"] == Fate.EQUIVALENT}
    killed = {
        i
        for i, e in record.items()
        if e.get("profile") == "stat/bc/cluster-1" and e["fate"] == Fate.KILLED
    }
    assert killed <= left
    machines = {i.machine.name for i in desktop(Profile.parse("stat/bc/cluster-1")).instances}
    assert left - killed == {i for i in others if re.split("[.:]", i)[0] in machines}
    assert left - killed < others


def test_a_mutant_that_is_not_recorded_is_tried() -> None:
    record = dict(records.read("mutation")["mutants"])
    first, *_ = record
    del record[first]
    assert mutants.unsettled(record, frozenset()) == (mutant_of(first),)


def test_a_trace_that_no_longer_kills_is_noticed() -> None:
    record = records.read("mutation")["mutants"]
    name, entry = next((i, e) for i, e in record.items() if len(e.get("trace", ())) > 3)
    mutant = mutant_of(name)
    assert mutants.is_killed_as_recorded(mutant, entry)
    other = next(e["trace"] for e in record.values() if len(e.get("trace", ())) == 1)
    for wrong in (
        entry["trace"][:-1],
        entry["trace"][1:],
        other,
    ):
        assert not mutants.is_killed_as_recorded(mutant, {**entry, "trace": wrong})
    assert not mutants.is_killed_as_recorded(mutant, {**entry, "profile": "bc/no-such"})
    assert not mutants.is_killed_as_recorded(mutant, {**entry, "breaks": "no_such_property"})
    assert not mutants.is_killed_as_recorded(mutant, {"fate": "killed"})


def test_only_what_its_trace_no_longer_kills_is_tried_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    record = records.read("mutation")
    traced = [i for i, e in record["mutants"].items() if e.get("profile") == "stat/bc/cluster-1"]
    chosen = [i for i in traced if len(record["mutants"][i].get("trace", ())) > 1][:3]
    data = {
        "fingerprints": record["fingerprints"] | {"stat/bc/cluster-1": "of old"},
        "mutants": {i: record["mutants"][i] for i in chosen},
    }
    data["mutants"][chosen[1]] = {**data["mutants"][chosen[1]], "trace": []}
    tried: list[str] = []

    def judge_all(left: Sequence[Any], **_: Any) -> tuple[Any, ...]:
        tried.extend(mutant.id for mutant in left)
        return ()

    monkeypatch.setattr(mutants, "known", lambda _: data)
    monkeypatch.setattr(mutants, "every_mutant", lambda: tuple(map(mutant_of, chosen)))
    monkeypatch.setattr(mutants, "judge_all", judge_all)
    found, words = mutants.STAGE.compute(silent, False)  # noqa: FBT003
    assert tried == [chosen[1]]
    assert words == "3 of 3 looked at again, 2 settled as recorded, 1 tried anew"
    assert found["fingerprints"] == mutants.fingerprints()


def test_thorough_tries_every_mutant_whatever_the_fingerprints_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = every_mutant()[:3]
    tried: list[str] = []

    def judge_all(left: Sequence[Any], **_: Any) -> tuple[Any, ...]:
        tried.extend(mutant.id for mutant in left)
        return tuple(Judgement(m.id, m.machine, Fate.EQUIVALENT) for m in left)

    monkeypatch.setattr(mutants, "every_mutant", lambda: chosen)
    monkeypatch.setattr(mutants, "judge_all", judge_all)
    found, _ = mutants.STAGE.compute(silent, True)  # noqa: FBT003
    assert tried == [mutant.id for mutant in chosen]
    assert found["mutants"] == {mutant.id: {"fate": "equivalent"} for mutant in chosen}


def test_thorough_finds_the_recorded_witnesses_again(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = records.read("witnesses")["witnesses"]
    profile = "start-up/bc/nodes-2"
    names = [n for n, w in recorded.items() if w["profile"] == profile]
    assert {recorded[name]["kind"] for name in names} >= {Kind.HAPPENS, Kind.NEAR_MISS}
    monkeypatch.setattr(witnesses, "ALL", [e for e in witnesses.ALL if e.prop.name in names])
    subjects = [p for p in witnesses.SUBJECTS if p.name == profile]
    monkeypatch.setattr(witnesses, "SUBJECTS", subjects)
    found, words = witnesses.STAGE.compute(silent, True)  # noqa: FBT003
    assert words == f"{len(names)} of {len(names)} looked at again"
    assert {n: (w["kind"], len(w["events"])) for n, w in found["witnesses"].items()} == {
        name: (recorded[name]["kind"], len(recorded[name]["events"])) for name in names
    }


def test_the_kills_are_counted_from_the_mutants() -> None:
    assert records.read("kills") == mutants.kills()


def test_a_near_miss_whose_profile_has_changed_stands_if_it_is_one_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = records.read("witnesses")
    name = "a_call_holds_back_the_return"
    near, miss = next((n, w) for n, w in whole["witnesses"].items() if w["kind"] == Kind.NEAR_MISS)
    assert len(every_mutant()) > 2_000
    lost = {"witnesses": {near: miss}, "fingerprints": {}}
    monkeypatch.setattr(witnesses, "known", lambda n: lost if n == "witnesses" else {})
    only = [e for e in witnesses.ALL if e.prop.name in (near, name)]
    monkeypatch.setattr(witnesses, "ALL", only)
    monkeypatch.setattr(
        witnesses,
        "SUBJECTS",
        [p for p in witnesses.SUBJECTS if p.name == whole["witnesses"][name]["profile"]],
    )
    found, _ = witnesses.STAGE.compute(silent, False)  # noqa: FBT003
    assert found["witnesses"] == {near: miss, name: whole["witnesses"][name]}


# what is said to whoever cannot use it


@pytest.mark.parametrize("arguments", [(), ("--update", "--check"), ("--thorough",)])
def test_it_must_be_said_what_to_do(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["baseline", *arguments]) == 2
    assert "Use --check to see what is out of date" in capsys.readouterr().err


def test_an_installed_package_has_nothing_to_keep_up(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checkout, "ROOT", tmp_path)
    assert cli.run(["baseline", "--check"]) == 2
    assert "this works on a checkout of the repository" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "twinsite.upkeep", None)
    monkeypatch.delitem(sys.modules, "twinsite.upkeep.run")
    assert cli.run(["baseline", "--update"]) == 2
    assert "this works on a checkout of the repository" in capsys.readouterr().err
