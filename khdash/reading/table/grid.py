"""The rows of a sheet or text that are not blank, before any of them is understood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from khdash.reading.table.table import FILLED, Assumption, Merge, column_letters


@dataclass
class Grid:
    """Rows as read: `numbers` are rows of the sheet or lines of the text, from 1.

    `marks` is empty for text; otherwise one byte of bit marks for each cell of each row. `gaps`
    holds the indices of rows that follow a blank one. `raw_lengths` is how many cells a text line
    really had.
    """

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    first_column: int = 1
    assumptions: list[Assumption] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Length of the longest row."""
        return max(map(len, self.rows), default=0)

    def filled_columns(self, row: int) -> list[int]:
        """Indices of the cells of a row that hold text."""
        return [index for index, cell in enumerate(self.rows[row]) if cell.strip()]

    def merges_at(self, row: int) -> list[Merge]:
        """Merged ranges that touch a row."""
        number = self.numbers[row]
        return [merge for merge in self.merges if merge.top <= number <= merge.bottom]


def trim_left(grid: Grid) -> Grid:
    """The grid without the blank columns at its left; places still count from the sheet."""
    first = min(
        (next((i for i, cell in enumerate(row) if cell), len(row)) for row in grid.rows),
        default=0,
    )
    if not first or first >= grid.width:
        return grid
    return Grid(
        [row[first:] for row in grid.rows],
        grid.numbers,
        [marks[first:] for marks in grid.marks],
        grid.gaps,
        grid.merges,
        grid.first_column + first,
        grid.assumptions,
    )


def fill_merges(grid: Grid, first_row: int, last_row: int) -> list[Merge]:
    """Copy the text of merged ranges into their cells, for the rows of a table; says which.

    Works on the grid's own rows, which the caller has made for it.
    """
    width, filled = grid.width, []
    for merge in grid.merges:
        anchor = bisect_left(grid.numbers, merge.top, first_row, last_row)
        left = merge.left - grid.first_column
        if anchor == last_row or grid.numbers[anchor] != merge.top:
            continue
        if left < 0 or left >= len(grid.rows[anchor]):
            continue
        text = grid.rows[anchor][left]
        if not text:
            continue
        source = grid.marks[anchor][left] if grid.marks else 0
        right = min(merge.right - grid.first_column, width - 1)
        for row in range(anchor, bisect_right(grid.numbers, merge.bottom, anchor, last_row)):
            _fill_row(grid, row, (left, right), text, source)
        filled.append(merge)
    return filled


def _fill_row(grid: Grid, row: int, span: tuple[int, int], text: str, source: int) -> None:
    cells = grid.rows[row]
    marks = bytearray(grid.marks[row]) if grid.marks else bytearray()
    for column in range(span[0], span[1] + 1):
        while column >= len(cells):
            cells.append("")
            marks.append(0)
        if not cells[column]:
            cells[column] = text
            if grid.marks:
                marks[column] |= source | FILLED
    if grid.marks:
        grid.marks[row] = bytes(marks)


def cell_address(grid: Grid, row: int, column: int) -> str:
    """A1 address of a cell of the grid."""
    return f"{column_letters(column + grid.first_column)}{grid.numbers[row]}"
