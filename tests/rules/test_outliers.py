"""Outliers that can fire with eight provinces and few years, and do not always name Hà Nội."""

from __future__ import annotations

import pandas as pd
import pytest

from khdash.rules.spread import allowed_range
from tests.transform.figures import EIGHT, figure, observations

from .example import judged

# Thousand people: Hà Nội is three to ten times as large as the others.
PEOPLE = dict(zip(EIGHT, (8_000, 1_150, 1_360, 1_250, 1_870, 850, 1_780, 980), strict=True))


def outliers_per_head(figures: pd.DataFrame) -> pd.DataFrame:
    return judged(figures, "outlier-per-head")


def outliers_in_history(figures: pd.DataFrame) -> pd.DataFrame:
    return judged(figures, "outlier-own-history")


def outliers_among_rates(figures: pd.DataFrame) -> pd.DataFrame:
    return judged(figures, "outlier-among-rates")


def members(*wrong: tuple[str, float]) -> pd.DataFrame:
    """Every province has 250 members to 1,000 people, but for the wrong ones."""
    figures = {unit: people * 250.0 for unit, people in PEOPLE.items()} | dict(wrong)
    return observations(
        *(figure(unit, "population", 2020, people * 1000) for unit, people in PEOPLE.items()),
        *(figure(unit, "members", 2020, value) for unit, value in figures.items()),
    )


def test_of_eight_provinces_the_one_wrong_per_head_is_named_and_ha_noi_is_not() -> None:
    # Hà Nam: 850,000 x 0.25 = 212,500, printed with a zero too much. Hà Nội has 2,000,000 members,
    # the most of all and as many per head as the others.
    found = outliers_per_head(members(("35", 2_125_000)))
    assert found["unit"].tolist() == ["35"]
    row = found.iloc[0]
    # Median 0.25 per head, no deviation but the wrong one: the floor of 5 times rules.
    # 850,000 x 0.25 / 5 = 42,500 and 850,000 x 0.25 x 5 = 1,062,500.
    assert (row["n"], row["low"], row["high"]) == (
        8,
        pytest.approx(42_500),
        pytest.approx(1_062_500),
    )


def test_raw_size_alone_names_nobody() -> None:
    assert outliers_per_head(members()).empty


def test_a_rounded_figure_is_named_only_where_its_whole_interval_lies_outside() -> None:
    least = members(("35", 2_000))
    least.loc[(least["unit"] == "35") & (least["indicator"] == "members"), "upper"] = float("inf")
    assert outliers_per_head(least).empty
    assert outliers_per_head(members(("35", 2_000)))["unit"].tolist() == ["35"]


def test_four_provinces_are_too_few_to_judge_one_of_them() -> None:
    four = members(("35", 2_125_000))
    four = four[four["unit"].isin(["35", "36", "37", "34"])]
    assert outliers_per_head(four).empty


def history(*values: float, first: int = 2016, indicator: str = "fund_raised") -> pd.DataFrame:
    return observations(
        *(figure("34", indicator, first + place, value) for place, value in enumerate(values))
    )


def test_a_year_three_times_above_its_own_median_is_named_in_a_series_of_four() -> None:
    # Median of 100, 105, 110, 400 by logarithms: sqrt(105 x 110) = 107.47; floor 3 times: 322.4.
    found = outliers_in_history(history(100, 105, 110, 400))
    assert found["year"].tolist() == [2019]
    assert (found["n"].iloc[0], round(found["high"].iloc[0], 1)) == (4, 322.4)
    assert outliers_in_history(history(100, 105, 110, 320)).empty


def test_a_series_that_spreads_by_itself_widens_its_own_bounds() -> None:
    # Logarithms of 100, 200, 400, 800, 1600 lie ln 2 apart: median 400, deviations 0, ln 2 twice,
    # ln 4 twice, so MAD = ln 2 and the reach is 3.5 x ln 2 / 0.6745 = ln 36.5: 16 times is inside.
    assert outliers_in_history(history(100, 200, 400, 800, 1600)).empty


def test_growth_over_decades_is_no_outlier_at_either_end() -> None:
    # 20 % a year for 15 years is 12.8 times in all; within five years at most 2.1 times.
    rows = history(*(100 * 1.2**year for year in range(15)), first=2001)
    assert outliers_in_history(rows).empty


def test_a_spike_is_judged_among_the_five_figures_around_it() -> None:
    values = [100.0 * 1.05**year for year in range(15)]
    values[7] *= 6
    found = outliers_in_history(history(*values, first=2001))
    # Around 2008 stand 127.6, 134.0, 844.3 (for 140.7), 147.7 and 155.1: median 147.7. The MAD of
    # the logarithms is ln(147.7 / 134.0) = 0.098, its reach 0.51 below the floor of ln 3.
    assert (found["year"].tolist(), found["n"].tolist()) == ([2008], [5])
    assert round(found["high"].iloc[0], 1) == 443.2


def test_three_years_are_too_few_for_a_history() -> None:
    assert outliers_in_history(history(100, 110, 9_000)).empty


def test_nothing_is_judged_across_a_break_of_the_series() -> None:
    # Titles: two years before and three after the break of 2022; neither run has four years.
    values = (100_000, 110_000, 900, 1_000, 1_100)
    rows = history(*values, first=2020, indicator="learning_family_registered")
    assert outliers_in_history(rows).empty


def test_percentages_are_judged_in_points() -> None:
    # Median 81, MAD 1: reach max(3.5 x 1 / 0.6745 = 5.2, 20) = 20 points: 61 to 101.
    rows = history(80, 81, 82, 60, 81, indicator="members_with_card_rate")
    found = outliers_in_history(rows)
    assert found["year"].tolist() == [2019]
    assert (found["low"].iloc[0], found["high"].iloc[0]) == (61.0, 101.0)


def rates(basis: str, *values: float) -> pd.DataFrame:
    return observations(
        *(
            figure(unit, "learning_family_rate", 2023, value, basis=basis)
            for unit, value in zip(EIGHT, values, strict=False)
        )
    )


def test_a_rate_far_from_those_of_the_other_provinces_is_named_on_a_stated_basis_only() -> None:
    values = (80, 82, 84, 86, 8.1)
    # Median 82, MAD 2: reach 20: 62 to 102.
    found = outliers_among_rates(rates("all", *values))
    assert (found["unit"].tolist(), found["low"].tolist()) == (["34"], [62.0])
    assert outliers_among_rates(rates("unstated", *values)).empty


def test_the_score_passes_its_limit_where_mean_and_deviation_cannot() -> None:
    # Seven ones and a million: with the standard deviation no |z| of eight exceeds 2.65.
    values = pd.Series([1.0] * 7 + [1e6])
    limits = allowed_range(values, pd.Series([0] * 8), 0.5)
    assert (values > limits["high"]).tolist() == [False] * 7 + [True]


def test_rates_of_unstated_basis_are_compared_within_one_source_only() -> None:
    def named(source: str) -> list[int]:
        rows = [
            figure("34", "learning_family_rate", year, value, basis="unstated", source_id="s1")
            for year, value in ((2017, 80.0), (2018, 81.0), (2019, 82.0))
        ]
        last = figure("34", "learning_family_rate", 2020, 20.0, basis="unstated", source_id=source)
        return [int(year) for year in outliers_in_history(observations(*rows, last))["year"]]

    assert named("s1") == [2020]
    assert named("s2") == []
