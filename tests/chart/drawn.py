"""A chart as plotly reads it: every property checked, hover texts put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from khdash import chart
from khdash.chart.canvas import VALUES
from khdash.exhibit.core.exhibit import Exhibit


def draw(exhibit: Exhibit, **how: Any) -> go.Figure:
    """The figure of an exhibit. Raises ValueError for a property that plotly does not know."""
    figure = go.Figure(chart.draw(exhibit, **how))
    said_once = figure.layout.meta or ()
    for trace in figure.data:
        if trace.hovertemplate is not None:
            trace.hovertext = _hover_texts(trace, said_once)
    return figure


def _hover_texts(trace: Any, said_once: Any) -> list[str]:
    """What the marks say, as plotly puts it together from template, customdata and meta."""
    marks = list(_marks(trace.customdata))
    templates = trace.hovertemplate
    if isinstance(templates, str):
        templates = [templates if mark else "" for mark in marks]

    def text(template: str, mark: Any) -> str:
        filled = re.sub(r"%\{customdata\[(\d+)\]\}", lambda m: str(mark[int(m[1])]), template)
        filled = re.sub(r"%\{layout\.meta\[(\d+)\]\}", lambda m: str(said_once[int(m[1])]), filled)
        shown, name, rest = filled.partition("<extra></extra>")
        assert (bool(name), rest) == (bool(template), ""), "plotly adds the name of the trace"
        return shown

    return [text(template, mark) for template, mark in zip(templates, marks, strict=True)]


def each_mark(trace: Any, value: Any) -> tuple[Any, ...]:
    """A property of marks, mark by mark."""
    return (value,) * len(trace.x) if isinstance(value, (str, float, int)) else tuple(value)


def figure_numbers(figure: go.Figure) -> set[float]:
    """The data values that a figure draws: what alt text and table are checked against."""
    return {
        float(mark[2])
        for trace in figure.data
        if trace.meta == VALUES
        for mark in _marks(trace.customdata)
        if len(mark) > 2 and mark[2] is not None and not pd.isna(mark[2])
    }


def _marks(customdata: Iterable[Any] | None) -> Iterable[Any]:
    """The marks of a trace, whether in one row or in a grid (cells of a heat table)."""
    for item in customdata if customdata is not None else ():
        if len(item) and isinstance(item[0], (list, tuple)):
            yield from item
        else:
            yield item
