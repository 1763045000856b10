"""A file opened once, from which its tables are taken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from khdash.reading.table import encoding as encodings
from khdash.reading.table import mojibake
from khdash.reading.table.book import Book, choose_sheet
from khdash.reading.table.docx import open_docx
from khdash.reading.table.grid import Grid, trim_left
from khdash.reading.table.html import open_html
from khdash.reading.table.kind import kind_of
from khdash.reading.table.limits import Limits, check_file_name
from khdash.reading.table.memo import take_memo_sheet
from khdash.reading.table.mhtml import page_of
from khdash.reading.table.ods import open_ods
from khdash.reading.table.package import FlatFile, Package, open_package
from khdash.reading.table.sections import Source, tables_of
from khdash.reading.table.spreadsheetml import open_spreadsheet_xml
from khdash.reading.table.sylk import open_sylk
from khdash.reading.table.table import Assumption, Table, UnusableFile
from khdash.reading.table.text import open_text
from khdash.reading.table.xls import open_xls
from khdash.reading.table.xlsx import open_xlsx

_MOST_BLANK = 3
"""How often the limit of cells a table may hold with the blank ones that fill its rows up."""


class OpenedFile:
    """The bytes of a file, unpacked and decoded once.

    A sheet is read when its tables are asked for, and only they keep its cells. memo: what this
    program wrote into the file for itself, '' where it did not; no table shows it.
    """

    def __init__(
        self,
        data: bytes,
        file_name: str,
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        """What is not told is detected. Raises UnusableFile where it is no file with tables."""
        bounds = limits or Limits()
        check_file_name(file_name, bounds)
        if len(data) > bounds.file_bytes:
            raise UnusableFile("too-large", bytes=len(data), limit=bounds.file_bytes)
        self.file_name, self.limits = file_name, bounds
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._assumptions: list[Assumption] = []
        kind = kind_of(data)
        self._content: Source | Book
        self.memo = ""
        if kind == "text":
            self._content = open_text(data, encoding, delimiter, bounds)
            self.memo = self._content.memo
        elif kind in ("html", "mhtml"):
            page = encodings.decode(page_of(data) if kind == "mhtml" else data, encoding)
            self._assumptions = page.assumptions
            self._content = open_html(page.text, bounds)
        elif kind == "sylk":
            self._content = open_sylk(data, encoding, bounds)
        else:
            self._content, self.memo = take_memo_sheet(_open_workbook(data, kind, bounds))

    def table(self, sheet: str | None = None, part: int = 1) -> Table:
        """One table: of a sheet (None: the first visible one with data), and which one of it.

        Raises UnusableFile: unknown-sheet, no-data, unknown-part and those of the limits.
        """
        tables = self.tables(sheet)
        if not 1 <= part <= len(tables):
            raise UnusableFile("unknown-part", part=part, parts=len(tables))
        return tables[part - 1]

    def tables(self, sheet: str | None = None) -> list[Table]:
        """Every table of a sheet, one below the other; raises what `table` raises."""
        source = self._source(sheet)
        if not source.grid.rows:
            raise UnusableFile("no-data", **({"sheet": source.sheet} if source.sheet else {}))
        rows, most = source.grid.rows, _MOST_BLANK * self.limits.cells
        if len(rows) * max(map(len, rows)) > most:
            raise UnusableFile("too-many-cells", limit=self.limits.cells)
        return tables_of(source, self.file_name, self.sha256)

    def _source(self, wanted: str | None) -> Source:
        book = self._content
        if isinstance(book, Source):
            return book
        chosen, told = choose_sheet(book.sheets, wanted)
        grid = _without_legacy_letters(book.read(chosen))
        return Source(
            trim_left(grid),
            sheet=book.sheets[chosen].name,
            sheets=book.sheets,
            assumptions=[*self._assumptions, *told, *grid.assumptions],
        )


_PACKAGED: dict[str, Callable[[Package, Limits], Book]] = {
    "xlsx": open_xlsx,
    "ods": open_ods,
    "docx": open_docx,
}


def _open_workbook(data: bytes, kind: str, limits: Limits) -> Book:
    if kind == "zip":
        package = open_package(data, limits)
        return _PACKAGED[package.format](package, limits)
    if kind in ("ole", "biff"):
        return open_xls(data, limits)
    if kind == "fods":
        return open_ods(FlatFile(data), limits)
    return open_spreadsheet_xml(data, limits)


def _without_legacy_letters(grid: Grid) -> Grid:
    if mojibake.is_misread("\n".join(islice(_other_letters(grid), 2_000))):
        return replace(
            grid,
            rows=[[mojibake.mend(cell) for cell in row] for row in grid.rows],
            assumptions=[*grid.assumptions, Assumption("letters-misread")],
        )
    legacy = encodings.legacy_of(cell for row in grid.rows for cell in row)
    if not legacy:
        return grid
    return replace(
        grid,
        rows=[[encodings.convert_legacy(cell, legacy) for cell in row] for row in grid.rows],
        assumptions=[*grid.assumptions, Assumption("legacy-font-converted", {"encoding": legacy})],
    )


def _other_letters(grid: Grid) -> Iterator[str]:
    return (cell for row in grid.rows for cell in row if not cell.isascii())
