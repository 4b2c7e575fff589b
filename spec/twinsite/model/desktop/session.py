"""The agent's login on the voice channel of the current site, and the agent state there.

Source: GDPBC; IWSTAT; BCGRACE; interpretations A21 to A26, A37 to A39, A58 to A65.
Not modelled: reason codes and work modes, which NotReady carries along (A63); a second request
while one is outstanding, except that NotReady may follow Ready at once.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal, Stimulus

LOGGED_IN_STATES = ("not_ready", "readying", "ready", "unreadying")
"""The states in which SIP Server has confirmed the login, as far as the desktop knows."""
CONFIRMED_READY_STATES = ("ready", "unreadying")
"""The states in which Ready is the last agent state that SIP Server confirmed."""


class Session(Chart):
    """Is the agent logged in at the current site, and in which agent state?"""

    logged_out = State(initial=True)  # not logged in, and the agent wants it so
    awaiting_link = State()  # to be logged in as soon as there is a link
    logging_in = State()  # the login request awaits its answer
    not_ready = State()  # logged in, NotReady
    readying = State()  # logged in, NotReady; a request for Ready awaits its answer
    ready = State()  # logged in, Ready
    unreadying = State()  # logged in, Ready; a request for NotReady awaits its answer
    forced_out = State()  # logged out by SIP Server, against the agent's will (A37, A39)

    # The agent decides.
    log_in_requested = Stimulus(
        logged_out.to(logging_in, cond="link_open", on="log_in")
        | logged_out.to(awaiting_link)
        | forced_out.to(logging_in, cond="link_open", on=["log_in", "agent_took_over"])
        | forced_out.to(awaiting_link, on="agent_took_over"),
        by="agent",
        name="SES-01 the agent asks to be logged in",
    )
    log_out_requested = Stimulus(
        awaiting_link.to(logged_out, on="agent_took_over")
        | logging_in.to(logged_out, on=["log_out", "agent_took_over"])
        | not_ready.to(logged_out, cond="link_open", on=["log_out", "agent_took_over"])
        | not_ready.to(logged_out, on="agent_took_over")
        | readying.to(logged_out, on=["log_out", "agent_took_over"])
        | ready.to(logged_out, cond="link_open", on=["log_out", "agent_took_over"])
        | ready.to(logged_out, on="agent_took_over")
        | unreadying.to(logged_out, on=["log_out", "agent_took_over"])
        | forced_out.to(logged_out, on="agent_took_over"),
        by="agent",
        name="SES-02 the agent logs out",
    )
    ready_requested = Stimulus(
        not_ready.to(
            readying,
            cond="link_open",
            on=["set_agent_ready", "agent_took_over", "ready_by_hand"],
        ),
        by="agent",
        name="SES-03 the agent asks for Ready",
    )
    not_ready_requested = Stimulus(
        not_ready.to(not_ready, cond="link_open", on=["set_agent_not_ready", "agent_took_over"])
        | readying.to(not_ready, on=["set_agent_not_ready", "agent_took_over"])
        | ready.to(unreadying, cond="link_open", on=["set_agent_not_ready", "agent_took_over"]),
        by="agent",
        name="SES-04 the agent asks for NotReady, or for another reason",
    )

    # SIP Server decides.
    log_in_accepted = Stimulus(
        logging_in.to(ready, cond="server_has_ready and logs_in_ready", on="logged_in")
        | logging_in.to(
            not_ready, cond="server_has_not_ready and not logs_in_ready", on="logged_in"
        ),
        by="SIP Server",
        name="SES-05 SIP Server accepts the login",
    )
    log_in_refused = Stimulus(
        logging_in.to(forced_out, cond="refusal_leaves_the_wish")
        | logging_in.to(logged_out, on="log_in_failed"),
        by="SIP Server",
        name="SES-06 SIP Server refuses the login",
    )
    agent_ready = Stimulus(
        readying.to(ready, cond="server_has_ready", on="agent_state_confirmed"),
        by="SIP Server",
        name="SES-07 EventAgentReady",
    )
    ready_refused = Stimulus(
        readying.to(not_ready, cond="server_lacks_ready", on="agent_state_refused"),
        by="SIP Server",
        name="SES-07 EventError answers the request for Ready",
    )
    agent_not_ready = Stimulus(
        unreadying.to(not_ready, cond="server_has_not_ready")
        | ready.to(not_ready, cond="link_open and server_has_not_ready"),
        by="SIP Server",
        name="SES-07 EventAgentNotReady",
    )
    not_ready_refused = Stimulus(
        unreadying.to(ready, cond="server_has_ready"),
        by="SIP Server",
        name="SES-07 EventError answers the request for NotReady",
    )
    forced_logout = Stimulus(
        not_ready.to(forced_out, cond="link_open", on=["not_ready_was_seen", "login_ended"])
        | readying.to(forced_out, on=["not_ready_was_seen", "login_ended"])
        | ready.to(forced_out, cond="link_open", on=["ready_was_seen", "login_ended"])
        | unreadying.to(forced_out, on=["ready_was_seen", "login_ended"]),
        by="SIP Server",
        name="SES-08 SIP Server logs the agent out, as in a graceful shutdown",
    )
    login_unknown = Stimulus(
        not_ready.to(
            logging_in, cond="link_open", on=["log_in", "not_ready_was_seen", "login_ended"]
        )
        | readying.to(logging_in, on=["log_in", "not_ready_was_seen", "login_ended"])
        | ready.to(logging_in, cond="link_open", on=["log_in", "ready_was_seen", "login_ended"])
        | unreadying.to(logging_in, on=["log_in", "ready_was_seen", "login_ended"]),
        by="SIP Server",
        name="SES-09 SIP Server has lost the login, as after a restart of both servers",
    )
    old_session_answered = Stimulus(
        awaiting_link.to(not_ready, cond="accepts_old_session", on="logged_in")
        | logging_in.to(not_ready, cond="accepts_old_session", on="logged_in")
        | awaiting_link.to(awaiting_link)
        | logging_in.to(logging_in)
        | logged_out.to(logged_out),
        by="SIP Server",
        name="SES-10 a late answer of an earlier session arrives",
    )

    # The link decides.
    link_opened = Signal(
        awaiting_link.to(logging_in, on="log_in"),
        name="SES-11 the agent is logged in as soon as there is a link",
    )
    link_lost = Signal(
        logging_in.to(awaiting_link) | readying.to(not_ready) | unreadying.to(ready),
        name="SES-12 a request without an answer is void when the link is lost",
    )

    # The site selection decides.
    switched_over = Signal(
        logging_in.to(awaiting_link, on="log_out")
        | not_ready.to(awaiting_link, cond="link_open", on=["log_out", "not_ready_was_seen"])
        | not_ready.to(awaiting_link, on="not_ready_was_seen")
        | readying.to(awaiting_link, on=["log_out", "not_ready_was_seen"])
        | ready.to(awaiting_link, cond="link_open", on=["log_out", "ready_was_seen"])
        | ready.to(awaiting_link, on="ready_was_seen")
        | unreadying.to(awaiting_link, on=["log_out", "ready_was_seen"])
        | forced_out.to(logged_out, cond="forced_logout_is_seen")
        | forced_out.to(awaiting_link),
        name="SES-13 the agent is logged out at the old site and will be logged in at the new one",
    )

    # The restoration decides.
    restore_ready = Signal(
        not_ready.to(readying, on="set_agent_ready"),
        name="REST-03 the restoration asks for Ready",
    )
    restore_not_ready = Signal(
        not_ready.to(not_ready, on="set_agent_not_ready"),
        name="REST-03 the restoration asks for NotReady with the last seen reason",
    )

    ignores = (
        Ignore("link_opened", "logged_out", "the agent does not want to be logged in"),
        Ignore("link_opened", "forced_out", "a forced logout is not undone here (A39)"),
        Ignore("link_opened", "not_ready ready", "the pair has kept the login (SES-14)"),
        Ignore(
            "link_lost",
            "logged_out forced_out not_ready ready",
            "no request awaits an answer, and the pair keeps the login (SES-14)",
        ),
        Ignore(
            "link_opened",
            "logging_in readying",
            "under A38=accepted there is a session without a link",
        ),
        Ignore(
            "restore_ready restore_not_ready",
            "awaiting_link",
            "the return in the same step has left the site (A2, A15)",
        ),
        Ignore("switched_over", "logged_out", "nobody is logged in or wants to be (A26)"),
        Ignore("switched_over", "awaiting_link", "the login waits for the next link anyway"),
    )
