"""``twinsite options`` tells what holds for the agents of a deployment, and hides no doubt."""

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from configuration.reader_files import GOOD_DEPLOYMENT
from twinsite import __version__, cli
from twinsite.catalogue.options import OPTIONS
from twinsite.configuration.deployment import Deployment, effective_options
from twinsite.configuration.deployment.combinations import combinations_of, shadowed
from twinsite.configuration.deployment.resolve import AGENT_OPTIONS
from twinsite.report.terminal.options import AREAS, MOST_SHOWN, print_agent, print_combinations

ENABLED = "disaster-recovery.enabled"
TIMEOUT = "disaster-recovery.timeout"
RESTORE = "disaster-recovery.auto-restore"
PREFERRED = "disaster-recovery.preferred-site"
PROXY0 = "sipendpoint.proxies.proxy0.reg_timeout"

DECLAN = """\
two-sites.toml: agent Declan, release 8.5.111.21

Option                                       Value   From
────────────────────────────────────────────────────────────────────────────────
Sites and switchover
disaster-recovery.timeout                    60 s    application
  default 60 s (documented); stated
disaster-recovery.preferred-site             Site Y  agent group Dublin
  default none (unverified); stated
disaster-recovery.wait-for-sipphone-timeout  60 s    application
  default 30 s (unverified); stated
disaster-recovery.auto-restore               false   agent group Back office,
  default true (unverified); stated                  shadows true of application

Below each option: its default, and how that is known; how the option is known.
"""

EVERYONE = """\
two-sites.toml: 5 agents with 2 combinations of options, release 8.5.111.21

The same for all agents
  disaster-recovery.timeout                       60 s

3 agents: Anna, Claire, Emma
  disaster-recovery.preferred-site                Site X

2 agents: Brian, Declan
  disaster-recovery.preferred-site                Site Y

1 option set for no agent, with 1 unverified default.
--agent NAME tells all options of an agent, and their origins.
"""


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("two-sites.toml").write_text(GOOD_DEPLOYMENT, encoding="utf-8")
    return "two-sites.toml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert cli.run(["options", *arguments]) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    lines = [line.rstrip() for line in captured.out.splitlines()]
    assert all(len(line) <= 80 for line in lines) or "--json" in arguments
    return "\n".join(lines) + "\n", captured.err


def deployment_of(*agents: Mapping[str, Any], **more: object) -> Deployment:
    named = [{"name": f"A{n}", "phone": "none", **agent} for n, agent in enumerate(agents)]
    return Deployment.model_validate({"release": "8.5.111.21", "agents": named, **more})


LAYERS = {
    "application": {"options": {TIMEOUT: 10}},
    "tenants": [{"name": "T", "options": {TIMEOUT: 20}}],
    "agent_groups": [
        {"name": "Early", "tenant": "T", "options": {TIMEOUT: 30}},
        {"name": "Late", "tenant": "T", "options": {TIMEOUT: 40}},
    ],
}
MEMBER = {"tenant": "T", "groups": ["Early", "Late"], "options": {TIMEOUT: 50}}


def shadows(deployment: Deployment) -> list[tuple[object, str]]:
    (agent,) = deployment.agents
    option = effective_options(deployment, agent)[TIMEOUT]
    return [(other.value, other.origin) for other in shadowed(deployment, agent, option)]


# ---- One agent


def test_the_screen_of_an_agent_tells_value_origin_default_evidence_and_what_is_shadowed(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    names = ("disaster-recovery.*timeout", PREFERRED, RESTORE)
    out, _ = run(capsys, example, *names, "--agent", "Declan")
    assert out == DECLAN


def test_every_option_of_an_agent_is_in_one_area() -> None:
    areas = [option.name for area in AREAS.values() for option in area]
    assert areas == list(OPTIONS)


def test_all_options_of_an_agent_are_told(capsys: pytest.CaptureFixture[str], example: str) -> None:
    out, _ = run(capsys, example, "--agent", "Anna")
    first_words = {line.split()[0] for line in out.splitlines() if line}
    assert set(AGENT_OPTIONS) <= first_words
    assert set(AREAS) <= set(out.splitlines())


def test_each_wider_setting_of_another_value_is_shadowed_the_narrowest_first() -> None:
    expected = [
        (40, "agent group Late"),
        (30, "agent group Early"),
        (20, "tenant T"),
        (10, "application"),
    ]
    assert shadows(deployment_of(MEMBER, **LAYERS)) == expected


def test_a_wider_setting_of_the_same_value_is_not_shadowed() -> None:
    same = {**MEMBER, "options": {TIMEOUT: " 30 "}}
    expected = [(40, "agent group Late"), (20, "tenant T"), (10, "application")]
    assert shadows(deployment_of(same, **LAYERS)) == expected


def test_a_default_is_not_shadowed_and_shadows_nothing() -> None:
    assert shadows(deployment_of({"options": {TIMEOUT: 50}})) == []
    assert shadows(deployment_of({})) == []


def test_objects_of_one_name_are_told_apart() -> None:
    named = {
        "tenants": [{"name": "A0", "options": {TIMEOUT: 20}}],
        "agent_groups": [{"name": "A0", "tenant": "A0", "options": {TIMEOUT: 30}}],
    }
    agent = {"tenant": "A0", "groups": ["A0"], "options": {TIMEOUT: 50}}
    expected = [(30, "agent group A0"), (20, "tenant A0")]
    assert shadows(deployment_of(agent, **named)) == expected


def test_the_json_of_an_agent_has_the_documented_shape(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    out, _ = run(capsys, example, RESTORE, PREFERRED, "--agent", "Declan", "--json")
    option = {"unit": None, "evidence": "stated", "default_evidence": "unverified"}
    assert json.loads(out) == {
        "twinsite": __version__,
        "deployment": "two-sites.toml",
        "release": "8.5.111.21",
        "agent": "Declan",
        "options": [
            option
            | {
                "name": PREFERRED,
                "default": None,
                "value": "Site Y",
                "text": "Site Y",
                "origin": "agent group Dublin",
                "shadows": [],
            },
            option
            | {
                "name": RESTORE,
                "default": "true",
                "value": False,
                "text": "false",
                "origin": "agent group Back office",
                "shadows": [{"value": True, "text": "true", "origin": "application"}],
            },
        ],
    }


def test_an_option_that_is_set_nowhere_has_no_origin_in_json(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    name = "sipendpoint.sbc-register-address"
    out, _ = run(capsys, example, name, "--agent", "Anna", "--json")
    (option,) = json.loads(out)["options"]
    assert (option["value"], option["origin"]) == ("", None)


def test_a_text_that_is_no_number_is_told_beside_what_it_stands_for() -> None:
    assert "0 s (written 'never')" in screen_of_agent({PROXY0: "never"}, width=120)


def test_a_value_cannot_steer_the_terminal() -> None:
    steering = {PREFERRED: "X\x1b[2J\n\u202eY [bold]"}
    for text in (screen_of_agent(steering, width=200), screen_of_all({}, {"options": steering})):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert r"'X\x1b[2J\n\u202eY [bold]'" in text


# ---- All agents


def test_the_screen_of_a_deployment_tells_what_is_common_and_what_differs(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    names = (TIMEOUT, PREFERRED, "login.*reason")
    out, _ = run(capsys, example, *names)
    assert out == EVERYONE


def test_the_json_of_a_deployment_has_the_documented_shape(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    out, _ = run(capsys, example, TIMEOUT, PREFERRED, "login.*reason", "--json")
    assert json.loads(out) == {
        "twinsite": __version__,
        "deployment": "two-sites.toml",
        "release": "8.5.111.21",
        "agents": 5,
        "common": {TIMEOUT: 60},
        "unset": ["login.voice.auto-not-ready-reason"],
        "combinations": [
            {
                "agents": ["Anna", "Claire", "Emma"],
                "number_of_agents": 3,
                "options": {PREFERRED: "Site X"},
            },
            {
                "agents": ["Brian", "Declan"],
                "number_of_agents": 2,
                "options": {PREFERRED: "Site Y"},
            },
        ],
    }


def test_neither_origin_nor_spelling_nor_the_order_of_groups_makes_a_combination() -> None:
    deployment = deployment_of(
        {"options": {ENABLED: True}},
        {"options": {ENABLED: " TRUE "}},
        {"groups": ["G", "H"]},
        {"groups": ["H", "G"]},
        agent_groups=[{"name": "G", "options": {ENABLED: "true"}}, {"name": "H"}],
    )
    combinations = combinations_of(deployment)
    (combination,) = combinations.found
    assert combination.agents == ("A0", "A1", "A2", "A3")
    assert combinations.common == {ENABLED: True}
    assert combinations.differing == ()


def test_agents_of_different_tenants_have_combinations_of_their_own() -> None:
    tenants = [{"name": "T", "options": {TIMEOUT: 70}}, {"name": "U", "options": {TIMEOUT: 80}}]
    deployment = deployment_of({"tenant": "T"}, {"tenant": "U"}, {}, tenants=tenants)
    values = [combination.values[TIMEOUT] for combination in combinations_of(deployment).found]
    assert values == [70, 80, 60]


def test_a_set_default_is_no_difference_and_yet_is_told() -> None:
    combinations = combinations_of(deployment_of({}, {"options": {TIMEOUT: 60}}))
    assert combinations.common == {TIMEOUT: 60}
    assert TIMEOUT not in combinations.unset


def test_a_setting_of_a_group_without_agents_holds_for_no_agent() -> None:
    groups = [{"name": "G", "options": {TIMEOUT: 70}}]
    combinations = combinations_of(deployment_of({}, agent_groups=groups))
    assert combinations.common == {}
    assert TIMEOUT in combinations.unset


TIMEOUTS = st.one_of(st.none(), st.sampled_from([60, 70, "60"]))


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from("GHI"), unique=True), TIMEOUTS, st.booleans()),
        max_size=6,
    ),
    st.tuples(TIMEOUTS, TIMEOUTS, TIMEOUTS, TIMEOUTS, TIMEOUTS),
)
def test_the_combinations_are_those_of_the_agents_one_by_one(
    agents: list[tuple[list[str], object, bool]], values: tuple[object, ...]
) -> None:
    options: list[dict[str, object]] = [{} if v is None else {TIMEOUT: v} for v in values]
    deployment = deployment_of(
        *(
            {"options": {} if own is None else {TIMEOUT: own}}
            | ({"tenant": "T", "groups": groups} if with_tenant else {})
            for groups, own, with_tenant in agents
        ),
        application={"options": options[0]},
        tenants=[{"name": "T", "options": options[1]}],
        agent_groups=[
            {"name": name, "tenant": "T", "options": options[number]}
            for number, name in enumerate("GHI", 2)
        ],
    )
    combinations = combinations_of(deployment)
    told = {
        name: dict(combination.values)
        for combination in combinations.found
        for name in combination.agents
    }
    held = {
        agent.name: {n: o.value for n, o in effective_options(deployment, agent).items()}
        for agent in deployment.agents
    }
    assert told == held
    distinct = {tuple(values.values()) for values in held.values()}
    assert len(combinations.found) == len(distinct)
    sizes = [len(combination.agents) for combination in combinations.found]
    assert sizes == sorted(sizes, reverse=True)
    for name in AGENT_OPTIONS:
        differs = len({values[name] for values in held.values()}) > 1
        assert (name in combinations.differing) == differs


def test_beyond_the_most_that_are_shown_combinations_are_counted() -> None:
    text = screen_of_all(*({"options": {TIMEOUT: 1 + number}} for number in range(MOST_SHOWN + 2)))
    assert text.count("1 agent: ") == MOST_SHOWN
    assert "2 more combinations, of 2 agents, not shown: --json has them all." in text
    text = screen_of_all(*({"options": {TIMEOUT: 1 + number}} for number in range(MOST_SHOWN)))
    assert "not shown" not in text


def test_the_defaults_that_nothing_confirms_are_counted() -> None:
    unverified = sum(option.unverified for option in AGENT_OPTIONS.values())
    assert 1 < unverified < len(AGENT_OPTIONS)
    told = f"{len(AGENT_OPTIONS)} options set for no agent, with {unverified} unverified defaults."
    assert told in screen_of_all({})


def test_a_fourth_agent_is_counted_and_not_named() -> None:
    text = screen_of_all({}, {}, {}, {}, {"options": {TIMEOUT: 1}})
    assert "4 agents: A0, A1, A2 and 1 more" in text
    assert "1 agent: A4" in text


def test_a_deployment_without_agents_is_told_so() -> None:
    text = screen_of_all()
    assert text.strip().endswith("0 agents with 0 combinations of options, release 8.5.111.21")


def test_many_agents_cost_no_more_than_their_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(*arguments: Any, **more: Any) -> Any:
        asked.append(arguments)
        return effective_options(*arguments, **more)

    monkeypatch.setattr("twinsite.configuration.deployment.combinations.effective_options", counted)
    agents = [{"groups": [f"G{number % 5}"]} for number in range(500)]
    groups = [{"name": f"G{number}", "options": {TIMEOUT: 1 + number}} for number in range(5)]
    combinations = combinations_of(deployment_of(*agents, agent_groups=groups))
    assert [len(combination.agents) for combination in combinations.found] == [100] * 5
    assert len(asked) == 5


def screen_of_agent(options: Mapping[str, object], *, width: int) -> str:
    deployment = deployment_of({"options": options})
    (agent,) = deployment.agents
    text = StringIO()
    held = effective_options(deployment, agent)
    print_agent(Console(file=text, width=width, highlight=False), "x", deployment, agent, held)
    return text.getvalue()


def screen_of_all(*agents: Mapping[str, Any]) -> str:
    deployment = deployment_of(*agents)
    text = StringIO()
    out = Console(file=text, width=120, highlight=False)
    print_combinations(out, "x", deployment, combinations_of(deployment))
    return text.getvalue()


# ---- Arguments


def test_without_a_deployment_the_reference_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys)
    headings = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert headings == list(OPTIONS)
    out, _ = run(capsys, "disaster-recovery.t*")
    assert [line for line in out.splitlines() if line and line[0] != " "] == [TIMEOUT]


def test_the_reference_is_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, TIMEOUT, "--json")
    assert json.loads(out)["options"] == [
        {
            "name": TIMEOUT,
            "unit": "s",
            "default": "60",
            "evidence": "stated",
            "default_evidence": "documented",
            "section": "interaction-workspace",
            "kind": "seconds",
            "meaning": OPTIONS[TIMEOUT].meaning,
            "valid": OPTIONS[TIMEOUT].valid,
            "levels": ["application", "tenant", "agent_group", "person"],
            "takes_effect": OPTIONS[TIMEOUT].takes_effect,
            "source": OPTIONS[TIMEOUT].source,
        }
    ]


def test_the_name_of_an_option_is_never_that_of_a_file(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    Path(TIMEOUT).write_text("not TOML", encoding="utf-8")
    out, _ = run(capsys, TIMEOUT)
    assert out.startswith(TIMEOUT)


def test_a_deployment_can_be_named_by_an_option(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    names = ("disaster-recovery.*timeout", PREFERRED, RESTORE)
    out, _ = run(capsys, *names, "--deployment", example, "--agent", "Declan")
    assert out == DECLAN
    out, _ = run(capsys, TIMEOUT.upper(), "--deployment", example)
    assert TIMEOUT in out
    Path(TIMEOUT).write_text("not TOML", encoding="utf-8")
    assert run(capsys, TIMEOUT, "--deployment", example)[0] == out


def test_a_deployment_may_have_any_name(capsys: pytest.CaptureFixture[str], example: str) -> None:
    Path("sites").write_text(GOOD_DEPLOYMENT, encoding="utf-8")
    out, _ = run(capsys, "sites")
    assert out.startswith("sites: 5 agents")
    Path(TIMEOUT).write_text(GOOD_DEPLOYMENT, encoding="utf-8")
    out, _ = run(capsys, TIMEOUT, "--agent", "Anna")
    assert out.startswith(f"{TIMEOUT}: agent Anna")


BAD_INPUT = {
    "a missing file": (("nowhere.toml",), "nowhere.toml: there is no such file"),
    "a missing file with a path": (("no/where",), "no/where: there is no such file"),
    "a missing file of any name": (("nowhere", "--agent", "Anna"), "there is no such file"),
    "a folder": ((".",), "this is a directory"),
    "a name too long for a file": (("x" * 5000,), "nothing matches"),
    "a name that no file can have": (("x\0y.toml",), "cannot be read"),
    "an unknown option": (("no-such-option",), "nothing matches no-such-option"),
    "an option of servers": (("two-sites.toml", "disaster-recovery.site"), "nothing matches"),
    "an agent of nothing": (("--agent", "Anna"), "--agent: it needs a deployment"),
    "an unknown agent": (("two-sites.toml", "--agent", "ana"), "Did you mean 'Anna'?"),
    "an agent of a long name": (("two-sites.toml", "--agent", "x" * 10_000), "such as 'Anna' or"),
    "an agent of a wild name": (("two-sites.toml", "--agent", "\x1b[2J"), r"agent '\x1b[2J'"),
}


@pytest.mark.parametrize("what", BAD_INPUT)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_bad_input_gets_one_clear_message_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], example: str, what: str, form: tuple[str, ...]
) -> None:
    arguments, word = BAD_INPUT[what]
    out, err = run(capsys, *arguments, *form, code=2)
    assert out.strip() == ""
    assert word in err
    assert len(err.splitlines()) == 2


HOSTILE = {
    "nothing": b"",
    "no TOML": b"<xml/>",
    "no text": b"\xff\xfe\x00",
    "an unknown option": b'release = "8.5.1.1"\n'
    b'application.options = { "disaster-recovery.b" = 1 }',
    "a group that is not there": (
        b'release = "8.5.1.1"\n[[agents]]\nname = "A"\nphone = "none"\ngroups = ["G"]'
    ),
    "lists without end": b"x = " + b"[" * 100_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_gets_one_clear_message_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], example: str, what: str
) -> None:
    Path("hostile.toml").write_bytes(HOSTILE[what])
    for more in ((), ("--agent", "A"), ("--json",)):
        out, err = run(capsys, "hostile.toml", *more, code=2)
        assert out.strip() == ""
        assert err.startswith("error  hostile.toml")


def test_a_deployment_without_agents_has_none_to_name(
    capsys: pytest.CaptureFixture[str], example: str
) -> None:
    Path("empty.toml").write_text('release = "8.5.1.1"', encoding="utf-8")
    _, err = run(capsys, "empty.toml", "--agent", "Anna", code=2)
    assert "It has no agents." in err
