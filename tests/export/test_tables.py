"""The tables say what the declarations say, and their contract does not change unnoticed."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from export.plain_tables import Reader
from twinsite import cli
from twinsite.export.tables.build import Building
from twinsite.export.tables.nodes import Decisions, Nodes
from twinsite.export.tables.tables import Tables, schema, tables_json
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile, default_profiles
from twinsite.report.tables.describe import ALSO_ASKED, Described, describe
from twinsite.report.tables.drills import drills
from twinsite.report.tables.lengths import WORDS, lengths
from twinsite.report.tables.subjects import described
from twinsite.report.tables.watched import WatchedProfile
from twinsite.report.tables.wholes import wholes

ROOT = Path(__file__).parents[2]
OTHER = "bc+auto+restore/no-phone/8.5.105.11/A10=ignored"
EXAMPLE = ROOT / "spec" / "twinsite" / "examples" / "two-sites.toml"


def exported(*names: str) -> Any:
    return json.loads(tables_json(describe([Described(Profile.parse(name)) for name in names])))


def test_the_schema_is_the_one_that_is_published() -> None:
    """A change of it is a change of a public contract."""
    published = json.loads((ROOT / "spec" / "tables.schema.json").read_text(encoding="utf-8"))
    assert published == schema()


def test_every_field_is_described() -> None:
    for name, model in schema()["$defs"].items():
        assert model.get("description") or "enum" in model, name
        for field, told in model.get("properties", {}).items():
            assert told.get("description"), (name, field)


def test_what_profiles_share_is_what_each_of_them_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is computed once for profiles that agree in what was read is as if computed for each."""
    chosen = [Described(profile) for profile in (*default_profiles()[::5], Profile.parse(OTHER))]
    shared = tables_json(describe(chosen))
    with monkeypatch.context() as once:
        once.setattr(WatchedProfile, "told", lambda profile, _names: profile.name)
        assert tables_json(describe(chosen)) == shared
    monkeypatch.setattr(WatchedProfile, "told", lambda _profile, _names: "alike")
    assert tables_json(describe(chosen)) != shared


def test_a_file_is_read_back_as_it_was_written() -> None:
    text = tables_json(describe([Described(profile) for profile in default_profiles()]))
    read = Tables.model_validate_json(text)
    assert tables_json(read) == text
    assert None not in {follows for node in read.nodes for follows in node.follows}


@pytest.mark.parametrize(
    "name", ["bc+auto+restore/endpoint", "bc/hard-phone/A10=ignored", "config/bc/cluster-3"]
)
def test_who_reads_the_page_on_tables_takes_our_steps(name: str) -> None:
    reader, system = Reader(exported(name), name), desktop(Profile.parse(name))
    draw, state = random.Random(18), system.initial  # noqa: S311
    for n in range(120):
        told = {
            i.name: i.machine.states.index(s) for i, s in zip(system.instances, state, strict=True)
        }
        ours = {str(step.event): system.named(step.after) for step in system.steps(state)}
        theirs = {
            event: {m: reader.charts[m]["states"][place] for m, place in after.items()}
            for event, after in reader.steps(told)
        }
        assert theirs == ours
        state = system.initial if n % 40 == 39 else draw.choice(list(system.steps(state))).after


def test_a_decision_tells_true_from_one() -> None:
    """True and 1 are equal in Python, and mean an answer and a node here."""
    nodes = Nodes()
    states = {"a": ("x", "y"), "b": ("x", "y")}
    decisions = Decisions(nodes, states, {"a": 0, "b": 1})
    decisions.truth(lambda read: read("b") == "x")
    decisions.truth(lambda read: read("b") == "y")
    first = decisions.truth(lambda read: read("a") == "x")
    second = decisions.truth(lambda read: read("b") == "y" if read("a") == "x" else False)
    assert first != second
    assert nodes.nodes()[2].follows == (True, False)
    assert nodes.nodes()[3].follows == (1, False)
    assert type(nodes.nodes()[3].follows[0]) is int


def test_predicates_that_are_also_asked_are_of_no_machine() -> None:
    """Each of them answers without a machine that asks."""
    system = desktop(Profile())
    building = Building([system])
    profile = building.profile(system, ALSO_ASKED)
    view = building.views()[profile.views[""]]
    trees = dict(zip(building.predicates(), view, strict=True))
    assert None not in map(trees.__getitem__, ALSO_ASKED)


def test_what_a_search_must_find_is_that_of_the_baseline() -> None:
    (profile,) = exported("bc/no-phone")["profiles"]
    assert profile["search"] == {"states": 189032, "steps": 2223204, "depth": 29}
    (unknown,) = exported("bc/no-phone/A1=all_tried/A2=continues")["profiles"]
    assert "search" not in unknown


def test_the_lengths_of_a_deployment_are_those_of_its_agents() -> None:
    found = {each.name: each for each in described(EXAMPLE, (), None, ())}
    assert all(set(each.lengths) == set(WORDS) for each in found.values())
    assert all(each.agents for each in found.values())
    assert lengths({"disaster-recovery.timeout": 75})["disaster-recovery.timeout"] == 75.0
    assert lengths({"disaster-recovery.timeout": None})["disaster-recovery.timeout"] == 60.0


def test_the_retry_delay_is_that_of_the_servers_of_each_connection(tmp_path: Path) -> None:
    """Of a pair it is the Reconnect Timeout of its primary (A30), else that of the application."""
    text = EXAMPLE.read_text(encoding="utf-8").replace(
        "reconnect_timeout = 10", "reconnect_timeout = 25", 1
    )
    file = tmp_path / "deployment.toml"
    file.write_text(text, encoding="utf-8")
    found = {
        each.name: each.lengths["warm-standby.retry-delay"]
        for each in described(file, (), None, ())
    }
    assert found["stat/bc/pair"] == 25.0
    assert found["config/bc/pair"] == 10.0


def test_profiles_are_named_with_interpretations(capsys: pytest.CaptureFixture[str]) -> None:
    names = [each.name for each in described(None, ("stat/bc/pair/A2=continues",), None, ())]
    assert names == ["stat/bc/pair/A2=continues"]
    several = described(None, ("config/bc/*", "config/bc/pair"), "8.5.106.18", ())
    assert several[0].name == "config/bc/pair/8.5.106.18"
    assert len(several) == len({each.name for each in several})
    wrong = ["export", "tables", "--profile", "stat/bc/pair/A2=never"]
    assert cli.run(wrong) == 2
    assert "A2 has no choice 'never'" in capsys.readouterr().err
    assert cli.run(["export", "tables", "--profile", "bc/none"]) == 2
    assert cli.run(["export", "tables", "nowhere.toml"]) == 2


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "tables", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_desktops_are_put_together_as_agents_have_them() -> None:
    chosen = described(EXAMPLE, (), None, ())
    found = wholes(chosen)
    agents = sorted(agent for each in found for agent in each.agents)
    assert agents == ["Anna", "Brian", "Claire", "Declan", "Emma"]
    assert len({each.name for each in found}) == len(found) == 4
    tables = describe(found)
    assert {machine.name for machine in tables.machines} >= {"stat_link", "voice_session"}
    words = {machine.name: machine.words for machine in tables.machines}
    assert words["stat_link"] == "Stat link here"
    assert words["voice_session"] == "agent"
    assert len({chart.name for chart in tables.charts}) == len(tables.charts)


def test_the_parts_of_a_desktop_have_one_release(tmp_path: Path) -> None:
    """Also where the release makes a difference to one of them only (CLUS-07)."""
    text = EXAMPLE.read_text(encoding="utf-8")
    file = tmp_path / "deployment.toml"
    file.write_text(text.replace('"8.5.111.21"', '"8.5.106.18"', 1), encoding="utf-8")
    for each in wholes(described(file, (), None, ())):
        assert {str(profile.release) for profile in each.profiles} == {"8.5.106.18"}


def test_a_desktop_without_a_connection_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "tables", "--whole", "--profile", "stat/*"]) == 2
    assert "no complete desktop is chosen" in capsys.readouterr().err
    assert cli.run(["export", "tables", str(EXAMPLE), "--whole"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["profiles"][0]["constants"]["stat"] == "stat/bc/pair"
    assert wholes(described(None, ("stat/*",), None, ())) == ()


def test_of_a_deployment_the_bounds_of_its_drills_are_told() -> None:
    entries = {entry.id: entry for entry in drills(EXAMPLE)}
    assert len(entries) == 5
    ready = entries["Anna: Site X fails"].failure[-1]
    assert (ready.what, ready.requirement, ready.when) == ("Ready again", "REST-02", "60 s to 91 s")
    assert ready.because.startswith("2 x ADDP timeout 10 s + disaster-recovery.timeout 60 s")
    stays = entries["Declan: Site Y fails"].repair[-1]
    assert (stays.when, stays.because) == (
        "never auto-restore is false: until the next start",
        "auto-restore is false: until the next start",
    )
    assert drills(None) == ()
