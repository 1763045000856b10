"""The form for a list of tasks: a row an item and province, with what is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from khdash.ingest.tasks.entry import COLUMNS
from khdash.ingest.tasks.file import FILLED
from khdash.model.formula import guarded
from khdash.model.frames import each_row
from khdash.model.tasks import STATE_NAMES
from khdash.model.units import split_key
from khdash.report.csv_text import csv_file
from khdash.report.format import Format
from khdash.report.formats.csv import CSV
from khdash.report.formats.xlsx import XLSX
from khdash.report.workbook import HEADING, TO_FILL, offer_choices, saved, set_widths

WIDTHS = (18, 52, 9, 18, 16, 13, 10, 13, 34, 40)


@dataclass(frozen=True)
class TaskForm:
    """The content of the form, whatever file it becomes."""

    rows: Sequence[Sequence[str | date]]
    lang: str


def task_form(board: pd.DataFrame, lang: str) -> TaskForm:
    """The form for those items of a task board that people enter; what nobody reported is blank."""
    entered = board[board["evidence"] == "person"]
    place = 1 if lang == "en" else 0
    rows: list[list[str | date]] = [
        [
            row.item,
            row.item_name,
            split_key(row.unit)[0],
            row.unit_name,
            STATE_NAMES[row.state][place] if row.state in STATE_NAMES else "",
            "" if pd.isna(row.state_date) else row.state_date.date(),
            _count(row.done),
            _count(row.total),
            row.evidence_url,
            row.note,
        ]
        for row in each_row(entered)
    ]
    return TaskForm(rows, lang)


def _count(value: Any) -> str:
    return "" if pd.isna(value) else str(int(value))


def headings(lang: str) -> list[str]:
    return [texts[1 if lang == "en" else 0] for texts in COLUMNS.values()]


def form_csv(form: TaskForm) -> bytes:
    """The form as CSV, days written 15/11/2022."""
    return csv_file([headings(form.lang), *form.rows], day="%d/%m/%Y")


def form_xlsx(form: TaskForm) -> bytes:
    """The form as a workbook: cells to fill in are yellow, states are chosen from a list."""
    english = form.lang == "en"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tasks" if english else "Nhiệm vụ"
    sheet.append(headings(form.lang))
    for row in form.rows:
        sheet.append([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    set_widths(sheet, WIDTHS)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), HEADING
    first = list(COLUMNS).index(FILLED[0]) + 1
    for line in sheet.iter_rows(min_row=2, min_col=first, max_col=len(COLUMNS)):
        for cell in line:
            cell.fill, cell.alignment = TO_FILL, Alignment(wrap_text=True, vertical="top")
        line[1].number_format = "dd/mm/yyyy"
    states = [words[english] for words in STATE_NAMES.values()]
    offer_choices(sheet, first, (2, max(len(form.rows) + 1, 2)), states)
    sheet.freeze_panes = "C2"
    return saved(book)


TASK_FORM_FORMATS: tuple[Format[TaskForm], ...] = (XLSX.of(form_xlsx), CSV.of(form_csv))
