"""What a picture says in words above and below its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.core.notes import notes_of
from khdash.exhibit.core.sources import publisher
from khdash.locale import Words
from khdash.locale.words import joined_sentences
from khdash.picture.markup import BASE, LINE_HEIGHT, Line, Look, width, wrapped, write
from khdash.picture.svg import Point, element
from khdash.report.table import data_version, demo_mark

FINDING = Look(18, LIGHT.ink, 600)
MEASURED = Look(12, LIGHT.muted)
SMALL = Look(10.5, LIGHT.muted)
DEMO = Look(11, "#FFFFFF", 600)
NOTES_SHOWN = 3
PUBLISHERS_SHOWN = 6


@dataclass(frozen=True)
class Block:
    """A text in lines that stands below another; `badge`: on a ground of the target's colour."""

    name: str
    lines: tuple[Line, ...]
    look: Look
    after: float = 4.0
    badge: bool = False

    @property
    def height(self) -> float:
        """Pixels from the top of the block to that of the next."""
        return len(self.lines) * self.look.size * LINE_HEIGHT + self.after + 6 * self.badge

    def draw(self, at: Point) -> str:
        """The lines from `at`, their left upper corner, on."""
        size, ground = self.look.size, ""
        if self.badge:
            wide, high = width(self.lines) + 14, size * LINE_HEIGHT + 6
            box = {"x": at.x, "y": at.y, "width": wide, "height": high, "rx": 4}
            ground = element("rect", **box, fill=LIGHT.target)
            at = Point(at.x + 7, at.y + 3)
        base = Point(at.x, at.y + size * BASE)
        return element("g", ground + write(self.lines, base, size=size), class_=self.name)


def head_of(exhibit: Exhibit, room: float) -> list[Block]:
    """The demo mark, the finding, what is measured and what was chosen, in `room` pixels."""
    words = Words(exhibit.selection.lang)
    blocks = [Block("demo", tuple(wrapped(demo_mark(words), DEMO, room)), DEMO, 6, badge=True)]
    said = [
        ("finding", exhibit.headline, FINDING),
        ("measured", joined_sentences(exhibit.title, exhibit.subtitle), MEASURED),
        ("filters", filters_of(exhibit), MEASURED),
    ]
    return [*blocks[: exhibit.demo], *_blocks(said, room)]


def foot_of(exhibit: Exhibit, room: float) -> list[Block]:
    """The weightiest notes, who published and the version of the data."""
    words = Words(exhibit.selection.lang)
    notes = notes_of(exhibit.notes)
    left = len(notes) - NOTES_SHOWN
    more = [words("Còn {n} ghi chú trong bảng tính.", n=left)] if left > 0 else []
    said = [
        ("notes", joined_sentences(*notes[:NOTES_SHOWN], *more), SMALL),
        ("sources", _sources(exhibit, words), SMALL),
        ("version", data_version(exhibit), SMALL),
    ]
    return list(_blocks(said, room))


def _blocks(said: Iterable[tuple[str, str, Look]], room: float) -> Iterator[Block]:
    for name, text, look in said:
        if text:
            yield Block(name, tuple(wrapped(text, look, room)), look)


def _sources(exhibit: Exhibit, words: Words) -> str:
    """Who published, as on a slide: titles and addresses stand in the workbook."""
    named = list(dict.fromkeys(publisher(source.title) for source in exhibit.sources))
    more = len(named) - PUBLISHERS_SHOWN
    if not named:
        return ""
    shown = named[:PUBLISHERS_SHOWN]
    if more > 0:
        shown.append(words("{n} nguồn nữa", n=more))
    return f"{words('Nguồn:')} {'; '.join(shown)}."
