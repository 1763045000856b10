"""The rows with rejected cells as a file of their own: the same columns, and why at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.locale import Words, mark
from khdash.model.formula import guarded_but_numbers
from khdash.model.frames import each_row
from khdash.reading.table import Table
from khdash.report.csv_text import csv_file
from khdash.report.workbook import saved

REASON = mark("Lý do không nạp")
_FAULT = PatternFill("solid", fgColor="F8D7C8")
_INVALID = re.compile(r"[\\/*?:\[\]]")


@dataclass(frozen=True)
class Rejected:
    """The rows of one table with a rejected cell, and of the other tables of the file.

    header: one list a header line; rows: original texts; faulty: columns of rejected cells.
    others: the further tables that have such rows, each without others.
    """

    header: list[list[str]]
    rows: list[list[str]]
    faulty: list[frozenset[int]]
    delimiter: str
    sheet: str = ""
    others: tuple[Rejected, ...] = ()


def rejected_rows(
    report: CheckReport, lang: str = "vi", originals: Mapping[str, str] | None = None
) -> Rejected:
    """The rows with a rejected cell, as they stood in the file.

    originals: the text before a correction, by address; on another sheet than the first the
    address begins with its name, "Biểu 2!C5".
    """
    if report.cells.empty:
        return Rejected([], [], [], ";")
    tables = [
        _rejected_of(report, number, lang, originals or {})
        for number in range(len(report.recognitions))
    ]
    faulty = [one for one in tables if one.rows] or tables[:1]
    return replace(faulty[0], others=tuple(faulty[1:]))


def _rejected_of(
    report: CheckReport, number: int, lang: str, originals: Mapping[str, str]
) -> Rejected:
    table, cells = report.recognitions[number].table, report.cells
    before = _of_sheet(originals, table.sheet, report.table)
    words = Words(lang)
    bad = cells[(cells["action"] == "rejected") & (cells["table"] == number)]
    header = table.header_rows or ([table.header] if table.header else [])
    named = [[*_padded(line, table.width), ""] for line in header]
    if named:
        named[-1][-1] = words(REASON)
    rows, faulty = [], []
    for number in sorted({int(row) for row in bad["row"]}):
        own = bad[bad["row"] == number]
        texts = [
            before.get(table.place(number, column).cell, text)
            for column, text in enumerate(table.rows[number])
        ]
        reasons = [
            _reason(report.findings, table.sheet, cell.cell, cell.fault, lang)
            for cell in each_row(own)
        ]
        rows.append([*_padded(texts, table.width), " ".join(dict.fromkeys(reasons))])
        faulty.append(frozenset(int(column) for column in own["column"]))
    return Rejected(named, rows, faulty, table.delimiter or ";", table.sheet or "")


def _of_sheet(
    originals: Mapping[str, str], sheet: str | None, first: Table | None
) -> dict[str, str]:
    """The originals of one sheet, by address alone."""
    prefix = f"{sheet}!"
    named = {at[len(prefix) :]: text for at, text in originals.items() if at.startswith(prefix)}
    if first is not None and first.sheet == sheet:
        return {**{at: text for at, text in originals.items() if "!" not in at}, **named}
    return named


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _reason(
    findings: tuple[Finding, ...], sheet: str | None, cell: str, fault: str, lang: str
) -> str:
    """The sentence at the cell, or the one of its column or row label."""
    own = [f for f in findings if f.sheet == sheet]
    at_cell = next((f for f in own if f.cell == cell and f.severity == "error"), None)
    of_kind = next((f for f in own if f.code == fault), None)
    found = at_cell or of_kind
    return sentence(found, lang) if found else f"{cell}: {fault}"


def rejected_csv(rejected: Rejected) -> bytes:
    """As CSV with the delimiter of the file; a text that a spreadsheet would run is guarded.

    Several tables stand one below the other, a blank line between them.
    """
    delimiter = rejected.delimiter if len(rejected.delimiter) == 1 else ";"
    lines: list[list[str]] = []
    for number, table in enumerate((rejected, *rejected.others)):
        lines += [[]] * bool(number) + table.header + table.rows
    return csv_file(lines, delimiter=delimiter, guard=guarded_but_numbers)


def rejected_xlsx(rejected: Rejected) -> bytes:
    """As XLSX, a sheet a table; every cell is text, and the rejected ones are coloured."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in (rejected, *rejected.others):
        _fill(book.create_sheet(_INVALID.sub(" ", table.sheet)[:31] or None), table)
    return saved(book)


def _fill(sheet: Worksheet, rejected: Rejected) -> None:
    for number, line in enumerate(rejected.header + rejected.rows, start=1):
        for column, text in enumerate(line, start=1):
            cell = sheet.cell(number, column)
            cell.value = _printable(text) or None
            if cell.value is not None:
                cell.data_type = "s"
            if number <= len(rejected.header):
                cell.font = Font(bold=True)
            elif column - 1 in rejected.faulty[number - 1 - len(rejected.header)]:
                cell.fill = _FAULT


def _printable(text: str) -> str:
    """Without the control characters that XLSX cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
