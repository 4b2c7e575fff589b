"""The start of the desktop: from the bootstrap file to the central configuration.

Source: guide, Provision Workspace Client with Configuration Server HA settings; GDPDO;
interpretations A7, A8, A67, A68.
Not modelled: the login window, and what else is read from Configuration Server.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal, Stimulus


class StartUp(Chart):
    """How far is the desktop on its way to the central configuration?"""

    waiting = State(initial=True)  # no agent has asked to be let in yet
    trying_preferred = State()  # a pass over the preferred nodes of the file is under way
    trying_peer = State()  # it has failed; a pass over the peer nodes is under way
    reading_at_preferred = State()  # connected at the preferred site of the file, and reading
    reading_at_peer = State()  # connected at the peer site of the file, and reading
    correcting = State()  # read at the wrong site; the agent's preferred site is being tried
    started = State()  # the central configuration holds; the other connections begin
    login_error = State()  # no node was found, or the agent was not let in

    # The agent decides.
    start_requested = Stimulus(
        waiting.to(trying_preferred, on="pass_began")
        | login_error.to(trying_preferred, on="pass_began"),
        by="agent",
        name="START-08 the agent asks to be let in",
    )

    # The passes over the nodes decide.
    node_connected = Signal(
        trying_preferred.to(reading_at_preferred, on="read_configuration")
        | trying_peer.to(reading_at_peer, on="read_configuration")
        | correcting.to(started, on=["site_corrected", "configuration_read"]),
        name="START-01 a node is connected",
    )
    pass_failed = Signal(
        trying_preferred.to(trying_peer, cond="peer_nodes_are_listed", on="pass_began")
        | trying_preferred.to(login_error, on="show_login_error")
        | trying_peer.to(login_error, on="show_login_error")
        | correcting.to(started, cond="still_connected", on="configuration_read")
        | correcting.to(login_error, on="show_login_error"),
        name="START-02 no node of the site was found",
    )
    node_lost = Signal(
        reading_at_preferred.to(login_error, on="show_login_error")
        | reading_at_peer.to(login_error, on="show_login_error"),
        name="START-07 the connection is lost while the configuration is read",
    )

    # Configuration Server decides.
    configuration_arrived = Stimulus(
        reading_at_preferred.to(started, cond="landed_where_it_belongs", on="configuration_read")
        | reading_at_preferred.to(correcting, on="pass_began")
        | reading_at_peer.to(started, cond="landed_where_it_belongs", on="configuration_read")
        | reading_at_peer.to(correcting, on="pass_began"),
        by="Configuration Server",
        name="START-03 the central configuration is read",
    )
    credentials_refused = Stimulus(
        reading_at_preferred.to(login_error, on=["start_refused", "show_login_error"])
        | reading_at_peer.to(login_error, on=["start_refused", "show_login_error"]),
        by="Configuration Server",
        name="START-08 Configuration Server does not let the agent in",
    )

    settings_updated = Stimulus(
        started.to(started, on="update_bootstrap_file"),
        by="Configuration Server",
        name="START-12 the settings of the bootstrap file follow the central configuration",
    )

    ignores = (
        Ignore(
            "node_lost",
            "correcting",
            "the agent's preferred site is being tried; without it there is a login error (A68)",
        ),
    )
