"""``twinsite load``: what desktops ask of the servers of each site."""

from __future__ import annotations

from pathlib import Path

from twinsite.cli.numbers import Count


def load(
    deployment: Path,
    /,
    *,
    agents: Count | None = None,
    fail: str | None = None,
    plot: Path | None = None,
    json: bool = False,
) -> int:
    """Tell what desktops ask of each site, before, while and after a site is down.

    Registrations, probes, connections, logins and log-outs, as rates and as bursts; every one is
    an exact sum over the agents. The peak is the most in one second of a drill that is drawn once:
    every desktop is played by itself.

    Example: `twinsite load spec/twinsite/examples/two-sites.toml --agents 500`

    Args:
        deployment: A deployment file (TOML).
        agents: How many agents there are, of the same kinds and in the same shares as in the file.
        fail: The site that fails; each site in turn if not given.
        plot: Write what a failure makes them ask in time to this file, as a plot in SVG.
        json: Write the whole result as JSON to standard output.
    """
    from twinsite.analyses.drawn_load import drawn_loads
    from twinsite.analyses.drill.staff import assumed, kinds_of
    from twinsite.analyses.load import Outage, crowds_of, loads_of, trades_of
    from twinsite.checker.timing.behaviour import UndeterminedError
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.configuration.deployment import load_deployment, require_agents
    from twinsite.configuration.deployment.findings import did_you_mean
    from twinsite.errors import InputError
    from twinsite.files import require_writable, write_text
    from twinsite.report.diagrams.load_plot import load_plot, require_plot_of_one
    from twinsite.report.files.load import load_data
    from twinsite.report.terminal.drill import print_assumed
    from twinsite.report.terminal.load import print_load
    from twinsite.report.terminal.screen import screen, standard_error

    require_plot_of_one(plot, fail)
    require_writable(plot, "--plot", deployment)
    loaded = load_deployment(deployment)
    require_agents(loaded, deployment)
    sites = [site.name for site in loaded.sites]
    if fail is not None and fail not in sites:
        raise InputError(
            f"there is no site {fail!r}", where="--fail", remedy=did_you_mean(fail, sites)()
        )
    crowds = crowds_of(kinds_of(loaded), agents)
    try:
        with standard_error().status("Searching all traces in time"):
            found = []
            for site in [fail] if fail is not None else sites:
                loads = loads_of(crowds, site)
                drawn = drawn_loads(crowds, site, loads)
                found.append(Outage(site, loads, drawn, tuple(trades_of(loaded, crowds, site))))
    except UndeterminedError as error:
        standard_error().print(f"Not decided: the search has {error}.")
        return Status.UNDETERMINED
    if plot is not None:
        write_text(plot, load_plot(found[0], sum(crowd.count for crowd in crowds)))
    if json:
        print_json(load_data(str(deployment), assumed(loaded.world), crowds, found))
        return Status.PROVED
    out = screen()
    print_assumed(out, deployment.name, loaded.world)
    for outage in found:
        out.print()
        print_load(out, outage, crowds)
    if plot is not None:
        out.print(f"Wrote the plot to {plot}.", markup=False, soft_wrap=True)
    return Status.PROVED
