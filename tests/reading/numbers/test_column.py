"""Columns: which cells decide, which contradict, and what is asked."""

from __future__ import annotations

import pytest

from khdash.reading.numbers import (
    MILLION_VND,
    Ambiguous,
    Evidence,
    Example,
    Expectation,
    Measure,
    NotANumber,
    Understood,
    agree_convention,
    decide_column,
    understand_column,
)

COUNT = Expectation("count")
MONEY = Expectation("money", MILLION_VND)
RATE = Expectation("rate")
ANY = Expectation()


def values(texts: list[str], expected: Expectation = ANY, **hints: object) -> list[float | None]:
    """The understood values, None for every cell that is asked, refused or missing."""
    outcomes = understand_column(texts, expected, **hints).outcomes  # type: ignore[arg-type]
    return [cell.value if isinstance(cell, Understood) else None for cell in outcomes]


@pytest.mark.parametrize(
    ("cells", "convention"),
    [
        (["12.650", "1.234.567"], "vi"),
        (["12.650", "1.234,5"], "vi"),
        (["12.650", "0,5"], "vi"),
        (["12,650", "0,5"], "vi"),
        (["12.650", "12,65"], "vi"),
        (["37.708 triệu đồng", "52,1 tỷ"], "vi"),
        (["12.650", "1.539 tỷ 200 triệu"], "vi"),
        (["12.650", "1.234 (86,2%)"], "vi"),
        (["12,650", "1,234,567"], "en"),
        (["12,650", "1,234.5"], "en"),
        (["12,650", "12.65"], "en"),
        (["17.516", "1.23", "0.5"], "en"),
    ],
)
def test_one_cell_that_can_be_read_in_one_way_decides_the_column(
    cells: list[str], convention: str
) -> None:
    reading = decide_column(cells)
    assert (reading.status, reading.convention) == ("decided", convention)


def test_the_deciding_cell_is_named() -> None:
    reading = decide_column(["x", "12.650", "1.234,5"])
    assert reading.evidence == (Evidence(2, "1.234,5", "vi"),)


def test_a_column_of_three_digit_groups_is_asked_with_three_cells_and_both_readings() -> None:
    result = understand_column(["12.650", "9.001", "x", "204.300", "7.125"])
    assert result.reading.status == "ambiguous"
    assert result.reading.convention is None
    assert result.reading.examples == (
        Example(0, "12.650", 12650, 12.65),
        Example(1, "9.001", 9001, 9.001),
        Example(3, "204.300", 204300, 204.3),
    )
    assert result.outcomes[0] == Ambiguous(12650, 12.65)


def test_an_answer_settles_what_was_asked() -> None:
    assert values(["12.650", "9.001"], answer="vi") == [12650, 9001]
    assert values(["12.650", "9.001"], answer="en") == [12.65, 9.001]


def test_people_are_counted_in_whole_numbers_so_dots_group() -> None:
    assert values(["12.650", "9.001", "863"], COUNT) == [12650, 9001, 863]
    assert values(["12,650", "9,001", "863"], COUNT) == [12650, 9001, 863]


def test_a_damaged_count_is_refused_and_decides_nothing() -> None:
    """12.65 members were 12.650 before a program took them for a decimal."""
    result = understand_column(["12.650", "12.65", "9.001"], COUNT)
    assert result.reading.convention == "vi"
    assert result.outcomes == [
        Understood(12650),
        NotANumber("fraction_in_count"),
        Understood(9001),
    ]


def test_counts_grouped_in_two_ways_are_mixed_and_not_read() -> None:
    result = understand_column(["12.650", "13,200", "863"], COUNT)
    assert result.reading.status == "mixed"
    assert result.reading.conflicts == (
        Evidence(0, "12.650", "vi"),
        Evidence(1, "13,200", "en"),
    )
    assert result.outcomes == [Ambiguous(12650, None), Ambiguous(None, 13200), Understood(863)]


def test_in_a_mixed_column_only_cells_clear_in_themselves_are_read() -> None:
    cells = ["1.234.567", "1,234.5", "12.650", "12.65", "0,5", "863", "1.234,5"]
    assert values(cells) == [1234567, 1234.5, None, None, None, 863, 1234.5]


def test_counts_in_thousands_may_have_decimals_and_are_asked() -> None:
    thousands = Expectation("count", Measure("persons", 1000))
    assert decide_column(["12.650"], expected=thousands).status == "ambiguous"
    assert values(["12.650", "9,5"], thousands) == [12650000, 9500]


def test_a_rate_is_never_a_thousand_percent() -> None:
    assert values(["12.650", "9.125"], RATE) == [12.65, 9.125]
    assert values(["12,650", "86,2"], RATE) == [12.65, 86.2]


def test_rates_with_dots_and_commas_are_each_certain_but_reported() -> None:
    result = understand_column(["86,2", "71.25", "12.650"], RATE)
    assert result.reading.status == "mixed"
    assert result.outcomes == [
        Understood(86.2, measure="%"),
        Understood(71.25, measure="%"),
        Ambiguous(None, 12.65),
    ]


def test_a_careless_decimal_dot_does_not_shrink_its_neighbours() -> None:
    """1.5 tỷ is written by the same offices that write 37.708 triệu."""
    for cells in (
        ["1.5 tỷ", "37.708 triệu"],
        ["12.650", "1.5", "9.5"],
        ["12.651", "9.002", "1.5"],
        ["17,516", "1.5"],
    ):
        result = understand_column(cells, MONEY)
        assert result.reading.status == "ambiguous", cells
        assert not any(isinstance(cell, Understood) for cell in result.outcomes)


def test_a_column_without_separators_needs_no_convention() -> None:
    reading = decide_column(["863", "1 539", "46 vạn", "x", "-", "861/863"])
    assert (reading.status, reading.convention) == ("unneeded", None)


def test_spreadsheet_numbers_are_read_as_they_are_and_decide_nothing() -> None:
    result = understand_column(["12.65", "12.650", "12.65"], is_number=[True, False, False])
    assert result.reading.evidence == (Evidence(2, "12.65", "en"),)
    assert result.outcomes[0] == Understood(12.65)
    alone = understand_column(["12.65", "12.650"], is_number=[True, False])
    assert alone.reading.status == "ambiguous"


def test_a_fraction_that_may_be_a_date_is_read_beside_clear_fractions_only() -> None:
    assert values(["5/12", "861/863"]) == [5, 861]
    assert values(["5/12", "863"]) == [None, 863]


def test_decided_columns_speak_for_an_undecided_one_of_the_file() -> None:
    decided = decide_column(["1.234,5"])
    asked = decide_column(["12.650"])
    agreement = agree_convention([asked, decided])
    assert agreement is not None
    assert (agreement.convention, agreement.column) == ("vi", 1)
    assert agreement.evidence == Evidence(0, "1.234,5", "vi")
    result = understand_column(["12.650"], agreed=agreement.convention)
    assert (result.reading.status, result.outcomes) == ("agreed", [Understood(12650)])


def test_weak_evidence_of_a_column_and_a_file_that_agrees_settle_it() -> None:
    cells = ["12.650", "1.5"]
    assert values(cells) == [None, None]
    assert values(cells, agreed="en") == [12.65, 1.5]
    assert values(cells, agreed="vi") == [None, None]


def test_columns_that_contradict_or_are_careless_speak_for_none() -> None:
    vi, en = decide_column(["1.234,5"]), decide_column(["1,234.5"])
    careless = decide_column(["71.25"])
    mixed = decide_column(["1.234,5", "1,234.5"])
    assert agree_convention([vi, en]) is None
    assert agree_convention([careless]) is None
    assert agree_convention([vi, careless]) is None
    assert agree_convention([vi, mixed]) is None
    assert agree_convention([]) is None


def test_the_file_never_overrules_a_column_that_decides_for_itself() -> None:
    assert values(["12.650", "1.234,5"], agreed="en") == [12650, 1234.5]


def test_inputs_are_left_as_they_were() -> None:
    texts, numbers = ["12.650", "5"], [False, True]
    understand_column(texts, is_number=numbers)
    assert (texts, numbers) == (["12.650", "5"], [False, True])
