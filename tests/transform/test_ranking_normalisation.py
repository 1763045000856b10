"""From values to scores: each method by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from khdash.transform.composite import TableError, composite

from .ranking_examples import goalposts

NAN = math.nan


def scores(values: list[float], normalisation: dict[str, Any], **more: Any) -> list[float]:
    """The scores of one criterion from 0 to 1, or on the scale given."""
    scale = more.pop("scale", [0, 1])
    given = {"code": "a", "normalisation": normalisation, **more}
    table = pd.DataFrame({"a": values}, index=[f"u{i}" for i in range(len(values))])
    return list(composite(table, {"scale": scale, "criteria": [given]}).normalised["a"])


def close(expected: list[float]) -> Any:
    return pytest.approx(expected, nan_ok=True)


def test_goalposts_stop_at_their_ends_unless_told_not_to() -> None:
    assert scores([5, 10, 15, 20, 25], goalposts(10, 20)) == close([0, 0, 0.5, 1, 1])
    assert scores([5, 15, 25], goalposts(10, 20, clip=False)) == close([-0.5, 0.5, 1.5])


def test_lower_is_better_turns_the_goalposts_round() -> None:
    assert scores([10, 12.5, 20], goalposts(10, 20), direction="lower") == close([1, 0.75, 0])


def test_the_logarithm_is_taken_of_the_value_and_of_the_goalposts() -> None:
    # ln(1000/100) : ln(10 000/100) = 1 : 2; a value of 0 is below every goalpost.
    rule = goalposts(100, 10_000)
    assert scores([0, 100, 1_000, 10_000, 20_000], rule, log=True) == close([0, 0, 0.5, 1, 1])


def test_an_offset_lets_a_logarithm_begin_at_zero() -> None:
    # ln(1) = 0, ln(10) : ln(100) = 1 : 2.
    assert scores([0, 9, 99], goalposts(0, 99), log=True, log_offset=1) == close([0, 0.5, 1])


def test_the_logarithm_of_zero_is_refused_where_nothing_clips_it() -> None:
    with pytest.raises(TableError) as caught:
        scores([0, 1, 2], {"method": "min_max"}, log=True)
    assert "no logarithm" in caught.value.text("en")
    assert scores([0, 1, math.e**2], {"method": "min_max"}, log=True, floor=1) == close([0, 0, 1])


def test_min_max_stands_between_the_observed_extremes() -> None:
    assert scores([10, 15, NAN, 30], {"method": "min_max"}) == close([0, 0.25, NAN, 1])


def test_goalposts_at_percentiles_cut_off_outliers() -> None:
    # Eleven values: the 10th percentile is the second, the 90th the tenth.
    values = [-1000.0, *range(1, 10), 1000.0]
    rule = goalposts({"percentile": 10}, {"percentile": 90})
    assert scores(values, rule) == close([0, *(i / 8 for i in range(9)), 1])


def test_one_goalpost_may_be_given_and_the_other_observed() -> None:
    # 25th percentile of 0, 10, 20, 30, 40 is 10; from 10 to a target of 50.
    rule = goalposts({"percentile": 25}, 50)
    assert scores([0, 10, 20, 30, 40], rule) == close([0, 0, 0.25, 0.5, 0.75])


def test_a_percentile_above_the_given_goalpost_is_refused() -> None:
    with pytest.raises(TableError) as caught:
        scores([60, 70], goalposts({"percentile": 0}, 50))
    assert "the lower goalpost 60 is above the upper 50" in caught.value.text("en")


def test_attainment_is_the_part_of_the_target_and_stops_at_100_percent() -> None:
    rule = {"method": "attainment", "target": 40}
    assert scores([10, 40, 50], rule, scale=[0, 100]) == close([25, 100, 100])
    assert scores([10, 40, 50], {**rule, "highest": 1.2}) == close([0.25, 1, 1.2])


def test_a_target_not_to_be_exceeded_is_attained_below_it() -> None:
    rule = {"method": "attainment", "target": 10}
    assert scores([0, 5, 10, 20], rule, direction="lower") == close([1, 1, 1, 0.5])


def test_every_unit_may_have_its_own_target() -> None:
    table = pd.DataFrame({"a": [30.0, 30.0, 30.0], "plan": [60.0, 20.0, NAN]}, index=list("xyz"))
    rule = {"method": "attainment", "target_column": "plan"}
    found = composite(table, {"criteria": [{"code": "a", "normalisation": rule}]})
    assert list(found.normalised["a"]) == close([0.5, 1, NAN])


def test_ranks_run_from_one_for_the_best_to_zero_and_ties_share_the_middle() -> None:
    # Places 1, 2.5, 2.5, 4 of four: (4 - place)/3.
    assert scores([9, 5, 5, 1, NAN], {"method": "rank"}) == close([1, 0.5, 0.5, 0, NAN])
    assert scores([9, 5, 1], {"method": "rank"}, direction="lower") == close([0, 0.5, 1])


def test_z_scores_use_the_standard_deviation_of_a_sample_unless_told_otherwise() -> None:
    # Mean 4; squares 4 + 0 + 4: sample sd 2, population sd sqrt(8/3).
    assert scores([2, 4, 6], {"method": "z_score"}) == close([-1, 0, 1])
    edge = 2 / math.sqrt(8 / 3)
    assert scores([2, 4, 6], {"method": "z_score", "ddof": 0}) == close([-edge, 0, edge])


def test_z_scores_may_be_moved_to_another_centre_and_kept_within_ends() -> None:
    # 45 + 20 z with mean 50 and deviation 10, kept between 0 and 100.
    rule = {"method": "z_score", "mean": 50, "sd": 10, "centre": 45, "spread": 20}
    ends = {"score_floor": 0, "score_cap": 100, "scale": [0, 100]}
    assert scores([20, 40, 50, 90], rule, **ends) == close([0, 25, 45, 100])


def test_the_leader_has_one_and_the_others_their_part_of_it() -> None:
    assert scores([20, 50, NAN], {"method": "leader"}) == close([0.4, 1, NAN])
    assert scores([20, 50], {"method": "leader"}, direction="lower") == close([1, 0.4])


def test_values_already_scaled_stay_and_are_mirrored_where_lower_is_better() -> None:
    assert scores([3, 5], {"method": "none"}, scale=[1, 7]) == close([3, 5])
    assert scores([3, 5], {"method": "none"}, scale=[1, 7], direction="lower") == close([5, 3])


def test_floor_and_cap_are_in_the_unit_of_the_indicator_and_come_first() -> None:
    assert scores([0, 5, 10, 99], {"method": "min_max"}, floor=5, cap=15) == close([0, 0, 0.5, 1])


@pytest.mark.parametrize("method", ["min_max", "rank"])
def test_units_that_are_all_equal_stand_in_the_middle(method: str) -> None:
    assert scores([7, 7, NAN], {"method": method}, scale=[0, 100]) == close([50, 50, NAN])


def test_z_scores_of_equal_units_are_zero() -> None:
    assert scores([7, 7], {"method": "z_score"}) == close([0, 0])


def test_a_criterion_nobody_reported_stays_missing() -> None:
    for method in ("min_max", "rank", "z_score", "leader"):
        assert scores([NAN, NAN], {"method": method}) == close([NAN, NAN])
