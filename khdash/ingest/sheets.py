"""Every table of every sheet of a file, recognised; which sheets hold figures at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding, finding_of_file
from khdash.ingest.recognise import Choices, Recogniser, Recognition
from khdash.model.catalogue import Catalogue
from khdash.reading.table import OpenedFile, Table, UnusableFile

MOST_PARTS = 30


@dataclass(frozen=True, eq=False)
class ReadFile:
    """The tables of each sheet that was read, the main sheet first, and which could not be.

    asked: the sheets were named, so all of them count, also one without figures. memo: what this
    program wrote into the file for itself.
    """

    sheets: tuple[tuple[Table, ...], ...]
    findings: tuple[Finding, ...] = ()
    asked: bool = False
    memo: str = ""


@dataclass(frozen=True, eq=False)
class Recognised:
    """The tables that are checked, those of the main sheet first, and what is said of the rest."""

    recognitions: tuple[Recognition, ...]
    findings: tuple[Finding, ...] = ()


def read_sheets(opened: OpenedFile, names: Sequence[str] = ()) -> ReadFile:
    """The tables of these sheets; none named, of every visible one that holds anything.

    Raises UnusableFile where the first sheet with data, or every named one, cannot be read;
    another one that cannot be read is a finding.
    """
    if names:
        sheets, faults = _read_each(opened, names)
        if not sheets:
            raise faults[0][1]
        return ReadFile(sheets, _unread(faults), asked=True, memo=opened.memo)
    main = opened.tables()
    others = [
        info.name
        for info in main[0].sheets
        if info.has_data and not info.hidden and info.name != main[0].sheet
    ]
    if len(others) >= opened.limits.sheets:
        raise UnusableFile("too-many-sheets", sheets=len(others) + 1, limit=opened.limits.sheets)
    sheets, faults = _read_each(opened, others)
    all_sheets = (tuple(main[:MOST_PARTS]), *sheets)
    return ReadFile(
        tuple(tuple(map(_without_offer, tables)) for tables in all_sheets),
        _unread(faults),
        memo=opened.memo,
    )


def _read_each(
    opened: OpenedFile, names: Sequence[str]
) -> tuple[tuple[tuple[Table, ...], ...], list[tuple[str, UnusableFile]]]:
    sheets, faults = list[tuple[Table, ...]](), list[tuple[str, UnusableFile]]()
    for name in names:
        try:
            sheets.append(tuple(opened.tables(name)[:MOST_PARTS]))
        except UnusableFile as fault:
            faults.append((name, fault))
    return tuple(sheets), faults


def _unread(faults: Sequence[tuple[str, UnusableFile]]) -> tuple[Finding, ...]:
    return tuple(finding_of_file(fault.code, fault.params, name) for name, fault in faults)


def recognise_tables(read: ReadFile, catalogue: Catalogue, choices: Choices | None) -> Recognised:
    """What the tables say; a sheet that nobody asked for and that holds no figures is named.

    Choices that name no table are about the first sheet with data, or about each named one.
    """
    main, recogniser = read.sheets[0][0].sheet, Recogniser(catalogue)
    recognised = [
        tuple(_recognised(tables, tables[0].sheet if read.asked else main, recogniser, choices))
        for tables in read.sheets
    ]
    useful = [own for own in recognised if read.asked or _has_known_figures(own)] or recognised[:1]
    left_out = [own for own in recognised if not any(own is other for other in useful)]
    found = (*read.findings, *map(_left_out, left_out))
    return Recognised(tuple(one for own in useful for one in own), found)


def _recognised(
    tables: Sequence[Table], main: str | None, recogniser: Recogniser, choices: Choices | None
) -> Iterator[Recognition]:
    for table in tables:
        own = choices.of_table(table.sheet, table.part, table.sheet == main) if choices else None
        yield recogniser.recognise(table, own)


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
