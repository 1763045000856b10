"""From sorted rows to the table: flat header, rows of one width, places and what was assumed."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field

from khdash.reading.table.grid import Grid, fill_merges
from khdash.reading.table.regions import Regions
from khdash.reading.table.table import Assumption, Lines, Merge, Value

_MOST_REPORTED = 200
_MOST_NAMED = 5


@dataclass
class Assembled:
    """The parts of a Table that come from the rows."""

    header: list[str]
    rows: list[list[str]]
    header_rows: list[list[str]]
    sections: dict[str, Lines]
    ragged: list[int]
    preamble: list[list[str]] = field(default_factory=list)
    totals: list[list[str]] = field(default_factory=list)
    trailer: list[list[str]] = field(default_factory=list)
    skipped: list[list[str]] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)


def assemble(grid: Grid, regions: Regions, is_text: bool) -> Assembled:
    """Build the parts of a table from the regions of a grid; the grid is not changed."""
    assumptions = list(regions.assumptions)
    work = Grid(
        [list(row) for row in grid.rows] if grid.merges else grid.rows,
        grid.numbers,
        list(grid.marks),
        grid.gaps,
        grid.merges,
        grid.first_column,
    )
    filled = [
        merge
        for rows in (regions.header, sorted(regions.body + regions.totals))
        if rows and grid.merges
        for merge in fill_merges(work, rows[0], rows[-1] + 1)
    ]
    assumptions += _report_merges(filled)
    header_rows = [list(work.rows[row]) for row in regions.header]
    if is_text and len(header_rows) > 1:
        header_rows, spread = _spread_groups(header_rows)
        assumptions += spread
    body = [work.rows[row] for row in regions.body]
    width = _width(header_rows, body + [work.rows[row] for row in regions.totals])
    ragged = _ragged(body, width, is_text, header_rows)
    assumptions += _report_widths(grid, regions, header_rows, ragged, width)
    sections = {
        name: Lines(
            [work.numbers[row] for row in rows],
            [work.marks[row] for row in rows] if work.marks else [],
        )
        for name, rows in _sections(regions).items()
    }
    padded_header = [_fit(row, width) for row in header_rows]
    return Assembled(
        header=_flatten(padded_header),
        rows=[_fit(row, width) for row in body],
        header_rows=padded_header,
        sections=sections,
        ragged=ragged,
        preamble=_lines(grid, regions.preamble),
        totals=[_fit(work.rows[row], width) for row in regions.totals],
        trailer=_lines(grid, regions.trailer),
        skipped=_lines(grid, regions.skipped),
        assumptions=assumptions,
    )


def _sections(regions: Regions) -> dict[str, list[int]]:
    return {
        "header": regions.header,
        "rows": regions.body,
        "totals": regions.totals,
        "preamble": regions.preamble,
        "trailer": regions.trailer,
        "skipped": regions.skipped,
    }


def _lines(grid: Grid, rows: list[int]) -> list[list[str]]:
    return [list(grid.rows[row]) for row in rows]


def _report_merges(filled: list[Merge]) -> list[Assumption]:
    """One note for all merged ranges, which names the first few."""
    if not filled:
        return []
    ranges = ", ".join(merge.address for merge in filled[:_MOST_NAMED])
    ranges += ", …" if len(filled) > _MOST_NAMED else ""
    params: dict[str, Value] = {"count": len(filled), "ranges": ranges, "cell": filled[0].anchor}
    return [Assumption("merged-cells-filled", params)]


def _capped(found: list[Assumption]) -> list[Assumption]:
    if len(found) <= _MOST_REPORTED:
        return found
    more = Assumption(
        "more-of-the-same", {"code": found[0].code, "count": len(found) - _MOST_REPORTED}
    )
    return [*found[:_MOST_REPORTED], more]


def _used(row: list[str]) -> int:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return end


def _width(header_rows: list[list[str]], body: list[list[str]]) -> int:
    """Width of the table: nothing with text is cut, empty cells beyond the usual width are."""
    named = max((len(row) for row in header_rows), default=0)
    longest_used = max(map(_used, body), default=0)
    if named and longest_used <= named:
        return named
    usual = Counter(map(len, body)).most_common(1)[0][0] if body else 0
    return max(named, longest_used, usual if not named else 0)


def _ragged(
    body: list[list[str]], width: int, is_text: bool, header_rows: list[list[str]]
) -> list[int]:
    if not is_text:
        return []
    usual = _usual(body, header_rows, width)
    return [index for index, row in enumerate(body) if len(row) != usual]


def _usual(body: list[list[str]], header_rows: list[list[str]], width: int) -> int:
    """How many cells a row has as a rule; the header decides between lengths as frequent."""
    lengths = Counter(map(len, body))
    named = max(map(len, header_rows), default=0)
    return max(lengths, key=lambda length: (lengths[length], length == named)) if body else width


def _report_widths(
    grid: Grid, regions: Regions, header_rows: list[list[str]], ragged: list[int], width: int
) -> list[Assumption]:
    found = []
    usual = _usual([grid.rows[row] for row in regions.body], header_rows, width)
    for index in ragged:
        row = regions.body[index]
        length = len(grid.rows[row])
        code = "row-too-short" if length < usual else "row-too-long"
        found.append(
            Assumption(code, {"line": grid.numbers[row], "cells": length, "expected": usual})
        )
    found = _capped(found)
    named = max(map(len, header_rows), default=0)
    is_text = not grid.marks
    if is_text and named and regions.body and named != usual:
        code = "header-too-short" if named < usual else "header-too-long"
        line = grid.numbers[regions.header[0]]
        found.append(Assumption(code, {"line": line, "cells": named, "expected": usual}))
    return found


def _fit(row: list[str], width: int) -> list[str]:
    if len(row) == width:
        return row
    return row[:width] + [""] * (width - len(row))


def _flatten(header_rows: list[list[str]]) -> list[str]:
    """One name a column: the names above each other joined, repetitions left out."""
    if len(header_rows) == 1 and not any("\n" in cell for cell in header_rows[0]):
        return list(header_rows[0])
    names = []
    for levels in zip(*header_rows, strict=True):
        parts: list[str] = []
        for level in levels:
            text = " ".join(level.split())
            if text and text not in parts[-1:]:
                parts.append(text)
        names.append(" / ".join(parts))
    return names


def _spread_groups(header_rows: list[list[str]]) -> tuple[list[list[str]], list[Assumption]]:
    """In text without merged cells, a group's name stands only over its first column."""
    width = max(map(len, header_rows))
    rows = [_fit(row, width) for row in header_rows]
    spread = []
    for upper, lower in itertools.pairwise(rows):
        group = ""
        for column in range(width):
            if upper[column]:
                group = upper[column] if lower[column] else ""
            elif group and lower[column]:
                upper[column] = group
                spread.append(group)
            else:
                group = ""
    names = list(dict.fromkeys(spread))
    return rows, [Assumption("group-heading-spread", {"value": name}) for name in names]
