"""Paper -> XLSX: a cover, a sheet an exhibit, the sources, the numbers behind the charts."""

from __future__ import annotations

import io
import re
from datetime import datetime
from math import ceil
from typing import Any

from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.notes import notes_of
from khdash.model.languages import ORIGINAL, language
from khdash.model.rows import Row, rows_of
from khdash.report.formats.xlsx import SheetColumn, sheet_columns
from khdash.report.office.book import SAFE, write_plot
from khdash.report.office.plot import Plot, needed_decimals
from khdash.report.office.text import cell_text, clean
from khdash.report.paper.paper import Paper, caveats
from khdash.report.paper.reading import reading_notes, source_title
from khdash.report.paper.sheets.chart import excel_chart
from khdash.report.table import decimals_of, demo_mark, file_table

DAYS, DAY_WIDTH = {"vi": "dd/mm/yyyy", "en": "d mmm yyyy"}, 10
A4 = 9
"""Excel's number of the paper."""
LONGEST_NAME, WIDEST = 31, 50
WORD = 6
"""Letters that a line in a cell may leave free where a word goes to the next."""
LETTERS_ACROSS = 260
"""Letters beside each other on a sheet of paper that lies, at half their size; more take two."""
COVER_LETTERS, LINE_HEIGHT = 66, 15.5
"""Letters of a line of the cover, and its height in points."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def to_xlsx(paper: Paper) -> bytes:
    """The workbook of a paper."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {**SAFE, "nan_inf_to_errors": False}) as book:
        _Book(book, paper).write()
    return buffer.getvalue()


class _Book:
    """A workbook being written."""

    def __init__(self, book: Any, paper: Paper) -> None:
        self.book, self.paper, self.words = book, paper, paper.words
        self.formats: dict[tuple[object, ...], Any] = {}
        mark = f" – {demo_mark(self.words)}" if paper.demo else ""
        title = f"{paper.head('type')}: {paper.head('abstract')}{mark}"
        book.set_properties(
            {
                "title": clean(title),
                "author": clean(paper.head("issuer")),
                "created": paper.updated_at,
            }
        )

    def look(self, **style: object) -> Any:
        """A format of cells, made once."""
        key = tuple(sorted(style.items()))
        if key not in self.formats:
            base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
            self.formats[key] = self.book.add_format({**base, **style})
        return self.formats[key]

    def write(self) -> None:
        words = self.words
        cover = self.book.add_worksheet(words("Trang đầu"))
        names = self._names()
        sheets = [self.book.add_worksheet(name) for name in names]
        sources = self.book.add_worksheet(words("Nguồn"))
        numbers = self.book.add_worksheet(words("Số liệu biểu đồ"))
        self._cover(cover, names)
        plots = {part.exhibit: part.plot for s in self.paper.sections for part in s.parts}
        row = 0
        for sheet, exhibit in zip(sheets, self.paper.exhibits, strict=True):
            plot = plots.get(exhibit)
            right = self._exhibit(sheet, exhibit)
            if plot is not None:
                row = self._chart(sheet, right, plot, numbers, row)
        self._sources(sources)

    def _names(self) -> list[str]:
        """A name a sheet: its number and what it is about, as Excel allows it."""
        titles = {part.exhibit: part.title for s in self.paper.sections for part in s.parts}
        names = []
        for n, exhibit in enumerate(self.paper.exhibits, start=1):
            name = f"{n} {_NOT_IN_NAMES.sub(' ', cell_text(titles[exhibit]))}"
            whole, _, _ = name[: LONGEST_NAME + 1].rpartition(" ")
            names.append((name if len(name) <= LONGEST_NAME else whole).strip(" '"))
        return names

    def _cover(self, sheet: Any, names: list[str]) -> None:
        sheet.set_column(0, 0, COVER_LETTERS)
        sheet.set_paper(A4)
        sheet.hide_gridlines(2)
        lines: list[tuple[str, Any]] = []
        if self.paper.demo:
            lines.append((demo_mark(self.words).upper(), self.look(bold=True, font_size=14)))
        lines.append((self.paper.head("issuer"), self.look(bold=True)))
        lines.append(
            (self.paper.head("abstract"), self.look(bold=True, font_size=15, text_wrap=True))
        )
        lines += [(text, self.look(text_wrap=True)) for text in reading_notes(self.paper)]
        for row, (text, look) in enumerate(lines):
            sheet.write_string(row, 0, cell_text(text), look)
            sheet.set_row(row, LINE_HEIGHT * ceil(len(text) / COVER_LETTERS))
        sheet.set_row(int(self.paper.demo) + 1, 44)  # the title may need two lines
        sheet.fit_to_pages(1, 0)
        link = self.look(font_color=LIGHT.primary, underline=1)
        for row, name in enumerate(names, start=len(lines) + 1):
            place = name.replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{place}'!A1", link, name)

    def _exhibit(self, sheet: Any, exhibit: Exhibit) -> int:
        """Title, finding, table, caveats; the first free column to the right."""
        table = file_table(exhibit)
        columns = list(sheet_columns(exhibit, {str(name) for name in table.columns}, self.words))
        rows = rows_of(table)
        top = self._head(sheet, exhibit, columns)
        widths = [len(column.title) * 0.6 for column in columns]
        for line, row in enumerate(rows, start=top + 1):
            longest = 0
            for place, column in enumerate(columns):
                wide = self._cell(sheet, (line, place), column, row, exhibit)
                widths[place] = max(widths[place], wide)
                longest = max(longest, wide)
            if longest > WIDEST:
                sheet.set_row(line, LINE_HEIGHT * ceil(longest / (WIDEST - WORD)))
        widths = [min(max(width + 2, 6), WIDEST) for width in widths]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        across = ceil(sum(widths) / LETTERS_ACROSS)
        sheet.fit_to_pages(across, 0)
        if across > 1:
            sheet.repeat_columns(0)
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
        self._notes(sheet, exhibit, top + len(rows) + 2)
        return len(columns) + 1

    def _head(self, sheet: Any, exhibit: Exhibit, columns: list[SheetColumn]) -> int:
        """Title, finding and the names of the columns, which stay in view; their row."""
        texts = [exhibit.title, exhibit.headline, exhibit.subtitle]
        if exhibit.demo:
            texts.insert(0, demo_mark(self.words).upper())
        for line, text in enumerate(texts):
            sheet.write_string(line, 0, cell_text(text), self.look(bold=line < len(texts) - 1))
        top = len(texts) + 1
        shade = self.look(bold=True, text_wrap=True, bg_color=LIGHT.ramp[0], border=1)
        for place, column in enumerate(columns):
            sheet.write_string(top, place, cell_text(column.title), shade)
        sheet.set_row(top, 32)
        sheet.freeze_panes(top + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(top)
        return top

    def _cell(
        self, sheet: Any, at: tuple[int, int], column: SheetColumn, row: Row, exhibit: Exhibit
    ) -> int:
        """Write a cell; how many letters wide it is."""
        value = column.cell(row)
        if value is None or value == "":
            return 0
        if isinstance(value, str) and column.column and column.column.format == "date":
            day = self.look(num_format=DAYS.get(self.words.lang, DAYS[ORIGINAL]), align="left")
            sheet.write_datetime(*at, datetime.fromisoformat(value), day)
            return DAY_WIDTH
        if isinstance(value, bool | str):
            text = cell_text(str(value))
            sheet.write_string(*at, text, self.look(text_wrap=len(text) > WIDEST))
            return len(text)
        assert isinstance(value, int | float)
        shown = self._number_format(column.column, value, row, exhibit)
        sheet.write_number(*at, value, self.look(num_format=shown))
        return len(f"{value:,.2f}")

    def _number_format(
        self, column: Column | None, value: float, row: Row, exhibit: Exhibit
    ) -> str:
        """With the separators of the language; a year or a rank is a plain number."""
        if column is None or not (column.format in ("figure", "share") or column.number):
            return "0"
        decimals = needed_decimals(value, decimals_of(column, row, exhibit))
        return (
            f"[$-{language(self.words.lang).excel}]"
            + "#,##0"
            + ("." + "0" * decimals if decimals else "")
        )

    def _notes(self, sheet: Any, exhibit: Exhibit, row: int) -> None:
        cited = self.paper.cited(exhibit)
        texts = caveats(exhibit, len(notes_of(exhibit.notes)))
        if cited:
            texts.append(self.words("Nguồn: {numbers} ở trang «Nguồn».", numbers=cited))
        for text in texts:
            sheet.write_string(row, 0, cell_text(text), self.look(italic=True))
            row += 1

    def _chart(self, sheet: Any, right: int, plot: Plot, numbers: Any, row: int) -> int:
        """The chart beside the table, its numbers on their sheet; the next free row there."""
        numbers.write_string(row, 0, cell_text(plot.title), self.look(bold=True))
        write_plot(numbers, plot, row + 1, 0)
        chart = excel_chart(self.book, plot, numbers.get_name(), row + 1)
        sheet.insert_chart(4, right, chart)
        return row + len(plot.categories) + 4

    def _sources(self, sheet: Any) -> None:
        words = self.words
        heads = (words("Số"), words("Nguồn"), words("Địa chỉ"), words("Mã nguồn"))
        for place, (head, width) in enumerate(zip(heads, (6, 80, 60, 12), strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head, self.look(bold=True, bg_color=LIGHT.ramp[0]))
        sheet.freeze_panes(1, 0)
        for row, source in enumerate(self.paper.sources, start=1):
            sheet.write_number(row, 0, row, self.look())
            for place, text in enumerate(
                (source_title(source, words), source.url, source.source_id), start=1
            ):
                sheet.write_string(row, place, cell_text(text), self.look())
