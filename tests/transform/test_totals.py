"""Totals say how much they cover (rules 1, 2, 3, 6)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.model.frames import TOTAL
from khdash.transform.totals import total_of, totals_by_year

from .figures import EIGHT, NEW_NINH_BINH, figure, observations

POPULATION_2020 = {
    "01": 8_246_540,
    "26": 1_171_200,
    "27": 1_419_130,
    "33": 1_269_090,
    "34": 1_870_240,
    "35": 861_830,
    "36": 1_780_330,
    "37": 993_920,
}


def test_a_complete_total_is_the_sum_and_says_eight_of_eight() -> None:
    # 8 246 540 + 1 171 200 + 1 419 130 + 1 269 090 = 12 105 960;
    # 1 870 240 + 861 830 + 1 780 330 + 993 920 = 5 506 320; together 17 612 280.
    current = observations(*(figure(u, "population", 2020, v) for u, v in POPULATION_2020.items()))
    total = total_of(current, EIGHT, "stock")
    assert total.value is not None
    assert total.value.value == 17_612_280
    assert (total.covered, total.expected, total.missing) == (8, 8, ())
    assert total.years == (2020, 2020)
    assert total.enough


def test_a_missing_unit_is_named_and_adds_nothing() -> None:
    total = total_of(observations(figure("37", "members", 2020, 313_165)), EIGHT, "stock")
    assert total.value is not None
    assert total.value.value == 313_165
    assert total.covered == 1
    assert total.missing == ("01", "26", "27", "33", "34", "35", "36")
    assert not total.enough


def test_nobody_reporting_is_no_total_rather_than_zero() -> None:
    total = total_of(observations(), EIGHT, "stock")
    assert total.value is None
    assert total.years is None
    assert (total.covered, total.expected) == (0, 8)


def test_five_of_eight_suffice_and_four_do_not() -> None:
    rows = [figure(u, "members", 2020, 10) for u in EIGHT]
    assert total_of(observations(*rows[:5]), EIGHT, "stock").enough
    assert not total_of(observations(*rows[:4]), EIGHT, "stock").enough


def test_units_outside_the_members_are_not_counted() -> None:
    current = observations(
        figure("37", "members", 2018, 303_679), figure("30", "members", 2018, 502_825)
    )
    total = total_of(current, EIGHT, "stock")
    assert total.value is not None
    assert total.value.value == 303_679


def test_one_rounded_part_makes_the_total_a_bound() -> None:
    # Thái Bình "hơn 600 nghìn" + Ninh Bình 313 165 = at least 913 165.
    current = observations(
        figure("34", "members", 2020, 600_000, "at_least"),
        figure("37", "members", 2020, 313_165),
    )
    total = total_of(current, EIGHT, "stock")
    assert total.value is not None
    assert (total.value.lower, total.value.upper) == (913_165, math.inf)
    assert total.value.qualifier == "at_least"


def test_a_part_rounded_up_and_one_rounded_down_leave_no_bound() -> None:
    # Hà Nội "hơn 540 nghìn", Ninh Bình "gần 300 nghìn" (2013).
    current = observations(
        figure("01", "members", 2013, 540_000, "at_least"),
        figure("37", "members", 2013, 300_000, "nearly", confidence="low"),
    )
    total = total_of(current, EIGHT, "stock")
    assert total.value is not None
    assert (total.value.value, total.value.qualifier) == (840_000, "about")
    assert total.low_confidence


def test_latest_figures_of_different_years_give_their_range_and_too_old_ones_do_not_count() -> None:
    current = observations(
        figure("01", "members", 2024, 1_953_233, too_old=False),
        figure("26", "members", 2023, 300_000, too_old=False),
        figure("34", "members", 2020, 600_000, too_old=True),
    )
    total = total_of(current, EIGHT, "stock")
    assert total.years == (2023, 2024)
    assert "34" in total.missing


def test_a_partial_sum_of_a_merged_province_counts_as_missing() -> None:
    current = observations(figure(NEW_NINH_BINH, "members", 2020, 313_165, partial=True))
    assert total_of(current, [NEW_NINH_BINH], "stock").value is None
    assert total_of(current, [NEW_NINH_BINH], "stock").missing == (NEW_NINH_BINH,)


@pytest.mark.parametrize("code", ["members_population_rate", "fund_per_head"])
def test_rates_are_never_added(code: str) -> None:
    current = observations(figure("37", code, 2018, 31.58))
    with pytest.raises(ValueError, match="rate"):
        total_of(current, EIGHT, "rate")
    with pytest.raises(ValueError, match="rate"):
        totals_by_year(current, lambda year: EIGHT, "rate")


def test_two_figures_of_one_unit_are_refused_rather_than_added() -> None:
    current = observations(
        figure("37", "members", 2018, 303_679), figure("37", "members", 2020, 313_165)
    )
    with pytest.raises(ValueError, match="one figure a unit"):
        total_of(current, EIGHT, "stock")


def test_a_year_without_enough_units_has_no_value_but_keeps_its_coverage() -> None:
    three = ("35", "36", "37")
    current = observations(
        figure("35", "population", 2014, 799_400),
        figure("36", "population", 2014, 1_845_600),
        figure("37", "population", 2014, 935_800),
        figure("37", "population", 2016, 956_800),
    )
    totals = totals_by_year(current, lambda year: three, "stock")
    assert list(totals.columns)[: len(TOTAL)] == list(TOTAL)
    assert totals["year"].tolist() == [2014, 2015, 2016]
    assert totals["covered"].tolist() == [3, 0, 1]
    # 799 400 + 1 845 600 + 935 800 = 3 580 800; 0/3 and 1/3 are below five eighths.
    assert totals["value"].tolist()[0] == 3_580_800
    assert totals["value"].isna().tolist() == [False, True, True]
    assert totals["missing"].tolist() == [(), three, ("35", "36")]


def test_the_expected_units_are_those_of_the_year() -> None:
    current = observations(*(figure("37", "members", y, 100) for y in (2019, 2020)))
    totals = totals_by_year(current, lambda y: ("37",) if y == 2019 else EIGHT, "stock")
    assert totals["expected"].tolist() == [1, 8]
    assert totals["value"].isna().tolist() == [False, True]


def test_without_figures_there_are_no_years() -> None:
    totals = totals_by_year(observations(), lambda year: EIGHT, "stock")
    assert totals.empty
    assert list(totals.columns)[: len(TOTAL)] == list(TOTAL)


QUALIFIED = st.sampled_from(["exact", "at_least", "nearly", "about"])
AMOUNT = st.integers(min_value=0, max_value=10**7)


@settings(deadline=None)
@given(st.lists(st.tuples(AMOUNT, QUALIFIED, AMOUNT), min_size=1, max_size=8))
def test_the_bounds_contain_the_sum_of_any_true_values_inside_the_parts_bounds(
    parts: list[tuple[int, str, int]],
) -> None:
    rows, truth = [], 0
    for unit, (printed, qualifier, off) in zip(EIGHT, parts, strict=False):
        rows.append(figure(unit, "members", 2020, printed, qualifier))
        truth += {
            "exact": printed,
            "at_least": printed + off,
            "nearly": max(printed - off, 0),
            "about": off,
        }[qualifier]
    total = total_of(observations(*rows), EIGHT, "stock")
    assert total.value is not None
    assert total.value.lower <= truth <= total.value.upper
