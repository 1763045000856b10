"""Outlook: a robust slope as a range, never through a break."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.model.entries import SeriesBreak
from khdash.transform.outlook import OUTLOOK, Slope, outlooks, slope_of, value_at
from khdash.transform.series import joined, series_of

from .figures import figure, observations

BREAK = SeriesBreak("learning_title", 2022, "", "", "")


def ahead(*rows: dict[str, object], horizon: int = 2030, **asked: object) -> pd.Series:
    current = observations(*rows)
    series = joined(series_of(current, str(rows[0]["indicator"])), [BREAK])
    found = outlooks(series, [horizon], **asked)  # type: ignore[arg-type]
    assert len(found) == 1
    return found.iloc[0]


def members(year: int, value: float, qualifier: str = "exact", **other: object) -> dict:
    return figure("37", "members", year, value, qualifier, **other)


def test_the_middle_of_all_pairwise_slopes_ignores_one_wild_figure() -> None:
    # 10, 12, 14, 100: slopes 2, 2, 2, 30, 44, 86; the middle is (2 + 30) / 2.
    points = [(2020, 10.0), (2021, 12.0), (2022, 14.0), (2023, 100.0)]
    assert slope_of(points).middle == 16
    # Five on a line and one far off: 10 slopes of 2 against 5 others.
    line = [(2015 + i, 10.0 + 2 * i) for i in range(5)]
    assert slope_of([*line, (2020, 500.0)]).middle == 2


def test_with_three_points_the_range_is_all_three_slopes() -> None:
    # 10, 12, 20: slopes 2, 5 (from first to last) and 8.
    assert slope_of([(2020, 10), (2021, 12), (2022, 20)]) == Slope(5, 2, 8)


def test_with_ten_points_the_ends_are_the_13th_and_the_33rd_slope() -> None:
    # N = 45, C = 1,645 * sqrt(10 * 9 * 25 / 18) = 18,39: ranks 13,3 and 31,7 + 1, outwards.
    points = [(2010 + i, float(i * i)) for i in range(10)]
    # The slope from i to j of a square is i + j.
    slopes = sorted(i + j for i in range(10) for j in range(i))
    assert slope_of(points) == Slope(slopes[22], slopes[12], slopes[32])


def test_a_value_is_the_median_of_all_points_moved_along_the_slope() -> None:
    # To 2025 at 5 a year: 10 + 25, 12 + 20, 20 + 15 = 35, 32, 35.
    assert value_at([(2020, 10), (2021, 12), (2022, 20)], 5, 2025) == 35


def test_the_outlook_is_a_range_between_the_ends_of_the_slope() -> None:
    row = ahead(members(2018, 10), members(2019, 12), members(2020, 20), horizon=2022)
    # Slope 5, between 2 and 8. To 2022: 30, 27, 30 -> 30; 18, 18, 24 -> 18; 42, 36, 36 -> 36.
    assert (row["value"], row["lower"], row["upper"]) == (30, 18, 36)
    assert (row["first_year"], row["last_year"], row["points"]) == (2018, 2020, 3)
    assert (row["far"], row["reason"]) == (False, "")


def test_two_points_are_no_trend() -> None:
    row = ahead(members(2019, 10), members(2020, 12))
    assert (row["reason"], row["points"]) == ("too_few_points", 2)
    assert pd.isna(row["value"])


def test_only_the_figures_after_the_last_break_count() -> None:
    current = [figure("37", "members", y, v) for y, v in ((2019, 1), (2020, 2), (2021, 3))]
    row = ahead(*current, figure("37", "members", 2022, 50), horizon=2025)
    assert (row["reason"], row["points"]) == ("too_few_points", 1)


def test_no_outlook_passes_a_break_that_lies_ahead_of_the_last_figure() -> None:
    rows = [members(2018, 10), members(2019, 12), members(2020, 20)]
    assert ahead(*rows, break_years=[2022], horizon=2025)["reason"] == "not_comparable"
    assert ahead(*rows, break_years=[2022], horizon=2021)["reason"] == ""


def test_rounded_and_doubtful_figures_carry_no_outlook() -> None:
    rows = [members(2017, 8), members(2018, 10), members(2019, 12, "at_least")]
    row = ahead(*rows, members(2020, 20, confidence="low"))
    assert (row["reason"], row["points"]) == ("too_few_points", 2)
    assert ahead(members(2019, 12, "about"))["reason"] == "no_data"


def test_a_series_that_ended_too_early_has_no_outlook() -> None:
    rows = [members(2010, 10), members(2011, 12), members(2012, 20)]
    assert ahead(*rows, oldest=2018)["reason"] == "too_old"


def test_a_year_already_reported_needs_none() -> None:
    rows = [members(2018, 10), members(2019, 12), members(2020, 20)]
    assert ahead(*rows, horizon=2020)["reason"] == "passed"


def test_a_horizon_further_ahead_than_the_figures_reach_back_is_marked() -> None:
    rows = [members(2018, 10), members(2019, 12), members(2020, 20)]
    assert [bool(ahead(*rows, horizon=y)["far"]) for y in (2022, 2023)] == [False, True]


def test_a_share_stays_between_0_and_100() -> None:
    up = [members(2018, 70), members(2019, 80), members(2020, 90)]
    down = [members(2018, 30), members(2019, 20), members(2020, 10)]
    assert ahead(*up, most=100.0)["upper"] == 100
    assert ahead(*down, most=100.0)["lower"] == 0


def test_no_figures_give_an_empty_frame_in_the_columns_of_the_contract() -> None:
    empty = joined(series_of(observations(), "members"), [])
    assert list(outlooks(empty, [2030]).columns) == list(OUTLOOK)


@given(
    values=st.lists(st.integers(0, 1000), min_size=3, max_size=12),
    slope=st.integers(-50, 50),
)
def test_tilting_all_figures_tilts_the_slope_and_its_ends_alike(
    values: list[int], slope: int
) -> None:
    points = [(2000 + i, float(v)) for i, v in enumerate(values)]
    tilted = [(year, value + slope * (year - 2000)) for year, value in points]
    before, after = slope_of(points), slope_of(tilted)
    assert after.lower <= after.middle <= after.upper
    assert after.middle == pytest.approx(before.middle + slope)
    assert after.lower == pytest.approx(before.lower + slope)
    assert after.upper == pytest.approx(before.upper + slope)
