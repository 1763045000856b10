"""A lenient reader of delimited text: every record keeps its cells, its line and what was odd."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khdash.reading.table.detect import usual_width
from khdash.reading.table.dialect import Dialect
from khdash.reading.table.limits import Limits
from khdash.reading.table.repair import repair_line
from khdash.reading.table.splitting import IRREGULAR, ODD, OK, OPEN, split_line
from khdash.reading.table.table import Assumption, UnusableFile

_RARE_ENDS = ("\u2029", "\u2028", "\x85", "\x1e", "\x0c", "\x0b")
_MAX_RECORD_LINES = 300
_MAX_RECORD_CHARACTERS = 300_000
_MAX_REPAIRS = 20_000
_PADDED = 0.5
_JOIN_BUDGET = 20_000_000


@dataclass
class TextLines:
    """Lines of a text without their ends, and the ends where a record must be joined again."""

    lines: list[str]
    ends: list[str] | str

    def join(self, first: int, last: int) -> str:
        """Text from line `first` to line `last`, both included, with the line ends between."""
        if isinstance(self.ends, str):
            return self.ends.join(self.lines[first : last + 1])
        parts: list[str] = []
        for index in range(first, last):
            parts += (self.lines[index], self.ends[index])
        return "".join([*parts, self.lines[last]])


@dataclass(slots=True)
class Record:
    """One record: cells, line in the file from 1, and its text where it does not fit the rest."""

    cells: list[str]
    line: int
    raw: str | None = None


@dataclass
class Parsed:
    """All records that are not blank, which of them follow a blank line, and what was assumed."""

    records: list[Record]
    gaps: set[int] = field(default_factory=set)
    blank_lines: int = 0
    assumptions: list[Assumption] = field(default_factory=list)


def split_lines(text: str) -> TextLines:
    """Lines at CRLF, LF or CR in any mixture, or at a rarer mark where there is none of these."""
    if "\r" not in text and "\n" not in text:
        for end in _RARE_ENDS:
            if end in text:
                return TextLines(text.split(end), end)
        return TextLines([text], "\n")
    if "\r" not in text:
        return TextLines(text.split("\n"), "\n")
    pieces = re.split("(\r\n|\n|\r)", text)
    ends = pieces[1::2]
    kinds = set(ends)
    return TextLines(pieces[0::2], ends[0] if len(kinds) == 1 else ends)


def parse(text: TextLines, dialect: Dialect, limits: Limits | None = None) -> Parsed:
    """All records of a text.

    Raises UnusableFile: cell-too-long, too-many-columns, too-many-cells.
    """
    reader = _Reader(text, dialect, limits or Limits())
    reader.run()
    return reader.parsed


def trim_padding(parsed: Parsed, dialect: Dialect) -> None:
    """Take off the spaces around cells where they stand next to every delimiter of the file."""
    if not dialect.delimiter.strip(" "):
        return
    rows = [record.cells for record in parsed.records if len(record.cells) > 1]
    filled = sum(len(cells) - 1 - cells[:-1].count("") for cells in rows)
    if sum("\0".join(cells).count(" \0") for cells in rows) < _PADDED * max(filled, 1):
        return  # not even with every cell that only holds such a mark
    before = [cell for cells in rows for cell in cells[:-1] if cell]
    after = [cell for cells in rows for cell in cells[1:] if cell.strip()]
    padded = sum(cell.endswith(" ") for cell in before)
    if padded < _PADDED * len(before):
        return
    if dialect.delimiter.endswith(" ") or _PADDED * len(after) <= sum(
        cell.startswith(" ") for cell in after
    ):
        for record in parsed.records:
            record.cells = [cell.strip(" ") for cell in record.cells]


class _Reader:
    """Goes through the lines once, joining those of a quoted cell and mending irregular ones."""

    def __init__(self, text: TextLines, dialect: Dialect, limits: Limits) -> None:
        self.text, self.dialect, self.limits = text, dialect, limits
        self.parsed = Parsed([])
        self.known: dict[str, str] = {}  # one object for equal texts: most figures are repeated
        self.width = 0
        self.cells = 0
        self.budget = _JOIN_BUDGET
        self.repairs = _MAX_REPAIRS
        self.long_lines = max(map(len, text.lines), default=0) > limits.cell_characters

    def run(self) -> None:
        self.width = usual_width(self.text.lines, self.dialect)
        lines, index, total = self.text.lines, 0, len(self.text.lines)
        while index < total:
            line = lines[index]
            if not line or (line.isspace() and self.dialect.delimiter.strip(" ")):
                self._blank(index, total)
                index += 1
                continue
            cells, status = split_line(line, self.dialect)
            last = index
            if status != OK or len(cells) != self.width:
                cells, last = self._irregular(index, cells, status)
            self._add(cells, index, last)
            index = last + 1

    def _blank(self, index: int, total: int) -> None:
        self.parsed.gaps.add(len(self.parsed.records))
        if index < total - 1:
            self.parsed.blank_lines += 1

    def _add(self, cells: list[str], first: int, last: int) -> None:
        self.cells += len(cells)
        if len(cells) > self.limits.columns:
            raise UnusableFile(
                "too-many-columns", columns=len(cells), limit=self.limits.columns, line=first + 1
            )
        if len(cells) > 1 and not any(cells):
            self._blank(first, len(self.text.lines) + 1)
            return
        if self.cells > self.limits.cells:
            raise UnusableFile("too-many-cells", limit=self.limits.cells)
        if self.long_lines and max(map(len, cells), default=0) > self.limits.cell_characters:
            raise UnusableFile("cell-too-long", limit=self.limits.cell_characters, line=first + 1)
        raw = None
        if len(cells) != self.width and first == last and len(self.text.lines[first]) < 20_000:
            raw = self.text.lines[first]
        shared = list(map(self.known.setdefault, cells, cells))
        self.parsed.records.append(Record(shared, first + 1, raw))

    def _irregular(self, index: int, cells: list[str], status: str) -> tuple[list[str], int]:
        """Cells and last line of a record that does not read cleanly or has another width."""
        if status == OPEN:
            joined = self._join(index)
            if joined:
                return joined
        line = self.text.lines[index]
        quote = self.dialect.quote
        if not quote or quote not in line or len(line) > 20_000 or not self.dialect.delimiter:
            return cells, index
        self.repairs -= 1
        if self.repairs < 0:
            return cells, index
        mended = repair_line(line, self.dialect, self.width)
        if status == ODD and len(mended.cells) != self.width:
            return cells, index
        supplied = [code == "delimiter-supplied" for code, _ in mended.notes]
        if status == OK and (len(mended.cells) != self.width or not all(supplied)):
            return cells, index
        if sum(supplied) > 1:
            return cells, index
        for code, column in mended.notes:
            self.parsed.assumptions.append(
                Assumption(code, {"line": index + 1, "column": column + 1})
            )
        return mended.cells, index

    def _join(self, index: int) -> tuple[list[str], int] | None:
        """A quoted cell that runs over several lines, unless its lines are records themselves."""
        close, lines = self.dialect.close, self.text.lines
        size = len(lines[index])
        for last in range(index + 1, min(index + _MAX_RECORD_LINES, len(lines))):
            size += len(lines[last])
            if size > max(_MAX_RECORD_CHARACTERS, self.limits.cell_characters) or self.budget <= 0:
                return None
            if close not in lines[last]:
                continue
            self.budget -= size
            cells, status = split_line(self.text.join(index, last), self.dialect)
            if status == OPEN:
                continue
            if status == IRREGULAR or len(cells) != self.width:
                return None
            return None if self._are_records(index, last) else (cells, last)
        return None

    def _are_records(self, first: int, last: int) -> bool:
        """Whether all lines between are records: two stray marks met, not one cell of lines."""
        inner = self.text.lines[first + 1 : last]
        if self.width < 2 or len(inner) < 2:
            return False
        read = [split_line(line, self.dialect) for line in inner]
        return all(status == OK and len(cells) == self.width for cells, status in read)
