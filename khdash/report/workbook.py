"""What every workbook that leaves has in common: its looks, its lists to choose from, its bytes."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from khdash.report.office.text import cell_text

HEADING = PatternFill("solid", fgColor="DCE9F1")
TO_FILL = PatternFill("solid", fgColor="FFF4CC")


def saved(book: Workbook, formulas: Collection[tuple[str, str]] = ()) -> bytes:
    """The workbook as a file, in which no text is a formula; one that is only written takes its
    cells from `safe`.

    formulas: the cells, by sheet and coordinate, whose formula the program wrote.
    """
    for sheet in () if book.write_only else book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and (sheet.title, cell.coordinate) not in formulas:
                    cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def safe(value: object) -> object:
    """What a cell may hold: a text that nothing runs and that the file can keep, or the value."""
    return cell_text(value) if isinstance(value, str) else value


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
