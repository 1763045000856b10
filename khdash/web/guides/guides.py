"""The guides of docs/ in the reader's language: by whom they are for, texts and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khdash.web.common.page_registry import TOOLS
from khdash.web.methods.methods import DOCS, text_of

_PICTURE = re.compile(r"^!\[([^]]*)\]\(\.\./(pictures/[\w/-]+\.png)\)$", re.MULTILINE)
_ELSEWHERE = re.compile(r"\[([^]]+)\]\((?!https?://)[^)]+\)")
"""A link to another document, which the application does not show."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a picture with what it shows."""

    text: str
    picture: Path | None = None


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
    ...     "Một [đây](a.md).\\n\\n![Trang](../pictures/a.png)\\n\\nHai")]
    [('Một đây.', None), ('Trang', 'a.png'), ('Hai', None)]
    """
    parts = _PICTURE.split(text)
    for at in range(0, len(parts), 3):
        if said := _ELSEWHERE.sub(r"\1", parts[at]).strip():
            yield Piece(said)
        if at + 2 < len(parts):
            yield Piece(parts[at + 1], DOCS / parts[at + 2])
