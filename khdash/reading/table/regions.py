"""Which rows are title, header, data, totals, signatures, or another table below the first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khdash.reading.table import wording
from khdash.reading.table.celltype import (
    ADDRESS,
    CODE,
    DATE,
    EMPTY,
    NUMBER,
    TEXT,
    TIME,
    agreement,
    cell_type,
    column_types,
)
from khdash.reading.table.grid import Grid
from khdash.reading.table.table import Assumption

_HEADER_SEARCH = 40
_SAMPLE = 400


@dataclass
class Regions:
    """Row indices of one table of the grid."""

    preamble: list[int] = field(default_factory=list)
    header: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    totals_after: list[int] = field(default_factory=list)
    trailer: list[int] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)


def find_regions(grid: Grid, first: int = 0, last: int | None = None) -> Regions:
    """Sort the rows first..last of a grid into regions; every row lands in exactly one."""
    finder = _Finder(grid, first, len(grid.rows) if last is None else last)
    return finder.run()


class _Finder:
    def __init__(self, grid: Grid, first: int, last: int) -> None:
        self.grid, self.first, self.last = grid, first, last
        self.filled = [grid.filled_columns(row) for row in range(first, min(last, first + 60))]
        self.width = self._usual_width()
        self.types = self._types()
        self.assumed = False
        self.typed = sum(kind not in (EMPTY, TEXT) for kind in self.types)

    def _usual_width(self) -> int:
        lengths = sorted(
            len(self.grid.filled_columns(row))
            for row in range(self.first, min(self.last, self.first + _SAMPLE))
        )
        return lengths[int(len(lengths) * 0.75)] if lengths else 0

    def _types(self) -> list[int]:
        """Column types from rows that look filled, the top left out where there are more."""
        rows = range(self.first, min(self.last, self.first + _SAMPLE))
        full = [row for row in rows if len(self.grid.filled_columns(row)) >= self.width / 2]
        figures = next((at for at, row in enumerate(full) if self._has_figure(row)), 0)
        below = full[len(full) // 3 :] if len(full) > 6 else full[max(figures, 1) :] or full
        return column_types([self.grid.rows[row] for row in below], self.grid.width)

    def _has_figure(self, row: int) -> bool:
        """Whether a row holds a figure, date or time, and so is none of the header's."""
        cells = self.grid.rows[row]
        return any(
            cell_type(cell) in (NUMBER, DATE, TIME) and not wording.is_year(cell) for cell in cells
        )

    def run(self) -> Regions:
        start = self._skip_preamble()
        header, numbering, body_start = self._header(start)
        regions = Regions(preamble=list(range(self.first, start)), header=header)
        regions.skipped = list(numbering)
        self._body(body_start, regions)
        for row in numbering:
            regions.assumptions.append(
                Assumption("column-numbering-row", {"line": self.grid.numbers[row]})
            )
        if self.assumed:
            regions.assumptions.append(
                Assumption("header-assumed", {"line": self.grid.numbers[header[0]]})
            )
        if not header:
            regions.assumptions.append(Assumption("header-absent", {}))
        if regions.preamble:
            regions.assumptions.append(
                Assumption("preamble-set-apart", self._span(regions.preamble))
            )
        return regions

    def _span(self, rows: list[int]) -> dict[str, str | int | float | bool]:
        numbers = self.grid.numbers
        return {"from": numbers[rows[0]], "to": numbers[rows[-1]], "rows": len(rows)}

    # Above the table -----------------------------------------------------------------------

    def _skip_preamble(self) -> int:
        """Index of the first row that belongs to the table: title lines lie above it."""
        start = self.first
        for row in range(self.first, min(self.last, self.first + _HEADER_SEARCH)):
            if self._is_title_row(row):
                start = row + 1
            elif self._has_full_row_by(row):
                break
        return start if start < self.last else self.first

    def _has_full_row_by(self, row: int) -> bool:
        return len(self._filled(row)) >= max(2, self.width * 0.6) and not self._titles(row)

    def _filled(self, row: int) -> list[int]:
        index = row - self.first
        return self.filled[index] if index < len(self.filled) else self.grid.filled_columns(row)

    def _titles(self, row: int) -> bool:
        cells = [self.grid.rows[row][column] for column in self._filled(row)]
        return bool(cells) and any(wording.is_title(cell) for cell in cells)

    def _is_title_row(self, row: int) -> bool:
        filled = self._filled(row)
        cells = self.grid.rows[row]
        if row + 1 >= self.last or not filled:
            return False
        if agreement(cells, self.types)[0] and not self._titles(row):
            return False
        if self._titles(row) and not self._names_groups(row):
            return self.width > 1 or wording.UNIT_LINE.match(cells[filled[0]]) is not None
        if len(filled) != 1 or self.width < 2:
            return False
        if self._is_wide_merge(row) or self._gap_before_table(row):
            return True
        if self.width == 2:
            return len(cells) == 1 and self._header_follows(row)
        return len(cells) == 1 or self._header_follows(row)

    def _names_groups(self, row: int) -> bool:
        """Whether a row heads groups of columns, as 'Địa phương, Năm 2023, Năm 2024' does."""
        cells = [self.grid.rows[row][column] for column in self._filled(row)]
        if len(cells) > 1 and all(map(wording.is_year, cells)):
            return True
        return len(cells) > 2 and not all(map(wording.is_title, cells))

    def _is_wide_merge(self, row: int) -> bool:
        number = self.grid.numbers[row]
        return any(
            merge.top == number and merge.right - merge.left + 1 >= max(2, self.width * 0.7)
            for merge in self.grid.merges_at(row)
        )

    def _gap_before_table(self, row: int) -> bool:
        """Whether only lone cells stand between this row and a blank row above the table."""
        for below in range(row + 1, min(row + 10, self.last)):
            if below in self.grid.gaps:
                return True
            if len(self._filled(below)) > 1:
                return False
        return False

    def _header_follows(self, row: int) -> bool:
        for below in range(row + 1, min(row + 6, self.last)):
            if self._has_full_row_by(below):
                return self._is_header_like(below)
        return False

    # Header --------------------------------------------------------------------------------

    def _is_numbering(self, row: int) -> bool:
        """Whether a row numbers the columns, those of words included, and so cannot be data."""
        cells = self.grid.rows[row]
        words = any(
            kind == TEXT and cell_type(cell) in (NUMBER, TEXT, CODE) and len(cell.strip()) < 4
            for cell, kind in zip(cells, self.types, strict=False)
            if cell.strip()
        )
        return words and wording.is_column_numbering(cells)

    def _is_header_like(self, row: int) -> bool:
        """Whether a row names columns: words where the rows below have figures, dates or codes."""
        cells = self.grid.rows[row]
        same, other = agreement(cells, self.types)
        kinds = {cell_type(cell) for cell in cells if not wording.is_year(cell)}
        if kinds & {NUMBER, TIME, ADDRESS}:
            return False
        if self._lacks_figures(row):
            return False
        if other and not same:
            return True
        if same and self._names_years(row):
            return True
        return other > 3 * same

    def _lacks_figures(self, row: int) -> bool:
        """Whether a row says of every figure that it is not there."""
        figures = [cell for cell in self.grid.rows[row][1:] if cell.strip()]
        return bool(figures) and all(map(wording.is_absent, figures))

    def _names_years(self, row: int) -> bool:
        """A header wide by year: its figures are years, each once in every group of columns."""
        cells = self.grid.rows[row]
        figures = [cell.strip() for cell in cells if cell_type(cell) == NUMBER]
        if len(figures) < 1 or not all(map(wording.is_year, figures)):
            return False
        years = list(dict.fromkeys(figures))
        other = next((r for r in range(row + 1, self.last) if self.grid.rows[r] != cells), None)
        if figures != years * (len(figures) // len(years)) or other is None:
            return False
        columns = [i for i, cell in enumerate(cells) if cell_type(cell) == NUMBER]
        below = [self._cell(other, column) for column in columns]
        if wording.is_bare_column_name(cells[0]) or not any(below):
            return True
        return not all(wording.is_year(cell) for cell in below if cell.strip())

    def _cell(self, row: int, column: int) -> str:
        cells = self.grid.rows[row]
        return cells[column] if column < len(cells) else ""

    def _header(self, start: int) -> tuple[list[int], list[int], int]:
        """Header rows, rows that number the columns, and the first row of the body."""
        rows: list[int] = []
        numbering: list[int] = []
        row = start
        while row < min(self.last, start + 8):
            if rows and self._is_numbering(row):
                numbering.append(row)
            elif not self._continues_header(rows, row):
                break
            else:
                rows.append(row)
            row += 1
        if not rows and self._looks_named(start):
            self.assumed = not self.typed and self.last - start > 1
            return [start], [], start + 1
        return rows, numbering, row

    def _continues_header(self, rows: list[int], row: int) -> bool:
        if rows:
            return self._goes_with(rows[-1], row)
        if not self.typed:
            return self._merged_below(row)
        if self._is_header_like(row):
            return True
        same, other = agreement(self.grid.rows[row], self.types)
        if same or other:
            return False
        return self._all_words(row) and self._next_is_header(row)

    def _goes_with(self, above: int, row: int) -> bool:
        """Whether a row is one more header row: under a merged or blank name, or repeated.

        A row that names its own province is data even where its figures are words or blank.
        """
        if row in self.grid.gaps or self._is_body_like(row):
            return False
        if self.grid.rows[above] == self.grid.rows[row]:
            return True
        cells = [self.grid.rows[row][column] for column in self._filled(row)]
        if not all(cell_type(cell) in (TEXT, CODE) or wording.is_year(cell) for cell in cells):
            return False
        if self._is_total(row) or row + 1 >= self.last:
            return False
        first = self._cell(row, 0)
        return self._under_merge(row) or not first or self._cell(above, 0) in ("", first)

    def _is_body_like(self, row: int) -> bool:
        same, other = agreement(self.grid.rows[row], self.types)
        return same > other and not self._names_years(row)

    def _all_words(self, row: int) -> bool:
        filled = self._filled(row)
        cells = self.grid.rows[row]
        if not all(cell_type(cells[column]) == TEXT for column in filled):
            return False
        return len(filled) > 1 or self._under_merge(row) or bool(self.grid.merges_at(row))

    def _next_is_header(self, row: int) -> bool:
        return row + 1 < self.last and self._is_header_like(row + 1)

    def _merged_below(self, row: int) -> bool:
        number = self.grid.numbers[row]
        return any(merge.top == number for merge in self.grid.merges_at(row))

    def _under_merge(self, row: int) -> bool:
        number = self.grid.numbers[row]
        return any(merge.top < number for merge in self.grid.merges_at(row))

    def _looks_named(self, row: int) -> bool:
        """In a table of words alone, the first row is taken for names unless it looks like data."""
        if row >= self.last:
            return False
        cells = [self.grid.rows[row][column] for column in self._filled(row)]
        if self.last - row == 1 and all(
            cell_type(cell) in (TEXT, CODE) or (at and wording.is_year(cell))
            for at, cell in enumerate(cells)
        ):
            return True
        if any(cell_type(cell) not in (TEXT, EMPTY) for cell in cells):
            return bool(cells) and self.typed > 0 and self._names_years(row)
        if self.typed:
            if len(cells) > 1 and self._lacks_figures(row):
                return False
            return agreement(self.grid.rows[row], self.types)[0] == 0 and len(cells) >= self.width
        return self._differs_from_words_below(row, cells)

    def _differs_from_words_below(self, row: int, cells: list[str]) -> bool:
        if len(set(cells)) < len(cells) or max(map(len, cells), default=0) > 80:
            return False
        below = [self.grid.rows[r] for r in range(row + 1, min(self.last, row + _SAMPLE))]
        for column in self._filled(row):
            name = self.grid.rows[row][column]
            if any(column < len(other) and other[column] == name for other in below):
                return False
        return True

    # Body and below ------------------------------------------------------------------------

    def _body(self, start: int, regions: Regions) -> None:
        end = self._trailer_start(start)
        for row in range(start, end):
            if regions.header and self._is_page_header(row, regions):
                regions.skipped.append(row)
                regions.assumptions.append(
                    Assumption("repeated-header", {"line": self.grid.numbers[row]})
                )
            elif self._is_total(row):
                regions.totals.append(row)
                regions.totals_after.append(len(regions.body))
            else:
                regions.body.append(row)
        regions.trailer = list(range(end, self.last))
        if regions.trailer:
            regions.assumptions.append(Assumption("trailer-set-apart", self._span(regions.trailer)))
        for row in regions.totals:
            regions.assumptions.append(
                Assumption(
                    "total-row-set-apart",
                    {
                        "line": self.grid.numbers[row],
                        "value": self.grid.rows[row][self.grid.filled_columns(row)[0]],
                    },
                )
            )

    def _is_page_header(self, row: int, regions: Regions) -> bool:
        return self.grid.rows[row] in [self.grid.rows[above] for above in regions.header]

    def _is_total(self, row: int) -> bool:
        cells = self.grid.rows[row]
        labels = [cell for cell in cells[:3] if cell.strip()]
        if not any(wording.is_total_label(cell) for cell in labels[:2]):
            return False
        return not self.typed or any(
            cell_type(cell) == NUMBER or cell.startswith("=") or re.match(r"[-+]?\d", cell.strip())
            for cell in cells
        )

    def _trailer_start(self, start: int) -> int:
        """Index of the first row of the closing block; nothing that looks like data is in it."""
        end = self.last
        for row in range(self.last - 1, start, -1):
            if self._is_data(row):
                break
            if self._is_trailer_row(row):
                end = row
        return end

    def _is_data(self, row: int) -> bool:
        if self._marks_end(row):
            return False
        if not self.typed:
            return len(self.grid.filled_columns(row)) >= max(1, self.width * 0.6)
        return agreement(self.grid.rows[row], self.types)[0] > 0

    def _marks_end(self, row: int) -> bool:
        cells = [self.grid.rows[row][column] for column in self.grid.filled_columns(row)]
        if len(cells) > max(2, self.width * 0.6) or not any(map(wording.is_trailer, cells)):
            return False
        return len(cells) == 1 or not any(cell_type(cell) == NUMBER for cell in cells)

    def _is_trailer_row(self, row: int) -> bool:
        if self._marks_end(row):
            return True
        filled = self.grid.filled_columns(row)
        if len(filled) != 1 or self.width < 3 or not self.typed:
            return False
        cell = self.grid.rows[row][filled[0]]
        first_kind = self.types[filled[0]] if filled[0] < len(self.types) else TEXT
        if row in self.grid.gaps and (filled[0] > 0 or len(cell) > 25):
            return True
        if first_kind not in (TEXT, EMPTY):
            return True
        return len(self.grid.rows[row]) == 1 and (len(cell) > 40 or cell.isupper())
