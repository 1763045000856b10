"""Tables that stand beside one another: the names of the first column begin again to the right."""

from __future__ import annotations

import re

from khdash.reading.table.celltype import NUMBER, cell_type
from khdash.reading.table.grid import Grid

_SEARCH = 40
_FIRST_NAME = re.compile(
    r"s?tt|số tt|(?:tên |mã )?(?:tỉnh|đơn vị|địa phương|huyện)\b.{0,30}|chỉ tiêu|nội dung|tinh|"
    r"don vi|dia phuong"
)
"""How the first column of an office's table is called: its name again begins another table."""


def split_sides(grid: Grid) -> list[Grid]:
    """The grid cut into its tables from left to right; the grid itself where it holds but one.

    A title above stands above each of them.
    """
    for header in range(min(_SEARCH, len(grid.rows) - 1)):
        starts = _starts(grid, header)
        if starts:
            ends = [*starts[1:], grid.width]
            return [
                _side(grid, header, start, end) for start, end in zip(starts, ends, strict=True)
            ]
    return [grid]


def _starts(grid: Grid, header: int) -> list[int]:
    """Where the tables of a row of names begin; none where the row begins only once."""
    names = [cell.strip().lower() for cell in grid.rows[header]]
    first = next((at for at, name in enumerate(names) if name), None)
    if first is None or not _FIRST_NAME.fullmatch(names[first]) or names.count(names[first]) < 2:
        return []
    if any(at < first for row in grid.rows[header:] for at in _first_filled(row)):
        return []
    again = [
        at
        for at in range(first + 2, len(names) - 1)
        if names[at] == names[first] and _begins(grid, header, first, at)
    ]
    return [first if first else 0, *again] if again else []


def _begins(grid: Grid, header: int, first: int, at: int) -> bool:
    """Whether a column begins another table: after a blank one, numbered or named as the first."""
    below = grid.rows[header + 1 :]
    left, right = _texts(below, first), _texts(below, at)
    if not right:
        return False
    numbers = [all(cell_type(text) == NUMBER for text in texts) for texts in (left, right)]
    if numbers[0] != numbers[1]:
        return False
    if numbers[0]:
        names = [cell.strip().lower() for cell in grid.rows[header]]
        return names[at + 1] == names[first + 1] != ""
    is_blank = not any(_texts(grid.rows[header:], at - 1))
    return is_blank or bool(set(left) & set(right))


def _first_filled(row: list[str]) -> list[int]:
    return [at for at, cell in enumerate(row) if cell.strip()][:1]


def _texts(rows: list[list[str]], column: int) -> list[str]:
    return [row[column].strip() for row in rows if column < len(row) and row[column].strip()]


def _side(grid: Grid, header: int, start: int, end: int) -> Grid:
    rows: list[list[str]] = []
    numbers: list[int] = []
    marks: list[bytes] = []
    gaps: set[int] = set()
    is_gap = False
    for row, cells in enumerate(grid.rows):
        own, mark = cells[start:end], grid.marks[row][start:end] if grid.marks else b""
        is_gap |= row in grid.gaps
        if row < header and not any(cell.strip() for cell in own):
            own = [next(cell for cell in cells if cell.strip())]
            mark = b"\0" if grid.marks else b""
        if not any(cell.strip() for cell in own):
            is_gap = True
            continue
        if is_gap and rows:
            gaps.add(len(rows))
        is_gap = False
        rows.append(_without_blank_end(own))
        numbers.append(grid.numbers[row])
        if grid.marks:
            marks.append(mark[: len(rows[-1])])
    left, right = start + grid.first_column, end + grid.first_column
    merges = [m for m in grid.merges if left <= m.left and m.right < right]
    return Grid(rows, numbers, marks, gaps, merges, left, grid.assumptions)


def _without_blank_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
