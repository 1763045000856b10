"""Sparkline of a tile: a line without axes, its first and last year printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khdash.chart.canvas import NO_HOVER, Canvas
from khdash.chart.spec import Spec, Trace, scatter
from khdash.exhibit.core.drawing import spark_points

HEIGHT = 64


def draw_spark(canvas: Canvas) -> Spec:
    """extra["spark"] of a tile as a line; years without a figure are bridged by dots."""
    points = spark_points(canvas.exhibit.extra.get("spark"))
    if len(points) < 2:
        return canvas.say(HEIGHT, "")
    figure = canvas.new_figure(HEIGHT, l=6, r=6, t=8, b=18)
    figure.add(_guide(canvas, points), _line(canvas, points))
    years, values = [p[0] for p in points], [p[1] for p in points]
    figure.set_axis("x", visible=False, range=[years[0], years[-1]])
    figure.set_axis("y", visible=False, range=_room(values))
    for year, anchor in ((years[0], "left"), (years[-1], "right")):
        figure.add_annotation(
            name="year",
            text=str(year),
            x=0 if anchor == "left" else 1,
            xref="paper",
            y=0,
            yref="paper",
            xanchor=anchor,
            yanchor="top",
            yshift=-2,
            font={"size": 11, "color": canvas.theme.muted},
        )
    return canvas.finish(figure)


def _room(values: Sequence[float]) -> list[float]:
    low, high = min(values), max(values)
    pad = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    return [low - pad, high + pad]


def _guide(canvas: Canvas, points: Sequence[tuple[int, float]]) -> Trace:
    """Dots across missing years."""
    xs: list[int | None] = []
    ys: list[float | None] = []
    for before, after in pairwise(points):
        if after[0] - before[0] > 1:
            xs += [before[0], after[0], None]
            ys += [before[1], after[1], None]
    line = {"color": canvas.theme.muted, "width": 1, "dash": "dot"}
    return scatter(name="guide", x=xs, y=ys, mode="lines", line=line, **NO_HOVER)


def _line(canvas: Canvas, points: Sequence[tuple[int, float]]) -> Trace:
    """Solid over consecutive years, with None where a year is missing."""
    marks: list[tuple[int, float] | tuple[None, None]] = []
    for before, point in zip([None, *points], points, strict=False):
        if before is not None and point[0] - before[0] > 1:
            marks.append((None, None))
        marks.append(point)
    return scatter(
        name="line",
        x=[year for year, _ in marks],
        y=[value for _, value in marks],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": canvas.theme.primary, "width": 1.8},
        marker={"color": canvas.theme.primary, "size": 4},
        **NO_HOVER,
    )
