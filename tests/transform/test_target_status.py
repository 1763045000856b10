"""Every target of a unit: which figure, base and instrument count, and why nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from khdash.model.catalogue import Catalogue
from khdash.model.entries import Target
from khdash.model.frames import STATUS
from khdash.transform.rates import with_derived
from khdash.transform.target_status import Asked, target_statuses

from .figures import catalogue, figure, observations

RATE, FAMILY = "members_population_rate", "learning_family_rate"


def target(unit: str, year: int, value: float, indicator: str = RATE, **other: object) -> Target:
    plain = Target(
        indicator, "", "", unit, None, year, "at_least", value, "%", "", "QĐ", "Decision", "high",
        "", "", "",
    )  # fmt: skip
    return replace(plain, **other)  # type: ignore[arg-type]


def with_targets(*targets: Target) -> Catalogue:
    return replace(catalogue(), targets=targets)


def statuses(
    current: pd.DataFrame, *targets: Target, asked: Asked, unit: str = "37"
) -> pd.DataFrame:
    indicator = targets[0].indicator
    every = with_targets(*targets)
    return target_statuses(with_derived(current, every, indicator), every, indicator, [unit], asked)


def only(found: pd.DataFrame) -> pd.Series:
    assert len(found) == 1
    return found.iloc[0]


NINH_BINH = observations(
    figure("37", RATE, 2014, 28.6),
    figure("37", RATE, 2016, 30.28),
    figure("37", RATE, 2018, 31.58),
)


def test_the_five_numbers_stand_beside_the_status() -> None:
    # 28,6 (2014) -> 31,58 (2018): 0,745 a year; to 34 in 2022: 5,4 / 8 = 0,675 a year.
    row = only(statuses(NINH_BINH, target("37", 2022, 34), asked=Asked(2019)))
    assert (row["base_year"], row["base_value"]) == (2014, 28.6)
    assert (row["latest_year"], row["latest_value"]) == (2018, 31.58)
    assert (row["target_year"], row["target_value"]) == (2022, 34)
    assert row["achieved_per_year"] == pytest.approx(0.745)
    assert row["needed_per_year"] == pytest.approx(0.675)
    assert row["ratio"] == pytest.approx(0.745 / 0.675)
    assert (row["status"], row["reason"], row["judged"]) == ("on_track", "", True)


def test_what_is_left_is_counted_from_the_latest_figure() -> None:
    # 34 - 31,58 = 2,42 points in four years.
    row = only(statuses(NINH_BINH, target("37", 2022, 34), asked=Asked(2019)))
    assert row["years_left"] == 4
    assert row["remaining"] == pytest.approx(2.42)
    assert row["remaining_per_year"] == pytest.approx(0.605)
    assert pd.isna(row["remaining_growth"])


def test_a_count_still_needs_an_amount_and_a_growth_rate_each_year() -> None:
    current = observations(figure("37", "members", 2016, 80), figure("37", "members", 2020, 100))
    row = only(statuses(current, target("37", 2022, 121, "members"), asked=Asked(2020)))
    assert (row["remaining"], row["remaining_per_year"]) == (21, 10.5)
    assert row["remaining_growth"] == pytest.approx(0.1)


def test_a_base_lies_at_least_two_years_before_the_latest_figure() -> None:
    current = observations(figure("37", RATE, 2017, 30), figure("37", RATE, 2018, 31))
    row = only(statuses(current, target("37", 2022, 34), asked=Asked(2018)))
    assert (row["status"], row["reason"]) == ("cannot_be_judged", "no_base")
    assert pd.isna(row["base_year"])


def test_a_base_is_the_first_figure_after_the_last_break() -> None:
    current = observations(
        figure("01", FAMILY, 2018, 40, basis="all"),
        figure("01", FAMILY, 2022, 60, basis="all"),
        figure("01", FAMILY, 2023, 63, basis="all"),
        figure("01", FAMILY, 2024, 66, basis="all"),
    )
    aim = target("01", 2030, 80, FAMILY, basis="all")
    row = only(statuses(current, aim, asked=Asked(2024), unit="01"))
    assert (row["base_year"], row["base_value"]) == (2022, 60)
    # 3 points a year of 2,5 needed.
    assert row["ratio"] == pytest.approx(1.2)


def test_a_figure_of_older_criteria_is_not_held_against_a_target_of_newer_ones() -> None:
    current = observations(figure("01", FAMILY, 2021, 75, basis="all"))
    aim = target("01", 2025, 70, FAMILY, basis="all")
    row = only(statuses(current, aim, asked=Asked(2022), unit="01"))
    assert (row["status"], row["reason"]) == ("cannot_be_judged", "not_comparable")


def test_a_term_means_the_criteria_of_most_of_its_years() -> None:
    current = observations(figure("36", FAMILY, 2022, 75.9, basis="unstated"))
    old = target("36", 2022, 90, FAMILY, basis="unstated", from_year=2017)
    new = target("36", 2026, 70, FAMILY, basis="unstated", from_year=2021)
    found = statuses(current, old, new, asked=Asked(2023), unit="36")
    assert found["reason"].tolist() == ["not_comparable", ""]
    assert found["status"].tolist() == ["cannot_be_judged", "achieved"]


def test_rates_of_the_registered_are_not_judged_against_a_target_of_all() -> None:
    current = observations(figure("01", FAMILY, 2024, 89.06, basis="registered"))
    aim = target("01", 2025, 70, FAMILY, basis="all")
    row = only(statuses(current, aim, asked=Asked(2024), unit="01"))
    assert (row["status"], row["reason"], row["basis"]) == ("cannot_be_judged", "other_basis", "")


def test_a_denominator_that_is_not_stated_makes_the_status_provisional() -> None:
    current = observations(figure("27", FAMILY, 2024, 81.31, basis="unstated"))
    aim = target("27", 2025, 70, FAMILY, basis="all")
    row = only(statuses(current, aim, asked=Asked(2024), unit="27"))
    assert (row["status"], row["provisional"]) == ("achieved", True)


def test_of_two_bases_the_stated_one_is_judged_unless_it_is_too_old() -> None:
    unstated = figure("34", FAMILY, 2023, 65.6, basis="unstated")
    aim = target("34", 2025, 70, FAMILY, basis="all")
    recent = observations(figure("34", FAMILY, 2023, 66, basis="all"), unstated)
    found = statuses(recent, aim, asked=Asked(2024), unit="34")
    assert dict(zip(found["basis"], found["judged"], strict=True)) == {
        "all": True, "unstated": False,
    }  # fmt: skip
    old = observations(figure("34", FAMILY, 2020, 75, basis="all"), unstated)
    found = statuses(old, aim, asked=Asked(2024), unit="34")
    assert dict(zip(found["basis"], found["judged"], strict=True)) == {
        "all": False, "unstated": True,
    }  # fmt: skip


def test_several_instruments_are_all_kept_and_the_strictest_is_judged() -> None:
    found = statuses(
        NINH_BINH, target("37", 2022, 30), target("37", 2022, 34), target("37", 2025, 40),
        asked=Asked(2019),
    )  # fmt: skip
    # To 40 in 2025: 11,4 / 11 = 1,036 a year; 0,745 / 1,036 = 0,72.
    assert found["judged"].tolist() == [False, True, True]
    assert found["status"].tolist() == ["achieved", "on_track", "needs_acceleration"]


def test_a_national_target_is_a_reference_until_the_reader_asks() -> None:
    national = target("VN", 2022, 30)
    row = only(statuses(NINH_BINH, national, asked=Asked(2019)))
    assert (row["status"], row["reason"], row["judged"]) == ("", "reference", False)
    assert row["latest_value"] == 31.58
    row = only(statuses(NINH_BINH, national, asked=Asked(2019, judge_national=True)))
    assert (row["status"], row["judged"]) == ("achieved", True)


def test_a_provinces_own_target_goes_before_a_stricter_national_one() -> None:
    found = statuses(
        NINH_BINH, target("VN", 2022, 40), target("37", 2022, 30),
        asked=Asked(2019, judge_national=True),
    )  # fmt: skip
    assert found["judged"].tolist() == [False, True]


def test_a_figure_older_than_the_tolerance_is_listed_and_not_judged() -> None:
    row = only(statuses(NINH_BINH, target("37", 2025, 30), asked=Asked(2021)))
    assert (row["status"], row["reason"], row["latest_year"]) == (
        "cannot_be_judged", "too_old", 2018,
    )  # fmt: skip
    assert only(statuses(NINH_BINH, target("37", 2025, 30), asked=Asked(2021, 3)))["status"] == (
        "achieved"
    )


def test_a_past_target_is_judged_by_the_figure_of_its_own_year() -> None:
    # 30,28 in 2016 against 31 in 2016; the 31,58 of 2018 came too late.
    row = only(statuses(NINH_BINH, target("37", 2016, 31), asked=Asked(2024)))
    assert (row["latest_year"], row["status"]) == (2016, "missed")


def test_a_past_target_without_a_figure_of_its_year_is_achieved_before_it_or_left_open() -> None:
    early = only(statuses(NINH_BINH, target("37", 2017, 30), asked=Asked(2024)))
    assert (early["latest_year"], early["status"]) == (2016, "achieved")
    late = only(statuses(NINH_BINH, target("37", 2017, 31), asked=Asked(2024)))
    assert (late["status"], late["reason"]) == ("cannot_be_judged", "no_figure_in_target_year")


def test_a_figure_of_low_confidence_is_neither_base_nor_latest() -> None:
    current = observations(
        figure("37", RATE, 2012, 20, confidence="low"),
        figure("37", RATE, 2014, 28.6),
        figure("37", RATE, 2018, 31.58),
        figure("37", RATE, 2019, 36, confidence="low"),
    )
    row = only(statuses(current, target("37", 2022, 34), asked=Asked(2019)))
    assert (row["base_year"], row["latest_year"]) == (2014, 2018)
    doubtful = observations(figure("37", RATE, 2019, 36, confidence="low"))
    row = only(statuses(doubtful, target("37", 2022, 34), asked=Asked(2019)))
    assert row["reason"] == "low_confidence"


def test_a_target_concerns_its_own_subgroup_alone() -> None:
    current = observations(figure("37", RATE, 2018, 31.58))
    aim = target("37", 2022, 30, subgroup="staff")
    assert only(statuses(current, aim, asked=Asked(2019)))["reason"] == "no_data"


def test_a_computed_rate_is_judged_like_a_published_one() -> None:
    current = observations(
        figure("37", "members", 2016, 250), figure("37", "population", 2016, 1000),
        figure("37", "members", 2020, 310), figure("37", "population", 2020, 1000),
    )  # fmt: skip
    row = only(statuses(current, target("37", 2022, 34), asked=Asked(2020)))
    # 25 % -> 31 %: 1,5 a year of 9 / 6 = 1,5.
    assert (row["origin"], row["ratio"], row["status"]) == ("derived", 1.0, "on_track")


def test_only_targets_to_reach_or_exceed_are_judged() -> None:
    row = only(statuses(NINH_BINH, target("37", 2022, 34, rule="at_most"), asked=Asked(2019)))
    assert row["reason"] == "other_rule"


def test_no_figures_give_one_row_a_target_in_the_columns_of_the_contract() -> None:
    found = statuses(observations(), target("37", 2022, 34), asked=Asked(2019))
    assert only(found)["reason"] == "no_data"
    assert list(found.columns) == list(STATUS)
    assert found.dtypes.astype(str).to_dict() == {n: str(pd.Series(dtype=t).dtype)
                                                  for n, t in STATUS.items()}  # fmt: skip
