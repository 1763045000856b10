"""The tables of one sheet or text, one below the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from khdash.reading.table.assemble import Assembled, assemble
from khdash.reading.table.dialect import Dialect
from khdash.reading.table.grid import Grid
from khdash.reading.table.headerdates import with_header_dates
from khdash.reading.table.parts import split_parts
from khdash.reading.table.regions import find_regions
from khdash.reading.table.sides import split_sides
from khdash.reading.table.table import Assumption, PartInfo, SheetInfo, Table


@dataclass(frozen=True)
class Source:
    """One sheet or text as a grid, with what the file says about itself; a text has a dialect.

    memo: what this program wrote into the text for itself.
    """

    grid: Grid
    encoding: str | None = None
    dialect: Dialect | None = None
    sheet: str | None = None
    sheets: list[SheetInfo] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    memo: str = ""


def tables_of(source: Source, file_name: str, sha256: str) -> list[Table]:
    """Every table of a grid that holds any row, in their order; the grid is not changed."""
    sides = split_sides(with_header_dates(source.grid))
    ranges = [(side, first, last) for side in sides for first, last in split_parts(side)]
    regions = [find_regions(side, first, last) for side, first, last in ranges]
    built = [
        assemble(side, own, source.dialect is not None)
        for (side, _, _), own in zip(ranges, regions, strict=True)
    ]
    parts = [
        PartInfo(number, side.numbers[first], side.numbers[last - 1], own.header)
        for number, ((side, first, last), own) in enumerate(
            zip(ranges, built, strict=True), start=1
        )
    ]
    common = Table(
        file_name=file_name,
        sha256=sha256,
        header=[],
        rows=[],
        encoding=source.encoding,
        sheet=source.sheet,
        sheets=source.sheets,
        parts=parts if len(parts) > 1 else [],
    )
    if source.dialect is not None:
        common = replace(
            common,
            delimiter=source.dialect.delimiter or None,
            quote=source.dialect.quote or None,
            escape=source.dialect.escape or None,
        )
    return [
        replace(
            common,
            first_column=side.first_column,
            merges=side.merges,
            header=own.header,
            rows=own.rows,
            header_rows=own.header_rows,
            preamble=own.preamble,
            totals=own.totals,
            totals_after=sorted_rows.totals_after,
            trailer=own.trailer,
            skipped=own.skipped,
            sections=own.sections,
            ragged=own.ragged,
            part=part.number,
            assumptions=[
                *source.assumptions,
                *own.assumptions,
                *_notes(own, part, parts),
                *([Assumption("tables-side-by-side", {"count": len(sides)})] * (len(sides) > 1)),
            ],
        )
        for (side, _, _), own, sorted_rows, part in zip(ranges, built, regions, parts, strict=True)
    ]


def _notes(own: Assembled, part: PartInfo, parts: list[PartInfo]) -> list[Assumption]:
    """Where the other tables stand, and whether this one is a header without rows."""
    found = [
        Assumption(
            "another-table",
            {"part": other.number, "from": other.first_line, "to": other.last_line},
        )
        for other in parts
        if other.number != part.number
    ]
    if own.header and not own.rows:
        found.append(Assumption("header-only"))
    return found
