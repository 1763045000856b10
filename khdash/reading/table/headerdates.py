"""Dates in a header that a spreadsheet shows as day numbers: 44926 beside 31/12/2021."""

from __future__ import annotations

from dataclasses import replace

from khdash.reading.table import wording
from khdash.reading.table.celltype import DATE, EMPTY, NUMBER, cell_type
from khdash.reading.table.grid import Grid
from khdash.reading.table.numfmt import serial_date

_SEARCH = 40
_FIRST, _LAST = 36_526, 54_788
"""Day numbers of the years 2000 to 2049."""


def with_header_dates(grid: Grid) -> Grid:
    """The grid with the day numbers of a row of names written as dates."""
    for row in range(min(_SEARCH, len(grid.rows) - 1)):
        found = _day_numbers(grid, row)
        if found:
            cells, marks = list(grid.rows[row]), list(grid.marks)
            for at in found:
                cells[at] = f"{serial_date(float(cells[at])):%Y-%m-%d}"
            if marks:
                mark = bytearray(marks[row])
                for at in found:
                    mark[at] = 0
                marks[row] = bytes(mark)
            return replace(grid, rows=[*grid.rows[:row], cells, *grid.rows[row + 1 :]], marks=marks)
    return grid


def _day_numbers(grid: Grid, row: int) -> list[int]:
    """Which cells of a row are day numbers; none where it names no columns or has other numbers."""
    cells = grid.rows[row]
    kinds = [cell_type(cell) for cell in cells]
    words = [cell for cell, kind in zip(cells, kinds, strict=True) if kind not in (EMPTY, NUMBER)]
    if not words or not wording.is_bare_column_name(words[0]) or kinds[0] == NUMBER:
        return []
    numbers = [at for at, kind in enumerate(kinds) if kind == NUMBER]
    days = [at for at in numbers if _is_day(cells[at])]
    if not days or len(days) < len(numbers):
        return []
    dated = any(kind == DATE for kind in kinds)
    return days if dated or all(_ends_or_begins_month(cells[at]) for at in days) else []


def _is_day(text: str) -> bool:
    plain = text.strip()
    return plain.isascii() and plain.isdigit() and _FIRST <= int(plain) <= _LAST


def _ends_or_begins_month(text: str) -> bool:
    number = float(text)
    return serial_date(number).day == 1 or serial_date(number + 1).day == 1
