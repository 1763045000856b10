"""Lines, fills and hatchings of figures as SVG; what must be defined once is gathered."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from khdash.picture.svg import Rect, element

CLEAR = "rgba(0,0,0,0)"
DASHES = {
    "dot": (1,),
    "dash": (3,),
    "longdash": (5,),
    "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 2, 1, 2),
}
"""Strokes and gaps in widths of the line, of which plotly takes at least three pixels."""


def colour(value: str) -> str:
    """A colour of a figure as SVG 1.1 says it."""
    return "none" if value.replace(" ", "") == CLEAR else value


def stroke(line: Mapping[str, Any]) -> dict[str, object]:
    """The attributes of a line."""
    width = float(line.get("width", 2))
    return {
        "stroke": colour(line["color"]),
        "stroke_width": width,
        "stroke_dasharray": dashes(line.get("dash"), width),
    }


def dashes(dash: str | None, width: float) -> str | None:
    """The strokes and gaps of a dash by name or in pixels ("5px,2px"); None for a solid line."""
    if dash in (None, "solid"):
        return None
    if dash not in DASHES:
        return str(dash).replace("px", "")
    unit = max(width, 3.0)
    return ",".join(f"{part * unit:g}" for part in DASHES[str(dash)])


class Paint:
    """Hatchings and clippings that a figure refers to, each defined once."""

    def __init__(self) -> None:
        self._known: dict[object, tuple[str, str]] = {}

    @property
    def defs(self) -> str:
        return "".join(markup for _, markup in self._known.values())

    def _define(self, key: object, name: str, tag: str, content: str, **said: object) -> str:
        if key not in self._known:
            name = f"{name}{len(self._known)}"
            self._known[key] = name, element(tag, content, id=name, **said)
        return self._known[key][0]

    def clip(self, area: Rect) -> str:
        """The id of a clipping to a rectangle."""
        box = element("rect", **area.place)
        return self._define(("clip", area), "clip", "clipPath", box)

    def filled(self, tag: str, fill: str, pattern: Mapping[str, Any] | None, **said: object) -> str:
        """A filled element; of a hatched one its ground, and above it the same element hatched."""
        if not pattern:
            return element(tag, fill=colour(fill), **said)
        size = float(pattern["size"])
        name = self._define(
            tuple(sorted(pattern.items())),
            "hatch",
            "pattern",
            _hatching(pattern, size),
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
        )
        ground = element(tag, fill=colour(pattern.get("bgcolor", CLEAR)), **said)
        return ground + element(tag, fill=f"url(#{name})", **said, class_="hatch")


def _hatching(pattern: Mapping[str, Any], size: float) -> str:
    """The lines or dots of a hatching. Raises KeyError for a shape that no figure uses."""
    solidity, ink = float(pattern["solidity"]), pattern["fgcolor"]
    if pattern["shape"] == ".":
        radius = size * math.sqrt(solidity / math.pi)
        return element("circle", cx=size / 2, cy=size / 2, r=radius, fill=ink)
    rising = f"M{-size / 4:g},{size / 4:g}l{size / 2:g},{-size / 2:g}M0,{size:g}L{size:g},0"
    rising += f"M{size * 3 / 4:g},{size * 5 / 4:g}l{size / 2:g},{-size / 2:g}"
    falling = f"M{-size / 4:g},{size * 3 / 4:g}l{size / 2:g},{size / 2:g}M0,0L{size:g},{size:g}"
    falling += f"M{size * 3 / 4:g},{-size / 4:g}l{size / 2:g},{size / 2:g}"
    lines, share = {"/": (rising, 1.0), "x": (rising + falling, 0.5)}[pattern["shape"]]
    return element("path", d=lines, stroke=ink, stroke_width=solidity * size * share / math.sqrt(2))
