"""Texts of a figure: plotly's small markup as lines of runs, measured and written as SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Literal

from khdash.locale.words import NO_BREAK
from khdash.picture import glyphs
from khdash.picture.face import face
from khdash.picture.svg import Point, clean, element, words

LINE_HEIGHT = 1.3
MIDDLE = 0.35
"""Ems from the middle of a line of capitals down to its base line, as plotly has it."""
BASE = 1.05
"""Ems from the top of a line down to its base line."""
RAISED = 0.6
"""Ems that a raised sign stands above the base line, and its size."""
Anchor = Literal["start", "middle", "end"]
_TAG = re.compile(r"(<br>|</?b>|</?sup>|</span>|<span style=[\"'][^\"'>]*[\"']>)")
_STYLE = re.compile(r"(color|font-size)\s*:\s*([^;\"']+)")


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; size in pixels, weight one of the faces'."""

    size: float
    colour: str
    weight: int = 400
    raised: bool = False

    def width(self, text: str) -> float:
        return face(self.weight).width(text, self.size)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look; `glyph`: one that the face lacks and a picture draws."""

    text: str
    look: Look
    glyph: bool = False

    @property
    def width(self) -> float:
        return (
            glyphs.width(self.text) * self.look.size if self.glyph else self.look.width(self.text)
        )


Line = tuple[Run, ...]


def lines_of(text: str, look: Look) -> list[Line]:
    """The lines of a marked-up text, each in runs of one look.

    >>> [[run.text for run in line] for line in lines_of("<b>5</b> %<br>●&lt;", Look(12, "#000"))]
    [['5', ' %'], ['●', '<']]
    """
    lines: list[list[Run]] = [[]]
    open_: list[Look] = [look]
    for part in _TAG.split(clean(text)):
        if part == "<br>":
            lines.append([])
        elif part.startswith("</") and _TAG.fullmatch(part):
            open_[1:] = open_[1:-1]
        elif _TAG.fullmatch(part):
            open_.append(_opened(part, open_[-1]))
        elif part:
            lines[-1] += _runs(unescape(part), open_[-1])
    return [tuple(line) for line in lines]


def _opened(tag: str, look: Look) -> Look:
    if tag == "<b>":
        return replace(look, weight=700)
    if tag == "<sup>":
        return replace(look, size=look.size * 0.7, raised=True)
    style = dict(_STYLE.findall(tag))
    size = float(style["font-size"].removesuffix("px")) if "font-size" in style else look.size
    return replace(look, size=size, colour=style.get("color", look.colour).strip())


def _runs(text: str, look: Look) -> list[Run]:
    return [
        Run(part, look, glyph=part in glyphs.DRAWN)
        for part in glyphs.SPLIT.split(glyphs.plain(text))
        if part
    ]


def width(lines: Sequence[Line]) -> float:
    """The width of the longest line in pixels."""
    return max((sum(run.width for run in line) for line in lines), default=0.0)


def height(lines: Sequence[Line], size: float) -> float:
    return len(lines) * size * LINE_HEIGHT


def wrapped(text: str, look: Look, room: float) -> list[Line]:
    """A plain text in lines that fit into so many pixels; a word that does not is broken.

    >>> [line[0].text for line in wrapped("một hai ba", Look(10, "#000"), 45)]
    ['một hai', 'ba']
    """
    lines: list[str] = []
    for word in clean(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and look.width(joined) <= room:
            lines[-1] = joined
            continue
        lines.append(word)
        while look.width(lines[-1]) > room and len(lines[-1]) > 1:
            fits = _fitting(lines[-1], look, room)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [tuple(_runs(line, look)) for line in lines]


def _fitting(word: str, look: Look, room: float) -> int:
    """How many letters of a word fit; at least one."""
    count = 1
    while count < len(word) and look.width(word[: count + 1]) <= room:
        count += 1
    return count


def write(
    lines: Sequence[Line],
    at: Point,
    anchor: Anchor = "start",
    *,
    size: float,
    role: str = "",
) -> str:
    """The lines as SVG, the first on the base line `at`."""
    return "".join(
        _written(line, Point(at.x, at.y + place * size * LINE_HEIGHT), anchor, role)
        for place, line in enumerate(lines)
    )


def write_middle(
    lines: Sequence[Line],
    at: Point,
    anchor: Anchor = "middle",
    *,
    size: float,
    role: str = "",
) -> str:
    """The lines as SVG, the middle of all at `at`."""
    up = (len(lines) - 1) / 2 * size * LINE_HEIGHT
    return write(lines, Point(at.x, at.y - up + size * MIDDLE), anchor, size=size, role=role)


def _written(line: Line, at: Point, anchor: Anchor, role: str) -> str:
    """One line: a text that its viewer anchors, or each run at its own place and as wide as it was
    measured, since viewers do not agree on how runs of several looks follow each other."""
    if len(line) == 1 and not line[0].glyph and not line[0].look.raised:
        return _text(line[0], at, role, anchor=anchor)
    long = sum(run.width for run in line)
    x = at.x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
    parts = ""
    for run in line:
        up = RAISED * run.look.size if run.look.raised else 0.0
        place = Point(x, at.y - up)
        if run.glyph:
            parts += glyphs.draw(run.text, place, run.look.size, run.look.colour)
        else:
            parts += _text(_kept(run), place, role, held=run.width)
        x += run.width
    return parts


def _kept(run: Run) -> Run:
    """The run with spaces at its ends that no viewer leaves out."""
    bare = run.text.strip(" ")
    before, _, after = run.text.partition(bare) if bare else ("", "", run.text)
    return replace(run, text=NO_BREAK * len(before) + bare + NO_BREAK * len(after))


def _text(
    run: Run, at: Point, role: str, *, anchor: Anchor = "start", held: float | None = None
) -> str:
    """A run as a text; `held`: the width that it keeps, whatever face is at hand."""
    look = run.look
    return element(
        "text",
        words(run.text),
        x=at.x,
        y=at.y,
        text_anchor=anchor if anchor != "start" else None,
        font_size=look.size,
        font_weight=look.weight if look.weight != 400 else None,
        fill=look.colour,
        class_=role or None,
        textLength=held,
        lengthAdjust="spacingAndGlyphs" if held else None,
    )
