"""A Promela model says what the system does: read back without Spin, and searched by Spin."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, product
from math import prod
from typing import TypeVar

import pytest

from checker.toys import (
    Meter,
    system_of,
)
from export.promela_reader import Reader, enabled, macros
from twinsite.checker.semantics.decision_tree import (
    Branch,
    Read,
    Tree,
    answer,
    decision,
    readings,
)
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property
from twinsite.export.promela.promela import promela
from twinsite.export.promela.promela_predicates import Predicates
from twinsite.export.promela.promela_properties import Rules
from twinsite.export.promela.promela_text import constant, require_names
from twinsite.export.promela.searched import SAFETY, Searched, search
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)

MANY = 6_000
"""Of a predicate with more combinations than this only some are tried, evenly spread."""

TINY = Profile(business_continuity=False, phone=Phone.NONE)
NO_PHONE = Profile(phone=Phone.NONE)
HARD_PHONE = Profile(phone=Phone.HARD_PHONE)
ENDPOINT = Profile()


def model_of(
    system: System[V], properties: tuple[Property[V], ...] = ()
) -> tuple[Searched[V], str]:
    searched = search(system, properties)
    return searched, promela(system, searched)


def exported(profile: Profile) -> tuple[System[Facts], Searched[Facts], str]:
    system = desktop(profile)
    searched, model = model_of(system, properties_of(profile))
    return system, searched, model


# what can be read without Spin


def joint_states(
    system: System[V], read: set[tuple[int, str]]
) -> Iterator[dict[tuple[int, str], str]]:
    """Yield the combinations of the states of some machines: all, or evenly spread ones."""
    keys = sorted(read)
    machines = {i.name: i.machine for i in system.instances}
    choices = [machines[name].states for _, name in keys]
    stride = 1 + prod(map(len, choices)) // MANY
    for states in islice(product(*choices), 0, None, stride + stride % 2 - 1):
        yield dict(zip(keys, states, strict=True))


def reads_from(system: System[V], which: int, fixed: Mapping[tuple[int, str], str]) -> Read:
    """Return a reader of a joint state in which some machines are where they are put."""

    def read(machine: str) -> str | None:
        if machine not in system.index:
            return None
        number = system.index[machine]
        return fixed.get((which, machine), system.instances[number].initial)

    return read


def disagreements(system: System[Facts], tree: Tree, name: str, parameter: str) -> int:
    """Count the combinations in which a tree and its Python predicate differ."""
    read = set(readings(tree))
    count = 0
    for fixed in joint_states(system, read):
        reader = reads_from(system, 0, fixed)
        expected = bool(getattr(system.view_through(reader, parameter), name))
        count += answer(tree, reader) != expected
    return count


PROFILES = {
    p.name: p
    for p in (
        TINY,
        HARD_PHONE,
        NO_PHONE.with_interpretations({"A4": "together", "A13": "deferred", "A15": "blocked"}),
        ENDPOINT.with_interpretations({"A46": "unregistered", "A16": "link_only"}),
    )
}


@pytest.mark.parametrize("name", PROFILES)
def test_every_guard_predicate_is_written_as_it_is_in_every_combination(name: str) -> None:
    """Both the decision tree and the text made of it agree with Python, reachable or not."""
    system = desktop(PROFILES[name])
    predicates = Predicates(system)
    reader = Reader(macros("\n".join(predicates.macros())))
    machines = {i.name: i.machine for i in system.instances}
    for predicate, parameter in predicates.used():
        tree = predicates.tree(predicate, parameter)
        assert disagreements(system, tree, predicate, parameter) == 0
        for fixed in joint_states(system, set(readings(tree))):
            values = {m: constant(machines[m], state) for (_, m), state in fixed.items()}
            written = reader.macro(predicates.name(predicate, parameter))
            assert written(values) == answer(tree, reads_from(system, 0, fixed))


@pytest.mark.parametrize("name", PROFILES)
def test_every_property_is_written_as_it_is_in_every_combination(name: str) -> None:
    system = desktop(PROFILES[name])
    predicates = Predicates(system)
    properties = [prop for prop in properties_of(PROFILES[name]) if prop.sort in SAFETY]
    reader = Reader(macros("\n".join(Rules(properties, {}, predicates).macros())))
    machines = {i.name: i.machine for i in system.instances}
    view = system.view_through
    for prop in properties:
        arity = 2 if prop.is_about_steps else 1
        if prop.of_state is not None:
            tree = predicates.tree_of_state(prop.of_state)
        else:
            tree = True if prop.of_step is None else predicates.tree_of_step(prop.of_step)
        for fixed in joint_states(system, set(readings(tree))):
            reads = [reads_from(system, which, fixed) for which in range(arity)]
            predicate = prop.of_step if prop.is_about_steps else prop.of_state
            expected = predicate is None or predicate(*map(view, reads))  # type: ignore[call-arg] # one view or two
            assert answer(tree, *reads) == expected
            values = {
                f"before_{m}" if arity == 2 and which == 0 else m: constant(machines[m], state)
                for (which, m), state in fixed.items()
            }
            assert reader.macro(prop.name)(values) == expected, prop.name


def test_a_wrong_decision_is_noticed() -> None:
    """Seeded fault: the answers of one branch are exchanged."""
    system = desktop(ENDPOINT)
    tree = Predicates(system).tree("may_leave_for_phone", "")
    assert isinstance(tree, Branch)
    (first, then), (second, other) = tree.groups
    wrong = replace(tree, groups=((first, other), (second, then)))
    assert disagreements(system, wrong, "may_leave_for_phone", "") > 0
    due = Predicates(system).tree("phone_is_given_up", "")
    assert isinstance(due, Branch)
    wrong = replace(due, groups=tuple((states, not follows) for states, follows in due.groups))
    assert disagreements(system, wrong, "phone_is_given_up", "") == 3


def test_a_decision_reads_no_more_than_the_predicate() -> None:
    states = {"a": ("x", "y"), "b": ("x", "y")}
    tree = decision(lambda read: read("a") == "x" and read("b") == "y", states)
    assert tree == Branch(
        0, "a", ((("x",), Branch(0, "b", ((("x",), False), (("y",), True)))), (("y",), False))
    )
    assert decision(lambda read: read("a") in ("x", "y"), states) is True
    assert decision(lambda read: read("nobody") is None, states) is True
    with pytest.raises(KeyError):
        answer(tree, lambda _: "z")


def test_a_model_is_the_same_every_time_and_has_one_step_for_each_event() -> None:
    system, _, model = exported(NO_PHONE)
    assert exported(NO_PHONE)[2] == model
    assert model.count(":: d_step {") == len(system.events) == len(list(enabled(model)))
    assert model.count("{") == model.count("}")


def test_a_step_is_enabled_where_it_is_enabled() -> None:
    """The condition before each d_step agrees with the semantics, in every reachable state."""
    system, searched, model = exported(TINY)
    reader = Reader(macros(model))
    conditions = dict(zip(system.events, map(reader.test, enabled(model)), strict=True))
    for state in list(searched.exploration)[::5]:
        values = {
            i.name: constant(i.machine, s) for i, s in zip(system.instances, state, strict=True)
        }
        found = {o for o, c in conditions.items() if c(values)}
        assert found == {step.event for step in system.steps(state)}


def test_a_reader_of_the_model_finds_requirements_sentences_and_counts() -> None:
    _, searched, model = exported(NO_PHONE)
    names = [prop.name for prop in searched.properties]
    number = names.index("no_call_while_the_last_call_goes_on") + 1
    for words in (
        f"{NO_PHONE.name}: a Promela model",
        f"{searched.exploration.states} states, stored",
        f"{searched.exploration.steps + 1} transitions",
        "Is there a link to a server of the current site's pair, and to which?",
        "A reconnection before the timeout cancels it (interpretation A2).",
        "link.connection_accepted: LINK-01 the server accepts the connection.",
        "site: SITE-01 the switchover timeout starts with the loss of the link",
        f"{number}. INT-07: No call is routed to the agent",
    ):
        assert words in model, words


@pytest.mark.parametrize("names", [["switch"], ["do"], ["a b"], ["ä"], ["twice", "twice"]])
def test_a_name_that_promela_cannot_use_is_refused(names: list[str]) -> None:
    with pytest.raises(DeclarationError, match="cannot be exported"):
        require_names(names)


def test_a_system_without_a_first_step_is_refused() -> None:
    with pytest.raises(DeclarationError, match="first step"):
        model_of(system_of(("meter", Meter)))
