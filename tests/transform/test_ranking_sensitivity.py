"""How firm a rank is: other weights, one criterion left out, missing figures."""

from __future__ import annotations

import math
import time

import numpy as np
import pandas as pd
import pytest

from khdash.transform.composite import Scheme, composite, sensitivity
from khdash.transform.composite.sensitivity import drawn_weights

from .ranking_examples import EMULATION, PROVINCES, criterion, hundred

CLOSE_RACE = pd.DataFrame({"a": [80.0, 60.0, 10.0], "b": [60.0, 81.0, 10.0]}, index=list("xyz"))
EQUAL_WEIGHTS = hundred(criterion("a"), criterion("b"))


def test_every_weight_stays_within_its_width_and_keeps_the_sum_of_its_group() -> None:
    scheme = Scheme.from_dict(EMULATION)
    drawn = drawn_weights(scheme, 2_000, 0.25, seed=1)
    assert np.allclose(drawn["members_rate"] + drawn["card_rate"], 4)
    assert np.allclose(drawn["organisation"] + drawn["fund_per_head"] + drawn["late_reports"], 4)
    # Weights 3 and 1 drawn as 3u and v: 3u/v is between 3 x 0.75/1.25 and 3 x 1.25/0.75.
    ratio = drawn["members_rate"] / drawn["card_rate"]
    assert 1.8 <= ratio.min() < 1.9
    assert 4.8 < ratio.max() <= 5


def test_weights_are_drawn_uniformly_before_they_are_renormalised() -> None:
    # Of two equal weights, u/(u + v): symmetric about one half. With u, v uniform in [0.75, 1.25]
    # the first wins x's 20 points against y's 21 where 20 u > 21 v.
    # P(v < 20u/21): the strip 0.75 <= v < 20u/21 of the square, u from 0.7875 to 1.25:
    # (10/21)(1.25² - 0.7875²) - 0.75 (1.25 - 0.7875) = 0.101839; divided by 0.25: 0.40736.
    found = sensitivity(CLOSE_RACE, EQUAL_WEIGHTS, draws=40_000, seed=3)
    assert found.first.units == ("y",)
    assert dict(found.first.shares)["x"] == pytest.approx(0.40736, abs=0.01)


def test_the_interval_of_a_rank_holds_every_draw() -> None:
    found = sensitivity(CLOSE_RACE, EQUAL_WEIGHTS)
    assert found.ranks.loc["x", ["rank", "best", "worst"]].to_list() == [2, 1, 2]
    assert found.ranks.loc["y", ["rank", "best", "worst"]].to_list() == [1, 1, 2]
    assert found.ranks.loc["z"].to_list() == [3, 3, 3, 3, 3, 3]
    assert found.shares.sum(axis=1).to_list() == pytest.approx([1, 1, 1])
    assert found.shares.loc["z", 3] == 1


def test_without_a_width_the_weights_are_the_chosen_ones() -> None:
    found = sensitivity(PROVINCES, EMULATION, width=0, draws=20)
    chosen = composite(PROVINCES, EMULATION).ranks
    assert found.ranks["best"].equals(chosen.rename("best"))
    assert found.ranks["worst"].equals(chosen.rename("worst"))


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    first, again, other = (sensitivity(CLOSE_RACE, EQUAL_WEIGHTS, seed=s) for s in (5, 5, 6))
    assert first.first == again.first
    assert first.first.shares != other.first.shares


def test_each_criterion_is_left_out_in_turn() -> None:
    found = sensitivity(CLOSE_RACE, EQUAL_WEIGHTS)
    assert found.without["a"].to_list() == [2, 1, 3]
    assert found.without["b"].to_list() == [1, 2, 3]
    assert found.first.changed_by == ("b",)


def test_a_group_whose_last_criterion_is_left_out_leaves_with_it() -> None:
    group = {"code": "g", "weight": 9, "criteria": [criterion("a")]}
    found = sensitivity(CLOSE_RACE, hundred(group, criterion("b")))
    assert found.without["a"].to_list() == [2, 1, 3]


def test_without_the_only_criterion_there_is_no_rank() -> None:
    found = sensitivity(CLOSE_RACE, hundred(criterion("a")))
    assert found.without["a"].isna().all()
    assert not found.first.robust


def test_first_place_is_robust_where_nothing_changes_it() -> None:
    table = pd.DataFrame({"a": [90.0, 50.0], "b": [80.0, 70.0]}, index=["x", "y"])
    found = sensitivity(table, EQUAL_WEIGHTS).first
    assert found.units == ("x",)
    assert found.share == 1
    assert found.robust


def test_first_place_is_not_robust_where_a_missing_figure_may_change_it() -> None:
    # y has 89 of a and no figure of b: it may reach 94.5, above x's 85.
    table = pd.DataFrame({"a": [90.0, 80.0], "b": [80.0, math.nan]}, index=["x", "y"])
    found = sensitivity(table, EQUAL_WEIGHTS).first
    assert found.units == ("x",)
    assert found.missing_rivals == ("y",)
    assert not found.robust


def test_first_place_may_be_shared() -> None:
    table = pd.DataFrame({"a": [90.0, 90.0], "b": [80.0, 80.0]}, index=["x", "y"])
    found = sensitivity(table, EQUAL_WEIGHTS).first
    assert found.units == ("x", "y")
    assert found.shares == (("x", 1.0), ("y", 1.0))
    assert found.missing_rivals == ()
    assert not found.robust


def test_nobody_is_first_where_nobody_has_a_score() -> None:
    table = pd.DataFrame({"a": [math.nan], "b": [math.nan]}, index=["x"])
    found = sensitivity(table, EQUAL_WEIGHTS)
    assert found.first.units == ()
    assert found.first.share == 0
    assert not found.first.robust
    assert found.ranks.isna().all(axis=None)


def test_bonus_points_count_in_every_draw() -> None:
    table = CLOSE_RACE.assign(bonus=[50.0, 0.0, 0.0])
    scheme = {**EQUAL_WEIGHTS, "adjustments": [{"code": "bonus", "points": 1}]}
    assert sensitivity(table, scheme).first.shares == (("x", 1.0),)


@pytest.mark.parametrize(("draws", "width"), [(0, 0.25), (10, 1.0), (10, -0.1)])
def test_draws_and_width_outside_their_limits_are_refused(draws: int, width: float) -> None:
    with pytest.raises(ValueError, match="draws >= 1, 0 <= width < 1"):
        sensitivity(CLOSE_RACE, EQUAL_WEIGHTS, draws=draws, width=width)


def test_a_thousand_weightings_of_sixty_units_and_eighty_indicators_take_about_a_second() -> None:
    # Processor time, which a busy machine stretches less than the clock; with room to spare.
    codes = [f"c{i}" for i in range(80)]
    values = np.random.default_rng(1).uniform(1, 99, (60, 80))
    groups = [
        {
            "code": f"g{g}",
            "aggregation": "geometric",
            "criteria": [criterion(c) for c in codes[g::8]],
        }
        for g in range(8)
    ]
    started = time.process_time()
    sensitivity(pd.DataFrame(values, columns=codes), hundred(*groups))
    assert time.process_time() - started < 3
