"""Interpretations on the interaction windows that hold back a restoration."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A50",
        question="What becomes of the window of a call that was lost with its site?",
        texts=(
            "The guide makes the restoration wait until the agent has closed all "
            "stacked windows. "
            "It does not say that a lost call leaves its window open."
        ),
        choices=(
            Choice(
                name="survives",
                meaning=(
                    "An interaction window stays open through a switchover until the agent "
                    "closes it."
                ),
            ),
        ),
        discarded=("A switchover closes the windows of the calls that it loses.",),
        reason="Otherwise there would be nothing that a restoration had to wait for.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A51",
        question="Do windows of other media hold back the restoration?",
        texts=(
            "The guide speaks of all stacked windows and knows agents with voice and "
            "other media. "
            "It makes no difference between the media."
        ),
        choices=(
            Choice(
                name="all_media",
                meaning="A restoration waits for the windows of every medium.",
            ),
        ),
        discarded=("A restoration waits for the windows of voice interactions only.",),
        reason="This is what the word all says.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A52",
        question="What if a direct call comes while a restoration is pending?",
        texts="Nothing is said about calls that reach an agent in NotReady.",
        choices=(
            Choice(
                name="adds_a_window",
                meaning=(
                    "A call during a pending restoration opens a window, and the restoration "
                    "waits for that window as well."
                ),
            ),
        ),
        discarded=("A restoration waits only for the windows from before the switchover.",),
        reason="A window of a new call is one of all windows, as in A51.",
        source="silent; guide, SIP Server specific options",
    ),
    Interpretation(
        id="A72",
        question="What does the endpoint do with a call from a site that is not the current one?",
        texts=(
            "Both registrations live on after a switchover (A46), and a login that could not be "
            "logged out stands (A38). "
            "So SIP Server of the site that was left may still offer calls."
        ),
        choices=(
            Choice(
                name="refused",
                meaning=(
                    "The endpoint answers the INVITE of a site that is not the current one with "
                    "480 Temporarily Unavailable."
                ),
            ),
        ),
        discarded=("The endpoint takes the call, which the desktop can neither show nor control.",),
        reason=(
            "SIP Server that gets 480 (RFC 3261, 21.4.18) offers the call to somebody else, and "
            "a call that nobody can control helps no caller."
        ),
        source="silent; ours",
    ),
    Interpretation(
        id="A73",
        question="What does the endpoint do with a call beside an open window?",
        texts=(
            "The guide keeps calls away by the agent state at SIP Server. "
            "It does not say what happens to a call that SIP Server offers because it does not "
            "know of that agent state yet."
        ),
        choices=(
            Choice(
                name="refused",
                meaning=(
                    "While a window is open and the agent neither is Ready nor has asked for it, "
                    "the endpoint answers an INVITE with 486 Busy Here."
                ),
            ),
            Choice(
                name="taken",
                meaning="The endpoint takes every call of the current site.",
                shows=(
                    "A call reaches an agent whose interaction from before the switchover is "
                    "still open, by a login that a partition has left behind."
                ),
                breaks=(
                    "no_call_while_the_last_call_goes_on",
                    "no_call_while_an_earlier_interaction_is_open",
                    "no_call_is_taken_beside_a_window_unless_the_agent_is_ready",
                ),
                shown_under="bc+restore/endpoint",
            ),
        ),
        reason=(
            "It is the only means of a desktop that depends on no server (INT-06, INT-07); 486 is "
            "what a busy endpoint answers (RFC 3261, 21.4.21)."
        ),
        source="silent; ours",
    ),
)
"""The interpretations on interaction windows, in the order of their ids."""
