"""What SIP Server of one site has of the agent, by which the routing offers calls.

Source: GDPBC; IWSTAT; BCSCA; interpretation A38.
Not modelled: a login that ends because its connection is lost: SIP Server keeps it (SES-14), as
``logout-on-disconnect`` is not set.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal, Stimulus


class AgentAtServer(Chart):
    """In which agent state does SIP Server of this site have the agent?"""

    logged_out = State(initial=True)  # no login stands there
    not_ready = State()  # a login stands there, NotReady
    ready = State()  # a login stands there, Ready: the routing offers calls

    # SIP Server carries out what the desktop asks for, and answers later.
    log_in_carried_out = Stimulus(
        logged_out.to(ready, cond="login_is_asked_here and logs_in_ready")
        | logged_out.to(not_ready, cond="login_is_asked_here")
        | not_ready.to(ready, cond="login_is_asked_here and logs_in_ready")
        | ready.to(not_ready, cond="login_is_asked_here and not logs_in_ready"),
        by="SIP Server",
        name="WORLD-11 SIP Server carries out a login",
    )
    ready_carried_out = Stimulus(
        not_ready.to(ready, cond="ready_is_asked_here"),
        by="SIP Server",
        name="WORLD-11 SIP Server carries out a request for Ready",
    )
    not_ready_carried_out = Stimulus(
        ready.to(not_ready, cond="not_ready_is_asked_here"),
        by="SIP Server",
        name="WORLD-11 SIP Server carries out a request for NotReady",
    )
    log_out = Signal(
        not_ready.to(logged_out, cond="log_out_is_heard")
        | ready.to(logged_out, cond="log_out_is_heard"),
        name="WORLD-11 SIP Server carries out a log-out",
    )

    # SIP Server decides.
    made_not_ready = Stimulus(
        ready.to(not_ready, cond="registrar_in_service"),
        by="SIP Server",
        name="WORLD-11 SIP Server makes the agent NotReady by itself",
    )

    # The session is told that the login has ended.
    login_ended = Signal(
        not_ready.to(logged_out, cond="serves_current_site")
        | ready.to(logged_out, cond="serves_current_site"),
        name="WORLD-11 SIP Server has ended the login",
    )

    # The servers of the site decide.
    server_failed = Signal(
        not_ready.to(logged_out, cond="not registrar_in_service")
        | ready.to(logged_out, cond="not registrar_in_service"),
        name="WORLD-11 the login is lost with the last server of the pair",
    )

    ignores = (
        Ignore("server_failed log_out login_ended", "logged_out", "no login stands there"),
        Ignore("server_failed", "not_ready ready", "the pair keeps the login (SES-14)"),
        Ignore("log_out login_ended", "not_ready ready", "it concerns the other site"),
    )
