"""Jumps per year of distance, and numbers printed again."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.transform.figures import figure, observations

from .example import judged


def jumps(figures: pd.DataFrame) -> pd.DataFrame:
    return judged(figures, "stock-tripled", "stock-halved")


def repeats(figures: pd.DataFrame) -> pd.DataFrame:
    return judged(figures, "same-number-again")


def outside_limits(figures: pd.DataFrame) -> pd.DataFrame:
    return judged(figures, "rate-outside-range", "negative-value")


def told(found: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(found["rule"], found["year"], strict=True))


def pair(
    first: tuple[int, float], second: tuple[int, float], name: str = "members", **other: str
) -> pd.DataFrame:
    return observations(figure("34", name, *first, **other), figure("34", name, *second, **other))


@pytest.mark.parametrize(
    ("year", "value", "expected"),
    [
        (2021, 300, []),  # three times in a year: at the limit
        (2021, 301, [("stock-tripled", 2021)]),
        (2022, 900, []),  # 3 x 3 in two years
        (2022, 901, [("stock-tripled", 2022)]),
        (2021, 50, []),
        (2021, 49, [("stock-halved", 2021)]),
        (2022, 25, []),
        (2022, 24, [("stock-halved", 2022)]),
    ],
)
def test_a_stock_may_triple_or_halve_for_each_year_of_distance(
    year: int, value: float, expected: list[tuple[str, int]]
) -> None:
    assert told(jumps(pair((2020, 100), (year, value)))) == expected


def test_bounds_count_and_the_least_possible_jump_is_judged() -> None:
    rows = observations(
        figure("34", "members", 2020, 100, "at_least"), figure("34", "members", 2021, 900)
    )
    assert jumps(rows).empty


def test_a_flow_may_jump_and_small_numbers_too() -> None:
    assert jumps(pair((2020, 100), (2021, 900), "fund_raised")).empty
    assert jumps(pair((2020, 3), (2021, 12))).empty


def test_no_jump_and_no_repeat_across_a_break() -> None:
    name = "learning_family_recognised"
    assert jumps(pair((2021, 100), (2022, 900), name)).empty
    assert repeats(pair((2021, 274_000), (2022, 274_000), name)).empty


def test_the_same_large_number_a_year_later_is_worth_knowing() -> None:
    found = repeats(pair((2023, 274_000), (2024, 274_000), "learning_family_recognised"))
    assert told(found) == [("same-number-again", 2024)]
    assert found["seen"].tolist() == ["274000 274000"]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("grassroots_associations", (2023, 1_672), (2024, 1_672)),  # structural
        ("members", (2023, 672), (2024, 672)),  # too small
        ("members", (2022, 274_000), (2024, 274_000)),  # not the next year
        ("members", (2023, 274_000), (2024, 274_001)),
    ],
)
def test_structural_small_distant_and_different_numbers_are_no_repeats(
    name: str, first: tuple[int, float], second: tuple[int, float]
) -> None:
    assert repeats(pair(first, second, name)).empty


def test_a_number_rounded_in_both_years_is_no_sign_of_copying() -> None:
    both = [figure("34", "members", year, 300_000, "at_least") for year in (2023, 2024)]
    assert repeats(observations(*both)).empty
    one = observations(figure("34", "members", 2023, 300_000), both[1])
    assert told(repeats(one)) == [("same-number-again", 2024)]


def test_a_percentage_lies_within_0_and_100_and_nothing_is_negative() -> None:
    rate = "members_with_card_rate"
    found = outside_limits(
        observations(
            figure("34", rate, 2020, 100.5),
            figure("34", rate, 2021, 100),
            figure("34", rate, 2022, 101, "nearly"),  # may well be 99
            figure("34", rate, 2023, 101, "at_least"),
            figure("34", "members", 2020, -5),
            figure("34", "fund_per_head", 2020, 185_000),
        ),
    )
    assert told(found) == [
        ("rate-outside-range", 2020), ("rate-outside-range", 2023), ("negative-value", 2020)
    ]  # fmt: skip


def test_a_slip_of_the_unit_is_told_once_and_not_the_way_back() -> None:
    years = ((2020, 100.0), (2021, 100_000.0), (2022, 101.0))
    rows = observations(*(figure("34", "members", year, value) for year, value in years))
    assert told(judged(rows, "unit-slip")) == [("unit-slip", 2021)]
    low = ((2020, 100_000.0), (2021, 100.0), (2022, 101_000.0))
    rows = observations(*(figure("34", "members", year, value) for year, value in low))
    assert told(judged(rows, "unit-slip")) == [("unit-slip", 2021)]
