"""What recognising a table leaves to say: questions, refusals and assumptions, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import day_name, indicator_name, unit_name
from khdash.ingest.recognise.cells import Cells
from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.faults import Faults
from khdash.ingest.recognise.rows import Rows
from khdash.ingest.recognise.spots import Spots
from khdash.ingest.recognise.title import Said, Title
from khdash.ingest.recognise.units import UnitNames
from khdash.model.frames import each_group, each_row
from khdash.reading.table import Table

_MISSING_MARKS = {
    "x": "missing-mark",
    "ellipsis": "missing-mark",
    "words": "missing-mark",
    "dash": "dash-missing",
}
_SHOWN = 8


class _Notes(Spots):
    """What was assumed about a table, and what of it was left out without being wrong."""

    def missing(self) -> Iterator[Finding]:
        if self.cells.missing.empty:
            return
        for (column, note), own in each_group(self.cells.missing, ["column", "note"]):
            code = _MISSING_MARKS.get(str(note))
            if code is None:
                continue
            cells = [self.cell(int(row), int(column)) for row in own["row"].head(_SHOWN)]
            yield self.at(
                code,
                cells[0],
                str(own["text"].iloc[0]),
                count=len(own),
                cells=cells,
                header=self.heading(int(column)).strip(),
            )

    def column_notes(self) -> Iterator[Finding]:
        for column in self.columns:
            cell = self.header_cell(column.index)
            name = column.header.strip()
            if column.role == "value" and column.how == "misspelt":
                yield self.at(
                    "column-misspelt", cell, name, indicator=self.name(column.heading.indicator)
                )
            if column.spread:
                yield self.at("group-heading-assumed", cell, name, group=column.spread)
            if column.role == "ignored" and name and self._is_filled(column.index):
                yield self.at("column-ignored", cell, name)
            if column.role == "total":
                yield self.at("total-column-left-out", cell, name)
            if column.role == "value" and column.heading.period and column.heading.period.estimated:
                yield self.at("estimate-read", cell, name, header=name)
            if column.heading.period and column.heading.period.moved:
                yield self.at("early-january", cell, name, year=column.heading.period.year)

    def row_notes(self) -> Iterator[Finding]:
        for row in self.rows.totals:
            column = self.first_of("unit")
            column = self.first_of("label") if column is None else column
            yield self.at(
                "total-row-left-out",
                self.cell(row, column or 0),
                self.table.rows[row][column or 0].strip(),
            )
        if self.rows.filled_down:
            first = self.rows.filled_down[0]
            column = self.first_of("unit") or 0
            yield self.at(
                "filled-from-above", self.cell(first, column), count=len(self.rows.filled_down)
            )
        yield from self._misspelt_labels()

    def _misspelt_labels(self) -> Iterator[Finding]:
        label = self.first_of("indicator")
        if label is None:
            return
        frame = self.cells.frame
        wrong = [i for i, meaning in enumerate(self.cells.meanings) if meaning.how == "misspelt"]
        own = frame[frame["meaning"].isin(wrong)].drop_duplicates("meaning")
        for cell in each_row(own):
            yield self.at(
                "column-misspelt",
                self.cell(int(cell.row), label),
                self.table.rows[int(cell.row)][label].strip(),
                indicator=self.name(cell.indicator),
            )

    def conventions(self) -> Iterator[Finding]:
        agreement = self.cells.figures.agreement
        for group, reading in self.cells.figures.readings:
            if reading.status == "agreed" and agreement is not None:
                yield self.at(
                    "number-style-agreed",
                    self.source(int(group.members[0])),
                    reading.examples[0].text if reading.examples else group.texts[0],
                    header=self.heading(group.column).strip(),
                    evidence=agreement.evidence.text,
                )
            if reading.status == "mixed":
                texts = [evidence.text for evidence in reading.conflicts]
                places = [self.source(int(group.members[e.index])) for e in reading.conflicts]
                yield self.at(
                    "mixed-convention",
                    places[0],
                    texts[0],
                    texts=texts,
                    cells=places,
                    header=self.heading(group.column).strip(),
                )

    def periods(self) -> Iterator[Finding]:
        whens, frame = self.cells.whens, self.cells.frame
        told = [i for i, when in enumerate(whens) if when.start or when.moved or when.is_mid_year]
        if not told:
            return
        used = frame[frame["when"].isin(told)].drop_duplicates("when")
        used = used.drop_duplicates(["period_start", "period_end", "as_of"])
        for cell in each_row(used):
            when = whens[int(cell.when)]
            if when.start:
                yield self.at(
                    "partial-period",
                    self.cell(int(cell.row), int(cell.column)),
                    str(cell.text),
                    start=when.start,
                    end=when.end,
                )
            elif when.is_mid_year:
                yield self.at(
                    "mid-year-figure",
                    self.cell(int(cell.row), int(cell.column)),
                    str(cell.text),
                    day=when.as_of,
                    year=when.year,
                )
            if when.moved and self.first_of("as_of") is not None:
                column = self.first_of("as_of") or 0
                yield self.at(
                    "early-january",
                    self.cell(int(cell.row), column),
                    when.as_of or "",
                    year=when.year,
                )

    def _is_filled(self, column: int) -> bool:
        return any(row[column].strip() for row in self.table.rows)


def _said(code: str, said: Said | None, table: Table, **params: Any) -> Finding:
    where = said.where if said else "title"
    text = said.text if said else ""
    return finding(f"{code}-from-{where}", sheet=table.sheet, value=text, **params)


def _today_assumed(table: Table, cells: Cells, names: UnitNames) -> list[Finding]:
    """That names which stay after a merger mean today's provinces in the year of the merger."""
    years = [int(year) for year in cells.frame["year"].dropna().unique()]
    changes = [day for year in years if (day := names.catalogue.change_in(year)) is not None]
    told = [names.candidates(text) for texts, _ in cells.places for text in texts]
    said = any(keys and all("@" in key for key in keys) for keys in told)
    if cells.old_boundaries is not False or not changes or said:
        return []
    day = changes[0]
    return [finding("today-boundaries", sheet=table.sheet, day=day_name(day), year=day.year)]


def remarks_on(
    table: Table,
    columns: Sequence[Column],
    rows: Rows,
    title: Title,
    cells: Cells,
    names: UnitNames,
) -> list[Finding]:
    """Every finding that recognising gives rise to, each cause once."""
    faults = Faults(table, columns, rows, cells, names)
    notes = _Notes(table, columns, rows, cells, names)
    found = [
        *faults.by_cause(),
        *faults.left_out(),
        *notes.missing(),
        *notes.column_notes(),
        *notes.row_notes(),
        *notes.conventions(),
        *notes.periods(),
    ]
    if cells.uses_title_period and title.period is not None:
        found.append(_said("year", title.period_said, table, year=title.period.year))
        if title.other_file_year:
            found.append(
                finding(
                    "file-name-year-differs",
                    value=table.file_name,
                    year=title.period.year,
                    other_year=title.other_file_year,
                )
            )
        if title.period.moved:
            found.append(
                finding(
                    "early-january",
                    year=title.period.year,
                    value=title.period_said.text if title.period_said else "",
                )
            )
    found += _today_assumed(table, cells, names)
    if cells.title_unit:
        unit = unit_name(names.catalogue, cells.title_unit)
        found.append(_said("unit", title.unit_said, table, unit=unit))
    if cells.uses_title_indicator:
        name = indicator_name(names.catalogue, title.indicator)
        found.append(_said("indicator", title.indicator_said, table, indicator=name))
    return found
