"""What reading a file gives: one table of text, where each cell stood, and what was assumed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Section = Literal["rows", "totals", "header", "preamble", "trailer", "skipped"]
Value = str | int | float | bool

NUMBER = 1
DATE = 2
FORMULA = 4
NOT_CALCULATED = 8
ERROR = 16
FILLED = 32
HIDDEN = 64
SHORTENED = 128


class UnusableFile(Exception):
    """The whole file cannot be used; `code` is stable, `params` fill the sentence about it."""

    def __init__(self, code: str, **params: Value) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params: dict[str, Value] = params


@dataclass(frozen=True)
class Assumption:
    """Something the reader decided or noticed: stable code and what to put in its sentence."""

    code: str
    params: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a cell stands in the original file; `line` and `column` count from 1."""

    sheet: str | None
    cell: str
    line: int
    column: int
    merged_from: str | None = None


@dataclass(frozen=True)
class SheetInfo:
    """One sheet of a workbook, or one table of a web page."""

    name: str
    hidden: bool
    has_data: bool


@dataclass(frozen=True)
class PartInfo:
    """One of several tables in the same sheet or text; `read_table(part=number)` reads it."""

    number: int
    first_line: int
    last_line: int
    header: list[str]


@dataclass(frozen=True)
class Merge:
    """A merged range in sheet coordinates from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def anchor(self) -> str:
        """Address of the cell that holds the text of the range."""
        return f"{column_letters(self.left)}{self.top}"

    @property
    def address(self) -> str:
        """The range in A1 style."""
        return f"{self.anchor}:{column_letters(self.right)}{self.bottom}"


def column_letters(column: int) -> str:
    """Name of a sheet column counted from 1: 1 is A, 27 is AA.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Lines:
    """Row numbers and cell marks of one section; `marks` is empty where the file has only text."""

    numbers: list[int] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)

    def mark(self, row: int, column: int) -> int:
        """Bit marks of one cell, 0 where nothing is known about it."""
        if row >= len(self.marks) or column >= len(self.marks[row]):
            return 0
        return self.marks[row][column]


@dataclass(frozen=True)
class Table:
    """One table as text; see `read_table` for what each part holds.

    Text of a cell for which `is_number` holds is canonical: "." before decimals, no grouping, all
    stored digits in the displayed scale, percent as "86.2 %", words of the number format
    kept. Every other text stands as it is in the file (Unicode NFC).
    """

    file_name: str
    sha256: str
    header: list[str]
    rows: list[list[str]]
    header_rows: list[list[str]] = field(default_factory=list)
    preamble: list[list[str]] = field(default_factory=list)
    totals: list[list[str]] = field(default_factory=list)
    totals_after: list[int] = field(default_factory=list)
    trailer: list[list[str]] = field(default_factory=list)
    skipped: list[list[str]] = field(default_factory=list)
    sections: dict[str, Lines] = field(default_factory=dict)
    ragged: list[int] = field(default_factory=list)
    first_column: int = 1
    merges: list[Merge] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    sheet: str | None = None
    sheets: list[SheetInfo] = field(default_factory=list)
    part: int = 1
    parts: list[PartInfo] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.header) if self.header else max(map(len, self.rows), default=0)

    def place(self, row: int, column: int, section: Section = "rows") -> Place:
        """Where a cell of a section stands in the file (indices from 0)."""
        line = self.sections[section].numbers[row]
        at = column + self.first_column
        source = self._merge_over(line, at)
        return Place(
            self.sheet,
            f"{column_letters(at)}{line}",
            line,
            at,
            source.anchor if source and (source.top, source.left) != (line, at) else None,
        )

    def mark(self, row: int, column: int, section: Section = "rows") -> int:
        """Bit marks of a cell: NUMBER, DATE, FORMULA, NOT_CALCULATED, ERROR, FILLED, HIDDEN."""
        lines = self.sections.get(section)
        return lines.mark(row, column) if lines else 0

    def is_number(self, row: int, column: int, section: Section = "rows") -> bool:
        """Whether the cell is a number of the spreadsheet, not text that looks like one."""
        return bool(self.mark(row, column, section) & NUMBER)

    def is_not_calculated(self, row: int, column: int, section: Section = "rows") -> bool:
        """Whether the cell is a formula without a stored result; its text is the formula."""
        return bool(self.mark(row, column, section) & NOT_CALCULATED)

    def is_error(self, row: int, column: int, section: Section = "rows") -> bool:
        """Whether the cell shows a formula error such as #REF!."""
        return bool(self.mark(row, column, section) & ERROR)

    def is_filled(self, row: int, column: int, section: Section = "rows") -> bool:
        """Whether the text was copied from the first cell of a merged range."""
        return bool(self.mark(row, column, section) & FILLED)

    def _merge_over(self, line: int, column: int) -> Merge | None:
        own = self._merges_in.get(column, [])
        at = bisect_right(own, line, key=lambda merge: merge.top) - 1
        return own[at] if at >= 0 and line <= own[at].bottom else None

    @cached_property
    def _merges_in(self) -> dict[int, list[Merge]]:
        """The merged ranges over each column of the table, from top to bottom."""
        found: dict[int, list[Merge]] = {}
        last = self.first_column + self.width - 1
        for merge in self.merges:
            for column in range(merge.left, min(merge.right, last) + 1):
                found.setdefault(column, []).append(merge)
        return found
