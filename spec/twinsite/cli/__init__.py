"""The command ``twinsite``: one module a subcommand, and the exit codes in :mod:`.codes`."""

from twinsite.cli.app import main, run

__all__ = ["main", "run"]
