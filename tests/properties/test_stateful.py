"""Random runs of the desktop: library, declaration and properties side by side.

Every example draws a profile.  The desktop of that profile is stepped twice, by the library and
by the declarations, through offers that are drawn from those enabled.  The properties are asked
directly, not by the tables of the explorer, so this judges the explorer as well.
"""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.library_runner import LiveSystem
from twinsite.checker.semantics.system import Step, System
from twinsite.checker.symbolic.property import Occurrence, Property, Sort
from twinsite.model.composition import desktop
from twinsite.model.predicates import CHARTS, Facts
from twinsite.model.profile import POSTPONED_RESTORATION, Phone, Profile, Release, default_profiles
from twinsite.properties import properties_of

RELEASES = ("8.5.100.5", "8.5.105.11", "8.5.105.12", "8.5.111.21", "8.5.140.8")
"""Releases before and after restoration was postponed, and the neighbours of that one."""

SWITCHES = tuple(
    interpretation for interpretation in INTERPRETATIONS.values() if interpretation.is_switch
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Draw any profile, with up to two interpretations other than the default."""
    profile = draw(
        st.builds(
            Profile,
            business_continuity=st.sampled_from([True, True, True, False]),
            auto_restore=st.booleans(),
            restore_agent_state=st.booleans(),
            auto_ready=st.booleans(),
            phone=st.sampled_from(Phone),
            release=st.sampled_from(RELEASES).map(Release.parse),
        )
    )
    most = draw(st.sampled_from([0, 2]))
    switched = draw(st.lists(st.sampled_from(SWITCHES), max_size=most, unique_by=lambda r: r.id))
    return profile.with_interpretations(
        {
            interpretation.id: draw(st.sampled_from(interpretation.choice_names[1:]))
            for interpretation in switched
        }
    )


def must_hold_everywhere(profile: Profile) -> bool:
    """Return whether every property must hold under a profile."""
    return not profile.interpretations and profile.release >= POSTPONED_RESTORATION


class SideBySide(RuleBasedStateMachine):
    """Steps a desktop by the library and by the declarations at once."""

    profile: Profile
    system: System[Facts]
    live: LiveSystem[Facts]
    enabled: tuple[Step, ...]
    """Every step that is possible now, by the declarations."""
    last: Step | None = None
    """The step that led here."""

    @initialize(profile=profiles())
    def start(self, profile: Profile) -> None:
        """Start a desktop of some profile."""
        self.profile = profile
        self.system = desktop(profile)
        self.live = LiveSystem(self.system, CHARTS)
        properties = properties_of(profile) if must_hold_everywhere(profile) else ()
        self.of_states = [prop for prop in properties if prop.sort is Sort.INVARIANT]
        self.of_steps = [prop for prop in properties if prop.sort is Sort.TRANSITION_INVARIANT]
        self.enabled = tuple(self.system.steps(self.system.initial))
        assert self.system.initial == self.live.state

    @rule(data=st.data())
    def take_an_enabled_event(self, data: st.DataObject) -> None:
        """Take one of the enabled offers; both ways of stepping give the same step."""
        number = data.draw(st.integers(0, len(self.enabled) - 1), label="number")
        expected = self.enabled[number]
        step = self.live.step(expected.event)
        assert expected == step
        assert expected.after == self.live.state
        self.last = step
        self.enabled = tuple(self.system.steps(step.after))

    @rule(data=st.data())
    def take_what_is_not_enabled(self, data: st.DataObject) -> None:
        """Offer what is not enabled; both ways of stepping refuse it and change nothing."""
        enabled = {step.event for step in self.enabled}
        event = data.draw(st.sampled_from([o for o in self.system.events if o not in enabled]))
        state = self.live.state
        with pytest.raises(RefusedError):
            self.live.step(event)
        with pytest.raises(RefusedError):
            self.system.step(state, event)
        assert state == self.live.state

    @invariant()
    def something_can_always_happen(self) -> None:
        """Require that the desktop and its world are never at an end."""
        assert self.enabled

    @invariant()
    def every_property_of_states_holds(self) -> None:
        """Require of the state what the properties say."""
        view = self.system.view(self.live.state)
        for prop in self.of_states:
            assert prop.of_state is not None
            assert prop.of_state(view), self.broken(prop)

    @precondition(lambda self: self.last is not None)
    @invariant()
    def every_property_of_steps_holds(self) -> None:
        """Require of the latest step what the properties say."""
        assert self.last is not None
        occurrence = Occurrence.of(self.system, self.last)
        before, after = self.system.view(self.last.before), self.system.view(self.last.after)
        for prop in self.of_steps:
            if prop.of_step is not None and prop.when(occurrence):
                assert prop.of_step(before, after), self.broken(prop)

    def broken(self, prop: Property[Facts]) -> str:
        """Say which property is broken under which profile."""
        return f"{prop.requirement}: {prop.sentence} ({self.profile.name})"


TestSideBySide = SideBySide.TestCase
# the number of examples and whether they are random is up to the profile of Hypothesis
TestSideBySide.settings = settings(deadline=None, stateful_step_count=60)


def test_every_default_profile_must_keep_every_property() -> None:
    assert all(must_hold_everywhere(profile) for profile in default_profiles())
    assert all(
        must_hold_everywhere(replace(profile, auto_ready=True)) for profile in default_profiles()
    )


def test_the_drawn_releases_lie_on_both_sides_of_the_postponed_restoration() -> None:
    sides = {Release.parse(text) < POSTPONED_RESTORATION for text in RELEASES}
    assert sides == {True, False}
    assert str(POSTPONED_RESTORATION) in RELEASES
