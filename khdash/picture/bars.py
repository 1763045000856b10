"""Traces of horizontal bars: where each begins and ends, how it is filled, what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khdash.chart.spec import Trace
from khdash.chart.theme import LIGHT
from khdash.picture.frame import Frame, Part
from khdash.picture.lines import one
from khdash.picture.markup import Line, Look, height, lines_of, width, write_middle
from khdash.picture.paint import CLEAR, Paint, stroke
from khdash.picture.svg import Point, Rect

USUAL_GAP = 0.2
"""The share of a row that plotly leaves free between bars where a figure does not say."""
INSIDE = 3.0
"""Pixels between a word and the ends of the bar that holds it."""


def bars_of(traces: Sequence[Trace], frame: Frame) -> dict[int, list[Rect]]:
    """The bars of each trace of bars, by its number, in the order of its marks.

    Stacked bars begin where the one before ends, those to the left of zero on their own side; a
    trace with a base of its own is not stacked.
    """
    stacked = frame.layout.get("barmode") in ("stack", "relative")
    ends: dict[tuple[float, bool], float] = {}
    found = {}
    for number, trace in enumerate(traces):
        if trace["type"] != "bar":
            continue
        x, y = frame.axis_of(trace, "x"), frame.axis_of(trace, "y")
        high = float(trace.get("width", 1 - frame.layout.get("bargap", USUAL_GAP))) * y.step
        rects = []
        for place, (row, length) in enumerate(zip(trace["y"], trace["x"], strict=True)):
            base = float(one(trace.get("base", 0.0), place))
            if stacked and "base" not in trace:
                side = (float(row), length < 0)
                base = ends.get(side, 0.0)
                ends[side] = base + length
            left, right = sorted((x.at(base), x.at(base + length)))
            rects.append(Rect(left, y.at(row) - high / 2, right - left, high))
        found[number] = rects
    return found


def draw_bars(frame: Frame, trace: Trace, bars: Sequence[Rect], paint: Paint) -> Iterator[str]:
    """The bars of a trace and the words in them."""
    marker = trace["marker"]
    for place, bar in enumerate(bars):
        yield paint.filled(
            "rect",
            one(marker["color"], place),
            marker.get("pattern"),
            **bar.place,
            opacity=one(marker.get("opacity"), place),
            **(stroke(marker["line"]) if "line" in marker else {}),
        )
    if "text" in trace:
        yield from _texts(frame, trace, bars)


def _texts(frame: Frame, trace: Trace, bars: Sequence[Rect]) -> Iterator[str]:
    """The words in the middle of their bars: all as small as the tightest bar demands, those that
    would be smaller than the figure allows left out."""
    font: Part = {**trace.get("textfont", {}), **trace.get("insidetextfont", {})}
    size = float(font.get("size", frame.font["size"]))
    held = trace.get("constraintext") == "inside"
    uniform = frame.layout.get("uniformtext", {})
    least = float(uniform.get("minsize", 0)) if held else 0.0
    shown: list[tuple[Rect, list[Line], float]] = []
    for place, bar in enumerate(bars):
        ground = one(trace["marker"]["color"], place)
        ink = one(font.get("color"), place) or LIGHT.ink_on(
            LIGHT.ground if ground == CLEAR else ground
        )
        lines = lines_of(str(trace["text"][place]), Look(size, ink))
        if not width(lines):
            continue
        scale = min(1.0, _scale(bar, lines, size)) if held else 1.0
        if scale * size >= least:
            shown.append((bar, lines, scale))
    scale = min((one_scale for _, _, one_scale in shown), default=1.0)
    for bar, lines, _ in shown:
        middle = Point(bar.left + bar.width / 2, bar.top + bar.height / 2)
        yield write_middle(_scaled(lines, scale), middle, size=size * scale)


def _scale(bar: Rect, lines: Sequence[Line], size: float) -> float:
    """How much of their size the words may have to stand in the bar."""
    return min(
        max(bar.width - 2 * INSIDE, 0.0) / width(lines),
        max(bar.height - 2 * INSIDE, 0.0) / height(lines, size),
    )


def _scaled(lines: Sequence[Line], scale: float) -> list[Line]:
    return [
        tuple(replace(run, look=replace(run.look, size=run.look.size * scale)) for run in line)
        for line in lines
    ]
