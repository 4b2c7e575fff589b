"""Interpretations on the agent's login and on the agent state that follows it."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A21",
        question="Which agent state follows a switchover when restore-agent-state is false?",
        texts=(
            "Nothing is said about false. "
            "IWSTAT has options for the agent state right after a login."
        ),
        choices=(
            Choice(
                name="login_rules",
                meaning=(
                    "Without restore-agent-state the agent is NotReady after a switchover, unless "
                    "login.voice.is-auto-ready says otherwise."
                ),
            ),
            Choice(
                name="ready",
                meaning=(
                    "Without restore-agent-state every login leaves the agent Ready, so also the "
                    "one after a switchover."
                ),
                shows=(
                    "A login that leaves the agent Ready lets new calls in while an "
                    "interaction is open."
                ),
                breaks=(
                    "no_call_while_the_last_call_goes_on",
                    "no_call_while_an_earlier_interaction_is_open",
                    "never_automatically_ready_with_a_window_open",
                ),
                wakes=("Session.log_in_accepted@logging_in if server_has_ready and logs_in_ready",),
                shown_under="bc+auto/no-phone",
                judged_under="bc+auto/endpoint",
            ),
        ),
        reason="The login at the new site is a login like any other.",
        source="silent; IWSTAT",
    ),
    Interpretation(
        id="A26",
        question="What if the agent was logged out before the switchover?",
        texts="Nothing is said about an agent who was logged out of the voice channel.",
        choices=(
            Choice(
                name="stays_logged_out",
                meaning="A switchover moves the connection and does not log a logged-out agent in.",
            ),
        ),
        discarded=("Every switchover logs the agent in.",),
        reason="A switchover must not raise a state that the agent did not have.",
        source="silent",
    ),
    Interpretation(
        id="A37",
        question="What if the login at the other site is refused?",
        texts=(
            "Nothing is said about a refused login. "
            "In a partition of the sites a SIP Server may refuse it since it still takes the agent "
            "for logged in elsewhere."
        ),
        choices=(
            Choice(
                name="stays_logged_out",
                meaning=(
                    "After a refused login the link stays open and the agent logged out, and the "
                    "refusal starts no switchover."
                ),
            ),
            Choice(
                name="kept",
                meaning=(
                    "A refused login counts as a forced logout: the link stays open, the "
                    "restoration stays pending, and the next switchover logs the agent in."
                ),
                shows=(
                    "A refusal that a partition has caused costs the agent neither the login after "
                    "the return nor the last seen state; nor does one that was meant."
                ),
                breaks=(
                    "who_logs_out_or_is_refused_is_logged_out",
                    "a_refused_login_leaves_no_restoration",
                    "nothing_else_counts_as_a_forced_logout",
                ),
                wakes=("Session.log_in_refused@logging_in if refusal_leaves_the_wish",),
            ),
        ),
        discarded=("A refused login takes the desktop back to the site that it left.",),
        reason=(
            "The link is healthy, so no trigger holds. "
            "The desktop shows the error, and the agent can log in by hand. "
            "It cannot tell a refusal that a partition has caused from one that was meant."
        ),
        source="silent",
    ),
    Interpretation(
        id="A38",
        question="What if a login at the old site outlives a partition between the sites?",
        texts=(
            "BCSCA has each SIP Server work alone when the sites lose each other. "
            "What happens to a login that is left behind is not said."
        ),
        choices=(
            Choice(
                name="ignored",
                meaning="An answer that belongs to an earlier session changes nothing.",
            ),
            Choice(
                name="accepted",
                meaning="An answer that belongs to an earlier session counts for the present one.",
                shows=(
                    "A desktop that takes a late answer for its own believes in a login that "
                    "is not there."
                ),
                breaks=(
                    "a_late_answer_changes_nothing",
                    "a_late_answer_causes_nothing",
                    "sip_server_is_asked_over_a_link",
                    "sip_server_tells_over_a_link",
                    "nobody_is_logged_in_before_the_first_link",
                    "no_request_is_outstanding_without_a_link",
                    "logs_out_only_a_login_on_an_open_link",
                ),
                wakes=("Session.old_session_answered@* if accepts_old_session",),
            ),
        ),
        reason=(
            "A login that is left behind is a fact of the environment, so the rule of one login "
            "counts sessions of the desktop. "
            "Cisco documents for Finesse how a late event can hit the new session."
        ),
        source="silent; BCSCA; other desktops",
    ),
    Interpretation(
        id="A39",
        question="What does a forced logout do, as in a graceful migration?",
        texts=(
            "BCGRACE810 first makes all agents NotReady and logs each out when the calls end. "
            "BCGRACE logs out at once whoever is neither in a call nor in after-call work."
        ),
        choices=(
            Choice(
                name="kept",
                meaning=(
                    "A forced logout starts no switchover and leaves the last seen state as it "
                    "was before."
                ),
            ),
            Choice(
                name="overwritten",
                meaning=(
                    "A forced logout counts as the agent's own, so that the next switchover does "
                    "not log the agent in."
                ),
                shows=(
                    "A forced logout that counts as the agent's own leaves the agent out "
                    "after the switchover."
                ),
                breaks=("a_forced_out_agent_is_logged_in_after_a_switchover",),
                wakes=("Session.switched_over@forced_out if forced_logout_is_seen",),
            ),
        ),
        reason=(
            "It arrives on a link that is alive, so no trigger holds. "
            "Were it taken for the agent's wish, A26 would stop the migration that it is part of."
        ),
        source="BCGRACE; BCGRACE810",
    ),
    Interpretation(
        id="A58",
        question=(
            "Does login.voice.is-auto-ready hold for the login after a switchover while "
            "interaction windows are open?"
        ),
        texts=(
            "IWSTAT names no exception for the option. "
            "The guide holds new calls back until the earlier interaction is closed."
        ),
        choices=(
            Choice(
                name="not_ready",
                meaning=(
                    "A login never makes the agent Ready while any interaction window is open, "
                    "even with login.voice.is-auto-ready."
                ),
            ),
            Choice(
                name="ready",
                meaning=(
                    "A login with login.voice.is-auto-ready makes the agent Ready, whichever "
                    "interaction windows are open."
                ),
                shows="The literal is-auto-ready lets new calls in while an interaction is open.",
                breaks=(
                    "no_call_while_the_last_call_goes_on",
                    "no_call_while_an_earlier_interaction_is_open",
                    "never_automatically_ready_with_a_window_open",
                ),
                shown_under="bc+auto+auto-ready/no-phone",
                judged_under="bc+auto+auto-ready/endpoint",
            ),
        ),
        reason=(
            "The literal option breaks the rule that no new call comes while an earlier "
            "interaction is open. "
            "Under the default the agent goes Ready by hand."
        ),
        source="silent; ours",
    ),
    Interpretation(
        id="A60",
        question="What if SIP Server no longer knows the login after a reconnection?",
        texts="Nothing is said about a pair whose two servers were both started anew.",
        choices=(
            Choice(
                name="logs_in_again",
                meaning=(
                    "When SIP Server no longer knows the login, the desktop logs in again, and "
                    "the last seen state is kept for restoration as after a switchover."
                ),
            ),
        ),
        discarded=("The agent is logged out and logs in by hand.",),
        reason="For the agent it is the same loss as that of a site, though the site stays.",
        source="silent; ours",
    ),
    Interpretation(
        id="A64",
        question="When is an agent logged out who asks for it?",
        texts="Nothing is said about the time between the request and its answer.",
        choices=(
            Choice(
                name="at_the_request",
                meaning=(
                    "The desktop treats the agent as logged out from the request on and does not "
                    "wait for the answer."
                ),
            ),
        ),
        discarded=("The agent counts as logged in until SIP Server has confirmed the logout.",),
        reason="An answer that is lost with its site must not log the agent in at the other one.",
        source="silent; ours",
    ),
    Interpretation(
        id="A65",
        question="What becomes of a request for Ready or NotReady when the link is lost?",
        texts="Nothing is said about requests without an answer.",
        choices=(
            Choice(
                name="void",
                meaning=(
                    "A request that has no answer when the link is lost is void, and the last "
                    "confirmed state holds."
                ),
            ),
        ),
        discarded=("The request is sent again on the next link.",),
        reason="It goes with A23: what was never confirmed was never seen.",
        source="silent; ours",
    ),
)
"""The interpretations on the login, in the order of their ids."""
