"""Whether a node of the cluster has had its turn in the pass that is under way.

Source: WS-doc; LBC; interpretations A28, A29.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal


class NodeOfPass(Chart):
    """Has this node been tried in the pass that is under way?"""

    untried = State(initial=True)  # the node may be chosen next
    tried = State()  # the node has had its turn

    # The link decides.
    node_tried = Signal(
        untried.to(tried, cond="is_being_tried"),
        name="CLUS-02 the node is being tried",
    )
    pass_ended = Signal(
        tried.to(untried),
        name="CLUS-04 the pass is over, and the next one may use every node",
    )

    ignores = (
        Ignore("node_tried", "untried tried", "another node is being tried"),
        Ignore("pass_ended", "untried", "the node has had no turn in the pass that is over"),
    )
