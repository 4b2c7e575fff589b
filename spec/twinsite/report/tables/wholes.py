"""Desktops with all parts side by side, as their agents have them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twinsite.errors import InputError
from twinsite.model.profile import Part, Profile
from twinsite.model.whole import Parts
from twinsite.report.tables.composed import Described

_CONNECTIONS = (Part.VOICE, Part.STAT, Part.CONFIG)


def with_wholes(described: Sequence[Described]) -> tuple[Described, ...]:
    """Return each distinct desktop, and what is described already after it.

    Raises:
        InputError: if there is no desktop of which all three connections are described.
    """
    complete = wholes(described)
    if not complete:
        raise InputError(
            "no complete desktop is chosen",
            where="--whole",
            remedy="Choose a profile of the voice, the Stat and the Configuration connection, or"
            " none.",
        )
    return (*complete, *described)


def wholes(described: Sequence[Described]) -> tuple[Described, ...]:
    """Return each distinct desktop of which all three connections are described.

    Without agents it is the first profile of each connection that is put together.
    """
    agents = dict.fromkeys(agent for each in described for agent in each.agents)
    if not agents:
        return tuple(Described(each, lengths=described[0].lengths) for each in _parts(described))
    found: dict[Parts, list[str]] = {}
    for agent in agents:
        own = [each for each in described if agent in each.agents]
        for parts in _parts(own):
            found.setdefault(parts, []).append(agent)
    return tuple(
        Described(parts, tuple(names), lengths=_lengths(described, names[0]))
        for parts, names in found.items()
    )


def _parts(described: Sequence[Described]) -> Iterator[Parts]:
    """Yield the desktop that some profiles make; none if a connection is missing."""
    profiles = [each.subject for each in described if isinstance(each.subject, Profile)]
    first = [next((p for p in profiles if p.part is part), None) for part in _CONNECTIONS]
    start = next((p for p in profiles if p.part is Part.START_UP), None)
    voice, stat, config = first
    if voice is None or stat is None or config is None:
        return
    oldest = min(voice.release, stat.release, config.release)
    # a part that does under that release what it does today is named without it
    voice, stat, config = (replace(each, release=oldest) for each in (voice, stat, config))
    yield Parts(voice, stat, config, hot_seat=start is not None and start.hot_seat)


def _lengths(described: Sequence[Described], agent: str) -> Mapping[str, float]:
    """Return the lengths of the voice connection of an agent."""
    return next(each.lengths for each in described if agent in each.agents)
