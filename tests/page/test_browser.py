"""The page in a real browser, opened from a file."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from page.conftest import Open
from page.test_story import FAILURE
from twinsite.baseline.records import read
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.traces import retrace
from twinsite.export.tables.tables import DrillEntry, DrillLine
from twinsite.model.composition import desktop
from twinsite.model.profile import Part, Profile
from twinsite.model.whole import Parts
from twinsite.page.assemble import page as page_of
from twinsite.page.diagrams import drawings
from twinsite.page.traces import as_far_as_possible, write_page
from twinsite.report.tables.describe import Described, describe

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
DEFECT = ROOT / "diagrams" / "known-defect.json"
VOICE = ("bc+auto+restore/endpoint", "bc/no-phone", "bc+auto+restore/endpoint/8.5.105.11")
ADDRESS = f"#events={','.join(FAILURE)}"


@cache
def html_of(*names: str) -> str:
    return html(*(Described(Profile.parse(name)) for name in names))


def html(*profiles: Described, drills: tuple[DrillEntry, ...] = ()) -> str:
    tables = describe(profiles, drills)
    return page_of(tables, drawings(tables.charts))


def take(page: Any, *events: str) -> None:
    for event in events:
        page.locator(f'[data-key="do {event}"]').first.click()


def lit(page: Any) -> list[str]:
    """Return the present state of every machine, as it is lit."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.machine .lit')].map((each) => each.id)"
    )
    return found


def states_after(profile: str, events: list[str]) -> list[str]:
    """Return what must be lit after events, by Python."""
    system = desktop(Profile.parse(profile))
    state = system.initial
    for step in retrace(system, map(Event.parse, events)):
        state = step.after
    machines = zip(system.instances, state, strict=True)
    return [f"m{n}-state-{i.machine.states.index(s)}" for n, (i, s) in enumerate(machines)]


def test_a_walk_lights_the_states_of_python_and_shows_what_changed(opened: Open) -> None:
    page = opened(html_of(*VOICE))
    for number, event in enumerate(FAILURE, 1):
        take(page, event)
        page.get_by_role("heading", name=f"Step {number}").wait_for()
    assert lit(page) == states_after(VOICE[0], FAILURE)
    changed = page.locator(".changed")
    assert "servers at preferred both in service → none in service" in changed.inner_text()
    assert "probe" not in changed.locator(".changes").inner_text()
    assert page.locator(".sequence ol > li").count() == len(FAILURE)
    assert page.title() == "Step 8: the whole site fails · twinsite"


def test_the_back_button_takes_a_step_back(opened: Open) -> None:
    page = opened(html_of(*VOICE))
    take(page, *FAILURE[:3])
    page.go_back()
    page.get_by_role("heading", name="Step 2").wait_for()
    page.go_forward()
    page.get_by_role("heading", name="Step 3").wait_for()
    assert lit(page) == states_after(VOICE[0], FAILURE[:3])


def test_an_address_shows_the_same_to_somebody_else(opened: Open) -> None:
    first = opened(html_of(*VOICE))
    take(first, *FAILURE)
    first.get_by_text("Lengths of the timers").click()
    first.locator('[data-key="length disaster-recovery.timeout "]').fill("75")
    first.locator('[data-key="length disaster-recovery.timeout "]').press("Tab")
    first.get_by_role("button", name="Until the next timer").click()
    first.get_by_text("Lengths of the timers").click()
    address = first.evaluate("location.hash")
    other = opened(html_of(*VOICE), address)
    assert other.locator("main").inner_text() == first.locator("main").inner_text()


@pytest.mark.heavy
def test_the_drawings_are_lines_and_the_present_state_is_filled(opened: Open) -> None:
    page = opened(html_of(VOICE[1]))

    def fill(which: str) -> str:
        return str(page.locator(which).first.evaluate("(each) => getComputedStyle(each).fill"))

    other = fill(".machine g[id*=state]:not(.lit) rect")
    assert len({fill(".machine .lit rect"), other, "rgb(0, 0, 0)"}) == 3
    assert fill(".machine g[id*=arrow] path") == "none"
    page.get_by_role("link", name="call", exact=True).click()
    assert fill(".entry g[id*=arrow] path") == "none"
    assert fill(".entry g[id*=state] rect") == other


def test_an_address_of_another_version_is_shown_as_far_as_it_goes(opened: Open) -> None:
    page = opened(html_of(*VOICE), "#events=session.log_in_requested,session.agent_ready,x.y")
    assert (
        "Step 2, “session.agent_ready”, is not possible there" in page.locator("main").inner_text()
    )
    page.get_by_role("heading", name="Step 1").wait_for()
    other = opened(html_of(*VOICE), "#profile=bc/other&events=a.b")
    assert "twinsite page --profile 'bc/other'" in other.locator("#problem").inner_text()


def test_why_not_tells_the_machine_and_finds_the_shortest_way(opened: Open) -> None:
    page = opened(html_of(*VOICE), ADDRESS)
    page.get_by_text("Not possible now").click()
    page.get_by_role("button", name="Why not: the agent asks for Ready").click()
    because = page.locator(".because")
    assert "agent is “Ready”. It comes only when that is “NotReady”." in because.inner_text()
    because.get_by_role("button").click()
    page.get_by_role("button", name="Take these steps").click()
    page.locator('[data-key="do session.ready_requested"]').wait_for()


def test_an_answer_is_shown_where_it_was_asked_for(opened: Open) -> None:
    """The list of events stays where it is, so that nobody loses the place."""
    page = opened(html_of(*VOICE), ADDRESS)
    page.get_by_text("Not possible now").click()
    last = page.locator(".why").last
    last.scroll_into_view_if_needed()
    at = page.locator(".events").evaluate("(each) => each.scrollTop")
    assert at > 0
    last.click()
    page.locator(".because").wait_for()
    assert page.locator(".events").evaluate("(each) => each.scrollTop") == at


@pytest.mark.heavy
def test_why_not_tells_the_predicate(opened: Open) -> None:
    page = opened(html_of("bc/no-phone"), "#events=servers_preferred.site_failed")
    page.get_by_text("Not possible now").click()
    page.locator('[data-key="why link.connection_accepted"]').click()
    told = page.locator(".because").inner_text()
    assert "It is not so: “The primary server of the current site is in service.”" in told
    assert "because" in told
    assert "servers at preferred is “none in service”" in told
    page.locator(".timing").get_by_role("link", name="disaster-recovery.timeout").click()
    page.locator(".entry").get_by_text("How long the connection").wait_for()
    page.go_back()
    page.locator(".because").get_by_role("link", name="primary_in_service_here").click()
    page.locator("#primary_in_service_here").wait_for()


def test_a_goal_is_found_and_an_impossible_one_is_told(opened: Open) -> None:
    page = opened(html_of("bc/no-phone"))
    goal = page.get_by_label("A state in which")
    goal.fill("session.ready and windows_open and at_peer")
    goal.press("Enter")
    page.get_by_role("button", name="Take these steps").click()
    page.get_by_text("at the peer site").first.wait_for()
    page.get_by_role("button", name="Start anew").click()
    goal.fill("logged_in and session.forced_out")
    goal.press("Enter")
    told = page.locator(".found").get_by_text("Impossible.")
    told.wait_for()
    assert "all 138,432 states" in page.locator(".found").inner_text()
    assert "2 machines on which it does not depend stood still" in told.locator("..").inner_text()
    goal.fill("wibble")
    goal.press("Enter")
    assert "neither a state nor a predicate" in page.locator(".found").inner_text()


def test_the_bounds_of_a_drill_are_looked_up(opened: Open) -> None:
    lines = (
        DrillLine(what="loss noticed", requirement="LINK-03", when="0 s to 20 s", because="ADDP"),
        DrillLine(what="Ready again", requirement="REST-02", when="never", because="<b>why</b>"),
        DrillLine(
            what="returns", requirement="RET-01", when="never it is off", because="it is off"
        ),
    )
    entry = DrillEntry(id="An<i>na: X & Y fails", assumed="ADDP timeout 10 s", failure=lines)
    page = opened(html(Described(Profile.parse(VOICE[1])), drills=(entry,)), "#view=look")
    page.get_by_role("link", name="When (1)").click()
    told = page.locator(".entry").inner_text()
    assert told.startswith("An<i>na: X & Y fails")
    assert "0 s to 20 s after the failure: ADDP" in told
    assert "never after the failure: <b>why</b>" in told
    assert "never after the failure: it is off" in told
    page.get_by_role("link", name="REST-02").click()
    page.locator("#REST-02").wait_for()
    page.go_back()
    page.get_by_role("link", name="An<i>na: X & Y fails").click()
    assert page.locator(".entry").count() == 1
    assert "Exact bounds; assumed: ADDP timeout 10 s." in page.locator(".entry").inner_text()
    without = opened(html_of(VOICE[1]), "#view=look")
    assert without.get_by_role("link", name="When").count() == 0


def test_two_cursors_go_their_own_ways(opened: Open) -> None:
    page = opened(html_of(*VOICE), ADDRESS)
    page.get_by_role("button", name="What if").click()
    second = page.locator(".cursor").nth(1)
    second.get_by_label("Profile").select_option(VOICE[2])
    second.locator('[data-key="do servers_preferred.site_returned"]').click()
    second.get_by_role("heading", name="Step 9").wait_for()
    page.keyboard.press("n")
    second.get_by_role("heading", name="Step 10").wait_for()
    page.keyboard.press("ArrowLeft")
    second.get_by_role("heading", name="Step 9 of 10").wait_for()
    page.locator(".cursor").nth(0).get_by_role("heading", name="Step 8").wait_for()
    page.keyboard.press("ArrowLeft")
    second.get_by_role("heading", name="Step 8 of 10").wait_for()
    page.keyboard.press("ArrowRight")
    differ = page.locator(".differ").inner_text()
    assert "servers at preferred	none in service	both in service" in differ
    assert VOICE[2] in differ
    second.get_by_role("button", name="Close").click()
    assert page.locator(".cursor").count() == 1


@pytest.mark.heavy
def test_a_page_of_a_trace_begins_with_it(opened: Open, tmp_path: Path) -> None:
    profiles = [Profile.parse("stat/bc/pair"), Profile.parse("stat/bc/pair/A2=continues")]
    events = [Event("link", "connection_accepted"), Event("link", "connection_dropped")]
    write_page(tmp_path / "trace.html", [as_far_as_possible(each, events) for each in profiles])
    page = opened(tmp_path / "trace.html")
    assert page.get_by_role("heading", name="Step 2").count() == 2
    assert [each.input_value() for each in page.get_by_label("Profile").all()] == [
        profile.name for profile in profiles
    ]
    assert "profile2=stat/bc/pair/A2%3Dcontinues" in page.evaluate("location.hash")


@pytest.mark.heavy
def test_an_example_is_followed_step_by_step(opened: Open) -> None:
    """In the page that is kept beside the diagrams, too, whose timers have other lengths."""
    page = opened(ROOT / "diagrams" / "two-sites.html")
    page.get_by_role("button", name="The preferred site fails during a call").click()
    page.get_by_role("heading", name="Step 1 of 16").wait_for()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="Step 16", exact=True).wait_for()
    assert "at the peer site" in page.locator(".where").inner_text()


@pytest.mark.heavy
def test_the_complete_desktop_is_walked(opened: Open) -> None:
    parts = Parts(Profile(), Profile(part=Part.STAT), Profile(part=Part.CONFIG))
    page = opened(html(Described(parts)))
    take(page, "start_up_start_up.start_requested")
    take(page, "start_up_bootstrap_preferred.connection_accepted")
    take(page, "start_up_start_up.configuration_arrived")
    take(page, "stat_link.connection_accepted", "cluster_preferred.site_failed")
    picture = page.locator(".picture")
    picture.get_by_text("✕ Stat primary").wait_for()
    assert "Stat to preferred Stat primary: down" in picture.get_attribute("aria-label")
    goal = page.get_by_label("A state in which")
    goal.fill("voice_session.ready")
    goal.press("Enter")
    page.get_by_role("button", name="Take these steps").click()
    picture.get_by_text("Ready", exact=True).wait_for()


@pytest.mark.heavy
def test_one_connection_leads_to_the_picture_of_all(opened: Open) -> None:
    stat = Profile(part=Part.STAT)
    parts = Parts(Profile(), stat, Profile(part=Part.CONFIG))
    text = html(Described(parts), Described(stat), Described(Profile.parse(VOICE[1])))
    page = opened(text, f"#profile={stat.name}&events=link.connection_accepted")
    page.get_by_role("heading", name="Step 1").wait_for()
    assert page.locator(".picture").get_by_text("Config primary").count() == 0
    page.get_by_role("button", name="All connections in one picture", exact=True).click()
    page.get_by_role("heading", name="The start").wait_for()
    assert page.locator(".problem:not(:empty)").count() == 0
    for server in ("SIP primary", "Stat primary", "Config primary"):
        page.locator(".picture").get_by_text(server).first.wait_for()
    assert page.get_by_role("button", name="All connections in one picture").count() == 0
    page.get_by_label("Profile").select_option(VOICE[1])
    page.get_by_role("button", name=f"one picture, with the profile {VOICE[0]}").click()
    page.get_by_role("button", name="The desktop starts, and then the preferred site").click()
    page.get_by_role("heading", name="Step 1 of 20").wait_for()
    alone = opened(html_of(VOICE[1]))
    alone.get_by_text("“twinsite page” writes a page with all of them side by side.").wait_for()


@pytest.mark.heavy
def test_a_trace_is_dropped_on_the_page(opened: Open) -> None:
    page = opened(html_of(*VOICE))
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "trace.json", { type: "application/json" }));
          dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
        }""",
        DEFECT.read_text(encoding="utf-8"),
    )
    page.get_by_role("heading", name="Step 11").wait_for()
    assert page.get_by_label("Profile").input_value() == VOICE[2]


def test_a_saved_trace_is_opened(opened: Open) -> None:
    page = opened(html_of(*VOICE))
    page.get_by_label("Open a saved trace").set_input_files(DEFECT)
    page.get_by_role("heading", name="Step 11").wait_for()
    assert page.get_by_label("Profile").input_value() == VOICE[2]
    page.get_by_label("Open a saved trace").set_input_files(ROOT / "pyproject.toml")
    page.get_by_text("pyproject.toml is no JSON.").wait_for()


def test_everything_is_reached_by_keyboard(opened: Open) -> None:
    page = opened(html_of(*VOICE))
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Step 1").wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("heading", name="The start").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="Step 1").wait_for()
    page.keyboard.press("n")
    page.get_by_role("heading", name="Step 2").wait_for()
    page.keyboard.press("l")
    page.keyboard.press("/")
    page.keyboard.type("SITE-03")
    page.locator("#SITE-03").wait_for()
    page.keyboard.press("Tab")
    focus = "document.activeElement.tagName + document.activeElement.textContent"
    assert page.evaluate(focus).startswith("ARequirements")


@pytest.mark.heavy
def test_the_focus_stays_where_the_user_is(opened: Open) -> None:
    page = opened(html_of(*VOICE))
    again = page.locator('[data-key="do session.old_session_answered"]')
    again.focus()
    again.press("Enter")
    page.get_by_role("heading", name="Step 1").wait_for()
    key = "document.activeElement.dataset.key"
    assert page.evaluate(key) == "do session.old_session_answered"
    page.locator('[data-key="do session.log_in_requested"]').press("Enter")
    page.get_by_role("heading", name="Step 2").wait_for()
    assert page.evaluate(key) == "head "
    assert "Step 2: the agent asks to be logged in" in page.locator("#said").inner_text()


@pytest.mark.heavy
def test_what_stands_behind_is_looked_up(opened: Open) -> None:
    page = opened(html_of(*VOICE), "#view=look&id=REST-02")
    entry = page.locator("#REST-02")
    assert "8.5.105.12" in entry.inner_text() or "closed" in entry.inner_text()
    entry.get_by_role("link", name="Restoration", exact=True).click()
    page.locator("#Restoration").wait_for()
    page.get_by_label("Look up").fill("restoration windows release")
    assert page.locator(".entry").count() > 0
    page.get_by_label("Look up").fill("zzzz")
    page.get_by_text("0 entries with “zzzz”.").wait_for()
    page.get_by_role("link", name="Hazards (").click()
    assert page.locator(".entry").count() == 13


@pytest.mark.heavy
def test_a_difference_is_walked_side_by_side(opened: Open) -> None:
    (name,) = [name for name in read("comparisons") if name.startswith("A14=")]
    record = read("comparisons")[name]
    page = opened(
        html_of(record["base"], record["other"]), f"#view=look&id={name.replace(' ', '%20')}"
    )
    page.get_by_role("button", name="Walk both").click()
    assert page.locator(".cursor").count() == 2


SCREENS = {
    "the start": "",
    "a failure": ADDRESS,
    "two cursors": f"{ADDRESS}&profile2=bc/no-phone&at=4",
    "a search": "#view=look&find=window",
    "a machine": "#view=look&id=Session",
    "the help": "#view=help",
}


@pytest.mark.parametrize(
    ("screen", "scheme"),
    [
        pytest.param(
            screen,
            scheme,
            marks=[] if (screen, scheme) == ("a failure", "light") else [pytest.mark.heavy],
        )
        for screen in SCREENS
        for scheme in ("light", "dark")
    ],
)
def test_axe_finds_nothing(opened: Open, screen: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(html_of(*VOICE), SCREENS[screen], color_scheme=scheme)
    if screen == "a failure":
        page.get_by_text("Not possible now").click()
        page.locator(".why").first.click()
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        *(pytest.param(each, marks=pytest.mark.heavy) for each in ("", "#view=look&id=SITE-03")),
    ],
)
def test_it_fits_a_phone(opened: Open, address: str) -> None:
    page = opened(html_of(*VOICE), address, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


MOVED = """() => new Promise((told) => {
  let moved = 0;
  const watch = (list) => list.getEntries().forEach((each) => (moved += each.value));
  new PerformanceObserver(watch).observe({ type: 'layout-shift', buffered: true });
  const painted = () => setTimeout(() => told(moved));
  requestAnimationFrame(() => requestAnimationFrame(painted));
})"""


@pytest.mark.heavy
def test_nothing_moves_while_the_page_is_begun(opened: Open) -> None:
    """What is painted before the tables are unpacked stays where it is."""
    page = opened(html_of(*VOICE))
    assert page.evaluate(MOVED) == 0
    page.evaluate("document.querySelector('.top').style.marginTop = '9rem'")
    assert page.evaluate(MOVED) > 0


@pytest.mark.parametrize("width", [320, 390, 760, 1024, 1440])
def test_nothing_is_wider_than_the_screen(opened: Open, width: int) -> None:
    """Also where the desktop is the last lane, and words stand beside a mark on it."""
    events = "cluster_preferred.site_failed,site.switchover_timeout_elapsed"
    size = {"width": width, "height": 844}
    page = opened(html_of("stat/bc/cluster-2"), f"#events={events}", viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_what_was_walked(opened: Open) -> None:
    page = opened(html_of(*VOICE), ADDRESS)
    page.emulate_media(media="print")
    assert page.locator(".sequence").is_visible()
    assert page.locator(".printed").is_visible()
    assert page.locator(".printed").inner_text() == VOICE[0]
    assert not page.locator(".event").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>document.title='x'</script>",
    "Jürgen Müßig",
)


def test_nothing_of_a_deployment_is_markup(opened: Open) -> None:
    agents = Described(Profile.parse("bc/no-phone"), agents=HOSTILE, notes=("a <b>note</b> &amp;",))
    page = opened(html(agents))
    shown = page.get_by_label("Profile").inner_text()
    assert all(name in shown for name in HOSTILE)
    assert page.locator("img").count() == 0
    assert page.title() == "Walk · twinsite"
    page.get_by_text("Notes on this profile").click()
    page.get_by_text("a <b>note</b> &amp;", exact=True).wait_for()


@pytest.mark.heavy
def test_a_hostile_address_is_no_markup(opened: Open) -> None:
    page = opened(
        html_of("bc/no-phone"), "#view=look&id=%3Cimg%20src=x%3E&events=%3Cb%3E.x&%E0%A4%A="
    )
    assert page.locator("img").count() == 0
    assert "There is no “<img src=x>” in this file." in page.locator("#results").inner_text()


def test_only_what_was_written_runs(opened: Open) -> None:
    """A script that is put in is refused by the policy, and so is a changed one."""
    page = opened(html_of("bc/no-phone"))
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
        "document.body.append(s)"
    )
    assert page.evaluate("window.hacked") is None
    assert "Content Security Policy" in page.complaints.pop()
    changed = html_of("bc/no-phone").replace("SIGNAL_LIMIT = 64", "SIGNAL_LIMIT = 65")
    page = opened(changed)
    assert page.locator(".cursor").count() == 0
    assert page.locator("#problem").inner_text() == "load is not defined"
    assert any("Content Security Policy" in told for told in page.complaints)
    page.complaints.clear()


@cache
def witnesses() -> dict[str, tuple[str, list[str]]]:
    found = read("witnesses")["witnesses"]
    traces = {}
    for name, entry in found.items():
        events = list(map(Event.parse, entry["events"]))
        if "mutant" in entry:  # its last step is one of a mutant
            events.pop()
        shown = as_far_as_possible(Profile.parse(entry["profile"]), events)
        assert len(shown.events) == len(events), name
        traces[name] = (entry["profile"], list(map(str, events)))
    return traces


def replays(opened: Open, names: list[str]) -> None:
    """Show traces one after the other, and compare what is lit in the end with Python."""
    known = witnesses()
    profiles = dict.fromkeys(known[name][0] for name in names)
    page = opened(html_of(*profiles))
    for name in names:
        profile, events = known[name]
        page.evaluate(f"location.hash = '#profile={profile}&events={','.join(events)}'")
        heading = f"Step {len(events)}" if events else "The start"
        page.get_by_role("heading", name=heading, exact=True).wait_for()
        shown = page.evaluate("document.querySelector('select').value")
        assert shown == profile
        assert lit(page) == states_after(profile, events), name


def test_pinned_traces_lead_to_their_ends(opened: Open) -> None:
    replays(opened, list(witnesses())[::60])


@pytest.mark.heavy
def test_every_pinned_trace_leads_to_its_end(opened: Open) -> None:
    replays(opened, list(witnesses()))
