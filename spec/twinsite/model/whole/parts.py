"""Of which parts a whole desktop is made, and what their machines are called in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from twinsite.errors import InputError
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Profile

SITES = tuple(f"cluster_{site}" for site in Site)
"""The machines of the sites, which all parts share."""

PAIR_IN_FILE = 2
"""The bootstrap file lists a pair as two nodes, the primary first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The profiles of the parts of one desktop."""

    voice: Profile
    """The voice connection, or the profile of a Stat connection to a pair in its place: the link
    and the site selection alone."""
    stat: Profile
    """The Stat connection."""
    config: Profile
    """The Configuration connection."""
    hot_seat: bool = False
    """Whether the agent prefers the site that is the peer site of the bootstrap file."""

    def __post_init__(self) -> None:
        """Check what the parts must have in common.

        Raises:
            InputError: if the Configuration connection is none, or the parts are of different
                releases.
        """
        if self.config.part is not Part.CONFIG:
            raise InputError(
                f"{self.config.name} is no Configuration connection",
                where="the whole desktop",
                remedy="Use one such as config/bc/cluster-1.",
            )
        profiles = (self.voice, self.stat, self.config)
        if len({profile.release for profile in profiles}) > 1:
            raise InputError(
                "one desktop has one release, and not " + ", ".join(p.name for p in profiles),
                where="the whole desktop",
                remedy="Give every connection the same release, or none.",
            )

    def of(self, part: Part) -> Profile:
        """Return the profile of a part.

        The start tries the nodes of the Configuration cluster, or the two servers of the pair in
        their order (A28).
        """
        match part:
            case Part.VOICE:
                return self.voice
            case Part.STAT:
                return self.stat
            case Part.CONFIG:
                return self.config
        nodes = self.config.nodes or PAIR_IN_FILE
        return replace(self.config, part=Part.START_UP, nodes=nodes, hot_seat=self.hot_seat)

    def __iter__(self) -> Iterator[tuple[Part, Profile]]:
        """Yield each part with its profile, the start first."""
        return ((part, self.of(part)) for part in reversed(Part))

    @property
    def name(self) -> str:
        """The names of the profiles, the start first."""
        return " + ".join(profile.name for _, profile in self)

    def in_file(self, site: Site) -> Site:
        """Return what the bootstrap file calls one of the agent's sites, or the other way round."""
        return site.other if self.hot_seat else site

    def name_of(self, part: Part, machine: str) -> str:
        """Return the name that a machine of a part has in the whole.

        The sites are shared by all, and the Configuration nodes by the start, which calls the
        sites as the bootstrap file does.
        """
        if part is Part.START_UP and machine.startswith(("node_", *SITES)):
            part = Part.CONFIG
            site = Site(machine.split("_")[1])
            machine = machine.replace(site, self.in_file(site))
        return machine if machine in SITES else scope(part) + machine


def scope(part: Part) -> str:
    """Return how the names of a part's machines and signals begin."""
    return f"{part.name.lower()}_"
