"""The sheet of a picture: what is said above the chart, the chart, what is said below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khdash.chart import draw, read_boundaries
from khdash.chart.spec import Spec
from khdash.chart.theme import LIGHT
from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit, Kind
from khdash.picture.face import FALLBACKS
from khdash.picture.figure import DrawnFigure, crowding, draw_figure, heightened
from khdash.picture.svg import Point, Rect, element, words
from khdash.report.picture.said import Block, foot_of, head_of

MARGIN = 18.0
"""Pixels around all that is said; the chart has half of it at its sides."""


@dataclass(frozen=True)
class Size:
    """The size of a picture.

    width: of the file in pixels. least, most: the width in pixels of the page that the chart is
    laid out for, as narrow as its words allow; enlarged to `width`. ratio: height to width, 0
    where the height follows. narrow, slide: as khdash.chart.draw has it.
    """

    name: str
    width: int
    least: int
    most: int
    ratio: float = 0.0
    narrow: bool = False
    slide: bool = False


PAGE = Size("page", 1200, 720, 1080)
WIDE = Size("wide", 1600, 640, 1600, ratio=9 / 16, slide=True)
NARROW = Size("narrow", 780, 390, 390, narrow=True)
SIZES = {size.name: size for size in (PAGE, WIDE, NARROW)}
IN_PARTS: tuple[Kind, ...] = ("heat_table", "small_multiples", "contributions")
"""Kinds that a slide on a screen shows in parts, one after the other; a picture is whole."""
STEP = 60
"""Pixels by which the page is widened."""
MOST_STRETCH = 1.6
"""How much higher than usual a chart may be to fill a sheet of fixed height."""


@dataclass(frozen=True)
class Sheet:
    """The parts of a sheet laid out for a width."""

    width: float
    height: float
    head: Sequence[Block]
    figure: DrawnFigure
    foot: Sequence[Block]


def draw_sheet(exhibit: Exhibit, size: Size) -> str:
    """The sheet as SVG. Raises ValueError for an exhibit that is no chart."""
    if not is_drawn(exhibit):
        raise ValueError(f"{exhibit.name}: no chart, and so no picture")
    sheet = _laid_out(exhibit, _spec(exhibit, size), size)
    return _written(exhibit, sheet, size)


def _spec(exhibit: Exhibit, size: Size) -> Spec:
    outlines = None
    if exhibit.kind == "map" and exhibit.outlines is not None and exhibit.catalogue is not None:
        chosen = exhibit.catalogue.boundary_set(str(exhibit.extra["boundaries"]))
        outlines = read_boundaries(exhibit.outlines, chosen)
    slide = size.slide and exhibit.kind not in IN_PARTS
    return draw(exhibit, narrow=size.narrow, slide=slide, boundaries=outlines)


def _laid_out(exhibit: Exhibit, spec: Spec, size: Size) -> Sheet:
    """At the width at which the fewest words of the chart are in each other's way, the narrowest of
    those; a sheet of fixed height is as wide as its content needs."""
    widths = range(size.least, size.most + 1, STEP)
    if not size.ratio:
        best = min(widths, key=lambda width: (crowding(spec, width - MARGIN), width))
        return _at(exhibit, spec, best)
    fits = next((w for w in widths if _at(exhibit, spec, w).height <= w * size.ratio), size.most)
    best = min(range(fits, fits + 4 * STEP, STEP), key=lambda w: (crowding(spec, w - MARGIN), w))
    sheet = _at(exhibit, spec, best)
    spare = min(best * size.ratio - sheet.height, sheet.figure.height * (MOST_STRETCH - 1))
    return _at(exhibit, heightened(spec, max(spare, 0.0)), best)


def _at(exhibit: Exhibit, spec: Spec, width: float) -> Sheet:
    room = width - 2 * MARGIN
    head, foot = head_of(exhibit, room), foot_of(exhibit, room)
    figure = draw_figure(spec, width - MARGIN)
    said = sum(block.height for block in (*head, *foot))
    return Sheet(width, 2 * MARGIN + said + figure.height + 20, head, figure, foot)


def _written(exhibit: Exhibit, sheet: Sheet, size: Size) -> str:
    """The elements from top to bottom, the foot at the lower edge of a sheet of fixed height."""
    height = max(sheet.height, sheet.width * size.ratio)
    parts = [element("rect", width=sheet.width, height=height, fill=LIGHT.ground)]
    y = MARGIN
    for block in sheet.head:
        parts.append(block.draw(Point(MARGIN, y)))
        y += block.height
    y += 8
    place = f"translate({MARGIN / 2:g} {y:.2f})"
    parts.append(element("g", sheet.figure.body, class_="chart", transform=place))
    y = height - MARGIN - sum(block.height for block in sheet.foot)
    rule = Rect(MARGIN, y - 6, sheet.width - 2 * MARGIN, 0)
    line = {"x1": rule.left, "x2": rule.right, "y1": rule.top, "y2": rule.top}
    parts.append(element("line", **line, stroke=LIGHT.border, class_="rule"))
    for block in sheet.foot:
        parts.append(block.draw(Point(MARGIN, y)))
        y += block.height
    scale = size.width / sheet.width
    described = element("title", words(exhibit.headline)) + element("desc", words(exhibit.alt))
    return element(
        "svg",
        described + element("defs", sheet.figure.defs) + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        width=size.width,
        height=round(height * scale),
        viewBox=f"0 0 {sheet.width:g} {height:g}",
        font_family=FALLBACKS,
        role="img",
        **{"xml:space": "preserve"},
    )
