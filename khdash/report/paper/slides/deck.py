"""A deck of wide slides: the finding as the title, one chart, table or list under it, notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.util import Inches, Pt

from khdash.chart.theme import LIGHT
from khdash.report.office.book import chart_book
from khdash.report.office.chart_xml import WORKBOOK, chart_xml
from khdash.report.office.plot import Plot
from khdash.report.office.text import clean
from khdash.report.paper.grid import Grid

FONT = "Arial"
WIDTH, HEIGHT, SIDE = 13.333, 7.5, 0.6
LARGE, TITLE, BODY, SUBTITLE = 32, 30, 24, 20
"""Points; nothing that is to be read from the room is smaller than the last."""
NUMBER_FIELD = "{5B1E2A44-0C37-4B5C-9B8F-4E6D5A1C7D21}"
NUMBER = "Slide number"
TABLE_SIZES = (26, 24, 22)
LEAST_LETTERS, MOST_LETTERS = 8, 28
"""Letters of its longest text by which a column of a table is as wide as another or wider."""
SHORT_LIST = 6
"""Lines of large letters that have room below a title."""
TITLE_ONLY = 5
"""The layout of the usual template that has a title and nothing else."""
LONG_TITLE, LONGER_TITLE = 95, 130
MOST_COLUMNS = 6
LETTERS_AN_INCH, LINE, TABLE_HEIGHT = 7.0, 0.37, 4.9


class Deck:
    """A presentation being made; `mark` stands on every slide."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark
        self.show = Presentation()
        self.show.slide_width, self.show.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self.layout = self.show.slide_layouts[TITLE_ONLY]
        for one in list(self.layout.placeholders):
            if one.placeholder_format.type is not None and one.placeholder_format.idx != 0:
                one.element.getparent().remove(one.element)
        title = self.layout.placeholders[0]
        _place(title, SIDE, 0.35, WIDTH - 2 * SIDE, 1.35)

    def add(
        self,
        title: str,
        notes: Sequence[str],
        subtitle: str = "",
        mark_colour: str = LIGHT.target,
    ) -> Any:
        """A slide with its title, the line under it, and what the speaker should know."""
        slide = self.show.slides.add_slide(self.layout)
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.18), Inches(HEIGHT))
        band.fill.solid()
        band.fill.fore_color.rgb = _colour(LIGHT.primary)
        band.line.fill.background()
        holder = slide.shapes.title
        _place(holder, SIDE, 0.35, WIDTH - 2 * SIDE, 1.35)
        holder.text_frame.word_wrap = True
        holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        size = TITLE - 5 * (len(title) > LONG_TITLE) - 3 * (len(title) > LONGER_TITLE)
        _write(holder.text_frame.paragraphs[0], title, size, LIGHT.ink, bold=True)
        if subtitle:
            self.add_text(slide, [subtitle], 1.6, 0.5, SUBTITLE, LIGHT.muted)
        if self.mark:
            self.add_text(slide, [self.mark], HEIGHT - 0.55, 0.5, SUBTITLE, mark_colour)
        if len(self.show.slides) > 1:
            _add_number(slide, len(self.show.slides))
        slide.notes_slide.notes_text_frame.text = clean("\n".join(notes))
        return slide

    def add_cover(self, title: str, above: str, below: Sequence[str], notes: Sequence[str]) -> None:
        """The first slide, on the colour of the association."""
        slide = self.add(title, notes, mark_colour="#FFFFFF")
        fill = slide.background.fill
        fill.solid()
        fill.fore_color.rgb = _colour(LIGHT.primary)
        holder = slide.shapes.title
        _place(holder, SIDE, 2.3, WIDTH - 2 * SIDE, 2.4)
        for run in holder.text_frame.paragraphs[0].runs:
            run.font.size, run.font.color.rgb = Pt(40), _colour("#FFFFFF")
        self.add_text(slide, [above], 0.9, 0.6, BODY, "#FFFFFF")
        self.add_text(slide, below, 5.0, 1.2, BODY, LIGHT.ramp[0])

    def add_text(
        self,
        slide: Any,
        lines: Sequence[str],
        top: float,
        height: float,
        size: float = BODY,
        colour: str = LIGHT.ink,
    ) -> None:
        """Lines of text over the width of the slide, from so many inches on."""
        box = slide.shapes.add_textbox(*map(Inches, (SIDE, top, WIDTH - 2 * SIDE, height)))
        box.text_frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = box.text_frame.add_paragraph() if place else box.text_frame.paragraphs[0]
            paragraph.space_after = Pt(size / 3)
            _write(paragraph, line, size, colour)

    def add_chart(self, slide: Any, plot: Plot, alt: str) -> None:
        """A native chart over the rest of the slide."""
        package = slide.part.package
        name = PackURI(package.next_partname(ChartPart.partname_template))
        chart = ChartPart.load(
            name, CONTENT_TYPE.DML_CHART, package, chart_xml(plot, FONT, SUBTITLE, titled=False)
        )
        book = EmbeddedXlsxPart.new(chart_book(plot), package)
        found = chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        assert found == WORKBOOK
        relation = slide.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
        frame = slide.shapes._add_chart_graphicFrame(
            relation, *map(Inches, (SIDE, 2.15, WIDTH - 2 * SIDE, HEIGHT - 2.75))
        )
        frame.nvGraphicFramePr.cNvPr.set("descr", clean(alt)[:2000])

    def add_picture(self, slide: Any, picture: bytes, alt: str) -> None:
        """A picture of 16:9 over the whole slide: it says the title itself, and its mark."""
        shape = slide.shapes.add_picture(
            io.BytesIO(picture), 0, 0, self.show.slide_width, self.show.slide_height
        )
        shape._element.nvPicPr.cNvPr.set("descr", clean(alt)[:2000])
        shapes = slide.shapes._spTree
        for number in [one._element for one in slide.shapes if one.name == NUMBER]:
            shapes.append(number)  # In front of the picture.

    def add_table(self, slide: Any, grid: Grid) -> None:
        """A table over the rest of the slide, in the largest letters in which it has room."""
        size = next((size for size in TABLE_SIZES if fits_slide(grid, size)), SUBTITLE)
        rows, columns = len(grid.rows) + 1, len(grid.head)
        shape = slide.shapes.add_table(
            rows, columns, *map(Inches, (SIDE, 2.15, WIDTH - 2 * SIDE, 0.5 * rows))
        )
        for column, inches in zip(shape.table.columns, _widths(grid), strict=True):
            column.width = Inches(inches)
        for line, texts in enumerate((grid.head, *grid.rows)):
            for place, text in enumerate(texts):
                cell = shape.table.cell(line, place)
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                cell.fill.solid()
                cell.fill.fore_color.rgb = _colour(LIGHT.primary if not line else "#FFFFFF")
                paragraph = cell.text_frame.paragraphs[0]
                if place in grid.numeric:
                    paragraph.alignment = PP_ALIGN.RIGHT
                ink = LIGHT.ink if line else "#FFFFFF"
                _write(paragraph, text.replace("\n", " "), size, ink, bold=not line)


def _add_number(slide: Any, number: int) -> None:
    """The number of a slide in its lower corner, kept by the program that shows it."""
    left, width = WIDTH - SIDE - 1.5, 1.5
    box = slide.shapes.add_textbox(*map(Inches, (left, HEIGHT - 0.55, width, 0.5)))
    box.name = NUMBER
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    _write(paragraph, str(number), SUBTITLE, LIGHT.muted)
    run = paragraph.runs[0]._r
    run.tag = qn("a:fld")
    run.set("id", NUMBER_FIELD)
    run.set("type", "slidenum")


def below_subtitle(text: str) -> float:
    """Where what stands under a subtitle begins, in inches: lower where that takes many lines."""
    lines = ceil(len(text) / ((WIDTH - 2 * SIDE) * LETTERS_AN_INCH))
    return max(2.4, 1.75 + lines * LINE)


def fits_slide(grid: Grid, size: float = SUBTITLE) -> bool:
    """Whether a room can read a table: all of it on one slide in letters of so many points."""
    larger = size / SUBTITLE
    across = [inches * LETTERS_AN_INCH / larger for inches in _widths(grid)]
    lines = [
        max(ceil(len(text) / letters) for text, letters in zip(row, across, strict=True))
        for row in (grid.head, *grid.rows)
    ]
    height = sum(lines) * LINE * larger + len(lines) * 0.06
    return len(grid.head) <= MOST_COLUMNS and height <= TABLE_HEIGHT


def _widths(grid: Grid) -> list[float]:
    """Inches of the columns, by what they hold."""
    longest = [max(map(len, texts)) for texts in zip(grid.head, *grid.rows, strict=True)]
    shares = [min(max(letters, LEAST_LETTERS), MOST_LETTERS) for letters in longest]
    return [(WIDTH - 2 * SIDE) * share / sum(shares) for share in shares]


def size_of(lines: Sequence[str]) -> float:
    """The points of a list that has the slide to itself: larger where it is short."""
    letters = (WIDTH - 2 * SIDE) * LETTERS_AN_INCH * SUBTITLE / LARGE
    return LARGE if sum(ceil(len(line) / letters) for line in lines) <= SHORT_LIST else BODY


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _colour(text: str) -> Any:
    return RGBColor.from_string(text.lstrip("#"))


def _write(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    paragraph.alignment = paragraph.alignment or PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = _colour(colour)
