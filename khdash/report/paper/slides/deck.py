"""A deck of wide slides: the finding as the title, one chart, table or list under it, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
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
TITLE, BODY, SUBTITLE = 30, 24, 20
"""Points; nothing that is to be read from the room is smaller than the last."""
TITLE_ONLY = 5
"""The layout of the usual template that has a title and nothing else."""
LONG_TITLE = 95


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

    def add(self, title: str, notes: Sequence[str], subtitle: str = "") -> Any:
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
        size = TITLE if len(title) <= LONG_TITLE else TITLE - 5
        _write(holder.text_frame.paragraphs[0], title, size, LIGHT.ink, bold=True)
        if subtitle:
            self.add_text(slide, [subtitle], 1.6, 0.5, SUBTITLE, LIGHT.muted)
        if self.mark:
            self.add_text(slide, [self.mark], HEIGHT - 0.55, 0.5, SUBTITLE, LIGHT.target)
        slide.notes_slide.notes_text_frame.text = clean("\n".join(notes))
        return slide

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
            paragraph.space_after = Pt(size / 2)
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

    def add_table(self, slide: Any, grid: Grid) -> None:
        """A table over the rest of the slide."""
        rows, columns = len(grid.rows) + 1, len(grid.head)
        shape = slide.shapes.add_table(
            rows, columns, *map(Inches, (SIDE, 2.15, WIDTH - 2 * SIDE, 0.5 * rows))
        )
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
                _write(paragraph, text.replace("\n", " "), SUBTITLE, ink, bold=not line)


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
