"""Reading the tables of a Word document (.docx): each is a sheet, under the lines that title it.

Text that tracked changes removed, or that is hidden, is not there; inserted text is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from khdash.reading.composed import composed
from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.package import Package, parse_xml
from khdash.reading.table.table import Merge, SheetInfo, UnusableFile

_REMOVED = frozenset(("del", "moveFrom", "Fallback"))
"""Elements whose content a reader of the document does not see, or sees a second time."""
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTINUED = re.compile(r"\btiếp(?: theo)?\s*\)?$", re.IGNORECASE)
_MOST_TITLE_LINES = 8
_LONGEST_TITLE = 200  # characters; a longer paragraph is prose
_PROSE_END = re.compile(r"(?:[.;,]|(?:như sau|sau đây|dưới đây)\s*:?)$", re.IGNORECASE)


@dataclass(slots=True)
class _Cell:
    """across: columns that it spans. down, along: 'restart' or 'continue' a merge, '' for none."""

    lines: list[str] = field(default_factory=list)
    across: int = 1
    down: str = ""
    along: str = ""
    size: int = 0
    removed: bool = False

    @property
    def text(self) -> str:
        return "" if self.removed else "\n".join(line for line in self.lines if line)

    @property
    def shape(self) -> tuple[str, int]:
        """What is equal for the same cell of a heading on the next page."""
        return " ".join(self.text.split()).casefold(), self.across


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    before: int = 0
    removed: bool = False

    @property
    def shape(self) -> list[tuple[str, int]]:
        return [cell.shape for cell in self.cells]


@dataclass(slots=True)
class _Table:
    """above: the lines that title it. goes_on: nothing parts it from the table before."""

    above: list[str]
    goes_on: bool
    rows: list[_Row] = field(default_factory=list)


class _Document:
    """Handlers for the XML of the document's body."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._above: list[str] = []
        self._paragraphs: list[list[str]] = []
        self._unseen = self._runs = self._cells = 0
        self._in_row_properties = self._is_text = self._is_hidden = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._unseen or name in _REMOVED or name.endswith("Change"):
            self._unseen += 1
            if name == "del" and self._in_row_properties and self._unseen == 1:
                self._open[-1].rows[-1].removed = True
        elif name == "p":
            self._paragraphs.append([])
        elif name == "r":
            self._runs += 1
            self._is_hidden = False
        elif name == "t":
            self._is_text = True
        elif name in _SIGNS and self._runs:
            self.text(_SIGNS[name], is_sign=True)
        elif name == "vanish" and self._runs:
            self._is_hidden = _value(attributes) not in ("0", "false", "off")
        elif name == "tbl":
            self._start_table()
        elif self._open:
            self._start_part(name, attributes)

    def _start_table(self) -> None:
        """A table within a cell stands for itself, titled by what is above it in the cell."""
        cell = self._cell()
        lines = cell.lines[-_MOST_TITLE_LINES:] if cell else self._above
        goes_on = cell is None and all(map(_CONTINUED.search, lines))
        self._open.append(_Table(_title(lines), goes_on))
        self.tables.append(self._open[-1])

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        rows = self._open[-1].rows
        if name == "tr":
            rows.append(_Row())
            self._count()
        elif name == "tc" and rows:
            rows[-1].cells.append(_Cell())
            self._count()
        elif name == "trPr":
            self._in_row_properties = True
        elif name == "gridBefore" and rows:
            rows[-1].before = self._span(attributes)
        elif (cell := self._cell()) is not None:
            if name == "gridSpan":
                cell.across = self._span(attributes)
            elif name == "vMerge":
                cell.down = _value(attributes) or "continue"
            elif name == "hMerge":
                cell.along = _value(attributes) or "continue"
            elif name == "cellDel":
                cell.removed = True

    def end(self, name: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif name == "t":
            self._is_text = False
        elif name == "r":
            self._runs -= 1
            self._is_hidden = False
        elif name == "p" and self._paragraphs:
            self._end_paragraph("".join(self._paragraphs.pop()))
        elif name == "trPr":
            self._in_row_properties = False
        elif name == "tbl" and self._open:
            table = self._open.pop()
            table.rows = [row for row in table.rows if row.cells and not row.removed]
            if not self._open:
                self._above = []

    def text(self, data: str, is_sign: bool = False) -> None:
        if self._unseen or self._is_hidden or not self._paragraphs:
            return
        if not (self._is_text or is_sign):
            return
        cell = self._cell()
        if cell is not None:
            cell.size += len(data)
            if cell.size > self.limits.cell_characters:
                line = len(self._open[-1].rows)
                limit = self.limits.cell_characters
                raise UnusableFile("cell-too-long", limit=limit, line=line)
            self._paragraphs[-1].append(data)
        elif len(self._paragraphs[-1]) <= _LONGEST_TITLE:  # more pieces than that make prose
            self._paragraphs[-1].append(data)

    def _end_paragraph(self, text: str) -> None:
        lines = [" ".join(part.split()) for part in text.split("\n")]
        plain = composed("\n".join(line for line in lines if line))
        cell = self._cell()
        if cell is not None:
            cell.lines.append(plain)
        elif plain and not self._open:
            self._above = [*self._above[1 - _MOST_TITLE_LINES :], plain]

    def _cell(self) -> _Cell | None:
        if not self._open or not self._open[-1].rows or not self._open[-1].rows[-1].cells:
            return None
        return self._open[-1].rows[-1].cells[-1]

    def _span(self, attributes: dict[str, str]) -> int:
        value = _value(attributes)
        spans = int(value) if value.isdecimal() and len(value) < 9 else 1
        return max(1, min(spans, self.limits.columns + 1))

    def _count(self) -> None:
        self._cells += 1
        if self._cells > self.limits.cells:
            raise UnusableFile("too-many-cells", limit=self.limits.cells)


def open_docx(package: Package, limits: Limits) -> Book:
    """The tables of a document, named in their order.

    Raises UnusableFile: document-without-table, truncated-spreadsheet, zip-bomb and those of the
    limits.
    """
    document = _Document(limits)
    body = package.chunks(_main_part(package))
    parse_xml(body, document.start, document.end, document.text, "docx")
    tables = _joined([table for table in document.tables if table.rows])
    if not tables:
        raise UnusableFile("document-without-table")
    sheets = [
        SheetInfo(f"Bảng {number}", False, any(c.text for row in table.rows for c in row.cells))
        for number, table in enumerate(tables, start=1)
    ]
    return Book(sheets, lambda index: _grid(tables[index], limits))


def _main_part(package: Package) -> str:
    """The member with the document's text, as the package names it."""
    found = ["word/document.xml"]

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.insert(0, posixpath.normpath(attributes.get("Target", "").lstrip("/")))

    if "_rels/.rels" in package.names:
        parse_xml(package.chunks("_rels/.rels"), relation, lambda _: None, lambda _: None, "docx")
    return found[0]


def _value(attributes: dict[str, str]) -> str:
    return next((text for key, text in attributes.items() if key.rpartition(":")[2] == "val"), "")


def _title(lines: Sequence[str]) -> list[str]:
    """The lines right above a table up to the prose before them."""
    title: list[str] = []
    for line in filter(None, reversed(lines)):
        if len(line) > _LONGEST_TITLE or _PROSE_END.search(line):
            break
        title.insert(0, line)
    return title


def _joined(tables: Sequence[_Table]) -> list[_Table]:
    """The tables; one that goes on after a page break, its heading repeated, is one table."""
    joined: list[_Table] = []
    for table in tables:
        before = joined[-1] if joined else None
        if before is not None and table.goes_on and _is_heading(before.rows[0], table.rows[0]):
            before.rows += table.rows
        else:
            joined.append(table)
    return joined


def _is_heading(first: _Row, row: _Row) -> bool:
    """Whether a row is the first one of a table again; a row of one text heads nothing."""
    if len(row.cells) != len(first.cells) or row.shape != first.shape:
        return False
    return len({text for text, _ in first.shape if text}) > 1


def _once(table: _Table) -> list[_Row]:
    """The rows of a table, those that repeat its heading on a later page left out."""
    rows = table.rows
    kept: list[_Row] = []
    at_heading = 0
    for row in rows:
        if kept and _is_heading(rows[0], row):
            at_heading = 1
        elif at_heading and row.shape == rows[at_heading].shape:
            at_heading += 1
        else:
            at_heading = 0
            kept.append(row)
    return kept


def _grid(table: _Table, limits: Limits) -> Grid:
    """The title, a line each, and below it the rows."""
    builder = GridBuilder(limits)
    merges = _Merges()
    for number, line in enumerate(table.above, start=1):
        builder.start_row(number)
        builder.put(1, line)
    for number, row in enumerate(_once(table), start=len(table.above) + 1):
        builder.start_row(number)
        column = row.before + 1
        for cell in row.cells:
            if not merges.goes_on(cell, number, column):
                builder.put(column, cell.text)
            column += cell.across
        builder.end_row()
    return builder.finish(merges.found())


class _Merges:
    """The merged ranges of a table, row by row."""

    def __init__(self) -> None:
        self._all: list[Merge] = []
        self._at: dict[int, int] = {}

    def goes_on(self, cell: _Cell, row: int, column: int) -> bool:
        """Take a cell in; whether it only continues a range whose text stands elsewhere."""
        right = column + cell.across - 1
        if cell.along == "continue" and self._all and self._all[-1].right == column - 1:
            last = self._all[-1]
            self._all[-1] = Merge(last.top, last.left, last.bottom, right)
            return True
        above = self._at.get(column)
        if cell.down == "continue" and above is not None and self._all[above].bottom == row - 1:
            held = self._all[above]
            self._all[above] = Merge(held.top, held.left, row, held.right)
            return True
        if cell.across > 1 or cell.down or cell.along:
            self._all.append(Merge(row, column, row, right))
        if cell.down:
            self._at[column] = len(self._all) - 1
        return False

    def found(self) -> list[Merge]:
        """Those of more than one cell."""
        return [m for m in self._all if (m.top, m.left) != (m.bottom, m.right)]
