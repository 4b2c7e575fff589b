"""From the moments of a story to its chart."""

from collections.abc import Sequence

from twinsite_charts.model import Chart, Message, Move, Note, Row
from twinsite_desktop.demo.chart import Lane, clock, fold, seconds
from twinsite_desktop.demo.notes import end_words, move_words, notes
from twinsite_desktop.demo.play import Moment
from twinsite_desktop.demo.scenario import Scenario
from twinsite_desktop.demo.words import cause_messages, command_message
from twinsite_desktop.settings import Phone, Settings
from twinsite_desktop.sites import Site


def tell(scenario: Scenario, moments: Sequence[Moment]) -> Chart:
    """Return the chart of a scenario that was played; there must be at least one moment."""
    return Chart(
        title=scenario.title,
        sentence=scenario.sentence,
        lanes=tuple(Lane),
        rows=fold([_row(moment) for moment in moments]),
        remarks=_constants(scenario.settings),
        legend="Times are from the start of the session.",
        striped=Lane.DESKTOP,
        stripes=tuple(f"works at the {site} site" for site in Site),
        end=f"At {clock(scenario.until)} {end_words(moments[-1].after)}",
    )


def _row(moment: Moment) -> Row:
    parts: list[Message | Note | Move] = [*cause_messages(moment.cause, moment.before)]
    why = move_words(moment)
    if why:
        site = moment.after.site.here
        parts += [Move(f"now at the {site} site", list(Site).index(site)), Note(why)]
    parts += [command_message(each, moment.before) for each in moment.commands]
    parts += map(Note, notes(moment))
    return Row(clock(moment.at), tuple(parts))


def _constants(settings: Settings) -> tuple[str, ...]:
    lengths = settings.lengths
    release = ".".join(map(str, settings.release))
    switches = ", ".join(
        f"{name} {'on' if is_on else 'off'}"
        for name, is_on in (
            ("business continuity", settings.business_continuity),
            ("auto-restore", settings.auto_restore),
            ("restore-agent-state", settings.restore_agent_state),
            ("is-auto-ready", settings.auto_ready),
        )
    )
    phone = {
        Phone.WORKSPACE_ENDPOINT: "Workspace SIP Endpoint",
        Phone.HARD_PHONE: "hard phone",
        Phone.NONE: "no phone to watch",
    }[settings.phone]
    times = [
        f"timeout {seconds(lengths.switchover)}",
        f"wait for the phone {seconds(lengths.phone_wait)}",
        f"retry delay {seconds(lengths.retry_delay)}",
        f"reg_timeout {seconds(lengths.reg_timeout)}",
    ]
    interpretations = ", ".join(
        sorted(interpretation.value for interpretation in settings.interpretations)
    )
    return (
        f"Release {release}, {phone}: {switches}.",
        f"Lengths: {', '.join(times)}.",
        *(
            (f"Interpretations that are not the recommended ones: {interpretations}.",)
            if interpretations
            else ()
        ),
    )
