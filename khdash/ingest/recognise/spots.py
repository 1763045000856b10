"""Where in the file a finding stands, and the names that it uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khdash.ingest.findings import Both, Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name
from khdash.ingest.recognise.cells import Cells
from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.rows import Rows
from khdash.ingest.recognise.units import UnitNames
from khdash.reading.table import Table, column_letters


class Spots:
    """A recognised table, and the addresses of what a finding is about."""

    def __init__(
        self, table: Table, columns: Sequence[Column], rows: Rows, cells: Cells, names: UnitNames
    ) -> None:
        self.table, self.columns, self.rows = table, columns, rows
        self.cells, self.names = cells, names

    def cell(self, row: int, column: int) -> str:
        """The address of a cell below the header."""
        return self.table.place(row, column).cell

    def source(self, index: int) -> str:
        """The address of a cell by its place in the list of all cells."""
        cells = self.cells
        return self.cell(int(cells.rows_of_source[index]), int(cells.columns_of_source[index]))

    def header_cell(self, column: int) -> str:
        """The address of the lowest cell of a column's header."""
        rows = self.table.sections.get("header")
        count = len(rows.numbers) if rows else 0
        return (
            self.table.place(count - 1, column, "header").cell
            if count
            else column_letters(column + self.table.first_column)
        )

    def at(self, code: str, cell: str, value: str = "", **params: Any) -> Finding:
        """A finding about a cell of this table."""
        return finding(code, sheet=self.table.sheet, cell=cell, value=value, **params)

    def first_of(self, role: str) -> int | None:
        """The first column of a role."""
        return next((column.index for column in self.columns if column.role == role), None)

    def heading(self, column: int) -> str:
        """The header of a column, as one text."""
        return self.table.header[column] if column < len(self.table.header) else ""

    def name(self, code: str) -> Both:
        """The name of an indicator."""
        return indicator_name(self.names.catalogue, code)
