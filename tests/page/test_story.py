"""What the page tells of a step is what the charts of the command line tell."""

import random
from typing import Any

import pytest

from page.node import in_node, needs_node, tables_of
from page.test_kernel import codes
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.export.tables.tables import tables_json
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Part, Profile, default_profiles
from twinsite.model.whole import Parts
from twinsite.report.sequence.chart import chart_of
from twinsite.report.tables.describe import Described, describe
from twinsite.report.tables.examples import EXAMPLES
from twinsite.report.tables.wholes import wholes
from twinsite_charts.model import Kind, Message, Move, Note, Row
from twinsite_desktop.demo.play import play
from twinsite_desktop.demo.reader import read_scenario

pytestmark = needs_node

PROFILES = ["bc+auto+restore/endpoint", "bc/hard-phone", "stat/bc/cluster-2", "start-up/bc/nodes-2"]


def walk(system: System[Facts], *, steps: int, seed: int) -> list[Step]:
    draw, state, found = random.Random(seed), system.initial, []  # noqa: S311
    for _ in range(steps):
        found.append(draw.choice(list(system.steps(state))))
        state = found[-1].after
    return found


@pytest.mark.parametrize("name", PROFILES)
def test_a_story_has_the_messages_changes_and_moves_of_the_chart(name: str) -> None:
    system = desktop(Profile.parse(name))
    trace = walk(system, steps=150, seed=3)
    told = in_node(
        "stories",
        tables_of(name),
        name=name,
        events=[str(step.event) for step in trace],
    )
    chart = chart_of(system, trace, title="", requirement="", sentence="", verdict="", breaks=False)
    rows = [row for row in chart.rows if isinstance(row, Row)]
    assert len(rows) == len(told) == 150
    for row, found in zip(rows, told, strict=True):
        messages = [part for part in row.parts if isinstance(part, Message)]
        assert found["messages"] == [[m.source, m.target, m.words] for m in messages]
        notes = [part for part in row.parts if isinstance(part, Note) and part.subject]
        assert found["changes"] == [[note.subject, note.words] for note in notes]
        moves = [part.words for part in row.parts if isinstance(part, Move)]
        assert moves == ([f"now at the {found['site']} site"] if found["site"] else [])
        assert {message.kind for message in messages} <= set(Kind)


@pytest.mark.parametrize("name", PROFILES)
def test_why_not_names_predicates_that_are_as_it_says(name: str) -> None:
    """Each predicate that is blamed has, in Python, the value that it must not have."""
    system = desktop(Profile.parse(name))
    trace = walk(system, steps=40, seed=11)
    told: list[Any] = in_node(
        "why_not",
        tables_of(name),
        name=name,
        events=[str(step.event) for step in trace],
    )
    blamed = 0
    for state, refused in zip([system.initial, *(s.after for s in trace)], told, strict=True):
        for why in filter(None, refused):
            assert why["from"] or why["choices"]
            for choice in why["choices"]:
                assert choice["obstacles"], why
                for each in choice["obstacles"]:
                    view = system.view(state, why["parameter"])
                    assert bool(getattr(view, each["predicate"])) is not each["wanted"]
                    at = codes(system, state)
                    assert all(at[read["place"]] == read["state"] for read in each["read"])
                    blamed += 1
    assert blamed


FAILURE = [
    "session.log_in_requested",
    "link.connection_accepted",
    "session.log_in_accepted",
    "session.ready_requested",
    "session.agent_ready",
    "registration_preferred.register_accepted",
    "call.direct_call_began",
    "servers_preferred.site_failed",
]


def shared() -> dict[str, str]:
    name = PROFILES[0]
    found: dict[str, str] = in_node("shared", tables_of(name), name=name, events=FAILURE)
    return found


def test_a_trace_is_copied_as_a_test_that_passes() -> None:
    scope: dict[str, Any] = {}
    exec(shared()["test"], scope)  # noqa: S102  # what a user would put into a file
    scope["test_the_trace_leads_there"]()
    scope["END"]["session"] = "logged_out"
    with pytest.raises(AssertionError):
        scope["test_the_trace_leads_there"]()


def test_a_trace_is_copied_as_a_scenario_that_plays() -> None:
    scenario = read_scenario(shared()["scenario"].encode(), where="copied")
    assert [str(step.at) for step in scenario.steps] == ["1.0", "2.0", "3.0", "4.0"]
    assert play(scenario)


def test_a_trace_is_copied_as_text() -> None:
    told = shared()["text"]
    assert "8. 0:00:00  Preferred site → Desktop: the whole site fails (WORLD-02)" in told


def test_examples_come_in_the_order_of_their_timers() -> None:
    """With the default lengths no timer is passed over that would come before."""
    subjects = [Described(profile) for profile in default_profiles()]
    told = in_node("examples", tables_json(describe((*subjects, *wholes(subjects)))))
    assert {each["title"] for each in told} == {example.title for example in EXAMPLES}
    assert [each for each in told if each["late"]] == []
    offered = {each["profile"] for each in told}
    assert {"bc+auto+restore/endpoint", "bc/no-phone", "stat/bc/pair"} <= offered


def test_an_address_holds_everything_that_is_shown() -> None:
    name = PROFILES[0]
    entries = [*FAILURE, "+2.5"]
    shown, back = in_node("address", tables_of(name), name=name, entries=entries)
    assert back.pop("problem") == ""
    assert back == shown


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("session.ready and", "is missing at the end"),
        ("session.reddy", "has no state"),
        ("sesion.ready", "no machine is named"),
        ("none", "is a state of"),
        ("wibble", "neither a state nor a predicate"),
        ("(at_peer", "a closing parenthesis"),
        ("at_peer ready", "stands where"),
    ],
)
def test_a_wrong_goal_is_told(goal: str, told: str) -> None:
    assert told in in_node("wrong_goal", tables_of(PROFILES[0]), name=PROFILES[0], goal=goal)


def test_a_goal_is_found_by_a_shortest_trace_or_all_states_are_looked_at() -> None:
    name = "bc/no-phone"
    possible = in_node("goal", tables_of(name), name=name, goal="session.ready and at_peer")
    system = desktop(Profile.parse(name))
    level, depth = {system.initial}, 0
    seen = set(level)
    place = system.index
    while not any(s[place["session"]] == "ready" and s[place["site"]] == "at_peer" for s in level):
        level = {step.after for state in level for step in system.steps(state)} - seen
        seen |= level
        depth += 1
    assert len(possible["way"]) == depth
    never = in_node("goal", tables_of(name), name=name, goal="logged_in and session.forced_out")
    assert never["way"] is None
    assert never["states"] == 189_032


@pytest.mark.parametrize(
    "goal",
    [
        "session.ready and at_peer",
        "call.left_behind",
        "logged_in and windows_open",
    ],
)
def test_a_goal_is_as_far_without_the_machines_on_which_it_does_not_depend(goal: str) -> None:
    name = "bc/no-phone"
    plain, sliced = (
        in_node("goal", tables_of(name), name=name, goal=goal, sliced=sliced)
        for sliced in (False, True)
    )
    assert not {"ready_by_hand", "first_seen"} & set(sliced["kept"])
    assert len(sliced["way"]) == len(plain["way"])
    system = desktop(Profile.parse(name))
    state = system.initial
    for event in map(Event.parse, sliced["way"]):
        state = system.step(state, event).after
    lost = in_node("goal", tables_of(name), name=name, goal=goal, sliced=True, without="link")
    assert lost["way"] is None or len(lost["way"]) < len(plain["way"])


def test_what_a_connection_of_the_complete_desktop_cannot_reach_is_decided() -> None:
    """All parts side by side have far more states than a browser can look at."""
    parts = Parts(Profile(), Profile(part=Part.STAT), Profile(part=Part.CONFIG))
    tables = tables_json(describe([Described(parts)]))
    goal = "stat_link.open_primary and stat_link.open_backup"
    found = in_node("goal", tables, name=parts.name, goal=goal, sliced=True)
    assert (found["way"], found["states"]) == (None, 28_672)
    assert not any(name.startswith("voice_") for name in found["kept"])
    goal = "stat_link.open_primary and stat_site.at_peer"
    found = in_node("goal", tables, name=parts.name, goal=goal, sliced=True)
    assert found["way"][-2:] == [
        "stat_site.switchover_timeout_elapsed",
        "stat_link.connection_accepted",
    ]
