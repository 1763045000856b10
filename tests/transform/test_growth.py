"""Growth: bounds decide what may be said (rules 2, 5, 6)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.model.value import bounded
from khdash.transform.growth import UNIT_CHANGE, change, like_for_like, unit_changes
from khdash.transform.series import joined, series_of

from .figures import BREAKS, EIGHT, NEW_NINH_BINH, figure, observations


def test_an_exact_rise_is_a_rise() -> None:
    # Ninh Bình 303 679 (2018) -> 313 165 (2020): + 9 486 = + 3,12 %.
    moved = change(bounded(303_679), bounded(313_165), "stock")
    assert moved.direction == "up"
    assert moved.absolute.value == moved.absolute.lower == moved.absolute.upper == 9_486
    assert moved.relative is not None
    assert round(moved.relative.value, 4) == 0.0312


def test_vinh_phuc_303_000_then_over_300_000_is_no_fall() -> None:
    moved = change(bounded(303_000), bounded(300_000, "at_least"), "stock")
    assert moved.direction == "undecided"
    assert (moved.absolute.lower, moved.absolute.upper) == (-3_000, math.inf)


def test_ha_noi_over_1_5_million_then_1_953_233_is_growth_of_at_most_30_2_per_cent() -> None:
    # 1 953 233 / 1 500 000 = 1,30215...: at most + 30,2 %, and possibly none.
    moved = change(bounded(1_500_000, "at_least"), bounded(1_953_233), "stock")
    assert moved.relative is not None
    assert round(moved.relative.upper, 3) == 0.302
    assert moved.relative.lower == -math.inf
    assert moved.relative.qualifier == "nearly"
    assert moved.direction == "undecided"


def test_over_600_000_after_486_356_is_surely_a_rise_of_at_least_23_4_per_cent() -> None:
    # Thái Bình 2014 -> 2020: 600 000 / 486 356 = 1,23366...
    moved = change(bounded(486_356), bounded(600_000, "at_least"), "stock")
    assert moved.direction == "up"
    assert moved.relative is not None
    assert round(moved.relative.lower, 3) == 0.234
    assert moved.relative.upper == math.inf


def test_the_same_count_twice_is_the_same_only_if_both_are_exact() -> None:
    assert change(bounded(274_000), bounded(274_000), "stock").direction == "same"
    assert change(bounded(274_000), bounded(274_000, "at_least"), "stock").direction == "undecided"


def test_a_share_changes_by_percentage_points_only() -> None:
    moved = change(bounded(28.6), bounded(28.9), "rate")
    assert round(moved.absolute.value, 1) == 0.3
    assert moved.relative is None


def test_there_is_no_relative_change_from_zero() -> None:
    moved = change(bounded(0), bounded(5), "flow")
    assert moved.relative is None
    assert moved.direction == "up"


def test_a_unit_is_compared_with_its_own_previous_figure_and_both_years_are_given() -> None:
    current = observations(
        figure("37", "members", 2016, 280_150),
        figure("37", "members", 2018, 303_679),
        figure("37", "members", 2020, 313_165),
        figure("26", "members", 2021, 303_000),
        figure("26", "members", 2023, 300_000, "at_least", confidence="low"),
        figure("36", "members", 2011, 288_270),
    )
    changes = unit_changes(joined(series_of(current, "members"), []), "stock")
    assert changes[["unit", "base_year", "year", "abs_value", "direction"]].values.tolist() == [
        ["26", 2021, 2023, -3_000, "undecided"],
        ["37", 2018, 2020, 9_486, "up"],
    ]
    assert changes["low_confidence"].tolist() == [True, False]


def test_the_change_of_a_whole_run_starts_at_its_first_trusted_figure() -> None:
    current = observations(
        figure("37", "members", 2014, 400_000, confidence="low"),
        figure("37", "members", 2016, 280_150),
        figure("37", "members", 2018, 303_679),
        figure("37", "members", 2020, 313_165),
    )
    changes = unit_changes(joined(series_of(current, "members"), []), "stock", whole_run=True)
    # 313 165 - 280 150 = 33 015; the untrusted 400 000 of 2014 begins nothing.
    assert changes[["base_year", "year", "abs_value"]].values.tolist() == [[2016, 2020, 33_015]]
    assert not changes["low_confidence"].any()


def test_a_whole_run_is_compared_from_where_its_bounds_settle_which_way_it_went() -> None:
    current = observations(
        figure("01", "members", 2011, 460_000, "at_least"),
        figure("01", "members", 2017, 864_000, "nearly"),
        figure("01", "members", 2023, 1_500_000, "at_least"),
        figure("01", "members", 2024, 1_953_233),
        figure("27", "members", 2013, 204_000, "at_least"),
        figure("27", "members", 2024, 542_467),
    )
    changes = unit_changes(joined(series_of(current, "members"), []), "stock", whole_run=True)
    hanoi, bac_ninh = changes.to_dict("records")
    # "hơn 460.000" may have been more than 1 953 233; "gần 864.000" was not: 1 953 233 - 864 000.
    assert (hanoi["base_year"], hanoi["direction"], hanoi["abs_lower"]) == (2017, "up", 1_089_233)
    # Nothing settles it: since the first.
    assert (bac_ninh["base_year"], bac_ninh["direction"]) == (2013, "undecided")


def test_later_years_can_be_left_out() -> None:
    current = observations(
        *(
            figure("37", "members", y, v)
            for y, v in ((2016, 280_150), (2018, 303_679), (2020, 313_165))
        )
    )
    changes = unit_changes(joined(series_of(current, "members"), []), "stock", latest=2019)
    # 303 679 - 280 150 = 23 529.
    assert changes[["base_year", "year", "abs_value"]].values.tolist() == [[2016, 2018, 23_529]]


def test_no_change_is_computed_across_a_break_a_basis_or_a_partial_sum() -> None:
    families = "learning_family_recognised"
    learning = [b for b in BREAKS if b.break_group == "learning_title"]
    across = observations(
        figure("34", families, 2020, 400_000), figure("34", families, 2023, 381_123)
    )
    assert unit_changes(joined(series_of(across, families), learning), "stock").empty
    rate = "learning_family_rate"
    bases = observations(
        figure("01", rate, 2023, 71.25, basis="all"),
        figure("01", rate, 2024, 89.06, basis="registered"),
    )
    assert unit_changes(joined(series_of(bases, rate), []), "rate").empty
    partial = observations(
        *(figure(NEW_NINH_BINH, "members", y, 300_000, partial=True) for y in (2018, 2020))
    )
    assert unit_changes(joined(series_of(partial, "members"), []), "stock").empty


def test_without_changes_the_columns_still_stand() -> None:
    changes = unit_changes(joined(series_of(observations(), "members"), []), "stock")
    assert list(changes.columns) == list(UNIT_CHANGE)


def test_the_cluster_grows_by_what_the_same_units_grew() -> None:
    # In both years: 01, 34, 36, 37. Hưng Yên (33) reports 2020 only, Vĩnh Phúc (26) 2019 only.
    current = observations(
        figure("01", "members", 2019, 900_000),
        figure("34", "members", 2019, 550_000),
        figure("36", "members", 2019, 400_000),
        figure("37", "members", 2019, 308_266),
        figure("26", "members", 2019, 290_000),
        figure("01", "members", 2020, 950_000),
        figure("34", "members", 2020, 600_000, "at_least"),
        figure("36", "members", 2020, 400_000),
        figure("37", "members", 2020, 313_165),
        figure("33", "members", 2020, 250_000),
    )
    result = like_for_like(current, EIGHT, (2019, 2020), "stock")
    assert result.units == ("01", "34", "36", "37")
    assert (result.covered, result.expected, result.enough) == (4, 8, False)
    assert result.missing == ("26", "27", "33", "35")
    assert result.before is not None
    assert result.after is not None
    assert result.change is not None
    # 900 000 + 550 000 + 400 000 + 308 266 = 2 158 266
    # 950 000 + 600 000 + 400 000 + 313 165 = 2 263 165, at least; difference 104 899, at least
    assert result.before.value == 2_158_266
    assert (result.after.value, result.after.upper) == (2_263_165, math.inf)
    assert result.change.absolute.lower == 104_899
    assert result.change.direction == "up"


def test_like_for_like_is_not_computed_across_a_break() -> None:
    current = observations(
        *(figure(u, "population", y, 1_000) for u in EIGHT for y in (2014, 2015, 2016))
    )
    population = [b for b in BREAKS if b.break_group == "population"]
    across = like_for_like(current, EIGHT, (2014, 2015), "stock", population)
    assert across.change is None
    assert across.across_break
    after = like_for_like(current, EIGHT, (2015, 2016), "stock", population)
    assert after.change is not None
    assert after.change.direction == "same"


def test_without_a_unit_in_both_years_there_is_no_change() -> None:
    current = observations(figure("37", "members", 2020, 313_165))
    result = like_for_like(current, EIGHT, (2019, 2020), "stock")
    assert (result.before, result.after, result.change) == (None, None, None)
    assert result.covered == 0


def test_like_for_like_refuses_rates() -> None:
    current = observations(figure("37", "members_population_rate", 2018, 31.58))
    with pytest.raises(ValueError, match="rate"):
        like_for_like(current, EIGHT, (2017, 2018), "rate")


PRINTED = st.tuples(
    st.integers(1, 10**7),
    st.sampled_from(["exact", "at_least", "nearly", "about"]),
    st.integers(0, 10**7),
)


def _true(printed: int, qualifier: str, off: int) -> int:
    return {
        "exact": printed,
        "at_least": printed + off,
        "nearly": max(printed - off, 1),
        "about": max(off, 1),
    }[qualifier]


@settings(deadline=None)
@given(PRINTED, PRINTED)
def test_the_intervals_contain_the_true_change_and_a_settled_direction_is_true(
    first: tuple[int, str, int], second: tuple[int, str, int]
) -> None:
    before, after = _true(*first), _true(*second)
    moved = change(bounded(*first[:2]), bounded(*second[:2]), "stock")
    assert moved.absolute.lower <= after - before <= moved.absolute.upper
    assert moved.relative is not None
    slack = 1e-9 * max(1, after / before)
    assert moved.relative.lower - slack <= after / before - 1 <= moved.relative.upper + slack
    truth = "up" if after > before else "down" if after < before else "same"
    assert moved.direction in (truth, "undecided")


@pytest.mark.parametrize("doubted", [2019, 2020])
def test_one_figure_of_low_confidence_at_either_end_makes_the_change_so(doubted: int) -> None:
    current = observations(
        *(
            figure(unit, "members", year, 100.0, confidence="low" if year == doubted else "high")
            for unit in EIGHT
            for year in (2019, 2020)
        )
    )
    assert like_for_like(current, EIGHT, (2019, 2020), kind="stock").low_confidence
