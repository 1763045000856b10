"""One static picture of an exhibit: all that a page says of it, on one sheet, without a browser."""

from __future__ import annotations

from khdash.exhibit.core.exhibit import Exhibit
from khdash.picture.png import to_png
from khdash.report.picture.sheet import PAGE, SIZES, Size, draw_sheet

__all__ = ["SIZES", "picture", "picture_png"]


def picture(exhibit: Exhibit, size: Size = PAGE) -> str:
    """The exhibit as SVG: finding, filters, chart, notes, sources, data version, demo mark.

    size: one of SIZES: `page`, 1,200 pixels wide; `wide`, 16:9 for a slide; `narrow`, a phone's.
    Raises ValueError for an exhibit that is no chart (khdash.exhibit.core.drawing.is_drawn) and
    BadBoundaries for a map whose outlines cannot be read.
    """
    return draw_sheet(exhibit, size)


def picture_png(exhibit: Exhibit, size: Size = PAGE, zoom: float = 1.0) -> bytes:
    """The same as PNG, `zoom` times as many pixels in each direction."""
    return to_png(draw_sheet(exhibit, size), zoom)
