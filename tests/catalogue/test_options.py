"""The catalogue of options is complete, reads values as documented, and hides no doubt."""

import re

import pytest

from twinsite.catalogue.options import OPTIONS, Evidence, Kind, Level, Option, nearest
from twinsite.catalogue.sources import SOURCES

HIERARCHY = (Level.APPLICATION, Level.TENANT, Level.AGENT_GROUP, Level.PERSON)
# name: default, evidence of the option, evidence of the default
DOCUMENTED = {
    "disaster-recovery.enabled": ("false", "S", "D"),
    "disaster-recovery.timeout": ("60", "S", "D"),
    "disaster-recovery.preferred-site": (None, "S", "R"),
    "disaster-recovery.peer-site": (None, "S", "R"),
    "disaster-recovery.site": (None, "S", "R"),
    "disaster-recovery.name": ("default", "S", "S"),
    "disaster-recovery.wait-for-sipphone-timeout": ("30", "S", "R"),
    "disaster-recovery.auto-restore": ("true", "S", "R"),
    "disaster-recovery.restore-agent-state": ("false", "S", "R"),
    "disaster-recovery.eservices-site": (None, "D", "D"),
    "disaster-recovery.eservices-random-delay-range": ("5", "D", "D"),
    "warm-standby.retry-delay": ("10", "D", "D"),
    "warm-standby.reconnection-random-delay-range": ("2", "D", "D"),
    "sipendpoint.proxies.proxy0.reg_timeout": ("3600", "S", "S"),
    "sipendpoint.proxies.proxy1.reg_timeout": ("3600", "S", "S"),
    "sipendpoint.proxies.proxy0.reg_interval": ("0", "D", "R"),
    "sipendpoint.proxies.proxy1.reg_interval": ("0", "D", "R"),
    "sipendpoint.sbc-register-address": ("", "D", "R"),
    "sipendpoint.sbc-register-address.peer": ("", "D", "R"),
    "sipendpoint.sbc-register-port": ("", "D", "D"),
    "sipendpoint.sbc-register-port.peer": ("", "D", "D"),
    "sipendpoint.transport-protocol": ("UDP", "D", "D"),
    "login.voice.is-auto-ready": (None, "D", "R"),
    "login.voice.auto-not-ready-reason": (None, "D", "R"),
}
POSITIVE = (
    "disaster-recovery.timeout",
    "disaster-recovery.wait-for-sipphone-timeout",
    "warm-standby.retry-delay",
    "warm-standby.reconnection-random-delay-range",
)
REG_TIMEOUTS = (
    "sipendpoint.proxies.proxy0.reg_timeout",
    "sipendpoint.proxies.proxy1.reg_timeout",
)

every_option = pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)


def refusal(name: str, text: str) -> str:
    """Return the clause with which an option refuses a text."""
    with pytest.raises(ValueError, match=r".") as caught:
        OPTIONS[name].parse(text)
    return str(caught.value)


def test_every_option_has_its_documented_default_and_evidence() -> None:
    actual = {
        name: (option.default, option.evidence.value, option.default_evidence.value)
        for name, option in OPTIONS.items()
    }
    assert actual == DOCUMENTED


def test_every_key_is_the_name_of_its_option() -> None:
    assert all(key == option.name for key, option in OPTIONS.items())


def test_a_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        OPTIONS["x"] = OPTIONS["disaster-recovery.name"]  # type: ignore[index]  # the point


@every_option
def test_every_option_stands_in_the_section_of_workspace(option: Option) -> None:
    assert option.section == "interaction-workspace"


def test_only_sites_pairs_and_retry_delays_are_set_on_servers() -> None:
    on_servers = {name for name, option in OPTIONS.items() if Level.SERVER in option.levels}
    assert on_servers == {
        "disaster-recovery.site",
        "disaster-recovery.name",
        "warm-standby.retry-delay",
    }


def test_every_option_of_an_agent_on_continuity_may_be_set_on_the_whole_hierarchy() -> None:
    """BC-06: application, tenant, agent group or person."""
    for name, option in OPTIONS.items():
        if name.startswith("disaster-recovery.") and Level.SERVER not in option.levels:
            assert option.levels == HIERARCHY, name


def test_levels_are_declared_from_the_widest_to_the_narrowest() -> None:
    assert [level.value for level in Level] == [
        "application",
        "tenant",
        "agent_group",
        "person",
        "server",
    ]


def test_grades_of_evidence_have_the_marks_of_the_domain_facts() -> None:
    assert "".join(evidence.value for evidence in Evidence) == "SDCKIR"


@every_option
def test_every_default_is_valid(option: Option) -> None:
    if option.default is not None:
        option.parse(option.default)


@every_option
def test_choices_are_named_for_choices_only(option: Option) -> None:
    assert (option.kind is Kind.CHOICE) == bool(option.choices)


@every_option
def test_seconds_have_a_unit_and_a_minimum_and_nothing_else_has(option: Option) -> None:
    assert (option.kind is Kind.SECONDS) == (option.unit == "s")
    assert (option.kind is Kind.SECONDS) == (option.minimum is not None)


@every_option
def test_every_kind_of_value_can_be_read(option: Option) -> None:
    sample = {
        Kind.BOOLEAN: "true",
        Kind.SECONDS: "45",
        Kind.SITE: "Site X",
        Kind.NAME: "north",
        Kind.CHOICE: "TLS",
        Kind.PORT: "5060",
        Kind.ADDRESS: "sbc.example.com",
    }[option.kind]
    kind = {Kind.BOOLEAN: bool, Kind.SECONDS: int, Kind.PORT: int}.get(option.kind, str)
    assert type(option.parse(sample)) is kind


def test_every_kind_has_an_option() -> None:
    assert set(Kind) == {option.kind for option in OPTIONS.values()}


@every_option
def test_meaning_and_valid_values_are_one_finished_sentence_each(option: Option) -> None:
    for text in (option.meaning, option.valid):
        assert re.fullmatch(r".*[^.]\.", text), text
        assert ". " not in text, text
        assert "  " not in text, text
    assert not option.takes_effect.endswith(".")


@every_option
def test_every_part_of_a_source_begins_with_a_known_key(option: Option) -> None:
    for part in option.source.split("; "):
        assert re.split(r", | \(", part)[0] in SOURCES, part


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("TRUE", True), ("False", False), (" false ", False)]
)
def test_true_and_false_are_read_in_any_case(text: str, value: object) -> None:
    assert OPTIONS["disaster-recovery.enabled"].parse(text) is value


@pytest.mark.parametrize("text", ["yes", "1", "", "truefalse"])
def test_any_word_but_true_and_false_is_refused(text: str) -> None:
    clause = refusal("disaster-recovery.enabled", text)
    assert clause == f"{text!r} is neither true nor false"


@pytest.mark.parametrize("name", POSITIVE)
def test_a_positive_whole_number_is_read(name: str) -> None:
    assert OPTIONS[name].parse("1") == 1
    assert OPTIONS[name].parse(" 90 ") == 90


@pytest.mark.parametrize("name", POSITIVE)
@pytest.mark.parametrize("text", ["-5", "0", "", "1.5", "60s", "+60", "1_000", "６０"])
def test_what_is_no_positive_whole_number_of_seconds_is_refused(name: str, text: str) -> None:
    assert refusal(name, text) == f"{text!r} is not a positive whole number of seconds"


def test_the_range_of_a_random_delay_to_eservices_may_be_zero() -> None:
    name = "disaster-recovery.eservices-random-delay-range"
    assert OPTIONS[name].parse("0") == 0
    assert refusal(name, "-1") == "'-1' is not a whole number of seconds, 0 or more"
    assert refusal(name, "soon") == "'soon' is not a whole number of seconds, 0 or more"


@pytest.mark.parametrize("name", REG_TIMEOUTS)
@pytest.mark.parametrize("text", ["0", "", "  ", "never", "60s", "-"])
def test_a_reg_timeout_of_zero_nothing_or_a_word_means_no_registration(
    name: str, text: str
) -> None:
    assert OPTIONS[name].parse(text) == 0


@pytest.mark.parametrize("name", REG_TIMEOUTS)
def test_a_whole_reg_timeout_is_read(name: str) -> None:
    assert OPTIONS[name].parse("45") == 45


@pytest.mark.parametrize("name", REG_TIMEOUTS)
@pytest.mark.parametrize("text", ["-1", "-0.5", "45.5", "+45", "-.5"])
def test_a_reg_timeout_that_is_negative_or_not_whole_is_refused(name: str, text: str) -> None:
    assert refusal(name, text) == f"{text!r} is not a whole number of seconds, 0 or more"


@pytest.mark.parametrize("text", ["Site X", " Site X", "ÉCOLE-2", "a,b"])
def test_a_site_name_is_any_text_with_a_character(text: str) -> None:
    assert OPTIONS["disaster-recovery.site"].parse(text) == text


@pytest.mark.parametrize("text", ["", "   "])
def test_a_name_without_a_character_is_refused(text: str) -> None:
    assert refusal("disaster-recovery.preferred-site", text) == (
        f"{text!r} is not the name of a site, which has at least one character"
    )
    assert refusal("disaster-recovery.name", text) == (
        f"{text!r} is not a name, which has at least one character"
    )


def test_the_eservices_site_is_restricted_to_its_documented_characters() -> None:
    name = "disaster-recovery.eservices-site"
    assert OPTIONS[name].parse("Site_1 @north") == "Site_1 @north"
    for text in ("Site-1", "Site\n", "É"):
        assert refusal(name, text) == (
            f"{text!r} is not the name of a site in the characters [A-Za-z0-9_@ ]"
        )


def test_a_transport_is_one_of_three() -> None:
    option = OPTIONS["sipendpoint.transport-protocol"]
    assert [option.parse(text) for text in option.choices] == ["UDP", "TCP", "TLS"]
    assert refusal(option.name, "SCTP") == "'SCTP' is not one of UDP, TCP, TLS"


@pytest.mark.parametrize(("text", "value"), [("", ""), ("0", 0), ("5061", 5061)])
def test_a_port_may_be_empty_or_zero(text: str, value: int | str) -> None:
    assert OPTIONS["sipendpoint.sbc-register-port"].parse(text) == value


@pytest.mark.parametrize("text", ["65536", "-1", "sip", "5060.0"])
def test_anything_else_is_no_port(text: str) -> None:
    assert refusal("sipendpoint.sbc-register-port.peer", text) == (
        f"{text!r} is not a port number from 0 to 65535, nor empty"
    )


@pytest.mark.parametrize("text", ["", "192.0.2.1", "_sip._udp.example.com", "[2001:db8::1]"])
def test_an_address_may_be_empty(text: str) -> None:
    assert OPTIONS["sipendpoint.sbc-register-address"].parse(text) == text


def test_an_address_has_no_space_inside() -> None:
    assert refusal("sipendpoint.sbc-register-address.peer", "a b") == (
        "'a b' is not a host, an IP address or a domain name, nor empty"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("disaster-recovery.wait-for-sipphone-timeout", "30 s (unverified)"),
        ("disaster-recovery.auto-restore", "true (unverified)"),
        ("disaster-recovery.peer-site", "none (unverified)"),
        ("sipendpoint.sbc-register-address", "empty (unverified)"),
        ("disaster-recovery.timeout", "60 s"),
        ("disaster-recovery.eservices-site", "none"),
        ("sipendpoint.sbc-register-port", "empty"),
        ("sipendpoint.transport-protocol", "UDP"),
    ],
)
def test_a_default_is_shown_with_its_unit_and_its_doubt(name: str, shown: str) -> None:
    assert OPTIONS[name].default_shown() == shown


@every_option
def test_exactly_the_unverified_defaults_are_marked(option: Option) -> None:
    assert option.unverified == (DOCUMENTED[option.name][2] == "R")
    assert option.unverified == option.default_shown().endswith("(unverified)")


def test_a_time_of_effect_that_could_not_be_read_is_marked() -> None:
    marked = {n for n, o in OPTIONS.items() if o.takes_effect.endswith("(unverified)")}
    assert marked == {
        "disaster-recovery.preferred-site",
        "disaster-recovery.peer-site",
        "disaster-recovery.wait-for-sipphone-timeout",
        "disaster-recovery.auto-restore",
        "disaster-recovery.restore-agent-state",
        *REG_TIMEOUTS,
        *(name.replace("timeout", "interval") for name in REG_TIMEOUTS),
    }


def test_valid_values_that_could_not_be_read_are_marked() -> None:
    marked = {name for name, option in OPTIONS.items() if "(unverified)" in option.valid}
    assert marked == {
        "disaster-recovery.wait-for-sipphone-timeout",
        "disaster-recovery.auto-restore",
    }


@every_option
def test_every_option_is_nearest_to_itself(option: Option) -> None:
    assert nearest(option.name) == option.name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("disaster-recovery.time-out", "disaster-recovery.timeout"),
        ("Disaster-Recovery.Enabled", "disaster-recovery.enabled"),
        ("disaster_recovery.auto_restore", "disaster-recovery.auto-restore"),
        ("sipendpoint.proxies.proxy1.reg timeout", "sipendpoint.proxies.proxy1.reg_timeout"),
        ("warm-standby.retry_delay", "warm-standby.retry-delay"),
    ],
)
def test_a_slip_of_the_pen_is_understood(written: str, meant: str) -> None:
    assert nearest(written) == meant


@pytest.mark.parametrize("written", ["", "colour", "voicemail.greeting"])
def test_a_name_like_none_has_no_nearest(written: str) -> None:
    assert nearest(written) is None
