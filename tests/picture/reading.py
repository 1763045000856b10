"""An SVG read back: its texts with their places, its marks and their values through the axes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree import ElementTree as Xml

from khdash.picture.face import face

SVG = "{http://www.w3.org/2000/svg}"
SIGN = "aria-label"


def parsed(svg: str) -> Xml.Element:
    """The root of an SVG. Raises ParseError for one that is not well-formed."""
    return Xml.fromstring(svg)


def figure_root(body: str, defs: str = "") -> Xml.Element:
    return parsed(f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{defs}</defs>{body}</svg>')


def groups(root: Xml.Element, role: str) -> list[Xml.Element]:
    """The groups of a class, in their order."""
    return [g for g in root.iter(f"{SVG}g") if role in (g.get("class") or "").split()]


def said(element: Xml.Element) -> str:
    """What is written or drawn as a sign in an element, in order."""
    if element.tag == f"{SVG}text":
        return "".join(element.itertext()).replace("\u00a0", " ")
    return (element.get(SIGN) or "") + "".join(map(said, element))


def bare(marked: str) -> str:
    """The letters of a text in plotly's markup, without what only steers a browser."""
    plain = unescape(re.sub(r"<[^>]+>", "", marked))
    return re.sub("[\ufe0e\u200b]", "", plain).replace("\u2003", " " * 3).replace("\u00a0", " ")


@dataclass(frozen=True)
class Written:
    """A text with the rectangle that its letters take, in pixels of the whole picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turned: bool


def written(
    element: Xml.Element, x: float = 0.0, y: float = 0.0, turned: bool = False
) -> Iterator[Written]:
    """Every text below an element."""
    move = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform") or "")
    if move and element.tag == f"{SVG}g":
        x, y = x + float(move[1]), y + float(move[2])
    turned = turned or "rotate" in (element.get("transform") or "")
    if element.tag == f"{SVG}text":
        yield _written(element, x, y, turned)
        return
    for child in element:
        yield from written(child, x, y, turned)


def _written(text: Xml.Element, x: float, y: float, turned: bool) -> Written:
    size = float(text.get("font-size", "0"))
    wide = face(int(text.get("font-weight", "400"))).width(said(text), size)
    at = x + float(text.get("x", "0"))
    left = at - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
    base = y + float(text.get("y", "0"))
    return Written(said(text), left, base - 0.75 * size, left + wide, base + 0.25 * size, turned)


@dataclass(frozen=True)
class Scale:
    """An axis worked out from a figure's layout, apart from the renderer: pixel to value."""

    values: tuple[float, float]
    pixels: tuple[float, float]

    @classmethod
    def of(cls, layout: dict[str, Any], axis: str, width: float) -> Scale:
        key = f"{axis[0]}axis{axis[1:]}"
        margin, height = layout["margin"], layout["height"]
        start, end = layout[key].get("domain", (0, 1))
        if axis[0] == "x":
            room = width - margin["l"] - margin["r"]
            pixels = (margin["l"] + start * room, margin["l"] + end * room)
        else:
            room = height - margin["t"] - margin["b"]
            bottom = height - margin["b"]
            pixels = (bottom - start * room, bottom - end * room)
        return cls(tuple(layout[key]["range"]), pixels)._as_wide(layout, axis, width)

    def _as_wide(self, layout: dict[str, Any], axis: str, width: float) -> Scale:
        """Where both axes have one scale, fitted about its middle: more values on all its pixels
        or, as the figure says, its values on fewer pixels."""
        x, y = (layout.get(f"{letter}axis{axis[1:]}", {}) for letter in "xy")
        ratio = y.get("scaleratio")
        if ratio is None:
            return self
        spans = [own["range"][1] - own["range"][0] for own in (x, y)]
        rooms = [own.get("domain", (0, 1))[1] - own.get("domain", (0, 1))[0] for own in (x, y)]
        margin = layout["margin"]
        across = rooms[0] * (width - margin["l"] - margin["r"]) / spans[0]
        up = rooms[1] * (layout["height"] - margin["t"] - margin["b"]) / spans[1] / ratio
        step = min(across, up) * (ratio if axis[0] == "y" else 1)
        (low, high), (start, end) = self.values, self.pixels
        if (y if axis[0] == "y" else x).get("constrain") == "domain":
            half = (high - low) * step / 2 * (1 if end > start else -1)
            return Scale(self.values, ((start + end) / 2 - half, (start + end) / 2 + half))
        half = abs(end - start) / step / 2
        return Scale(((low + high) / 2 - half, (low + high) / 2 + half), self.pixels)

    def value(self, pixel: float) -> float:
        (low, high), (start, end) = self.values, self.pixels
        return low + (pixel - start) / (end - start) * (high - low)


def corners(path: Xml.Element) -> list[tuple[float, float]]:
    """The points of a path of straight lines."""
    found = re.findall(r"(-?[\d.]+),(-?[\d.]+)", path.get("d") or "")
    return [(float(a), float(b)) for a, b in found]


def middle(mark: Xml.Element) -> tuple[float, float]:
    """The middle of a mark: of a circle, or of the corners of another."""
    if mark.tag == f"{SVG}circle":
        return float(mark.get("cx", "nan")), float(mark.get("cy", "nan"))
    points = corners(mark)
    return (
        sum(x for x, _ in points) / len(points),
        sum(y for _, y in points) / len(points),
    )
