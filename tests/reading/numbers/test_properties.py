"""Random columns: right, asked or refused, never silently wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khdash.reading.numbers import (
    MILLION_VND,
    Expectation,
    Understood,
    decide_column,
    understand_cell,
    understand_column,
)
from khdash.reading.numbers.outcome import Convention

conventions = st.sampled_from(["vi", "en"])
expectations = st.sampled_from(
    [
        Expectation(),
        Expectation("count"),
        Expectation("rate"),
        Expectation("money"),
        Expectation("money", MILLION_VND),
    ]
)
hundredths = st.integers(0, 10**11).map(lambda n: n / 100)


def written(value: float, convention: str, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if convention == "vi" else text


@given(st.lists(hundredths, min_size=1), conventions)
def test_a_column_with_a_deciding_cell_reads_back_exactly(
    numbers: list[float], convention: Convention
) -> None:
    numbers = [*numbers, 1234567.25]
    texts = [written(number, convention, 2) for number in numbers]
    result = understand_column(texts)
    assert result.reading.convention == convention
    assert [cell.value for cell in result.outcomes if isinstance(cell, Understood)] == numbers


@given(st.lists(st.integers(0, 10**12), min_size=1), conventions, expectations)
def test_whole_numbers_with_groups_are_right_or_not_read(
    numbers: list[int], convention: str, expected: Expectation
) -> None:
    """A rate is left out above 100: nobody groups the digits of a percentage."""
    texts = [written(number, convention, 0) for number in numbers]
    outcomes = understand_column(texts, expected).outcomes
    for number, cell in zip(numbers, outcomes, strict=True):
        if isinstance(cell, Understood) and (expected.kind != "rate" or number <= 100):
            assert cell.value == number


@given(st.lists(st.integers(0, 10**12), min_size=1), conventions)
def test_whole_numbers_of_things_are_always_read(numbers: list[int], convention: str) -> None:
    texts = [written(number, convention, 0) for number in numbers]
    outcomes = understand_column(texts, Expectation("count")).outcomes
    assert [cell.value for cell in outcomes if isinstance(cell, Understood)] == numbers


@given(
    st.lists(st.tuples(st.integers(1000, 10**9), conventions), min_size=2),
    st.sampled_from([Expectation(), Expectation("count"), Expectation("money")]),
)
def test_two_writers_in_one_column_of_whole_numbers_never_make_a_wrong_one(
    cells: list[tuple[int, str]], expected: Expectation
) -> None:
    """Where only groups of one writer are long, the short ones of the other read as decimals."""
    texts = [written(number, convention, 0) for number, convention in cells]
    result = understand_column(texts, expected)
    if result.reading.status in ("mixed", "ambiguous", "unneeded") or expected.kind == "count":
        for (number, _), cell in zip(cells, result.outcomes, strict=True):
            assert not isinstance(cell, Understood) or cell.value == number


@given(
    st.integers(0, 999),
    st.integers(0, 999),
    st.integers(0, 999),
    st.sampled_from(["tỷ", "tỉ"]),
    st.sampled_from(["nghìn", "ngàn"]),
)
def test_spoken_money_is_the_sum_of_its_parts(
    billions: int, millions: int, thousands: int, billion: str, thousand: str
) -> None:
    text = f"{billions} {billion} {millions} triệu {thousands} {thousand} đồng"
    total = billions * 10**9 + millions * 10**6 + thousands * 10**3
    outcome = understand_cell(text, None)
    assert isinstance(outcome, Understood)
    assert outcome.value == total / 10**6


@given(st.lists(st.text(max_size=30)), expectations)
def test_any_text_has_an_outcome(texts: list[str], expected: Expectation) -> None:
    assert len(understand_column(texts, expected).outcomes) == len(texts)


@given(st.lists(st.text("0123456789.,' -/%()trđngkx", max_size=12)), expectations)
def test_any_near_number_has_an_outcome(texts: list[str], expected: Expectation) -> None:
    assert len(understand_column(texts, expected).outcomes) == len(texts)


@given(st.lists(st.text("0123456789.,", min_size=1, max_size=9)))
def test_the_decision_does_not_depend_on_the_order_of_cells(texts: list[str]) -> None:
    there, back = decide_column(texts), decide_column(texts[::-1])
    assert (there.status, there.convention) == (back.status, back.convention)
