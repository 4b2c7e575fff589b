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
)
"""The interpretations on interaction windows, in the order of their ids."""
