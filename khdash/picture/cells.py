"""Traces of shaded cells with words in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from khdash.chart.colour import blend
from khdash.chart.spec import Trace
from khdash.picture.frame import Frame
from khdash.picture.markup import Look, lines_of, write_middle
from khdash.picture.svg import Point, element


def draw_cells(frame: Frame, trace: Trace) -> Iterator[str]:
    """A rectangle a value, none where there is no value, and its words in its middle."""
    x, y = frame.axis_of(trace, "x"), frame.axis_of(trace, "y")
    wide, high = x.step - trace["xgap"], y.step - trace["ygap"]
    size = float(trace["textfont"]["size"])
    for row, values, texts in zip(trace["y"], trace["z"], trace["text"], strict=True):
        for column, value, text in zip(trace["x"], values, texts, strict=True):
            if value is None:
                continue
            middle = Point(x.at(column), y.at(row))
            yield element(
                "rect",
                x=middle.x - wide / 2,
                y=middle.y - high / 2,
                width=wide,
                height=high,
                fill=shade(value, (trace["zmin"], trace["zmax"]), trace["colorscale"]),
            )
            lines = lines_of(text, Look(size, frame.font["color"]))
            yield write_middle(lines, middle, size=size)


def shade(value: float, ends: tuple[float, float], scale: Sequence[Sequence[Any]]) -> str:
    """The colour of a value between the steps of a colour scale.

    >>> shade(1.5, (1, 2), [[0, "#000000"], [1, "#FFFFFF"]])
    '#808080'
    """
    place = min(max((value - ends[0]) / (ends[1] - ends[0]), 0.0), 1.0)
    for (start, one), (end, other) in pairwise(scale):
        if place <= end:
            return blend(str(one), str(other), 1 - (place - start) / (end - start))
    return str(scale[-1][1])
