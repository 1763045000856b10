"""The legend of a figure: a sample of each trace and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khdash.chart.spec import Trace
from khdash.picture.frame import Frame, Part
from khdash.picture.lines import draw_mark, one
from khdash.picture.markup import LINE_HEIGHT, Line, Look, lines_of, width, write_middle
from khdash.picture.paint import Paint, stroke
from khdash.picture.svg import Point, Rect, element

SAMPLE, BETWEEN, PAD = 30.0, 14.0, 6.0
"""Pixels of a sample, after an entry of a row, and around the entries."""
LARGEST_MARK = 15.0


@dataclass(frozen=True)
class Entry:
    """A trace with its name, and the place of its entry within the legend."""

    trace: Trace
    lines: list[Line]
    at: Point
    width: float


def draw_legend(frame: Frame, traces: Sequence[Trace], paint: Paint) -> str:
    """The legend at its place in the figure; '' where the figure has none."""
    if not frame.layout.get("showlegend"):
        return ""
    look = frame.layout["legend"]
    size = float(look.get("font", {}).get("size", frame.font["size"]))
    entries, wide, high = _entries(frame, traces, look, size)
    if not entries:
        return ""
    box = _place(frame, look, wide, high)
    ground = ""
    if "borderwidth" in look:
        ground = element("rect", **box.place, fill=look["bgcolor"], stroke=look["bordercolor"])
    return element(
        "g",
        ground + "".join(_entry(entry, box, size, paint) for entry in entries),
        class_="legend",
    )


def _entries(
    frame: Frame, traces: Sequence[Trace], look: Part, size: float
) -> tuple[list[Entry], float, float]:
    """The entries from the top left of the legend on, and how large it is."""
    named = [trace for trace in traces if trace.get("showlegend") is not False]
    named.sort(key=lambda trace: trace.get("legendrank", 1000))
    upright = look.get("orientation") != "h"
    row = max(size * LINE_HEIGHT + 3, 19.0)
    room = frame.width - 2 * PAD
    fixed = look.get("entrywidth", 0.0) * room
    entries: list[Entry] = []
    x, y, widest = 0.0, PAD if upright else 0.0, 0.0
    for trace in named:
        lines = lines_of(trace["name"], Look(size, frame.font["color"]))
        wide = fixed or SAMPLE + 6 + width(lines) + (0 if upright else BETWEEN)
        if entries and (upright or x + wide > room + 1):
            x, y = 0.0, y + row
        entries.append(Entry(trace, lines, Point(x, y + row / 2), wide))
        x += wide
        widest = max(widest, x)
    return entries, widest + 2 * PAD, y + row + (PAD if upright else 0.0)


def _place(frame: Frame, look: Part, wide: float, high: float) -> Rect:
    """The rectangle of the legend, by plotly's x and y in the container or the plot."""
    whole = Rect(0.0, 0.0, frame.width, frame.height)
    across = whole if look.get("xref") == "container" else frame.plot
    down = whole if look.get("yref") == "container" else frame.plot
    x = across.left + look["x"] * across.width
    y = down.bottom - look["y"] * down.height
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[look["xanchor"]] * wide
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[look["yanchor"]] * high
    return Rect(left, top, wide, high)


def _entry(entry: Entry, box: Rect, size: float, paint: Paint) -> str:
    at = Point(box.left + PAD + entry.at.x, box.top + entry.at.y)
    name = write_middle(entry.lines, Point(at.x + SAMPLE + 6, at.y), "start", size=size)
    return _sample(entry.trace, at, paint) + name


def _sample(trace: Trace, at: Point, paint: Paint) -> str:
    """A square of a bar or an area, a piece of a line, a mark."""
    middle = Point(at.x + SAMPLE / 2, at.y)
    if trace["type"] == "bar" or trace.get("fill"):
        marker = trace.get("marker", {})
        half = 6.0 if trace["type"] == "bar" else SAMPLE / 2 - 1
        return paint.filled(
            "rect",
            trace.get("fillcolor") or one(marker["color"], 0),
            trace.get("fillpattern") or marker.get("pattern"),
            x=middle.x - half,
            y=at.y - 6,
            width=2 * half,
            height=12,
        )
    mode = trace.get("mode", "lines+markers")
    parts = ""
    if "lines" in mode:
        ends = {"x1": at.x, "x2": at.x + SAMPLE, "y1": at.y, "y2": at.y}
        parts += element("line", **ends, **stroke(trace["line"]))
    if "markers" in mode:
        parts += draw_mark(trace["marker"], 0, middle, LARGEST_MARK)
    return parts
