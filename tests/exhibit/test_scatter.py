from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit

Make = Callable[..., Exhibit]


def row_of(exhibit: Exhibit, unit: str) -> pd.Series:
    return exhibit.table[exhibit.table["unit"] == unit].iloc[0]


def test_a_point_has_both_figures_each_with_its_year(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("members", "population"), last_year=2022)
    vinh_phuc = row_of(shown, "26")
    assert (vinh_phuc["x_value"], vinh_phuc["x_year"]) == (303_000, 2021)
    assert vinh_phuc["year"] == 2022
    assert vinh_phuc["value"] > 1_000_000
    assert "Vĩnh Phúc: 303.000 (2021)" in shown.alt


def test_a_unit_with_one_of_the_two_has_no_point_and_says_which_is_missing(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("members", "population"), last_year=2022)
    ha_nam = row_of(shown, "35")
    assert pd.isna(ha_nam["value"])
    assert pd.isna(ha_nam["x_value"])
    assert (ha_nam["missing"], ha_nam["missing_of"]) == ("no_data", "Hội viên")
    ha_noi = row_of(shown, "01")  # its members are of 2017: too old for 2022
    assert (ha_noi["missing"], ha_noi["missing_of"]) == ("too_old", "Hội viên")


def test_below_five_eighths_nothing_is_said_and_no_median_given(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("members", "population"), last_year=2022)
    assert shown.coverage is not None
    assert (shown.coverage.covered, shown.coverage.expected) == (3, 8)
    assert shown.headline == "Mới có 3/8 tỉnh, thành phố đủ cả hai số liệu, chưa đủ để nhận xét"
    assert "x_median" not in shown.extra


def test_with_enough_points_a_leader_is_named_where_the_bounds_settle_it(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("population", "members"), last_year=2024, tolerance=5)
    # "hơn 300.000" may be more than Hà Nội's 1.953.233 members: no leader in members.
    assert shown.headline == "Hà Nội đứng đầu về Dân số trong 5/8 tỉnh, thành phố có đủ số liệu"


def test_medians_are_those_of_the_points(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("population", "members"), last_year=2024, tolerance=5)
    points = shown.table[shown.table["value"].notna()]
    assert len(points) == 5
    # 300.000+, 313.165, 542.467, 600.000+, 1.953.233: with the open ends the median of members
    # lies anywhere between 542.467 and 1.953.233.
    assert "y_median" not in shown.extra
    assert shown.extra["x_median"] == pytest.approx(points["x_value"].median())


def test_one_basis_an_axis(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("population", "learning_family_rate"), last_year=2024)
    points = shown.table[shown.table["missing"] == ""]
    assert set(points["basis"]) == {"unstated"}
    assert row_of(shown, "01")["missing"] == "other_basis"
    assert "đứng đầu" not in shown.headline


def test_the_second_indicator_is_filled_in(exhibit: Make) -> None:
    shown = exhibit("scatter", indicators=("members",), last_year=2024)
    assert shown.selection.indicators == ("members", "members_population_rate")
