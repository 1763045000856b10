"""SVG as text: elements with escaped words and short numbers."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


HAIR = 2.5
"""Pixels by which the boxes of two lines of text may overlap: their letters do not touch."""


class Point(NamedTuple):
    """A place in pixels, from the left and from the top."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle in pixels, from the left and from the top."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> dict[str, float]:
        """Where it stands, as an element `rect` says it."""
        return {"x": self.left, "y": self.top, "width": self.width, "height": self.height}

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the rectangle or, as near as can be drawn, at its edge."""
        inside = self.left - 0.1 <= point.x <= self.right + 0.1
        return inside and self.top - 0.1 <= point.y <= self.bottom + 0.1

    def meets(self, other: Rect) -> bool:
        """Whether two rectangles lie over each other by more than a hair."""
        return (
            self.left + HAIR < other.right
            and other.left + HAIR < self.right
            and self.top + HAIR < other.bottom
            and other.top + HAIR < self.bottom
        )


def number(value: float) -> str:
    """A coordinate to the hundredth of a pixel.

    >>> number(12.0), number(1 / 3), number(-0.001)
    ('12', '0.33', '0')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def clean(text: str) -> str:
    """A text that every program can show: composed letters, none that XML forbids.

    >>> clean("a\\x00b"), len(clean("e\\u0302\\u0301"))
    ('ab', 1)
    """
    return normalize("NFC", _FORBIDDEN.sub("", text))


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """An element of attributes that are not None; `_` in a name stands for `-`.

    content: markup, already escaped.

    >>> element("circle", cx=1.0, stroke_width=None, fill="a & b")
    '<circle cx="1" fill="a &amp; b"/>'
    """
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={_quoted(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}/>" if content is None else f"<{name}{said}>{content}</{name}>"


def _quoted(value: object) -> str:
    return f'"{number(value)}"' if isinstance(value, int | float) else quoteattr(clean(str(value)))


def words(text: str) -> str:
    """A text as content of an element."""
    return escape(clean(text))


def line_path(points: list[Point], *, close: bool = False) -> str:
    """Straight lines through points, as the `d` of a path."""
    joined = "L".join(f"{number(x)},{number(y)}" for x, y in points)
    return f"M{joined}{'Z' if close else ''}"
