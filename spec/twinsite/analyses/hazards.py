"""The hazards: what the chosen interpretations could do wrong, each absent or shown.

A hazard is absent if a property that forbids it is proved; otherwise it is accepted, with its
reason, and a trace shows it.  Either way a trace shows it where it happens.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from twinsite.analyses.check import PropertyReport, property_reports
from twinsite.checker.liveness.decide import Liveness
from twinsite.checker.liveness.fairness import FairnessAssumption, Strength
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile
from twinsite.properties import BY_NAME
from twinsite.properties.decorators import DesktopProperty
from twinsite.properties.fairness import ASSUMPTIONS


class Standing(StrEnum):
    """Whether a hazard happens under the default interpretations."""

    ABSENT = "absent"
    """It does not: that is proved."""
    ACCEPTED = "accepted"
    """It does, and the reason says why that is borne."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A property under one profile, with the answer that is expected."""

    profile: Profile
    prop: str
    """The name of the property."""
    verdict: Verdict
    """The answer."""
    without: str = ""
    """The id of an assumption of the smallest set that is not made; empty if all are."""

    def examine(self) -> PropertyReport:
        """Decide the property.

        Of a property that no fairness proves the loop is shown that is weakly fair, since it is
        shorter than one that is strongly fair.
        """
        prop: DesktopProperty = BY_NAME[self.prop]
        if not prop.is_liveness:
            (report,) = property_reports(explore(desktop(self.profile), (prop,)), ())
            return report
        liveness: Liveness[Facts] = Liveness(explore(desktop(self.profile)), ASSUMPTIONS)
        smallest = liveness.smallest(prop)
        if smallest is not None and not self.without:
            return PropertyReport.of(prop, Verdict.PROVED, fairness=smallest)
        needed = smallest or tuple(FairnessAssumption(a.id, Strength.WEAK) for a in ASSUMPTIONS)
        assumed = [entry for entry in needed if entry.id != self.without]
        lasso = liveness.lasso(prop, assumed)
        verdict = Verdict.PROVED if lasso is None else Verdict.REFUTED
        return PropertyReport.of(prop, verdict, lasso=lasso, fairness=assumed)


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something that could go wrong."""

    id: str
    sentence: str
    """What goes wrong."""
    standing: Standing
    """Whether it happens under the default interpretations."""
    proof: Evidence | None
    """The proof that it does not happen, where it does not; None if it happens everywhere."""
    shown: Evidence
    """Where it happens, with a trace."""
    reason: str
    """Why it does not happen, or why it is accepted and what to do about it."""


_ENDPOINT = Profile(auto_restore=False, restore_agent_state=False)
_RETURNING = Profile(restore_agent_state=False)
_NO_PHONE = Profile(phone=Phone.NONE)
_HARD = Profile(restore_agent_state=False, phone=Phone.HARD_PHONE)

HAZARDS: tuple[Hazard, ...] = (
    Hazard(
        "H1",
        "The phone trigger moves the desktop back and forth between two sites at which the phone"
        " is lost.",
        Standing.ABSENT,
        Evidence(_ENDPOINT, "no_endless_ping_pong", Verdict.PROVED),
        Evidence(
            _ENDPOINT.with_interpretations({"A11": "unguarded"}),
            "no_endless_ping_pong",
            Verdict.REFUTED,
            without="FAIR-03",
        ),
        "The phone trigger moves only to a site where the phone is registered (A11), so it stays"
        " even if no registrar ever answers.",
    ),
    Hazard(
        "H2",
        "The return waits for up to reg_timeout, by default an hour.",
        Standing.ACCEPTED,
        None,
        Evidence(_RETURNING, "the_return_waits_for_reg_timeout", Verdict.PROVED),
        "The guide itself warns of it: set reg_timeout to 30 to 60 seconds (REG-12).",
    ),
    Hazard(
        "H3",
        "An agent who never closes the windows stays NotReady for ever after a switchover.",
        Standing.ACCEPTED,
        None,
        Evidence(_NO_PHONE, "a_pending_restoration_ends", Verdict.REFUTED, without="FAIR-06"),
        "The guide postpones the restoration until the windows are closed; the agent may always"
        " go Ready by hand.",
    ),
    Hazard(
        "H4",
        "A call that never ends holds back the return for ever.",
        Standing.ACCEPTED,
        None,
        Evidence(_NO_PHONE, "the_desktop_returns", Verdict.REFUTED, without="FAIR-05"),
        "A move by choice never costs a live call (A12, A14); calls do end.",
    ),
    Hazard(
        "H5",
        "A call that holds back the phone trigger also holds back the switchover for a lost link.",
        Standing.ABSENT,
        Evidence(_HARD, "a_link_that_stays_lost_moves_the_desktop", Verdict.PROVED),
        Evidence(
            _HARD.with_interpretations({"A13": "deferred"}),
            "a_link_that_stays_lost_moves_the_desktop",
            Verdict.REFUTED,
            without="FAIR-05",
        ),
        "The switchover for a lost link waits for nothing but its timeout (A13).",
    ),
    Hazard(
        "H6",
        "A preferred site that fails and returns again and again moves the desktop each time.",
        Standing.ACCEPTED,
        Evidence(
            replace(_NO_PHONE, auto_restore=False),
            "no_flapping_with_the_preferred_site",
            Verdict.PROVED,
        ),
        Evidence(_NO_PHONE, "no_flapping_with_the_preferred_site", Verdict.REFUTED),
        "Accepted with auto-restore, since no source names a hold-down (A18); each move needs a"
        " new failure.  Without auto-restore it is absent.",
    ),
    Hazard(
        "H7",
        "A hard phone that is out of service at both sites moves the desktop back and forth.",
        Standing.ACCEPTED,
        None,
        Evidence(_HARD, "no_ping_pong_of_a_hard_phone", Verdict.REFUTED),
        "Accepted: of a hard phone nothing is known at the other site, and the desktop could"
        " never move if it did not believe in it there (A45).",
    ),
    Hazard(
        "H8",
        "With both sites down the desktop gets stuck.",
        Standing.ABSENT,
        Evidence(_NO_PHONE, "never_stuck_while_both_sites_are_down", Verdict.PROVED),
        Evidence(
            _NO_PHONE.with_interpretations({"A5": "one_way"}),
            "never_stuck_while_both_sites_are_down",
            Verdict.REFUTED,
        ),
        "At either site the switchover timeout moves the desktop on (A5).",
    ),
    Hazard(
        "H9",
        "A switchover timeout that is shorter than a warm-standby cycle moves the desktop away"
        " from a site that is up, again and again.",
        Standing.ACCEPTED,
        None,
        Evidence(_NO_PHONE, "no_ping_pong_when_servers_are_slow", Verdict.REFUTED),
        "Accepted: choose disaster-recovery.timeout longer than a whole warm-standby cycle with"
        " its delays.",
    ),
    Hazard(
        "H10",
        "A binding that outlives its site draws the phone trigger to a site that is down.",
        Standing.ACCEPTED,
        None,
        Evidence(_ENDPOINT, "no_endless_ping_pong", Verdict.REFUTED, without="FAIR-01"),
        "Accepted: it ends with the binding, whose refresh fails; a short reg_timeout ends it"
        " soon.",
    ),
    Hazard(
        "H11",
        "A call that reached a hard phone while its desktop had no link goes on unseen, and the"
        " next one is routed beside it.",
        Standing.ACCEPTED,
        Evidence(_ENDPOINT, "no_call_beside_one_that_nobody_saw", Verdict.PROVED),
        Evidence(
            replace(_NO_PHONE, auto_restore=False),
            "no_call_beside_one_that_nobody_saw",
            Verdict.REFUTED,
        ),
        "Accepted where the phone is not the desktop's own: nobody tells it of a call at another"
        " phone without a link.  An endpoint of the desktop itself knows its calls (INT-08), so"
        " there it is absent.",
    ),
    Hazard(
        "H12",
        "A login that a partition has left behind as Ready gets a call while an interaction from"
        " before is open.",
        Standing.ACCEPTED,
        Evidence(_ENDPOINT, "no_call_by_a_login_of_before", Verdict.PROVED),
        Evidence(
            replace(_NO_PHONE, auto_restore=False), "no_call_by_a_login_of_before", Verdict.REFUTED
        ),
        "Accepted where the phone is not the desktop's own: it cannot log out where it has no link"
        " (A38), and cannot refuse what SIP Server offers.  An endpoint of the desktop itself"
        " refuses the call (INT-08, INT-09).",
    ),
    Hazard(
        "H13",
        "The agent is logged in at both sites at once, as their SIP Servers have it.",
        Standing.ACCEPTED,
        None,
        Evidence(
            replace(_NO_PHONE, auto_restore=False),
            "logged_in_at_one_site_only_as_sip_server_has_it",
            Verdict.REFUTED,
        ),
        "Accepted: a log-out cannot be sent without a link, so a partition leaves a login behind"
        " (A38).  A move that closes its link leaves none (SES-16).",
    ),
)
"""Every hazard, in order; H1 to H8 come from the interpretations, the others from the check."""
