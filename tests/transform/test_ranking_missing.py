"""What a missing figure counts, and what it leaves open."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from khdash.transform.composite import composite

from .ranking_examples import criterion, hundred

NAN = math.nan
TWO = pd.DataFrame({"a": [80.0, 40.0], "b": [NAN, 60.0]}, index=["x", "y"])


def both(**more: Any) -> dict[str, Any]:
    return hundred(criterion("a", weight=3), criterion("b", weight=1), **more)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("exclude", 80.0), ("zero", 60.0), ("mean", 75.0)],
)
def test_a_missing_criterion_counts_as_the_rule_says(rule: str, expected: float) -> None:
    # exclude: 80 alone. zero: 3/4 of 80. mean: 3/4 of 80 and 1/4 of the others' 60.
    found = composite(TWO, both(missing=rule))
    assert found.scores["x"] == pytest.approx(expected)
    assert found.contributions.loc["x"].sum() == pytest.approx(expected)
    assert found.normalised["b"].isna().to_list() == [True, False]


def test_a_unit_is_refused_a_score_where_the_rule_says_so() -> None:
    found = composite(TWO, both(missing="refuse"))
    assert np.isnan(found.scores["x"])
    assert found.ranks.isna().to_list() == [True, False]
    assert found.ranks["y"] == 1
    assert found.contributions.loc["x"].isna().all()
    assert found.score_range.loc["x", ["lowest", "highest"]].to_list() == pytest.approx([60, 85])


def test_the_range_of_a_score_runs_from_the_worst_to_the_best_missing_value() -> None:
    # 3/4 of 80 and 1/4 of 0 to 100; y is complete and lies below: 45.
    found = composite(TWO, both()).score_range
    assert found.loc["x", ["lowest", "highest"]].to_list() == pytest.approx([60, 85])
    assert found.loc["y", ["lowest", "highest"]].to_list() == pytest.approx([45, 45])
    assert found["rank_best"].to_list() == [1, 2]
    assert found["rank_worst"].to_list() == [1, 2]


def test_ranges_that_overlap_leave_the_rank_open() -> None:
    table = pd.DataFrame({"a": [80.0, 90.0], "b": [NAN, 40.0]}, index=["x", "y"])
    found = composite(table, both()).score_range  # x: 60 to 85, y: 77.5
    assert found["rank_best"].to_list() == [1, 1]
    assert found["rank_worst"].to_list() == [2, 2]


def test_with_observed_extremes_a_missing_unit_leaves_the_others_open_too() -> None:
    # Whoever did not report may be the new maximum: 30 was 1, and may be next to nothing of it.
    table = pd.DataFrame({"a": [10.0, 30.0, NAN]}, index=list("xyz"))
    open_end = {"criteria": [{"code": "a", "normalisation": {"method": "min_max"}}]}
    found = composite(table, open_end).score_range
    assert found.loc["y", ["lowest", "highest"]].to_list() == pytest.approx([0, 1])
    # Values from 0 to 50 at most: 30 is at least (30 - 10)/(50 - 10).
    closed = {"code": "a", "floor": 0, "cap": 50, "normalisation": {"method": "min_max"}}
    found = composite(table, {"criteria": [closed]}).score_range
    assert found.loc["y", ["lowest", "highest"]].to_list() == pytest.approx([0.5, 1])
    # and 10 at most (10 - 0)/(30 - 0).
    assert found.loc["x", ["lowest", "highest"]].to_list() == pytest.approx([0, 1 / 3])


def test_a_rank_may_shift_by_as_many_places_as_units_are_missing() -> None:
    # Second of three known, one missing: second or third of four, (4 - 2)/3 or (4 - 3)/3.
    table = pd.DataFrame({"a": [9.0, 5.0, 1.0, NAN]}, index=list("wxyz"))
    scheme = {"criteria": [{"code": "a", "normalisation": {"method": "rank"}}]}
    found = composite(table, scheme).score_range
    assert found.loc["x", ["lowest", "highest"]].to_list() == pytest.approx([1 / 3, 2 / 3])


def test_a_method_without_an_end_has_a_range_without_an_end() -> None:
    rule = {"method": "z_score", "mean": 0, "sd": 1}
    table = pd.DataFrame({"a": [1.0, NAN]}, index=["x", "y"])
    found = composite(table, {"criteria": [{"code": "a", "normalisation": rule}]}).score_range
    assert found.loc["x", ["lowest", "highest"]].to_list() == [1, 1]
    assert found.loc["y", ["lowest", "highest"]].to_list() == [-math.inf, math.inf]


def test_coverage_counts_criteria_and_their_weight() -> None:
    found = composite(TWO, both())
    assert found.coverage.loc["x"].to_dict() == {
        "known": 1,
        "expected": 2,
        "share": 0.5,
        "weight_share": 0.75,
    }
    assert found.complete().to_list() == [False, True]


def test_a_group_below_its_least_coverage_is_missing_and_the_others_take_its_weight() -> None:
    group = {
        "code": "g",
        "min_coverage": 0.6,
        "criteria": [criterion("b"), criterion("c")],
    }
    table = pd.DataFrame({"a": [80.0], "b": [10.0], "c": [NAN]}, index=["x"])
    found = composite(table, hundred(criterion("a"), group))
    assert np.isnan(found.groups.loc["x", "g"])
    assert found.scores["x"] == 80
    assert found.contributions.loc["x"].fillna(-1).to_list() == [80, -1, -1]


def test_a_group_follows_the_rule_of_the_group_above_unless_it_has_its_own() -> None:
    table = pd.DataFrame({"a": [80.0], "b": [40.0], "c": [NAN]}, index=["x"])
    group: dict[str, Any] = {"code": "g", "criteria": [criterion("b"), criterion("c")]}
    inherited = composite(table, hundred(criterion("a"), group, missing="zero"))
    assert inherited.groups.loc["x", "g"] == 20
    own = {**group, "missing": "exclude"}
    assert composite(table, hundred(criterion("a"), own, missing="zero")).scores["x"] == 60


def test_a_group_counted_as_the_mean_of_the_others_still_adds_up() -> None:
    # x has no criterion of the group: the others' mean (20 + 40)/2 = 30 stands in.
    group = {"code": "g", "criteria": [criterion("b"), criterion("c", weight=2)]}
    table = pd.DataFrame(
        {"a": [80.0, 50.0, 50.0], "b": [NAN, 20.0, 40.0], "c": [NAN, 20.0, 40.0]},
        index=list("xyz"),
    )
    found = composite(table, hundred(criterion("a"), group, missing="mean"))
    assert found.scores["x"] == pytest.approx((80 + 30) / 2)
    assert found.contributions.loc["x"].to_list() == pytest.approx([40, 5, 10])


def test_a_unit_without_any_figure_has_no_score_and_no_rank() -> None:
    table = pd.DataFrame({"a": [NAN, 5.0], "b": [NAN, 5.0]}, index=["x", "y"])
    found = composite(table, both())
    assert np.isnan(found.scores["x"])
    assert found.ranks.isna().to_list() == [True, False]
    assert found.score_range.loc["x", ["lowest", "highest"]].to_list() == [0, 100]


def test_an_unknown_bonus_adds_nothing_and_widens_the_range_by_its_most() -> None:
    scheme = hundred(
        criterion("a"),
        adjustments=[
            {"code": "bonus", "points": 2, "most": 6},
            {"code": "penalty", "points": -1, "most": 3},
        ],
    )
    table = pd.DataFrame({"a": [50.0], "bonus": [NAN], "penalty": [NAN]}, index=["x"])
    found = composite(table, scheme)
    assert found.scores["x"] == 50
    assert found.score_range.loc["x", ["lowest", "highest"]].to_list() == [47, 56]
