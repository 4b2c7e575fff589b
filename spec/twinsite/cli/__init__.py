"""The command ``twinsite``: one module a subcommand, and the exit statuses in :mod:`.codes`."""

import sys

from twinsite.cli import signals


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    from twinsite.cli.app import run as run_app

    return run_app(arguments)


def main() -> None:
    """Run the command and exit with its status; signals are heard from the very beginning."""
    signals.listen()
    try:
        status = run()
    except KeyboardInterrupt as stop:  # before the command begins, or after it is done
        status = signals.told(stop)
    signals.ignore()
    sys.exit(status)
