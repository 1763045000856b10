"""Scores, contributions and ranks worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from khdash.transform.composite import Scheme, TableError, composite

from .ranking_examples import (
    EMULATION,
    HUMAN_DEVELOPMENT,
    HUMAN_DEVELOPMENT_2021,
    PROVINCES,
    criterion,
    goalposts,
    hundred,
)


def test_the_human_development_of_norway_in_2021() -> None:
    # Health (83.2 - 20)/65 = 0.97231. Education: 18.2 years count as 18, so (1 + 13/15)/2 =
    # 0.93333. Income ln(646.6)/ln(750) = 0.97759. Cube root of the product: 0.9609.
    found = composite(HUMAN_DEVELOPMENT_2021, HUMAN_DEVELOPMENT)
    assert found.normalised.loc["Norway"].round(5).to_list() == [0.97231, 1.0, 0.86667, 0.97759]
    assert found.groups.loc["Norway", "education"] == pytest.approx(14 / 15)
    assert round(found.scores["Norway"], 3) == 0.961


def test_the_published_human_development_indices_follow_from_their_inputs() -> None:
    # The inputs are printed with one decimal: the third decimal of the index may differ by one.
    found = composite(HUMAN_DEVELOPMENT_2021, HUMAN_DEVELOPMENT)
    gaps = (found.scores.round(3) - HUMAN_DEVELOPMENT_2021["published"]).abs()
    assert gaps.max() < 0.0011
    assert found.ranks.to_list() == list(range(1, 12))


def test_a_scheme_of_the_association() -> None:
    # Hưng Yên: members (25 - 10)/20 = 75, cards 60: organisation (3·75 + 60)/4 = 71.25;
    #   fund 40/50 = 80; reports 3/4 = 75. (2·71.25 + 80 + 75)/4 = 74.375, initiatives +2.
    # Hà Nội: members 100 (above the goalpost), cards 40: 85; fund 100, reports 100: 92.5;
    #   initiatives 4 x 2 stop at +5, complaints -3.
    # Ninh Bình: members 25, cards 80: 38.75; fund 50; reports 0: (77.5 + 50)/4 = 31.875.
    found = composite(PROVINCES, EMULATION)
    assert found.scores.to_list() == pytest.approx([76.375, 94.5, 31.875])
    assert found.groups["organisation"].to_list() == pytest.approx([71.25, 85.0, 38.75])
    assert found.adjustments.to_numpy().tolist() == [[2, 0], [5, -3], [0, 0]]
    assert found.ranks.to_list() == [2, 1, 3]
    assert found.titles.to_list() == ["Khá", "Xuất sắc", ""]


def test_a_contribution_to_a_weighted_mean_is_share_times_score() -> None:
    # Shares of the whole: members 1/2 x 3/4 = 3/8, cards 1/8, fund 1/4, reports 1/4.
    found = composite(PROVINCES, EMULATION)
    assert found.contributions.loc["Hưng Yên"].to_list() == pytest.approx(
        [75 * 3 / 8, 60 / 8, 20, 18.75, 2, 0]
    )


def test_what_a_geometric_mean_loses_is_divided_by_logarithms() -> None:
    # 25 and 100 in equal shares: the mean is 50, all of the 50 points below 100 are lost by the
    # first. 25 and 50: the mean is sqrt(1250); ln(4) : ln(2) = 2 : 1.
    table = pd.DataFrame({"a": [25.0, 25.0], "b": [100.0, 50.0]}, index=["x", "y"])
    found = composite(table, hundred(criterion("a"), criterion("b"), aggregation="geometric"))
    lost = 100 - math.sqrt(1250)
    assert found.scores.to_list() == pytest.approx([50, math.sqrt(1250)])
    assert found.contributions.loc["x"].to_list() == pytest.approx([0, 50])
    assert found.contributions.loc["y"].to_list() == pytest.approx(
        [50 - lost * 2 / 3, 50 - lost / 3]
    )


def test_what_a_harmonic_mean_loses_is_divided_by_reciprocals() -> None:
    # 2/(1/25 + 1/50) = 33.33; 1/25 - 1/100 = 3/100, 1/50 - 1/100 = 1/100: 3 : 1.
    table = pd.DataFrame({"a": [25.0], "b": [50.0]}, index=["x"])
    found = composite(table, hundred(criterion("a"), criterion("b"), aggregation="harmonic"))
    assert found.scores["x"] == pytest.approx(100 / 3)
    assert found.contributions.loc["x"].to_list() == pytest.approx([50 - 50, 50 - 50 / 3])


def test_a_zero_takes_a_geometric_mean_to_zero_unless_it_has_a_floor() -> None:
    table = pd.DataFrame({"a": [0.0], "b": [100.0]}, index=["x"])
    bare = hundred(criterion("a"), criterion("b"), aggregation="geometric")
    found = composite(table, bare)
    assert found.scores["x"] == 0
    assert found.contributions.loc["x"].to_list() == pytest.approx([-50, 50])
    raised = composite(table, {**bare, "floor": 1})
    assert raised.scores["x"] == pytest.approx(10)  # sqrt(1 x 100)


def test_a_product_multiplies_shares_of_one() -> None:
    # Survival 0.98 times schooling 0.7 times health 0.9.
    parts = [{"code": c, "normalisation": {"method": "none"}} for c in ("s", "e", "h")]
    table = pd.DataFrame({"s": [0.98], "e": [0.7], "h": [0.9]}, index=["x"])
    found = composite(table, {"aggregation": "product", "criteria": parts})
    assert found.scores["x"] == pytest.approx(0.98 * 0.7 * 0.9)
    assert found.contributions.loc["x"].sum() == pytest.approx(0.98 * 0.7 * 0.9)


def test_an_index_adjusted_for_inequality_multiplies_an_index_by_what_inequality_leaves() -> None:
    # A health index of 0.8 with an inequality of 10 %: 0.72.
    scheme = {
        "aggregation": "product",
        "criteria": [
            {"code": "index", "normalisation": {"method": "none"}},
            {"code": "lost", "direction": "lower", "normalisation": goalposts(0, 100)},
        ],
    }
    table = pd.DataFrame({"index": [0.8], "lost": [10.0]}, index=["x"])
    assert composite(table, scheme).scores["x"] == pytest.approx(0.72)


def test_a_scale_from_one_to_seven_begins_at_one() -> None:
    # Halfway is 4; the mean of 4 and 7 is 5.5.
    scheme = {"scale": [1, 7], "criteria": [criterion("a"), criterion("b")]}
    table = pd.DataFrame({"a": [50.0, 0.0], "b": [100.0, 0.0]}, index=["x", "y"])
    found = composite(table, scheme)
    assert found.scores.to_list() == pytest.approx([5.5, 1.0])
    assert found.contributions.sum(axis=1).to_list() == pytest.approx([5.5, 1.0])


def test_groups_within_groups_are_all_reported() -> None:
    inner = {"code": "inner", "criteria": [criterion("a"), criterion("b")]}
    outer = {"code": "outer", "criteria": [inner, criterion("c")], "aggregation": "geometric"}
    table = pd.DataFrame({"a": [20.0], "b": [30.0], "c": [100.0], "d": [10.0]}, index=["x"])
    found = composite(table, hundred(outer, criterion("d", weight=3)))
    assert found.groups.loc["x"].to_dict() == pytest.approx({"outer": 50, "inner": 25})
    assert found.scores["x"] == pytest.approx((50 + 3 * 10) / 4)


def test_equal_scores_share_the_better_rank_and_the_next_is_left_out() -> None:
    table = pd.DataFrame({"a": [80.0, 90.0, 80.0, 10.0]}, index=list("wxyz"))
    assert composite(table, hundred(criterion("a"))).ranks.to_list() == [2, 1, 2, 4]


def test_sums_that_differ_only_inside_the_computer_are_equal() -> None:
    # 0.1 + 0.2 is not 0.3 in binary.
    table = pd.DataFrame({"a": [0.1, 0.3], "b": [0.2, 0.0]}, index=["x", "y"])
    assert composite(table, hundred(criterion("a"), criterion("b"))).ranks.to_list() == [1, 1]


def test_decimals_round_the_score_alone_and_what_is_printed_alike_ranks_alike() -> None:
    table = pd.DataFrame({"a": [70.04, 70.01, 69.96]}, index=list("xyz"))
    found = composite(table, hundred(criterion("a"), decimals=1))
    assert found.scores.to_list() == [70.0, 70.0, 70.0]
    assert found.unrounded.to_list() == pytest.approx([70.04, 70.01, 69.96])
    assert found.ranks.to_list() == [1, 1, 1]
    halves = pd.DataFrame({"a": [70.25, 70.35]}, index=list("xy"))
    assert composite(halves, hundred(criterion("a"), decimals=1)).scores.to_list() == [70.3, 70.4]


def test_a_scheme_may_read_one_column_twice() -> None:
    scheme = hundred(
        criterion("level", column="rate"),
        {
            "code": "reached",
            "column": "rate",
            "normalisation": {"method": "attainment", "target": 40},
        },
    )
    table = pd.DataFrame({"rate": [20.0]}, index=["x"])
    assert composite(table, scheme).normalised.loc["x"].to_list() == [20.0, 50.0]


def test_the_summary_lists_the_best_first_and_the_unscored_last() -> None:
    table = pd.DataFrame({"a": [10.0, None, 90.0]}, index=list("xyz"))
    found = composite(table, hundred(criterion("a"))).summary()
    assert list(found.index) == ["z", "x", "y"]
    assert found["rank"].isna().to_list() == [False, False, True]


def test_the_table_is_not_changed() -> None:
    before = PROVINCES.copy(deep=True)
    composite(PROVINCES, EMULATION)
    pd.testing.assert_frame_equal(PROVINCES, before)


def test_a_scheme_put_together_in_code_is_the_same_as_its_dict() -> None:
    built = Scheme.from_dict(EMULATION)
    pd.testing.assert_series_equal(
        composite(PROVINCES, built).scores, composite(PROVINCES, EMULATION).scores
    )


@pytest.mark.parametrize(
    ("table", "where", "english"),
    [
        (pd.DataFrame({"b": [1.0]}, index=["x"]), "a", "exactly one such column"),
        (pd.DataFrame({"a": ["nhiều"]}, index=["x"]), "a, x", "no finite number"),
        (pd.DataFrame({"a": [math.inf]}, index=["x"]), "a, x", "no finite number"),
        (pd.DataFrame({"a": [1.0, 2.0]}, index=["x", "x"]), "index", "named twice: x"),
    ],
    ids=["no column", "text", "infinite", "unit twice"],
)
def test_a_table_that_does_not_fit_is_refused_with_the_place(
    table: pd.DataFrame, where: str, english: str
) -> None:
    with pytest.raises(TableError) as caught:
        composite(table, hundred(criterion("a")))
    assert [fault.where for fault in caught.value.faults] == [where]
    assert english in caught.value.text("en")


def test_negative_bonus_values_are_refused() -> None:
    table = pd.DataFrame({"a": [50.0], "bonus": [-1.0]}, index=["x"])
    scheme = hundred(criterion("a"), adjustments=[{"code": "bonus", "points": 1}])
    with pytest.raises(TableError) as caught:
        composite(table, scheme)
    assert caught.value.text("en") == "bonus: values must be from 0 up"


def test_a_geometric_mean_of_negative_scores_is_refused() -> None:
    scheme = hundred({"code": "a", "normalisation": {"method": "z_score"}}, aggregation="geometric")
    table = pd.DataFrame({"a": [1.0, 2.0]}, index=["x", "y"])
    with pytest.raises(TableError) as caught:
        composite(table, scheme)
    assert "geometric mean takes no negative score" in caught.value.text("en")
