"""Below an exhibit: its caveats and sources, and addresses at which table and files are made."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from khdash.exhibit.by_plan import BY_PLAN, build_by_plan
from khdash.exhibit.core.addressed import is_built
from khdash.exhibit.core.exhibit import Exhibit, Note, SourceLine
from khdash.exhibit.core.notes import notes_of
from khdash.exhibit.registry import EXHIBITS, build
from khdash.exhibit.topics.emulation.plan import example_plan
from khdash.locale import Words
from khdash.model.selection import Selection
from khdash.report.formats import CSV, FORMATS
from khdash.web.common import reader
from khdash.web.common.exhibit_files import ROUTE, SCREEN, exhibit_address, send_exhibit
from khdash.web.common.foot import foot_of
from khdash.web.common.page_registry import PAGES
from khdash.web.common.table import packed_table
from khdash.web.emulation.plan_edit import own_copy, with_criterion
from tests.shell import Open, feet_on
from tests.web.api.asking import ask

SELECTIONS = (
    Selection(tolerance=4),
    Selection(
        units=("01", "34"),
        first_year=2012,
        last_year=2023,
        tolerance=3,
        reference="cluster",
        focus="34",
        judge_national=True,
        lang="en",
    ),
    Selection(boundaries="2025", tolerance=5, as_known_at=datetime(2026, 1, 1)),
)


def get(address: str) -> Response:
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "headers": []}
    match, found = Route(ROUTE, send_exhibit).matches(scope)
    assert match == Match.FULL
    return send_exhibit(Request({**scope, **found, "query_string": query.encode()}))


@pytest.mark.parametrize("selection", SELECTIONS, ids=["plain", "chosen", "today"])
@pytest.mark.parametrize("name", EXHIBITS)
def test_an_address_gives_the_exhibit_that_the_page_shows(
    open_app: Open, name: str, selection: Selection
) -> None:
    shown = build(name, reader.dataset(selection.as_known_at), selection)
    for one in FORMATS:
        if one.code == "xlsx" or not one.fits(shown):
            continue  # A workbook carries the moment of its making.
        answer = get(exhibit_address(shown, one.code))
        assert (answer.status_code, answer.media_type) == (200, one.mime)
        assert bytes(answer.body) == one.make(shown)
        assert f".{one.extension}" in answer.headers["content-disposition"]
    table = get(exhibit_address(shown, SCREEN))
    assert bytes(table.body) == packed_table(reader.dataset(selection.as_known_at), shown)


def test_a_picture_that_cannot_be_made_says_what_to_do(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = build("trend", reader.dataset(), Selection(tolerance=4))
    monkeypatch.setattr(sys, "executable", "/bin/false")
    answer = get(exhibit_address(shown, "png"))
    assert answer.status_code == 503
    assert "Hãy tải CSV hoặc XLSX" in bytes(answer.body).decode()


def test_tables_have_no_picture_and_charts_a_way_to_copy_theirs(open_app: Open) -> None:
    words = Words("vi")
    table = build("growth", reader.dataset(), Selection(tolerance=4))
    assert {one["label"] for one in foot_of(table, words)["files"]} == {"CSV", "XLSX", "API"}
    assert foot_of(table, words)["copy"] is None
    for code in ("png", "png-wide", "svg"):
        assert get(exhibit_address(table, code)).status_code == 404
    chart = foot_of(build("trend", reader.dataset(), Selection(tolerance=4)), words)
    assert [one["label"] for one in chart["files"]] == [
        "CSV",
        "XLSX",
        "PNG",
        "PNG 16:9",
        "SVG",
        "API",
    ]
    assert len({one["name"] for one in chart["files"] if one["name"]}) == 5
    assert get(chart["copy"]["address"]).media_type == "image/png"


def test_what_a_page_made_of_an_exhibit_has_no_address(open_app: Open) -> None:
    whole = build("growth", reader.dataset(), Selection(tolerance=4))
    assert is_built(whole)
    assert not is_built(replace(whole, headline="Khác"))
    assert foot_of(replace(whole, headline="Khác"), Words("vi"))["files"] == []


def test_unknown_names_and_formats_are_not_found(open_app: Open) -> None:
    for address in (
        "app/exhibits/nothing.csv",
        "app/exhibits/trend.exe",
        "app/exhibits/total.csv?chi_so=members_population_rate",
    ):
        answer = get(address)
        assert answer.status_code == 404
        assert answer.media_type == "text/plain"
        assert bytes(answer.body).decode().endswith(".")


@pytest.mark.parametrize(
    ("loc", "said"),
    [("kind.rumour", "Không hiểu phần lọc: kind.rumour."), ("a.b c", "a.b, c."), ("<b>", "<b>.")],
)
def test_a_narrowing_that_means_nothing_is_named(open_app: Open, loc: str, said: str) -> None:
    answer = get(f"app/exhibits/observations.csv?{urlencode({'tim': 'quỹ', 'loc': loc})}")
    assert (answer.status_code, answer.media_type) == (404, "text/plain")
    assert bytes(answer.body).decode().endswith(said)


def test_a_search_that_finds_nothing_is_a_table_without_rows(open_app: Open) -> None:
    answer = get("app/exhibits/observations.csv?tim=xyzabc")
    assert answer.status_code == 200
    assert bytes(answer.body).decode("utf-8-sig").count("\n") == 1


@pytest.mark.parametrize("text", ["xyzabc", "0" * 5_000, "%s {0} «»", "\x00'; --", "=1+1"])
@pytest.mark.parametrize("code", ["csv", "xlsx", "json"])
def test_a_search_for_nonsense_is_a_file_all_the_same(open_app: Open, text: str, code: str) -> None:
    address = f"app/exhibits/observations.{code}?{urlencode({'tim': text})}"
    assert get(address).status_code == 200


@pytest.mark.parametrize("page", [page.path for page in PAGES if page.uses_filters])
def test_every_file_that_a_page_offers_can_be_had(open_app: Open, page: str) -> None:
    app = open_app(page, tinh=["01", "34"], nam=["2012", "2024"], tieu_diem="34")
    feet = feet_on(app)
    assert feet
    for foot in feet:
        files = [file for file in foot["files"] if file["label"] != "API"]
        for api in (file for file in foot["files"] if file not in files):
            assert ask(f"/{api['address']}").status == 200, api["address"]
        for file in files:
            answer = get(file["address"])
            assert answer.status_code == 200
            assert len(answer.body) > 50
            if file["address"].split("?")[0].endswith(".csv"):
                rows = list(csv.DictReader(io.StringIO(bytes(answer.body).decode("utf-8-sig"))))
                units = {row["unit_code"] for row in rows if row.get("unit_code")}
                assert units <= {"01", "34", "VN", "RRD", ""}, file["address"]
        for panel in foot["panels"]:
            if "table" in panel:
                table = json.loads(bytes(get(panel["table"]).body))
                assert table["rows"]
                assert len(table["columns"]) == len(table["rows"][0])


def exhibit_with(notes: int, sources: int) -> Exhibit:
    """An exhibit with so many notes, the weightiest last, and so many sources."""
    whole = build("growth", reader.dataset(), Selection(tolerance=4))
    kinds = ("target", "boundary", "derived", "break", "coverage")
    return replace(
        whole,
        notes=tuple(Note(kind, f"Ghi chú {kind}") for kind in kinds[-notes:]),  # type: ignore[arg-type]
        sources=tuple(
            SourceLine(f"s{n}", f"Nguồn {n}", "press", "", "Cục Thống kê" if n == 1 else "")
            for n in range(1, sources + 1)
        ),
    )


def test_the_weightiest_notes_are_seen_and_the_others_one_click_away(open_app: Open) -> None:
    foot = foot_of(exhibit_with(notes=5, sources=2), Words("vi"))
    assert foot["notes"] == "Ghi chú coverage. Ghi chú break. Ghi chú derived."
    (more,) = foot["panels"]
    assert more["label"] == "2 ghi chú nữa"
    assert more["texts"] == ["Ghi chú boundary.", "Ghi chú target."]
    assert foot["sources"]["links"] == [("Nguồn 1", "", "Cục Thống kê"), ("Nguồn 2", "", "")]
    assert notes_of([Note("basis", "a"), Note("coverage", "b"), Note("basis", "a")]) == ["b", "a"]


def test_many_sources_fold(open_app: Open) -> None:
    foot = foot_of(exhibit_with(notes=3, sources=4), Words("vi"))
    assert foot["sources"] is None
    (panel,) = foot["panels"]
    assert panel["label"] == "4 nguồn"
    assert len(panel["links"]) == 4


@pytest.mark.parametrize("name", BY_PLAN)
def test_the_address_of_a_board_by_another_plan_leads_to_it(open_app: Open, name: str) -> None:
    plan = own_copy(example_plan(), "Phương án của văn phòng")
    plan = with_criterion(plan, "fund_per_head", weight=90.0)
    shown = build_by_plan(name, reader.dataset(), Selection(tolerance=4), plan)
    assert is_built(shown)
    address = exhibit_address(shown, "csv")
    assert len(address) < 2_000
    assert bytes(get(address).body) == CSV.make(shown)
    if name in ("emulation", "emulation_criteria"):
        by_example = build(name, reader.dataset(), Selection(tolerance=4))
        assert CSV.make(by_example) != CSV.make(shown)
    # Programs ask by the example alone.
    assert "API" not in {one["label"] for one in foot_of(shown, Words("vi"))["files"]}


def test_a_plan_that_was_cut_off_is_told(open_app: Open) -> None:
    plan = own_copy(example_plan(), "Phương án của văn phòng")
    shown = build_by_plan("emulation", reader.dataset(), Selection(tolerance=4), plan)
    assert foot_of(shown, Words("vi"))["copy"]["address"] == exhibit_address(shown, "png")
    answer = get(exhibit_address(shown, "csv")[:-40])
    assert answer.status_code == 404
    assert "bị cắt" in bytes(answer.body).decode()
