"""A native chart in a Word document: the chart part, its workbook, the place in the text."""

from __future__ import annotations

from math import ceil
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm

from khdash.report.office.book import chart_book
from khdash.report.office.chart_xml import WORKBOOK, chart_xml
from khdash.report.office.plot import Plot
from khdash.report.office.text import clean
from khdash.report.paper.word.styles import FONT

WIDTH = 16.0
LETTERS_BELOW = 70
"""Letters that stand beside each other below a chart, of all categories together."""
_INLINE = """<w:drawing
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/>
<wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart/>
</a:graphicData></a:graphic></wp:inline></w:drawing>"""


def add_chart(document: Any, paragraph: Any, plot: Plot, number: int, alt: str) -> None:
    """Put a chart into a paragraph; number: of this chart in the document, from 1."""
    package = document.part.package
    book = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        chart_book(plot),
        package,
    )
    chart = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        CONTENT_TYPE.DML_CHART,
        chart_xml(plot, FONT, 10),
        package,
    )
    found = chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    assert found == WORKBOOK
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    drawing = parse_xml(_INLINE)
    extent, properties, frame = (
        next(one for one in drawing.iter() if str(one.tag).endswith(f"}}{name}"))
        for name in ("extent", "docPr", "chart")
    )
    extent.set("cx", str(Cm(WIDTH)))
    extent.set("cy", str(Cm(chart_height(plot))))
    properties.set("id", str(1000 + number))
    properties.set("name", f"Chart {number}")
    properties.set("descr", clean(alt)[:2000])
    frame.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    paragraph.add_run()._r.append(drawing)


def chart_height(plot: Plot) -> float:
    """Centimetres: lying bars need a line each; names of many lines and keys take from the rest."""
    if plot.horizontal:
        return min(2.4 + 0.75 * len(plot.categories) + (1.0 if plot.stacked else 0), 14)
    lines = max(ceil(len(name) * len(plot.categories) / LETTERS_BELOW) for name in plot.categories)
    keyed = sum(one.keyed for one in plot.lines) if plot.bars else 0
    return 6.8 + 0.4 * max(lines - 2, 0) + 0.55 * max(keyed - 1, 0)
