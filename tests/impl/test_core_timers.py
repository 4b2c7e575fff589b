"""The core handles its deadlines exactly, whenever it is called."""

import math

import pytest

from twinsite_desktop import Connection, Lengths, Part, Phone, Settings, StartUp, VoiceConnection
from twinsite_desktop import core as core_of
from twinsite_desktop import events as e
from twinsite_desktop.commands import Connect, ConnectProbe, Register
from twinsite_desktop.errors import WrongEventError
from twinsite_desktop.link import Phase
from twinsite_desktop.phone import WAIT, Watch
from twinsite_desktop.registration import Binding
from twinsite_desktop.settings import Interpretation
from twinsite_desktop.site_selection import TIMEOUT, Loss
from twinsite_desktop.sites import BACKUP, PRIMARY, Site
from twinsite_desktop.timers import Deadline, Due

STAT = Settings(part=Part.STAT)
LINK_ONLY = Settings(phone=Phone.NONE)
RECONNECTION, RETRY = Deadline(Due.RECONNECTION), Deadline(Due.RETRY)


def linked(settings: Settings = STAT, *, at: float = 0.0) -> Connection:
    """Return a connection that is linked to the preferred site."""
    core = core_of(settings, now=at)
    assert isinstance(core, Connection)
    core.receive(e.ConnectionAccepted(), now=at)
    core.take_commands()
    return core


def dropped(settings: Settings = STAT, *, at: float = 10.0) -> Connection:
    """Return a connection that has lost its link, at a moment."""
    core = linked(settings)
    core.receive(e.ConnectionDropped(), now=at)
    return core


def at_peer(core: Connection) -> bool:
    """Return whether a connection works at the peer site."""
    return core.site.here is Site.PEER


def jump(core: Connection, *, until: float) -> list[float]:
    """Handle every deadline up to a moment; return when there was one."""
    moments = []
    while (at := core.next_timer()) is not None and at <= until:
        moments.append(at)
        core.handle_timer(now=at)
    return moments


# Early, late, twice.


def test_a_call_that_is_early_changes_nothing() -> None:
    core = dropped()
    core.handle_timer(now=10.0)  # the random delay of 0 s
    before = core.copy()
    core.handle_timer(now=math.nextafter(70.0, 0.0))
    assert core.parts == before.parts
    assert core.out.deadlines == before.out.deadlines
    assert core.next_timer() == 70.0


def test_a_deadline_falls_due_at_its_very_moment() -> None:
    """SITE-03: after the whole of disaster-recovery.timeout, and not before."""
    core = dropped()
    core.handle_timer(now=10.0)
    core.handle_timer(now=70.0)
    assert at_peer(core)


def test_a_deadline_that_is_handled_twice_has_its_effect_once() -> None:
    core = dropped()
    core.handle_timer(now=70.0)
    core.take_commands()
    before = core.copy()
    core.handle_timer(now=70.0)
    assert core == before
    assert not core.take_commands()


def test_a_call_that_is_late_handles_everything_that_was_due() -> None:
    core = VoiceConnection(Settings(lengths=Lengths(register_timeout=5, phone_wait=400)))
    core.take_commands()
    core.handle_timer(now=100.0)
    registrations = core.phone.registrations.values()
    assert [each.binding for each in registrations] == [Binding.WAITING] * 2
    assert at_peer(core)


def test_after_a_late_call_the_next_deadline_runs_from_the_call() -> None:
    """The core knows the time of its caller only: it does not make up for lateness."""
    core = dropped()
    core.handle_timer(now=100.0)
    assert core.out.deadlines[TIMEOUT] == 160.0


def test_a_late_call_does_not_handle_what_it_starts_itself() -> None:
    core = dropped()
    core.handle_timer(now=1000.0)
    assert at_peer(core)
    assert jump(core, until=1060.0) == [1060.0]
    assert not at_peer(core)


def test_a_moment_that_is_past_is_still_told() -> None:
    core = dropped()
    core.handle_timer(now=10.0)
    core.receive(e.ConnectionFailed(), now=500.0)
    assert core.next_timer() == 70.0


# Two at once.


def test_of_two_deadlines_at_one_moment_the_switchover_comes_first() -> None:
    """The next pass, due at the same moment, is one at the new site only."""
    core = dropped(Settings(part=Part.STAT, lengths=Lengths(switchover=20.0, retry_delay=20.0)))
    core.handle_timer(now=10.0)
    core.receive(e.ConnectionFailed(), now=10.0)
    core.receive(e.ConnectionFailed(), now=10.0)
    core.take_commands()
    assert {TIMEOUT, RETRY} == {d for d, at in core.out.deadlines.items() if at == 30.0}
    core.handle_timer(now=30.0)
    assert core.take_commands() == [Connect(Site.PEER, PRIMARY)]
    assert core.out.deadlines == {TIMEOUT: 50.0}


def test_one_cause_leads_to_one_switchover() -> None:
    """SITE-06: the timeout and the wait for the phone fall due together, and it moves once."""
    lengths = Lengths(switchover=30.0, phone_wait=30.0)
    core = VoiceConnection(Settings(lengths=lengths))
    core.receive(e.RegisterAccepted(Site.PEER), now=0.0)
    assert core.out.deadlines[TIMEOUT] == core.out.deadlines[WAIT] == 30.0
    core.handle_timer(now=30.0)
    assert at_peer(core)
    assert core.phone.watch is Watch.SATISFIED
    assert WAIT not in core.out.deadlines


def test_the_registrations_of_both_sites_fall_due_together_and_the_preferred_comes_first() -> None:
    core = linked(Settings())
    for site in Site:
        core.receive(e.RegisterAccepted(site), now=1.0)
    core.take_commands()
    core.handle_timer(now=3601.0)
    assert core.take_commands() == [Register(Site.PREFERRED), Register(Site.PEER)]


@pytest.mark.parametrize("order", [(Due.RETRY, Due.SWITCHOVER), (Due.SWITCHOVER, Due.RETRY)])
def test_the_order_in_which_deadlines_were_started_does_not_matter(order: tuple[Due, Due]) -> None:
    core = dropped(LINK_ONLY)
    core.handle_timer(now=10.0)
    for due in order:
        core.out.stop(Deadline(due))
    for due in order:
        core.out.start(Deadline(due), 5.0)
    core.handle_timer(now=15.0)
    assert at_peer(core)
    assert RETRY not in core.out.deadlines


def test_of_two_deadlines_in_a_late_call_the_earlier_one_comes_first() -> None:
    """The next pass at the old site begins, and is given up with the site."""
    core = dropped()
    core.handle_timer(now=10.0)
    core.receive(e.ConnectionFailed(), now=13.0)
    core.receive(e.ConnectionFailed(), now=16.0)
    core.take_commands()
    core.handle_timer(now=70.0)
    assert [c for c in core.take_commands() if isinstance(c, Connect)] == [
        Connect(Site.PREFERRED, PRIMARY),
        Connect(Site.PEER, PRIMARY),
    ]


# Exact seconds.


def test_moments_are_exact_whatever_the_clock_shows() -> None:
    for start in (0.0, 0.1, 1e6, -50.0):
        core = linked(at=start)
        core.receive(e.ConnectionDropped(), now=start + 0.5)
        assert core.out.deadlines[TIMEOUT] == start + 0.5 + 60.0


def test_every_length_is_the_one_of_the_settings() -> None:
    lengths = Lengths(
        switchover=1.5,
        phone_wait=2.5,
        reconnection_delay=3.5,
        retry_delay=4.5,
        reg_timeout=5.5,
        refresh_margin=6.5,
        register_timeout=7.5,
    )
    core = linked(Settings(lengths=lengths))
    assert isinstance(core, VoiceConnection)
    assert core.out.deadlines[WAIT] == 2.5
    assert core.out.deadlines[Deadline(Due.REGISTER_TIMEOUT, Site.PEER)] == 7.5
    core.receive(e.RegisterAccepted(Site.PEER), now=1.0)
    assert core.out.deadlines[Deadline(Due.REFRESH, Site.PEER)] == 6.5
    core.receive(e.RegisterRefused(Site.PREFERRED), now=1.0)
    assert core.out.deadlines[Deadline(Due.NEXT_ATTEMPT, Site.PREFERRED)] == 6.5
    core.receive(e.ConnectionDropped(), now=2.0)
    assert core.out.deadlines[TIMEOUT] == 3.5
    assert core.out.deadlines[RECONNECTION] == 5.5


def test_a_refresh_has_two_deadlines_and_the_answer_ends_both() -> None:
    """REG-04, REG-06."""
    core = VoiceConnection(Settings(lengths=Lengths(reg_timeout=50.0, phone_wait=500.0)))
    core.receive(e.ConnectionAccepted(), now=0.0)
    core.receive(e.RegisterAccepted(Site.PREFERRED), now=0.0)
    assert jump(core, until=50.0) == [32.0, 50.0]  # Timer F at the peer site
    mine = {d.due: at for d, at in core.out.deadlines.items() if d.site is Site.PREFERRED}
    assert mine == {Due.REGISTER_TIMEOUT: 82.0, Due.EXPIRY: 110.0}
    core.receive(e.RegisterAccepted(Site.PREFERRED), now=51.0)
    mine = {d.due: at for d, at in core.out.deadlines.items() if d.site is Site.PREFERRED}
    assert mine == {Due.REFRESH: 101.0}


def test_a_binding_may_end_before_its_refresh_times_out() -> None:
    """REG-06, PHONE-01: the wait begins with the end of the binding."""
    core = VoiceConnection(Settings(lengths=Lengths(reg_timeout=50.0, refresh_margin=10.0)))
    core.receive(e.ConnectionAccepted(), now=0.0)
    for site in Site:
        core.receive(e.RegisterAccepted(site), now=0.0)
    jump(core, until=50.0)
    core.receive(e.RegisterAccepted(Site.PEER), now=50.5)
    assert jump(core, until=60.0) == [60.0]
    assert core.phone.registrations[Site.PREFERRED].binding is Binding.REGISTERING
    assert core.out.deadlines[WAIT] == 90.0
    jump(core, until=90.0)
    assert at_peer(core)


def test_both_sites_down_are_tried_in_turn_for_a_whole_timeout_each() -> None:
    """SITE-08."""
    core = dropped()
    moves = []
    here = core.site.here
    while (at := core.next_timer()) is not None and at <= 310.0:
        core.handle_timer(now=at)
        if core.site.here is not here:
            moves.append(at)
        here = core.site.here
    assert moves == [70.0, 130.0, 190.0, 250.0, 310.0]


# What ends a deadline.


@pytest.mark.parametrize("server", [PRIMARY, BACKUP])
def test_a_reconnection_ends_the_switchover_deadline(server: int) -> None:
    """SITE-02: to any server of the site; and a second loss starts it anew."""
    core = dropped()
    core.handle_timer(now=10.0)
    if server == BACKUP:
        core.receive(e.ConnectionFailed(), now=13.0)
    core.receive(e.ConnectionAccepted(), now=69.0)
    assert core.next_timer() is None
    core.handle_timer(now=70.0)
    assert (core.site.here, core.site.loss) == (Site.PREFERRED, Loss.LINKED)
    core.receive(e.ConnectionDropped(), now=100.0)
    assert core.out.deadlines[TIMEOUT] == 160.0


def test_a_switchover_ends_the_deadlines_of_the_old_link() -> None:
    """LINK-06."""
    core = dropped(Settings(part=Part.STAT, lengths=Lengths(reconnection_delay=90.0)))
    assert core.out.deadlines == {TIMEOUT: 70.0, RECONNECTION: 100.0}
    core.handle_timer(now=70.0)
    assert core.out.deadlines == {TIMEOUT: 130.0}


def test_a_phone_that_is_back_ends_its_wait() -> None:
    """PHONE-01."""
    core = VoiceConnection(Settings())
    core.receive(e.RegisterAccepted(Site.PREFERRED), now=29.0)
    assert WAIT not in core.out.deadlines


def test_the_return_ends_the_retry_of_the_probe() -> None:
    core = dropped(LINK_ONLY)
    jump(core, until=70.0)
    core.receive(e.ConnectionAccepted(), now=71.0)
    core.receive(e.ProbeFailed(), now=73.0)
    core.take_commands()
    assert core.next_timer() == 83.0
    core.handle_timer(now=83.0)
    assert core.take_commands() == [ConnectProbe()]
    core.receive(e.ProbeAccepted(), now=84.0)
    assert not at_peer(core)
    assert Deadline(Due.PROBE_RETRY) not in core.out.deadlines


def test_a_deadline_without_an_effect_is_not_told() -> None:
    """BC-02: without a peer site the timeout moves nothing, and nobody is called for it."""
    core = linked(Settings(part=Part.STAT, business_continuity=False))
    core.receive(e.ConnectionDropped(), now=10.0)
    assert jump(core, until=1e9) == [10.0]
    assert not at_peer(core)


def test_a_deadline_that_was_held_has_its_effect_as_soon_as_it_may() -> None:
    """A13=deferred: a call without control holds the desktop; its end lets go of it."""
    core = linked(
        Settings(
            phone=Phone.NONE, interpretations=frozenset({Interpretation.CALL_HOLDS_THE_DESKTOP})
        )
    )
    core.receive(e.LogInRequested(), now=1.0)
    core.receive(e.LogInAccepted(), now=1.0)
    core.receive(e.CallOffered(), now=2.0)
    core.receive(e.ConnectionDropped(), now=10.0)
    core.handle_timer(now=100.0)
    assert not at_peer(core)
    assert core.next_timer() is None
    core.receive(e.CallLost(), now=120.0)
    assert core.next_timer() == 70.0
    core.handle_timer(now=120.0)
    assert at_peer(core)


# Refused events.


@pytest.mark.parametrize(
    ("settings", "event"),
    [
        (STAT, e.LogInRequested()),
        (STAT, e.ProbeAccepted()),
        (LINK_ONLY, e.StartRequested()),
        (LINK_ONLY, e.DnOutOfService()),
        (LINK_ONLY, e.RegisterAccepted(Site.PEER)),
        (LINK_ONLY, e.RegisterAnsweredLate(Site.PEER)),
        (Settings(business_continuity=False), e.FlowFailed(Site.PEER)),
    ],
)
def test_a_refused_event_changes_nothing(settings: Settings, event: e.Event) -> None:
    core = dropped(settings)
    before = core.copy()
    with pytest.raises(WrongEventError, match="can't receive"):
        core.receive(event, now=20.0)
    assert core.parts == before.parts
    assert core.out.deadlines == before.out.deadlines
    assert core.take_commands() == before.take_commands()


def test_the_start_refuses_what_is_not_for_it_and_lets_time_pass() -> None:
    start = StartUp(Settings(part=Part.START_UP, nodes=2))
    start.receive(e.StartRequested(), now=0.0)
    before = start.copy()
    with pytest.raises(WrongEventError, match="start-up can't receive"):
        start.receive(e.LogInRequested(), now=1.0)
    start.handle_timer(now=1e9)
    assert start == before


@pytest.mark.parametrize(
    "event",
    [
        e.ConnectionAccepted(),
        e.ConnectionFailed(),
        e.LogInAccepted(),
        e.AgentReady(),
        e.ProbeAccepted(),
        e.RegisterAnsweredLate(Site.PREFERRED),
        e.CompanionSwitchedOver(),
    ],
)
def test_an_event_that_is_late_stops_and_starts_no_deadline(event: e.Event) -> None:
    """REG-05, SES-10."""
    core = linked(Settings())
    before = core.copy()
    core.receive(event, now=20.0)
    assert core.parts == before.parts
    assert core.out.deadlines == before.out.deadlines
    assert not core.take_commands()


# Copies.


@pytest.mark.parametrize("settings", [STAT, Settings(part=Part.STAT, nodes=3), Settings()])
def test_a_copy_is_equal_and_goes_its_own_way(settings: Settings) -> None:
    core = core_of(settings)
    assert isinstance(core, Connection)
    twin = core.copy()
    assert twin == core
    if settings.nodes:
        twin.receive(e.NodeChosen(1), now=0.0)
    twin.receive(e.ConnectionAccepted(), now=0.0)
    assert twin != core
    assert core.link.phase in (Phase.CHOOSING, Phase.TRYING)
    assert core.next_timer() is not None


def test_a_copy_shares_neither_deadlines_nor_commands_nor_registrations() -> None:
    core = VoiceConnection(Settings())
    twin = core.copy()
    twin.take_commands()
    twin.handle_timer(now=32.0)
    assert core == VoiceConnection(Settings())


def test_a_copy_does_the_same_at_the_same_moments() -> None:
    core = VoiceConnection(Settings(lengths=Lengths(reg_timeout=50.0)))
    twin = core.copy()
    assert jump(core, until=500.0) == jump(twin, until=500.0)
    assert core == twin


def test_cores_that_differ_in_a_deadline_are_not_equal() -> None:
    core = dropped()
    twin = core.copy()
    twin.out.start(TIMEOUT, 61.0)
    assert core != twin


def test_cores_of_different_parts_are_never_equal() -> None:
    stat, config = core_of(STAT), core_of(Settings(part=Part.CONFIG))
    assert stat != config
    assert stat != core_of(Settings())
    assert stat != core_of(Settings(part=Part.START_UP))
    assert core_of(Settings(part=Part.START_UP)) != stat


def test_a_core_cannot_be_hashed() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(core_of(STAT))
