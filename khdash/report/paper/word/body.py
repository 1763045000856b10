"""The sections of a report as Word paragraphs, tables and charts."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import Exhibit
from khdash.report.office.text import clean
from khdash.report.paper.grid import WITHOUT_FINDING, Grid, grid_of
from khdash.report.paper.paper import Paper, Part, caveats
from khdash.report.paper.picture import PICTURED, picture_of
from khdash.report.paper.said import sentence, sentences
from khdash.report.paper.word.chart import add_chart
from khdash.report.paper.word.marks import (
    add_field,
    keep_whole,
    repeat_row,
    set_widths,
    shade,
    write,
)
from khdash.report.paper.word.styles import SMALL

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TEXT_WIDTH = 16.0
NOTES_SHOWN = 3
LETTER, PADDING = 0.0205, 0.46
"""Centimetres of a letter for each point of its size; of the empty sides of a cell."""
SHORT_NAME, SHORTEST = 12, 5
"""Letters of a name that stays on its line; of which any column has room, whatever its letters."""
SMALLEST = 8
HEAD_ROWS, SHORT_TABLE = 2, 12
"""Rows of a table's head; rows with it up to which a table is not parted between two pages."""
NARROW = {5: 10.5, 6: 10, 7: 9.5, 8: 9}
"""Points of a table by its columns, where more than four have to share the width."""


@dataclass
class Body:
    """Writes into a document and counts its tables and charts."""

    document: Any
    paper: Paper
    counted: dict[str, int] = field(default_factory=dict)

    def add_sections(self) -> None:
        for number, section in zip(ROMAN, self.paper.sections, strict=False):
            self.document.add_heading(f"{number}. {section.title.upper()}", 1)
            for part in section.parts:
                self._add(part)

    def _add(self, part: Part) -> None:
        exhibit = part.exhibit
        if exhibit is None:
            self.add_text(part.text)
        elif part.kind == "answers":
            self._add_answers(exhibit)
        elif part.kind == "chart" and part.plot is not None:
            self._add_chart(exhibit, part)
        elif part.kind == "chart" and (picture := picture_of(exhibit)):
            self._add_picture(exhibit, part, picture)
        elif (exhibit.rows or part.text) and (part.kind == "table" or exhibit.kind in PICTURED):
            self._add_table(exhibit, part)
        else:
            self.add_text(sentence(exhibit.headline))

    def _add_picture(self, exhibit: Exhibit, part: Part, picture: bytes) -> None:
        self.document.add_picture(io.BytesIO(picture), width=Cm(TEXT_WIDTH))
        paragraph = self.document.paragraphs[-1]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        frame = self.document.inline_shapes[-1]._inline
        frame.docPr.set("descr", clean(exhibit.alt)[:2000])
        self.add_caption("figure", part.title, exhibit.subtitle)
        self._add_notes(exhibit)

    def _add_table(self, exhibit: Exhibit, part: Part) -> None:
        grid = grid_of(self.paper, part)
        if grid is None and part.text:
            self.add_text(part.text)
        elif grid is None and exhibit.name not in WITHOUT_FINDING:
            self.add_text(sentence(exhibit.headline))
        elif grid is not None:
            self.add_caption("table", part.title, exhibit.subtitle)
            self.add_grid(grid)
            self._add_notes(exhibit)

    def add_text(self, text: str) -> Any:
        paragraph = self.document.add_paragraph(style="Report Text")
        write(paragraph, text)
        return paragraph

    def _add_answers(self, exhibit: Exhibit) -> None:
        for one in sentences(exhibit):
            paragraph = self.document.add_paragraph(style="Report Text")
            write(paragraph, f"- {one.subject}: " if one.subject else "- ", bold=True)
            write(paragraph, f"{one.said} {one.rest}".strip())

    def _add_chart(self, exhibit: Exhibit, part: Part) -> None:
        assert part.plot is not None
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        number = self.counted["chart"] = self.counted.get("chart", 0) + 1
        add_chart(self.document, paragraph, part.plot, number, exhibit.alt)
        self.add_caption("figure", part.title, exhibit.subtitle)
        self._add_notes(exhibit)

    def add_caption(self, kind: str, title: str, detail: str = "") -> None:
        """Hình 1. …, Bảng 1. …: numbered by Word."""
        words = self.paper.words
        label = words("Hình") if kind == "figure" else words("Bảng")
        number = self.counted[kind] = self.counted.get(kind, 0) + 1
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, f"{label} ")
        add_field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
        write(paragraph, f". {title}" + (". " if detail else ""))
        write(paragraph, detail, bold=False)

    def _add_notes(self, exhibit: Exhibit) -> None:
        words, cited = self.paper.words, self.paper.cited(exhibit)
        told = caveats(exhibit, NOTES_SHOWN)
        if cited:
            told.append(words("Nguồn: {numbers} (Phụ lục 1).", numbers=cited))
        if told:
            paragraph = self.document.add_paragraph(style="Report Note")
            paragraph.paragraph_format.keep_together = True
            write(paragraph, " ".join(map(sentence, told)))

    def add_grid(self, grid: Grid, widths: tuple[float, ...] = ()) -> None:
        """A table with a head and numbered columns, both repeated on each page."""
        table = self.document.add_table(rows=2, cols=len(grid.head), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        size = table_size(grid)
        for i, text in enumerate(grid.head):
            _fill(table.rows[0].cells[i], text, size, "centre", bold=True)
            _fill(table.rows[1].cells[i], f"({i + 1})", size, "centre", italic=True)
            shade(table.rows[0].cells[i], LIGHT.ramp[0])
        for row in table.rows:
            repeat_row(row)
            keep_whole(row)
        for texts in grid.rows:
            row = table.add_row()
            keep_whole(row)
            for i, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                _fill(cell, text, size, "right" if i in grid.numeric else "left")
        _keep_together(table.rows)
        set_widths(table, widths or column_widths(grid))
        after = self.document.add_paragraph()
        after.paragraph_format.space_after = Pt(0)
        after.paragraph_format.line_spacing = Pt(4)


def _keep_together(rows: Any) -> None:
    """A short table stays on one page; of a longer one no row stands alone beside a break."""
    last = len(rows) - 1
    for place, row in enumerate(rows):
        if place < last and (last <= SHORT_TABLE or place < HEAD_ROWS + 1 or place == last - 1):
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def column_widths(grid: Grid) -> tuple[float, ...]:
    """Centimetres, shared by what the columns hold: by their longest words and their text."""
    size = table_size(grid)
    least = _least_widths(grid, size)
    wished = []
    for i in range(len(grid.head)):
        texts = [grid.head[i], *(row[i] for row in grid.rows)]
        line = max(len(line) for text in texts for line in text.split("\n"))
        wished.append(min(line, 10 + line**0.75) * size * LETTER + PADDING)
    free = max(TEXT_WIDTH - sum(least), 0.0)
    more = [max(want - need, 0.0) for want, need in zip(wished, least, strict=True)]
    share = free / sum(more) if sum(more) > free else 1.0
    widths = [need + share * extra for need, extra in zip(least, more, strict=True)]
    return tuple(TEXT_WIDTH * width / sum(widths) for width in widths)


def _least_widths(grid: Grid, size: float) -> list[float]:
    """Centimetres that no column can do without: those of its longest word."""
    least = []
    for i, head in enumerate(grid.head):
        texts = [head, *(row[i] for row in grid.rows)]
        word = max(len(word) for text in texts for word in re.split("[ \n]", text))
        if not i:  # a name of two or three short words stays on its line
            word = max(word, *(min(len(text), SHORT_NAME) for text in texts[1:]))
        least.append(max(word, SHORTEST) * size * LETTER + PADDING)
    return least


def table_size(grid: Grid) -> float:
    """Points of the text of a table: smaller where the longest words would not fit."""
    size = NARROW.get(len(grid.head), SMALL if len(grid.head) < 5 else 8.5)
    while size > SMALLEST and sum(_least_widths(grid, size)) > TEXT_WIDTH:
        size -= 0.5
    return size


def _fill(cell: Any, text: str, size: float, side: str, **look: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "centre": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[side]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    write(paragraph, text, **look).font.size = Pt(size)
