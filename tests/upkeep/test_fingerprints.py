"""A fingerprint changes with whatever a verdict rests on, and with nothing else."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from twinsite.analyses import fingerprints
from twinsite.analyses.fingerprints import of_profile, of_system
from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.trial import mutated
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.symbolic.property import never
from twinsite.model.composition import desktop
from twinsite.model.predicates import MACHINES, Facts
from twinsite.model.profile import Part, Profile
from twinsite.model.whole.facts import WholeFacts
from twinsite.properties import liveness_of, properties_of
from twinsite.properties.decorators import DesktopProperty
from twinsite.properties.fairness import ASSUMPTIONS

VOICE, STAT = Profile(), Profile(part=Part.STAT)


def of(
    profile: Profile,
    machines: Mapping[str, MachineDecl] = MACHINES,
    *,
    without: str = "",
    instead: tuple[DesktopProperty, ...] = (),
) -> str:
    """Return the fingerprint of a profile with changed machines, or another property."""
    every = (*properties_of(profile), *liveness_of(profile))
    properties = [prop for prop in every if prop.name != without] + list(instead)
    return of_system(desktop(profile, machines), profile, properties, ASSUMPTIONS)


@pytest.mark.parametrize(
    "mutant",
    [
        "PreferredProbe.server_failed@reached#1: guard dropped",
        "PreferredProbe.server_failed@reached#1: connect_probe removed",
        "PreferredProbe.switched_over@trying#1: leads to reached",
        "PreferredProbe: starts in trying",
    ],
)
def test_a_changed_machine_changes_the_profiles_that_have_it_and_no_other(mutant: str) -> None:
    machines = mutated(mutant_of(mutant))
    assert of(VOICE, machines) != of(VOICE) == of_profile(VOICE)
    assert of(STAT, machines) == of(STAT)


def test_words_for_people_change_nothing() -> None:
    probe = MACHINES["probe"]
    events = tuple(replace(event, label="Said otherwise.") for event in probe.events)
    machines = {**MACHINES, "probe": replace(probe, events=events, question="What else?")}
    assert of(VOICE, machines) == of(VOICE)
    prop = properties_of(VOICE)[0]
    said = replace(prop, sentence="Said otherwise.", requirement="SITE-01")
    assert of(VOICE, without=prop.name, instead=(said,)) == of(VOICE)


def test_a_property_that_is_taken_away_or_asks_for_something_else_is_noticed() -> None:
    prop = next(prop for prop in properties_of(VOICE) if prop.of_step is not None)
    assert of(VOICE, without=prop.name) != of(VOICE)
    assert of(VOICE, without=prop.name, instead=(replace(prop, when=never),)) != of(VOICE)


@pytest.mark.parametrize(("profile", "differs"), [(VOICE, True), (STAT, False)])
def test_another_default_of_an_interpretation_is_noticed_where_it_is_read(
    profile: Profile,
    differs: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = of(profile)
    answers = INTERPRETATIONS["A38"]
    turned = replace(answers, choices=tuple(reversed(answers.choices)))
    monkeypatch.setattr("twinsite.model.profile.INTERPRETATIONS", INTERPRETATIONS | {"A38": turned})
    assert (of(profile) != before) is differs


@pytest.fixture
def _anew() -> Iterator[None]:
    """Forget what is known of code, before and after."""
    known = (fingerprints._property, fingerprints._code, fingerprints._functions_named)
    for cached in known:
        cached.cache_clear()
    yield
    for cached in known:
        cached.cache_clear()


@pytest.mark.usefixtures("_anew")
def test_a_property_is_followed_through_two_facts_to_a_constant() -> None:
    prop = next(p for p in properties_of(VOICE) if p.name == "a_call_holds_back_the_return")
    told = fingerprints._property(prop)
    assert any("'call_in_progress'" in line for line in told)
    assert any("open_primary" in line for line in told), "call_in_progress asks for link_open"


@pytest.mark.usefixtures("_anew")
def test_another_fact_below_a_property_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = of(VOICE)
    fingerprints._property.cache_clear()
    fingerprints._code.cache_clear()
    fingerprints._functions_named.cache_clear()
    monkeypatch.setattr(Facts, "link_open", Facts.at_peer_site)
    assert of(VOICE) != before


def test_every_fact_that_a_guard_names_is_followed() -> None:
    names = {n for m in MACHINES.values() for t in m.transitions for n in t.guard.names}
    assert [name for name in names if not fingerprints._attribute(name)] == []
    assert issubclass(WholeFacts, Facts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("def f(a): return a", 'def f(a: int) -> int:\n    """Say."""\n    return (a)  # so', True),
        ("def f(a): return a", "@g\ndef f(a): return a", True),
        ("def f(a): return a", "def f(a): return not a", False),
        ("def f(a): return a in (1, 2)", "def f(a): return a in (1, 3)", False),
        ("def f(a): return f'{a}_b'", "def f(a): return f'{a}_c'", False),
    ],
)
def test_code_is_what_it_does(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    first, second = (fingerprints._tree(ast.parse(text).body) for text in (one, other))
    assert (first == second) is same
