"""A figure, as the plain dictionary that khdash.chart makes, as SVG: what a browser would show.

The geometry is the figure's own: values through its axes, None as a gap, its colours, marks,
dashes and texts. What no figure of ours uses is not drawn; tests/picture/test_every_figure.py
fails for a property that nobody reads here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from khdash.chart.spec import Spec, Trace
from khdash.picture.annotations import annotation_box, draw_annotation, draw_shape
from khdash.picture.axes import draw_axis, draw_grid
from khdash.picture.bars import bars_of, draw_bars
from khdash.picture.cells import draw_cells
from khdash.picture.frame import Frame, frame_of
from khdash.picture.legend import draw_legend
from khdash.picture.lines import draw_scatter, points_of
from khdash.picture.paint import Paint
from khdash.picture.svg import Rect, element


@dataclass(frozen=True)
class DrawnFigure:
    """A figure as elements of an SVG: `body` is as large as said, `defs` what it refers to."""

    width: float
    height: float
    body: str
    defs: str


def draw_figure(spec: Spec, width: float) -> DrawnFigure:
    """The figure `width` pixels wide. Raises KeyError for a kind of trace or mark unknown here."""
    frame = frame_of(spec, width)
    paint = Paint()
    body = "".join(_parts(spec, frame, paint))
    return DrawnFigure(width, frame.height, body, paint.defs)


def _leaves(frame: Frame, trace: Trace, area: Rect) -> bool:
    """Whether a line or an area runs out of its axes. Clipping costs a PNG as much as drawing, and
    bars and cells never do: their axes are made for them."""
    if trace["type"] != "scatter":
        return False
    points = [point for point in points_of(frame, trace) if point is not None]
    return not all(area.holds(point) for point in points)


def _drawn(frame: Frame, trace: Trace, bars: Sequence[Rect], paint: Paint) -> Iterator[str]:
    if trace["type"] == "bar":
        return draw_bars(frame, trace, bars, paint)
    if trace["type"] == "heatmap":
        return draw_cells(frame, trace)
    if trace["type"] == "scatter":
        return draw_scatter(frame, trace, paint)
    raise KeyError(trace["type"])


def heightened(spec: Spec, by: float) -> Spec:
    """The figure with a plot so many pixels higher."""
    layout = spec["layout"]
    return {**spec, "layout": {**layout, "height": layout["height"] + by}}


def crowding(spec: Spec, width: float) -> int:
    """How many words laid over a figure run out of it or into each other at a width."""
    frame = frame_of(spec, width)
    laid = [a for a in frame.layout.get("annotations", ()) if a.get("name") != "watermark"]
    boxes = [annotation_box(frame, one) for one in laid]
    out = sum(box.left < -1 or box.right > width + 1 for box in boxes)
    return out + sum(one.meets(other) for one, other in combinations(boxes, 2))


def _parts(spec: Spec, frame: Frame, paint: Paint) -> Iterator[str]:
    """From the ground up, as plotly lays them: grid, shapes below, traces, shapes, words."""
    shapes = frame.layout.get("shapes", ())
    yield from (draw_grid(frame, axis) for axis in frame.axes.values())
    yield from (draw_shape(frame, s) for s in shapes if s.get("layer") == "below")
    traces = spec["data"]
    bars = bars_of(traces, frame)
    for number, trace in enumerate(traces):
        inside = "".join(_drawn(frame, trace, bars.get(number, []), paint))
        if inside:
            area = frame.area(frame.axis_of(trace, "x"), frame.axis_of(trace, "y"))
            cut = trace.get("cliponaxis") is not False and _leaves(frame, trace, area)
            clip = f"url(#{paint.clip(area)})" if cut else None
            yield element("g", inside, class_=f"trace {trace['type']}", clip_path=clip)
    yield from (draw_axis(frame, axis) for axis in frame.axes.values())
    yield from (draw_shape(frame, s) for s in shapes if s.get("layer") != "below")
    yield draw_legend(frame, traces, paint)
    yield from (draw_annotation(frame, one) for one in frame.layout.get("annotations", ()))
