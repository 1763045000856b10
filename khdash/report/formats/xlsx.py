"""XLSX: the table as it reads on screen, its figures as numbers; then notes and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from khdash.exhibit.core.exhibit import Column, Exhibit, beside
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.core.notes import FORM_NAMES, basis_name
from khdash.exhibit.topics.lookup.explained import COLUMN
from khdash.locale import Words, mark
from khdash.model.rows import rows_of
from khdash.model.value import SIGNS
from khdash.report.format import Format
from khdash.report.table import data_version, demo_mark, file_table, plain, qualifier_beside, said
from khdash.report.workbook import safe, saved

Row = dict[str, object]
Cell = Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet: its title, what it shows of a row; the exhibit's column that it is."""

    title: str
    cell: Cell
    column: Column | None = None


def to_xlsx(exhibit: Exhibit) -> bytes:
    """A workbook: every figure a number with its sign of precision in the column beside it."""
    words = Words(exhibit.selection.lang)
    table = file_table(exhibit)
    columns = list(sheet_columns(exhibit, {str(name) for name in table.columns}, words))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(words("Số liệu"))
    _heading(sheet, exhibit, words)
    bold = _styled(sheet, Font(bold=True))
    sheet.append([bold(column.title) for column in columns])
    for row in rows_of(table):
        sheet.append([safe(column.cell(row)) for column in columns])
    notes = book.create_sheet(words("Ghi chú và nguồn"))
    _heading(notes, exhibit, words)
    if chosen := filters_of(exhibit):
        notes.append([safe(words("Bộ lọc: {filters}.", filters=chosen))])
    for note in exhibit.notes:
        notes.append([safe(note.text)])
    for source in exhibit.sources:
        told = (source.source_id, source.title, source.original_source, source.url)
        notes.append([safe(text) for text in told])
    return saved(book)


def sheet_columns(exhibit: Exhibit, known: set[str], words: Words) -> Iterator[SheetColumn]:
    """What a reader sees, each figure followed by its precision; unit, form and basis last.

    known: the columns of `file_table`, of whose rows the cells are made.
    """
    for column in exhibit.columns:
        yield SheetColumn(_title(column, exhibit, known), _cell(column, words), column)
        if beside(column.figure, "qualifier") in known and _is_figure(column):
            title = f"{column.title}: {words('độ chính xác')}"
            yield SheetColumn(title, _sign(column.figure))
        if column.number:
            yield from _of_wide(column, exhibit, known, words)
    if any(map(_is_figure, exhibit.columns)):
        yield from _of_row(exhibit, known, words)
    if COLUMN in known:
        yield SheetColumn(words("Thuyết minh"), lambda row: row[COLUMN])


def _of_row(exhibit: Exhibit, known: set[str], words: Words) -> Iterator[SheetColumn]:
    """Unit, form and basis of a row's figures, unless the reader sees them already."""
    shown = {column.name for column in exhibit.columns}
    if "measure" in known and "measure_name" not in shown:
        yield SheetColumn(words("Đơn vị tính"), _measure(exhibit, "measure"))
    yield SheetColumn(words("Cách tính"), _form(words))
    if "basis" in known and not shown & {"basis", "basis_name"}:
        yield SheetColumn(words("Mẫu số"), _basis(words, "basis"))


def _is_figure(column: Column) -> bool:
    return column.format in ("figure", "share") or bool(column.number)


def _of_wide(
    column: Column, exhibit: Exhibit, known: set[str], words: Words
) -> Iterator[SheetColumn]:
    """Year, unit and basis of a figure in a table whose columns are figures of many kinds."""
    for what, title, cell in (
        ("year", words("năm"), lambda name: lambda row: plain(row[name])),
        ("measure", words("đơn vị tính"), lambda name: _measure(exhibit, name)),
        ("basis", words("mẫu số"), lambda name: _basis(words, name)),
    ):
        if (name := beside(column.figure, what)) in known:
            yield SheetColumn(f"{column.title}: {title}", cell(name))
    covered, expected = (beside(column.figure, what) for what in ("covered", "expected"))
    if {covered, expected} <= known:
        yield SheetColumn(
            f"{column.title}: {words('số tỉnh đã cộng')}", _coverage(covered, expected)
        )


def _title(column: Column, exhibit: Exhibit, known: set[str]) -> str:
    """The title, with the unit of measure where it is not that of the row."""
    own = beside(column.figure, "measure")
    if column.format != "figure" or own == "measure" or own not in known or not column.measure:
        return column.title
    return f"{column.title} ({exhibit.measure_names.get(column.measure, column.measure)})"


def _cell(column: Column, words: Words) -> Cell:
    def text(row: Row) -> object:
        value = plain(row.get(column.name))
        if value is None or isinstance(value, int | float):
            return value
        return said(words, column.name, str(value))

    def number(row: Row) -> object:
        found = plain(row.get(column.number))
        return text(row) or None if found is None else found

    return number if column.number else text


def _sign(figure: str) -> Cell:
    return lambda row: SIGNS[qualifier_beside(row, figure)]


def _measure(exhibit: Exhibit, name: str) -> Cell:
    return lambda row: exhibit.measure_names.get(str(row[name]), row[name])


def _form(words: Words) -> Cell:
    return lambda row: words(FORM_NAMES[str(row["form"])])


def _basis(words: Words, name: str) -> Cell:
    return lambda row: basis_name(words, str(row[name]))


def _coverage(covered: str, expected: str) -> Cell:
    """How many units a total adds, of how many: empty beside the figure of one unit."""

    def cell(row: Row) -> object:
        k, n = plain(row[covered]), plain(row[expected])
        return None if k is None else f"{k}/{n}"

    return cell


def _styled(sheet: WriteOnlyWorksheet, font: Font) -> Callable[[str], WriteOnlyCell]:
    def cell(text: str) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, value=safe(text))
        made.font = font
        return made

    return cell


def _heading(sheet: WriteOnlyWorksheet, exhibit: Exhibit, words: Words) -> None:
    title = _styled(sheet, Font(bold=True, size=13))
    if exhibit.demo:
        sheet.append([title(demo_mark(words).upper())])
    sheet.append([title(exhibit.title)])
    sheet.append([safe(exhibit.headline)])
    sheet.append([safe(exhibit.subtitle)])
    sheet.append([safe(data_version(exhibit))])
    sheet.append([])


XLSX = Format(
    code="xlsx",
    extension="xlsx",
    mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    label="XLSX",
    help=mark("Bảng tính có ghi chú và nguồn"),
    make=to_xlsx,
)
