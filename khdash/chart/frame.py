"""What a chart over years is made of: its frame, the lines in it, the steps of its targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khdash.chart.theme import UnitStyle

Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """The figures of one unit, basis and origin, in the order of the years."""

    name: str
    style: UnitStyle
    rows: tuple[Row, ...]

    @property
    def last(self) -> Row:
        return max(self.rows, key=lambda row: int(row["year"]))


@dataclass(frozen=True)
class Step:
    """A target from the year in which it begins to the year for which it was set.

    unit: the one that it is set for, of several the first.
    """

    start: float
    end: float
    value: float
    label: str
    unit: str = ""


@dataclass(frozen=True)
class Frame:
    """The plotted ranges in data and the margins and height in pixels."""

    years: tuple[float, float]
    ticks: tuple[float, ...]
    left: float
    right: float
    top: float
    bottom: float
    height: float

    @property
    def plot_height(self) -> float:
        return self.height - self.top - self.bottom

    def y_pixel(self, value: float) -> float:
        """Pixels above the bottom of the plot."""
        low, high = self.ticks[0], self.ticks[-1]
        return (value - low) / (high - low) * self.plot_height

    def y_value(self, pixel: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return low + pixel / self.plot_height * (high - low)
