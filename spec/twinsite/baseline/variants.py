"""The profiles that are known to break a property, or to use what no default profile uses.

Each is pinned: the manifest holds its counts and verdicts, and a test holds every entry against
a new search.  They show that the properties can fail, and what each interpretation is for.
"""

from dataclasses import dataclass

from twinsite.model.profile import MOST_NODES, Part, Phone, Profile, Release, default_profiles

BEFORE_POSTPONED_RESTORATION = Release((8, 5, 105, 11))
"""The last release number before restoration waits for the windows (REST-02)."""


BEFORE_ALL_CONNECTIONS = Profile(part=Part.STAT, release=Release((8, 5, 106, 18)))
"""The Stat connection just before business continuity is for it as well (CLUS-07)."""

BEFORE_LISTED_NODES = Profile(part=Part.START_UP, nodes=2, release=Release((8, 5, 111, 20)))
"""The start just before the bootstrap file lists nodes (START-10)."""

CONTINUING_CLUSTER = Profile(part=Part.STAT, nodes=MOST_NODES).with_interpretations(
    {"A2": "continues"}
)
"""A connection to a cluster whose timeout runs on after a reconnection."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A profile that differs from the default on purpose, with the properties that it breaks."""

    profile: Profile
    """The constants of the session."""
    shows: str
    """What it is good for, in a sentence."""
    breaks: frozenset[str] = frozenset()
    """The names of exactly those safety properties that are refuted under it."""


def _interpretation(shows: str, *breaks: str, auto_ready: bool = False, **choices: str) -> Variant:
    base = Profile(auto_ready=auto_ready)
    return Variant(base.with_interpretations(choices), shows, frozenset(breaks))


VARIANTS: tuple[Variant, ...] = (
    Variant(
        BEFORE_ALL_CONNECTIONS,
        "Before 8.5.106.19 the Stat and Configuration connections have no peer site.",
    ),
    Variant(
        BEFORE_LISTED_NODES,
        "Before 8.5.111.21 the start knows one node, and every property still holds.",
    ),
    Variant(
        CONTINUING_CLUSTER,
        "A timeout that a reconnection does not cancel moves a connection with a good link.",
        frozenset(
            {
                "the_switchover_timeout_runs_only_while_the_link_is_lost",
                "moves_for_a_link_only_when_the_link_is_lost",
                "the_site_selection_knows_the_link",
                "no_move_away_from_a_link",
            }
        ),
    ),
    Variant(
        Profile(release=BEFORE_POSTPONED_RESTORATION),
        "Restoration right after login lets new calls in while the last interaction is open.",
        frozenset(
            {
                "no_call_while_the_last_call_goes_on",
                "no_call_while_an_earlier_interaction_is_open",
                "never_automatically_ready_with_a_window_open",
            }
        ),
    ),
    Variant(
        Profile(auto_ready=True),
        "With login.voice.is-auto-ready every property still holds.",
    ),
    Variant(
        Profile(auto_ready=True, restore_agent_state=False),
        "With login.voice.is-auto-ready and without restoration every property still holds.",
    ),
    _interpretation(
        "A timeout that starts with the first failed pass breaks no safety property.",
        A1="all_tried",
    ),
    _interpretation(
        "A timeout that a reconnection does not cancel moves a desktop with a good link.",
        "the_switchover_timeout_runs_only_while_the_link_is_lost",
        "moves_for_a_link_only_when_the_link_is_lost",
        "the_site_selection_knows_the_link",
        "a_return_that_is_due_is_made",
        A2="continues",
    ),
    _interpretation(
        "A voice connection that follows the others moves in the middle of a call.",
        "moves_only_for_a_named_reason",
        "another_connection_moves_nothing",
        "no_move_by_choice_during_a_live_call",
        "returns_only_to_a_registered_phone",
        A4="together",
    ),
    _interpretation("A desktop that never alternates breaks no safety property.", A5="one_way"),
    _interpretation(
        "Without a timeout before the first link no safety property is broken.",
        A7="after_first_connection",
    ),
    _interpretation("Without a phone trigger no safety property is broken.", A10="ignored"),
    _interpretation(
        "An unguarded phone trigger moves to a site where the phone is lost as well, and back.",
        "the_phone_trigger_moves_only_to_a_registered_phone",
        A11="unguarded",
    ),
    _interpretation(
        "A phone trigger that does not wait for the call gives the call up.",
        "no_move_by_choice_during_a_live_call",
        A12="immediate",
    ),
    _interpretation(
        "A switchover that waits for a lost call breaks no safety property.", A13="deferred"
    ),
    _interpretation(
        "A return that does not wait for the call gives the call up.",
        "no_move_by_choice_during_a_live_call",
        A14="immediate",
    ),
    _interpretation(
        "A return that waits for the windows breaks no safety property.", A15="blocked"
    ),
    _interpretation(
        "The two interpretations together use what neither uses alone.",
        A1="all_tried",
        A15="blocked",
    ),
    _interpretation(
        "A return that does not look at the phone finds it unregistered.",
        "returns_only_to_a_registered_phone",
        A16="link_only",
    ),
    _interpretation(
        "A probe that logs in holds two logins.", "the_probe_never_logs_in", A17="logged_in"
    ),
    Variant(
        Profile(restore_agent_state=False).with_interpretations({"A21": "ready"}),
        "A login that leaves the agent Ready lets new calls in while an interaction is open.",
        frozenset(
            {
                "no_call_while_the_last_call_goes_on",
                "no_call_while_an_earlier_interaction_is_open",
                "never_automatically_ready_with_a_window_open",
            }
        ),
    ),
    _interpretation(
        "is-auto-ready applied while a restoration is pending makes a NotReady agent Ready.",
        "a_login_never_raises_the_agent_state",
        auto_ready=True,
        A22="login_rules",
    ),
    _interpretation(
        "A last seen state that is overwritten loses the agent's state at the second switchover.",
        "keeps_the_state_seen_before_the_first_loss",
        "restoration_never_lowers_the_agent_state",
        A24="overwritten",
    ),
    _interpretation(
        "A restoration that outlives a change by hand undoes it.",
        "a_change_by_hand_cancels_the_restoration",
        "a_restoration_that_is_unblocked_is_requested",
        "a_restoration_that_is_confirmed_is_over",
        "a_refused_restoration_is_over",
        A25="kept",
    ),
    _interpretation(
        "The two interpretations together use what neither uses alone.",
        "keeps_the_state_seen_before_the_first_loss",
        "restoration_never_raises_the_agent_state",
        "restoration_never_lowers_the_agent_state",
        "a_change_by_hand_cancels_the_restoration",
        "a_restoration_that_is_unblocked_is_requested",
        "a_restoration_that_is_confirmed_is_over",
        "a_refused_restoration_is_over",
        A24="overwritten",
        A25="kept",
    ),
    _interpretation(
        "A desktop that takes a late answer for its own believes in a login that is not there.",
        "a_late_answer_changes_nothing",
        "a_late_answer_causes_nothing",
        "sip_server_is_asked_over_a_link",
        "sip_server_tells_over_a_link",
        "nobody_is_logged_in_before_the_first_link",
        "no_request_is_outstanding_without_a_link",
        "logs_out_only_a_login_on_an_open_link",
        A38="accepted",
    ),
    _interpretation(
        "A forced logout that counts as the agent's own leaves the agent out after the switchover.",
        "a_forced_out_agent_is_logged_in_after_a_switchover",
        A39="overwritten",
    ),
    Variant(
        Profile(phone=Phone.HARD_PHONE).with_interpretations({"A45": "assumed_lost"}),
        "A hard phone that counts as lost where it is unknown never moves and never returns.",
    ),
    _interpretation(
        "A switchover that unregisters the old site gives up a good registration.",
        "no_registration_is_given_up_at_a_switchover",
        A46="unregistered",
    ),
    Variant(
        Profile(auto_ready=True, restore_agent_state=False).with_interpretations({"A58": "ready"}),
        "The literal is-auto-ready lets new calls in while an interaction is open.",
        frozenset(
            {
                "no_call_while_the_last_call_goes_on",
                "no_call_while_an_earlier_interaction_is_open",
                "never_automatically_ready_with_a_window_open",
            }
        ),
    ),
)
"""Every pinned variant."""


def baseline_profiles() -> tuple[Profile, ...]:
    """Return every profile that stands in the manifest, in its order."""
    return (*default_profiles(), *(variant.profile for variant in VARIANTS))
