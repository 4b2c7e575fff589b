"""``twinsite manifest``: what a search of every pinned profile finds."""

from pathlib import Path


def manifest(file: Path | None = None, /) -> None:
    """Explore every profile of the baseline, and write what is found.

    Example: `twinsite manifest verdicts.json`

    That is every default profile, every variant, and the whole desktops.

    Args:
        file: The file to write; standard output if not given.
    """
    from rich.console import Console

    from twinsite.analyses.whole import PINNED, check_whole
    from twinsite.baseline.variants import baseline_profiles
    from twinsite.cli.progress import tally, watched
    from twinsite.cli.written import write_json
    from twinsite.files import require_writable
    from twinsite.upkeep.verdicts import baseline_reports
    from twinsite.upkeep.verdicts import manifest as manifest_of

    profiles = baseline_profiles()
    reports = []
    require_writable(file, "FILE")
    with (
        tally("profiles", [p.name for p in profiles]) as decided,
        watched(Console(stderr=True), len(profiles), show=True) as watch,
    ):
        for report in baseline_reports(observe=watch.observe, decide=watch.decide):
            reports.append(report)
            decided(report.profile.name)
            watch.done(report)
        wholes = [check_whole(parts, observe=watch.observe) for parts in PINNED]
    write_json(file, manifest_of(reports, wholes), f"{len(profiles)} profiles")
