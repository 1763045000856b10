"""The sheet of a picture: what is said above the chart, the chart, what is said below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khdash.chart import draw, read_boundaries
from khdash.chart.spec import Spec
from khdash.chart.theme import LIGHT
from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import ON_OUTLINES, Exhibit, Kind
from khdash.picture.face import FALLBACKS
from khdash.picture.figure import crowding, draw_figure, heightened
from khdash.picture.svg import Point, element, words
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
AROUND_CHART = 24.0
"""Pixels above and below the chart, together."""
STEP = 60
"""Pixels by which the page is widened."""
MOST_STRETCH = 1.6
"""How much higher than usual a chart may be to fill a sheet of fixed height."""


@dataclass(frozen=True)
class Sheet:
    """The parts of a sheet laid out for a width; the figure is not drawn yet."""

    width: float
    head: Sequence[Block]
    spec: Spec
    foot: Sequence[Block]

    @property
    def least_height(self) -> float:
        """Pixels that the parts need."""
        said = sum(block.height for block in (*self.head, *self.foot))
        return 2 * MARGIN + said + self.spec["layout"]["height"] + AROUND_CHART

    @property
    def room(self) -> float:
        """The width of the chart."""
        return self.width - MARGIN


def draw_sheet(exhibit: Exhibit, size: Size) -> str:
    """The sheet as SVG. Raises ValueError for an exhibit that is no chart."""
    if not is_drawn(exhibit):
        raise ValueError(f"{exhibit.name}: no chart, and so no picture")
    sheet = _laid_out(exhibit, _spec(exhibit, size), size)
    return _written(exhibit, sheet, size)


def _spec(exhibit: Exhibit, size: Size) -> Spec:
    outlines = None
    if exhibit.kind in ON_OUTLINES and exhibit.outlines and exhibit.catalogue:
        chosen = exhibit.catalogue.boundary_set(str(exhibit.extra["boundaries"]))
        outlines = read_boundaries(exhibit.outlines, chosen)
    slide = size.slide and exhibit.kind not in IN_PARTS
    return draw(exhibit, narrow=size.narrow, slide=slide, boundaries=outlines)


def _laid_out(exhibit: Exhibit, spec: Spec, size: Size) -> Sheet:
    """At the width at which the fewest words of the chart are in each other's way, the narrowest of
    those; a sheet of fixed height is as wide as its content needs, and its chart fills it."""
    widths = range(size.least, size.most + 1, STEP)
    if size.ratio:
        fits = (w for w in widths if _at(exhibit, spec, w).least_height <= w * size.ratio)
        first = next(fits, size.most)
        widths = range(first, first + 4 * STEP, STEP)
    best = min(widths, key=lambda width: (crowding(spec, width - MARGIN), width))
    sheet = _at(exhibit, spec, best)
    spare = best * size.ratio - sheet.least_height
    most = spec["layout"]["height"] * (MOST_STRETCH - 1)
    return replace(sheet, spec=heightened(spec, max(min(spare, most), 0.0)))


def _at(exhibit: Exhibit, spec: Spec, width: float) -> Sheet:
    room = width - 2 * MARGIN
    return Sheet(width, head_of(exhibit, room), spec, foot_of(exhibit, room))


def _written(exhibit: Exhibit, sheet: Sheet, size: Size) -> str:
    """The elements from top to bottom, the foot at the lower edge of a sheet of fixed height."""
    height = max(sheet.least_height, sheet.width * size.ratio)
    figure = draw_figure(sheet.spec, sheet.room)
    parts = [element("rect", width=sheet.width, height=height, fill=LIGHT.ground)]
    y = MARGIN
    for block in sheet.head:
        parts.append(block.draw(Point(MARGIN, y)))
        y += block.height
    y += AROUND_CHART / 2
    place = f"translate({MARGIN / 2:g} {y:.2f})"
    parts.append(element("g", figure.body, class_="chart", transform=place))
    y = height - MARGIN - sum(block.height for block in sheet.foot)
    ends = {"x1": MARGIN, "x2": sheet.width - MARGIN, "y1": y - 6, "y2": y - 6}
    parts.append(element("line", **ends, stroke=LIGHT.border, class_="rule"))
    for block in sheet.foot:
        parts.append(block.draw(Point(MARGIN, y)))
        y += block.height
    scale = size.width / sheet.width
    described = element("title", words(exhibit.headline)) + element("desc", words(exhibit.alt))
    return element(
        "svg",
        described + element("defs", figure.defs) + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        width=size.width,
        height=round(height * scale),
        viewBox=f"0 0 {sheet.width:g} {height:g}",
        font_family=FALLBACKS,
        role="img",
        **{"xml:space": "preserve"},
    )
