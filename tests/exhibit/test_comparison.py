from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit

Make = Callable[..., Exhibit]


def row(exhibit: Exhibit, unit: str, basis: str = "") -> pd.Series:
    table = exhibit.table
    return table[(table["unit"] == unit) & (table["basis"] == basis)].iloc[0]


def test_latest_is_the_newest_figure_within_the_tolerance_with_its_year(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("members",), first_year=2010, last_year=2022)
    # Asked for 2022 with two years of tolerance: 2020 to 2022.
    assert [(r.unit, r.year, r.value) for r in shown.table.itertuples() if r.missing == ""] == [
        ("34", 2020, 600_000),
        ("37", 2020, 313_165),
        ("26", 2021, 303_000),
    ]
    assert not shown.table.loc[shown.table["missing"] == "", "stale"].any()
    later = exhibit("comparison", indicators=("members",), first_year=2010, last_year=2023)
    shaded = later.table.loc[later.table["missing"] == "too_old"].set_index("unit")["stale"]
    assert shaded["34"]
    assert shaded["37"]


def test_older_figures_are_listed_but_not_ranked(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("members",), first_year=2010, last_year=2022)
    hanoi = row(shown, "01")
    assert (hanoi["year"], hanoi["value"], hanoi["missing"]) == (2017, 864_000, "too_old")
    assert pd.isna(hanoi["rank_best"])


def test_ranks_carry_the_bounds_of_rounded_figures(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("members",), units=("34", "37", "26"),
                    first_year=2010, last_year=2022)  # fmt: skip
    # "hơn 600 nghìn" is certainly above both exact figures.
    ranks = {r.unit: (r.rank_best, r.rank_worst) for r in shown.table.itertuples() if not r.missing}
    assert ranks == {"34": (1, 1), "37": (2, 2), "26": (3, 3)}


def test_three_of_eight_provinces_make_no_statement_about_the_cluster(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("members",), first_year=2010, last_year=2022)
    assert (shown.coverage.covered, shown.coverage.expected) == (3, 8)
    assert shown.table["rank_best"].isna().all()
    assert "đứng đầu" not in shown.headline
    assert "mới có 3/8 tỉnh, thành phố" in shown.headline


def test_five_of_eight_allow_to_name_the_first(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("population",), first_year=2010, last_year=2023)
    assert shown.coverage.covered == 8
    assert shown.headline == (
        "Dân số: Hà Nội 8.587.100 (2023) đứng đầu trong 8/8 tỉnh, thành phố có số liệu"
    )


def test_a_share_not_published_is_computed_from_counts_of_the_same_year(exhibit: Make) -> None:
    shown = exhibit(
        "comparison", indicators=("members_population_rate",), first_year=2010, last_year=2020
    )
    ninh_binh = row(shown, "37")
    # 313.165 / 993.920 = 31,508 %
    assert ninh_binh["origin"] == "derived"
    assert ninh_binh["value"] == pytest.approx(31.508, abs=0.001)
    thai_binh = row(shown, "34")
    # "hơn 600.000" / 1.870.240: at least 32,081 %
    assert thai_binh["lower"] == pytest.approx(32.081, abs=0.001)
    assert thai_binh["qualifier"] == "at_least"


def test_two_denominators_are_never_ranked_together(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("learning_family_rate",), first_year=2010,
                    last_year=2024)  # fmt: skip
    assert row(shown, "01", "registered")["value"] == 89.06
    assert row(shown, "01", "all")["value"] == 71.25
    assert shown.table["rank_best"].isna().all()


def test_the_target_beside_a_figure_is_of_its_own_basis(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("learning_family_rate",), first_year=2010,
                    last_year=2024)  # fmt: skip
    assert pd.isna(row(shown, "01", "registered")["target"])
    assert row(shown, "01", "all")["target"] == 70
    assert "KH 291" in row(shown, "01", "all")["target_label"]
    assert row(shown, "27", "unstated")["target"] == 70
    assert row(shown, "36", "unstated")["target"] == 90  # its own congress, term 2017-2022


def test_a_figure_before_the_last_break_is_not_compared_with_later_ones(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("learning_family_rate",), first_year=2010,
                    last_year=2022)  # fmt: skip
    assert row(shown, "34", "all")["missing"] == "not_comparable"
    assert row(shown, "36", "unstated")["missing"] == ""


def test_merged_provinces_are_sums_with_the_parts_they_cover(exhibit: Make) -> None:
    shown = exhibit("comparison", indicators=("population",), boundaries="2025",
                    first_year=2010, last_year=2022)  # fmt: skip
    hung_yen = row(shown, "33@2025-07-01")
    assert hung_yen["value"] == 1_290_850 + 1_878_540
    phu_tho = row(shown, "25@2025-07-01")
    assert (phu_tho["parts_covered"], phu_tho["parts_expected"]) == (1, 3)
    assert phu_tho["missing"] == "partial"
    assert pd.isna(phu_tho["rank_best"])


def test_a_map_classes_one_basis_only(exhibit: Make) -> None:
    shown = exhibit("map", indicators=("learning_family_rate",), first_year=2010, last_year=2024)
    assert shown.extra["style"] == "choropleth"
    classed = shown.table[shown.table["class"].notna()]
    assert set(classed["basis"]) == {"unstated"}
    assert len(shown.table) == 8


def test_counts_are_bubbles_and_units_without_figures_have_no_class(exhibit: Make) -> None:
    shown = exhibit("map", indicators=("members",), first_year=2010, last_year=2024)
    assert shown.extra["style"] == "bubble"
    missing = shown.table[shown.table["missing"] != ""]
    assert missing["class"].isna().all()


@pytest.mark.parametrize("name", ["comparison", "map"])
def test_notes_name_the_years_that_stand_in_for_the_asked_one(exhibit: Make, name: str) -> None:
    shown = exhibit(name, indicators=("members",), first_year=2010, last_year=2024)
    texts = [n.text for n in shown.notes if n.kind == "substituted"]
    assert texts == [
        "Chưa có số liệu năm 2024, dùng năm gần nhất: Vĩnh Phúc 2023.",
        "Cũ hơn 2 năm, chỉ để tham khảo, không xếp hạng và không cộng: "
        "Thái Bình 2020, Ninh Bình 2020, Nam Định 2011.",
    ]
