"""Reading SYLK (.slk), a workbook of one sheet as lines of text."""

from __future__ import annotations

import re

from khdash.reading.table import encoding as encodings
from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.numfmt import general
from khdash.reading.table.table import NUMBER, SheetInfo, UnusableFile

START = b"ID;P"
_FIELD = re.compile(r";(?=[A-Z])(?<!;;)")


def open_sylk(data: bytes, encoding: str | None, limits: Limits) -> Book:
    """The one sheet of the file. Raises UnusableFile: no-data and those of the limits."""
    cells = _cells(encodings.decode(data, encoding).text, limits)
    if not cells:
        raise UnusableFile("no-data")
    return Book([SheetInfo("1", False, True)], lambda _: _grid(cells, limits))


def _cells(text: str, limits: Limits) -> dict[tuple[int, int], tuple[str, int]]:
    """Text and marks by row and column, from 1; a record leaves out the row or column it keeps."""
    found: dict[tuple[int, int], tuple[str, int]] = {}
    row = column = 1
    for line in text.splitlines():
        kind, *fields = _FIELD.split(line)
        if kind not in ("C", "F"):
            continue
        value = ""
        for field in fields:
            if field[0] == "X" and field[1:].isdigit():
                column = int(field[1:8])
            elif field[0] == "Y" and field[1:].isdigit():
                row = int(field[1:8])
            elif field[0] == "K":
                value = field[1:]
        if kind == "C" and value:
            found[row, column] = _value(value.replace(";;", ";"))
            if len(found) > limits.cells:
                raise UnusableFile("too-many-cells", limit=limits.cells)
    return found


def _value(told: str) -> tuple[str, int]:
    if told.startswith('"'):
        return told[1:].removesuffix('"').replace('""', '"'), 0
    try:
        return general(float(told)), NUMBER
    except (ValueError, OverflowError):
        return told, 0


def _grid(cells: dict[tuple[int, int], tuple[str, int]], limits: Limits) -> Grid:
    builder = GridBuilder(limits)
    begun = 0
    for (row, column), (text, mark) in sorted(cells.items()):
        if row != begun:
            builder.start_row(row)
            begun = row
        builder.put(column, text, mark)
    return builder.finish([])
