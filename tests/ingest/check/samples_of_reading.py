"""Files whose finding is about reading them: their bytes, lines, sheets and cells."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable

import openpyxl

from khdash.ingest.pipeline import Options
from tests.ingest.check.sample import Rows, Sample, archive, book, members, sheet, within
from tests.word import document

PLAIN = members("Hà Nội;2024;5", "Hà Nam;2024;6", "Nam Định;2024;7")
HEADER: list[object] = ["Tỉnh", "Năm", "Số hội viên"]
ROWS: Rows = [HEADER, ["Hà Nội", 2024, 5], ["Hà Nam", 2024, 6]]
OTHER: Rows = [["Tỉnh", "Năm", "Số chi hội"], ["Hà Nội", 2024, 3], ["Hà Nam", 2024, 4]]
NOTES: Rows = [["Hướng dẫn"], ["Mỗi tỉnh ghi một dòng."]]
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def hide(*names: str) -> Callable[[openpyxl.Workbook], None]:
    def change(made: openpyxl.Workbook) -> None:
        for name in names:
            made[name].sheet_state = "hidden"

    return change


def hide_column(made: openpyxl.Workbook) -> None:
    made.worksheets[0].column_dimensions["B"].hidden = True


def hide_row(made: openpyxl.Workbook) -> None:
    made.worksheets[0].row_dimensions[2].hidden = True


def whole_shown(made: openpyxl.Workbook) -> None:
    made.worksheets[0]["C2"].number_format = "0"


def many_merges() -> bytes:
    """20,001 merged ranges far below the table, one more than are filled."""
    areas = (f'<mergeCell ref="A{row}:B{row}"/>' for row in range(10, 20_011))
    merges = f"</sheetData><mergeCells>{''.join(areas)}</mergeCells>".encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet(ROWS)())) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"</sheetData>", merges))
    return out.getvalue()


REFUSED: dict[str, Sample] = {
    "empty-file": Sample(""),
    "no-data": Sample(";;\n;;\n"),
    "not-a-table": Sample(b"PAR1" + bytes(100)),
    "document-file": Sample(b"%PDF-1.7 ..."),
    "document-without-table": Sample(
        lambda: document(lambda made: made.add_paragraph("Hội viên: 5")), "bao_cao.docx"
    ),
    "image-file": Sample(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "archive-file": Sample(b"Rar!\x1a\x07" + bytes(100)),
    "other-workbook": Sample(archive({"xl/workbook.bin": b""}), "tep.xlsb"),
    "unknown-format": Sample("<?xml version='1.0'?><a/>"),
    "truncated-spreadsheet": Sample(b"PK\x03\x04" + b"\0" * 40),
    "password-protected": Sample(
        CONTAINER + "EncryptedPackage".encode("utf-16-le") + bytes(500), "khoa.xlsx"
    ),
    "zip-bomb": Sample(
        archive({"[Content_Types].xml": b"", "xl/worksheets/sheet1.xml": bytes(200_000)}),
        "bom.xlsx",
        options=within(unpacked_bytes=100_000),
    ),
    "too-large": Sample(PLAIN, options=within(file_bytes=50)),
    "too-many-cells": Sample(PLAIN, options=within(cells=5)),
    "too-many-columns": Sample(PLAIN, options=within(columns=2)),
    "too-many-sheets": Sample(
        book({"Một": ROWS, "Hai": ROWS}), "tep.xlsx", options=within(sheets=1)
    ),
    "cell-too-long": Sample("a" * 200, options=within(cell_characters=100)),
    "unreadable-file": Sample("", "khong_co.csv", is_written=False),
    "unsafe-name": Sample(PLAIN, "ten\ndong.csv"),
    "unknown-encoding": Sample(PLAIN, options=Options(encoding="klingon")),
    "unknown-sheet": Sample(sheet(ROWS), "tep.xlsx", options=Options(sheets=("Biểu 9",))),
    "no-figures": Sample("Kính gửi các đồng chí,\nXin gửi báo cáo sau.\n"),
    "header-only": Sample("Tỉnh;Năm;Số hội viên\n"),
}

TEXTS: dict[str, Sample] = {
    # Windows-1258 has no single sign for ộ: a dot below follows ô.
    "encoding-guessed": Sample(
        "Tinh;Nam;Hô\u0323i viên\nHà Nô\u0323i;2024;5\nHà Nam;2024;6\n".encode("cp1258")
    ),
    # What a TCVN3 font shows as "Tỉnh", "Năm", "Số hội viên", "Hà Nội", "Nam Định".
    "legacy-font-converted": Sample(
        sheet([["TØnh", "N¨m", "Sè héi viªn"], ["Hµ Néi", 2024, 5], ["Nam §Þnh", 2024, 6]]),
        "tep.xlsx",
    ),
    "nul-bytes-removed": Sample(PLAIN.replace(";5", ";\x005")),
    "undecodable-bytes": Sample(
        "Tỉnh;Năm;Số hội viên;Ghi chú\nHà Nội;2024;5;đ@\n".encode().replace(b"@", b"\xff"),
        options=Options(encoding="utf-8"),
    ),
    # "Tỉnh", "Năm", "Số hội viên", "Hà Nội" as UTF-8 that was read as Windows-1252.
    "letters-misread": Sample("Tá»‰nh;NÄƒm;Sá»‘ há»™i viÃªn\nHÃ\u00a0 Ná»™i;2024;5\n"),
    "invisible-characters-removed": Sample(PLAIN.replace("Hà Nội", "Hà\u200b Nội")),
    "decomposed-letters-joined": Sample(unicodedata.normalize("NFD", PLAIN)),
    "blank-lines-skipped": Sample(PLAIN.replace("viên\n", "viên\n\n")),
    "other-delimiter": Sample(PLAIN.replace("Hà Nam;2024;6", "Hà Nam\t2024\t6")),
    "other-quote": Sample(PLAIN.replace("Hà Nam;2024;6", "'Hà Nam';'2024';'6'")),
    "stray-quote": Sample(PLAIN.replace("Hà Nam", 'Hà "Nam')),
    "delimiter-supplied": Sample(PLAIN.replace("Hà Nam;2024", '"Hà Nam"2024')),
    "row-too-short": Sample(
        "Tỉnh;Năm;Số hội viên;Ghi chú\nHà Nội;2024;5;\nHà Nam;2024;6\nNam Định;2024;7;\n"
    ),
    "row-too-long": Sample(PLAIN.replace("Nam;2024;6", "Nam;2024;6;")),
    "header-too-short": Sample(
        "Tỉnh;Năm;Số hội viên\nHà Nội;2024;5;x\nHà Nam;2024;6;x\nNam Định;2024;7;x\n"
    ),
    "header-too-long": Sample(PLAIN.replace("viên\n", "viên;Ghi chú\n")),
    "header-absent": Sample(
        "Hà Nội;2024;5\nHà Nam;2024;6\n",
        beside={"header-blank": "without a header no column of figures has a heading"},
    ),
    "header-assumed": Sample("Tỉnh;Năm;Số hội viên\nHà Nội;năm 2024;\nHà Nam;năm 2024;\n"),
    "group-heading-spread": Sample(
        "Tỉnh;Năm;GĐHT;\n;;Đăng ký;Được công nhận\nHà Nội;2024;6;5\nHà Nam;2024;7;6\n"
    ),
    "repeated-header": Sample(PLAIN + PLAIN.replace("2024", "2023")),
    "column-numbering-row": Sample(PLAIN.replace("viên\n", "viên\n(1);(2);(3)\n")),
    "trailer-set-apart": Sample(PLAIN + "Người lập biểu;;\n"),
    "preamble-set-apart": Sample(
        sheet([["Đơn vị báo cáo đầy đủ"], [], *ROWS]), "tep.xlsx"
    ),
    "total-row-set-apart": Sample(PLAIN + "Tổng cộng;;18\n"),
    "another-table": Sample(
        sheet([*ROWS, [], [], *OTHER]), "tep.xlsx",
    ),
}  # fmt: skip

BOOKS: dict[str, Sample] = {
    "merged-cells-filled": Sample(
        sheet([HEADER, ["Hà Nội", 2023, 5], [None, 2024, 6]], merged=("A2:A3",)), "tep.xlsx"
    ),
    "merged-ranges-ignored": Sample(many_merges, "tep.xlsx"),
    "hidden-sheet-read": Sample(
        book({"Trống": [], "Biểu": ROWS}, change=hide("Biểu")), "tep.xlsx"
    ),
    "hidden-sheet-skipped": Sample(
        book({"Biểu": ROWS, "Cũ": OTHER}, change=hide("Cũ")), "tep.xlsx"
    ),
    "sheet-without-figures": Sample(book({"Biểu": ROWS, "Hướng dẫn": NOTES}), "tep.xlsx"),
    "sheet-not-recognised": Sample(
        book({"Biểu": ROWS, "Xe": [["Biển số", "Số ghế"], ["29A", 4], ["30B", 7]]}), "tep.xlsx"
    ),
    "tables-side-by-side": Sample(
        sheet(
            [["Tỉnh", "Năm", "Số hội viên", None, "Tỉnh", "Năm", "Số chi hội"],
             ["Hà Nội", 2024, 5, None, "Hà Nội", 2024, 7],
             ["Hà Nam", 2024, 6, None, "Hà Nam", 2024, 8]]
        ),
        "tep.xlsx",
        beside={"another-table": "of several tables each names the others"},
    ),
    "more-digits-than-shown": Sample(
        sheet([["Tỉnh", "Năm", "Tỷ lệ GĐHT (%)"], ["Hà Nội", 2024, 86.25]], change=whole_shown),
        "tep.xlsx",
    ),
    "hidden-columns-read": Sample(sheet(ROWS, change=hide_column), "tep.xlsx"),
    "hidden-rows-read": Sample(sheet(ROWS, change=hide_row), "tep.xlsx"),
}  # fmt: skip

READING = {**REFUSED, **TEXTS, **BOOKS}
