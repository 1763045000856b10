"""Exhibits as files: JSON for programs, CSV of the machine columns, XLSX as it reads on screen."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from khdash.exhibit.core.exhibit import Column, Exhibit, rows_of
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.model.formula import guarded
from khdash.model.value import SIGNS

DEMO_VI, DEMO_EN = "Số liệu minh hoạ", "Illustrative figures"


def demo_mark(words: Words) -> str:
    """The words that mark generated figures everywhere."""
    return words.of(DEMO_VI, DEMO_EN)


def _plain(value: object) -> object:
    """A cell as JSON knows it: null for gaps and open bounds, ISO dates, plain numbers."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, (pd.Timestamp, datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value


def records(exhibit: Exhibit) -> list[dict[str, object]]:
    """The table as plain rows."""
    return [
        {str(name): _plain(value) for name, value in row.items()} for row in rows_of(exhibit.table)
    ]


def to_dict(exhibit: Exhibit) -> dict[str, object]:
    """Everything the exhibit states, ready for JSON."""
    coverage = exhibit.coverage
    return {
        "name": exhibit.name,
        "kind": exhibit.kind,
        "query": exhibit.selection.to_query(),
        "title": exhibit.title,
        "headline": exhibit.headline,
        "subtitle": exhibit.subtitle,
        "measure": exhibit.measure,
        "decimals": exhibit.decimals,
        "coverage": None
        if coverage is None
        else {
            "covered": coverage.covered,
            "expected": coverage.expected,
            "enough": coverage.enough,
            "missing": list(coverage.missing),
        },
        "notes": [{"kind": note.kind, "text": note.text} for note in exhibit.notes],
        "targets": [
            {
                "value": t.value,
                "year": t.year,
                "from_year": t.from_year,
                "unit": t.unit,
                "basis": t.basis,
                "label": t.label,
            }
            for t in exhibit.targets
        ],
        "breaks": [{"year": b.year, "label": b.label} for b in exhibit.breaks],
        "sources": [
            {
                "source_id": s.source_id,
                "title": s.title,
                "kind": s.kind,
                "url": s.url,
                "original_source": s.original_source,
            }
            for s in exhibit.sources
        ],
        "alt": exhibit.alt,
        "extra": {key: _plain(value) for key, value in exhibit.extra.items()},
        "table": records(exhibit),
        "data_version": exhibit.data_version,
        "updated_at": exhibit.updated_at.isoformat(),
        "demo": exhibit.demo,
    }


def to_json(exhibit: Exhibit) -> str:
    """The exhibit as one JSON object, readable."""
    return json.dumps(to_dict(exhibit), ensure_ascii=False, indent=1)


def to_csv(exhibit: Exhibit) -> bytes:
    """The machine columns of what is shown, UTF-8 with BOM so that Excel reads the accents.

    Comma between cells and '.' as the decimal mark, whatever the reader's language: a file for
    programs. Generated figures carry a last column that says so.
    """
    rows = records(exhibit)
    names = [str(name) for name in exhibit.table.columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    mark = demo_mark(Words(exhibit.selection.lang))
    writer.writerow([*names, "notice"] if exhibit.demo else names)
    for row in rows:
        cells = [_csv_cell(row[name]) for name in names]
        writer.writerow([*cells, mark] if exhibit.demo else cells)
    return buffer.getvalue().encode("utf-8-sig")


def _csv_cell(value: object) -> object:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return "" if value is None else value


def to_xlsx(exhibit: Exhibit) -> bytes:
    """A workbook: the table as it reads on screen with typed numbers, then notes and sources."""
    words = Words(exhibit.selection.lang)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(words("Số liệu"))
    _heading(sheet, exhibit, words)
    bold = _styled(sheet, Font(bold=True))
    sheet.append([bold(column.title) for column in exhibit.columns])
    for row in rows_of(exhibit.table):
        sheet.append([_sheet_cell(words, column, row, exhibit) for column in exhibit.columns])
    notes = book.create_sheet(words("Ghi chú và nguồn"))
    _heading(notes, exhibit, words)
    for note in exhibit.notes:
        notes.append([guarded(note.text)])
    for source in exhibit.sources:
        notes.append([source.source_id, guarded(source.title), source.original_source, source.url])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _styled(sheet: WriteOnlyWorksheet, font: Font) -> Callable[[str], WriteOnlyCell]:
    def cell(text: str) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, value=guarded(text))
        made.font = font
        return made

    return cell


def _heading(sheet: WriteOnlyWorksheet, exhibit: Exhibit, words: Words) -> None:
    title = _styled(sheet, Font(bold=True, size=13))
    if exhibit.demo:
        sheet.append([title(demo_mark(words).upper())])
    sheet.append([title(exhibit.title)])
    sheet.append([guarded(exhibit.headline)])
    sheet.append([guarded(exhibit.subtitle)])
    sheet.append(
        [
            words(
                "Phiên bản số liệu {version}, cập nhật {day}",
                version=exhibit.data_version,
                day=words.date(exhibit.updated_at),
            )
        ]
    )
    sheet.append([])


def _sheet_cell(words: Words, column: Column, row: dict[str, object], exhibit: Exhibit) -> object:
    value = _plain(row.get(column.name))
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        if column.format == "figure" and (sign := _sign(row, column.name)):
            return f"{sign} {words.number(float(value), column_decimals(column, row, exhibit))}"
        return value
    text = str(value)
    return guarded(basis_name(words, text) or text if column.name == "basis" else text)


def _sign(row: dict[str, object], name: str) -> str:
    """≥, ≲ or ≈ of a figure: a rounded figure is text in the sheet, so that no one adds it up."""
    stem = name.removesuffix("value").removesuffix("_")
    qualifier = row.get(f"{stem}_qualifier" if stem else "qualifier")
    return SIGNS.get(qualifier, "") if isinstance(qualifier, str) else ""  # type: ignore[call-overload]


def column_decimals(column: Column, row: dict[str, object], exhibit: Exhibit) -> int:
    """Decimals of a cell: of its row, its column or the exhibit."""
    found = row.get("decimals")
    if isinstance(found, (int, float)) and not pd.isna(found):
        return int(found)
    return column.decimals or exhibit.decimals


def display(exhibit: Exhibit) -> pd.DataFrame:
    """The table as text in the reader's language, one column for each of `exhibit.columns`."""
    words = Words(exhibit.selection.lang)
    rows = rows_of(exhibit.table)
    return pd.DataFrame(
        {c.title: [_text(words, c, row, exhibit) for row in rows] for c in exhibit.columns}
    )


def _text(words: Words, column: Column, row: dict[str, object], exhibit: Exhibit) -> str:
    value = row.get(column.name)
    if value is None or (not isinstance(value, (tuple, list)) and pd.isna(value)):  # type: ignore[call-overload]
        return "–" if column.format in ("figure", "share") else ""
    match column.format:
        case "figure":
            measure = str(row.get("measure") or column.measure)
            decimals = column_decimals(column, row, exhibit)
            sign = _sign(row, column.name)
            text = words.figure(float(value), measure, decimals)  # type: ignore[arg-type]
            return f"{sign} {text}" if sign else text
        case "share":
            return words.percent(float(value), column.decimals)  # type: ignore[arg-type]
        case "date":
            return words.date(pd.Timestamp(value))  # type: ignore[arg-type]
        case "year" | "rank":
            return str(int(value))  # type: ignore[call-overload]
    text = str(value)
    return basis_name(words, text) or text if column.name == "basis" else text


def file_name(exhibit: Exhibit, extension: str) -> str:
    """khdash-trend-members-v12.csv; generated figures say so in the name."""
    chosen = "-".join(exhibit.selection.indicators[:1])
    parts = ["khdash", "minh-hoa" if exhibit.demo else "", exhibit.name, chosen]
    return "-".join(p for p in parts if p) + f"-v{exhibit.data_version}.{extension}"
