"""Where the parts of a figure stand: its layout with the template applied, its axes in pixels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from khdash.chart.spec import Spec
from khdash.picture.svg import Rect

Part = Mapping[str, Any]


def merged(usual: Part, own: Part) -> dict[str, Any]:
    """The own properties over the usual ones, part by part."""
    parts = {
        name: merged(usual[name], value)
        if isinstance(value, Mapping) and isinstance(usual.get(name), Mapping)
        else value
        for name, value in own.items()
    }
    return {**usual, **parts}


@dataclass(frozen=True)
class Axis:
    """One axis: its properties, the values at its ends and their pixels."""

    name: str
    look: Part
    values: tuple[float, float]
    pixels: tuple[float, float]

    def at(self, value: float) -> float:
        """The pixel of a value."""
        (low, high), (start, end) = self.values, self.pixels
        return start + (value - low) / (high - low) * (end - start)

    def part(self, fraction: float) -> float:
        """The pixel of a fraction of the length, counted as plotly does from left or bottom."""
        return self.pixels[0] + fraction * (self.pixels[1] - self.pixels[0])

    @property
    def step(self) -> float:
        """Pixels of one unit of the axis."""
        return abs((self.pixels[1] - self.pixels[0]) / (self.values[1] - self.values[0]))

    @property
    def is_shown(self) -> bool:
        return self.look.get("visible", True) is not False

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Pixel and text of the ticks that lie within the axis."""
        low, high = sorted(self.values)
        pairs = zip(self.look.get("tickvals", ()), self.look.get("ticktext", ()), strict=True)
        return [(self.at(value), text) for value, text in pairs if low <= value <= high]


@dataclass(frozen=True)
class Frame:
    """A figure that is `width` pixels wide: its layout, its plot and its axes by name."""

    layout: Part
    width: float
    axes: Mapping[str, Axis] = field(default_factory=dict)

    @property
    def height(self) -> float:
        return float(self.layout["height"])

    @property
    def plot(self) -> Rect:
        margin = self.layout["margin"]
        left, top = margin["l"], margin["t"]
        return Rect(left, top, self.width - left - margin["r"], self.height - top - margin["b"])

    @property
    def font(self) -> Part:
        font: Part = self.layout["font"]
        return font

    def axis_of(self, trace: Part, letter: str) -> Axis:
        """The axis, x or y, that a trace stands on."""
        return self.axes[trace.get(f"{letter}axis", letter)]

    def area(self, x: Axis, y: Axis) -> Rect:
        """The rectangle between two axes."""
        left, right = sorted(x.pixels)
        top, bottom = sorted(y.pixels)
        return Rect(left, top, right - left, bottom - top)

    def pixel(self, reference: str, value: float) -> float:
        """The pixel of a coordinate that refers to an axis or, "x3 domain", to its length."""
        if reference.endswith(" domain"):
            return self.axes[reference.removesuffix(" domain")].part(value)
        return self.axes[reference].at(value)

    def paper_x(self, fraction: float) -> float:
        return self.plot.left + fraction * self.plot.width

    def paper_y(self, fraction: float) -> float:
        return self.plot.bottom - fraction * self.plot.height

    def x(self, reference: str, value: float) -> float:
        """The pixel of an x that refers to the paper, an axis or its length."""
        return self.paper_x(value) if reference == "paper" else self.pixel(reference, value)

    def y(self, reference: str, value: float) -> float:
        """The pixel of a y, as that of an x."""
        return self.paper_y(value) if reference == "paper" else self.pixel(reference, value)


def frame_of(spec: Spec, width: float) -> Frame:
    """The frame of a figure `width` pixels wide."""
    own = spec["layout"]
    usual = own["template"]["layout"]
    layout = merged(usual, {name: value for name, value in own.items() if name != "template"})
    frame = Frame(layout, width)
    names = {f"{name[0]}{name[5:]}" for name in own if name[1:5] == "axis"} | {"x", "y"}
    axes = {name: _axis(frame, name, usual) for name in sorted(names)}
    for name, axis in list(axes.items()):
        if "scaleanchor" in axis.look:
            other = axes[axis.look["scaleanchor"]]
            axes[name], axes[other.name] = _same_scale(axis, other)
    return Frame(layout, width, axes)


def _axis(frame: Frame, name: str, usual: Part) -> Axis:
    key = f"{name[0]}axis{name[1:]}"
    look = merged(usual[f"{name[0]}axis"], frame.layout.get(key, {}))
    low, high = look.get("range", (0.0, 1.0))
    start, end = look.get("domain", (0.0, 1.0))
    place = frame.paper_x if name[0] == "x" else frame.paper_y
    return Axis(name, look, (float(low), float(high)), (place(start), place(end)))


def _same_scale(axis: Axis, other: Axis) -> tuple[Axis, Axis]:
    """Both axes with one scale, the roomier fitted about its middle; scaleratio: pixels of a
    unit of `axis` for each of a unit of `other`."""
    ratio = float(axis.look.get("scaleratio", 1.0))
    step = min(other.step, axis.step / ratio)
    return _with_step(axis, step * ratio), _with_step(other, step)


def _with_step(axis: Axis, step: float) -> Axis:
    """The axis with so many pixels a unit: on fewer pixels where the figure says so, else with
    more values."""
    low, high = axis.values
    start, end = axis.pixels
    if axis.look.get("constrain") == "domain":
        half = math.copysign(abs(high - low) * step / 2, end - start)
        middle = (start + end) / 2
        return replace(axis, pixels=(middle - half, middle + half))
    half = math.copysign(abs(end - start) / step / 2, high - low)
    middle = (low + high) / 2
    return replace(axis, values=(middle - half, middle + half))
