"""Spreadsheets in the scale they display: formats, formulas, merges, hidden parts, old formats."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from khdash.reading.table import Table, UnusableFile, read_bytes, read_table

HEADER = [
    "TT",
    "Tỉnh, thành phố",
    "Hội viên / Tổng số",
    "Hội viên / % dân số",
    "Gia đình học tập / Đăng ký",
    "Gia đình học tập / Công nhận",
    "Gia đình học tập / Tỷ lệ",
    "Ngày",
]
ROWS = [
    ["1", "Hà Nội", "1953233", "22.91 %", "1000 hộ", "890.6", "89.06 %", "2022-12-31"],
    ["2", "Vĩnh Phúc", "303000", "25.0 %", "500 hộ", "", "", "2022-12-31"],
    ["3", "Bắc Ninh", "hơn 204 nghìn", "14.49 %", "400 hộ", "300", "75.00 %", "2022-12-31"],
]
VALUES = [
    ("Hà Nội", 1953233, 0.2291, 1000, 890.6, 0.8906),
    ("Vĩnh Phúc", 303000, 0.25, 500, None, None),
    ("Bắc Ninh", "hơn 204 nghìn", 0.1449, 400, 300, 0.75),
]
FORMATS = {3: "#,##0", 4: "0.0%", 5: '#,##0 "hộ"', 6: "#,##0", 7: "0.00%", 8: "dd/mm/yyyy"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["A1"], sheet["E1"] = "HỘI KHUYẾN HỌC TỈNH HƯNG YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"], sheet["H3"] = "BIỂU TỔNG HỢP KẾT QUẢ NĂM 2022", "Đơn vị tính: triệu đồng"
    names = {
        "A4": "TT",
        "B4": "Tỉnh, thành phố",
        "C4": "Hội viên",
        "E4": "Gia đình học tập",
        "H4": "Ngày",
        "C5": "Tổng số",
        "D5": "% dân số",
        "E5": "Đăng ký",
        "F5": "Công nhận",
        "G5": "Tỷ lệ",
    }
    for cell, name in names.items():
        sheet[cell] = name
    for merged in ("A2:H2", "A4:A5", "B4:B5", "C4:D4", "E4:G4", "H4:H5"):
        sheet.merge_cells(merged)
    for row, values in enumerate(VALUES, start=6):
        line = [row - 5, *values, date(2022, 12, 31)]
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column, value).number_format = FORMATS.get(column, "General")
    sheet["B9"], sheet["C9"] = "Tổng cộng", "=SUM(C6:C8)"
    sheet["A11"], sheet["F12"] = "Ghi chú: số liệu đến 31/12/2022", "CHỦ TỊCH"
    hidden = book.create_sheet("Nháp")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    book.create_sheet("Trống")
    book.create_sheet("Khác")["A1"] = "a"
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[7].hidden = True
    path = tmp_path_factory.mktemp("report") / "bieu.xlsx"
    book.save(path)
    return path


def codes(table: Table) -> set[str]:
    return {assumption.code for assumption in table.assumptions}


def saved(fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("extension", ["", "xlsx:Calc MS Excel 2007 XML", "xls", "ods", "fods"])
def test_one_report_reads_the_same_from_every_format(
    report: Path, convert: Callable[[Path, str], Path], extension: str
) -> None:
    table = read_table(convert(report, extension) if extension else report)
    assert table.header == HEADER
    assert table.rows == ROWS
    assert table.totals[0][1] == "Tổng cộng"
    assert table.totals[0][2] == ("2256233" if extension else "=SUM(C6:C8)")
    assert len(table.preamble) == 3
    assert [next(filter(None, row)) for row in table.trailer] == [
        "Ghi chú: số liệu đến 31/12/2022",
        "CHỦ TỊCH",
    ]
    assert (table.sheet, [s.name for s in table.sheets if s.hidden]) == ("Biểu 1", ["Nháp"])
    assert [s.name for s in table.sheets if not s.has_data] == ["Trống"]
    assert {
        "hidden-sheet-skipped",
        "other-sheets",
        "hidden-columns-read",
        "hidden-rows-read",
        "merged-cells-filled",
    } <= codes(table)


def test_numbers_are_told_from_typed_text(report: Path) -> None:
    table = read_table(report)
    assert [table.is_number(row, 2) for row in range(3)] == [True, True, False]
    assert not table.is_number(0, 1)
    assert not table.is_number(0, 7)


def test_an_uncalculated_formula_is_marked_and_shows_its_text(report: Path) -> None:
    table = read_table(report)
    assert table.is_not_calculated(0, 2, "totals")
    assert [a.params for a in table.assumptions if a.code == "formula-not-calculated"] == [
        {"cell": "C9", "value": "=SUM(C6:C8)"}
    ]


def test_a_place_names_sheet_and_cell_and_the_merged_range(report: Path) -> None:
    table = read_table(report)
    place = table.place(0, 2)
    assert (place.sheet, place.cell) == ("Biểu 1", "C6")
    assert table.place(0, 3, "header").merged_from == "C4"


def test_a_named_sheet_is_read_and_an_unknown_one_refused(report: Path) -> None:
    assert read_table(report, sheet="Khác").sheet == "Khác"
    with pytest.raises(UnusableFile) as refusal:
        read_table(report, sheet="Không có")
    assert refusal.value.code == "unknown-sheet"


def merges_of(table: Table) -> list[dict[str, object]]:
    return [dict(a.params) for a in table.assumptions if a.code == "merged-cells-filled"]


def test_a_merged_province_is_filled_down() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Tỉnh", "Năm", "Hội viên"])
        for year in (2020, 2021, 2022):
            sheet.append(["Hà Nội" if year == 2020 else None, year, year * 10])
        sheet.append(["Hà Nam", 2020, 5])
        sheet.merge_cells("A2:A4")

    table = read_bytes(saved(fill), "gop.xlsx")
    assert [row[0] for row in table.rows] == ["Hà Nội", "Hà Nội", "Hà Nội", "Hà Nam"]
    assert [table.is_filled(row, 0) for row in range(4)] == [False, True, True, False]
    assert table.place(2, 0).merged_from == "A2"
    assert merges_of(table) == [{"count": 1, "ranges": "A2:A4", "cell": "A2"}]


def test_many_merged_ranges_make_one_note() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Tỉnh", "Năm", "Hội viên"])
        for row in range(2, 16, 2):
            sheet.append([f"Tỉnh {row}", 2023, row])
            sheet.append([None, 2024, row])
            sheet.merge_cells(f"A{row}:A{row + 1}")

    table = read_bytes(saved(fill), "gop.xlsx")
    ranges = "A2:A3, A4:A5, A6:A7, A8:A9, A10:A11, …"
    assert merges_of(table) == [{"count": 7, "ranges": ranges, "cell": "A2"}]


def test_a_number_typed_as_text_stays_as_typed() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Tỉnh", "Hội viên"])
        sheet.append(["Hà Nội", "1.953.233"])
        sheet.append(["Hà Nam", 1.5])
        sheet.append(["Hưng Yên", "=cmd|' /C calc'!A0"])
        sheet["B4"].data_type = "s"

    table = read_bytes(saved(fill), "chu.xlsx")
    assert [row[1] for row in table.rows] == ["1.953.233", "1.5", "=cmd|' /C calc'!A0"]
    assert [table.is_number(row, 1) for row in range(3)] == [False, True, False]
    assert not table.is_not_calculated(2, 1)


def test_letters_of_an_old_font_in_cells_are_converted() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["T\u00d8nh", "S\u00e8 h\u00e9i vi\u00aan", "Ghi chú"])
        sheet.append(["H\u00b5 N\u00e9i", 12, "đủ"])
        sheet.append(["V\u00dcnh Ph\u00f3c", 13, "thiếu"])
        sheet.append(["H\u00b5 Nam", 14, ""])

    table = read_bytes(saved(fill), "vntime.xlsx")
    assert table.header == ["Tỉnh", "Số hội viên", "Ghi chú"]
    assert [row[0] for row in table.rows] == ["Hà Nội", "Vĩnh Phúc", "Hà Nam"]
    assert [row[2] for row in table.rows] == ["đủ", "thiếu", ""]
    assert "legacy-font-converted" in codes(table)


def test_formula_errors_are_marked() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Tỉnh", "Hội viên"])
        sheet.append(["Hà Nội", "#REF!"])
        sheet["B2"].data_type = "e"

    table = read_bytes(saved(fill), "loi.xlsx")
    assert table.is_error(0, 1)
    assert [a.params for a in table.assumptions if a.code == "formula-error"] == [
        {"cell": "B2", "value": "#REF!"}
    ]


def test_a_page_saved_under_the_name_xls_is_read() -> None:
    page = (
        "<html><head><meta charset=utf-8><style>td{}</style></head><body><table>"
        "<tr><th rowspan=2>Tỉnh</th><th colspan=2>Quỹ</th></tr><tr><th>Thu</th><th>Chi</th></tr>"
        "<tr><td>Hà Nội</td><td>1.234</td><td>5</td></tr>"
        "<tr><td>Hà Nam</td><td>&nbsp;</td><td>a<br>b</td></tr></table></body></html>"
    )
    table = read_bytes(page.encode(), "cu.xls")
    assert table.header == ["Tỉnh", "Quỹ / Thu", "Quỹ / Chi"]
    assert table.rows == [["Hà Nội", "1.234", "5"], ["Hà Nam", "", "a\nb"]]


def test_a_web_archive_saved_under_the_name_xls_is_read() -> None:
    page = "<html><body><table><tr><td>Tỉnh</td><td>HV</td></tr><tr><td>Hà Nội</td><td>5</td></tr>"
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=cut\r\n\r\n"
        "--cut\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(f"{page}</table></body></html>".encode()).decode()
        + "\r\n--cut\r\nContent-Type: image/png\r\n\r\nx\r\n--cut--\r\n"
    )
    table = read_bytes(archive.encode(), "cu.xls")
    assert (table.header, table.rows) == (["Tỉnh", "HV"], [["Hà Nội", "5"]])


def test_a_web_archive_without_a_table_is_refused() -> None:
    archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=cut\r\n\r\n--cut--"
    with pytest.raises(UnusableFile) as refusal:
        read_bytes(archive, "cu.mht")
    assert (refusal.value.code, refusal.value.params) == ("unknown-format", {"format": "mhtml"})


def test_tab_text_saved_under_the_name_xls_is_read() -> None:
    table = read_bytes("Tỉnh\tHV\r\nHà Nội\t1,5\r\n".encode("utf-16"), "cu.xls")
    assert (table.rows, table.delimiter) == ([["Hà Nội", "1,5"]], "\t")


def test_an_xml_workbook_saved_under_the_name_xls_is_read() -> None:
    text = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p">'
        '<NumberFormat ss:Format="0.0%"/></Style></Styles><Worksheet ss:Name="B1"><Table>'
        '<Row><Cell><Data ss:Type="String">Tỉnh</Data></Cell><Cell><Data ss:Type="String">Tỷ lệ'
        '</Data></Cell></Row><Row><Cell><Data ss:Type="String">Hà Nội</Data></Cell>'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.8623</Data></Cell></Row></Table>'
        "</Worksheet></Workbook>"
    )
    table = read_bytes(text.encode(), "cu.xls")
    assert table.rows == [["Hà Nội", "86.23 %"]]


def test_a_csv_saved_by_libreoffice_reads_as_displayed(
    report: Path, convert: Callable[[Path, str], Path]
) -> None:
    as_shown = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,true"
    table = read_table(convert(report, as_shown))
    assert [row[1] for row in table.rows] == ["Hà Nội", "Vĩnh Phúc", "Bắc Ninh"]
    assert [row[2] for row in table.rows] == ["1.953.233", "303.000", "hơn 204 nghìn"]
    assert [row[6] for row in table.rows] == ["89,06%", "", "75,00%"]
    assert table.delimiter == ";"
