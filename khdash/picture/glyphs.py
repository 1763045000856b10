"""Marks of points as paths, and the signs in texts that the faces lack: both drawn, not written."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from khdash.chart.theme import GLYPHS
from khdash.picture.svg import Point, element, line_path

WIDTH = 0.9
"""Ems that a drawn sign takes in a line."""
_NARROW = {"≲": 0.62, "≈": 0.62}
_INVISIBLE = str.maketrans({"\ufe0e": None, "\u200b": None, "\u2003": "\u00a0\u00a0\u00a0"})


def plain(text: str) -> str:
    """A text without signs that only steer a browser."""
    return text.translate(_INVISIBLE)


def _polygon(corners: int, radius: float, turn: float = 0.0, inner: float = 0.0) -> list[Point]:
    """A regular polygon with a corner at the top, or a star with `inner` corners between."""
    count = corners * (2 if inner else 1)
    return [
        Point(r * math.sin(angle), -r * math.cos(angle))
        for i in range(count)
        for angle in [2 * math.pi * i / count + turn]
        for r in [inner if inner and i % 2 else radius]
    ]


def _plus(arm: float, half: float) -> list[Point]:
    corners = [(arm, half), (half, half), (half, arm)]
    return [
        Point(x * sx, y * sy)
        for sx, sy, turned in ((1, 1, False), (-1, 1, True), (-1, -1, False), (1, -1, True))
        for x, y in (corners[::-1] if turned else corners)
    ]


def _turned(points: Sequence[Point], angle: float) -> list[Point]:
    cos, sin = math.cos(angle), math.sin(angle)
    return [Point(x * cos - y * sin, x * sin + y * cos) for x, y in points]


_TRIANGLE = [Point(-1.155, 0.5), Point(1.155, 0.5), Point(0, -1)]
_BOWTIE = [Point(-1.0, -0.75), Point(1.0, 0.75), Point(1.0, -0.75), Point(-1.0, 0.75)]
SHAPES: dict[str, list[Point]] = {
    "square": [Point(-1, -1), Point(1, -1), Point(1, 1), Point(-1, 1)],
    "diamond": _polygon(4, 1.3),
    "triangle-up": _TRIANGLE,
    "triangle-down": _turned(_TRIANGLE, math.pi),
    "triangle-left": _turned(_TRIANGLE, -math.pi / 2),
    "triangle-right": _turned(_TRIANGLE, math.pi / 2),
    "cross": _plus(1.2, 0.4),
    "x": _turned(_plus(1.2, 0.4), math.pi / 4),
    "star": _polygon(5, 1.4, inner=0.54),
    "star-diamond": _polygon(4, 1.4, inner=0.6),
    "pentagon": _polygon(5, 1.0),
    "hexagon": _polygon(6, 1.0, math.pi / 6),
    "hexagon2": _polygon(6, 1.0),
    "bowtie": _BOWTIE,
    "hourglass": _turned(_BOWTIE, math.pi / 2),
}
"""The corners of each mark but the circle, around 0, for a mark of radius 1."""


def mark(symbol: str, at: Point, size: float, **look: object) -> str:
    """The mark of a point, `size` pixels across. Raises KeyError for an unknown symbol."""
    if symbol == "circle":
        return element("circle", cx=at.x, cy=at.y, r=size / 2, **look)
    corners = [Point(at.x + x * size / 2, at.y + y * size / 2) for x, y in SHAPES[symbol]]
    return element("path", d=line_path(corners, close=True), **look)


_AS_MARKS = {plain(sign): symbol for symbol, sign in GLYPHS.items()}
_OPEN_MARKS = {"⬠": "pentagon", "⬡": "hexagon", "⧗": "hourglass", "○": "circle"}
_STROKES: dict[str, str] = {
    "→": "M.08,-.36H.78M.52,-.6L.8,-.36L.52,-.12",
    "↑": "M.42,0V-.68M.18,-.44L.42,-.7L.66,-.44",
    "↓": "M.42,-.7V0M.18,-.26L.42,0L.66,-.26",
    "≲": "M.54,-.72L.08,-.52L.54,-.32M.06,-.06C.2,-.24 .38,.1 .56,-.1",
    "▨": "M.1,0H.74V-.64H.1ZM.1,-.32L.42,-.64M.1,0L.74,-.64M.42,0L.74,-.32",
    # The face has it, so small that it reads as "=".
    "≈": "M.06,-.44C.2,-.62 .38,-.28 .56,-.48M.06,-.2C.2,-.38 .38,-.04 .56,-.24",
    "┊": "M.4,.1v-.2M.4,-.22v-.2M.4,-.54v-.2",
    "✓": "M.12,-.32L.34,-.08L.76,-.66",
}
"""Lines on a square of one em that stands on the base line."""
DRAWN = frozenset((*_AS_MARKS, *_OPEN_MARKS, *_STROKES))
SPLIT = re.compile(f"([{''.join(map(re.escape, sorted(DRAWN)))}])")


def width(sign: str) -> float:
    """Ems that a sign takes."""
    return _NARROW.get(sign, WIDTH)


def draw(sign: str, at: Point, size: float, colour: str) -> str:
    """A sign on the base line, from `at` on; its letter stands in aria-label."""
    if sign in _STROKES:
        return element(
            "path",
            d=_STROKES[sign],
            transform=f"translate({at.x:.2f} {at.y:.2f}) scale({size:g})",
            fill="none",
            stroke=colour,
            stroke_width=0.085,
            aria_label=sign,
        )
    middle = Point(at.x + size * WIDTH / 2, at.y - size * 0.35)
    if sign in _OPEN_MARKS:
        look = {"fill": "none", "stroke": colour, "stroke_width": 1.2}
        return mark(_OPEN_MARKS[sign], middle, size * 0.62, **look, aria_label=sign)
    return mark(_AS_MARKS[sign], middle, size * 0.66, fill=colour, aria_label=sign)
