"""Province outlines from the local GeoJSON files: rings and label points."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

from khdash.model.cluster import BoundarySet

Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]
Path = tuple[tuple[float | None, ...], tuple[float | None, ...]]
"""Rings as plotly draws them: their x and their y, None between two rings."""

STEPS = 1000
"""Steps of the drawing in a degree: a third of a pixel on the largest map. Whole numbers from the
corner of the box are half as long on their way to the browser as degrees."""

AROUND = "around"
"""What stands for the code of a unit at the outlines of the neighbours."""
TRIALS_ACROSS = 60
"""Places along the longer side at which a label may stand, where the file gives it no place."""


@dataclass(frozen=True)
class Area:
    """One unit's land in steps: its outer rings and the point for its label."""

    code: str
    name: str
    rings: tuple[Ring, ...]
    label: Point


@dataclass(frozen=True)
class Boundaries:
    """The outlines of one boundary set, in steps east and north of the corner of their box.

    degrees: west, south, east and north of the areas.
    neighbours: the outlines of what lies around.
    credit: what must stand beside the map of whom the outlines are by.
    """

    name: str
    areas: Mapping[str, Area]
    neighbours: Path
    degrees: Box
    credit: str = ""

    @cached_property
    def paths(self) -> Mapping[str, Path]:
        """What is drawn: the neighbours under AROUND, every area under its code."""
        return {AROUND: self.neighbours} | {c: path_of(a.rings) for c, a in self.areas.items()}

    @property
    def size(self) -> Point:
        """Steps from west to east and from south to north."""
        west, south, east, north = self.degrees
        return (east - west) * STEPS, (north - south) * STEPS

    @property
    def stretch(self) -> float:
        """How much longer a step north is than a step east."""
        return 1 / math.cos(math.radians((self.degrees[1] + self.degrees[3]) / 2))

    @property
    def span(self) -> float:
        """The longer side of the box in steps north."""
        return _span(self.degrees) * STEPS


class BadBoundaries(ValueError):
    """A boundary file cannot be used; the message names it and the fault."""


@lru_cache(maxsize=8)
def read_boundaries(folder: FilePath, boundaries: BoundarySet) -> Boundaries:
    """The outlines of a boundary set from data/boundaries, read once. Raises BadBoundaries."""
    cluster = _read(folder / boundaries.areas)
    if not cluster["features"]:
        raise BadBoundaries(f"{boundaries.areas}: no areas")
    around = _read(folder / boundaries.neighbours)["features"] if boundaries.neighbours else []
    credit = str(cluster.get("credit", ""))
    return make_boundaries(boundaries.code, cluster["features"], around, credit)


@lru_cache(maxsize=8)
def bordering(folder: FilePath, boundaries: BoundarySet) -> Mapping[str, frozenset[str]]:
    """The codes that each code of a boundary set and of its surroundings borders on.

    Outlines that share an edge have two points in common; one point is a corner and no border.
    Raises BadBoundaries.
    """
    files = [name for name in (boundaries.areas, boundaries.neighbours) if name]
    corners: dict[str, set[Point]] = {}
    for name in files:
        for feature in _read(folder / name)["features"]:
            code = str(feature["properties"]["code"])
            own = (point for ring in rings_of(feature["geometry"]) for point in ring)
            corners.setdefault(code, set()).update(own)
    return {
        one: frozenset(
            other for other in corners if other != one and len(corners[one] & corners[other]) > 1
        )
        for one in corners
    }


def make_boundaries(
    name: str,
    cluster: Sequence[Mapping[str, Any]],
    neighbours: Iterable[Mapping[str, Any]],
    credit: str = "",
) -> Boundaries:
    """Outlines from GeoJSON features with the properties `code`, `name` and, where it reads best,
    the point of the label (`label_lon`, `label_lat`); otherwise it is the innermost point."""
    rings = [rings_of(feature["geometry"]) for feature in cluster]
    west, south, *_ = box = _box(ring for own in rings for ring in own)
    span = _span(box)

    def steps(points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((round((x - west) * STEPS), round((y - south) * STEPS)) for x, y in points)

    areas = {}
    for feature, own in zip(cluster, rings, strict=True):
        said = feature["properties"]
        label = _said_label(said) or innermost(max(own, key=_extent), span / TRIALS_ACROSS)
        code, drawn = str(said["code"]), tuple(map(steps, own))
        at = ((label[0] - west) * STEPS, (label[1] - south) * STEPS)
        areas[code] = Area(code, str(said["name"]), drawn, at)
    around = path_of(steps(ring) for f in neighbours for ring in rings_of(f["geometry"]))
    return Boundaries(name, areas, around, box, credit)


def _said_label(properties: Mapping[str, Any]) -> Point | None:
    if "label_lon" not in properties:
        return None
    return float(properties["label_lon"]), float(properties["label_lat"])


def _read(path: FilePath) -> Mapping[str, Any]:
    try:
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for feature in content["features"]:
            rings_of(feature["geometry"])
            feature["properties"]["code"], feature["properties"]["name"]
            _said_label(feature["properties"])
    except OSError as error:
        raise BadBoundaries(f"{path.name}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadBoundaries(f"{path.name}: not GeoJSON with code and name ({error})") from error
    return content


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


def path_of(rings: Iterable[Ring]) -> Path:
    """Rings as one path, with a gap between them.

    >>> path_of([((0, 1), (2, 3)), ((4, 5), (6, 7))])
    ((0, 2, None, 4, 6), (1, 3, None, 5, 7))
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        gap = [None] if xs else []
        xs += [*gap, *(x for x, _ in ring)]
        ys += [*gap, *(y for _, y in ring)]
    return tuple(xs), tuple(ys)


def contains(rings: Iterable[Ring], point: Point) -> bool:
    """Whether a point lies inside one of the rings (even-odd rule)."""
    x, y = point
    inside = False
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                inside = not inside
    return inside


def _box(rings: Iterable[Ring]) -> Box:
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _span(box: Box) -> float:
    west, south, east, north = box
    return max(north - south, (east - west) * math.cos(math.radians((south + north) / 2)))


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


def innermost(ring: Ring, step: float) -> Point:
    """The point of a grid inside the ring that lies farthest from its edge."""
    inside = list(_grid((ring,), step)) or list(_grid((ring,), step / 6)) or [ring[0]]
    return max(inside, key=lambda p: min(_distance(p, a, b) for a, b in pairwise(ring)))


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a line segment, in degrees of latitude."""
    shrink = math.cos(math.radians(point[1]))
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, (px * dx + py * dy) / length))
    return math.hypot(px - along * dx, py - along * dy)
