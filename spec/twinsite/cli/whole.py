"""``twinsite whole``: the start and the three connections side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twinsite.model.profile import Profile
    from twinsite.model.whole import Parts


def whole(
    *,
    voice: str = "",
    stat: str = "",
    config: str = "",
    hot_seat: bool = False,
    safety: bool = False,
) -> int:
    """Check the complete desktop: the start and the three connections, in every interleaving.

    Decided on the whole: what must hold of every part, and what must hold where they touch.
    Explained: why the parts keep their properties, by what the declarations read and tell.

    Example: `twinsite whole --voice no-bc/no-phone --safety`

    Args:
        voice: Profile of the voice connection.
        stat: Profile of the Stat connection.
        config: Profile of the Configuration connection.
        hot_seat: The agent prefers the peer site of the bootstrap file.
        safety: Leave out the properties on infinite traces; with several nodes they take minutes.
    """
    from twinsite.analyses.whole import check_whole
    from twinsite.checker.symbolic.property import Verdict
    from twinsite.cli.codes import Status
    from twinsite.cli.progress import watched
    from twinsite.report.terminal.screen import screen, standard_error
    from twinsite.report.terminal.whole import print_whole

    parts = _parts(voice, stat, config, hot_seat=hot_seat)
    errors = standard_error()
    with watched(errors, ["the whole desktop"], show=True, what="compositions") as watch:
        report = check_whole(parts, traces=not safety, observe=watch.observe, decide=watch.decide)
    print_whole(screen(), report)
    return {
        Verdict.PROVED: Status.PROVED,
        Verdict.REFUTED: Status.REFUTED,
        Verdict.UNDETERMINED: Status.UNDETERMINED,
    }[report.verdict]


def _parts(voice: str, stat: str, config: str, *, hot_seat: bool) -> Parts:
    from twinsite.analyses.whole import PINNED
    from twinsite.model.whole import Parts

    usual = PINNED[0]
    return Parts(
        voice=_profile(voice, usual.voice, "--voice"),
        stat=_profile(stat, usual.stat, "--stat"),
        config=_profile(config, usual.config, "--config"),
        hot_seat=hot_seat,
    )


def _profile(text: str, default: Profile, where: str) -> Profile:
    from twinsite.errors import InputError
    from twinsite.model.profile import Profile

    if not text:
        return default
    profile = Profile.parse(text, where=where)
    if profile.part is not default.part:
        raise InputError(
            f"{text!r} is not about {default.part.value}",
            where=where,
            remedy=f"Use one such as {default.name}.",
        )
    return profile
