from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.kinds.total import NotAdditive
from khdash.locale import Words

Make = Callable[..., Exhibit]


def test_a_total_adds_the_eight_provinces_and_says_so(exhibit: Make) -> None:
    total = exhibit("total", indicators=("population",), first_year=2022, last_year=2022)
    row = total.table.iloc[0]
    assert row["value"] == (
        8_435_650 + 1_197_620 + 1_488_200 + 1_290_850 + 1_878_540 + 878_000 + 1_876_850 + 1_010_700
    )
    assert (row["covered"], row["expected"], row["missing_units"]) == (8, 8, "")
    assert total.headline == "Dân số 2022 của Cụm 3: 18.056.410, từ 8/8 tỉnh, thành phố"


def test_below_five_eighths_there_is_no_total_and_the_missing_are_named(exhibit: Make) -> None:
    total = exhibit("total", indicators=("members",), first_year=2020, last_year=2020)
    row = total.table.iloc[0]
    assert pd.isna(row["value"])
    assert (row["covered"], row["expected"]) == (2, 8)
    assert row["missing_units"] == "01 26 27 33 35 36"
    assert row["coverage_text"] == "2/8: Thái Bình và Ninh Bình"
    assert [name for name in total.table.columns if name.startswith("has_") and row[name]] == [
        "has_34",
        "has_37",
    ]


def test_on_todays_boundaries_a_total_counts_only_complete_provinces(exhibit: Make) -> None:
    total = exhibit("total", indicators=("population",), boundaries="2025", first_year=2022,
                    last_year=2023)  # fmt: skip
    after, before = total.table.to_dict("records")
    # 2022: Bắc Ninh lacks Bắc Giang, Phú Thọ lacks Phú Thọ and Hòa Bình: 3/5.
    assert (before["covered"], before["expected"]) == (3, 5)
    assert pd.isna(before["value"])
    # 2023: Hà Nội, Bắc Ninh (with Bắc Giang), Hưng Yên and Ninh Bình: 4/5.
    assert after["value"] == (
        8_587_100 + (1_517_400 + 1_922_700) + (1_301_000 + 1_882_300)
        + (885_900 + 1_887_100 + 1_017_100)
    )  # fmt: skip
    assert (after["covered"], after["missing_units"]) == (4, "25@2025-07-01")
    assert after["coverage_text"] == "4/5, thiếu Phú Thọ"


def test_a_rate_has_no_total(exhibit: Make) -> None:
    with pytest.raises(NotAdditive):
        exhibit("total", indicators=("members_population_rate",))


def test_growth_compares_a_unit_with_its_own_last_figure(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2020)
    rows = growth.table.set_index("unit")
    ninh_binh = rows.loc["37"]
    assert (ninh_binh["base_year"], ninh_binh["year"]) == (2018, 2020)
    assert ninh_binh["rel_value"] == pytest.approx(313_165 / 303_679 - 1)
    assert ninh_binh["change"] == "tăng 3,1 %".replace(" %", "\N{NO-BREAK SPACE}%")
    thai_binh = rows.loc["34"]  # 486.356 in 2014, "hơn 600 nghìn" in 2020
    assert thai_binh["rel_lower"] == pytest.approx(600_000 / 486_356 - 1)
    assert thai_binh["direction"] == "up"


def test_like_for_like_growth_uses_the_same_provinces_in_both_years(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("population",), first_year=2010, last_year=2023)
    # 18.289.200 / 18.056.410 - 1 = 1,29 %
    assert growth.notes[0].text == (
        "Tăng 1,3\N{NO-BREAK SPACE}% so với 2022, tính trên cùng 8/8 tỉnh"
    )


def test_growth_of_the_cluster_needs_five_eighths_in_both_years(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    assert growth.notes[0].text == (
        "Chưa so sánh được 2024 với 2023: chỉ 1/8 tỉnh có số liệu cả hai năm"
    )


def test_the_cluster_share_of_members_is_sum_over_sum_never_a_mean(exhibit: Make) -> None:
    tile = exhibit("tile", indicators=("members_population_rate",), last_year=2020,
                   first_year=2010, units=("34", "37"))  # fmt: skip
    # (600.000 + 313.165) / (1.870.240 + 993.920) = 31,88 %; the mean of the two would be 31,79.
    assert tile.extra["total"] == "≥\N{NO-BREAK SPACE}31,88\N{NO-BREAK SPACE}%"


def test_the_change_of_the_cluster_is_given_in_numbers_over_the_units_of_both_years(
    exhibit: Make,
) -> None:
    shown = exhibit("growth", indicators=("population",), first_year=2015, last_year=2023)
    cluster = shown.extra["cluster"]
    assert isinstance(cluster, dict)
    figures = exhibit("pivot", indicators=("population",), first_year=2022, last_year=2023).table
    units = figures[figures["unit"] != "cluster"]
    before, after = units["value_2022"].sum(), units["value_2023"].sum()
    assert (cluster["covered"], cluster["expected"], cluster["base_year"]) == (8, 8, 2022)
    assert cluster["after"][0] == after
    assert cluster["relative"][0] == pytest.approx(after / before - 1)


def test_four_of_eight_provinces_make_no_change_of_the_cluster(exhibit: Make) -> None:
    shown = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    cluster = shown.extra["cluster"]
    assert isinstance(cluster, dict)
    assert (cluster["enough"], cluster["relative"], cluster["direction"]) == (False, None, "")


def test_years_without_any_figure_are_told_once_and_have_no_row(exhibit: Make) -> None:
    # Members of the eight: a figure in every year from 2011 to 2024 but 2019 and 2022.
    shown = exhibit("total", indicators=("members",), first_year=2010, last_year=2024)
    years = [row["year"] for row in shown.rows]
    assert years == [y for y in range(2024, 2010, -1) if y not in (2019, 2022)]
    assert "Chưa tỉnh nào công bố số của 2019 và 2022." in [note.text for note in shown.notes]


def test_years_before_the_first_figure_are_no_silence(exhibit: Make) -> None:
    shown = exhibit("total", indicators=("members",), first_year=2005, last_year=2009)
    assert [row["year"] for row in shown.rows] == [2009, 2008]
    assert not any("Chưa tỉnh nào công bố" in note.text for note in shown.notes)


@pytest.mark.parametrize(
    ("years", "said"),
    [([], ""), ([2019], "2019"), ([2014, 2012, 2013], "2012–2014"),
     ([2011, 2013, 2014, 2019], "2011, 2013–2014 và 2019")],
)  # fmt: skip
def test_years_in_a_row_are_a_span(years: list[int], said: str) -> None:
    assert Words("vi").every_year(years) == said


def test_the_names_are_those_of_the_fewer_of_the_two(exhibit: Make) -> None:
    total = exhibit("total", indicators=("members",), first_year=2013, last_year=2013)
    # 3 of 8 is less than half: those that published are named.
    assert total.table.iloc[0]["coverage_text"] == "3/8: Hà Nội, Bắc Ninh và Ninh Bình"
