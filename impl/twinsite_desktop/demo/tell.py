"""From the moments of a story to its chart."""

from collections.abc import Sequence

from twinsite_desktop.demo.chart import Chart, Row, clock, fold, seconds
from twinsite_desktop.demo.notes import end_words, move_words, notes
from twinsite_desktop.demo.play import Moment
from twinsite_desktop.demo.scenario import Scenario
from twinsite_desktop.demo.words import cause_messages, command_message
from twinsite_desktop.settings import Phone, Settings


def tell(scenario: Scenario, moments: Sequence[Moment]) -> Chart:
    """Return the chart of a scenario that was played; there must be at least one moment."""
    rows = [
        Row(
            at=moment.at,
            causes=cause_messages(moment.cause, moment.before),
            commands=tuple(command_message(each, moment.before) for each in moment.commands),
            notes=tuple(notes(moment)),
            move=move_words(moment),
            site=moment.after.site.here,
        )
        for moment in moments
    ]
    return Chart(
        title=scenario.title,
        sentence=scenario.sentence,
        constants=_constants(scenario.settings),
        rows=fold(rows),
        end=f"At {clock(scenario.until)} {end_words(moments[-1].after)}",
    )


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
