"""What was measured: rows of one table, printed on a terminal and written as Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: where it belongs, what it is, its value and the aim that it is held against."""

    part: str
    name: str
    value: float
    unit: str = ""
    aim: str = ""

    @property
    def key(self) -> str:
        return f"{self.part}: {self.name}"


Before = Mapping[str, float]
"""The values of an earlier measurement by key."""


def number(value: float, unit: str) -> str:
    """A value as the table writes it.

    >>> number(1234.5, "ms"), number(1.234, "x"), number(float("nan"), "ms")
    ('1,234 ms', '1.23 x', '')
    """
    if isnan(value):
        return ""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    written = f"{value:,.{digits}f}"
    if unit in {"", "messages", "bytes", "sessions", "answers"}:
        written = f"{value:,.0f}" if value == int(value) else written
    return f"{written} {unit}".strip()


def columns(rows: Iterable[Row], before: Before) -> list[list[str]]:
    """The table with its header; the column of the baseline only where there is one."""
    header = ["Measured", *(["Before"] if before else []), "Now", "Aim"]
    return [header] + [
        [
            row.name,
            *([number(before.get(row.key, nan), row.unit)] if before else []),
            number(row.value, row.unit),
            row.aim,
        ]
        for row in rows
    ]


def by_part(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows under their headings, in the order in which they came."""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row.part, []).append(row)
    return parts


def as_text(rows: Iterable[Row], before: Before) -> str:
    """The table for a terminal."""
    return _each_part(rows, before, _aligned)


def as_markdown(rows: Iterable[Row], before: Before) -> str:
    """The table for a document."""
    return _each_part(rows, before, _markdown)


def _each_part(
    rows: Iterable[Row], before: Before, write: Callable[[str, list[list[str]]], list[str]]
) -> str:
    lines = [
        line
        for part, own in by_part(rows).items()
        for line in [*write(part, columns(own, before)), ""]
    ]
    return "\n".join(lines)


def _aligned(part: str, table: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    ]
    return [part, *(f"  {line}" for line in lines)]


def _markdown(part: str, table: list[list[str]]) -> list[str]:
    header, *lines = table
    rule = ["---", *("---:" for _ in header[1:])]
    return [
        f"### {part}",
        "",
        *(f"| {' | '.join(line)} |" for line in (header, rule, *lines)),
    ]


def save(rows: Iterable[Row], file: Path) -> None:
    """Keep the values, to be the baseline of a later measurement."""
    kept = {row.key: row.value for row in rows if not isnan(row.value)}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(file: Path) -> Before:
    """The values that `save` kept."""
    kept: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return kept
