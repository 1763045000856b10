"""Reading .xls (BIFF) by way of xlrd, values as displayed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import xlrd

from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.numfmt import Render, make_render
from khdash.reading.table.raised import raised
from khdash.reading.table.table import ERROR, Merge, SheetInfo, UnusableFile
from khdash.reading.table.xlsx import clean_text

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WORD = "WordDocument".encode("utf-16-le")


def open_xls(data: bytes, limits: Limits) -> Book:
    """The sheets of a workbook.

    Raises UnusableFile: password-protected, truncated-spreadsheet, document-file.
    """
    if _ENCRYPTED in data:
        raise UnusableFile("password-protected", format="xlsx")
    if _WORD in data and not any(name in data for name in _WORKBOOKS):
        raise UnusableFile("document-file", kind="Word (.doc)")
    workbook = _open(data)
    with _told_as_truncated():
        sheets = [
            SheetInfo(entry.name, entry.visibility != 0, _has_data(entry))
            for entry in workbook.sheets()
        ]

    def read(index: int) -> Grid:
        with _told_as_truncated():
            return _Reader(workbook, workbook.sheet_by_index(index), limits).read()

    return Book(sheets, read)


@contextmanager
def _told_as_truncated() -> Iterator[None]:
    """What xlrd stumbles over in a damaged workbook."""
    try:
        yield
    except (xlrd.XLRDError, IndexError, KeyError, AttributeError, AssertionError) as error:
        raise UnusableFile("truncated-spreadsheet", format="xls") from error


def _open(data: bytes) -> xlrd.book.Book:
    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True
        )
    except xlrd.XLRDError as error:
        code = "password-protected" if "ncrypt" in str(error) else "truncated-spreadsheet"
        raise UnusableFile(code, format="xls") from error
    except Exception as error:  # a broken file fails anywhere inside the library
        raise UnusableFile("truncated-spreadsheet", format="xls") from error


def _has_data(sheet: xlrd.sheet.Sheet) -> bool:
    return any(
        kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        for row in range(sheet.nrows)
        for kind in sheet.row_types(row)
    )


class _Reader:
    def __init__(self, book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, limits: Limits) -> None:
        self.book, self.sheet = book, sheet
        self.builder = GridBuilder(limits)
        self.renders: dict[int, Render] = {}

    def read(self) -> Grid:
        for column, info in self.sheet.colinfo_map.items():
            if info.hidden and column < self.builder.limits.columns:
                self.builder.hidden_columns.add(column + 1)
        for row in range(self.sheet.nrows):
            self.builder.start_row(row + 1)
            for column, cell in enumerate(self.sheet.row(row)):
                text, mark = self._text(cell)
                if (row, column) in self.sheet.rich_text_runlist_map:
                    text = self._with_raised(cell.value, row, column)
                self.builder.put(column + 1, text, mark)
            info = self.sheet.rowinfo_map.get(row)
            self.builder.end_row(bool(info and info.hidden))
        merges = [
            Merge(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in self.sheet.merged_cells
        ]
        return self.builder.finish(merges)

    def _with_raised(self, text: str, row: int, column: int) -> str:
        """A text of several fonts, with what is set above the line marked as such."""
        runs = self.sheet.rich_text_runlist_map[row, column]
        starts = [(0, -1), *runs, (len(text), -1)]
        parts = []
        for (start, font), (end, _) in pairwise(starts):
            above = 0 <= font < len(self.book.font_list) and (
                self.book.font_list[font].escapement == 1
            )
            parts.append(raised(text[start:end]) if above else text[start:end])
        return clean_text("".join(parts))

    def _text(self, cell: xlrd.sheet.Cell) -> tuple[str, int]:
        kind, value = cell.ctype, cell.value
        if kind == xlrd.XL_CELL_TEXT:
            return clean_text(value), 0
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return self._render(cell.xf_index)(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return ("TRUE" if value else "FALSE"), 0
        if kind == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(value, "#N/A"), ERROR
        return "", 0

    def _render(self, style: int) -> Render:
        found = self.renders.get(style)
        if found is None:
            key = self.book.xf_list[style].format_key
            code = self.book.format_map[key].format_str if key in self.book.format_map else ""
            found = self.renders[style] = make_render(code or "General", self.book.datemode == 1)
        return found
