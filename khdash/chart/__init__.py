"""Exhibit -> plotly spec: one chart type a file, pure."""

from __future__ import annotations

from khdash.chart.boundaries import BadBoundaries, Boundaries, bordering, read_boundaries
from khdash.chart.canvas import Canvas
from khdash.chart.comparison import draw_comparison
from khdash.chart.contributions import draw_contributions
from khdash.chart.heat import draw_heat
from khdash.chart.map import draw_map
from khdash.chart.map_years import draw_map_years
from khdash.chart.parts import draw_parts
from khdash.chart.ranking import draw_ranking
from khdash.chart.scatter import draw_scatter
from khdash.chart.slope import draw_slope
from khdash.chart.small_multiples import draw_small_multiples
from khdash.chart.spark import draw_spark
from khdash.chart.spec import Spec
from khdash.chart.theme import CONFIG, Mode, theme
from khdash.chart.trend import draw_trend
from khdash.exhibit.core.exhibit import ON_OUTLINES, Exhibit

__all__ = [
    "CONFIG",
    "ON_OUTLINES",
    "BadBoundaries",
    "Boundaries",
    "Mode",
    "Spec",
    "bordering",
    "draw",
    "read_boundaries",
    "theme",
]

_DRAW = {
    "trend": draw_trend,
    "comparison": draw_comparison,
    "heat_table": draw_heat,
    "parts": draw_parts,
    "tile": draw_spark,
    "slope": draw_slope,
    "ranking": draw_ranking,
    "scatter": draw_scatter,
    "small_multiples": draw_small_multiples,
    "contributions": draw_contributions,
}


def draw(
    exhibit: Exhibit,
    *,
    mode: Mode = "light",
    narrow: bool = False,
    slide: bool = False,
    boundaries: Boundaries | None = None,
) -> Spec:
    """The exhibit as the spec of a figure without a title; `narrow` is a phone's width, `slide`
    that of a slide, on which every text is larger and the figure no higher than it.

    A map needs the outlines of its boundary set. Raises ValueError for a map without them and
    for an exhibit of kind `table` or `answers`, which has no chart.
    """
    canvas = Canvas(exhibit, mode, narrow, slide)
    if exhibit.kind in ON_OUTLINES:
        asked = exhibit.extra.get("boundaries", exhibit.selection.boundaries)
        if boundaries is None or boundaries.name != asked:
            raise ValueError(f"this map needs the outlines read_boundaries(folder, {asked!r})")
        drawn = draw_map if exhibit.kind == "map" else draw_map_years
        return drawn(canvas, boundaries)
    if exhibit.kind not in _DRAW:
        raise ValueError(f"an exhibit of kind {exhibit.kind!r} has no chart")
    return _DRAW[exhibit.kind](canvas)
