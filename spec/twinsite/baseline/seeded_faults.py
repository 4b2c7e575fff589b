"""Seeded faults: wrong declarations, each of which breaks a property that nothing else breaks.

A property that a recorded mutant or a variant breaks needs none.  The record names of each
mutant only what kills it first; here stand mutants that break a property all the same.  Small
profiles are enough, since a fault shows within a few steps.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeededFault:
    """A wrong declaration that breaks a property."""

    prop: str
    """The name of the property."""
    profile: str
    """The name of the profile under which it shows."""
    what: str
    """What is wrong, in a sentence."""
    mutant: str = ""
    """The id of the mutant; empty where a test makes the fault, since no single mutant is it."""


SEEDED_FAULTS: tuple[SeededFault, ...] = (
    SeededFault(
        "logs_in_only_where_it_is_not_logged_in",
        "bc/no-phone",
        "A request for Ready logs the agent in once more.",
    ),
    SeededFault(
        "a_link_that_stays_lost_moves_the_desktop",
        "bc/no-phone",
        "The switchover timeout does nothing at the preferred site.",
        "SiteSelection.switchover_timeout_elapsed@preferred_lost#1: removed",
    ),
    SeededFault(
        "never_stuck_while_both_sites_are_down",
        "bc/no-phone",
        "The switchover timeout does nothing at the peer site.",
        "SiteSelection.switchover_timeout_elapsed@peer_lost#1: removed",
    ),
    SeededFault(
        "no_endless_ping_pong",
        "bc/no-phone",
        "The switchover timeout of a start is not over when it has elapsed.",
        "SiteSelection.switchover_timeout_elapsed@starting#1: leads to starting",
    ),
    SeededFault(
        "a_phone_that_stays_lost_moves_the_desktop",
        "bc/hard-phone",
        "The wait for the phone never ends.",
        "PhoneWatch.phone_wait_elapsed@waiting#1: removed",
    ),
    SeededFault(
        "the_phone_registers_at_the_peer_site",
        "bc/endpoint",
        "A REGISTER that has failed is never repeated.",
        "Registration.next_attempt_due@waiting_for_retry#1: removed",
    ),
    SeededFault(
        "no_423_comes_from_a_peer_registrar_out_of_service",
        "bc/endpoint",
        "A registrar that is out of service answers 423.",
        "Registration.interval_too_brief@registering#1: guard dropped",
    ),
    SeededFault(
        "a_pending_restoration_ends",
        "bc+auto+restore/no-phone",
        "The closing of the last window is not noticed by the restoration.",
        "Restoration.all_windows_closed@pending#1: removed",
    ),
    SeededFault(
        "who_was_ready_ends_up_ready",
        "bc+restore/no-phone",
        "The restoration of Ready is asked of nobody.",
        "Session.restore_ready@not_ready#1: removed",
    ),
    SeededFault(
        "the_phone_moves_only_after_its_whole_wait",
        "bc/endpoint",
        "A phone that is lost moves the desktop at once.",
    ),
    SeededFault(
        "no_call_of_the_peer_site_is_refused_without_need",
        "bc/endpoint",
        "The endpoint refuses the calls of the current site, and takes those of the other one.",
        "Endpoint.invite_received@listening#1: serves_current_site flipped",
    ),
    SeededFault(
        "a_refused_call_is_no_call",
        "bc/endpoint",
        "The endpoint refuses each call and takes it all the same.",
    ),
    SeededFault(
        "who_asks_gets_the_configuration",
        "start-up/bc/nodes-1",
        "The pass does not tell that its last node has failed.",
        "BootstrapPass.connection_failed@trying_first#2: removed",
    ),
)
"""Every seeded fault, one a property."""
