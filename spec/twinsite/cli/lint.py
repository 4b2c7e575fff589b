"""``twinsite lint``: the mistakes in a deployment, before an agent logs in."""

from __future__ import annotations

from pathlib import Path


def lint(
    deployment: Path,
    /,
    *,
    bootstrap: Path | None = None,
    release: str | None = None,
    json: bool = False,
    sarif: Path | None = None,
) -> int:
    """Find the mistakes in a deployment that the documents warn about.

    Example: `twinsite lint spec/twinsite/examples/two-sites.toml`

    Args:
        deployment: A deployment file (TOML).
        bootstrap: The InteractionWorkspace.exe.config that the desktops are delivered with.
        release: Release of the desktop, such as 8.5.106.18; that of the deployment if not given.
        json: Write the whole result as JSON to standard output.
        sarif: Write the whole result to this file as SARIF 2.1.0 as well.
    """
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.configuration.lint import lint_files
    from twinsite.files import require_writable, write_text
    from twinsite.model.profile import Release
    from twinsite.report.files.data import lint_data
    from twinsite.report.files.sarif import lint_sarif
    from twinsite.report.terminal.lint import print_lint
    from twinsite.report.terminal.screen import screen, standard_error

    chosen = None if release is None else Release.parse(release, where="--release")
    require_writable(sarif, "--sarif", deployment, bootstrap)
    with standard_error().status("Reading the deployment, and looking at it rule by rule"):
        report = lint_files(deployment, bootstrap, chosen)
    if json:
        print_json(lint_data(report))
    else:
        print_lint(screen(), report)
    if sarif is not None:
        write_text(sarif, lint_sarif(report))
    return Status.PROVED if report.is_clean else Status.REFUTED
