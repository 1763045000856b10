"""The rows with rejected cells as a file of their own: the same columns, and why at the end."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.locale import Words, mark

REASON = mark("Lý do không nạp")
_NUMBER = re.compile(r"[-+]?[\d.,\s]*%?$")
_FAULT = PatternFill("solid", fgColor="F8D7C8")


@dataclass(frozen=True)
class Rejected:
    """header: one list a header line; rows: original texts; faulty: columns of rejected cells."""

    header: list[list[str]]
    rows: list[list[str]]
    faulty: list[frozenset[int]]
    delimiter: str


def rejected_rows(
    report: CheckReport, lang: str = "vi", originals: Mapping[str, str] | None = None
) -> Rejected:
    """The rows of the first table with a rejected cell, as they stood in the file.

    originals: the text before a correction, by address.
    """
    table = report.table
    if table is None or report.cells.empty:
        return Rejected([], [], [], ";")
    before = originals or {}
    words = Words(lang)
    cells = report.cells
    bad = cells[(cells["action"] == "rejected") & (cells["part"] == table.part)]
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
            _reason(report.findings, str(cell.cell), str(cell.fault), lang)
            for cell in own.itertuples()
        ]
        rows.append([*_padded(texts, table.width), " ".join(dict.fromkeys(reasons))])
        faulty.append(frozenset(int(column) for column in own["column"]))
    return Rejected(named, rows, faulty, table.delimiter or ";")


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _reason(findings: tuple[Finding, ...], cell: str, fault: str, lang: str) -> str:
    """The sentence at the cell, or the one of its column or row label."""
    at_cell = next((f for f in findings if f.cell == cell and f.severity == "error"), None)
    of_kind = next((f for f in findings if f.code == fault), None)
    found = at_cell or of_kind
    return sentence(found, lang) if found else f"{cell}: {fault}"


def rejected_csv(rejected: Rejected) -> bytes:
    """As CSV with the delimiter of the file; a text that a spreadsheet would run is guarded."""
    buffer = io.StringIO()
    delimiter = rejected.delimiter if len(rejected.delimiter) == 1 else ";"
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([_guarded(cell) for cell in line] for line in rejected.header + rejected.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    """A leading quote before what a spreadsheet would take for a formula.

    >>> _guarded("=1+1"), _guarded("-12,5"), _guarded("-"), _guarded("@x")
    ("'=1+1", '-12,5', '-', "'@x")
    """
    risky = text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text


def rejected_xlsx(rejected: Rejected) -> bytes:
    """As XLSX; every cell is text, as it stood, and the rejected ones are coloured."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
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
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _printable(text: str) -> str:
    """Without the control characters that XLSX cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
