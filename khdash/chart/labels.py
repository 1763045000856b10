"""Where labels go: estimated text boxes and the rules that keep them apart. Pixels throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE_HEIGHT = 1.3
_TAG = re.compile(r"<[^>]+>")
_NARROW = frozenset("\ufe0e \u00a0.,:;·'|!iíìịỉĩljtfrI()-")
_WIDE = frozenset("mwMWOÔƠQGĐ%≥≲≈●■◆▲▼★✚✖—")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its left, bottom, right and top edge."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def inside(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )


def text_width(text: str, size: float = 12) -> float:
    """The width of the longest line of a label, on the safe side; markup does not count."""
    return max(_line_width(line, size) for line in text.split("<br>"))


def _line_width(line: str, size: float) -> float:
    bold = 1.04 if "<b>" in line else 1.0
    plain = _TAG.sub("", line)
    units = sum(0.34 if c in _NARROW else 0.86 if c in _WIDE else 0.62 for c in plain)
    return units * size * bold


def text_height(text: str, size: float = 12) -> float:
    return (text.count("<br>") + 1) * size * LINE_HEIGHT


def wrap(text: str, width: int) -> str:
    """The text broken at spaces into lines of about `width` characters; a longer word after its
    strokes too.

    >>> wrap("Fund per head", 9), wrap("Members/population", 14), wrap("VND/person", 14)
    ('Fund per<br>head', 'Members/<br>population', 'VND/person')
    """
    lines: list[str] = []
    for word in text.split(" "):
        glue = " "
        for piece in re.split(r"(?<=\w/)(?=\w)", word) if len(word) > width else [word]:
            if lines and len(lines[-1]) + len(glue) + len(piece) <= width:
                lines[-1] += glue + piece
            else:
                lines.append(piece)
            glue = ""
    return "<br>".join(lines)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart and near the wanted ones, in their order, within the limits.

    Where there is no room for all, they are spaced evenly.

    >>> spread([10, 12, 40], 10, 0, 100)
    [6.0, 16.0, 40.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    if not order:
        return []
    if gap * (len(order) - 1) > high - low:
        gap = (high - low) / (len(order) - 1)
    # Labels that touch form a block which sits at the mean of what its members want.
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        blocks.append((_held(wanted[index], 1, gap, low, high), [index]))
        while len(blocks) > 1 and blocks[-1][0] - blocks[-2][0] < gap * len(blocks[-2][1]):
            members = blocks[-2][1] + blocks[-1][1]
            start = sum(wanted[m] - gap * k for k, m in enumerate(members)) / len(members)
            blocks[-2:] = [(_held(start, len(members), gap, low, high), members)]
    placed = [0.0] * len(wanted)
    for start, members in blocks:
        for k, member in enumerate(members):
            placed[member] = float(start + gap * k)
    return placed


def _held(start: float, count: int, gap: float, low: float, high: float) -> float:
    return min(max(start, low), high - gap * (count - 1))


def crosses(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a line segment touches a box (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = start, end
    enter, leave = 0.0, 1.0
    for delta, distance_low, distance_high in (
        (x1 - x0, box.left - x0, box.right - x0),
        (y1 - y0, box.bottom - y0, box.top - y0),
    ):
        if delta == 0:
            if distance_low > 0 or distance_high < 0:
                return False
            continue
        first, second = sorted((distance_low / delta, distance_high / delta))
        enter, leave = max(enter, first), min(leave, second)
    return enter <= leave


def free(box: Box, taken: Iterable[Box]) -> bool:
    return not any(box.overlaps(other) for other in taken)
