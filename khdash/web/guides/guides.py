"""The guides of docs/ in the reader's language: by whom they are for, texts and pictures."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khdash.web.common.page_registry import TOOLS
from khdash.web.methods.methods import DOCS, text_of

_PICTURE = re.compile(r"^!\[([^]]*)\]\(\.\./(pictures/[\w/-]+\.png)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a picture with what it shows."""

    text: str
    picture: Path | None = None

    @property
    def is_upright(self) -> bool:
        """Whether it is a picture of a phone: higher than wide, as its first bytes say."""
        if self.picture is None:
            return False
        with self.picture.open("rb") as file:
            width, height = struct.unpack(">II", file.read(24)[16:])
        return height > width


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading of a guide; without a title what stands before the first."""

    title: str
    pieces: tuple[Piece, ...]


def sections_of(pieces: Sequence[Piece]) -> tuple[Section, ...]:
    """A guide cut at its lowest headings: a phone folds what stands under each.

    >>> [(one.title, [p.text for p in one.pieces]) for one in sections_of(
    ...     [Piece("## Một\\n\\nĐầu\\n\\n### Hai\\n\\nThân"), Piece("Hình", Path("a.png"))])]
    [('', ['## Một\\n\\nĐầu']), ('Hai', ['Thân', 'Hình'])]
    """
    has_low = any(re.search(r"^### ", one.text, re.MULTILINE) for one in pieces)
    heading = re.compile(r"^### (.+)$" if has_low else r"^## (.+)$", re.MULTILINE)
    found: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in pieces:
        before, *titled = (piece.text,) if piece.picture else heading.split(piece.text)
        if before.strip():
            found[-1][1].append(Piece(before.strip(), piece.picture))
        for title, text in zip(titled[::2], titled[1::2], strict=True):
            found.append((title, [Piece(text.strip())] if text.strip() else []))
    return tuple(Section(title, tuple(own)) for title, own in found if own)


def pieces_of(reader: str, lang: str) -> tuple[Piece, ...]:
    """The guide for some reader in pieces, in order."""
    name = "guide.md" if reader == TOOLS else f"guides/{reader}.md"
    return _pieces(name, lang)


@cache
def _pieces(name: str, lang: str) -> tuple[Piece, ...]:
    return tuple(_cut(text_of(name, lang, down=1)))


def _cut(text: str) -> Iterator[Piece]:
    """The text between pictures, and the pictures.

    >>> [(one.text, one.picture and one.picture.name) for one in _cut(
    ...     "Một.\\n\\n![Trang](../pictures/a.png)\\n\\nHai")]
    [('Một.', None), ('Trang', 'a.png'), ('Hai', None)]
    """
    parts = _PICTURE.split(text)
    for at in range(0, len(parts), 3):
        if said := parts[at].strip():
            yield Piece(said)
        if at + 2 < len(parts):
            yield Piece(parts[at + 1], DOCS / parts[at + 2])
