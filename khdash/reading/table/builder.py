"""The grid of a sheet, put together cell by cell within the limits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.table import (
    ERROR,
    HIDDEN,
    NOT_CALCULATED,
    SHORTENED,
    Assumption,
    Merge,
    UnusableFile,
    column_letters,
)

_MOST_REPORTED = 200
_MOST_MERGES = 20_000


def _apart(merges: list[Merge], used: int) -> list[Merge]:
    """The merged ranges in their order, without those that lie over an earlier one.

    No program writes such ranges, and each cell is filled at most once without them. used: columns.
    """
    kept, bottoms = [], [0] * (used + 1)
    for merge in sorted(merges, key=lambda merge: (merge.top, merge.left)):
        below = bottoms[merge.left : merge.right + 1]
        if max(below, default=0) < merge.top:
            kept.append(merge)
            bottoms[merge.left : merge.right + 1] = [merge.bottom] * len(below)
    return kept


def _filled_by(grid: Grid, merge: Merge, used: int) -> int:
    """How many cells the text of a merged range will fill."""
    first = bisect_left(grid.numbers, merge.top)
    if first == len(grid.numbers) or grid.numbers[first] != merge.top:
        return 0
    if merge.left > len(grid.rows[first]) or not grid.rows[first][merge.left - 1]:
        return 0
    rows = bisect_right(grid.numbers, merge.bottom) - first
    return rows * (min(merge.right, used) - merge.left + 1) - 1


class GridBuilder:
    """Collects the filled cells of a sheet row by row, within the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.grid = Grid()
        self.cells = self._copied = 0
        self.hidden_columns: set[int] = set()
        self._hidden_rows: list[int] = []
        self._reported = 0
        self._shortened = 0
        self._first_shortened: tuple[str, str] | None = None
        self._number = 0
        self._known: dict[str, str] = {}  # one object for equal texts: most figures are repeated
        self._row: list[str] = []
        self._marks = bytearray()

    def start_row(self, number: int) -> None:
        """Begin a row; its number counts from 1."""
        self.end_row()
        self._number = number

    def put(self, column: int, text: str, mark: int = 0) -> None:
        """Set a cell of the current row; blank text is left out. Columns count from 1."""
        if not text:
            return
        if column > self.limits.columns:
            raise UnusableFile(
                "too-many-columns", columns=column, limit=self.limits.columns, line=self._number
            )
        if len(text) > self.limits.cell_characters:
            raise UnusableFile(
                "cell-too-long", limit=self.limits.cell_characters, line=self._number
            )
        missing = column - len(self._row)
        if missing > 0:
            self._row.extend([""] * missing)
            self._marks.extend(bytes(missing))
        if column in self.hidden_columns:
            mark |= HIDDEN
        self._row[column - 1] = self._known.setdefault(text, text)
        self._marks[column - 1] = mark
        if mark & (NOT_CALCULATED | ERROR):
            self._report(column, text, mark)
        if mark & SHORTENED:
            self._shortened += 1
            self._first_shortened = self._first_shortened or (
                f"{column_letters(column)}{self._number}",
                text,
            )

    def copy(self, count: int) -> None:
        """Count cells that repeat others. Raises UnusableFile: too-many-cells."""
        self._copied += count
        if self._copied > self.limits.copied_cells:
            raise UnusableFile("too-many-cells", limit=self.limits.copied_cells)

    def end_row(self, hidden: bool = False) -> None:
        """Finish the current row; a row without text is left out and leaves a gap."""
        if self._row:
            self.cells += len(self._row)
            if self.cells > self.limits.cells:
                raise UnusableFile("too-many-cells", limit=self.limits.cells)
            grid = self.grid
            if grid.numbers and self._number != grid.numbers[-1] + 1:
                grid.gaps.add(len(grid.rows))
            if hidden:
                self._hidden_rows.append(self._number)
                self._marks = bytearray(mark | HIDDEN for mark in self._marks)
            grid.rows.append(self._row)
            grid.marks.append(bytes(self._marks))
            grid.numbers.append(self._number)
            self._row, self._marks = [], bytearray()

    def finish(self, merges: list[Merge]) -> Grid:
        """The grid, its rows in order, with what was hidden reported."""
        self.end_row()
        grid = self.grid
        if grid.numbers != sorted(set(grid.numbers)):
            raise UnusableFile("truncated-spreadsheet", format="xlsx")
        assumptions = list(grid.assumptions)
        if len(merges) > _MOST_MERGES:
            assumptions.append(
                Assumption("merged-ranges-ignored", {"count": len(merges) - _MOST_MERGES})
            )
            merges = merges[:_MOST_MERGES]
        used = max(map(len, grid.rows), default=0)
        hidden = sorted(column for column in self.hidden_columns if column <= used)
        if hidden:
            letters = ", ".join(column_letters(column) for column in hidden[:50])
            assumptions.append(Assumption("hidden-columns-read", {"columns": letters}))
        if self._hidden_rows:
            rows = ", ".join(map(str, self._hidden_rows[:50]))
            assumptions.append(
                Assumption("hidden-rows-read", {"rows": rows, "count": len(self._hidden_rows)})
            )
        if self._reported > _MOST_REPORTED:
            assumptions.append(
                Assumption(
                    "more-of-the-same",
                    {
                        "code": "formula-problem",
                        "count": self._reported - _MOST_REPORTED,
                    },
                )
            )
        if self._first_shortened:
            cell, text = self._first_shortened
            assumptions.append(
                Assumption(
                    "more-digits-than-shown",
                    {"count": self._shortened, "cell": cell, "value": text},
                )
            )
        merges = _apart(merges, used)
        self.copy(sum(_filled_by(grid, merge, used) for merge in merges))
        return replace(grid, merges=merges, assumptions=assumptions)

    def _report(self, column: int, text: str, mark: int) -> None:
        self._reported += 1
        if self._reported <= _MOST_REPORTED:
            code = "formula-not-calculated" if mark & NOT_CALCULATED else "formula-error"
            cell = f"{column_letters(column)}{self._number}"
            self.grid.assumptions.append(Assumption(code, {"cell": cell, "value": text[:200]}))
