"""The tables of an uploaded file: their names, and where each cell of them stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from khdash.ingest.asked import column_number
from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Finding
from khdash.ingest.recognise import Recognition, table_key
from khdash.locale import Words
from khdash.reading.table import Table
from khdash.web.common.markdown import plain

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
MOST_PILLS = 8


def key_of(table: Table) -> str:
    """The name under which decisions about a table are kept."""
    return table_key(table.sheet, table.part)


def has_several_sheets(report: CheckReport) -> bool:
    return len({own.table.sheet for own in report.recognitions}) > 1


def table_name(report: CheckReport, number: int, words: Words) -> str:
    """What a person calls a table of the file: its sheet, and which one of several on it."""
    table = report.recognitions[number].table
    if table.sheet is None:
        return words("Bảng {n}", n=table.part)
    on_sheet = [own for own in report.recognitions if own.table.sheet == table.sheet]
    if len(on_sheet) == 1:
        return table.sheet
    return words("{name}, bảng {n}", name=table.sheet, n=table.part)


def pick_table(report: CheckReport, key: str, words: Words) -> int:
    """Which table of the file the person looks at, its place in the report."""
    if len(report.recognitions) < 2:
        return 0
    keys = {key_of(own.table): number for number, own in enumerate(report.recognitions)}
    names = {at: table_name(report, number, words) for at, number in keys.items()}
    picked = (
        st.pills(
            words("Bảng"),
            list(keys),
            default=next(iter(keys)),
            required=True,
            format_func=lambda at: plain(names[at]),
            key=key,
        )
        if len(keys) <= MOST_PILLS
        else st.selectbox(
            words("Bảng"), list(keys), format_func=lambda at: names[at], key=key, width=520
        )
    )
    return keys.get(str(picked), 0)


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of the body of a table; row and column count from 0."""

    table: Table
    row: int
    column: int

    @property
    def text(self) -> str:
        return self.table.rows[self.row][self.column]


@dataclass(frozen=True, eq=False)
class Cells:
    """Every cell of the bodies of a file's tables, found by sheet and address."""

    recognitions: tuple[Recognition, ...]
    lines: Mapping[tuple[str | None, int], list[tuple[int, int]]]

    @classmethod
    def of(cls, report: CheckReport) -> Cells:
        lines: dict[tuple[str | None, int], list[tuple[int, int]]] = {}
        for number, own in enumerate(report.recognitions):
            body = own.table.sections.get("rows")
            for row, line in enumerate(body.numbers if body else ()):
                lines.setdefault((own.table.sheet, line), []).append((number, row))
        return cls(report.recognitions, lines)

    def spot(self, sheet: str | None, cell: str) -> Spot | None:
        """The cell of an address; None outside the bodies of the tables."""
        found = _ADDRESS.fullmatch(cell)
        if found is None:
            return None
        for number, row in self.lines.get((sheet, int(found[2])), ()):
            table = self.recognitions[number].table
            column = column_number(found[1]) - table.first_column
            if 0 <= column < len(table.rows[row]):
                return Spot(table, row, column)
        return None

    def table_of(self, finding: Finding) -> Table:
        """The table that a finding is about: it said so itself, or it holds the cell."""
        for own in self.recognitions:
            if any(finding is other for other in own.findings):
                return own.table
        spot = self.spot(finding.sheet, finding.cell)
        if spot is not None:
            return spot.table
        tables = [own.table for own in self.recognitions]
        on_sheet = [table for table in tables if table.sheet == finding.sheet]
        return (on_sheet or tables)[0]


def place_text(sheet: str | None, cell: str, words: Words) -> str:
    """Where a cell stands, as the person would look for it."""
    if not sheet:
        return words("Ô {cell}", cell=cell)
    return words("Trang «{sheet}», ô {cell}", sheet=sheet, cell=cell)
