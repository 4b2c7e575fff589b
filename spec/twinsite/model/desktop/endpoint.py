"""The Workspace SIP Endpoint, as far as it is offered calls by SIP Server of one site.

Source: RFC 3261, 13.3.1 and 21.4; interpretations A72, A73.
Not modelled: the dialog of a call that was taken, which the call itself stands for; a second call
at one time; a direct call that the link shows (WORLD-05), which is always taken.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Stimulus


class Endpoint(Chart):
    """Does the endpoint take the calls that SIP Server of this site offers?"""

    listening = State(initial=True)  # each INVITE is taken or refused when it comes

    # The callers and the routing decide, whatever SIP Server has of the agent.
    invite_received = Stimulus(
        listening.to(
            listening,
            internal=True,
            cond="registrar_in_service and not serves_current_site",
            on="refuse_call",
        )
        | listening.to(
            listening,
            internal=True,
            cond="registrar_in_service and call_goes_on_here",
            on="refuse_call",
        )
        | listening.to(
            listening,
            internal=True,
            cond="registrar_in_service and windows_keep_calls_away",
            on="refuse_call",
        )
        | listening.to(listening, internal=True, cond="registrar_in_service", on="call_taken"),
        by="callers",
        name="INT-08 an INVITE reaches the endpoint",
    )
