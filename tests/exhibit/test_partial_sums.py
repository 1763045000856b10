"""What provinces that published add up to, and their part of the population (methods.md rule 2).

Population of 2023: Hà Nội 8.587.100, Vĩnh Phúc 1.211.300, Bắc Ninh 1.517.400, Hưng Yên 1.301.000,
Thái Bình 1.882.300, Hà Nam 885.900, Nam Định 1.887.100, Ninh Bình 1.017.100: 18.289.200 together.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from khdash.exhibit.core.scope import tolerance_of, years_of
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection

MEMBERS = 1_953_233 + 542_467 + 373_000 + 601_058 + 313_165


def test_the_default_tolerance_is_the_smallest_with_which_five_provinces_have_members(
    enlarged: Dataset,
) -> None:
    # As of 2024: Hà Nội, Bắc Ninh and Vĩnh Phúc of 2024 within 2 and 3 years; with 4 Thái Bình
    # and Ninh Bình of 2020 too, which makes 5/8. Hà Nam (2017), Hưng Yên (2016), Nam Định (2011).
    assert years_of(enlarged)[1] == 2024
    assert tolerance_of(enlarged, "2022") == 4
    tile = build("tile", enlarged, Selection(indicators=("members",)))
    assert tile.selection.tolerance == 4
    assert {row["unit"]: row["year"] for row in tile.rows if not row["missing"]} == {
        "01": 2024, "26": 2024, "27": 2024, "34": 2020, "37": 2020,
    }  # fmt: skip


def test_on_todays_boundaries_no_tolerance_suffices_and_five_years_are_taken(
    enlarged: Dataset,
) -> None:
    # Only Hà Nội has a whole count after 2019: Bắc Ninh lacks Bắc Giang, Phú Thọ lacks Phú Thọ,
    # Hưng Yên (2016) and Hà Nam (2017) are too old: 1/5.
    assert tolerance_of(enlarged, "2025") == 5


def test_five_of_eight_provinces_make_the_cluster_and_say_what_they_hold_of_its_people(
    enlarged: Dataset,
) -> None:
    # 8.587.100 + 1.517.400 + 1.211.300 + 1.882.300 + 1.017.100 = 14.215.200 of 18.289.200: 77,7 %.
    assert MEMBERS == 3_782_923
    tile = build("tile", enlarged, Selection(indicators=("members",)))
    assert tile.extra["total"] == "3.782.923"
    assert tile.headline == (
        "Cụm 3: Hội viên 3.782.923 (2020–2024), từ 5/8 tỉnh, thành phố, các tỉnh này chiếm"
        " 77,7\N{NO-BREAK SPACE}% dân số Cụm 3; chưa gồm Hưng Yên, Hà Nam và Nam Định"
    )
    assert "77,7\N{NO-BREAK SPACE}% dân số Cụm 3" in tile.subtitle


def test_below_five_eighths_the_sum_is_that_of_the_provinces_that_published(
    enlarged: Dataset,
) -> None:
    # Bắc Ninh 185,6, Thái Bình gần 155, Ninh Bình hơn 103, Vĩnh Phúc hơn 100: 543,6 unbounded.
    # 1.517.400 + 1.882.300 + 1.017.100 + 1.211.300 = 5.628.100 of 18.289.200: 30,8 %.
    asked = Selection(indicators=("fund_balance",))
    tile = build("tile", enlarged, asked)
    space = "\N{NO-BREAK SPACE}"
    assert tile.extra["total"] == f"≈{space}543,6{space}tỷ{space}đồng (4 tỉnh)"
    assert build("headlines", enlarged, asked).headline == (
        "Số dư quỹ 2020–2024: 4/8 tỉnh đã công bố (Vĩnh Phúc, Bắc Ninh, Thái Bình và Ninh Bình)"
        f" cộng lại ≈{space}543,6{space}tỷ{space}đồng, các tỉnh này chiếm 30,8{space}% dân số Cụm 3"
        "; chưa gồm Hà Nội và 3 tỉnh khác"
    )


def test_the_total_says_it_in_headline_table_file_and_alt_text(enlarged: Dataset) -> None:
    # 2024 alone: 1.953.233 + 373.000 + 542.467 = 2.868.700 of Hà Nội, Vĩnh Phúc, Bắc Ninh, with
    # 8.587.100 + 1.211.300 + 1.517.400 = 11.315.800 of 18.289.200 people: 61,9 %.
    total = build("total", enlarged, Selection(indicators=("members",)))
    row = total.rows[0]
    space = "\N{NO-BREAK SPACE}"
    assert total.headline == (
        "Hội viên 2024: 3/8 tỉnh đã công bố (Hà Nội, Vĩnh Phúc và Bắc Ninh) cộng lại 2.868.700,"
        f" các tỉnh này chiếm 61,9{space}% dân số Cụm 3"
    )
    assert (row["sum_value"], row["sum_covered"], row["share_text"]) == (
        2_868_700, 3, f"61,9{space}%",
    )  # fmt: skip
    assert row["population_share"] == pytest.approx(11_315_800 / 18_289_200 * 100)
    assert "2024: 2.868.700 (3/8)" in total.alt


def test_a_part_of_low_confidence_leaves_the_number_of_provinces_and_the_sum(
    enlarged: Dataset,
) -> None:
    rows = enlarged.observations
    one = (rows["unit"] == "26") & (rows["indicator"] == "members") & (rows["year"] == 2024)
    assert one.sum() == 1
    changed = rows.assign(confidence=rows["confidence"].mask(one, "low"))
    low = replace(enlarged, observations=changed)
    # Without the 373.000 of Vĩnh Phúc four provinces are left: 3.409.923, not the cluster's.
    tile = build("tile", low, Selection(indicators=("members",), tolerance=4))
    assert tile.extra["total"] == "3.409.923 (4 tỉnh)"


def test_the_pivot_adds_what_was_published_apart_from_the_total(enlarged: Dataset) -> None:
    pivot = build("pivot", enlarged, Selection(indicators=("members",)))
    by_unit = {row["unit"]: row for row in pivot.rows}
    partial = by_unit["published"]
    assert partial["unit_name"] == "Các tỉnh đã công bố cộng lại"
    assert partial["text_2024"] == "2.868.700 (3/8)"
    # 2011: hơn 460.000 of Hà Nội and 288.270 of Nam Định.
    assert partial["text_2011"] == "≥\N{NO-BREAK SPACE}748.270 (2/8)"
    assert (partial["value_2024"], partial["covered_2024"], partial["expected_2024"]) == (
        2_868_700, 3, 8,
    )  # fmt: skip
    assert "cluster" not in by_unit, "no year has a total: no row of gaps"
    assert "Hà Nội 2024: 1.953.233" in pivot.alt


def test_the_pivot_says_of_how_many_parts_a_merged_unit_has_figures(enlarged: Dataset) -> None:
    pivot = build("pivot", enlarged, Selection(indicators=("members",), boundaries="2025"))
    said = {row["unit_name"]: row["text_2024"] for row in pivot.rows}
    # Vĩnh Phúc alone of three, the former Bắc Ninh alone of two; Hà Nội was not merged.
    assert said["Phú Thọ"] == "373.000 (1/3)"
    assert said["Bắc Ninh"] == "542.467 (1/2)"
    assert said["Hà Nội"] == "1.953.233"


def test_no_partial_sum_is_told_without_how_many_what_share_and_who_weighs_most(
    enlarged: Dataset,
) -> None:
    weights = {  # Population of 2023.
        "01": 8_587_100, "34": 1_882_300, "36": 1_887_100, "27": 1_517_400,
        "33": 1_301_000, "26": 1_211_300, "37": 1_017_100, "35": 885_900,
    }  # fmt: skip
    names = {key: enlarged.catalogue.units[key].name for key in weights}
    partial = 0
    for code, indicator in enlarged.catalogue.indicators.items():
        if indicator.kind == "rate":
            continue
        for year in range(2012, 2025):
            asked = Selection(indicators=(code,), first_year=2010, last_year=year)
            for name in ("total", "tile", "headlines"):
                said = build(name, enlarged, asked).headline
                if "dân số Cụm 3" not in said or "tỉnh này chiếm" not in said:
                    continue
                clause, _, without = said.partition("; chưa gồm ")
                if ", tỉnh này" in clause:
                    continue  # One province alone, which is named: nothing is added.
                partial += 1
                assert re.search(r"\d/8 tỉnh", clause), said
                covered = int(re.search(r"(\d)/8 tỉnh", clause)[1])  # type: ignore[index]
                left = [key for key in weights if names[key] in without]
                if 8 - covered <= 3:
                    assert len(left) == 8 - covered, said
                elif without:
                    assert left == ["01"], said
                    assert f"{8 - covered - 1} tỉnh khác" in without
                else:
                    assert "Hà Nội" in clause or "đã công bố (" not in clause, said
    assert partial > 20
