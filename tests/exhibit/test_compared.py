"""One comparison switch: every figure beside what it is compared with, on the published data."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit

Make = Callable[..., Exhibit]


def row(exhibit: Exhibit, unit: str) -> pd.Series:
    return exhibit.table[exhibit.table["unit"] == unit].iloc[0]


def test_without_a_comparison_the_table_has_no_reference(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("members",), last_year=2024, first_year=2010)
    assert "reference_value" not in shown.table


def test_growth_from_a_rounded_figure_of_the_year_before_is_at_most(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("members",), first_year=2010, last_year=2024,
        reference="year_before",
    )  # fmt: skip
    hanoi = row(shown, "01")
    # 1,953,233 after "hơn 1,5 triệu": at most 1,953,233 / 1,500,000 - 1 = 30.2 %.
    assert (hanoi["reference_value"], hanoi["reference_qualifier"]) == (1_500_000, "at_least")
    assert hanoi["rel_upper"] == pytest.approx(0.302155, abs=1e-6)
    assert hanoi["direction"] == "undecided"
    assert hanoi["difference"] == "không tăng quá 30,3\N{NO-BREAK SPACE}%"


def test_a_named_province_is_the_reference_of_all_others_and_of_itself_none(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("population",), first_year=2010, last_year=2023, reference="26"
    )
    assert row(shown, "26")["reference_missing"] == "itself"
    hanoi = row(shown, "01")
    assert hanoi["abs_value"] == hanoi["value"] - row(shown, "26")["value"]
    assert hanoi["direction"] == "up"
    assert "cao hơn" in shown.headline


def test_the_others_leave_the_province_itself_out(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("population",), first_year=2010, last_year=2023,
        reference="others",
    )  # fmt: skip
    values = shown.table.set_index("unit")["value"]
    mean = (values.sum() - values["01"]) / 7
    assert row(shown, "01")["reference_value"] == pytest.approx(mean)


def test_counts_are_not_compared_with_the_country(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("population",), first_year=2010, last_year=2023,
        reference="country",
    )  # fmt: skip
    assert set(shown.table["reference_missing"]) == {"not_comparable_size"}


def test_per_head_uses_the_population_of_the_same_year(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("members",), first_year=2010, last_year=2022, form="per_head"
    )
    ninh_binh = row(shown, "37")
    # 313,165 members of 993,920 people in 2020: 315.08 in a thousand.
    assert ninh_binh["year"] == 2020
    assert ninh_binh["value"] == pytest.approx(315.0807, abs=1e-4)
    assert shown.measure == "per 1,000 people"


def test_a_benchmark_is_drawn_beside_the_cluster_and_counted_nowhere(exhibit: Make) -> None:
    plain = exhibit("trend", indicators=("population",), first_year=2018, last_year=2023)
    beside = exhibit(
        "trend", indicators=("population",), first_year=2018, last_year=2023, benchmarks=("22",)
    )
    extra = beside.table[beside.table["benchmark"]]
    assert set(extra["unit"]) == {"22"}
    assert set(extra["run"]).isdisjoint(beside.table.loc[~beside.table["benchmark"], "run"])
    assert (beside.headline, beside.coverage) == (plain.headline, plain.coverage)


def test_a_pivot_totals_only_the_years_with_five_eighths(exhibit: Make) -> None:
    shown = exhibit("pivot", indicators=("members",), first_year=2010, last_year=2024)
    # No year has figures of five provinces: no total at all.
    assert "cluster" not in set(shown.table["unit"])
    people = exhibit("pivot", indicators=("population",), first_year=2022, last_year=2023)
    units = people.table[people.table["unit"] != "cluster"]
    assert row(people, "cluster")["value_2023"] == units["value_2023"].sum()
    assert row(people, "cluster")["text_2023"].endswith("(8/8)")


def test_a_profile_says_of_every_figure_how_it_stands_to_the_reference(exhibit: Make) -> None:
    shown = exhibit("profile", units=("01",), first_year=2010, last_year=2024, reference="26")
    rate = shown.table[shown.table["indicator"] == "members_population_rate"].iloc[0]
    # Hà Nội 23.44 % against at least 24.77 % (300,000 of 1,211,300) in Vĩnh Phúc.
    assert rate["direction"] == "down"
    assert "thấp hơn ít nhất 1,3" in rate["difference"]
    assert "difference" in [column.name for column in shown.columns]


def test_a_reference_of_low_confidence_is_in_the_table_but_in_no_sentence(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("members_population_rate",), first_year=2010, last_year=2024,
        tolerance=5, reference="26",
    )  # fmt: skip
    # Vĩnh Phúc 2023 is of low confidence: Hà Nội stands below it, and no headline says so.
    hanoi = row(shown, "01")
    assert (hanoi["direction"], hanoi["reference_confidence"]) == ("down", "low")
    assert shown.headline == "Hội viên/dân số: chưa đủ căn cứ so với Vĩnh Phúc"
