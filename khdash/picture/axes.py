"""Axes: their grid, their line and the words at their ticks."""

from __future__ import annotations

from khdash.picture.frame import Axis, Frame
from khdash.picture.markup import LINE_HEIGHT, Look, lines_of, write, write_middle
from khdash.picture.svg import Point, Rect, element

AWAY = 3.0
"""Pixels between an axis and its words."""


def draw_grid(frame: Frame, axis: Axis) -> str:
    """Hairlines at the ticks, across the plot of the axis."""
    if not axis.is_shown or not axis.look.get("showgrid"):
        return ""
    area = _area(frame, axis)
    return "".join(
        _across(axis, area, pixel, axis.look["gridcolor"], "grid") for pixel, _ in axis.ticks
    )


def draw_axis(frame: Frame, axis: Axis) -> str:
    """The line of the axis, if it has one, and the words at its ticks."""
    if not axis.is_shown:
        return ""
    area = _area(frame, axis)
    line = ""
    if axis.look.get("showline"):
        line = element(
            "line",
            x1=area.left,
            x2=area.right,
            y1=area.bottom,
            y2=area.bottom,
            stroke=axis.look["linecolor"],
            class_="axis",
        )
    if axis.look.get("showticklabels") is False:
        return line
    return line + "".join(_tick(frame, axis, area, *tick) for tick in axis.ticks)


def _area(frame: Frame, axis: Axis) -> Rect:
    """The plot between an axis and the one that it stands on."""
    letter = "y" if axis.name[0] == "x" else "x"
    other = frame.axes[axis.look.get("anchor", letter)]
    return frame.area(*((axis, other) if axis.name[0] == "x" else (other, axis)))


def _across(axis: Axis, area: Rect, pixel: float, colour: str, role: str) -> str:
    ends = (
        {"x1": pixel, "x2": pixel, "y1": area.top, "y2": area.bottom}
        if axis.name[0] == "x"
        else {"x1": area.left, "x2": area.right, "y1": pixel, "y2": pixel}
    )
    return element("line", **ends, stroke=colour, class_=role)


def _tick(frame: Frame, axis: Axis, area: Rect, pixel: float, text: str) -> str:
    font = axis.look["tickfont"]
    size = float(font.get("size", frame.font["size"]))
    lines = lines_of(text, Look(size, font["color"]))
    away = AWAY + axis.look.get("ticklabelstandoff", 0)
    if axis.name[0] == "y":
        return write_middle(lines, Point(area.left - away, pixel), "end", size=size, role="tick")
    below = Point(pixel, area.bottom + away + size)
    above = Point(pixel, area.top - away - (len(lines) - 1) * size * LINE_HEIGHT - size * 0.2)
    at = above if axis.look.get("side") == "top" else below
    return write(lines, at, "middle", size=size, role="tick")
