"""A figure in the making: plotly's data and layout as plain dictionaries, lean on their way.

plotly's own figure checks and copies every property at every call, which costs ten times what the
drawing does. So nothing is checked here; tests/chart/drawn.py has plotly read every spec instead,
and a misspelt property fails a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
"""A whole figure: {"data": [...], "layout": {...}}."""
Trace = dict[str, Any]

DIGITS = 7
"""Significant digits of a coordinate: more than any screen shows."""


def scatter(**fields: Any) -> Trace:
    """A trace of lines, marks, areas or texts."""
    return {"type": "scatter", **fields}


def bar(**fields: Any) -> Trace:
    """A trace of horizontal bars."""
    return {"type": "bar", "orientation": "h", **fields}


def heatmap(**fields: Any) -> Trace:
    """A trace of shaded cells."""
    return {"type": "heatmap", **fields}


def one_or_each(values: Sequence[Any]) -> Any:
    """The one value that all marks share, else a value a mark.

    >>> one_or_each(["red", "red"]), one_or_each(["red", "blue"])
    ('red', ['red', 'blue'])
    """
    return values[0] if len(set(values)) == 1 else list(values)


class Drawing:
    """Traces, shapes and annotations gathered into a spec."""

    def __init__(self, height: float, margin: Mapping[str, float]) -> None:
        self.data: list[Trace] = []
        self.layout: dict[str, Any] = {
            "height": height,
            "autosize": True,
            "margin": dict(margin),
        }

    def add(self, *traces: Trace) -> None:
        """Traces above those already there; one without any mark is left out."""
        self.data += [trace for trace in traces if trace["x"] != []]

    def add_shape(self, **shape: Any) -> None:
        self.layout.setdefault("shapes", []).append(shape)

    def add_annotation(self, **annotation: Any) -> None:
        self.layout.setdefault("annotations", []).append(annotation)

    def set_axis(self, name: str, **fields: Any) -> None:
        """Properties of an axis: x, y, x2, y2 and so on."""
        axis = f"{name[0]}axis{name[1:]}"
        self.layout[axis] = {**self.layout.get(axis, {}), **fields}

    def set_layout(self, **fields: Any) -> None:
        self.layout.update(fields)

    def set_margin(self, **sides: float) -> None:
        self.layout["margin"].update(sides)

    def margin(self, side: str) -> float:
        return float(self.layout["margin"].get(side, 0.0))

    def spec(self, template: Mapping[str, Any], said_once: Iterable[str]) -> Spec:
        """The finished figure, lean, with the texts that its hover templates refer to."""
        refers = any("{layout.meta" in str(trace.get("hovertemplate")) for trace in self.data)
        layout = lean({**self.layout, "meta": list(said_once) if refers else None})
        return {"data": lean(self.data), "layout": {**layout, "template": template}}


def lean(part: Any) -> Any:
    """The part without empty properties, its numbers no finer than drawn.

    A tuple is taken as it is: exact figures, outlines rounded once, the place of a panel, which a
    rounded number may move by a pixel.

    >>> lean({"x": [1.0, 2.123456789], "line": {"dash": None}, "customdata": (2.123456789,)})
    {'x': [1, 2.123457], 'customdata': (2.123456789,)}
    """
    if isinstance(part, dict):
        kept = {name: lean(value) for name, value in part.items() if value is not None}
        return {name: value for name, value in kept.items() if value != {}}
    if isinstance(part, list):
        return [lean(value) for value in part]
    if isinstance(part, float):
        return _number(part)
    return part


def _number(value: float) -> float | int | None:
    if value != value:
        return None
    return int(value) if value.is_integer() else float(f"{value:.{DIGITS}g}")
