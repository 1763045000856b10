"""Single cells, each expectation worked out by hand."""

from __future__ import annotations

import unicodedata

import pytest

from khdash.reading.numbers import (
    MILLION_VND,
    PERCENT,
    VND,
    VND_PER_PERSON,
    Ambiguous,
    Expectation,
    Measure,
    Missing,
    NotANumber,
    Understood,
    understand_cell,
)

COUNT = Expectation("count")
MONEY = Expectation("money")
THOUSAND_VND = Expectation("money", Measure("VND", 1000))
RATE = Expectation("rate")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567", 1234567),
        ("1.234,5", 1234.5),
        ("12.650", 12650),
        ("17,516", 17.516),
        ("1 539", 1539),
        ("1\u00a0539", 1539),
        ("1\u2009539\u2009000", 1539000),
        ("1\u202f539,25", 1539.25),
        ("1'539'000", 1539000),
        ("1’539", 1539),
        ("46 vạn", 460000),
        ("540 nghìn", 540000),
        ("540 ngàn", 540000),
        ("540k", 540000),
        ("540 nghin", 540000),
        ("1,5 triệu", 1500000),
        ("3 trăm", 300),
        ("2 trăm nghìn", 200000),
        ("nửa triệu", 500000),
        ("0,5", 0.5),
        ("0", 0),
        ("05", 5),
        ("-5", -5),
        ("−5", -5),
        ("+5", 5),
        ("(1.234)", -1234),
        ("１２．６５０", 12650),
        ("12.650.", 12650),
        ("'12.650", 12650),
        (" 12.650 ", 12650),
        ("đạt 863", 863),
        ("12.650 (người)", 12650),
        ("12.650,00", 12650),
    ],
)
def test_a_vietnamese_cell_reads_as_written(text: str, value: float) -> None:
    outcome = understand_cell(text, "vi")
    assert isinstance(outcome, Understood)
    assert (outcome.value, outcome.qualifier) == (value, "exact")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", 1234567),
        ("1,234.5", 1234.5),
        ("12,650", 12650),
        ("17.516", 17.516),
        ("1.5 million", 1500000),
        ("1 539.25", 1539.25),
    ],
)
def test_an_english_cell_reads_as_written(text: str, value: float) -> None:
    outcome = understand_cell(text, "en")
    assert isinstance(outcome, Understood)
    assert outcome.value == value


@pytest.mark.parametrize(
    ("text", "million"),
    [
        ("1 tỷ 539 triệu đồng", 1539),
        ("1 tỷ 999 triệu đồng", 1999),
        ("2 tỷ 2 triệu 500 nghìn đồng", 2002.5),
        ("2 triệu 500 nghìn 300 đồng", 2.5003),
        ("24.516.470.000 đồng", 24516.47),
        ("37.708 triệu đồng", 37708),
        ("37.708 trđ", 37708),
        ("37.708 tr.đ", 37708),
        ("52,1 tỷ", 52100),
        ("52,1 tỉ đồng", 52100),
        ("2 tỷ rưỡi", 2500),
        ("nửa tỷ đồng", 500),
        ("1 nghìn tỷ đồng", 1000000),
        ("1.539 tỷ 200 triệu", 1539200),
        ("2.000.000đ", 2),
        ("500 ngàn đồng", 0.5),
        ("5 trieu dong", 5),
    ],
)
def test_money_words_lead_to_million_vnd(text: str, million: float) -> None:
    outcome = understand_cell(text, "vi", expected=MONEY)
    assert isinstance(outcome, Understood)
    assert (outcome.value, outcome.measure) == (million, "million VND")


@pytest.mark.parametrize(
    ("measure", "text", "value", "unit"),
    [
        (MILLION_VND, "12.650", 12650, "million VND"),
        (Measure("VND", 10**9), "4,35", 4350, "million VND"),
        (Measure("VND", 10**3), "12.650", 12.65, "million VND"),
        (VND, "24.516.470.000", 24516.47, "million VND"),
        (MILLION_VND, "52,1 tỷ", 52100, "million VND"),
        (MILLION_VND, "37.708.000 đồng", 37.708, "million VND"),
        (VND_PER_PERSON, "50.000", 50000, "VND per person"),
        (VND_PER_PERSON, "50 nghìn đồng", 50000, "VND per person"),
        (Measure("VND per person", 10**3), "50", 50000, "VND per person"),
        (Measure("persons", 10**3), "1.953,2", 1953200, "persons"),
        (Measure("persons", 10**3), "46 vạn", 460000, "persons"),
        (PERCENT, "86,2", 86.2, "%"),
    ],
)
def test_the_header_gives_the_measure_and_words_in_the_cell_override_it(
    measure: Measure, text: str, value: float, unit: str
) -> None:
    outcome = understand_cell(text, "vi", expected=Expectation("unknown", measure))
    assert isinstance(outcome, Understood)
    assert (outcome.value, outcome.measure) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("hơn 204 nghìn", 204000, "at_least"),
        ("hon 204 nghin", 204000, "at_least"),
        ("trên 40%", 40, "at_least"),
        ("≥ 5", 5, "at_least"),
        (">=5", 5, "at_least"),
        ("từ 5 trở lên", 5, "at_least"),
        ("200+", 200, "at_least"),
        ("gần 9.000", 9000, "nearly"),
        ("dưới 10", 10, "nearly"),
        ("không quá 10", 10, "nearly"),
        ("≲ 5", 5, "nearly"),
        ("<= 5", 5, "nearly"),
        ("khoảng 20", 20, "about"),
        ("xấp xỉ 300", 300, "about"),
        ("ước đạt 300", 300, "about"),
        ("~300", 300, "about"),
        ("≈ 300", 300, "about"),
        ("trên dưới 200", 200, "about"),
        ("khoảng hơn 200", 200, "about"),
    ],
)
def test_words_and_signs_around_a_number_become_its_qualifier(
    text: str, value: float, qualifier: str
) -> None:
    outcome = understand_cell(text, "vi")
    assert isinstance(outcome, Understood)
    assert (outcome.value, outcome.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "expected", "outcome"),
    [
        ("861/863", COUNT, Understood(861, denominator=863)),
        ("30/30", COUNT, Understood(30, denominator=30)),
        ("5/12", COUNT, Understood(5, denominator=12)),
        ("1.861/1.863 xã", COUNT, Understood(1861, measure="count", denominator=1863)),
        ("861/863 (99,8 %)", COUNT, Understood(861, denominator=863, percent=99.8)),
        ("861/863 đạt 99,8%", COUNT, Understood(861, denominator=863, percent=99.8)),
        ("1.234 (86,2%)", COUNT, Understood(1234, percent=86.2)),
        ("1.234 (86,2%)", RATE, Understood(86.2, measure="%")),
        (
            "3/4 xã",
            RATE,
            Understood(75, measure="%", denominator=4, note="share_computed"),
        ),
        ("861/863 (99,8%)", RATE, Understood(99.8, measure="%", denominator=863)),
    ],
)
def test_a_numerator_keeps_its_denominator_and_the_share_beside_it(
    text: str, expected: Expectation, outcome: Understood
) -> None:
    assert understand_cell(text, None, expected=expected) == outcome


@pytest.mark.parametrize("text", ["86,2 %", "86,2%", "86,2 phần trăm", "86,2\u00a0％"])
def test_a_percent_sign_is_the_measure(text: str) -> None:
    assert understand_cell(text, "vi") == Understood(86.2, measure="%")


@pytest.mark.parametrize("text", ["12.650(1)", "12.650 (1)", "12.650*", "12.650¹", "12.650 [a]"])
def test_a_footnote_mark_is_set_apart(text: str) -> None:
    outcome = understand_cell(text, "vi")
    assert isinstance(outcome, Understood)
    assert outcome.value == 12650
    assert outcome.mark == text.removeprefix("12.650").strip()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        (" \u00a0\u200b", "blank"),
        ("x", "x"),
        ("X", "x"),
        ("…", "ellipsis"),
        ("...", "ellipsis"),
        ("………", "ellipsis"),
        ("-", "dash"),
        ("–", "dash"),
        ("—", "dash"),
        ("--", "dash"),
        ("KXĐ", "words"),
        ("chưa có", "words"),
        ("Không có số liệu", "words"),
        ("không báo cáo", "words"),
        ("N/A", "words"),
    ],
)
def test_a_gap_is_missing_and_never_zero(text: str, kind: str) -> None:
    outcome = understand_cell(text, "vi", expected=COUNT)
    assert isinstance(outcome, Missing)
    assert outcome.kind == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tổng cộng", "words"),
        ("12.34.567", "grouping"),
        ("12,34,567", "grouping"),
        ("1.23", "grouping"),
        ("1.2345", "grouping"),
        ("0.123.456", "grouping"),
        ("1.234 567", "grouping"),
        ("từ 5 đến 7", "range"),
        ("5-7", "range"),
        ("40 – 50%", "range"),
        ("150; 200", "several_numbers"),
        ("150  200", "several_numbers"),
        ("150\n200", "several_numbers"),
        ("150 + 20", "several_numbers"),
        ("31/12/2024", "date"),
        ("2024-12-31 00:00:00", "date"),
        ("31.12.2024", "date"),
        ("năm 2024", "date"),
        ("12/2023", "date_or_fraction"),
        ("5/12", "date_or_fraction"),
        ("12/24", "date_or_fraction"),
        ("2023-2024", "period"),
        ("2023/2024", "period"),
        ("863/861", "fraction_above_one"),
        ("1O5", "letter_for_digit"),
        ("12.65O", "letter_for_digit"),
        ("hai triệu", "number_words"),
        ("không", "word_zero"),
        ("không có", "word_zero"),
        ("II", "roman"),
        ("thứ 2", "ordinal"),
        ("a)", "ordinal"),
        ("2 tỷ 5", "compound"),
        ("1 tỷ 1.539 triệu", "compound"),
        ("1 tỷ 1000 triệu", "compound"),
        ("5 triệu 2 tỷ", "compound"),
        ("3 trạm", "unknown_unit"),
        ("3 tram", "unknown_unit"),
        ("1tr5", "unknown_unit"),
        ("50.000 đồng/suất", "unknown_unit"),
        ("5 USD", "unknown_unit"),
        ("12,", "unknown_unit"),
        ("– 5", "dash_before_number"),
        ("- 5", "dash_before_number"),
        ("(1)", "parentheses"),
        ("0912345678", "code"),
        ("12 345 678 901 234 567", "too_long"),
        ("=A1+1", "formula"),
        ("#REF!", "spreadsheet_error"),
        ("####", "spreadsheet_error"),
        ("9" * 10_000_000, "words"),
    ],
)
def test_what_is_no_clear_number_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert understand_cell(text, "vi") == NotANumber(reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("86,2 %", COUNT, "unit_conflict"),
        ("86,2 %", Expectation("unknown", MILLION_VND), "unit_conflict"),
        ("5 triệu đồng", RATE, "unit_conflict"),
        ("540 người", Expectation("count", Measure("persons", 1000)), "unit_conflict"),
        ("12,65", COUNT, "fraction_in_count"),
        ("12,65", Expectation("money", VND), "fraction_in_count"),
    ],
)
def test_what_contradicts_its_column_is_refused(
    text: str, expected: Expectation, reason: str
) -> None:
    assert understand_cell(text, "vi", expected=expected) == NotANumber(reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected", "outcome"),
    [
        ("12.650", Expectation(), Ambiguous(12650, 12.65)),
        ("12,650", Expectation(), Ambiguous(12.65, 12650)),
        ("37.708 triệu đồng", Expectation(), Ambiguous(37708, 37.708)),
        ("12.650", Expectation("money", MILLION_VND), Ambiguous(12650, 12.65)),
        ("12.650", Expectation("count", Measure("persons", 1000)), Ambiguous(12650000, 12650)),
        ("150.000", RATE, Ambiguous(150000, 150)),
        ("12.650", COUNT, Understood(12650)),
        ("12,650", COUNT, Understood(12650)),
        ("12.650 hội viên", Expectation(), Understood(12650, measure="persons")),
        ("12.650", RATE, Understood(12.65, measure="%")),
        ("12,650 %", Expectation(), Understood(12.65, measure="%")),
        ("50.000 đồng/người", Expectation(), Understood(50000, measure="VND per person")),
        ("1.234 (86,2%)", Expectation(), Understood(1234, percent=86.2)),
    ],
)
def test_without_a_convention_only_a_single_plausible_reading_is_taken(
    text: str, expected: Expectation, outcome: Understood | Ambiguous
) -> None:
    assert understand_cell(text, None, expected=expected) == outcome


def test_an_exponent_that_hides_digits_is_only_about_right() -> None:
    outcome = understand_cell("1,2E+06", "vi")
    assert outcome == Understood(1200000, "about", note="rounded")
    assert understand_cell("1,234567E+06", "vi") == Understood(1234567)


def test_decomposed_letters_read_like_composed_ones() -> None:
    text = unicodedata.normalize("NFD", "hơn 1 tỷ 539 triệu đồng")
    assert understand_cell(text, "vi") == Understood(1539, "at_least", "million VND", scaled=True)


@pytest.mark.parametrize(
    ("text", "expected", "outcome"),
    [
        ("12.65", Expectation(), Understood(12.65)),
        ("1234567", COUNT, Understood(1234567)),
        ("86.2 %", RATE, Understood(86.2, measure="%")),
        ("1e+16", Expectation(), Understood(1e16)),
        ("12650", THOUSAND_VND, Understood(12.65, measure="million VND")),
        ("12.65", COUNT, NotANumber("fraction_in_count")),
        ("86.2 %", COUNT, NotANumber("unit_conflict")),
        ("1_000", COUNT, NotANumber("words")),
        ("nan", COUNT, NotANumber("words")),
        ("", COUNT, Missing("blank")),
    ],
)  # fmt: skip
def test_a_spreadsheet_number_needs_no_convention(
    text: str, expected: Expectation, outcome: Understood
) -> None:
    assert understand_cell(text, "vi", is_number=True, expected=expected) == outcome


def test_a_hundred_per_cent_is_still_a_rate() -> None:
    """100,000 is a hundred with three decimals; of 100,001 neither reading is a share."""
    assert understand_cell("100,000", None, expected=RATE).value == 100  # type: ignore[union-attr]
    assert understand_cell("100.000", None, expected=RATE).value == 100  # type: ignore[union-attr]
    assert understand_cell("100,001", None, expected=RATE) == Ambiguous(100.001, 100001)
