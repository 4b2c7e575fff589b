"""The variants: profiles that break a property, or use what no default profile uses.

Each has its counts and verdicts in the records; tests hold the entries against a new search.
They show that the properties can fail, and what each interpretation is for.  Every other choice
of an interpretation is a variant by what :class:`Choice` says of it; written here is what belongs
to no single choice: releases, ``is-auto-ready``, choices together and choices in another part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from twinsite.catalogue.interpretations import INTERPRETATIONS, Choice, Interpretation
from twinsite.catalogue.interpretations.interpretation import LARGEST, SMALLEST
from twinsite.model.profile import (
    DOCUMENTED_RELEASE,
    POSTPONED_RESTORATION,
    Phone,
    Profile,
    default_profiles,
)
from twinsite.model.profile_difference import titles

BEFORE_POSTPONED_RESTORATION = Profile.parse(f"{SMALLEST}/8.5.105.11")
"""The voice connection just before restoration waits for the windows (REST-02)."""

OLD_RELEASES = tuple(
    map(Profile.parse, ("stat/bc/pair/8.5.106.18", "start-up/bc/nodes-2/8.5.111.20"))
)
"""Just before business continuity is for the Stat connection as well (CLUS-07), and before the
bootstrap file lists nodes (START-10); they break no property."""

SIZES = (Phone.NONE, Phone.HARD_PHONE, Phone.WORKSPACE_ENDPOINT)
"""The kinds of phone, that with the fewest states first."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A profile that differs from the default on purpose, with the properties that it breaks."""

    profile: Profile
    """The constants of the session."""
    tried: Profile
    """The small profile under which it tries mutants."""
    shows: str
    """What it is good for, in a sentence."""
    breaks: frozenset[str] = frozenset()
    """The names of exactly those safety properties that are refuted under it."""
    wakes: tuple[str, ...] = ()
    """What no default profile uses and this does: patterns of :mod:`twinsite.baseline.waivers`."""

    @property
    def label(self) -> str:
        """What sets it apart, such as ``A14=immediate``."""
        chosen = " with ".join(map("=".join, self.profile.interpretations))
        return chosen or titles(Profile(), self.profile)[1]


def switches() -> Iterator[tuple[Interpretation, Choice]]:
    """Yield every choice that is not the default, with its interpretation, in their order."""
    for interpretation in INTERPRETATIONS.values():
        for choice in interpretation.choices[1:]:
            yield interpretation, choice


def _of_choices() -> Iterator[Variant]:
    for interpretation, choice in switches():
        if not interpretation.acts_in_deployments:
            put = {interpretation.id: choice.name}
            tried = Profile.parse(choice.tried_under or choice.shown_under)
            yield Variant(
                Profile.parse(choice.judged_under).with_interpretations(put),
                tried.with_interpretations(put),
                choice.shows,
                frozenset(choice.breaks),
                choice.wakes,
            )


def _together(breaks: tuple[str, ...], *wakes: str, **choices: str) -> Variant:
    chosen = (INTERPRETATIONS[i].choice(name) for i, name in choices.items())
    tried = (Profile.parse(choice.tried_under or choice.shown_under) for choice in chosen)
    return Variant(
        Profile().with_interpretations(choices),
        max(tried, key=lambda p: SIZES.index(p.phone)).with_interpretations(choices),
        "The two interpretations together use what neither uses alone.",
        frozenset(breaks),
        wakes,
    )


_TOGETHER = (
    _together(
        (), "SiteSelection.all_windows_closed@peer_dropped if *", A1="all_tried", A15="blocked"
    ),
    _together(
        (
            "keeps_the_state_seen_before_the_first_loss",
            "restoration_never_raises_the_agent_state",
            "restoration_never_lowers_the_agent_state",
            "a_restoration_of_ready_ends_by_ready",
            "a_change_by_hand_cancels_the_restoration",
            "a_restoration_that_is_unblocked_is_requested",
            "a_restoration_that_is_confirmed_is_over",
            "a_refused_restoration_is_over",
        ),
        "LastSeen.ready_was_seen@not_ready if last_seen_is_overwritten",
        A24="overwritten",
        A25="kept",
    ),
)


def _written(
    name: str, shows: str, breaks: tuple[str, ...] = (), wakes: tuple[str, ...] = ()
) -> Variant:
    profile = Profile.parse(name)
    return Variant(profile, replace(profile, phone=Phone.NONE), shows, frozenset(breaks), wakes)


def _last(variant: Variant) -> tuple[int, int]:
    """Put choices together behind the last of them."""
    chosen = variant.profile.interpretations
    return int(chosen[-1][0].removeprefix("A")), len(chosen)


VARIANTS: tuple[Variant, ...] = (
    _written(
        "stat/bc/pair/8.5.106.18",
        "Before 8.5.106.19 the Stat and Configuration connections have no peer site.",
    ),
    _written(
        "start-up/bc/nodes-2/8.5.111.20",
        "Before 8.5.111.21 the start knows one node, and every property still holds.",
    ),
    _written(
        "stat/bc/cluster-3/A2=continues",
        "A timeout that a reconnection does not cancel moves a connection with a good link.",
        (
            "the_switchover_timeout_runs_only_while_the_link_is_lost",
            "moves_for_a_link_only_when_the_link_is_lost",
            "the_site_selection_knows_the_link",
            "no_move_away_from_a_link",
        ),
        ("ClusterLink.switched_over@open_*",),
    ),
    _written(
        f"{LARGEST}/8.5.105.11",
        "Restoration right after login lets new calls in while the last interaction is open.",
        (
            "no_call_while_the_last_call_goes_on",
            "no_call_while_an_earlier_interaction_is_open",
            "never_automatically_ready_with_a_window_open",
        ),
    ),
    _written(
        "bc+auto+restore+auto-ready/endpoint",
        "With login.voice.is-auto-ready every property still holds.",
        wakes=("Session.log_in_accepted@logging_in if server_has_ready and logs_in_ready",),
    ),
    _written(
        "bc+auto+restore+auto-ready/no-phone",
        "With login.voice.is-auto-ready every property holds by SIP Server's own view as well.",
        wakes=(
            "Session.log_in_accepted@logging_in if server_has_ready and logs_in_ready",
            "AgentAtServer.log_in_carried_out@* if login_is_asked_here and logs_in_ready",
        ),
    ),
    _written(
        "bc+auto+auto-ready/endpoint",
        "With login.voice.is-auto-ready and without restoration every property still holds.",
    ),
    *sorted((*_of_choices(), *_TOGETHER), key=_last),
)
"""Every variant."""


def baseline_profiles() -> tuple[Profile, ...]:
    """Return every profile whose verdicts are recorded, in the order of the record."""
    return (*default_profiles(), *(variant.profile for variant in VARIANTS))


def baseline_pairs() -> tuple[tuple[Profile, Profile], ...]:
    """Return every pair that is compared: the releases first, then every choice with its default.

    A choice stands under the smallest profile that shows it.
    """
    before = BEFORE_POSTPONED_RESTORATION
    pairs = [(before, replace(before, release=POSTPONED_RESTORATION))]
    pairs += [(before, replace(before, release=DOCUMENTED_RELEASE)) for before in OLD_RELEASES]
    for interpretation, choice in switches():
        base = Profile.parse(choice.shown_under)
        pairs.append((base, base.with_interpretations({interpretation.id: choice.name})))
    return tuple(pairs)


def equivalent_profiles() -> tuple[Profile, ...]:
    """Return the profiles under which the reference desktop is held against the specification.

    Every default profile, every variant at the size at which it tries mutants, and the choice that
    acts in deployments and in the kit alike.
    """
    small = (variant.tried for variant in VARIANTS)
    told = Profile.parse(SMALLEST).with_interpretations({"A75": "lifetime"})
    return tuple(dict.fromkeys((*default_profiles(), *small, told)))


def linted_profiles() -> tuple[Profile, ...]:
    """Return the profiles under which the charts are linted: together they use everything.

    Every default profile, and every variant at the size at which it tries mutants; also as it is
    judged, where it uses what no default profile uses and a phone matters to it.
    """
    small = (variant.tried for variant in VARIANTS)
    whole = (v.profile for v in VARIANTS if v.wakes and v.tried.phone is not Phone.NONE)
    return tuple(dict.fromkeys((*default_profiles(), *small, *whole)))
