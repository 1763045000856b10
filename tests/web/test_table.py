"""Tables on screen: no column that tells nothing, every figure beside its year, all of it seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.web.common.table import Cell, screen_table

Make = Callable[..., Exhibit]


def titles(exhibit: Exhibit) -> list[str]:
    return [column.title for column in screen_table(exhibit).columns]


def column(exhibit: Exhibit, title: str) -> list[Cell]:
    table = screen_table(exhibit)
    place = titles(exhibit).index(title)
    return [row[place] for row in table.rows]


def test_where_a_row_has_several_years_each_stands_beside_its_figure(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    assert titles(growth) == ["Tỉnh, thành phố", "Số trước", "Số mới nhất", "Thay đổi"]
    assert column(growth, "Số trước")[0] == "≥\N{NO-BREAK SPACE}1.500.000 (2023)"
    assert column(growth, "Số mới nhất")[0] == "1.953.233 (2024)"


def test_figures_stand_to_the_right_and_a_phone_is_spared_the_theme(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    sent = json.loads(screen_table(growth).packed)
    assert [c["number"] for c in sent["columns"]] == [False, True, True, False]
    assert sent["alt"] == (growth.alt or growth.headline)
    assert sent["scrolls"] == ""
    assert not any(c["spared"] for c in sent["columns"])


def test_totals_are_newest_first_without_empty_columns(demo: Dataset, exhibit: Make) -> None:
    whole = build("total", demo, Selection(tolerance=2).with_(indicators=("members",)))
    assert titles(whole) == ["Năm", "Tổng số"]
    assert column(whole, "Năm")[0] == "2024"
    assert screen_table(whole).below.startswith("Mọi dòng – Số tỉnh có số liệu: 8/8.")
    partly = exhibit("total", indicators=("members",), first_year=2010, last_year=2024)
    provinces = [
        *("Hà Nội", "Vĩnh Phúc", "Bắc Ninh", "Hưng Yên"),
        *("Thái Bình", "Hà Nam", "Nam Định", "Ninh Bình"),
    ]
    assert titles(partly) == [
        "Năm",
        "Cộng các tỉnh có số",
        "Chiếm dân số cụm",
        *provinces,
        "Số tỉnh có số liệu",
    ]
    newest = {name: column(partly, name)[0] for name in provinces}
    assert [name for name, said in newest.items() if said == "có"] == ["Hà Nội", "Bắc Ninh"]
    assert column(partly, "Hưng Yên") == ["chưa có"] * len(partly.rows)
    sent = json.loads(screen_table(partly).packed)["columns"]
    wide = [c["title"] for c in sent if c["spared"]]
    assert wide == [c["title"] for c in sent if c.get("dot") == "có"] == provinces
    assert [c["title"] for c in sent if c.get("narrow")] == ["Số tỉnh có số liệu"]
    assert column(partly, "Số tỉnh có số liệu")[0] == "2/8: Hà Nội và Bắc Ninh"
    # 1.953.233 of Hà Nội and 542.467 of Bắc Ninh; 8.587.100 + 1.517.400 of 18.289.200 people.
    assert column(partly, "Chiếm dân số cụm")[0] == "55,2\u00a0%"
    assert column(partly, "Cộng các tỉnh có số")[0] == "2.495.700 (2 tỉnh)"


def test_what_every_row_shares_is_told_once_and_sources_are_named(exhibit: Make) -> None:
    derived = exhibit("published_derived", indicators=("members_population_rate",))
    assert "Chỉ số: Tỷ lệ hội viên so với dân số" in screen_table(derived).below
    (first, *_) = column(derived, "Nguồn")
    assert not isinstance(first, str)
    names = [name for name, _ in first]
    assert names == ["Tạp chí Doanh nghiệp và Hội nhập"]


@pytest.mark.parametrize(
    ("rows", "scrolls"), [(12, ""), (13, "narrow"), (20, "narrow"), (21, "wide")]
)
def test_a_table_scrolls_only_where_it_is_long_and_says_how_long(
    exhibit: Make, rows: int, scrolls: str
) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    table = screen_table(replace(growth, content=[dict(growth.rows[0]) for _ in range(rows)]))
    assert json.loads(table.packed)["scrolls"] == scrolls
    assert table.goes_on == f"Bảng có {rows} dòng, cuộn trong bảng để xem hết."
    assert json.loads(table.packed)["all"] == f"Xem cả {rows} dòng"


def test_a_figure_its_year_and_its_basis_are_told_apart_from_all_else(exhibit: Make) -> None:
    profile = exhibit("profile", units=("01",))
    parts = {c["title"]: c.get("part") for c in json.loads(screen_table(profile).packed)["columns"]}
    assert [parts[title] for title in ("Giá trị", "Năm", "Mẫu số")] == ["figure", "year", "basis"]
    assert parts["Chỉ số"] is None


def test_what_is_told_once_ends_with_one_stop(exhibit: Make) -> None:
    others = exhibit("other_published", units=("33",))
    below = screen_table(others).below
    assert below.endswith(".")
    assert not below.endswith("..")


def test_no_name_in_a_long_text_is_parted(exhibit: Make) -> None:
    totals = exhibit("total", indicators=("members",), first_year=2010, last_year=2024)
    table = screen_table(totals)
    sent = json.loads(table.packed_with(((),) * len(table.columns), "", totals.catalogue))
    cells = [str(cell) for row in sent["rows"] for cell in row]
    assert "2/8: Hà\N{NO-BREAK SPACE}Nội và Bắc\N{NO-BREAK SPACE}Ninh" in cells


def test_a_column_of_short_texts_is_not_broken_and_a_long_one_is(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    columns = json.loads(screen_table(growth).packed)["columns"]
    whole = {c["title"] for c in columns if c.get("whole")}
    assert "Tỉnh, thành phố" in whole
    assert "Thay đổi" not in whole
