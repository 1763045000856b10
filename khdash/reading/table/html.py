"""Reading the tables of an HTML page, as old programs save under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.raised import raised
from khdash.reading.table.table import Merge, SheetInfo, UnusableFile

_SILENT = {"style", "script", "head", "title", "xml"}
_CELL_TAG = re.compile("<t[dh]", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_Cell = tuple[str, int, int]
"""The text of a cell, and how many columns and rows it spans."""


class _Tables(HTMLParser):
    """Collects the cells of every outermost table with their spans."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables: list[list[list[_Cell]]] = []
        self.depth = self.silent = self.cells = 0
        self.spans = (1, 1)
        self.cell: list[str] | None = None
        self.above = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif self.depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            values = dict(attrs)
            self.spans = (_span(values.get("colspan")), _span(values.get("rowspan")))
            self.cell = []
        elif tag in _BREAKS and self.cell:
            self.cell.append("\n")
        elif tag == "sup":
            self.above = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self.above = False
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table":
            if self.depth == 1:
                self._end_cell()
            self.depth = max(0, self.depth - 1)
        elif tag in ("td", "th", "tr") and self.depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(raised(data) if self.above else data)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        lines = [" ".join(line.split()) for line in _joined(self.cell).split("\n")]
        text = "\n".join(line for line in lines if line)
        self.tables[-1][-1].append((text, *self.spans))
        self.cell = None
        self.cells += 1
        if self.cells > self.limits.cells:
            raise UnusableFile("too-many-cells", limit=self.limits.cells)


def _joined(parts: list[str]) -> str:
    """Line ends of the source are spaces; only breaks of the page end a line."""
    return "".join(part if part == "\n" else " ".join(part.split("\n")) for part in parts)


def _span(value: str | None) -> int:
    return max(1, min(int(value), 2_000)) if value and value.isdigit() else 1


def open_html(text: str, limits: Limits) -> Book:
    """The tables of a page, named 1, 2, 3 in their order.

    Raises UnusableFile: unknown-format (no table) and too-many-cells.
    """
    if len(_CELL_TAG.findall(text)) > limits.cells:
        raise UnusableFile("too-many-cells", limit=limits.cells)
    page = _Tables(limits)
    try:
        # No tag ends behind the last bracket, and the parser would look for its end at each.
        page.feed(text[: text.rfind(">") + 1])
        page.close()
    except AssertionError as error:  # so it calls declarations that are none
        raise UnusableFile("unknown-format", format="html") from error
    if not page.tables:
        raise UnusableFile("unknown-format", format="html")
    sheets = [
        SheetInfo(str(number), False, any(cell[0] for row in table for cell in row))
        for number, table in enumerate(page.tables, start=1)
    ]
    return Book(sheets, lambda index: _grid(page.tables[index], limits))


def _grid(table: Sequence[Sequence[_Cell]], limits: Limits) -> Grid:
    builder = GridBuilder(limits)
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table, start=1):
        builder.start_row(number)
        column = 1
        for cell, across, down in row:
            while (number, column) in taken:
                column += 1
            builder.put(column, cell)
            if across > 1 or down > 1:
                merges.append(Merge(number, column, number + down - 1, column + across - 1))
                _take(taken, merges[-1], limits)
            column += across
        builder.end_row()
    return builder.finish(merges)


def _take(taken: set[tuple[int, int]], merge: Merge, limits: Limits) -> None:
    area = (merge.bottom - merge.top) * (merge.right - merge.left + 1)
    if len(taken) + area > limits.cells:
        raise UnusableFile("too-many-cells", limit=limits.cells)
    for number in range(merge.top + 1, merge.bottom + 1):
        for column in range(merge.left, merge.right + 1):
            taken.add((number, column))
