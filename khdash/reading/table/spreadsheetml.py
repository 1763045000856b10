"""Reading the XML workbooks of Excel 2003, also found under the name .xls."""

from __future__ import annotations

from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.numfmt import Render, make_render
from khdash.reading.table.ods import date_as_shown
from khdash.reading.table.package import parse_xml
from khdash.reading.table.table import (
    DATE,
    ERROR,
    FORMULA,
    NOT_CALCULATED,
    Merge,
    SheetInfo,
)

_NAMED = {
    "General Number": "General",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "General",
    "Currency": "#,##0.00",
    "Short Date": "dd/mm/yyyy",
    "General Date": "dd/mm/yyyy h:mm",
}


def open_spreadsheet_xml(data: bytes, limits: Limits) -> Book:
    """The sheets of a workbook, all read in one pass.

    Raises UnusableFile: truncated-spreadsheet and those of the limits.
    """
    reader = _Reader(limits)
    parse_xml(iter([data]), reader.start, reader.end, reader.text, "xml")
    sheets = [
        SheetInfo(name, hidden, bool(builder.grid.rows))
        for name, hidden, builder in zip(reader.names, reader.hidden, reader.builders, strict=True)
    ]

    def read(index: int) -> Grid:
        return reader.builders[index].finish(reader.merges[index])

    return Book(sheets, read)


class _Reader:
    """Handlers that collect every sheet of the workbook."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.names: list[str] = []
        self.hidden: list[bool] = []
        self.builders: list[GridBuilder] = []
        self.merges: list[list[Merge]] = []
        self.formats: dict[str, Render] = {}
        self.style = ""
        self.row = self.column = 0
        self.attributes: dict[str, str] = {}
        self.kind = ""
        self.data: list[str] | None = None
        self.capture: list[str] | None = None
        self.path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        found = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.path.append(name)
        if name == "Style":
            self.style = found.get("ID", "")
        elif name == "NumberFormat":
            code = found.get("Format", "General")
            self.formats[self.style] = make_render(_NAMED.get(code, code))
        elif name == "Worksheet":
            self.names.append(found.get("Name", ""))
            self.hidden.append(False)
            self.builders.append(GridBuilder(self.limits))
            self.merges.append([])
            self.row = 0
        elif name == "Row" and self.builders:
            self.row = _number(found.get("Index"), self.row + 1)
            self.column = 0
            self.builders[-1].start_row(self.row)
        elif name == "Cell" and self.builders:
            self._start_cell(found)
        elif name == "Data":
            self.kind, self.data = found.get("Type", "String"), []
            self.capture = self.data
        elif name == "Visible" and "WorksheetOptions" in self.path:
            self.capture = []

    def _start_cell(self, found: dict[str, str]) -> None:
        self.column = _number(found.get("Index"), self.column + 1)
        self.attributes, self.kind, self.data = found, "", None
        across, down = _number(found.get("MergeAcross"), 0), _number(found.get("MergeDown"), 0)
        if across or down:
            self.merges[-1].append(
                Merge(self.row, self.column, self.row + down, self.column + across)
            )

    def text(self, data: str) -> None:
        if self.capture is not None:
            self.capture.append(data)

    def end(self, name: str) -> None:
        if self.path:
            self.path.pop()
        if name == "Data":
            self.capture = None
        elif name == "Visible" and self.capture is not None:
            self.hidden[-1] = "Hidden" in "".join(self.capture)
            self.capture = None
        elif name == "Cell" and self.builders:
            text, mark = self._cell()
            self.builders[-1].put(self.column, text, mark)
            self.column += _number(self.attributes.get("MergeAcross"), 0)
        elif name == "Row" and self.builders:
            self.builders[-1].end_row()

    def _cell(self) -> tuple[str, int]:
        text = "".join(self.data or [])
        formula = self.attributes.get("Formula")
        mark = FORMULA if formula else 0
        if formula and self.data is None:
            return "=" + formula.lstrip("="), FORMULA | NOT_CALCULATED
        if self.kind == "Error":
            return text, mark | ERROR
        if self.kind == "DateTime":
            shown = text.replace("T00:00:00.000", "").replace("T", " ")
            return date_as_shown(text, shown), mark | DATE
        if self.kind == "Number":
            render = self.formats.get(self.attributes.get("StyleID", ""))
            try:
                shown, more = (render or make_render("General"))(float(text))
            except ValueError:
                return text, mark
            return shown, mark | more
        if self.kind == "Boolean":
            return ("TRUE" if text.strip() == "1" else "FALSE"), mark
        return text, mark


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdigit() and len(value) < 9 else default
