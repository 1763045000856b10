"""A page on paper: every exhibit of the page, tables whole, all that must stand on each sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from khdash.exhibit.by_plan import BY_PLAN
from khdash.exhibit.core.notes import notes_of
from khdash.exhibit.registry import EXHIBITS, build
from khdash.exhibit.topics.emulation.link import PARAMETER, plan_to_link
from khdash.exhibit.topics.emulation.plan import example_plan
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.table import data_version
from khdash.web.common import exhibit_files, reader
from khdash.web.common.table import screen_table
from khdash.web.emulation.plan_edit import own_copy
from khdash.web.printing.route import EXHIBIT, TITLE, WITHOUT, send_paper
from khdash.web.printing.sheet import MOST_ROWS, paper

Get = Callable[..., Response]


@pytest.fixture
def get(published: Dataset, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Ask for a document by its parameters."""
    monkeypatch.setattr(reader, "dataset", lambda as_known_at=None: published)
    monkeypatch.setattr(exhibit_files, "figures_waiting", frozenset)

    def ask(*params: tuple[str, str]) -> Response:
        query = urlencode(params).encode()
        return send_paper(Request({"type": "http", "query_string": query, "headers": []}))

    return ask


def text_of(document: str) -> str:
    body = re.sub(r"<(style|title)>.*?</\1>", "", document, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_a_document_holds_each_exhibit_once_with_its_sources_numbered(get: Get) -> None:
    query = "chi_so=members&nam=2010&nam=2024"
    answer = get((TITLE, "Hội viên"), (EXHIBIT, f"total?{query}"), (EXHIBIT, f"trend?{query}"))
    assert answer.status_code == 200
    document = bytes(answer.body).decode()
    told = text_of(document)
    assert told.startswith("Hội viên · Cụm 3 · 8 tỉnh (2022) · 2010–2024 · Phiên bản số liệu")
    assert document.count('<section class="chart">') == 1
    assert document.count("<table class=figures>") == 1
    # 1.953.233 of Hà Nội and 542.467 of Bắc Ninh in 2024.
    assert "2.495.700 (2 tỉnh)" in told
    numbers = {
        int(n) for line in re.findall(r"Nguồn số ([\d, ]+)<", document) for n in line.split(",")
    }
    assert numbers == set(range(1, document.count("<li>") + 1))


def test_a_table_is_printed_whole_with_dots_for_who_published(published: Dataset) -> None:
    total = build("total", published, Selection(tolerance=2).with_(indicators=("members",)))
    document = paper([total], "Tổng số", 0, Words("vi"))
    assert document.count("<tr>") - 3 == len(total.rows)  # the sheet, its foot and the head
    assert screen_table(total).present == "có"
    assert document.count("<td>●</td>") == sum(
        bool(row[name]) for row in total.rows for name in row if name.startswith("has_")
    )
    assert "cuộn trong bảng" not in document
    assert data_version(total) in text_of(document)


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_can_be_printed(published: Dataset, name: str) -> None:
    shown = build(name, published, Selection(tolerance=4))
    document = paper([shown, shown], "Trang", 0, Words("vi"))
    names = re.findall(r'\bid="([^"]+)"', document)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", document)) <= set(names)


LIST = "cum3-2022"


def test_a_board_of_tasks_is_printed_as_a_grid_of_its_list(get: Get) -> None:
    document = bytes(get((EXHIBIT, f"task_board?danh_sach={LIST}"), (TITLE, "Việc")).body).decode()
    heads = re.findall(r"<th scope=col>([^<]*)", document)
    assert heads[:2] == ["Nhiệm vụ", "Hà Nội"]
    assert len(heads) == 9  # the task and the eight provinces of 2022
    assert document.count("<th scope=row>") == 8  # the eight tasks of the list
    assert document.count("<td>chưa có báo cáo</td>") == 8 * 8
    assert "Chưa có báo cáo nào cho 152 mục" in text_of(document)


def test_a_part_of_the_tasks_is_printed_item_by_item(get: Get) -> None:
    asked = f"task_board?danh_sach={LIST}&tinh_viec=36"
    told = text_of(bytes(get((EXHIBIT, asked)).body).decode())
    assert "Nam Định: Chưa có báo cáo nào cho 19 mục" in told
    assert "1a. Đại hội cấp tỉnh" in told
    unknown = get((EXHIBIT, "task_board?danh_sach=khong_co"))
    assert unknown.status_code == 404


def test_each_sheet_names_the_page_what_was_chosen_for_all_of_it_and_the_version(
    get: Get, published: Dataset
) -> None:
    # A trend shows all years: how old a newest figure may be is said at the comparison alone.
    asked = [(EXHIBIT, f"{name}?chi_so=members&sai_so=4") for name in ("comparison", "trend")]
    document = bytes(get((TITLE, "Hội viên"), *asked).body).decode()
    foot = re.findall(r"<tfoot>.*?</tfoot>", document)[0]
    version = data_version(build("trend", published, Selection(tolerance=4)))
    assert text_of(foot) == f"Hội viên · Cụm 3 · 8 tỉnh (2022) · {version}"


def test_every_caveat_stands_on_paper_and_none_is_left_to_a_workbook(published: Dataset) -> None:
    shown = build("trend", published, Selection(tolerance=4).with_(indicators=("members",)))
    told = text_of(paper([shown], "Hội viên", 0, Words("vi")))
    notes = notes_of(shown.notes)
    assert len(notes) > 3
    assert all(note.rstrip(".") in told for note in notes)
    assert "ghi chú trong bảng tính" not in told


def test_a_map_has_more_of_the_sheet_than_a_chart_that_lies(published: Dataset) -> None:
    shown = [build(name, published, Selection(tolerance=4)) for name in ("map", "trend")]
    document = paper(shown, "Hội viên", 0, Words("vi"))
    assert re.findall(r'<section class="(chart[^"]*)">', document) == ["chart tall", "chart"]


SEARCH = "observations?tim=&loc=show.everywhere+show.unused"


def test_figures_found_are_printed_as_the_page_lists_them_with_the_numbers_of_their_sources(
    get: Get,
) -> None:
    asked = "observations?tinh=34&tim=qu%E1%BB%B9&loc=show.disputed"
    document = bytes(get((TITLE, "Tra cứu"), (EXHIBIT, asked)).body).decode()
    heads = re.findall(r"<th scope=col>([^<]*)", document)
    assert heads == ["", "Tỉnh, thành phố", "Chỉ số", "Năm", "Giá trị", "Đơn vị tính", "Nguồn"]
    (foot,) = re.findall(r"<tfoot>.*?</tfoot>", document)
    assert "Tìm «quỹ» · Xem: Có nguồn ghi khác" in foot
    titles = [text_of(item) for item in re.findall(r"<li>.*?</li>", document)]
    (body,) = re.findall(r"figures found.*?<tbody>(.*?)</tbody>", document)
    (fund,) = (re.findall(r"<td>(.*?)</td>", row) for row in body.split("</tr>")[:-1])
    mark, unit, _, year, value, measure, source = fund
    assert (mark, unit, year) == ("≠", "Thái Bình", "2014")
    assert (value.replace("\N{NO-BREAK SPACE}", " "), measure) == ("≥ 30.000", "Triệu đồng")
    assert "baothaibinh" in titles[int(source) - 1]


def test_of_a_very_long_table_the_first_rows_are_printed_and_how_many_there_are(get: Get) -> None:
    document = bytes(get((EXHIBIT, SEARCH)).body).decode()
    whole = int(re.findall(r"<h2>([\d.]+) số liệu", document)[0].replace(".", ""))
    assert whole > MOST_ROWS
    assert document.count("<tr>") == MOST_ROWS + 3  # the sheet, its foot and the head
    told = f"In {MOST_ROWS} dòng đầu trong {whole} dòng; tải tệp ở trang để có đủ."
    assert told in text_of(document)


def test_a_search_that_finds_nothing_says_so_on_paper(get: Get) -> None:
    document = bytes(get((EXHIBIT, "observations?tim=xyzabc")).body).decode()
    assert "0 số liệu" in text_of(document)
    assert "Tìm «xyzabc»" in text_of(document)
    assert "<table class=figures>" not in document
    assert get((EXHIBIT, "observations?tim=x&loc=kind.rumour")).status_code == 404


def test_a_table_wider_than_the_sheet_goes_on_below_under_the_same_rows(
    published: Dataset,
) -> None:
    asked = Selection(tolerance=4, first_year=1999, last_year=2025).with_(indicators=("members",))
    pivot = build("pivot", published, asked)
    document = paper([pivot], "So sánh", 0, Words("vi"))
    tables = re.findall(r"<table class=figures>.*?</table>", document)
    assert len(tables) == 2
    heads = [re.findall(r"<th scope=col>(.*?)</th>", table) for table in tables]
    years = [str(year) for year in range(1999, 2026)]
    assert [own[0] for own in heads] == ["Tỉnh, thành phố"] * 2
    told = [head for own in heads for head in own[1:]]
    assert told == [year for year in years if year in told]
    assert len(told) == len(screen_table(pivot).columns) - 1
    names = [re.findall(r"<tr><td>(.*?)</td>", table) for table in tables]
    assert names[0] == names[1]


def test_a_table_a_little_too_wide_is_set_in_smaller_letters(published: Dataset) -> None:
    board = build("status_board", published, Selection(tolerance=4, lang="en"))
    document = paper([board], "Targets", 0, Words("en"))
    assert document.count('<table class="figures tight">') == 1
    assert "<table class=figures>" not in document


def test_hostile_words_stay_words(get: Get) -> None:
    answer = get((TITLE, "<script>alert(1)</script>"), (EXHIBIT, "total?chi_so=members"))
    assert b"<script" not in answer.body
    found = get((EXHIBIT, f"observations?{urlencode({'tim': '<script>alert(1)</script>'})}"))
    assert b"<script" not in found.body


def test_what_cannot_be_printed_is_counted_and_nothing_at_all_is_said_so(get: Get) -> None:
    asked = ((EXHIBIT, "total?chi_so=members"), (EXHIBIT, "khong_co?x=1"), (WITHOUT, "2"))
    assert "3 hình của trang không in được ở đây" in bytes(get(*asked).body).decode()
    empty = get((EXHIBIT, "khong_co"), ("lang", "en"))
    assert (empty.status_code, bytes(empty.body)) == (404, b"There is nothing to print.")


def test_a_board_is_printed_by_the_plan_that_is_said_once(get: Get) -> None:
    link = plan_to_link(own_copy(example_plan(), "Phương án của văn phòng"))
    boards = [(EXHIBIT, f"{name}?sai_so=4") for name in BY_PLAN]
    answer = get((TITLE, "Thi đua"), *boards, (PARAMETER, link))
    document = bytes(answer.body).decode()
    assert document.count("<section") == len(BY_PLAN) + 1  # and the sources
    assert "Phương án của văn phòng" in text_of(document)
    assert "hình của trang không in được" not in document
    by_example = bytes(get((TITLE, "Thi đua"), *boards).body).decode()
    assert "Phương án của văn phòng" not in text_of(by_example)


def test_boards_of_a_plan_that_cannot_be_read_are_counted_as_missing(get: Get) -> None:
    boards = [(EXHIBIT, "emulation?sai_so=4"), (EXHIBIT, "trend?chi_so=members")]
    document = bytes(get(*boards, (PARAMETER, "cut-off")).body).decode()
    assert "1 hình của trang không in được ở đây" in document


def test_one_figure_alone_is_a_sentence_and_no_table_of_gaps(published: Dataset) -> None:
    whole = build("comparison", published, Selection(tolerance=4, indicators=("members",)))
    first, *others = whole.rows
    gone = [{**row, "value": float("nan"), "missing": "no_data"} for row in others]
    document = paper([replace(whole, content=[first, *gone])], "Hội viên", 0, Words("vi"))
    assert "<table class=figures>" not in document
    assert f"<p>{first['unit_name']} " in document
    assert f"({first['year']})</p>" in document
