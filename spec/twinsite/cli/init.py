"""``twinsite init``: a deployment to begin with, and what one may hold."""

from __future__ import annotations

from pathlib import Path


def init(file: Path = Path("deployment.toml"), /, *, schema: Path | None = None) -> None:
    """Write a commented deployment to begin with.

    It has two sites, servers of every kind, options, places and agents; change it line by line.

    Example: `twinsite init deployment.toml`

    Args:
        file: The file to write, which must not exist.
        schema: Write the JSON Schema of deployments to this file instead, for editors.
    """
    from importlib.resources import files

    from twinsite.cli.written import json_text
    from twinsite.configuration.deployment import Deployment
    from twinsite.errors import InputError
    from twinsite.files import require_writable, write_text
    from twinsite.report.terminal.screen import padded, print_command, screen

    out = screen()
    if schema is not None:
        require_writable(schema, "--schema")
        write_text(schema, json_text(Deployment.model_json_schema()))
        out.print(f"Wrote the JSON Schema to {schema}.", markup=False, soft_wrap=True)
        return
    require_writable(file, "init")
    if file.exists():
        raise InputError(
            f"{file} exists already", where="init", remedy="Name another file, or move that one."
        )
    example = files("twinsite") / "examples" / "two-sites.toml"
    write_text(file, example.read_text(encoding="utf-8"))
    out.print(f"Wrote {file}.", markup=False, soft_wrap=True)
    what = "spec/DEPLOYMENT.md tells every key; so does the JSON Schema that --schema writes."
    out.print(padded(out, what, 0))
    print_command(out, "Next, once you have changed it", "twinsite", "lint", str(file))
