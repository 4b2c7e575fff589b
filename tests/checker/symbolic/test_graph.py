"""What was searched can be had as a graph, for questions that nobody has thought of."""

import subprocess
import sys

import networkx as nx
import pytest

from checker.toys import lamp
from twinsite.checker.symbolic import result
from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.profile import Part, Profile

PAIR = Profile(part=Part.STAT)


def test_the_graph_has_every_state_and_every_step() -> None:
    for system in (lamp(), desktop(PAIR)):
        found = explore(system)
        graph = found.graph()
        assert (found.states, found.steps) == (graph.number_of_nodes(), graph.number_of_edges())
        assert set(found) == set(graph)
        for before, after, event, log in graph.edges(keys=True, data="log"):
            (step,) = (s for s in system.steps(before) if str(s.event) == event)
            assert (after, log) == (step.after, step.log)


def test_the_graph_agrees_with_the_explorer_on_depth() -> None:
    found = explore(desktop(PAIR))
    lengths = nx.single_source_shortest_path_length(found.graph(), found.system.initial)
    assert max(lengths.values()) == found.depth


def test_a_large_graph_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result, "GRAPH_LIMIT", 7)
    with pytest.raises(ValueError, match="8 steps are more than the 7"):
        explore(lamp()).graph()


def test_a_search_that_was_cut_short_has_no_graph() -> None:
    with pytest.raises(ValueError, match="cut short"):
        explore(lamp(), limit=2).graph()


def test_nobody_pays_for_networkx_who_wants_no_graph() -> None:
    code = "import sys, twinsite.checker.symbolic.explore; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
