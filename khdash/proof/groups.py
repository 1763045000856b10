"""Which part of those who may bear a title a number is of: grown-ups, staff, enterprises.

groups.csv: the words of sentences for the subgroups of the catalogue; without a code, of a part
that the catalogue does not know.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from khdash.proof.items import Item

WHOLE = frozenset(("", "all_citizens"))
"""The subgroups that are all who may bear a title."""


@dataclass(frozen=True, slots=True)
class Group:
    """words: those of the sentence. code: of a subgroup, '' of one that the catalogue lacks."""

    words: str = ""
    code: str = ""


def group_beside(items: Sequence[Item], at: int, title: str) -> Group | None:
    """The group that the words around the number at an item name: those after it, where words
    follow, else those before it; None for all who may bear the title."""
    follows = at + 1 < len(items) and items[at + 1].kind != "stop"
    sides = (_after(items, at), _before(items, at))
    for words in sides if follows else sides[1:]:
        if (found := _first(words, title)) is not None:
            return found
    return None


def group_right_after(items: Sequence[Item], at: int) -> tuple[Group, str] | None:
    """The group that begins right after a number, and the title that it bears."""
    words = _after(items, at)
    for row in _rows():
        if f"{words} ".startswith(f"{row['words']} "):
            return Group(row["words"], row["code"]), row["title"]
    return None


def _first(words: str, title: str) -> Group | None:
    """The group named first, by its longest name."""
    found = [
        (place, -len(row["words"]), row)
        for row in _rows()
        if row["title"] == title and (place := f" {words} ".find(f" {row['words']} ")) >= 0
    ]
    if not found:
        return None
    row = min(found, key=lambda one: one[:2])[2]
    return Group(row["words"], row["code"])


def _after(items: Sequence[Item], at: int) -> str:
    words = []
    for item in items[at + 1 :]:
        if item.kind == "number" or (item.kind == "stop" and item.text in ";."):
            break
        words.append(item)
    return _joined(words)


def _before(items: Sequence[Item], at: int) -> str:
    words: list[Item] = []
    for item in reversed(items[:at]):
        if item.kind == "number" or (item.kind == "stop" and item.text in ";."):
            break
        words.insert(0, item)
    return _joined(words)


def _joined(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items if item.kind in ("word", "term"))


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    """The longest words first."""
    text = files("khdash.proof").joinpath("groups.csv").read_text(encoding="utf-8")
    return tuple(sorted(csv.DictReader(text.splitlines()), key=lambda row: -len(row["words"])))
