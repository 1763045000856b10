"""Cells of the same words are taken apart once, and no cell says anything else for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.reading.numbers import Expectation, Measure, understand_cell, understand_plain
from khdash.reading.numbers.expression import parse_cell
from khdash.reading.numbers.shape import parse_alike

WORDS = (
    "hơn", "gần", "khoảng", "trên", "trở lên", "từ", "đến", "đạt", "chiếm", "nửa", "rưỡi",
    "nghìn", "vạn", "triệu", "tỷ", "đồng", "người", "đồng/người", "hội viên", "suất", "%", "(",
    ")", "[", "]", "/", "-", "–", "*", "¹", "'", ".", ",", ";", "=", "e", "E+", "x", "\u00a0", "５",
)  # fmt: skip
numbers = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", ".")),
    st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", " ")),
    st.tuples(st.integers(0, 999), st.sampled_from(".,"), st.integers(0, 9999)).map(
        lambda parts: "".join(map(str, parts))
    ),
    st.integers(0, 99).map(lambda n: f"0{n}"),
)
pieces = st.tuples(st.one_of(numbers, st.sampled_from(WORDS)), st.sampled_from(["", " "]))
cells = st.lists(pieces, min_size=1, max_size=7).map(
    lambda parts: "".join(text + space for text, space in parts)
)


@settings(max_examples=500)
@given(cells)
def test_a_cell_taken_apart_by_its_words_is_the_cell_taken_apart_by_itself(text: str) -> None:
    assert parse_alike(text) == parse_cell(text)


def test_two_cells_of_the_same_words_keep_their_own_numbers() -> None:
    values = [
        understand_cell(text, "vi").value  # type: ignore[union-attr]
        for text in ("46 vạn", "52 vạn", "1 tỷ 539 triệu đồng", "2 tỷ 40 triệu đồng")
    ]
    assert values == [460_000, 520_000, 1_539, 2_040]


def test_cells_of_digits_alone_are_read_as_one_column() -> None:
    assert understand_plain(["0", "7", "12650"], Expectation("count")) == [0, 7, 12_650]


def test_cells_of_digits_alone_follow_the_scale_of_their_header() -> None:
    thousands = Expectation("count", Measure("persons", 1_000))
    assert understand_plain(["540", "12"], thousands) == [540_000, 12_000]


@pytest.mark.parametrize("other", ["012", "12.650", "-5", "", "1234567890123456", "５", "x"])
def test_a_column_with_any_other_cell_is_not_of_digits_alone(other: str) -> None:
    assert understand_plain(["7", other], Expectation("count")) is None
