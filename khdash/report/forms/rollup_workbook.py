"""The roll-up as a workbook: a sheet of communes that is filled in, a sheet that is the report.

Only the report is read when the file comes back; the sheet of communes is named as a working sheet
in the memo of the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from khdash.locale import Words
from khdash.report.forms.rollup import Rollup
from khdash.report.forms.text import QUALIFIERS
from khdash.report.forms.workbook import (
    EDGE,
    FIRST_ROW,
    LONG_PRECISION,
    LONG_VALUE,
    draw_long,
    remember,
)
from khdash.report.office.text import cell_text
from khdash.report.workbook import HEADING, TO_FILL, saved, set_widths

COUNT, CHECK, NAMES, UNITS, SUM, COVERAGE, COMPLETE, PROVINCE, FIRST = range(4, 13)
"""Rows of the sheet of communes: how many there are (in column C), what to look at, two lines of
headings, sums, of how many communes, whether of all (hidden), the province's part, the communes."""
NOTE = 10
"""The column of the report that says of how many communes a figure is."""
NUMBER, NAME, VALUES = 1, 2, 3
"""Columns of the sheet of communes; the indicators stand from the last on."""
AT_LEAST = ("ít nhất", "at least")
GREY = Font(color="5F6A74", italic=True)


def rollup_xlsx(rollup: Rollup) -> bytes:
    """The workbook; nothing but what this module composes is a formula in it."""
    book = Workbook()
    words = Words(rollup.form.lang)
    drawing = _Drawing(rollup, words, book)
    drawing.communes()
    drawing.report()
    remember(book, rollup.form, [drawing.sheet.title])
    return saved(book, drawing.formulas)


@dataclass
class _Drawing:
    """The two sheets while they are made, and which cells of theirs are formulas."""

    rollup: Rollup
    words: Words
    book: Workbook
    sheet: Worksheet = field(init=False)
    formulas: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        sheet = self.book.active
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet
        sheet.title = self.words("Các xã, phường")
        self.last = FIRST + self.rollup.rows - 1

    # the sheet of communes ---------------------------------------------------------------------

    def communes(self) -> None:
        """The sheet that is filled in, its sums above so that rows may be added below."""
        sheet, words = self.sheet, self.words
        self._title()
        headings = self.rollup.form.headings
        names = ["", words("Xã, phường, đặc khu"), *(name for name, _ in headings)]
        for row, texts in ((NAMES, names), (UNITS, ["", "", *(unit for _, unit in headings)])):
            for column, text in enumerate(texts, start=1):
                cell = self._text(sheet.cell(row, column), text)
                cell.font, cell.fill, cell.border = Font(bold=True), HEADING, EDGE
                cell.alignment = Alignment("center", "center", wrap_text=True)
        for row, text in (
            (SUM, words("Cộng")),
            (COVERAGE, words("Của bao nhiêu xã")),
            (PROVINCE, words("Cấp tỉnh, đơn vị trực thuộc (ngoài các xã)")),
        ):
            self._text(sheet.cell(row, NAME), text).font = Font(bold=True)
        self._rows()
        for position in range(len(headings)):
            self._column(position)
        sheet.row_dimensions[COMPLETE].hidden = True
        set_widths(sheet, (6, 34))
        sheet.freeze_panes = sheet.cell(FIRST, VALUES).coordinate
        sheet.print_title_rows = f"{NAMES}:{UNITS}"
        _landscape(sheet)

    def _title(self) -> None:
        sheet, words, rollup = self.sheet, self.words, self.rollup
        title = words(
            "BẢNG CỘNG TỪ XÃ, PHƯỜNG: {unit}, NĂM {year}",
            unit=words.of(rollup.unit.name, rollup.unit.name_en or rollup.unit.name).upper(),
            year=rollup.year,
        )
        self._text(sheet["A1"], title).font = Font(bold=True, size=14)
        self._text(sheet["A2"], words(
            "Ghi vào ô vàng, mỗi xã một dòng. Chưa có số thì để trống, không ghi 0: ô trống không"
            " phải là 0. Dòng Cộng và trang {report} tự tính; nộp cả tệp này.",
            report=f"«{self._report_name}»",
        )).font = GREY  # fmt: skip
        self._text(sheet["A3"], self._about_rates()).font = GREY
        self._text(sheet.cell(COUNT, NAME), words("Tỉnh có bao nhiêu xã, phường, đặc khu"))
        cell = sheet.cell(COUNT, VALUES, rollup.expected or len(rollup.communes) or None)
        cell.fill, cell.border = TO_FILL, EDGE
        if rollup.expected:
            source = words("số của năm {year}, sửa nếu đã khác", year=rollup.expected_year)
            self._text(sheet.cell(COUNT, VALUES + 1), source).font = GREY
        self._text(sheet.cell(CHECK, NAME), words("Cần xem lại")).font = Font(bold=True)
        self._formula(sheet.cell(CHECK, VALUES), self._faults()).font = Font(color="B3261E")

    def _about_rates(self) -> str:
        """Why no rate stands in it, and which ones cannot be had from it."""
        words, catalogue = self.words, self.rollup.form.catalogue
        said = words(
            "Tỷ lệ không cộng và không chia trung bình được: chương trình tính tỷ lệ từ các số đếm"
            " ở đây."
        )
        names = ", ".join(words.name(catalogue.indicators[code]) for code in self.rollup.left_out)
        return f"{said} {words('Không có trong bảng: {names}.', names=names)}" if names else said

    def _rows(self) -> None:
        for number, row in enumerate(range(FIRST, self.last + 1), start=1):
            self.sheet.cell(row, NUMBER, number).font = GREY
            known = number <= len(self.rollup.communes)
            cell = self.sheet.cell(row, NAME)
            if known:
                self._text(cell, self.rollup.communes[number - 1])
            else:
                cell.fill = TO_FILL
            cell.border = EDGE

    def _column(self, position: int) -> None:
        """The cells of an indicator: its sum, of how many communes, and those to fill in."""
        sheet, entry = self.sheet, self.rollup.entries[position]
        column = VALUES + position
        letter = get_column_letter(column)
        shown = "#,##0" if entry.decimals == 0 else "#,##0." + "0" * entry.decimals
        total = self._formula(sheet.cell(SUM, column), f"={self._sum(position)}")
        total.font, total.number_format = Font(bold=True), shown
        coverage = self._formula(sheet.cell(COVERAGE, column), f"={self._coverage(position)}")
        coverage.alignment = Alignment("right", "top", wrap_text=True)
        self._formula(sheet.cell(COMPLETE, column), f"=IF({self._is_complete(position)},1,0)")
        for row in range(FIRST if entry.is_context else PROVINCE, self.last + 1):
            cell = sheet.cell(row, column)
            cell.fill, cell.border, cell.number_format = TO_FILL, EDGE, shown
        check = DataValidation(
            type="decimal",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            showErrorMessage=True,
            error=self.words("Ghi một con số từ 0 trở lên; chưa có số thì để trống."),
        )
        sheet.add_data_validation(check)
        check.add(f"{letter}{PROVINCE}:{letter}{self.last}")
        sheet.column_dimensions[letter].width = 20

    # what the cells compute --------------------------------------------------------------------

    @property
    def _names(self) -> str:
        return f"$B${FIRST}:$B${self.last}"

    @property
    def _number(self) -> str:
        """How many communes there are: as stated, or as many as have a name, if that is more."""
        return f"MAX(N($C${COUNT}),COUNTA({self._names}))"

    def _range(self, position: int) -> str:
        letter = get_column_letter(VALUES + position)
        return f"{letter}${FIRST}:{letter}${self.last}"

    def _province_cell(self, position: int) -> str:
        return f"{get_column_letter(VALUES + position)}${PROVINCE}"

    def _reported(self, position: int) -> str:
        """How many named communes have a figure; what is no figure from 0 on does not count."""
        return f'COUNTIFS({self._names},"<>",{self._range(position)},">=0")'

    def _has_province_part(self, position: int) -> str:
        """1 or 0; the circumstances of a province lie wholly in its communes."""
        if self.rollup.entries[position].is_context:
            return "1"
        return f'COUNTIF({self._province_cell(position)},">=0")'

    def _sum(self, position: int) -> str:
        named = f'SUMIFS({self._range(position)},{self._names},"<>",{self._range(position)},">=0")'
        if self.rollup.entries[position].is_context:
            return f'IF({self._reported(position)}=0,"",ROUND({named},6))'
        own = self._province_cell(position)
        any_at_all = f"{self._reported(position)}+{self._has_province_part(position)}"
        return f'IF({any_at_all}=0,"",ROUND({named}+SUMIF({own},">=0"),6))'

    def _coverage(self, position: int) -> str:
        reported, words = self._reported(position), self.words
        known = _joined(words("{k} trong {n} xã đã báo cáo"), {"k": reported, "n": self._number})
        unknown = _joined(
            words("{k} xã đã báo cáo, chưa ghi tỉnh có bao nhiêu xã"), {"k": reported}
        )
        text = f"IF(N($C${COUNT})=0,{unknown},{known})"
        if self.rollup.entries[position].is_context:
            return text
        missing = _quoted("; " + words("chưa có phần cấp tỉnh"))
        return f'{text}&IF({self._has_province_part(position)}=1,"",{missing})'

    def _is_complete(self, position: int) -> str:
        return (
            f"AND(N($C${COUNT})>0,{self._reported(position)}={self._number},"
            f"{self._has_province_part(position)}=1)"
        )

    def _faults(self) -> str:
        """What is written and not counted, or counted twice."""
        words, last = self.words, get_column_letter(VALUES + len(self.rollup.entries) - 1)
        cells = f"C{PROVINCE}:{last}{self.last}"
        rows = f"C{FIRST}:{last}{self.last}"
        wrong = f'(COUNTA({cells})-COUNTIF({cells},">=0"))'
        nameless = f'SUMPRODUCT(({self._names}="")*({rows}<>""))'
        twice = f'SUMPRODUCT(({self._names}<>"")*(COUNTIF({self._names},{self._names})>1))'
        said = [
            (wrong, words("{k} ô không phải con số từ 0 trở lên, chưa được cộng. ")),
            (nameless, words("{k} ô ở dòng chưa ghi tên xã, chưa được cộng. ")),
            (twice, words("{k} dòng trùng tên xã: mỗi xã một dòng. ")),
        ]
        return "=" + "&".join(f'IF({n}=0,"",{_joined(text, {"k": n})})' for n, text in said)

    # the report --------------------------------------------------------------------------------

    @property
    def _report_name(self) -> str:
        return self.words("Báo cáo của tỉnh")

    def report(self) -> None:
        """The form of the province, each of its values the sum of the other sheet."""
        words, form = self.words, self.rollup.form
        report = self.book.create_sheet(self._report_name)
        self._text(report["A1"], words("BÁO CÁO SỐ LIỆU CỦA TỈNH")).font = Font(bold=True, size=14)
        draw_long(report, form, words)
        english = form.lang == "en"
        exactly, at_least = (_quoted(pair[english]) for pair in (QUALIFIERS["exact"], AT_LEAST))
        own = quote_sheetname(self.sheet.title)
        heading = self._text(report.cell(FIRST_ROW, NOTE), words("Ghi chú"))
        heading.font, heading.fill, heading.border = Font(bold=True), HEADING, EDGE
        for position in range(len(form.series)):
            row = FIRST_ROW + 1 + position
            letter = get_column_letter(VALUES + position)
            total = f"{own}!{letter}{SUM}"
            value = self._formula(report.cell(row, LONG_VALUE), f"={total}")
            value.fill, value.font = HEADING, Font(bold=True)
            complete = f"{own}!{letter}{COMPLETE}"
            self._formula(
                report.cell(row, LONG_PRECISION),
                f'=IF({total}="","",IF({complete}=1,{exactly},{at_least}))',
            )
            self._formula(report.cell(row, NOTE), f"={own}!{letter}{COVERAGE}")
        report.column_dimensions[get_column_letter(NOTE)].width = 44
        _landscape(report)

    def _text(self, cell: Cell, text: str) -> Cell:
        cell.value = cell_text(text) or None
        return cell

    def _formula(self, cell: Cell, formula: str) -> Cell:
        cell.value = formula
        self.formulas.add((cell.parent.title, cell.coordinate))
        return cell


def _quoted(text: str) -> str:
    """A text within a formula.

    >>> _quoted('xã "A" cũ')
    '"xã ""A"" cũ"'
    """
    return '"' + text.replace('"', '""') + '"'


def _joined(text: str, values: dict[str, str]) -> str:
    """A sentence with {named} places as a formula that puts the values in.

    >>> _joined("{k} trong {n} xã", {"k": "A1", "n": "B1"})
    'A1&" trong "&B1&" xã"'
    """
    parts = re.split(r"\{(\w+)\}", text)
    pieces = [values[p] if at % 2 else _quoted(p) for at, p in enumerate(parts) if at % 2 or p]
    return "&".join(pieces)


def _landscape(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
