"""Interpretations on the restoration of the last seen agent state."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A22",
        question="Which agent state holds between the login and the restoration?",
        texts=(
            "The guide postpones the restoration, so that no new call comes during the "
            "last one. "
            "It does not name the state until then."
        ),
        choices=(
            Choice(
                name="not_ready",
                meaning="While a restoration is pending, a login makes the agent NotReady.",
            ),
            Choice(
                name="login_rules",
                meaning=(
                    "While a restoration is pending, the login options decide on the agent state "
                    "as at any login."
                ),
                shows=(
                    "is-auto-ready applied while a restoration is pending makes a NotReady "
                    "agent Ready."
                ),
                breaks=("a_login_never_raises_the_agent_state",),
                wakes=("Restoration.logged_in@pending if restoration_may_start and session_ready",),
                shown_under="bc+auto+restore+auto-ready/no-phone",
                judged_under="bc+auto+restore+auto-ready/endpoint",
            ),
        ),
        reason="Only NotReady serves the purpose that the guide gives.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A23",
        question="What is the last seen state?",
        texts="The term is used without a definition.",
        choices=(
            Choice(
                name="last_confirmed",
                meaning=(
                    "The last seen state is the last one that SIP Server confirmed before the "
                    "disconnection, with its reason code."
                ),
            ),
        ),
        discarded=("The last seen state is the last one that the agent asked for.",),
        reason="What is seen at a desktop is what the server has told it.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A24",
        question="What if a second switchover comes while a restoration is pending?",
        texts="Nothing is said about a second switchover.",
        choices=(
            Choice(
                name="kept",
                meaning=(
                    "A switchover during a pending restoration leaves the state that is to be "
                    "restored as it is."
                ),
            ),
            Choice(
                name="overwritten",
                meaning=(
                    "A switchover during a pending restoration replaces the state that is to be "
                    "restored by the present one."
                ),
                shows=(
                    "A last seen state that is overwritten loses the agent's state at the "
                    "second switchover."
                ),
                breaks=(
                    "keeps_the_state_seen_before_the_first_loss",
                    "restoration_never_lowers_the_agent_state",
                    "a_restoration_of_ready_ends_by_ready",
                ),
                wakes=("LastSeen.not_ready_was_seen@ready if last_seen_is_overwritten",),
            ),
        ),
        reason="Otherwise the temporary NotReady would take the place of the agent's own state.",
        source="silent",
    ),
    Interpretation(
        id="A25",
        question="What if the agent changes the state by hand while a restoration is pending?",
        texts="Nothing is said about a change by hand.",
        choices=(
            Choice(
                name="cancelled",
                meaning="A change of state by hand cancels a pending restoration.",
            ),
            Choice(
                name="kept",
                meaning="A change of state by hand leaves a pending restoration pending.",
                shows="A restoration that outlives a change by hand undoes it.",
                breaks=(
                    "a_change_by_hand_cancels_the_restoration",
                    "a_restoration_that_is_unblocked_is_requested",
                    "a_restoration_that_is_confirmed_is_over",
                    "a_refused_restoration_is_over",
                ),
            ),
        ),
        reason="What the agent wanted last counts.",
        source="silent",
    ),
    Interpretation(
        id="A27",
        question="What is restored if the last seen state was after-call work?",
        texts="Nothing is said about after-call work.",
        choices=(
            Choice(
                name="not_ready_with_work_mode",
                meaning=(
                    "After-call work is restored as NotReady, with its work mode where that is "
                    "supported."
                ),
            ),
        ),
        discarded=("After-call work ends with the switchover, and Ready is restored.",),
        reason="NotReady is the safe direction: it brings no call too early.",
        source="silent",
    ),
    Interpretation(
        id="A59",
        question="What becomes of a pending restoration when the login at the site is refused?",
        texts="Nothing is said about a refused login.",
        choices=(
            Choice(
                name="ended",
                meaning="A refused login ends the pending restoration, unless A37 keeps it.",
            ),
        ),
        discarded=("The restoration stays pending until a login by hand succeeds.",),
        reason="It goes with A37: from there on the agent is in charge.",
        source="silent; ours",
    ),
    Interpretation(
        id="A61",
        question="What if SIP Server refuses the request that restores the state?",
        texts="Nothing is said about a refused request.",
        choices=(
            Choice(
                name="not_repeated",
                meaning=(
                    "A restoration that SIP Server refuses with EventError is not repeated, and "
                    "the agent stays NotReady."
                ),
            ),
        ),
        discarded=("The request is repeated until SIP Server accepts it.",),
        reason="NotReady is safe, and the agent can go Ready by hand.",
        source="silent; ours",
    ),
    Interpretation(
        id="A63",
        question="Is after-call work an agent state of its own?",
        texts="T-Library has no agent state for it apart from NotReady and its work mode.",
        choices=(
            Choice(
                name="not_ready_with_work_mode",
                meaning=(
                    "After-call work is NotReady with a work mode, so a last seen NotReady "
                    "carries its reason code and its work mode."
                ),
            ),
        ),
        discarded=("After-call work is a third state beside Ready and NotReady.",),
        reason="It goes with A27, and no property of this specification needs the difference.",
        source="silent; ours",
    ),
)
"""The interpretations on the restoration, in the order of their ids."""
