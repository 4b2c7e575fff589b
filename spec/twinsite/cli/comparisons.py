"""``twinsite comparisons``: what each other choice of an interpretation changes."""

from pathlib import Path


def comparisons(file: Path | None = None, /) -> None:
    """Compare interpretations and releases with the default, and write what is found.

    Example: `twinsite comparisons comparisons.json`

    Args:
        file: The file to write; standard output if not given.
    """
    from rich.console import Console

    from twinsite.analyses.compare import Side
    from twinsite.cli.progress import tally, watched
    from twinsite.cli.written import write_json
    from twinsite.files import require_writable
    from twinsite.upkeep.comparisons import baseline_pairs, contrasts
    from twinsite.upkeep.comparisons import comparisons as comparisons_of

    pairs = baseline_pairs()
    profiles = {profile for pair in pairs for profile in pair}
    require_writable(file, "FILE")
    with (
        tally("profiles", [p.name for p in profiles]) as decided,
        watched(Console(stderr=True), len(profiles), show=True) as watch,
    ):

        def done(side: Side) -> None:
            decided(side.profile.name)
            watch.done(side.report)

        found = contrasts(observe=watch.observe, decide=watch.decide, done=done)
    write_json(file, comparisons_of(found), f"{len(pairs)} comparisons")
