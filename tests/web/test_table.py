"""Tables on screen: no column that tells nothing, every figure beside its year, all of it seen."""

from __future__ import annotations

from collections.abc import Callable

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.web.common.markdown import NO_BREAK
from khdash.web.common.table import screen_table

Make = Callable[..., Exhibit]


def titles(exhibit: Exhibit, *, narrow: bool = False) -> list[str]:
    return [
        str(title).replace(NO_BREAK, " ") for title in screen_table(exhibit, narrow).cells.columns
    ]


def column(exhibit: Exhibit, title: str, *, narrow: bool = False) -> list[str]:
    cells = screen_table(exhibit, narrow).cells.rename(columns=lambda t: t.replace(NO_BREAK, " "))
    return [text.replace(NO_BREAK, " ") for text in cells[title]]


def test_where_a_row_has_several_years_each_stands_beside_its_figure(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    assert titles(growth) == ["Tỉnh, thành phố", "Số trước", "Số mới nhất", "Thay đổi"]
    assert column(growth, "Số trước")[0] == "≥ 1.500.000 (2023)"
    assert column(growth, "Số mới nhất")[0] == "1.953.233 (2024)"


def test_on_a_phone_a_wide_table_is_a_card_a_row(exhibit: Make) -> None:
    growth = exhibit("growth", indicators=("members",), first_year=2010, last_year=2024)
    assert titles(growth, narrow=True) == ["Tỉnh, thành phố", " "]
    assert column(growth, " ", narrow=True)[0] == (
        "Số trước: **≥ 1.500.000 (2023)** · Số mới nhất: **1.953.233 (2024)**"
        " · Thay đổi: **không tăng quá 30,3 %**"
    )


def test_totals_are_newest_first_without_empty_columns(demo: Dataset, exhibit: Make) -> None:
    whole = build("total", demo, Selection(tolerance=2).with_(indicators=("members",)))
    assert titles(whole) == ["Năm", "Tổng số"]
    assert column(whole, "Năm")[0] == "2024"
    assert screen_table(whole, False).common == (("Số tỉnh có số liệu", "8/8"),)
    partly = exhibit("total", indicators=("members",), first_year=2010, last_year=2024)
    assert titles(partly) == [
        "Năm",
        "Các tỉnh đã công bố cộng lại",
        "Số tỉnh có số liệu",
        "Chiếm dân số cụm",
        "Chưa có số liệu",
    ]
    # 1.953.233 of Hà Nội and 542.467 of Bắc Ninh; 8.587.100 + 1.517.400 of 18.289.200 people.
    assert column(partly, "Chiếm dân số cụm")[0] == "55,2 %"
    assert column(partly, "Các tỉnh đã công bố cộng lại")[0] == "2.495.700 (2 tỉnh)"


def test_what_every_row_shares_is_told_once_and_sources_are_named(exhibit: Make) -> None:
    derived = exhibit("published_derived", indicators=("members_population_rate",))
    assert ("Chỉ số", "Tỷ lệ hội viên so với dân số") in screen_table(derived, False).common
    assert "Báo Hà Nội mới" in column(derived, "Nguồn")[0]
