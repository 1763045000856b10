"""What every workbook that leaves has in common: its looks, its lists to choose from, its bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HEADING = PatternFill("solid", fgColor="DCE9F1")
TO_FILL = PatternFill("solid", fgColor="FFF4CC")


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def offer_choices(
    sheet: Worksheet, column: int, rows: tuple[int, int], choices: Sequence[str]
) -> None:
    """Let the cells of a column, from the first to the last row, be chosen from a list."""
    listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    sheet.add_data_validation(listed)
    letter = get_column_letter(column)
    listed.add(f"{letter}{rows[0]}:{letter}{rows[1]}")


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """The widths of the first columns."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
