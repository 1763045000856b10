"""What offices and their programs do to a table before it is sent."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest

from khdash.reading.table import OpenedFile, UnusableFile, read_bytes
from khdash.reading.table.mojibake import is_misread, mend


def book(rows: Sequence[Sequence[object]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def headers(data: bytes, name: str = "tep.xlsx") -> list[list[str]]:
    return [table.header for table in OpenedFile(data, name).tables()]


def test_tables_side_by_side_are_read_each_with_its_own_addresses() -> None:
    rows = [["SỐ LIỆU NĂM 2023"], ["TT", "Tỉnh", "Hội viên", None, "TT", "Tỉnh", "Quỹ"],
            [1, "Hà Nội", 5, None, 1, "Hà Nam", 7], [2, "Hà Nam", 6]]  # fmt: skip
    left, right = OpenedFile(book(rows), "tep.xlsx").tables()
    assert (left.header, right.header) == (["TT", "Tỉnh", "Hội viên"], ["TT", "Tỉnh", "Quỹ"])
    assert left.rows == [["1", "Hà Nội", "5"], ["2", "Hà Nam", "6"]]
    assert right.rows == [["1", "Hà Nam", "7"]]
    assert (left.place(1, 2).cell, right.place(0, 2).cell) == ("C4", "G3")
    assert left.preamble == right.preamble == [["SỐ LIỆU NĂM 2023"]]


@pytest.mark.parametrize(
    ("names", "first_row", "count"),
    [
        # Numbered again, without a blank column between; the same provinces again.
        (["TT", "Tỉnh", "Hội viên", "TT", "Tỉnh", "Quỹ"], [1, "Hà Nội", 5, 1, "Hà Nam", 6], 2),
        (["Tỉnh", "Hội viên", "Tỉnh", "Quỹ"], ["Hà Nội", 5, "Hà Nội", 6], 2),
        (["Tỉnh", "A", None, "Tỉnh", "B", None, "Tỉnh", "C"],
         ["Hà Nội", 5, None, "Hà Nam", 6, None, "Nam Định", 7], 3),
        # A measure beside each figure, and names of figures again: one table.
        (["Đơn vị", "Hội viên", "Đơn vị", "Quỹ"], ["Hà Nội", 5, "triệu đồng", 6], 1),
        (["Tỉnh", "Hội viên", "Quỹ", "Hội viên", "Quỹ"], ["Hà Nội", 5, 6, 7, 8], 1),
    ],
)  # fmt: skip
def test_a_table_begins_where_its_first_name_does(
    names: list[str], first_row: list[object], count: int
) -> None:
    assert len(headers(book([names, first_row]))) == count


@pytest.mark.parametrize(
    ("names", "header"),
    [
        (["Tỉnh", "31/12/2021", 44926], ["Tỉnh", "31/12/2021", "2022-12-31"]),
        (["Tỉnh", 44561, 44926], ["Tỉnh", "2021-12-31", "2022-12-31"]),
        (["Tỉnh", 44562], ["Tỉnh", "2022-01-01"]),
    ],
)
def test_day_numbers_in_a_header_are_dates(names: list[object], header: list[str]) -> None:
    below = [[unit, 5, 6][: len(names)] for unit in ("Hà Nội", "Huế")]
    assert headers(book([names, *below])) == [header]


@pytest.mark.parametrize("row", [["Hà Nội", 44561, 44926], ["Tỉnh", 44561, 7], ["Tỉnh", 44560]])
def test_figures_that_may_be_day_numbers_stay_figures(row: list[object]) -> None:
    table = read_bytes(book([row, ["Hà Nam", 5, 6][: len(row)]]), "tep.xlsx")
    assert str(row[1]) in [*table.header, *(cell for own in table.rows for cell in own)]


def test_a_raised_mark_on_a_page_is_no_digit() -> None:
    page = "<table><tr><th>Tỉnh<th>Hội viên<tr><td>Hà Nội<td>303450<sup>1</sup></table>"
    assert read_bytes(page.encode(), "tep.xls").rows == [["Hà Nội", "303450¹"]]


def test_misread_letters_are_put_right_and_lost_ones_are_named() -> None:
    text = "Tỉnh;Số hội viên\nHà Nội;5\nNam Định;6\nBắc Ninh;7\n"
    wrong = text.encode().decode("latin-1")
    windows = "".join(
        bytes([ord(c)]).decode("cp1252", "replace") if ord(c) < 256 else c for c in wrong
    )
    assert is_misread(windows)
    assert mend(windows) == text
    assert mend("Tỉnh Hà Nam, cà phê") == "Tỉnh Hà Nam, cà phê"
    lost = windows + "Hiá»\ufffdn tại;8\n"
    table = read_bytes(lost.encode(), "tep.csv")
    assert {a.code for a in table.assumptions} >= {"letters-misread", "undecodable-bytes"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "DIF"),
        (b'[{"Tinh": "Ha Noi", "Hoi vien": 5}]', "JSON"),
        (b"\x03\x18\x05\x01" + bytes(60), "dBASE"),
        (b"\x00\x00\x1a\x00" + bytes(60), "Lotus 1-2-3"),
    ],
)
def test_a_format_that_is_not_read_is_named(data: bytes, name: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_bytes(data, "tep.xls")
    assert (refused.value.code, refused.value.params["format"]) == ("unknown-format", name)


def test_a_sylk_file_is_a_workbook_of_one_sheet() -> None:
    lines = ('ID;PWXL', 'C;Y1;X1;K"Tỉnh"', 'C;X2;K"Hội viên; nữ"', "F;P0;Y2;X1",
             'C;K"Hà Nội"', "C;X2;K12.5", "E")  # fmt: skip
    data = "\r\n".join(lines).replace("viên; nữ", "viên;; nữ").encode()
    table = read_bytes(data, "tep.slk")
    assert table.header == ["Tỉnh", "Hội viên; nữ"]
    assert table.rows == [["Hà Nội", "12.5"]]
    assert table.is_number(0, 1)
