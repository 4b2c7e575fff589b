"""What is to be checked: profiles, and the agents that have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from twinsite.errors import InputError
from twinsite.model.profile import OTHER_PARTS, Profile, Release, default_profiles

if TYPE_CHECKING:
    from twinsite.configuration.deployment import Agents

MOST_SHOWN = 32
"""At most this many profiles are shown to a user who asks for an unknown one."""


def _nobody() -> Agents:
    from twinsite.configuration.deployment import Agents

    return Agents()


@dataclass(frozen=True, slots=True)
class Subject:
    """One profile to check."""

    profile: Profile
    agents: Agents = field(default_factory=_nobody)
    """The agents that have it; empty without a deployment."""
    notes: tuple[str, ...] = ()
    """What a designer should know about how the profile came about."""
    peers: Mapping[str, Agents] = field(default_factory=dict, hash=False)
    """The agents by the name of the site to which they switch over."""
    of_deployment: Release | None = None
    """The release that the deployment has; the profile has it where it makes a difference."""

    @property
    def release(self) -> Release:
        """The release that is checked."""
        return self.of_deployment or self.profile.release


def choose(
    deployment: Path | None,
    patterns: Sequence[str],
    release: str | None,
    interpretations: Sequence[str],
) -> tuple[Subject, ...]:
    """Return what the arguments of the command line ask for.

    Raises:
        InputError: if any of them cannot be used.
    """
    if deployment is None:
        return tuple(map(Subject, choose_profiles(patterns, release, interpretations)))
    parsed, choices = _given(release, interpretations)
    from twinsite.configuration.deployment import (
        distinct_profiles,
        load_deployment,
        require_agents,
    )

    loaded = load_deployment(deployment)
    require_agents(loaded, deployment)
    stated = parsed or loaded.release
    found = distinct_profiles(loaded, interpretations=choices, release=parsed)
    subjects = tuple(Subject(*entry, stated) for entry in found)
    chosen = matching([subject.profile for subject in subjects], patterns)
    return tuple(subject for subject in subjects if subject.profile in chosen)


def choose_profiles(
    patterns: Sequence[str], release: str | None, interpretations: Sequence[str]
) -> tuple[Profile, ...]:
    """Return the default profiles that the arguments of the command line ask for.

    Raises:
        InputError: if any of them cannot be used.
    """
    parsed, choices = _given(release, interpretations)
    profiles = tuple(
        replace(profile.with_interpretations(choices), release=parsed or profile.release)
        for profile in default_profiles()
    )
    return matching(profiles, patterns)


def _given(
    release: str | None, interpretations: Sequence[str]
) -> tuple[Release | None, Mapping[str, str]]:
    """Return what is put in force; a wrong interpretation is told before a wrong file."""
    parsed = None if release is None else Release.parse(release, where="--release")
    choices = dict(map(_interpretation, interpretations))
    Profile().with_interpretations(choices)
    return parsed, choices


def matching(
    profiles: Sequence[Profile],
    patterns: Sequence[str],
    *,
    what: str = "profile",
    most: int = MOST_SHOWN,
) -> tuple[Profile, ...]:
    """Return the profiles whose name matches a pattern.

    A pattern that is no profile's name also stands for all names that begin so before a slash.

    Args:
        profiles: The profiles to choose from.
        patterns: What the user has typed; without any, all profiles are returned.
        what: What kind of profiles they are, for the message.
        most: At most this many are shown in it.

    Raises:
        InputError: if a pattern matches none.
    """
    every = [profile.name for profile in profiles]

    def matched(pattern: str) -> set[str]:
        exact = {name for name in every if fnmatchcase(name, pattern)}
        return exact or {name for name in every if fnmatchcase(name, f"{pattern}/*")}

    found = {pattern: matched(pattern) for pattern in patterns}
    lost = [pattern for pattern, names in found.items() if not names]
    if lost:
        shown = every[:most]
        if more := len(every) - len(shown):
            shown.append(f"and {more} more, such as {every[-1]}")
        names = "\n         ".join(shown)
        raise InputError(
            f"no {what} matches {' or '.join(map(repr, lost))}",
            where="--profile",
            remedy=f"The {what}s are:\n         {names}",
        )
    wanted = set().union(*found.values()) if patterns else set(every)
    return tuple(p for p, name in zip(profiles, every, strict=True) if name in wanted)


def _interpretation(text: str) -> tuple[str, str]:
    identifier, equals, choice = text.partition("=")
    if not equals:
        raise InputError(
            f"{text!r} is not of the form ID=CHOICE",
            where="--interpretation",
            remedy="Write it as in --interpretation A14=immediate.",
        )
    return identifier.strip().upper(), choice.strip()


def profile_named(text: str, base: Profile, *, where: str) -> Profile:
    """Return the profile of a name or of a short spelling.

    Args:
        text: The name of a profile; or a release, interpretations, or both, joined by ``/``; or
            ``default``.
        base: What is not said is as in this profile; ``default`` is this profile.
        where: Where the text stands, for messages.

    Raises:
        InputError: if it is none of these.
    """
    text = text.strip()
    if text == "default":
        return base
    if text.startswith(("bc", "no-bc", *OTHER_PARTS)):
        return Profile.parse(text, where=where)
    if "=" in text or text[:1].isdigit():
        return base.changed(text, where=where)
    raise InputError(
        f"{text!r} is no profile",
        where=where,
        remedy="Write a release (8.5.105.11), an interpretation (A14=immediate), several of them"
        f" joined by /, 'default', or the name of a profile ({base.name}).",
    )
