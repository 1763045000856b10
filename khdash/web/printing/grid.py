"""A table on paper, of which no column is cut: in smaller letters where it is wide, in parts where
that is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from khdash.chart.labels import text_width

SHEET = 676
"""Pixels between the margins of A4 upright, on the safe side."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a table is set, as static/components/print.css does it for the class `name`; letters and
    the room between two columns in pixels."""

    name: str
    letters: float
    between: float


USUAL, TIGHT = Type("figures", 12, 8), Type("figures tight", 10, 5)


def table_parts(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, look: str = "", heads: bool = False
) -> str:
    """The table as HTML; one that is too wide for a sheet as several, one below the other, of which
    each begins with the first column.

    look: a further class of it. heads: whether the first cell of a row is what the row is about.
    """
    kind = USUAL
    parts = parts_of(titles, rows, USUAL)
    if len(parts) > 1 and len(tight := parts_of(titles, rows, TIGHT)) == 1:
        kind, parts = TIGHT, tight
    name = f"{kind.name} {look}".strip()
    return "".join(_part(titles, rows, part, name, heads) for part in parts)


def parts_of(
    titles: Sequence[str], rows: Sequence[Sequence[str]], kind: Type = USUAL
) -> list[list[int]]:
    """The places of the columns that stand side by side, the first in every part.

    >>> parts_of(["Tỉnh", "2023", "2024"], [["Hà Nội", "1.500.000", "1.953.233"]])
    [[0, 1, 2]]
    >>> wide = "9" * 50
    >>> parts_of(["Tỉnh", "2023", "2024"], [["Hà Nội", wide, wide]])
    [[0, 1], [0, 2]]
    """
    columns = zip(titles, *rows, strict=True)
    first, *rest = [_least(column, kind) for column in columns]
    parts, room = [[0]], SHEET - first
    for place, width in enumerate(rest, 1):
        if width > room and len(parts[-1]) > 1:
            parts.append([0])
            room = SHEET - first
        parts[-1].append(place)
        room -= width
    return parts


def _least(column: Sequence[str], kind: Type) -> float:
    """The width of a column whose cells are broken at every space."""
    words = {word for cell in column for word in cell.split(" ")}
    return max(text_width(word, kind.letters) for word in words) + kind.between


def _part(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    part: Sequence[int],
    name: str,
    heads: bool,
) -> str:
    head = "".join(f"<th scope=col>{escape(titles[at])}</th>" for at in part)
    body = "".join(
        f"<tr>{''.join(_cell(row[at], at == 0 and heads) for at in part)}</tr>" for row in rows
    )
    quoted = f'"{name}"' if " " in name else name
    return f"<table class={quoted}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str, is_head: bool) -> str:
    return f"<th scope=row>{escape(text)}</th>" if is_head else f"<td>{escape(text)}</td>"
