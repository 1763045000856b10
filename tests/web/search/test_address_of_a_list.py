"""The list of the search has an address: its files and its sheet hold the rows of the page."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import Response

from khdash.exhibit.core.sources import publisher
from khdash.report.formats import CSV
from khdash.web.common.exhibit_files import asked_exhibit
from khdash.web.printing.route import EXHIBIT, TITLE, send_paper
from tests.shell import feet_on, headings_on
from tests.web.search.test_search_page import FUND, fill, shown
from tests.web.upload.conftest import Open, button


def rows_at(address: str) -> list[dict[str, str]]:
    """The rows of the CSV file at an address."""
    told = parse_qs(urlsplit(address).query, keep_blank_values=True)
    _, exhibit = asked_exhibit(address.split("/")[-1].split(".")[0], told)
    return list(csv.DictReader(io.StringIO(CSV.make(exhibit).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "link",
    [
        {"tim": "quỹ thái bình", "loc": "order.largest"},
        {"tim": "thái bihn quỹ", "lang": "en"},
        {"loc": "kind.press show.disputed show.unused show.everywhere order.oldest"},
        {"tinh": "34", "loc": "theme.fund confidence.medium"},
        {"nam": "latest-5", "mau_so": "all", "tim": "GĐHT"},
        {"tinh": "36"},
    ],
)
def test_the_address_of_the_list_holds_the_rows_and_the_sentence_of_the_page(
    open_page: Open, link: dict[str, str]
) -> None:
    app = open_page("tra_cuu", **link)
    (foot,) = feet_on(app)
    address = foot["files"][0]["address"]
    rows = rows_at(address)
    assert headings_on(app)[0].split()[0] == str(len(rows))
    listed = [shown(app)]
    for number in range(2, -(-len(rows) // 25) + 1):
        (pages,) = app.get("pagination")
        key = re.search(r"trang_\d+", pages.proto.id)
        assert key is not None
        app.session_state[key[0]] = number
        listed.append(shown(app.run()))
    page = pd.concat(listed)
    assert list(page["source"]) == [publisher(row["source_title"]) for row in rows]
    assert list(page["measure"]) == [row["measure_name"] for row in rows]
    for unit, row in zip(page["unit"], rows, strict=True):
        assert unit.startswith(row["unit_name"])
    printed = bytes(paper_of(address).body).decode()
    assert printed.count("<tr>") == len(rows) + 3  # the sheet, its foot and the head


def paper_of(address: str) -> Response:
    """The page on paper that has one exhibit."""
    name, query = re.findall(r"exhibits/(\w+)\.csv\?(.*)", address)[0]
    asked = urlencode({EXHIBIT: f"{name}?{query}", TITLE: "Tra cứu số liệu"}).encode()
    return send_paper(Request({"type": "http", "query_string": asked, "headers": []}))


def test_a_follow_up_stands_on_the_sheet_of_its_list(open_page: Open) -> None:
    app = open_page("tra_cuu", so=FUND)
    fill(app, "theo_doi", "Họ tên người thực hiện", "Lê Thị Mai")
    fill(app, "theo_doi", "Ý kiến", "hỏi lại tỉnh")
    button(app, "Ghi vào nhật ký").click().run()
    (foot,) = feet_on(open_page("tra_cuu", loc="show.open"))
    assert [row["figure"] for row in rows_at(foot["files"][0]["address"])] == [FUND]
    printed = bytes(paper_of(foot["files"][0]["address"]).body).decode()
    assert "<tr><td>⚑≠</td><td>Thái Bình</td>" in printed
    assert "⚑ cần theo dõi; ≠ có nguồn khác ghi khác." in printed


def test_a_list_without_figures_offers_no_file(open_page: Open) -> None:
    (foot,) = feet_on(open_page("tra_cuu", tim="xyzabc"))
    assert foot["files"] == []
