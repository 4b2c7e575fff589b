"""Interpretations on the switchover for a lost link."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A1",
        question="When does disaster-recovery.timeout start?",
        texts=(
            "The guide counts from the loss of the connection to the HA pair. "
            "BC851 counts from the moment at which the desktop notices that it is disconnected "
            "from the current site."
        ),
        choices=(
            Choice(
                name="disconnection",
                meaning=(
                    "The timeout starts when the open link to the current site is lost, while "
                    "warm standby still tries the pair."
                ),
            ),
            Choice(
                name="all_tried",
                meaning=(
                    "The timeout starts when the first pass over the pair after the loss has "
                    "failed at every server."
                ),
                shows="A timeout that starts with the first failed pass breaks no safety property.",
                wakes=(
                    "SiteSelection@*_dropped",
                    "SiteSelection.link_lost@at_preferred",
                    "SiteSelection.link_lost@at_peer",
                    "SiteSelection.link_opened@*_dropped",
                    "SiteSelection.all_tried@*_dropped",
                    "SiteSelection.phone_given_up@*_dropped",
                    "SiteSelection.preferred_reached@peer_dropped if *",
                    "SiteSelection.registration_changed@peer_dropped if *",
                    "SiteSelection.call_over@peer_dropped if *",
                ),
                tried_under="bc+auto+restore/hard-phone",
            ),
        ),
        reason=(
            "BC851 defines the option. "
            "The Platform SDK reports a disconnection at once, and the loss of a pair has no "
            "event of its own."
        ),
        source="BC851; guide, Business Continuity options; WS-doc",
    ),
    Interpretation(
        id="A2",
        question="What becomes of the timeout when a server of the current site comes back?",
        texts="The texts name the loss that starts the timeout, and nothing that ends it.",
        choices=(
            Choice(
                name="cancels",
                meaning=(
                    "A reconnection to any server of the current site cancels the timeout, and "
                    "a later loss starts a full new one."
                ),
            ),
            Choice(
                name="continues",
                meaning=(
                    "The timeout runs on through a reconnection, and at its end the desktop "
                    "switches over."
                ),
                shows=(
                    "A timeout that a reconnection does not cancel moves a desktop with a "
                    "good link."
                ),
                breaks=(
                    "the_switchover_timeout_runs_only_while_the_link_is_lost",
                    "moves_for_a_link_only_when_the_link_is_lost",
                    "the_site_selection_knows_the_link",
                ),
                wakes=("Call.switched_over@live",),
            ),
        ),
        reason=(
            "The option speaks of one loss, so each loss is counted by itself. "
            "The Platform SDK starts its count of failed passes anew whenever a channel opens."
        ),
        source="silent; BC851; WS-doc",
    ),
    Interpretation(
        id="A3",
        question="Does a link that drops again and again lead to a switchover?",
        texts="The texts do not mention a flapping link.",
        choices=(
            Choice(
                name="unbroken_loss_only",
                meaning=(
                    "Losses that are each shorter than the timeout never lead to a switchover, "
                    "however many there are."
                ),
            ),
        ),
        discarded=("Short losses add up until they reach the timeout.",),
        reason="It follows from A2, and no text names a hysteresis.",
        source="silent",
    ),
    Interpretation(
        id="A4",
        question="Does the loss of one kind of server move all three connections?",
        texts=(
            "BC851 speaks of a single connection and of the site that corresponds to it, and "
            "auto-restore is for T-Server alone. "
            "BCREC has the desktop log in at the second site and connect there to Stat Server "
            "and Configuration Server Proxy as well."
        ),
        choices=(
            Choice(
                name="independent",
                meaning=(
                    "The Voice, Stat and Configuration connections switch over each for its own "
                    "loss, so that they may be at different sites."
                ),
            ),
            Choice(
                name="together",
                meaning="When one connection switches over, the others move with it.",
                shows="A voice connection that follows the others moves in the middle of a call.",
                breaks=(
                    "moves_only_for_a_named_reason",
                    "another_connection_moves_nothing",
                    "no_move_by_choice_during_a_call",
                    "returns_only_to_a_registered_phone",
                ),
                wakes=(
                    "SiteSelection.companion_switched_over@at_* if sites_move_together",
                    "Call.switched_over@live",
                ),
            ),
        ),
        reason=(
            "The wording for each connection stands in the definition of the option. "
            "BCREC describes the loss of a whole site, which moves all three either way."
        ),
        source="BC851; BCREC; guide, SIP Server specific options",
    ),
    Interpretation(
        id="A5",
        question="What does the desktop do when both sites are down?",
        texts=(
            "Nothing is said about the loss of both sites. "
            "BC851 words the timeout for the current site, not for the preferred one."
        ),
        choices=(
            Choice(
                name="alternates",
                meaning=(
                    "A link that is lost at the peer site for the timeout takes the desktop to "
                    "the preferred site by the same rule, for ever if need be."
                ),
            ),
            Choice(
                name="one_way",
                meaning="A link that is lost at the peer site starts no switchover.",
                shows="A desktop that never alternates breaks no safety property.",
            ),
        ),
        reason=(
            "The current site may be either of the two. "
            "Cisco Finesse, ADDP and AutomationEdge alternate as well, and none of them has a "
            "final state of failure."
        ),
        source="silent; BC851; ADDP; other desktops",
    ),
    Interpretation(
        id="A6",
        question="How long does the desktop stay at a site where no link has opened yet?",
        texts="Nothing is said about a site that was never reached.",
        choices=(
            Choice(
                name="full_timeout",
                meaning=(
                    "A site where no link opens is left for that reason no earlier than "
                    "disaster-recovery.timeout after the arrival."
                ),
            ),
        ),
        discarded=("The desktop leaves again after the first failed pass over the pair.",),
        reason="Otherwise the alternation of A5 would run without any pause.",
        source="silent",
    ),
    Interpretation(
        id="A9",
        question="Is the peer site checked before a switchover for a lost link?",
        texts="No text names a check.",
        choices=(
            Choice(
                name="no_check",
                meaning=(
                    "A switchover for a lost link starts without a check that a server of the "
                    "other site answers."
                ),
            ),
        ),
        discarded=("The switchover waits until a server of the other site has answered.",),
        reason=(
            "The site that has failed gives no service, so there is nothing to lose. "
            "The phone trigger is different: see A11."
        ),
        source="silent",
    ),
    Interpretation(
        id="A13",
        question="Does a call hold back the switchover for a lost link?",
        texts="BCARCH says that calls on a failed site end at the moment of the failure.",
        choices=(
            Choice(
                name="immediate",
                meaning=(
                    "The switchover for a lost link starts at the deadline, with or without a call."
                ),
            ),
            Choice(
                name="deferred",
                meaning=(
                    "The switchover for a lost link waits as long as a call may go on without "
                    "control."
                ),
                shows=(
                    "A switchover that waits for a lost call breaks no safety property. At a hard "
                    "phone no desktop can do it: it is told nothing of the end of that call."
                ),
            ),
        ),
        reason=(
            "The call is lost already, and what is left of it cannot be controlled. "
            "Its window stays open as a finished one (A50)."
        ),
        source="BCARCH; BCREC; GWSDR",
    ),
    Interpretation(
        id="A48",
        question="May the Voice connection be at another site than the Configuration connection?",
        texts=(
            "No text describes connections at different sites. "
            "Options take effect when the application starts."
        ),
        choices=(
            Choice(
                name="mixed_sites",
                meaning=(
                    "The Voice connection moves without the Configuration connection, and the "
                    "options that were read at the start stay in force."
                ),
            ),
        ),
        discarded=("A move of the Voice connection makes the desktop read its options anew.",),
        reason="It follows from A4 and from options that are constant within a session.",
        source="silent; BC851",
    ),
    Interpretation(
        id="A54",
        question="Which comes first when two things fall on the same moment?",
        texts="Nothing is said about equal deadlines.",
        choices=(
            Choice(
                name="reconnection_first",
                meaning=(
                    "A reconnection beats a deadline of the same moment, and deadlines of the "
                    "same moment cause one switchover."
                ),
            ),
        ),
        discarded=("The deadline beats the reconnection.",),
        reason="A desktop that has its link back has no reason to move.",
        source="silent",
    ),
)
"""The interpretations on the switchover for a lost link, in the order of their ids."""
