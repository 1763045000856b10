from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.rows import rows_of
from khdash.transform.rank_change import with_rank_change
from khdash.transform.two_years import two_year_rows, why_no_pair

Make = Callable[..., Exhibit]
INF = float("inf")


def row_of(exhibit: Exhibit, unit: str) -> pd.Series:
    return exhibit.table[exhibit.table["unit"] == unit].iloc[0]


def series(*rows: tuple[str, int, float, int]) -> pd.DataFrame:
    """(unit, year, value, run): exact published figures."""
    frame = pd.DataFrame(rows, columns=["unit", "year", "value", "run"])
    return frame.assign(
        subgroup="", basis="", origin="published", lower=frame["value"], upper=frame["value"]
    )


def test_exact_years_are_taken_before_near_ones() -> None:
    pairs = two_year_rows(
        series(("37", 2014, 1, 0), ("37", 2015, 2, 0), ("37", 2016, 3, 0), ("37", 2020, 4, 0)),
        base_year=2015,
        year=2020,
        tolerance=2,
    )
    assert pairs["year"].tolist() == [2015, 2020]


def test_of_two_equally_near_years_the_earlier_is_the_base() -> None:
    rows = series(("37", 2014, 1, 0), ("37", 2016, 3, 0), ("37", 2020, 4, 0))
    assert two_year_rows(rows, 2015, 2020, 2)["year"].tolist() == [2014, 2020]


def test_nothing_is_taken_from_beyond_the_tolerance_nor_from_another_run() -> None:
    far = series(("37", 2012, 1, 0), ("37", 2020, 4, 0))
    assert two_year_rows(far, 2015, 2020, 2).empty
    assert why_no_pair(rows_of(far), 2015, 2020, 2) == "no_base"
    broken = series(("37", 2015, 1, 0), ("37", 2020, 4, 1))
    assert two_year_rows(broken, 2015, 2020, 2).empty
    assert why_no_pair(rows_of(broken), 2015, 2020, 2) == "not_comparable"
    old = series(("37", 2015, 1, 0), ("37", 2017, 4, 0))
    assert why_no_pair(rows_of(old), 2015, 2020, 2) == "too_old"
    assert why_no_pair([], 2015, 2020, 2) == "no_data"


def test_a_slope_carries_both_figures_and_their_change(exhibit: Make) -> None:
    shown = exhibit("slope", indicators=("members",), first_year=2015, last_year=2020)
    ninh_binh = row_of(shown, "37")
    assert (ninh_binh["base_year"], ninh_binh["base_value"]) == (2015, 268_230)
    assert (ninh_binh["year"], ninh_binh["value"]) == (2020, 313_165)
    assert ninh_binh["abs_value"] == 313_165 - 268_230 == 44_935
    # 44.935 / 268.230 = 16,75 %
    assert ninh_binh["rel_value"] == pytest.approx(0.16752, abs=1e-5)
    assert (ninh_binh["direction"], ninh_binh["change"]) == ("up", "tăng 16,8\u00a0%")


def test_a_rounded_base_leaves_rise_or_fall_undecided(exhibit: Make) -> None:
    shown = exhibit("slope", indicators=("members",), first_year=2013, last_year=2024)
    # "hơn 540.000" in 2013 may have been more than 1.953.233.
    ha_noi = row_of(shown, "01")
    assert ha_noi["base_qualifier"] == "at_least"
    assert ha_noi["direction"] == "undecided"
    assert ha_noi["change"] == "gấp không quá 3,7 lần"  # 1.953.233 / 540.000 = 3,617


def test_a_near_year_is_used_and_said(exhibit: Make) -> None:
    shown = exhibit("slope", indicators=("members",), first_year=2015, last_year=2020)
    thai_binh = row_of(shown, "34")
    assert (thai_binh["base_year"], thai_binh["base_value"]) == (2014, 486_356)
    assert any("Thái Bình 2014–2020" in n.text for n in shown.notes if n.kind == "substituted")


def test_units_without_a_pair_are_gaps_with_their_reason(exhibit: Make) -> None:
    shown = exhibit("slope", indicators=("members",), first_year=2015, last_year=2020)
    reasons = shown.table[shown.table["value"].isna()].set_index("unit")["missing"].to_dict()
    assert reasons["33"] == reasons["35"] == "no_data"
    assert reasons["36"] == "outside_period"  # only 2011, near neither year
    assert reasons["01"] == "too_old"  # 2013 is near 2015, 2017 is not near 2020
    assert reasons["27"] == "too_old"
    assert reasons["26"] == "outside_period"  # 2021 is after the asked year
    assert shown.coverage is not None
    assert shown.coverage.covered + len(reasons) == 8


def test_no_slope_crosses_a_change_of_criteria(exhibit: Make) -> None:
    shown = exhibit("slope", indicators=("learning_clan_rate",), units=("34",), first_year=2020,
                    last_year=2023)  # fmt: skip
    assert row_of(shown, "34")["missing"] == "not_comparable"
    assert shown.coverage is not None
    assert shown.coverage.covered == 0


def test_benchmarks_stand_apart_and_are_never_ranked(exhibit: Make) -> None:
    shown = exhibit("slope", indicators=("members",), first_year=2018, last_year=2023,
                    benchmarks=("30", "VN"))  # fmt: skip
    hai_duong = row_of(shown, "30")
    assert (hai_duong["base_value"], hai_duong["value"]) == (502_825, 755_000)
    assert bool(hai_duong["benchmark"])
    assert pd.isna(hai_duong["rank_best"])
    assert "VN" not in set(shown.table["unit"])  # a count of the country dwarfs every province
    assert shown.coverage is not None
    assert shown.coverage.expected == 8


def pair(unit: str, base: tuple[float, float, float], now: tuple[float, float, float]) -> dict:  # type: ignore[type-arg]
    names = ("value", "lower", "upper")
    return {
        "unit": unit,
        "basis": "",
        "source_id": "s",
        **dict(zip(names, now, strict=True)),
        **{f"base_{n}": v for n, v in zip(names, base, strict=True)},
    }


def test_a_change_of_rank_is_settled_only_where_both_intervals_settle_it() -> None:
    pairs = pd.DataFrame(
        [
            pair("a", (10, 10, 10), (40, 40, 40)),
            pair("b", (20, 20, 20), (30, 30, INF)),  # "hơn 30" may be more than 40
            pair("c", (30, 30, 30), (20, 20, 20)),
        ]
    )
    ranked = with_rank_change(pairs).set_index("unit")
    # Base: c 1, b 2, a 3. Now: a 1-2, b 1-2, c 3.
    assert ranked["base_rank_best"].to_dict() == {"a": 3, "b": 2, "c": 1}
    assert ranked.loc["a", ["rank_best", "rank_worst"]].tolist() == [1, 2]
    assert ranked.loc["a", ["rank_change_low", "rank_change_high"]].tolist() == [1, 2]
    assert pd.isna(ranked.loc["a", "rank_change"])
    assert ranked.loc["b", ["rank_change_low", "rank_change_high"]].tolist() == [0, 1]
    assert ranked.loc["c", "rank_change"] == -2
    assert "rank_best" not in pairs, "the input is not changed"
