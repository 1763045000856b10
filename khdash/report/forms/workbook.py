"""The form as a workbook: known figures in grey, cells to fill in yellow, hints and drop-downs."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from khdash.ingest.shown import memo_of
from khdash.locale import Words, mark
from khdash.reading.table import MEMO_SHEET, memo_lines, working_line
from khdash.report.forms import text
from khdash.report.forms.form import Form, Known, Line
from khdash.report.workbook import HEADING, TO_FILL, offer_choices, saved, set_widths

KNOWN = Font(color="5F6A74")
EDGE = Border(*[Side(style="thin", color="DEDDD6")] * 4)
FIRST_ROW = 3
LONG_VALUE, LONG_BASIS, LONG_PRECISION = 7, 6, 9
HINTS = {
    "%": mark("Ghi số phần trăm, ví dụ 86,2 %."),
    "million VND": mark("Ghi theo triệu đồng; có thể ghi rõ: 52,1 tỷ."),
    "VND per person": mark("Ghi theo đồng/người."),
}
OTHER_HINT = mark("Ghi số đếm được; số làm tròn ghi kèm chữ: hơn 300.000, gần 9.000.")
BLANK_HINT = mark("Chưa có số liệu thì để trống, không ghi 0.")


def to_xlsx(form: Form) -> bytes:
    """The form as XLSX; it reads back without a question."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    words = Words(form.lang)
    sheet.title = words.of(*text.SHEET)
    sheet["A1"] = words.of(*text.TITLE)
    sheet["A1"].font = Font(bold=True, size=14)
    if form.layout == "long":
        draw_long(sheet, form, words)
    else:
        _wide(sheet, form, words)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    remember(book, form)
    return saved(book)


def remember(book: Workbook, form: Form, working: Sequence[str] = ()) -> None:
    """What the form shows, on a sheet that nobody sees; it tells later which cells were filled.

    working: the names of sheets on which the form only computes.
    """
    sheet = book.create_sheet(MEMO_SHEET)
    sheet.sheet_state = "hidden"
    for line in (*memo_lines(memo_of(form.shown)), *map(working_line, working)):
        sheet.append([line])


def _wide(sheet: Worksheet, form: Form, words: Words) -> None:
    names, units = text.wide_header(form)
    draw_heading(sheet, FIRST_ROW, names)
    draw_heading(sheet, FIRST_ROW + 1, units)
    fixed = len(names) - len(form.series)
    for row, line in enumerate(form.lines, start=FIRST_ROW + 2):
        _fixed(sheet, row, text.fixed_cells(form, line))
        for column, known in enumerate(line.known, start=fixed + 1):
            at = column - fixed - 1
            _value(sheet, row, column, known, _is_rate(form, at), form.lang)
            if line.missing[at]:
                sheet.cell(row, column).fill = TO_FILL
    last = FIRST_ROW + 1 + len(form.lines)
    for position, series in enumerate(form.series):
        letter = get_column_letter(fixed + 1 + position)
        unit = form.catalogue.indicators[series.indicator].unit
        _hint(sheet, f"{letter}{FIRST_ROW + 2}:{letter}{last}", unit, words)
        sheet.column_dimensions[letter].width = 20
    set_widths(sheet, (20, 8, 14)[:fixed])
    sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{FIRST_ROW + 2}"


def draw_long(sheet: Worksheet, form: Form, words: Words) -> None:
    """The rows of the long form, from FIRST_ROW on."""
    draw_heading(sheet, FIRST_ROW, text.long_header(form))
    row = FIRST_ROW
    for row, (position, line) in enumerate(text.figures_of(form), start=FIRST_ROW + 1):
        _long_row(sheet, row, form, line, position)
    english = form.lang == "en"
    bases = [names[english] for code, names in text.BASES.items() if code]
    rows = (FIRST_ROW + 1, row)
    offer_choices(sheet, LONG_BASIS, rows, bases)
    qualifiers = [names[english] for names in text.QUALIFIERS.values()]
    offer_choices(sheet, LONG_PRECISION, rows, qualifiers)
    letter = get_column_letter(LONG_VALUE)
    _hint(sheet, f"{letter}{FIRST_ROW + 1}:{letter}{row}", "", words)
    set_widths(sheet, (20, 8, 14, 44, 30, 18, 16, 16, 14))
    sheet.freeze_panes = f"A{FIRST_ROW + 1}"


def _long_row(sheet: Worksheet, row: int, form: Form, line: Line, position: int) -> None:
    cells = text.long_cells(form, line, position)
    _fixed(sheet, row, cells)
    known = line.known[position]
    plain = Known(known.value, "exact", known.as_of) if known else None
    _value(sheet, row, LONG_VALUE, plain, _is_rate(form, position), form.lang)
    if known is None:
        sheet.cell(row, LONG_VALUE).fill = TO_FILL


def _is_rate(form: Form, position: int) -> bool:
    return form.catalogue.indicators[form.series[position].indicator].unit == "%"


def draw_heading(sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    """A row of column names."""
    for column, name in enumerate(names, start=1):
        cell = sheet.cell(row, column, name or None)
        cell.font, cell.fill, cell.border = Font(bold=True), HEADING, EDGE
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")


def _fixed(sheet: Worksheet, row: int, cells: Sequence[str]) -> None:
    for column, content in enumerate(cells, start=1):
        cell = sheet.cell(row, column, content or None)
        cell.border = EDGE
        if column == 2:  # the year
            cell.value = int(content)


def _value(
    sheet: Worksheet, row: int, column: int, known: Known | None, is_rate: bool, lang: str
) -> None:
    """A known figure as a number, with its words where it is no exact one."""
    cell = sheet.cell(row, column)
    cell.border = EDGE
    cell.alignment = Alignment(horizontal="right")
    if known is None:
        cell.value = None
        return
    cell.font = KNOWN
    if known.qualifier != "exact":
        cell.value = text.figure_text(known, is_rate, lang)
        return
    decimals = text.decimals_of(known.value)
    cell.value = int(known.value) if decimals == 0 else known.value
    cell.number_format = (
        "#,##0" + (f".{'0' * decimals}" if decimals else "") + ('" %"' if is_rate else "")
    )


def _hint(sheet: Worksheet, area: str, unit: str, words: Words) -> None:
    """What to write, shown when a cell is chosen; nothing is refused."""
    hint = DataValidation(type="custom", formula1="TRUE", allow_blank=True, showErrorMessage=False)
    hint.promptTitle = words("Cách ghi")
    hint.prompt = f"{words(HINTS.get(unit, OTHER_HINT))} {words(BLANK_HINT)}"
    hint.showInputMessage = True
    sheet.add_data_validation(hint)
    hint.add(area)
