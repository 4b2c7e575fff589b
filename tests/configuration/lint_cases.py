"""For every rule of the deployment linter a change of the good example that it finds."""

from dataclasses import dataclass
from importlib.resources import files

EXAMPLES = files("twinsite") / "examples"
DEPLOYMENT = (EXAMPLES / "two-sites.toml").read_text(encoding="utf-8")
BOOTSTRAP = (EXAMPLES / "InteractionWorkspace.exe.config").read_text(encoding="utf-8")
DUBLIN = 'options = { "disaster-recovery.site" = "Site Y" }'
LYON = 'options = { "disaster-recovery.site" = "Site X" }'
PROXY0 = '"sipendpoint.proxies.proxy0.reg_timeout" = 45'
PROXY1 = '"sipendpoint.proxies.proxy1.reg_timeout" = 45'
CLUSTER = """[[clusters]]
name = "C"
kind = "stat_server"
nodes = ["c1.example:1"]
{more}

# ---- Options for everyone"""

OTHER_NAME = ', "disaster-recovery.name" = "other" }'
THIRD = f"""
[[sip_server_pairs]]
name = "SIPS_Third"
primary = "sips3.dublin.example:5070"
backup = "sips4.dublin.example:5070"
{DUBLIN.replace(" }", OTHER_NAME)}"""
"""Another pair at the site of Dublin, of another name."""


@dataclass(frozen=True, slots=True)
class Case:
    """One change of the good example."""

    rule: str
    """The id of the rule that finds it."""
    place: str
    """The place of the finding."""
    old: str = ""
    """What stands in the deployment."""
    new: str = ""
    """What stands in its place."""
    bootstrap_old: str = ""
    """What stands in the bootstrap file."""
    bootstrap_new: str = ""
    """What stands in its place."""
    release: str | None = None
    """The release that is looked at."""
    top: str = ""
    """A line that is added at the top of the deployment."""

    @property
    def deployment(self) -> str:
        """The changed deployment."""
        assert self.old in DEPLOYMENT, self.rule
        changed = DEPLOYMENT.replace(self.old, self.new, 1) if self.old else DEPLOYMENT
        return f"{self.top}\n{changed}" if self.top else changed

    @property
    def bootstrap(self) -> str:
        """The changed bootstrap file."""
        assert self.bootstrap_old in BOOTSTRAP, self.rule
        if not self.bootstrap_old:
            return BOOTSTRAP
        return BOOTSTRAP.replace(self.bootstrap_old, self.bootstrap_new, 1)


def option(name: str) -> str:
    """Return the place of an option of the application."""
    return f'application.options."{name}"'


def cluster(more: str) -> tuple[str, str]:
    """Return the change that adds a cluster."""
    return "# ---- Options for everyone", CLUSTER.replace("{more}", more)


def _application(line: str) -> tuple[str, str]:
    """Return the change that adds an option of the application."""
    return "[application.options]\n", f"[application.options]\n{line}\n"


def _not_accepted(rule: str, other: str = "DEP-37") -> tuple[str, str]:
    """Return the change by which something else is accepted."""
    return f'rule = "{rule}"', f'rule = "{other}"'


NODES = "login.nodes.preferred-site.Contact"
_START = DEPLOYMENT.index("[[configuration_server_proxy_pairs]]")
PROXIES = DEPLOYMENT[_START : DEPLOYMENT.index("# ---- Options for everyone")]
RETRY = '"warm-standby.retry-delay" = 20'
ADDRESS = "sipendpoint.sbc-register-address"
PORT = "sipendpoint.sbc-register-port"
CASES = (
    Case(
        "DEP-01",
        option("disaster-recovery.timeout"),
        '"disaster-recovery.timeout" = 60',
        '"disaster-recovery.timeout" = 0',
    ),
    Case(
        "DEP-02",
        option("disaster-recovery.timeuot"),
        '"disaster-recovery.timeout" = 60',
        '"disaster-recovery.timeuot" = 60',
    ),
    Case("DEP-03", "agents[0].groups[0]", 'groups = ["Lyon"]', 'groups = ["Lion"]'),
    Case("DEP-04", "agents[0].nome", 'name = "Anna"', 'nome = "Anna"'),
    Case("DEP-05", "", '"login.voice', '"login.chat.is-auto-ready" = true\n"login.voice'),
    Case(
        "DEP-10",
        'agent_groups[0].options."disaster-recovery.peer-site"',
        '"disaster-recovery.peer-site" = "Site Y"',
        '"disaster-recovery.peer-site" = "Site Z"',
    ),
    Case("DEP-11", "sip_server_pairs[0]", LYON, ""),
    Case("DEP-12", "clusters[0]", *cluster("")),
    Case(
        "DEP-13",
        'agent_groups[0].options."disaster-recovery.peer-site"',
        f'primary = "stat1.dublin.example:7120"\nbackup = "stat2.dublin.example:7120"\n'
        f'release = "8.5.1"\nreconnect_timeout = 10\n{DUBLIN}',
        'primary = "stat1.dublin.example:7120"',
    ),
    Case(
        "DEP-14",
        'sip_server_pairs[0].options."disaster-recovery.preferred-site"',
        LYON,
        LYON.replace("recovery.site", "recovery.preferred-site"),
    ),
    Case(
        "DEP-15",
        option("disaster-recovery.enabled"),
        '"disaster-recovery.peer-site" = "Site Y"\n',
        "",
    ),
    Case(
        "DEP-16",
        'agent_groups[0].options."disaster-recovery.peer-site"',
        '"disaster-recovery.peer-site" = "Site Y"',
        '"disaster-recovery.peer-site" = "Site X"',
    ),
    Case(
        "DEP-17",
        'agent_groups[0].options."disaster-recovery.peer-site"',
        DUBLIN,
        DUBLIN.replace(" }", OTHER_NAME),
    ),
    Case("DEP-18", "stat_server_pairs[1]", 'backup = "stat2.dublin.example:7120"\n', ""),
    Case(
        "DEP-19",
        'agent_groups[0].options."disaster-recovery.preferred-site"',
        '"disaster-recovery.enabled" = true\n',
        "",
    ),
    Case(
        "DEP-20",
        "clusters[0].kind",
        *(part.replace("stat_server", "sip_server") for part in cluster(LYON)),
    ),
    Case("DEP-21", "stat_server_pairs[0].release", 'release = "8.5.1"', 'release = "8.1.1"'),
    Case(
        "DEP-22",
        "sip_server_pairs[0].release",
        'backup = "sips2.lyon.example:5070"',
        'backup = "sips2.lyon.example:5070"\nrelease = "8.0.4"',
    ),
    Case(
        "DEP-23",
        "places[0]",
        '{ number = "7001", switch = "SIPS_Lyon" }, ',
        "",
    ),
    Case("DEP-24", "agents", 'place = "Place 1"\n', ""),
    Case(
        "DEP-25",
        "clusters[0].nodes",
        *(
            part.replace('"c1.example:1"', '"c1:1", "c2:1", "c3:1", "c4:1"')
            for part in cluster(LYON)
        ),
    ),
    Case(
        "DEP-26", "sip_server_pairs[2].switch", DUBLIN, f'{DUBLIN}\n{THIRD}\nswitch = "SIPS_Lyon"'
    ),
    Case("DEP-27", "sip_server_pairs[1].primary", "sips1.dublin.example", "sips1.lyon.example"),
    Case(
        "DEP-28",
        "places[0].dns",
        DUBLIN,
        f"{DUBLIN.replace(' }', OTHER_NAME)}\n{THIRD.replace(OTHER_NAME, ' }')}",
    ),
    Case("DEP-29", "clusters[0]", *cluster(LYON)),
    Case("DEP-30", "application", f"{PROXY0} # at the preferred site\n", ""),
    Case(
        "DEP-31",
        option("sipendpoint.proxies.proxy1.reg_timeout"),
        PROXY1,
        PROXY1.replace("45", "20"),
    ),
    Case(
        "DEP-32",
        'agents[2].options."sipendpoint.proxies.proxy0.reg_timeout"',
        'place = "Place 3"\n',
        f'place = "Place 3"\noptions = {{ {PROXY0.replace("45", "50")} }}\n',
    ),
    Case(
        "DEP-33",
        option("disaster-recovery.wait-for-sipphone-timeout"),
        '"disaster-recovery.wait-for-sipphone-timeout" = 60',
        '"disaster-recovery.wait-for-sipphone-timeout" = 40',
    ),
    Case(
        "DEP-34",
        option("sipendpoint.proxies.proxy1.reg_timeout"),
        PROXY1,
        PROXY1.replace("45", "0"),
    ),
    Case(
        "DEP-35",
        option(f"{ADDRESS}.peer"),
        *_application(f'"{ADDRESS}" = "sbc.example"\n"{ADDRESS}.peer" = "sbc.example"'),
    ),
    Case(
        "DEP-36",
        option(PORT),
        *_application(f'"{PORT}" = 5060'),
        top='sip_endpoint_release = "8.5.113.1"',
    ),
    Case(
        "DEP-37",
        option(PORT),
        *_application(f'"{ADDRESS}" = "_sip._udp.lyon.example"\n"{PORT}" = 5060'),
    ),
    Case("DEP-38", option("disaster-recovery.wait-for-sipphone-timeout"), *_not_accepted("DEP-38")),
    Case("DEP-39", option("disaster-recovery.enabled"), *_not_accepted("DEP-39")),
    Case(
        "DEP-40",
        option("disaster-recovery.timeout"),
        '"disaster-recovery.timeout" = 60',
        '"disaster-recovery.timeout" = 12',
    ),
    Case("DEP-41", option("disaster-recovery.auto-restore"), *_not_accepted("DEP-41")),
    Case(
        "DEP-50",
        option("warm-standby.retry-delay"),
        *_application(RETRY),
        release="8.5.106.18",
    ),
    Case("DEP-51", "stat_server_pairs[0]", release="8.5.106.18"),
    Case("DEP-52", option("disaster-recovery.restore-agent-state"), release="8.5.105.11"),
    Case(
        "DEP-60",
        'agent_groups[2].options."disaster-recovery.auto-restore"',
        '[[agent_groups]]\nname = "Dublin"\ntenant = "Resources"\n[agent_groups.options]\n',
        '[[agent_groups]]\nname = "Dublin"\ntenant = "Resources"\n[agent_groups.options]\n'
        '"disaster-recovery.auto-restore" = true\n',
    ),
    Case(
        "DEP-61",
        'agents[4].options."disaster-recovery.restore-agent-state"',
        '"disaster-recovery.restore-agent-state" = false }',
        '"disaster-recovery.restore-agent-state" = true }',
    ),
    Case("DEP-62", "accepted[0].rule", *_not_accepted("DEP-38", "DEP-36")),
    Case(
        "DEP-70", f'"{NODES}"', bootstrap_old="csp1.lyon.example", bootstrap_new="csp9.lyon.example"
    ),
    Case(
        "DEP-71",
        f'"{NODES}"',
        bootstrap_old="[csp1.lyon.example:2020][csp2.lyon.example:2020]",
        bootstrap_new="[csp2.lyon.example:2020][csp1.lyon.example:2020]",
    ),
    Case(
        "DEP-72",
        f'"{NODES}"',
        bootstrap_old="csp2.lyon.example",
        bootstrap_new="csp1.dublin.example",
    ),
    Case("DEP-73", f'"{NODES}"', bootstrap_old="[csp2.lyon.example:2020]", bootstrap_new=""),
    Case(
        "DEP-74",
        '"login.url"',
        bootstrap_old="""    <add key="login.nodes.peer-site.Contact"
         value="[csp1.dublin.example:2020][csp2.dublin.example:2020],Timeout=10" />
""",
        bootstrap_new="",
    ),
    Case("DEP-75", f'"{NODES}"', bootstrap_old="Timeout=10", bootstrap_new="Timeout=30"),
    Case("DEP-76", f'"{NODES}"', release="8.5.111.20"),
    Case("DEP-77", "", bootstrap_old=",Timeout=10", bootstrap_new=""),
    Case(
        "DEP-78",
        '"login.nodes.peer-site.Contact"',
        bootstrap_old="[csp1.dublin.example:2020][csp2.dublin.example:2020]",
        bootstrap_new="[csp1.lyon.example:2020][csp2.lyon.example:2020]",
    ),
    Case(
        "DEP-79",
        f'"{NODES}"',
        '"disaster-recovery.preferred-site" = "Site X"\n"disaster-recovery.peer-site" = "Site Y"',
        '"disaster-recovery.preferred-site" = "Site Y"\n"disaster-recovery.peer-site" = "Site X"',
    ),
    Case("DEP-80", f'"{NODES}"', PROXIES, ""),
)
