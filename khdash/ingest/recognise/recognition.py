"""Recognise a table: what every cell of it states, and what could not be understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from typing import Any

import pandas as pd

from khdash.ingest.findings import Finding
from khdash.ingest.recognise.abbreviations import abbreviates
from khdash.ingest.recognise.cells import Cells, read_cells
from khdash.ingest.recognise.columns import Column, ColumnReader
from khdash.ingest.recognise.districts import districts_of
from khdash.ingest.recognise.heading import HeadingReader
from khdash.ingest.recognise.mapping import Choices, ColumnMeaning, Mapping, fingerprint
from khdash.ingest.recognise.meaning import MeaningReader
from khdash.ingest.recognise.remarks import remarks_on
from khdash.ingest.recognise.restore import restored
from khdash.ingest.recognise.rows import RowReader, Rows
from khdash.ingest.recognise.text import LONGEST, shortened, whole
from khdash.ingest.recognise.title import Title, read_title
from khdash.ingest.recognise.unit_reader import UnitReader
from khdash.ingest.recognise.units import UnitNames
from khdash.ingest.recognise.vocabulary import Vocabulary
from khdash.locale.spelling import fold, tidy
from khdash.model.catalogue import Catalogue
from khdash.reading.table import Table, column_letters

_MOST_READERS = 8
_SECTIONS = ("rows", "header_rows", "preamble", "totals", "trailer", "skipped")


@dataclass(frozen=True, eq=False)
class Recognition:
    """A table with the meaning of its columns, rows and cells; see khdash.ingest.recognise.cells.

    cells: one row a cell that holds something, the columns of `Cells.frame`. is_of_plans: its
    title makes figures plans.
    """

    table: Table
    mapping: Mapping
    cells: pd.DataFrame
    columns: tuple[Column, ...]
    rows: Rows
    title: Title
    findings: tuple[Finding, ...]
    is_of_plans: bool = False

    def without_cells(self) -> Recognition:
        """The same with no row in `cells`, for those who have them already."""
        return replace(self, cells=self.cells[:0].copy())


class Recogniser:
    """Recognises tables with the words of one catalogue, which are prepared once for all of them.

    What a heading or a name says is found once: a file has the same words on every sheet.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = UnitNames(catalogue)
        self._vocabulary = cache(partial(Vocabulary, catalogue))
        self._reader = lru_cache(maxsize=_MOST_READERS)(self._new_reader)

    def _new_reader(self, accented: bool, beside: frozenset[str]) -> HeadingReader:
        return HeadingReader(self._vocabulary(accented), beside)

    def recognise(self, table: Table, choices: Choices | None = None) -> Recognition:
        """What the function of this name gives."""
        table = _with_texts(shortened, corrected(table, choices or Choices()))
        beside = words_of_header(table) & HeadingReader.TELLING
        reader = self._reader(is_accented(table), beside)
        return _recognise(table, reader, self.names, choices or Choices())


def recognise(table: Table, catalogue: Catalogue, choices: Choices | None = None) -> Recognition:
    """Every cell of a table with its unit, time, indicator and value, or the fault that rejects it.

    choices: what a person decided; where they are silent, the words of the file decide.
    """
    return Recogniser(catalogue).recognise(table, choices)


def _recognise(
    table: Table, reader: HeadingReader, names: UnitNames, choices: Choices
) -> Recognition:
    abbreviated = abbreviates((text for row in table.header_rows for text in row), names)
    columns = ColumnReader(table, reader, names, abbreviated).read(choices)
    title = read_title(table, reader, names)
    districts = districts_of(table, columns, title, names)
    table = districts.table if districts else restored(table, columns, names)
    rows = RowReader(table, columns, reader, names).read()
    meanings = MeaningReader(reader, choices, title.measures)
    in_rows = abbreviates((text for texts in rows.units.values for text in texts), names)
    units = UnitReader(names, choices, in_rows)
    cells = read_cells(table, columns, rows, title, meanings, units)
    found = remarks_on(table, columns, rows, title, cells, names)
    table = _with_texts(whole, table)
    return Recognition(
        table=table,
        mapping=_mapping(table, columns, title, cells),
        cells=cells.frame,
        columns=tuple(columns),
        rows=rows,
        title=title,
        findings=(*(districts.findings if districts else ()), *found),
        is_of_plans=bool((cells.frame["fault"] == "table-of-plans").any()),
    )


def _with_texts(change: Callable[[str], str], table: Table) -> Table:
    """The table with every text changed that is longer than any heading."""
    texts = {name: getattr(table, name) for name in _SECTIONS}
    long = {name: rows for name, rows in texts.items() if _is_long(rows)}
    changed: dict[str, Any] = {
        name: [[change(text) for text in row] for row in rows] for name, rows in long.items()
    }
    header = [change(text) for text in table.header]
    return replace(table, header=header, **changed)


def _is_long(rows: Sequence[Sequence[str]]) -> bool:
    """Whether any text is longer than a heading."""
    return any(max(map(len, row), default=0) > LONGEST for row in rows)


def corrected(table: Table, choices: Choices) -> Table:
    """The table with the cells that a person corrected, by their address."""
    if not choices.corrections:
        return table
    rows, places = [list(row) for row in table.rows], cell_places(table)
    lines = table.sections.get("rows")
    marks = [bytearray(mark) for mark in lines.marks] if lines and lines.marks else []
    for address, text in choices.corrections.items():
        if address in places:
            row, column = places[address]
            rows[row][column] = text
            if marks and column < len(marks[row]):
                marks[row][column] = 0
    sections = dict(table.sections)
    if lines and marks:
        sections["rows"] = replace(lines, marks=[bytes(mark) for mark in marks])
    return replace(table, rows=rows, sections=sections)


def cell_places(table: Table) -> dict[str, tuple[int, int]]:
    """The row and the column, from 0, of every cell of the body by its address."""
    letters = [column_letters(at + table.first_column) for at in range(table.width)]
    numbers = table.sections["rows"].numbers
    return {
        f"{letters[column]}{numbers[row]}": (row, column)
        for row in range(len(table.rows))
        for column in range(len(table.rows[row]))
    }


def words_of_header(table: Table) -> frozenset[str]:
    """Every word of the header."""
    return frozenset(word for text in table.header for word in tidy(text).split())


def is_accented(table: Table) -> bool:
    """Whether the file writes Vietnamese with its accents."""
    texts = [*table.header, *(cell for row in table.preamble for cell in row)]
    texts += [cell for row in table.rows[:50] for cell in row]
    return any(tidy(text) != fold(text) for text in texts)


def _mapping(table: Table, columns: list[Column], title: Title, cells: Cells) -> Mapping:
    period = title.period if cells.uses_title_period else None
    return Mapping(
        layout=cells.layout,
        columns=tuple(_meaning_of(column, cells) for column in columns),
        year=period.year if period else None,
        unit=cells.title_unit,
        indicator=title.indicator if cells.uses_title_indicator else "",
        measure=title.measure_text,
        fingerprint=fingerprint(table.header),
    )


def _meaning_of(column: Column, cells: Cells) -> ColumnMeaning:
    meaning = cells.by_column.get(column.index)
    period = column.heading.period
    return ColumnMeaning(
        column=column.index,
        header=column.header,
        role=column.role,
        indicator=column.heading.indicator,
        unit=min(column.units, default="") if len(column.units) == 1 else "",
        year=period.year if period else None,
        as_of=(period.as_of or "") if period else "",
        period_start=(period.start or "") if period else "",
        period_end=(period.end or "") if period else "",
        measure=meaning.measure_text if meaning else "",
        basis=meaning.basis if meaning else "",
        convention=cells.conventions.get(column.index),
        confidence=column.confidence if column.role != "ignored" else 0.0,
        how=column.how,
    )
