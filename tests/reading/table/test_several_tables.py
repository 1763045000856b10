"""Every table of a file: all sheets with data, and several tables of one sheet or text."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from khdash.reading.table import UnusableFile, read_bytes, read_tables


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Hội viên"
    for row in (["Tỉnh", "Hội viên"], ["Huế", 5], [], ["Tỉnh", "Quỹ"], ["Huế", 7], ["Hà Nam", 8]):
        first.append(row)
    book.create_sheet("Trống")
    second = book.create_sheet("Gia đình")
    for row in (["Tỉnh", "Gia đình học tập"], ["Hà Nam", 9]):
        second.append(row)
    kept = book.create_sheet("Nháp")
    for row in (["Tỉnh", "Cũ"], ["Huế", 1]):
        kept.append(row)
    kept.sheet_state = "hidden"
    path = tmp_path / "nhieu.xlsx"
    book.save(path)
    return path


def test_all_tables_of_all_visible_sheets_with_data_are_read(workbook: Path) -> None:
    tables = read_tables(workbook)
    assert [(table.sheet, table.part, table.header, table.rows) for table in tables] == [
        ("Hội viên", 1, ["Tỉnh", "Hội viên"], [["Huế", "5"]]),
        ("Hội viên", 2, ["Tỉnh", "Quỹ"], [["Huế", "7"], ["Hà Nam", "8"]]),
        ("Gia đình", 1, ["Tỉnh", "Gia đình học tập"], [["Hà Nam", "9"]]),
    ]


def test_hidden_sheets_are_named_and_read_on_request(workbook: Path) -> None:
    tables = read_tables(workbook)
    skipped = [a.params for a in tables[0].assumptions if a.code == "hidden-sheet-skipped"]
    assert skipped == [{"sheet": "Nháp"}]
    assert [table.sheet for table in read_tables(workbook, hidden=True)] == [
        "Hội viên",
        "Hội viên",
        "Gia đình",
        "Nháp",
    ]


def test_a_text_of_two_tables_gives_both(tmp_path: Path) -> None:
    path = tmp_path / "hai.csv"
    path.write_text("Tỉnh;Quỹ\nHuế;5\nVinh;7\nTỉnh;Số hội viên\nHuế;6\n", encoding="utf-8")
    tables = read_tables(path)
    assert [(table.header, table.rows) for table in tables] == [
        (["Tỉnh", "Quỹ"], [["Huế", "5"], ["Vinh", "7"]]),
        (["Tỉnh", "Số hội viên"], [["Huế", "6"]]),
    ]


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="unreadable-file"):
        read_tables(tmp_path / "khong-co.xlsx")


def test_the_same_header_with_other_years_begins_another_table() -> None:
    text = "Tỉnh,2022,2023\nHuế,12.650,12.700\nTỉnh,2020,2021\nHuế,8.100,8.300\n"
    table = read_bytes(text.encode(), "nam.csv")
    assert (table.header, table.rows) == (["Tỉnh", "2022", "2023"], [["Huế", "12.650", "12.700"]])
    assert [(part.first_line, part.header) for part in table.parts] == [
        (1, ["Tỉnh", "2022", "2023"]),
        (3, ["Tỉnh", "2020", "2021"]),
    ]


def test_a_row_of_missing_figures_begins_no_table() -> None:
    text = (
        "Tỉnh;Hội viên;Quỹ\nHuế;5;6\nTỉnh Hà Nam;Số liệu chưa có;Số liệu đang rà soát\nVinh;7;8\n"
    )
    table = read_bytes(text.encode(), "thieu.csv")
    assert (len(table.rows), table.parts) == (3, [])
