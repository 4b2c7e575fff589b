"""Interpretations on the return to the preferred site."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A14",
        question="Does a call hold back the return?",
        texts="auto-restore asks only that the preferred site is available again.",
        choices=(
            Choice(
                name="deferred",
                meaning=(
                    "The return waits for the end of a call at the peer site, and the "
                    "preferred site must still be available then."
                ),
            ),
            Choice(
                name="immediate",
                meaning="The return takes place during a live call.",
                shows="A return that does not wait for the call gives the call up.",
                breaks=("no_move_by_choice_during_a_call",),
                wakes=("Call.switched_over@live",),
            ),
        ),
        reason=(
            "A move that nobody needs must not cost a call. "
            "Losing none is the aim of a graceful migration, and Avaya does not go back during "
            "an active call."
        ),
        source="silent; BCGRACE; other phones",
    ),
    Interpretation(
        id="A15",
        question="Does an open interaction window without a call hold back the return?",
        texts="The guide makes only the restoration of the agent state wait for windows.",
        choices=(
            Choice(
                name="not_blocked",
                meaning="The return takes place while windows of finished interactions are open.",
            ),
            Choice(
                name="blocked",
                meaning="The return waits until every interaction window is closed.",
                shows="A return that waits for the windows breaks no safety property.",
                wakes=(
                    "SiteSelection.all_windows_closed@at_peer if *",
                    "SiteSelection.all_windows_closed@peer_lost if *",
                ),
            ),
        ),
        reason="The rule on windows belongs to restore-agent-state and to nothing else.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A16",
        question="When is the preferred site available?",
        texts=(
            "The guide says that the return can be late because the endpoint registers "
            "late at the preferred site. "
            "It does not say what availability is."
        ),
        choices=(
            Choice(
                name="link_and_phone",
                meaning=(
                    "The preferred site is available when its pair can be reached and the phone "
                    "is registered there."
                ),
            ),
            Choice(
                name="link_only",
                meaning="The preferred site is available when its pair can be reached.",
                shows="A return that does not look at the phone finds it unregistered.",
                breaks=("returns_only_to_a_registered_phone",),
                shown_under="bc+auto/endpoint",
            ),
        ),
        reason="The remark on reg_timeout makes sense only if the return needs the registration.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A17",
        question="How does a desktop at the peer site learn that the preferred site is back?",
        texts=("The texts do not tell. GDPBC allows a login at one of the two sites at a time."),
        choices=(
            Choice(
                name="not_logged_in",
                meaning=(
                    "A desktop at the peer site keeps trying to connect to the preferred pair, and "
                    "never logs in there before the return."
                ),
            ),
            Choice(
                name="logged_in",
                meaning=(
                    "A desktop at the peer site keeps trying to connect to the preferred pair, and "
                    "logs in there as soon as it is connected."
                ),
                shows="A probe that logs in holds two logins.",
                breaks=("the_probe_never_logs_in",),
                wakes=("PreferredProbe.probe_accepted@trying if * and probe_logs_in",),
            ),
        ),
        discarded=("The phone's registration at the preferred site is the only sign of it.",),
        reason="Two connections are allowed, two logins are not.",
        source="silent; GDPBC",
    ),
    Interpretation(
        id="A18",
        question="How long must the preferred site be available before the return?",
        texts="No hold-down is named.",
        choices=(
            Choice(
                name="no_hold_down",
                meaning="The return needs no waiting time once the preferred site is available.",
            ),
        ),
        discarded=("The preferred site must be up for ten minutes, as with Avaya IP Office.",),
        reason="A time that no text names is not invented here.",
        source="silent; other phones",
    ),
    Interpretation(
        id="A19",
        question="What if the peer site fails while auto-restore is false?",
        texts="Nothing is said about a failure of the peer site without auto-restore.",
        choices=(
            Choice(
                name="failure_moves",
                meaning=(
                    "Without auto-restore a link that is lost at the peer site for the timeout "
                    "still takes the desktop to the preferred site."
                ),
            ),
        ),
        discarded=("Without auto-restore the desktop stays at a failed peer site.",),
        reason=(
            "auto-restore is about a return that is not needed, not about a failure. "
            "The manual policy of Avaya says the same, and A5 can switch the move off."
        ),
        source="silent; BC851; other desktops",
    ),
    Interpretation(
        id="A20",
        question="What if the preferred site is back while auto-restore is false?",
        texts="auto-restore decides whether the desktop switches back; no other way is named.",
        choices=(
            Choice(
                name="stays_until_restart",
                meaning=(
                    "Without auto-restore the desktop stays at a healthy peer site until it is "
                    "started anew, which begins at the preferred site."
                ),
            ),
        ),
        discarded=("The agent's next login takes place at the preferred site.",),
        reason="This is what a value of false can mean at all.",
        source="guide, SIP Server specific options",
    ),
    Interpretation(
        id="A66",
        question="Does the return wait for the timeout when the link at the peer site is lost?",
        texts="Nothing is said about a return during a loss at the peer site.",
        choices=(
            Choice(
                name="at_once",
                meaning=(
                    "With auto-restore and a lost link at the peer site the desktop returns as "
                    "soon as the preferred site is available."
                ),
            ),
        ),
        discarded=("The return waits until the switchover timeout has passed.",),
        reason="One site is available and the other is not, so there is nothing to wait for.",
        source="silent; ours",
    ),
    Interpretation(
        id="A74",
        question="Does a call whose link is lost hold back a move by choice?",
        texts=(
            "Nothing is said about a call that holds back a move while the link drops. "
            "BCARCH says that media go on without signalling, so the call may outlast the drop."
        ),
        choices=(
            Choice(
                name="held",
                meaning=(
                    "A call whose link is lost holds back every move but that of the switchover "
                    "timeout, until the next link or the endpoint tells that the call is over."
                ),
            ),
            Choice(
                name="released",
                meaning="A call holds back a move by choice only while the link controls it.",
                shows="A link that drops for two seconds gives up the call that held the return.",
                breaks=("no_move_by_choice_during_a_call",),
                wakes=(
                    "SiteSelection.link_lost@at_peer if return_is_due",
                    "PhoneWatch.link_lost@due*",
                ),
                shown_under="bc+auto+restore/hard-phone",
            ),
        ),
        reason=(
            "A link that drops may be back in two seconds, and the call with it; only a loss for "
            "the whole timeout shows that it is gone. A move that nobody needs must not cost a "
            "call (A14)."
        ),
        source="silent; ours",
    ),
)
"""The interpretations on the return, in the order of their ids."""
