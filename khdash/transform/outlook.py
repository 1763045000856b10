"""Where a figure would stand if it kept its pace: a robust slope, given as a range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from khdash.model.rows import Row, grouped, on_frames
from khdash.transform.growth import LINE
from khdash.transform.records import is_firm, is_whole

LEAST_POINTS = 3
Z_90 = 1.6448536269514722
"""Half-width, in standard deviations, of a 90 % interval of the normal distribution."""

OUTLOOK: dict[str, str] = {
    "unit": "str",
    "subgroup": "str",
    "basis": "str",
    "origin": "str",
    "first_year": "Int64",
    "last_year": "Int64",
    "points": "int64",  # exact, firm figures of the run
    "last_value": "float64",
    "slope": "float64",  # of the indicator's unit a year
    "slope_lower": "float64",
    "slope_upper": "float64",
    "horizon": "int64",
    "value": "float64",  # at the horizon
    "lower": "float64",
    "upper": "float64",
    "far": "bool",  # the horizon is further ahead than the figures reach back
    "reason": "str",  # no_data | too_old | passed | not_comparable | too_few_points
}


@dataclass(frozen=True, slots=True)
class Slope:
    """The middle of all pairwise slopes, and the 90 % interval that their ranks give."""

    middle: float
    lower: float
    upper: float


def slope_of(points: Sequence[tuple[int, float]]) -> Slope:
    """The Theil-Sen slope of (year, value) points of different years (Sen 1968).

    With n points there are N = n(n-1)/2 slopes; the interval runs from the rank (N - C)/2 to the
    rank (N + C)/2 + 1, C = 1.645 * sqrt(n(n-1)(2n+5)/18), rounded outwards: for few points, all.
    Raises ValueError for fewer than two points.

    >>> slope_of([(2020, 10), (2021, 12), (2022, 20)])
    Slope(middle=5.0, lower=2.0, upper=8.0)
    """
    n = len(points)
    if n < 2:
        raise ValueError("a slope needs two points")
    slopes = sorted((y - x) / (b - a) for (a, x), (b, y) in combinations(sorted(points), 2))
    spread = Z_90 * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
    first = max(math.floor((len(slopes) - spread) / 2), 1)
    last = min(math.ceil((len(slopes) + spread) / 2) + 1, len(slopes))
    return Slope(median(slopes), slopes[first - 1], slopes[last - 1])


def value_at(points: Sequence[tuple[int, float]], slope: float, year: int) -> float:
    """The median of where each point would stand in a year, moved along a slope.

    >>> value_at([(2020, 10), (2021, 12), (2022, 20)], 5, 2025)
    35.0
    """
    return float(median(value + slope * (year - at) for at, value in points))


@on_frames(contract=OUTLOOK)
def outlooks(
    series: list[Row],
    horizons: Sequence[int],
    break_years: Sequence[int] = (),
    most: float = math.inf,
    oldest: int = 0,
) -> list[Row]:
    """For each unit, subgroup, basis and origin, the range at each horizon if the pace held.

    series: from series.joined, up to the asked year. Only exact figures that are neither
    of low confidence nor partial count, those of the newest run alone, at least three of them.
    break_years: changes of criteria; none may lie between the last figure and the horizon.
    most: what the figure cannot exceed (100 for a share); below 0 it cannot fall. oldest: the
    year that the last figure must have reached.
    """
    lines = grouped(series, *LINE)
    rows = []
    for key, figures in sorted(lines.items(), key=lambda item: item[0]):
        identity = dict(zip(LINE, key, strict=True))
        points = _points(figures)
        for year in sorted(set(horizons)):
            reason = _why_none(points, year, break_years, oldest)
            rows.append({**identity, **_outlook(points, year, reason, most)})
    return rows


def _points(figures: list[Row]) -> list[tuple[int, float]]:
    """The points of the newest run that a slope may use."""
    ordered = sorted(figures, key=lambda row: row["year"])
    return [
        (row["year"], row["value"])
        for row in ordered
        if row["run"] == ordered[-1]["run"]
        and is_whole(row)
        and is_firm(row["confidence"])
        and row["qualifier"] == "exact"
    ]


def _outlook(points: Sequence[tuple[int, float]], horizon: int, reason: str, most: float) -> Row:
    numbers: Row = dict.fromkeys(
        ("slope", "slope_lower", "slope_upper", "value", "lower", "upper"), math.nan
    )
    shape: Row = {
        "first_year": min(points)[0] if points else None,
        "last_year": max(points)[0] if points else None,
        "last_value": max(points)[1] if points else math.nan,
        "points": len(points),
        "horizon": horizon,
        "far": False,
        "reason": reason,
    }
    if reason:
        return {**numbers, **shape}
    slope = slope_of(points)
    ends = {"value": slope.middle, "lower": slope.lower, "upper": slope.upper}
    values = {n: min(max(value_at(points, s, horizon), 0.0), most) for n, s in ends.items()}
    first, last = min(points)[0], max(points)[0]
    return {
        **shape,
        **values,
        "slope": slope.middle,
        "slope_lower": slope.lower,
        "slope_upper": slope.upper,
        "far": horizon - last > last - first,
    }


def _why_none(
    points: Sequence[tuple[int, float]], horizon: int, break_years: Sequence[int], oldest: int
) -> str:
    if not points:
        return "no_data"
    last = max(points)[0]
    if last < oldest:
        return "too_old"
    if horizon <= last:
        return "passed"
    if any(last < year <= horizon for year in break_years):
        return "not_comparable"
    return "too_few_points" if len(points) < LEAST_POINTS else ""
