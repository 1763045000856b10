"""Figures that are overdue: asked for by a document, and not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from khdash.exhibit.core.due_words import answers_text, due_text
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.reporting import Reporting
from khdash.model.selection import Selection
from khdash.transform.due import past_dues

Make = Callable[..., Exhibit]
LATER = datetime(2026, 3, 1)


def lacking(shown: Exhibit) -> dict[str, list[str]]:
    return {row["task"]: row["lacking"].split() for row in shown.rows}


def test_a_figure_of_the_year_asked_for_is_not_lacking_and_one_of_another_year_does_not_stand_in(
    exhibit: Make, published: Dataset
) -> None:
    found = lacking(exhibit("overdue_figures", as_known_at=LATER))
    figures = published.current
    own = figures[(figures["indicator"] == "members_population_rate") & (figures["year"] == 2022)]
    assert "36" in set(own["unit"])  # Nam Định: 37 % in 2022.
    assert "36" not in found["cum3-2022.3.a"]
    assert "34" in found["cum3-2022.3.a"]  # Thái Bình: 2020, not 2022.


def test_nothing_is_overdue_on_the_last_day(exhibit: Make) -> None:
    on_the_day = exhibit("overdue_figures", as_known_at=datetime(2022, 12, 31, 23, 59))
    assert not any(row["task"].startswith("cum3-2022") for row in on_the_day.rows)
    after = exhibit("overdue_figures", as_known_at=datetime(2023, 1, 1))
    assert any(row["task"].startswith("cum3-2022") for row in after.rows)


def test_only_the_shown_provinces_are_named(exhibit: Make) -> None:
    shown = exhibit("overdue_figures", units=("33",), as_known_at=LATER)
    assert {row["lacking"] for row in shown.rows} == {"33"}
    assert {row["covered"] for row in shown.rows} == {"0/1"}


def test_a_day_in_the_catalogue_makes_the_newest_year_overdue(published: Dataset) -> None:
    row = Reporting(indicator="members", due=(1, 15), due_stated_in_vi="Quy chế báo cáo")
    catalogue = replace(published.catalogue, reporting=(row,))
    data = replace(published, catalogue=catalogue)
    asked = Selection(as_known_at=datetime(2025, 1, 16), boundaries="2022")
    [own] = [row for row in build("overdue_figures", data, asked).rows if not row["task"]]
    having = published.current[
        (published.current["indicator"] == "members") & (published.current["year"] == 2024)
    ]["unit"]
    assert (own["year"], own["stated_in"]) == (2024, "Quy chế báo cáo")
    assert set(own["lacking"].split()) == {
        unit.key for unit in catalogue.members("2022", 2024)
    } - set(having)
    assert past_dues(catalogue, date(2025, 1, 15))[0].year != 2024


def test_what_no_document_states_is_said_to_be_unknown(published: Dataset) -> None:
    catalogue, words = published.catalogue, Words("vi")
    assert answers_text(catalogue, "members", words) == "Hội Khuyến học tỉnh, thành phố"
    assert answers_text(catalogue, "population", words) == "Cơ quan thống kê"
    assert answers_text(catalogue, "clans", words) == "chưa có văn bản nào trong danh mục nêu"
    none = "chưa có văn bản nào trong danh mục nêu hạn của số tiếp theo"
    assert due_text(catalogue, "clans", date(2026, 1, 1), words) == none
    assert due_text(catalogue, "members_population_rate", date(2026, 1, 1), words) == (
        f"{none}; hạn đã qua: số của 2022 đến hạn 31/12/2022"
        " (nhiệm vụ 3a, Cụm 3: nhiệm vụ những tháng cuối năm 2022)"
    )
