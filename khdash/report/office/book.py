"""The workbook inside a native chart, that opens when somebody edits its numbers."""

from __future__ import annotations

import io
from typing import Any

from khdash.report.office.chart_xml import SHEET
from khdash.report.office.plot import Plot
from khdash.report.office.text import cell_text

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How every workbook is written: no text ever becomes a formula or a link."""


def chart_book(plot: Plot) -> bytes:
    """A sheet with the categories in the first column and a series in each further one."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, SAFE) as book:
        write_plot(book.add_worksheet(SHEET), plot, 0, 0)
    return buffer.getvalue()


def write_plot(sheet: Any, plot: Plot, row: int, column: int) -> None:
    """The numbers of a plot from a cell on; a gap is an empty cell."""
    sheet.write_column(row + 1, column, list(map(cell_text, plot.categories)))
    for place, series in enumerate(plot.series, start=column + 1):
        sheet.write_string(row, place, cell_text(series.name))
        for line, value in enumerate(series.values, start=row + 1):
            if value is not None:
                sheet.write_number(line, place, value)
