"""Traces of lines, areas, marks and words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khdash.chart.spec import Trace
from khdash.picture import glyphs
from khdash.picture.frame import Frame
from khdash.picture.markup import Anchor, Look, lines_of, write_middle
from khdash.picture.paint import Paint, colour, stroke
from khdash.picture.svg import Point, element, line_path

SIDES: dict[str, tuple[float, Anchor]] = {
    "right": (2.0, "start"),
    "left": (-2.0, "end"),
    "center": (0.0, "middle"),
}
"""Pixels from a point to the word beside it, and the end of the word that is there."""


def draw_scatter(frame: Frame, trace: Trace, paint: Paint) -> Iterator[str]:
    """The lines below the marks below the words, each as the mode of the trace asks."""
    points = points_of(frame, trace)
    mode = trace.get("mode", "lines+markers").split("+")
    if "lines" in mode:
        yield from _lines(trace, points, paint)
    if "markers" in mode:
        for place, point in enumerate(points):
            if point is not None:
                yield draw_mark(trace["marker"], place, point)
    if "text" in mode:
        yield from _texts(frame, trace, points)


def points_of(frame: Frame, trace: Trace) -> list[Point | None]:
    """The marks in pixels; None where a coordinate is missing."""
    x, y = frame.axis_of(trace, "x"), frame.axis_of(trace, "y")
    return [
        None if a is None or b is None else Point(x.at(a), y.at(b))
        for a, b in zip(trace["x"], trace["y"], strict=True)
    ]


def _lines(trace: Trace, points: list[Point | None], paint: Paint) -> Iterator[str]:
    """One path a run between gaps; of an area one path of all its rings."""
    runs = _runs(points)
    if not runs:
        return
    look = stroke(trace["line"]) | {"opacity": trace.get("opacity")}
    if trace.get("fill") == "toself":
        rings = "".join(line_path(run, close=True) for run in runs)
        fill, pattern = trace["fillcolor"], trace.get("fillpattern")
        yield paint.filled("path", fill, pattern, d=rings, fill_rule="evenodd", **look)
        return
    for run in runs:
        if len(run) > 1:
            yield element("path", d=line_path(run), fill="none", stroke_linejoin="round", **look)


def _runs(points: list[Point | None]) -> list[list[Point]]:
    """The points between gaps."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def one(values: Any, place: int) -> Any:
    """The value of one mark, where all share it or each has its own."""
    return values[place] if isinstance(values, list | tuple) else values


def draw_mark(marker: Any, place: int, at: Point, most: float = 1000.0) -> str:
    """The mark of one point, at most so many pixels across."""
    line = marker.get("line", {})
    edge = line.get("width", 0)
    return glyphs.mark(
        one(marker.get("symbol", "circle"), place),
        at,
        min(float(one(marker.get("size", 6), place)), most),
        fill=colour(one(marker["color"], place)),
        stroke=colour(one(line["color"], place)) if edge else None,
        stroke_width=edge or None,
        opacity=one(marker.get("opacity"), place),
    )


def _texts(frame: Frame, trace: Trace, points: list[Point | None]) -> Iterator[str]:
    font = trace.get("textfont", {})
    size = float(font.get("size", frame.font["size"]))
    side = trace.get("textposition", "middle center").split()[1]
    away, anchor = SIDES[side]
    for place, point in enumerate(points):
        if point is not None:
            ink = one(font.get("color", frame.font["color"]), place)
            lines = lines_of(trace["text"][place], Look(size, ink))
            at = Point(point.x + away, point.y)
            yield write_middle(lines, at, anchor, size=size)
