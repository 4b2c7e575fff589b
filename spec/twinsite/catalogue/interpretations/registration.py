"""Interpretations on the registration of the Workspace SIP Endpoint at one registrar."""

from typing import Final

from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

INTERPRETATIONS: Final = (
    Interpretation(
        id="A40",
        question="When does the endpoint try again after a failed registration?",
        texts=(
            "The guide has the first new attempt after an hour, with the default "
            "reg_timeout. "
            "SDKDR has the endpoint try again and again until it succeeds or is removed."
        ),
        choices=(
            Choice(
                name="renewal_cadence",
                meaning=(
                    "A failed registration is tried again after reg_interval, or after "
                    "reg_timeout where none is set, without end."
                ),
            ),
        ),
        discarded=("A failed registration is tried again at once.",),
        reason="Trying without end and trying once an hour can both be true.",
        source="guide, SIP Server specific options; SDKDR",
    ),
    Interpretation(
        id="A41",
        question="How long before its expiry is a registration refreshed?",
        texts="RFC 3261 asks for a refresh before the expiry and names no margin.",
        choices=(
            Choice(
                name="before_expiry",
                meaning=(
                    "A refresh is due at some moment after the registration and before its expiry."
                ),
            ),
        ),
        discarded=("The margin is 60 s, or half the lifetime if that is shorter, as at Polycom.",),
        reason="No number is known, so the margin is a parameter that no property depends on.",
        source="RFC 3261, 10.2.4; other phones",
    ),
    Interpretation(
        id="A42",
        question="What does the endpoint do after 401, 403, 407, 423 and 503?",
        texts=(
            "Nothing is said about status codes for the Genesys endpoint. "
            "SDKDR does not let it give up."
        ),
        choices=(
            Choice(
                name="rfc_without_end",
                meaning=(
                    "The endpoint answers 401 and 407 once with credentials and 423 with a longer "
                    "lifetime, heeds Retry-After, and otherwise tries again at the renewal cadence."
                ),
            ),
        ),
        discarded=(
            "The endpoint gives up after 403, as RFC 3261 recommends.",
            "Only temporary failures are tried again, as in PJSIP.",
        ),
        reason="The rules of RFC 3261 hold as far as SDKDR, which forbids giving up, leaves room.",
        source="silent; SDKDR; RFC 3261, 10.2.8, 20.33, 21.4.4, 21.5.4 and 22.2",
    ),
    Interpretation(
        id="A43",
        question="What if Retry-After is longer than reg_timeout?",
        texts="Nothing is said about Retry-After beside reg_timeout.",
        choices=(
            Choice(
                name="longer_of_the_two",
                meaning=(
                    "After a refusal with Retry-After the next attempt waits for the longer of "
                    "Retry-After and reg_timeout."
                ),
            ),
        ),
        discarded=("The next attempt comes after reg_timeout, whatever Retry-After says.",),
        reason="Retry-After tells when the registrar expects to serve again, and not before.",
        source="silent; RFC 3261, 20.33",
    ),
    Interpretation(
        id="A46",
        question="What becomes of the registration at the old site after a switchover?",
        texts=(
            "GDPBC has the phone registered at both sites at once as a rule. "
            "No text names a REGISTER that removes the old binding."
        ),
        choices=(
            Choice(
                name="kept",
                meaning="A switchover leaves the registrations at both sites as they are.",
            ),
            Choice(
                name="unregistered",
                meaning="A switchover removes the registration at the site that is left.",
                shows="A switchover that unregisters the old site gives up a good registration.",
                breaks=("no_registration_is_given_up_at_a_switchover",),
                wakes=(
                    "Registration.switched_over@* if unregisters_at_switchover*",
                    "Binding.binding_removed@* if *",
                ),
                shown_under="bc/endpoint",
            ),
        ),
        reason="Registration at both sites is what makes a quick switchover possible.",
        source="silent; GDPBC; SDKDR",
    ),
    Interpretation(
        id="A75",
        question="Is reg_timeout the period of REGISTER, or the lifetime that it asks for?",
        texts=(
            "The guide has one REGISTER each reg_timeout, and the first new attempt after it. "
            "Public logs of the vendor's softphone show reg_timeout as the lifetime (Expires) "
            "that is asked for, and a refresh at exactly half of it."
        ),
        choices=(
            Choice(
                name="period",
                meaning="A binding is refreshed reg_timeout after the 200 OK.",
            ),
            Choice(
                name="lifetime",
                meaning=(
                    "A binding lives for reg_timeout, and is refreshed when half of it has passed."
                ),
            ),
        ),
        reason=(
            "The guide is the source, and its warning of an hour makes sense only so; where the "
            "endpoint is seen to refresh at half, put the other choice in force."
        ),
        source="guide, SIP Server specific options; softphone logs",
        acts_in_deployments=True,
    ),
)
"""The interpretations on registration, in the order of their ids."""
