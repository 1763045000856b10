"""Every table of every sheet of a file, recognised; which sheets hold figures at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding, finding_of_file
from khdash.ingest.recognise import Choices, Recognition, recognise
from khdash.model.catalogue import Catalogue
from khdash.reading.table import Table, UnusableFile

MOST_PARTS = 30
ReadTable = Callable[[str | None, int], Table]
"""Reads one table of a file: of a sheet (None: the first with data), and which one of it."""


@dataclass(frozen=True, eq=False)
class Recognised:
    """The tables that are checked, those of the main sheet first, and what is said of the rest."""

    recognitions: tuple[Recognition, ...]
    findings: tuple[Finding, ...] = ()


def recognise_sheet(read: ReadTable, catalogue: Catalogue, choices: Choices | None) -> Recognised:
    """The tables of the sheet that the reader chooses. Raises UnusableFile."""
    tables = _tables_of(read, None)
    return Recognised(tuple(_recognised(tables, tables[0].sheet, catalogue, choices)))


def recognise_every_sheet(
    read: ReadTable, catalogue: Catalogue, choices: Choices | None
) -> Recognised:
    """The tables of every visible sheet that holds figures; the others are named.

    Choices that name no table are about the first sheet with data. Raises UnusableFile where that
    sheet cannot be read; another one that cannot be read is a finding.
    """
    first = _tables_of(read, None)
    main, found = first[0].sheet, list[Finding]()
    sheets = [first]
    for info in first[0].sheets:
        if info.has_data and not info.hidden and info.name != main:
            try:
                sheets.append(_tables_of(read, info.name))
            except UnusableFile as fault:
                found.append(finding_of_file(fault.code, fault.params, info.name))
    read_all = [[_without_offer(table) for table in tables] for tables in sheets]
    recognised = [tuple(_recognised(tables, main, catalogue, choices)) for tables in read_all]
    useful = [own for own in recognised if _has_known_figures(own)] or recognised[:1]
    left_out = [own for own in recognised if not any(own is other for other in useful)]
    found += [_left_out(own) for own in left_out]
    return Recognised(tuple(one for own in useful for one in own), tuple(found))


def _tables_of(read: ReadTable, sheet: str | None) -> list[Table]:
    first = read(sheet, 1)
    return [first, *(read(sheet, info.number) for info in first.parts[1:MOST_PARTS])]


def _recognised(
    tables: Sequence[Table], main: str | None, catalogue: Catalogue, choices: Choices | None
) -> Iterator[Recognition]:
    for table in tables:
        own = choices.of_table(table.sheet, table.part, table.sheet == main) if choices else None
        yield recognise(table, catalogue, own)


def _without_offer(table: Table) -> Table:
    """Without the offer of other sheets: they are read too."""
    kept = [one for one in table.assumptions if one.code != "other-sheets"]
    return replace(table, assumptions=kept)


def _has_known_figures(recognitions: Sequence[Recognition]) -> bool:
    return any(
        bool(((own.cells["indicator"] != "") & (own.cells["fault"] != "missing")).any())
        for own in recognitions
    )


def _left_out(recognitions: Sequence[Recognition]) -> Finding:
    sheet = recognitions[0].table.sheet
    has_numbers = any(bool(own.cells["value"].notna().any()) for own in recognitions)
    code = "sheet-not-recognised" if has_numbers else "sheet-without-figures"
    return finding(code, value=sheet or "")
