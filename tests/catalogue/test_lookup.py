"""Names are found as people type them."""

import pytest

from twinsite.catalogue.lookup import find
from twinsite.errors import InputError

NAMES = ("SITE-03", "SITE-04", "REST-03", "sipendpoint.proxies.proxy0.reg_timeout", "reg", "A45")
ALSO = {"reg": "BC-01"}


def found(*patterns: str) -> list[str]:
    return find(patterns, NAMES, also=ALSO, where="here", see="See them all.")


def test_all_are_found_without_a_pattern() -> None:
    assert found() == list(NAMES)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("site-03", ["SITE-03"]),
        ("Site-*", ["SITE-03", "SITE-04"]),
        ("a45", ["A45"]),
        ("03", ["SITE-03", "REST-03"]),
        ("REG_timeout", ["sipendpoint.proxies.proxy0.reg_timeout"]),
        ("reg_*", ["sipendpoint.proxies.proxy0.reg_timeout"]),
        ("reg", ["reg"]),
        ("bc-01", ["reg"]),
    ],
)
def test_a_name_is_found_in_any_case_and_by_its_tail(pattern: str, names: list[str]) -> None:
    assert found(pattern) == names


def test_several_patterns_are_all_shown_in_the_order_of_the_names() -> None:
    assert found("a45", "site-03") == ["SITE-03", "A45"]


@pytest.mark.parametrize("patterns", [("sit-03",), ("a45", "sit-03")])
def test_a_pattern_that_means_nothing_is_told_with_the_nearest(patterns: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="nothing matches sit-03") as error:
        found(*patterns)
    assert error.value.remedy.startswith("Did you mean SITE-03")
    assert error.value.remedy.endswith("See them all.")


def test_the_nearest_is_found_by_its_tail() -> None:
    with pytest.raises(InputError) as error:
        found("reg_timeuot")
    assert "Did you mean sipendpoint.proxies.proxy0.reg_timeout?" in error.value.remedy


@pytest.mark.parametrize("pattern", ["zzzzzzz", "x" * 100_000, "\x1b[2J", ""])
def test_what_is_like_nothing_gets_no_suggestion(pattern: str) -> None:
    with pytest.raises(InputError) as error:
        found(pattern)
    assert error.value.remedy == "See them all."
    assert "\x1b" not in error.value.what
