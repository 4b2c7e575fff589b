"""Findings about the charts that are right as they are, each with its reason.

A finding is a defect, unless its reason stands here.  A test holds every entry against the pinned
profiles: what is accepted is still found there.
"""

from dataclasses import dataclass

from twinsite.checker.lint.finding import Finding, Flaw

_RETURN_FIRST = (
    "the return speaks first: it moves the desktop, so the wait for the phone is answered and"
    " nothing moves a second time (SITE-06)"
)
_OWN_CONNECTION = "the probe has a connection of its own, and neither waits for the other"


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """One finding that is no defect."""

    flaw: Flaw
    """What kind of finding."""
    machine: str
    """The machine, or the machines, that it names."""
    place: str
    """The place that it names."""
    reason: str
    """Why it is right as it is."""

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding is the one that is accepted."""
        return (self.flaw, self.machine, self.place) == (
            finding.flaw,
            finding.machine,
            finding.place,
        )


ACCEPTED_FINDINGS: tuple[AcceptedFinding, ...] = (
    AcceptedFinding(
        Flaw.ORDER_DEPENDENCE,
        "session, link",
        "switched_over",
        "the session stands before the link, so that the agent is logged out before the link is"
        " closed (SES-16)",
    ),
    AcceptedFinding(Flaw.ORDER_DEPENDENCE, "session, probe", "switched_over", _OWN_CONNECTION),
    AcceptedFinding(Flaw.ORDER_DEPENDENCE, "link, probe", "switched_over", _OWN_CONNECTION),
    AcceptedFinding(
        Flaw.ORDER_DEPENDENCE, "site, phone_watch", "registration_changed", _RETURN_FIRST
    ),
    AcceptedFinding(Flaw.ORDER_DEPENDENCE, "site, phone_watch", "link_lost", _RETURN_FIRST),
    AcceptedFinding(Flaw.ORDER_DEPENDENCE, "site, phone_watch", "call_over", _RETURN_FIRST),
)
"""Everything that is found and is right."""
