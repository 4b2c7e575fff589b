"""Interpretations on the switchover for a lost phone."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A10",
        question="Does a lost phone start a switchover although the link is open?",
        texts=(
            "The guide names a time to wait for the phone before a switchover begins. "
            "BCARCH keeps failures of an agent's own endpoint out of business continuity."
        ),
        choices=(
            Choice(
                name="independent",
                meaning=(
                    "A lost phone starts the switchover after its own timeout even while the link "
                    "is open, and one switchover cancels both deadlines."
                ),
            ),
            Choice(
                name="ignored",
                meaning="A lost phone starts no switchover.",
                shows="Without a phone trigger no safety property is broken.",
                shown_under="bc+auto+restore/hard-phone",
            ),
        ),
        reason=(
            "This is what the option says. "
            "BCARCH describes SIP Server in general, while the option is Workspace's own."
        ),
        source="guide, SIP Server specific options; BCARCH",
    ),
    Interpretation(
        id="A11",
        question="Does the phone trigger move the desktop when the phone is lost there as well?",
        texts="Nothing is said about the registration at the other site.",
        choices=(
            Choice(
                name="guarded",
                meaning=(
                    "The phone trigger moves the desktop only to a site where, as far as it "
                    "knows, the phone is registered."
                ),
            ),
            Choice(
                name="unguarded",
                meaning=(
                    "The phone trigger moves the desktop whether or not the phone is registered "
                    "at the other site."
                ),
                shows=(
                    "An unguarded phone trigger moves to a site where the phone is lost as "
                    "well, and back."
                ),
                breaks=("the_phone_trigger_moves_only_to_a_registered_phone",),
                shown_under="bc/endpoint",
            ),
        ),
        reason=(
            "Otherwise the same timeout would fire at the other site, and the desktop would go "
            "back and forth without gain."
        ),
        source="silent; GDPBC",
    ),
    Interpretation(
        id="A12",
        question="Does a call hold back the switchover for a lost phone?",
        texts="Nothing is said about a call that goes on while the registration is lost.",
        choices=(
            Choice(
                name="deferred",
                meaning=(
                    "While a call goes on at the current site the phone trigger waits, and it "
                    "fires after the call only if the phone is still lost."
                ),
            ),
            Choice(
                name="immediate",
                meaning="The phone trigger fires at its deadline, with or without a call.",
                shows="A phone trigger that does not wait for the call gives the call up.",
                breaks=("no_move_by_choice_during_a_call",),
                wakes=("Call.switched_over@live",),
                shown_under="bc+auto+restore/hard-phone",
            ),
        ),
        reason=(
            "A lost registration does not end a dialog, so the call goes on. "
            "Avaya and Amazon Connect wait for the end of the call too."
        ),
        source="silent; RFC 3261, 10 and 12; other phones; other desktops",
    ),
    Interpretation(
        id="A44",
        question="What does a reg_timeout of 0, or one that is not a number, mean for the desktop?",
        texts=(
            "SDKCONF takes such a value for standalone mode, in which the endpoint does not "
            "register. "
            "What the desktop makes of it is left open."
        ),
        choices=(
            Choice(
                name="nothing_to_lose",
                meaning=(
                    "Without registration the phone trigger never arms, and every condition that "
                    "asks for a registered phone holds."
                ),
            ),
        ),
        discarded=("A phone that does not register counts as lost.",),
        reason="What was never registered cannot be lost.",
        source="SDKCONF",
    ),
    Interpretation(
        id="A45",
        question="What does the desktop know of the registration of a hard phone?",
        texts=(
            "The guide applies reg_timeout to Genesys's own endpoints only. "
            "SIPCAVAIL has SIP Server tell when a DN goes out of service and comes back."
        ),
        choices=(
            Choice(
                name="assumed_registered",
                meaning=(
                    "A hard phone is seen through the DN events of the current site and counts as "
                    "registered at the other one."
                ),
            ),
            Choice(
                name="assumed_lost",
                meaning=(
                    "A hard phone is seen through the DN events of the current site and counts as "
                    "not registered at the other one."
                ),
                shows=(
                    "A hard phone that counts as lost where it is unknown never moves and "
                    "never returns."
                ),
                shown_under="bc+auto+restore/hard-phone",
                judged_under="bc+auto+restore/hard-phone",
            ),
        ),
        reason=(
            "Otherwise no guard that asks for a registration at the other site would ever let an "
            "agent with a hard phone move."
        ),
        source="guide, SIP Server specific options; SIPCAVAIL",
    ),
    Interpretation(
        id="A62",
        question="Is a phone lost that was not registered yet when the desktop arrives at a site?",
        texts=(
            "The guide names a lost connection and an expired registration. "
            "It does not name a phone that has not registered so far."
        ),
        choices=(
            Choice(
                name="lost_on_arrival",
                meaning=(
                    "A phone that is not registered when the desktop starts or arrives at a site "
                    "counts as lost from that moment."
                ),
            ),
        ),
        discarded=("The watch over the phone begins with its first registration at the site.",),
        reason=(
            "For the agent both are the same: no call can be delivered. "
            "The wait for the phone gives it time to register."
        ),
        source="silent; ours",
    ),
)
"""The interpretations on the switchover for a lost phone, in the order of their ids."""
