"""A saved trace is taken again under the profile, and with the end, that it was found with."""

import json
from pathlib import Path
from typing import Any

import pytest

from twinsite.analyses.check import check_profile
from twinsite.analyses.traces import decisive_trace, load_trace, save_trace
from twinsite.analyses.witnesses import recorded
from twinsite.errors import InputError
from twinsite.model.profile import Profile
from twinsite.report.terminal.witness import run_of

FOUND = [
    ("stat/bc/pair/A2=continues", "the_site_selection_knows_the_link"),
    ("stat/bc/cluster-2/A2=continues", "no_move_away_from_a_link"),
    ("config/bc/cluster-1/8.5.161.04", "a_link_is_found"),
    (
        "start-up/bc/nodes-2/hot-seat",
        "connection_failed_of_bootstrap_peer_may_come_in_trying_second",
    ),
    ("bc/no-phone/A5=one_way", "never_stuck_while_both_sites_are_down"),
]


@pytest.mark.parametrize(("profile", "prop"), FOUND)
def test_a_saved_trace_is_read_back(tmp_path: Path, profile: str, prop: str) -> None:
    chosen = Profile.parse(profile)
    [report] = check_profile(chosen, only=frozenset({prop})).properties
    trace = decisive_trace(chosen, report)
    save_trace(tmp_path / "run.json", trace)
    again = load_trace(tmp_path / "run.json")
    assert again.profile.name == profile
    assert (again.prop, again.steps, again.loop, again.fairness) == (
        trace.prop,
        trace.steps,
        trace.loop,
        trace.fairness,
    )


def test_a_witness_is_saved_in_the_same_form(tmp_path: Path) -> None:
    witness = next(w for w in recorded().values() if w.profile.startswith("start-up"))
    save_trace(tmp_path / "run.json", run_of(witness))
    again = load_trace(tmp_path / "run.json")
    assert again.profile == Profile.parse(witness.profile)
    assert tuple(str(step.event) for step in again.steps) == witness.events


OLD: dict[str, Any] = {
    "format": "twinsite run 1",
    "twinsite": "0.1.0",
    "property": "never_stuck_while_both_sites_are_down",
    "profile": {
        "business_continuity": True,
        "auto_restore": False,
        "restore_agent_state": False,
        "auto_ready": False,
        "phone": "none",
        "release": "8.5.111.21",
        "readings": {"A5": "one_way"},
    },
    "offers": [
        "site.switchover_timeout_elapsed",
        "servers_peer.site_failed",
        "servers_preferred.site_failed",
        "link.connection_failed",
        "link.connection_failed",
        "link.retry_delay_elapsed",
    ],
    "loop": 3,
    "fairness": ["FAIR-01 (strong)", "FAIR-02 (strong)"],
}


def written(tmp_path: Path, data: dict[str, Any]) -> Path:
    """Return a file with the data."""
    path = tmp_path / "old.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_file_in_the_words_of_before_is_read(tmp_path: Path) -> None:
    trace = load_trace(written(tmp_path, OLD))
    assert trace.profile.name == "bc/no-phone/A5=one_way"
    assert (len(trace.steps), trace.loop, trace.breaks) == (6, 3, True)


@pytest.mark.parametrize(
    ("change", "place"),
    [({"offers": None}, "events"), ({"profile": []}, "profile"), ({"states": []}, "states")],
)
def test_a_broken_file_in_the_words_of_before_is_refused(
    tmp_path: Path, change: dict[str, Any], place: str
) -> None:
    with pytest.raises(InputError, match=place):
        load_trace(written(tmp_path, {**OLD, **change}))


def test_a_file_that_does_not_tell_its_part_is_refused(tmp_path: Path) -> None:
    new = {**OLD, "format": "twinsite trace 1", "events": OLD["offers"]}
    del new["offers"]
    with pytest.raises(InputError, match=r"profile\.part: Field required"):
        load_trace(written(tmp_path, new))
