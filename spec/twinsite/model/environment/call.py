"""The agent's voice call, as far as a link controls it.

Source: BCARCH; BCREC; GWSDR; BCGRACE; interpretations A12, A13, A14, A74.
Not modelled: ringing apart from talking, holding, conferences, more than one live call: for
every property of the specification an offered call is a live call (WORLD-04); a direct call that
begins while there is no link; a call that comes unseen where the last one has ended unseen.
"""

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Ignore, Signal, Stimulus


class Call(Chart):
    """Is there a call, and does the desktop's link control it?"""

    none = State(initial=True)  # no call
    live = State()  # a call is offered or established, and the link controls it
    uncontrolled = State()  # its link is lost; it may go on as media, and control may resume
    ended_unseen = State()  # it has ended while its link is lost; the desktop takes it to go on
    ended_untold = State()  # the link is back, and SIP Server has not told yet that it has ended
    left_behind = State()  # its site was left; it may go on as media, control never resumes
    unseen = State()  # offered while there was no link, and the desktop does not know the phone
    unseen_elsewhere = State()  # the same, at a site that is not the current one

    # The callers and the routing decide.
    routed_call_offered = Stimulus(
        none.to(live, cond="routing_may_offer", on="call_offered")
        | left_behind.to(live, cond="routing_may_offer", on="call_offered")
        | unseen_elsewhere.to(live, cond="routing_may_offer", on="call_offered"),
        by="callers",
        name="WORLD-04 the routing offers a call to a Ready agent",
    )
    unseen_call_offered = Stimulus(
        none.to(unseen, cond="routing_may_offer_unseen"),
        by="callers",
        name="WORLD-12 the routing offers a call to a phone whose desktop has no link",
    )
    stale_call_offered = Stimulus(
        none.to(unseen_elsewhere, cond="routing_may_offer_elsewhere"),
        by="callers",
        name="WORLD-12 the routing of the other site offers a call to a login that was left there",
    )
    direct_call_began = Stimulus(
        none.to(live, cond="agent_is_reachable", on="call_offered")
        | left_behind.to(live, cond="agent_is_reachable", on="call_offered")
        | unseen_elsewhere.to(live, cond="agent_is_reachable", on="call_offered"),
        by="callers",
        name="WORLD-05 a direct or outgoing call begins",
    )
    call_shown = Stimulus(
        unseen.to(live, cond="link_open", on="call_offered"),
        by="SIP Server",
        name="WORLD-12 SIP Server tells of a call that began while there was no link",
    )
    call_ended = Stimulus(
        live.to(none, on="call_over"),
        by="callers",
        name="WORLD-04 the call ends",
    )
    call_end_shown = Stimulus(
        ended_untold.to(none, on="call_over"),
        by="SIP Server",
        name="WORLD-13 SIP Server tells that the call ended while there was no link",
    )
    call_lost = Stimulus(
        uncontrolled.to(none, cond="owns_endpoint", on="call_over")
        | uncontrolled.to(ended_unseen)
        | left_behind.to(none)
        | unseen.to(none)
        | unseen_elsewhere.to(none),
        by="site",
        name="WORLD-06 the call ends unseen, as when it is lost with its site",
    )

    # The endpoint decides.
    call_taken = Signal(
        none.to(live, cond="link_open", on="call_offered")
        | none.to(uncontrolled, on="call_offered")
        | left_behind.to(live, cond="link_open", on="call_offered")
        | left_behind.to(uncontrolled, on="call_offered"),
        name="WORLD-04 the endpoint takes the call",
    )

    # The desktop's link decides whether there is control.
    link_lost = Signal(
        live.to(uncontrolled) | ended_untold.to(ended_unseen),
        name="WORLD-06 control of the call is lost",
    )
    link_opened = Signal(
        uncontrolled.to(live) | ended_unseen.to(ended_untold),
        name="WORLD-06 control of the call resumes",
    )
    switched_over = Signal(
        live.to(left_behind)
        | uncontrolled.to(left_behind)
        | ended_unseen.to(none)
        | ended_untold.to(none)
        | unseen.to(unseen_elsewhere),
        name="WORLD-06 the call stays at the site that is left",
    )

    ignores = (
        Ignore("link_lost link_opened switched_over", "none", "there is no call"),
        Ignore(
            "link_lost link_opened switched_over",
            "left_behind unseen_elsewhere",
            "no link of the present site controls this call",
        ),
        Ignore("link_lost", "unseen", "there is no control to lose"),
        Ignore("link_opened", "unseen", "SIP Server tells of it later (WORLD-12)"),
    )
