"""A sequence chart can be read at any width, and in any of the usual fonts."""

import re
from dataclasses import replace

import pytest

from charts.boxes import SVG, boxes, faults, picture, texts, widths_of, words_of
from twinsite_charts.model import Band, Chart, Kind, Message, Move, Note, Row
from twinsite_charts.svg import WIDTH, render_svg, width_of
from twinsite_charts.text import WIDEST, Style, in_ascii, render_lines, render_text
from twinsite_charts.widths import text_width
from twinsite_charts.wrap import wrap

OPTION = "disaster-recovery.wait-for-sipphone-timeout"
CHART = Chart(
    title="A shop is closed",
    sentence="The buyer goes to another one.",
    lanes=("First shop", "Other shop", "Cart", "Buyer", "Friend"),
    rows=(
        Row("1", (Message("Buyer", "First shop", "open?", Kind.COMMAND),)),
        Band("from here on in a loop", loop=True),
        Row("2", (Message("Buyer", "Buyer", "an hour is over", Kind.TIME, OPTION),)),
        Row("", (Note("hungry → hungrier", "the buyer"),)),
        Band("∞ again and again", loop=True),
        Band("… the same again from 4.0 s"),
        Row(
            "3",
            (
                Message("Friend", "Buyer", "calls (ADV-02)"),
                Move("now at the other shop", 1),
                Message("First shop", "First shop", "is closed"),
            ),
            "this step breaks ADV-02",
        ),
    ),
    verdict="REFUTED in 3 steps · ADV-02",
    wrong=True,
    remarks=("Nobody buys twice.",),
    striped="Buyer",
    stripes=("buys at the first shop", "buys at the other shop"),
    table=(("", "at the start", "at the end"), ("the buyer", "hungry", "fed")),
    end="All are fed.",
)
WIDTHS = (40, 60, 79, 80, 99, 100, 110, 120, 200)
LADDERS = [width for width in WIDTHS if width >= 80]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal_or_ends_with_a_blank(width: int) -> None:
    lines = render_text(CHART, width).splitlines()
    assert max(map(len, lines)) <= min(width, WIDEST)
    assert lines == [line.rstrip() for line in lines]
    for pieces in render_lines(CHART, width):
        assert not pieces or pieces[-1][0] == pieces[-1][0].rstrip()


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_is_told_at_any_width(width: int) -> None:
    told = words_of(render_text(CHART, width)).replace("═", "")
    known = " ".join(told.split())
    for words in (
        *(CHART.title, CHART.verdict, CHART.sentence, CHART.remarks[0], CHART.end),
        *("open?", "an hour is over", "· the buyer: hungry → hungrier", "calls (ADV-02)"),
        *("∞ again and again", "… the same again from 4.0 s", "now at the other shop"),
        *("✗ this step breaks ADV-02", "at the start", "at the end", "fed"),
    ):
        assert words in known, words
    assert OPTION in known.replace("- ", "-").replace(". ", ".")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_is_broken_but_behind_a_joint(width: int) -> None:
    whole = set(re.findall(r"\w+", render_text(CHART, WIDEST)))
    assert set(re.findall(r"\w+", render_text(CHART, width))) <= whole


@pytest.mark.parametrize("width", LADDERS)
def test_lanes_stay_aligned(width: int) -> None:
    lines = render_text(CHART, width).splitlines()
    head = next(n for n, line in enumerate(lines) if "Cart" in line and "Friend" in line)
    columns = [lines[head].index(lane.split()[0]) for lane in CHART.lanes]
    columns = [c + len(n.split()[0]) // 2 for c, n in zip(columns, CHART.lanes, strict=True)]
    ladder = lines[head + 2 : lines.index("", head)]
    for line in ladder:
        assert all(line[at] in "│║├┤┼╫╟╢◷●╪╬" for at in columns), line
        if "═" not in line:
            rails = line[columns[0] : columns[-1] + 1]
            assert not set(rails) - set("│║├┤┼╫╟╢◷●─►◄ "), line
            assert re.fullmatch(r"(✗| ) *\d*", line[: columns[0]].rstrip() or " "), line


def test_without_room_for_lanes_each_message_names_its_own() -> None:
    text = render_text(CHART, 60)
    assert "Buyer → First shop: open?" in text
    assert "◷ Buyer: an hour is over" in text
    assert "● First shop: is closed" in text
    assert "the buyer: hungry → fed" in text


def test_a_lane_is_double_from_its_second_stripe_on() -> None:
    before, after = render_text(CHART, 80).split("now at the other shop")
    assert "║" not in before.split("Friend")[1]
    assert "║" in after


def test_a_wide_terminal_is_used_up_to_a_limit() -> None:
    assert max(widths_of(render_text(CHART, 300))) == WIDEST


def test_a_very_narrow_terminal_is_treated_as_one_of_forty() -> None:
    assert render_text(CHART, 1) == render_text(CHART, 40)


def test_only_what_is_wrong_is_marked() -> None:
    marked = {s for pieces in render_lines(CHART, 80) for _, s in pieces}
    assert {Style.WRONG, Style.LOOP, Style.MOVE, Style.TIME} <= marked
    fine = replace(CHART, rows=CHART.rows[:1], wrong=False, verdict="PROVED")
    assert "✗" not in render_text(fine, 80)
    assert not [
        g for g in picture(render_svg(fine)).iter() if g.get("class") in ("broken", "cross")
    ]


def test_ascii_keeps_every_line_in_its_place() -> None:
    text = render_text(CHART, 80)
    plain = in_ascii(text)
    assert plain.isascii()
    assert "\\" not in plain
    assert list(map(len, text.splitlines())) == list(map(len, plain.splitlines()))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_no_text_of_a_picture_is_cut_or_meets_another(count: int) -> None:
    lanes = tuple(f"Lane{n} site" for n in range(count))
    rows = [
        Row(
            f"{n}00.5 s",
            (
                Message(lanes[a], lanes[b], "a message of several words (MSG-01)", kind, OPTION),
                Note("words " * 9, "a rather long subject"),
                Move("now " * a + "there", n % 2),
                Message(lanes[b], lanes[a], "un-REGISTER", Kind.COMMAND),
            ),
            "this is wrong " * (n % 2),
        )
        for n, (a, b, kind) in enumerate(
            (a, b, k) for a in range(count) for b in range(count) for k in Kind
        )
    ]
    chart = replace(
        CHART, lanes=lanes, rows=(*rows, *CHART.rows[1:2], *CHART.rows[4:6]), striped=""
    )
    assert not faults(render_svg(chart))


def test_the_picture_shows_all_that_the_text_does() -> None:
    root = picture(render_svg(CHART))
    told = " ".join(words for _, words in texts(root))
    for words in (
        CHART.title,
        CHART.verdict,
        CHART.end,
        "calls (ADV-02)",
        "an hour is over",
        "fed",
    ):
        assert words in told
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == CHART.title
    assert root.findtext(f"{SVG}desc") == f"{CHART.verdict}. {CHART.sentence}"
    assert [e.get("class") for e in root.iter(f"{SVG}path")].count("again") == 1


def test_what_a_note_is_about_is_told_apart() -> None:
    spans = ["".join(span.itertext()) for span in picture(render_svg(CHART)).iter(f"{SVG}tspan")]
    assert spans == ["the buyer:", "(ADV-02)"]


def test_the_same_chart_gives_the_same_picture() -> None:
    assert render_svg(CHART) == render_svg(replace(CHART))


def test_texts_are_escaped() -> None:
    odd = "<b> & \"c\" 'd' ]]> \x00\x1b"
    root = picture(render_svg(replace(CHART, title=odd, sentence=odd, remarks=(odd,))))
    clean = "<b> & \"c\" 'd' ]]> ��"
    assert root.findtext(f"{SVG}title") == clean
    assert {("title", clean), ("sentence", clean), ("quiet", clean)} <= set(texts(root))


def test_an_overlong_word_is_broken_and_not_cut() -> None:
    root = picture(render_svg(replace(CHART, sentence="x" * 400)))
    parts = [words for kind, words in texts(root) if kind == "sentence"]
    assert "".join(parts).startswith("x" * 400)
    assert all(box.right <= WIDTH for box in boxes(root))


@pytest.mark.parametrize(
    ("words", "room", "hang", "expected"),
    [
        ("", 5, "", [""]),
        ("a b c", 3, "", ["a b", "c"]),
        ("a bb cc", 4, "  ", ["a bb", "  cc"]),
        ("see warm-standby.delay now", 13, "", ["see", "warm-standby.", "delay now"]),
        ("abcdefgh", 3, "", ["abc", "def", "gh"]),
        ("x abcdefgh", 4, " ", ["x ab", " cde", " fgh"]),
        ("◷ warm-standby.random-delay", 18, "  ", ["◷ warm-standby.", "  random-delay"]),
        ("warm-standby.random-delay-range", 14, "", ["warm-standby.", "random-delay-", "range"]),
    ],
)
def test_words_are_broken_at_blanks_then_at_joints_then_anywhere(
    words: str, room: int, hang: str, expected: list[str]
) -> None:
    assert expected == wrap(words, room, hang=hang)


def test_wrapped_words_fit() -> None:
    for line in wrap("W" * 400 + " and so on", 100, lambda text: width_of(text, "event")):
        assert width_of(line, "event") <= 100


@pytest.mark.parametrize(
    ("text", "bold", "expected"),
    # advance widths of DejaVu Sans 2.37 at 1000 units an em
    [
        ("m", False, 975),
        ("m", True, 1042),
        ("il", False, 556),
        ("→", False, 1000),
        ("漢", True, 1100),
    ],
)
def test_text_is_measured_in_the_widest_font(text: str, *, bold: bool, expected: float) -> None:
    assert text_width(text, 1000, bold=bold) == expected
