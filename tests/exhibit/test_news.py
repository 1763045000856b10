"""The list of what is new: old and new figure, source, who and why, by province and indicator."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.shown import figure_in
from khdash.exhibit.topics.news import Since, build_news, summary
from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.report.formats.csv import to_csv
from khdash.report.table import display
from khdash.store.database import Database
from khdash.store.decisions import Explained
from tests.published import at
from tests.store.small import commit, figure

CHAIR = Actor("Trần Văn Chủ tịch", "web")
REPORT = {"source_id": "s062", "as_of": "2024-12-31"}
FUND = {"source_id": "s062", "as_of": "2019-12-31"}


@pytest.fixture
def store(own: Path) -> Database:
    return Database.open(at(own))


def news(store: Database, since: int = 1, lang: str = "vi") -> Exhibit:
    dataset, moment = store.dataset(), store.moment_of(since)
    assert moment is not None
    changes = store.changes(since, dataset.version)
    return build_news(dataset, changes, Since(since, moment), lang)


def rows(shown: Exhibit, *names: str) -> list[tuple[str, ...]]:
    texts = display(shown)
    return list(zip(*(texts[name] for name in names), strict=True))


def test_each_figure_has_old_and_new_source_who_and_why(store: Database) -> None:
    with store:
        commit(
            store,
            figure(1_975_000, unit="01", year=2024, **REPORT),
            figure(3_100, unit="01", year=2024, indicator="chapters", **REPORT),
            figure(512_345, unit="36", year=2024, **REPORT),
            note="Báo cáo quý IV",
        )
        shown = news(store)
    assert shown.headline == "2 số mới, 1 số thay đổi"
    assert rows(shown, "unit_name", "indicator_name", "year", "before_text", "text") == [
        ("Hà Nội", "Hội viên khuyến học", "2024", "1.953.233", "1.975.000"),
        ("Hà Nội", "Chi hội khuyến học", "2024", "–", "3.100"),
        ("Nam Định", "Hội viên khuyến học", "2024", "–", "512.345"),
    ]
    assert [row["kind"] for row in shown.rows] == ["changed", "new", "new"]
    assert {text for (text,) in rows(shown, "why")} == {"lần nạp 2: Báo cáo quý IV"}
    (who,) = {text for (text,) in rows(shown, "who")}
    assert who.startswith("Nguyễn Thị Thư ký, ")
    assert {row["source_id"] for row in shown.rows} == {"s062"}
    assert [line.source_id for line in shown.sources] == ["s062"]


def test_an_undo_is_told_as_what_it_does(store: Database) -> None:
    with store:
        commit(store, figure(512_345, unit="36", year=2024, **REPORT))
        store.undo(2, CHAIR, "nhầm tỉnh")
        shown = news(store, 2)
        assert news(store, 1).headline == "Không có số nào thay đổi"
    assert shown.headline == "1 số không còn dùng"
    assert rows(shown, "before_text", "text", "why") == [
        ("512.345", "–", "hoàn tác lần nạp 2: nhầm tỉnh")
    ]
    assert rows(shown, "who")[0][0].startswith("Trần Văn Chủ tịch, ")


def test_no_change_is_rounded_away(store: Database) -> None:
    with store:
        commit(store, figure(52_100, unit="01", indicator="fund_balance", year=2019, **FUND))
        commit(store, figure(52_100.004, unit="01", indicator="fund_balance", year=2019, **FUND))
        shown = news(store, 2)
    said = [
        text.replace("\N{NO-BREAK SPACE}", " ") for text in rows(shown, "before_text", "text")[0]
    ]
    assert said == ["52.100 triệu đồng", "52.100,004 triệu đồng"]


def test_every_figure_leads_to_its_card_and_leaves_in_the_files(store: Database) -> None:
    with store:
        commit(store, figure(512_345, unit="36", year=2024, qualifier="at_least", **REPORT))
        shown, dataset = news(store), store.dataset()
    key = FigureKey("36", "members", 2024)
    by_name = {column.name: column for column in shown.columns}
    for name in ("text", "before_text"):
        assert figure_in(dataset, shown, shown.rows[0], by_name[name]) == key
    (line,) = csv.DictReader(io.StringIO(to_csv(shown).decode("utf-8-sig")))
    assert (line["value"], line["qualifier"], line["before_value"]) == ("512345", "at_least", "")
    assert line["text"] == "≥\N{NO-BREAK SPACE}512.345"


def test_what_the_office_says_of_a_new_figure_stands_with_it(store: Database) -> None:
    with store:
        commit(store, figure(512_345, unit="36", year=2024, **REPORT))
        store.explain(CHAIR, Explained("36", "members", 2024, 512_345.0), "Phát triển ở trường học")
        shown = news(store)
    assert "Nam Định 2024 (Hội viên): “Phát triển ở trường học”" in shown.notes[-1].text


def test_the_list_says_between_which_versions_in_both_languages(store: Database) -> None:
    with store:
        commit(store, figure(512_345, unit="36", year=2024, **REPORT))
        store.undo(2, CHAIR, "nhầm")
        store.redo(2, CHAIR, "đúng")
        shown, english = news(store), news(store, lang="en")
    assert shown.subtitle.startswith("Từ phiên bản số liệu 1 (")
    assert " đến phiên bản 4 (" in shown.subtitle
    assert english.headline == "1 new"
    assert rows(english, "why") == [("batch 2 redone: đúng",)]


def test_a_sum_names_only_what_there_is(store: Database) -> None:
    with store:
        commit(store, figure(512_345, unit="36", year=2024, **REPORT))
        changes = store.changes(1, store.version())
    assert summary(changes, Words("vi")) == "1 số mới"
    assert summary(changes.iloc[:0], Words("vi")) == ""
