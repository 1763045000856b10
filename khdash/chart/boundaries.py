"""Province outlines from the local GeoJSON files: rings, label points and points to click on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]

ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
HIT_STEP = {"2022": 0.07, "2025": 0.09}
"""Degrees of latitude between two points to click on: under 20 pixels on every page."""

LABEL_POINTS: dict[tuple[str, str], Point] = {
    ("2022", "01"): (105.68, 20.99),
    ("2022", "26"): (105.56, 21.37),
    ("2022", "27"): (106.10, 21.12),
    ("2022", "33"): (106.06, 20.85),
    ("2022", "34"): (106.37, 20.52),
    ("2022", "35"): (105.96, 20.54),
    ("2022", "36"): (106.12, 20.34),
    ("2022", "37"): (105.83, 20.27),
    ("2025", "25"): (105.25, 21.05),
    ("2025", "24"): (106.25, 21.33),
    ("2025", "33"): (106.26, 20.62),
    ("2025", "37"): (106.03, 20.29),
}
"""Where labels read best; for other areas the innermost point."""


@dataclass(frozen=True, slots=True)
class Area:
    """One unit's land: its outer rings, the point for its label, and a grid inside it."""

    code: str
    name: str
    rings: tuple[Ring, ...]
    label: Point
    hits: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The outlines of one boundary set, in degrees of longitude and latitude."""

    name: str
    areas: Mapping[str, Area]
    neighbours: tuple[Ring, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the areas."""
        xs = [x for area in self.areas.values() for ring in area.rings for x, _ in ring]
        ys = [y for area in self.areas.values() for ring in area.rings for _, y in ring]
        return min(xs), min(ys), max(xs), max(ys)


class BadBoundaries(ValueError):
    """A boundary file cannot be used; the message names it and the fault."""


@lru_cache(maxsize=8)
def read_boundaries(folder: Path, name: str) -> Boundaries:
    """The boundary set `2022` or `2025` from data/boundaries, read once. Raises BadBoundaries."""
    cluster = _features(folder / f"cluster3_{name}.geojson")
    neighbours = _features(folder / f"neighbours_{name}.geojson")
    return make_boundaries(name, cluster, neighbours)


def make_boundaries(
    name: str, cluster: Iterable[Mapping[str, Any]], neighbours: Iterable[Mapping[str, Any]]
) -> Boundaries:
    """Outlines from GeoJSON features with the property `code`."""
    areas = {}
    for feature in cluster:
        code, title = str(feature["properties"]["code"]), str(feature["properties"]["name"])
        rings = rings_of(feature["geometry"])
        hits = tuple(_grid(rings, HIT_STEP.get(name, 0.06)))
        label = LABEL_POINTS.get((name, code)) or innermost(max(rings, key=_extent))
        areas[code] = Area(code, title, rings, label, hits or (label,))
    around = tuple(ring for f in neighbours for ring in rings_of(f["geometry"]))
    return Boundaries(name, areas, around)


def _features(path: Path) -> list[Mapping[str, Any]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature in features:
            rings_of(feature["geometry"])
            feature["properties"]["code"], feature["properties"]["name"]
    except OSError as error:
        raise BadBoundaries(f"{path.name}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadBoundaries(f"{path.name}: not GeoJSON with code and name ({error})") from error
    return list(features)


def rings_of(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    """The outer rings of a Polygon or MultiPolygon, each closed."""
    polygons = (
        geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    )
    rings = []
    for polygon in polygons:
        ring = tuple((float(p[0]), float(p[1])) for p in polygon[0])
        rings.append(ring if ring[0] == ring[-1] else (*ring, ring[0]))
    return tuple(rings)


def contains(rings: Iterable[Ring], point: Point) -> bool:
    """Whether a point lies inside one of the rings (even-odd rule)."""
    x, y = point
    inside = False
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                inside = not inside
    return inside


def _extent(ring: Ring) -> float:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _grid(rings: tuple[Ring, ...], step: float) -> Iterable[Point]:
    """Points of a hexagonal grid inside the rings."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    across = step / math.cos(math.radians(sum(ys) / len(ys)))
    for row in range(int((max(ys) - min(ys)) / (step * 0.87)) + 2):
        y = min(ys) + row * step * 0.87
        for column in range(int((max(xs) - min(xs)) / across) + 2):
            point = (min(xs) + (column + 0.5 * (row % 2)) * across, y)
            if contains(rings, point):
                yield round(point[0], 4), round(point[1], 4)


def innermost(ring: Ring) -> Point:
    """The point of a grid inside the ring that lies farthest from its edge."""
    inside = list(_grid((ring,), 0.03)) or list(_grid((ring,), 0.005)) or [ring[0]]
    return max(inside, key=lambda p: min(_distance(p, a, b) for a, b in pairwise(ring)))


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a line segment, with longitude shrunk as at 20.7 degrees north."""
    shrink = 0.935
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, (px * dx + py * dy) / length))
    return math.hypot(px - along * dx, py - along * dy)
