"""What was measured: rows of one table, printed on a terminal and written as Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: where it belongs, what it is, its value and the aim that it is held against.

    column: where several things are measured of each of several (a page, a number of sessions),
    which of them this is; a part has a column for each of its rows or for none.
    """

    part: str
    name: str
    value: float
    unit: str = ""
    aim: str = ""
    column: str = ""

    @property
    def key(self) -> str:
        return ": ".join(filter(None, (self.part, self.name, self.column)))


Before = Mapping[str, float]
"""The values of an earlier measurement by key."""


def number(value: float, unit: str = "") -> str:
    """A value as the table writes it.

    >>> number(1234.5, "ms"), number(1.234, "x"), number(12.0, "s"), number(float("nan"), "ms")
    ('1,234 ms', '1.23 x', '12.0 s', '')
    >>> number(7), number(18_993, "bytes")
    ('7', '18,993 bytes')
    """
    if isnan(value):
        return ""
    whole = unit in {"", "bytes"}
    digits = 0 if whole or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def by_part(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows under their headings, in the order in which they came."""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row.part, []).append(row)
    return parts


Table = list[list[str]]


def table(rows: list[Row], before: Before) -> Table:
    """The table of a part with its header."""
    return wide(rows, before) if rows[0].column else tall(rows, before)


def tall(rows: list[Row], before: Before) -> Table:
    """A line for each figure; columns of the baseline and of the aim only where there are any."""
    earlier = [number(before.get(row.key, nan), row.unit) for row in rows]
    aims = [row.aim for row in rows]
    columns = [
        ["Measured", *(row.name for row in rows)],
        ["Before", *earlier] if any(earlier) else [],
        ["Now", *(number(row.value, row.unit) for row in rows)],
        ["Aim", *aims] if any(aims) else [],
    ]
    return [list(line) for line in zip(*filter(None, columns), strict=True)]


def wide(rows: list[Row], before: Before) -> Table:
    """A line for each thing, a column for each measure; with a baseline "before → now".

    An aim stands in the header where most share it, else beside the figure.
    """
    names, columns = dict.fromkeys(r.name for r in rows), dict.fromkeys(r.column for r in rows)
    at = {(row.name, row.column): row for row in rows}
    shared = {column: aim for column in columns if (aim := common_aim(rows, column))}

    def heading(column: str) -> str:
        unit = next(row.unit for row in rows if row.column == column)
        return ", ".join(filter(None, (column, unit, shared.get(column, ""))))

    def cell(row: Row | None) -> str:
        if row is None or isnan(row.value):
            return ""
        earlier = number(before.get(row.key, nan), row.unit).removesuffix(row.unit).strip()
        now = number(row.value, row.unit).removesuffix(row.unit).strip()
        aim = f"({row.aim})" if row.aim and row.column not in shared else ""
        return " ".join(filter(None, (f"{earlier} →" if earlier else "", now, aim)))

    header = ["", *map(heading, columns)]
    return [header, *([n, *(cell(at.get((n, column))) for column in columns)] for n in names)]


def common_aim(rows: list[Row], column: str) -> str:
    """The only aim of a column, if at least half of its rows have it; else ''."""
    aims = [row.aim for row in rows if row.column == column]
    named = [aim for aim in aims if aim]
    return named[0] if len(set(named)) == 1 and 2 * len(named) >= len(aims) else ""


def as_text(rows: Iterable[Row], before: Before) -> str:
    """The tables for a terminal."""
    return _each_part(rows, before, _aligned)


def as_markdown(rows: Iterable[Row], before: Before) -> str:
    """The tables for a document."""
    return _each_part(rows, before, _markdown)


def _each_part(
    rows: Iterable[Row], before: Before, write: Callable[[str, Table], list[str]]
) -> str:
    lines = [
        line
        for part, own in by_part(rows).items()
        for line in [*write(part, table(own, before)), ""]
    ]
    return "\n".join(lines)


def _aligned(part: str, lines: Table) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    written = ([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines)
    return [part, *("  " + "  ".join(cells).rstrip() for cells in written)]


def _markdown(part: str, lines: Table) -> list[str]:
    header, *rest = lines
    rule = ["---", *("---:" for _ in header[1:])]
    return [f"### {part}", "", *(f"| {' | '.join(line)} |" for line in (header, rule, *rest))]


def save(rows: Iterable[Row], file: Path) -> None:
    """Keep the values, to be the baseline of a later measurement."""
    kept = {row.key: row.value for row in rows if not isnan(row.value)}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(file: Path) -> Before:
    """The values that `save` kept."""
    kept: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return kept
