"""The form for a list of tasks: a row an item and province, with what is known already."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from khdash.ingest.tasks.entry import COLUMNS
from khdash.model.catalogue import split_key
from khdash.model.formula import guarded
from khdash.model.tasks import STATE_NAMES

HEADING = PatternFill("solid", fgColor="DCE9F1")
TO_FILL = PatternFill("solid", fgColor="FFF4CC")
WIDTHS = (18, 52, 9, 18, 16, 13, 34, 40)
FILLED = ("status", "status_date", "evidence_url", "note")


def form_rows(board: pd.DataFrame, lang: str) -> list[list[str | date]]:
    """The rows of the form for those items of a task board that people enter.

    What nobody reported is left blank.
    """
    entered = board[board["evidence"] == "person"]
    place = 1 if lang == "en" else 0
    return [
        [
            str(row.item),
            str(row.item_name),
            split_key(str(row.unit))[0],
            str(row.unit_name),
            STATE_NAMES[str(row.state)][place] if row.state in STATE_NAMES else "",
            "" if pd.isna(row.state_date) else pd.Timestamp(row.state_date).date(),  # type: ignore[arg-type]
            str(row.evidence_url),
            guarded(str(row.note)),
        ]
        for row in entered.itertuples()
    ]


def headings(lang: str) -> list[str]:
    return [texts[1 if lang == "en" else 0] for texts in COLUMNS.values()]


def form_csv(rows: Sequence[Sequence[str | date]], lang: str) -> bytes:
    """The form as CSV, days written 15/11/2022; UTF-8 with BOM so that Excel reads the accents."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(headings(lang))
    for row in rows:
        writer.writerow([f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in row])
    return buffer.getvalue().encode("utf-8-sig")


def form_xlsx(rows: Sequence[Sequence[str | date]], lang: str) -> bytes:
    """The form as a workbook: cells to fill in are yellow, states are chosen from a list."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tasks" if lang == "en" else "Nhiệm vụ"
    sheet.append(headings(lang))
    for row in rows:
        sheet.append(list(row))
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), HEADING
    first = list(COLUMNS).index(FILLED[0]) + 1
    for line in sheet.iter_rows(min_row=2, min_col=first, max_col=len(COLUMNS)):
        for cell in line:
            cell.fill, cell.alignment = TO_FILL, Alignment(wrap_text=True, vertical="top")
        line[1].number_format = "dd/mm/yyyy"
    states = ",".join(words[1 if lang == "en" else 0] for words in STATE_NAMES.values())
    choice = DataValidation(type="list", formula1=f'"{states}"', allow_blank=True)
    column = get_column_letter(first)
    choice.add(f"{column}2:{column}{max(len(rows) + 1, 2)}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "C2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
