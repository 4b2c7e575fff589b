"""The Workspace SIP Endpoint, as far as it is offered calls by SIP Server of one site.

Source: RFC 3261, 13.3 and 21.4; guide, restore-agent-state; interpretations A73, A74.
Not modelled: the dialog of a call that was taken, which the call is.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Stimulus


class Endpoint(Chart):
    """Does the endpoint take the calls that SIP Server of this site offers?"""

    listening = State(initial=True)  # each INVITE is taken or refused when it comes

    invite_received = Stimulus(
        listening.to(
            listening, internal=True, cond="invite_may_come and call_is_refused", on="refuse_call"
        )
        | listening.to(listening, internal=True, cond="invite_may_come", on="call_taken"),
        by="callers",
        name="INT-08 an INVITE reaches the endpoint",
    )
