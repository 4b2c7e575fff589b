"""``twinsite comparisons``: what each other choice of a reading changes."""

from pathlib import Path


def comparisons(file: Path | None = None, /) -> None:
    """Compare each reading with its default, and the releases, and write what was found.

    Args:
        file: The file to write; standard output if not given.
    """
    import json

    from rich.console import Console

    from twinsite.cli.progress import watched
    from twinsite.comparisons import comparisons as comparisons_of
    from twinsite.comparisons import contrasts, pinned_pairs
    from twinsite.runs import write_text

    pairs = pinned_pairs()
    profiles = {profile for pair in pairs for profile in pair}
    with watched(Console(stderr=True), len(profiles), show=True) as watch:
        found = contrasts(
            observe=watch.observe,
            decide=watch.decide,
            done=lambda side: watch.done(side.report),
        )
    text = json.dumps(comparisons_of(found), indent=2) + "\n"
    if file is None:
        print(text, end="")
    else:
        write_text(file, text)
        Console(highlight=False, markup=False).print(f"Wrote {len(pairs)} comparisons to {file}.")
