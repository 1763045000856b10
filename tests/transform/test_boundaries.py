"""Boundaries move: today's provinces are sums of their parts, whole or marked partial (rule 11)."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pandas as pd

from khdash.model.cluster import BoundarySet
from khdash.model.frames import OBSERVATION
from khdash.transform.boundaries import PARTS, on_boundaries
from khdash.transform.rates import with_derived
from khdash.transform.series import joined, series_of
from khdash.transform.totals import total_of

from .figures import (
    NEW_BAC_NINH,
    NEW_HUNG_YEN,
    NEW_NINH_BINH,
    NEW_PHU_THO,
    SETS,
    catalogue,
    figure,
    latest,
    observations,
    unit,
)

CATALOGUE = catalogue()


def on_2025(*rows: dict[str, object]) -> pd.DataFrame:
    return on_boundaries(observations(*rows), CATALOGUE, "2025")


def test_on_the_2022_boundaries_figures_stay_as_they_are() -> None:
    current = observations(
        figure("34", "members", 2020, 600_000, "at_least"),
        figure("374", "chapters", 2019, 140),
        figure("VN", "fund_balance", 2024, 4_000_000, "at_least"),
        figure(NEW_HUNG_YEN, "population", 2025, 3_567_943),
    )
    found = on_boundaries(current, CATALOGUE, "2022")
    assert found["unit"].tolist() == ["34", "374", "VN"]
    assert found["parts_covered"].tolist() == found["parts_expected"].tolist() == [1, 1, 1]
    assert not found["partial"].any()
    assert not found["rebased"].any()


def test_a_merged_province_is_the_sum_of_its_parts_in_one_year() -> None:
    # Bắc Giang 1 922 700 + Bắc Ninh 1 517 400 = 3 440 100 (2023); code 24 is the new Bắc Ninh.
    found = on_2025(
        figure("24", "population", 2023, 1_922_700, confidence="medium", source_id="s1"),
        figure("27", "population", 2023, 1_517_400, source_id="s2"),
    )
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["unit"], row["value"]) == (NEW_BAC_NINH, 3_440_100)
    assert (row["parts_covered"], row["parts_expected"], row["parts_missing"]) == (2, 2, ())
    assert not row["partial"]
    assert row["rebased"]
    assert row["confidence"] == "medium"
    assert row["source_ids"] == ("s1", "s2")
    assert row["source_id"] == ""


def test_a_sum_without_all_its_parts_is_partial_and_names_the_missing() -> None:
    found = on_2025(figure("36", "members", 2011, 288_270, source_id="s030"))
    row = found.iloc[0]
    assert (row["unit"], row["value"]) == (NEW_NINH_BINH, 288_270)
    assert row["partial"]
    assert (row["parts_covered"], row["parts_expected"]) == (1, 3)
    assert row["parts_missing"] == ("35", "37")
    assert row["source_id"] == "s030"
    assert total_of(found, [NEW_NINH_BINH], "stock").covered == 0


def test_a_province_outside_the_old_cluster_is_a_part_like_any_other() -> None:
    row = on_2025(figure("26", "members", 2021, 303_000)).iloc[0]
    assert row["unit"] == NEW_PHU_THO
    assert row["parts_missing"] == ("25", "17")


def test_bounds_of_the_parts_are_carried_into_the_sum() -> None:
    # Hà Nam 150 000 + Nam Định nearly 450 000 + Ninh Bình over 313 165.
    found = on_2025(
        figure("35", "members", 2020, 150_000),
        figure("36", "members", 2020, 450_000, "nearly"),
        figure("37", "members", 2020, 313_165, "at_least"),
    )
    row = found.iloc[0]
    assert row["value"] == 913_165
    assert (row["lower"], row["upper"], row["qualifier"]) == (-math.inf, math.inf, "about")
    two = on_2025(
        figure("33", "members", 2020, 250_000),
        figure("34", "members", 2020, 600_000, "at_least"),
    ).iloc[0]
    assert (two["lower"], two["upper"], two["qualifier"]) == (850_000, math.inf, "at_least")


def test_ha_noi_and_the_country_are_unchanged_and_districts_end() -> None:
    found = on_2025(
        figure("01", "members", 2024, 1_953_233),
        figure("VN", "members", 2021, 21_000_000, "at_least"),
        figure("374", "members", 2019, 9_000),
    )
    assert found["unit"].tolist() == ["01", "VN"]
    assert found["value"].tolist() == [1_953_233, 21_000_000]


def test_a_figure_of_the_new_province_wins_over_the_sum_and_continues_its_line() -> None:
    found = on_2025(
        figure("33", "members", 2024, 250_000),
        figure("34", "members", 2024, 620_000),
        figure("33", "members", 2025, 255_000),
        figure("34", "members", 2025, 625_000),
        figure(NEW_HUNG_YEN, "members", 2025, 900_000),
    )
    assert found[["unit", "year", "value", "rebased"]].values.tolist() == [
        [NEW_HUNG_YEN, 2024, 870_000, True],
        [NEW_HUNG_YEN, 2025, 900_000, False],
    ]
    assert found["parts_covered"].tolist() == [2, 2]
    assert joined(series_of(found, "members"), [])["run"].tolist() == [0, 0]


def test_sums_of_other_coverage_are_never_one_line() -> None:
    found = on_2025(
        figure("33", "members", 2019, 240_000),
        figure("34", "members", 2019, 590_000),
        figure("34", "members", 2020, 600_000, "at_least"),
    )
    assert found["partial"].tolist() == [False, True]
    assert joined(series_of(found, "members"), [])["run"].tolist() == [0, 1]


def test_parts_on_different_bases_are_never_added() -> None:
    found = on_2025(
        figure("33", "members", 2020, 1, basis="all"),
        figure("34", "members", 2020, 2, basis="registered"),
    )
    assert found[["basis", "value", "partial"]].values.tolist() == [
        ["all", 1, True],
        ["registered", 2, True],
    ]


def test_a_mid_year_part_is_not_added_to_year_end_parts() -> None:
    found = on_2025(
        figure("35", "fund_balance", 2018, 40_000),
        figure("36", "fund_balance", 2018, 120_000),
        figure("37", "fund_balance", 2018, 90_000, point="2018-06"),
    )
    assert found["value"].tolist() == [160_000]
    assert found["parts_missing"].tolist() == [("37",)]
    assert found["point"].tolist() == ["year_end"]


def test_a_rate_is_sum_over_sum_where_every_part_is_known_and_absent_otherwise() -> None:
    # Hưng Yên 250 000 of 1 269 090 and Thái Bình 600 000 of 1 870 240:
    # 850 000 / 3 139 330 = 27,076 %.
    # New Ninh Bình lacks members of Hà Nam and Nam Định: no rate.
    rate = "members_population_rate"
    found = on_2025(
        figure("33", "members", 2020, 250_000),
        figure("34", "members", 2020, 600_000),
        figure("37", "members", 2020, 313_165),
        figure("33", "population", 2020, 1_269_090, source_id="s2"),
        figure("34", "population", 2020, 1_870_240, source_id="s2"),
        figure("35", "population", 2020, 861_830),
        figure("36", "population", 2020, 1_780_330),
        figure("37", "population", 2020, 993_920),
        figure("37", rate, 2020, 31.5),
        figure("01", rate, 2024, 23.44),
    )
    rates = found[found["indicator"] == rate]
    assert rates[["unit", "origin"]].values.tolist() == [
        ["01", "published"],
        [NEW_HUNG_YEN, "derived"],
    ]
    merged = rates.iloc[1]
    assert round(merged["value"], 3) == 27.076
    assert merged["source_ids"] == ("s1", "s2")
    assert merged["rebased"]
    assert merged["parts_covered"] == merged["parts_expected"] == 2


def test_computing_rates_again_on_new_boundaries_adds_none_twice() -> None:
    found = on_2025(
        figure("33", "members", 2020, 250_000),
        figure("34", "members", 2020, 600_000),
        figure("33", "population", 2020, 1_269_090),
        figure("34", "population", 2020, 1_870_240),
    )
    rows = with_derived(found, CATALOGUE, "members_population_rate")
    assert len(rows) == 1
    assert latest(rows, (2020, 0))["unit"].tolist() == [NEW_HUNG_YEN]


def test_the_learning_rate_of_a_merged_province_keeps_its_two_bases_apart() -> None:
    found = on_2025(
        figure("33", "learning_family_recognised", 2023, 300),
        figure("34", "learning_family_recognised", 2023, 500),
        figure("33", "families", 2023, 400),
        figure("34", "families", 2023, 600),
        figure("34", "learning_family_registered", 2023, 550),
    )
    rates = found[found["indicator"] == "learning_family_rate"]
    assert rates[["basis", "value"]].values.tolist() == [["all", 80.0]]  # 800 / 1 000


def test_an_empty_frame_stays_empty_with_every_column() -> None:
    for boundaries in ("2022", "2025"):
        found = on_boundaries(observations(), CATALOGUE, boundaries)
        assert found.empty
        assert list(found.columns) == [*OBSERVATION, *PARTS]


def test_column_types_survive_the_sum() -> None:
    found = on_2025(figure("33", "members", 2020, 1), figure("01", "members", 2020, 2))
    types = observations().dtypes
    assert found.dtypes[list(types.index)].equals(types)


def test_a_province_that_was_merged_twice_is_the_sum_of_all_that_went_into_it() -> None:
    newest = date(2030, 1, 1)
    great = unit("99", valid_from=newest)
    joined_again = {NEW_HUNG_YEN, NEW_NINH_BINH}
    units = [
        replace(u, successor=great.key, valid_to=date(2029, 12, 31)) if u.key in joined_again else u
        for u in CATALOGUE.units.values()
    ]
    sets = (*SETS, BoundarySet("2030", newest, "", "", "", "", default=False))
    three = replace(CATALOGUE, units={u.key: u for u in [*units, great]}, boundary_sets=sets)
    parts = ("33", "34", "35", "36", "37")
    rows = [
        figure(code, "members", 2020, 100 + place, source_id=f"s{place}")
        for place, code in enumerate(parts)
    ]
    rows += [figure(NEW_HUNG_YEN, "members", 2026, 500), figure("34", "members", 2021, 7)]
    found = on_boundaries(observations(*rows), three, "2030").set_index("year")
    whole, two, one = found.loc[2020], found.loc[2026], found.index
    assert set(found["unit"]) == {great.key}
    assert (whole["value"], whole["partial"]) == (510, False)
    assert whole["source_ids"] == ("s0", "s1", "s2", "s3", "s4")
    assert (two["value"], two["partial"], two["parts_missing"]) == (500, True, (NEW_NINH_BINH,))
    assert 2021 not in one  # half of a half says nothing of the whole
    assert three.on_day("34", date(2031, 1, 1)) == (great.key,)
    assert three.on_day(great.key, date(2020, 1, 1)) == parts
