"""Rejected rows come back as the same columns and texts with the reason at the end."""

from __future__ import annotations

import csv
import io

import openpyxl

from khdash.ingest.pipeline import check_bytes, known_by
from khdash.report.forms import rejected_csv, rejected_rows, rejected_xlsx
from khdash.store.database import Database

CONTENT = (
    "Tỉnh;Năm;Hội viên;Ghi chú\n"
    "Hà Nam;2024;150.000;\n"
    "Nam Định;2024;45O.000;=cmd|'/c calc'!A1\n"
    "Hưng Yên;2024;12-15;gửi lại\n"
).encode()


def test_only_the_rejected_rows_are_in_the_file_each_with_its_reason(database: Database) -> None:
    report = check_bytes(CONTENT, "a.csv", known_by(database), database)
    text = rejected_csv(rejected_rows(report)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[0] == ["Tỉnh", "Năm", "Hội viên", "Ghi chú", "Lý do không nạp"]
    assert [line[:3] for line in lines[1:]] == [
        ["Nam Định", "2024", "45O.000"],
        ["Hưng Yên", "2024", "12-15"],
    ]
    assert lines[1][4].startswith("Ô C3: «45O.000»")
    assert lines[1][3] == "'=cmd|'/c calc'!A1"


def test_in_the_workbook_a_formula_stays_text(database: Database) -> None:
    report = check_bytes(CONTENT, "a.csv", known_by(database), database)
    sheet = openpyxl.load_workbook(io.BytesIO(rejected_xlsx(rejected_rows(report)))).active
    assert sheet is not None
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=cmd|'/c calc'!A1", "s")
    assert sheet["C2"].fill.fgColor.rgb == "00F8D7C8"


def test_a_corrected_cell_comes_back_as_it_first_stood(database: Database) -> None:
    report = check_bytes(CONTENT, "a.csv", known_by(database), database)
    rows = rejected_rows(report, originals={"C3": "450 nghìn?"}).rows
    assert rows[0][2] == "450 nghìn?"


def test_a_file_without_rejected_cells_gives_no_rows(database: Database) -> None:
    content = "Tỉnh;Năm;Hội viên\nHà Nam;2024;150.000\nHưng Yên;2024;99.000\n".encode()
    report = check_bytes(content, "a.csv", known_by(database), database)
    assert rejected_rows(report).rows == []
