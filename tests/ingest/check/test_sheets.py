"""Several sheets and several tables of one file are checked and imported together."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from khdash.ingest.pipeline import Options, import_file
from khdash.ingest.recognise import Choices, ColumnChoice, table_key
from khdash.model.actor import Actor
from khdash.report.forms import rejected_csv, rejected_rows, rejected_xlsx
from khdash.store.database import Database
from tests.ingest.check.sample import book

MEMBERS = [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nam", 2024, 210450], ["Nam Định", 2024, 480112]]
CHAPTERS = [["Tỉnh", "Năm", "Số chi hội"], ["Hà Nam", 2024, 1263], ["Nam Định", 2024, 6141]]
FUND = [["Tỉnh", "Năm", "Số dư quỹ"], ["Hà Nam", 2024, "9.870"], ["Nam Định", 2024, "37.708"]]


@pytest.fixture
def workbook(tmp_path: Path) -> Any:
    def write(sheets: dict[str, Any], **more: Any) -> Path:
        path = tmp_path / "tep.xlsx"
        path.write_bytes(book(sheets, **more)())
        return path

    return write


def placed(report: Any) -> list[tuple[str, str, float, str]]:
    columns = ["sheet", "cell", "value", "action"]
    return [tuple(row) for row in report.cells[columns].itertuples(index=False)]


def test_the_cells_of_every_sheet_come_with_their_sheet(check: Any, workbook: Any) -> None:
    report = check.path(workbook({"Hội viên": MEMBERS, "Chi hội": CHAPTERS}))
    assert placed(report) == [
        ("Hội viên", "C2", 210450, "new"), ("Hội viên", "C3", 480112, "new"),
        ("Chi hội", "C2", 1263, "new"), ("Chi hội", "C3", 6141, "new"),
    ]  # fmt: skip
    assert report.findings == ()
    assert (report.rows_read, report.to_dict()["sheet"]) == (4, "Hội viên")


def test_a_sheet_that_is_asked_for_is_read_alone(check: Any, workbook: Any) -> None:
    path = workbook({"Hội viên": MEMBERS, "Chi hội": CHAPTERS})
    report = check.path(path, options=Options(sheets=("Chi hội",)))
    assert [place[:2] for place in placed(report)] == [("Chi hội", "C2"), ("Chi hội", "C3")]


def test_a_hidden_sheet_is_named_and_not_loaded(check: Any, workbook: Any) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["Cũ"].sheet_state = "hidden"

    report = check.path(workbook({"Hội viên": MEMBERS, "Cũ": CHAPTERS}, change=hide))
    assert {place[0] for place in placed(report)} == {"Hội viên"}
    assert [(f.code, f.severity, f.params["sheet"]) for f in report.findings] == [
        ("hidden-sheet-skipped", "info", "Cũ")
    ]


def test_a_figure_that_two_sheets_state_differently_is_refused_in_both(
    check: Any, workbook: Any
) -> None:
    other = [MEMBERS[0], ["Hà Nam", 2024, 99], ["Nam Định", 2024, 480112]]
    report = check.path(workbook({"Biểu 1": MEMBERS, "Biểu 2": other}))
    assert [place[3] for place in placed(report)] == ["rejected", "new", "rejected", "same"]
    assert {(f.code, f.sheet, f.cell, f.params["first"]) for f in report.findings} == {
        ("duplicate-conflict", "Biểu 2", "C2", "Biểu 1!C2"),
        ("duplicate-equal", "Biểu 2", "C3", "Biểu 1!C3"),
    }


def test_a_guide_before_the_figures_is_passed_over(check: Any, workbook: Any) -> None:
    guide = [["Hướng dẫn"], ["Mỗi tỉnh ghi một dòng."]]
    report = check.path(workbook({"Hướng dẫn": guide, "Hội viên": MEMBERS}))
    assert report.table.sheet == "Hội viên"
    assert [(f.code, f.value) for f in report.findings] == [("sheet-without-figures", "Hướng dẫn")]


def test_choices_and_corrections_reach_the_table_that_they_name(check: Any, workbook: Any) -> None:
    path = workbook({"Hội viên": MEMBERS, "Quỹ": FUND})
    choices = Choices(
        corrections={"C2": "210.451", "Quỹ!C3": "38.000"},
        tables={
            table_key("Quỹ", 1): Choices(
                columns={2: ColumnChoice(measure="triệu đồng", convention="vi")}
            )
        },
    )
    assert Choices.from_dict(choices.to_dict()) == choices
    report = check.path(path, choices=choices)
    assert [place[2] for place in placed(report)] == [210451, 480112, 9870, 38000]


def test_what_a_name_means_holds_on_every_sheet(check: Any, workbook: Any) -> None:
    sheets = {
        name: [rows[0], ["Tỉnh Lạ", 2024, 5], *rows[1:]]
        for name, rows in (("Hội viên", MEMBERS), ("Chi hội", CHAPTERS))
    }
    report = check.path(workbook(sheets), choices=Choices(units={"Tỉnh Lạ": "01"}))
    assert report.cells.loc[report.cells["value"] == 5, "unit"].tolist() == ["01", "01"]


def test_the_rejected_rows_of_every_sheet_are_handed_back(check: Any, workbook: Any) -> None:
    wrong = [*CHAPTERS, ["Hà Tây", 2024, 7]]
    path = workbook({"Hội viên": [*MEMBERS, ["Hà Tây", 2024, 5]], "Chi hội": wrong})
    rejected = rejected_rows(check.path(path))
    made = openpyxl.load_workbook(io.BytesIO(rejected_xlsx(rejected)))
    assert {page.title: page["C2"].value for page in made.worksheets} == {
        "Hội viên": "5", "Chi hội": "7",
    }  # fmt: skip
    assert all("Hà Tây" in str(page["D2"].value) for page in made.worksheets)
    lines = rejected_csv(rejected).decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Tỉnh", "Hà Tây", "", "Tỉnh", "Hà Tây"]


def test_an_import_writes_the_figures_of_every_sheet(store: Database, workbook: Any) -> None:
    path = workbook({"Hội viên": MEMBERS, "Chi hội": CHAPTERS})
    _, receipt = import_file(path, store, Actor("Văn phòng Cụm 3", "command-line"))
    assert receipt is not None
    assert receipt.written == 4
    own = store.dataset().current.query("unit == '35' and year == 2024 and source_id == 'reported'")
    assert sorted(own[["indicator", "sheet", "cell"]].itertuples(index=False, name=None)) == [
        ("chapters", "Chi hội", "C2"), ("members", "Hội viên", "C2"),
    ]  # fmt: skip
