"""What recognising a table leaves to say: questions, refusals and assumptions, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from khdash.ingest.findings import MOST_OF_A_CODE, Both, Finding
from khdash.ingest.messages import finding, finding_of_file
from khdash.ingest.names import day_name, indicator_name, unit_name
from khdash.ingest.recognise.cells import Cells
from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.meaning import Meaning
from khdash.ingest.recognise.rows import Rows
from khdash.ingest.recognise.text import tidy
from khdash.ingest.recognise.title import Said, Title
from khdash.ingest.recognise.units import UnitFound, UnitNames
from khdash.model.frames import each_group, each_row
from khdash.reading.table import Table, column_letters

_BY_HEADING = frozenset(
    ("unknown-indicator", "indicator-ambiguous", "title-part-missing", "indicator-uncertain",
     "indicator-missing", "measure-unknown", "measure-conflict", "subgroup-unknown",
     "basis-unknown", "qualifier-unknown", "header-blank", "header-uncertain")
)  # fmt: skip
_BY_UNIT = frozenset(
    ("unknown-unit", "unit-ambiguous", "unit-not-valid", "unit-conflict", "unit-missing",
     "unit-without-year", "district-without-province", "unit-maybe-district")
)  # fmt: skip
_BY_TIME = frozenset(
    ("unknown-year", "unknown-as-of", "as-of-outside-year", "period-unclear",
     "year-contradictory", "year-missing", "table-of-plans")
)  # fmt: skip
_BY_COLUMN = frozenset(("measure-missing", "ambiguous-number-column", "rate-maybe-fraction"))
_MISSING_MARKS = {
    "x": "missing-mark",
    "ellipsis": "missing-mark",
    "words": "missing-mark",
    "dash": "dash-missing",
}
_SHOWN = 8
_RETRACTION = re.compile(r"(?:xin )?(?:rút|thu hồi|hủy|huỷ|xóa|xoá|bỏ số)\b")


def _is_retraction(text: str) -> bool:
    """Whether words in the place of a figure ask to take it back."""
    return _RETRACTION.match(tidy(text)) is not None


class _Remarks:
    def __init__(
        self, table: Table, columns: Sequence[Column], rows: Rows, cells: Cells, names: UnitNames
    ) -> None:
        self.table, self.columns, self.rows = table, columns, rows
        self.cells, self.names = cells, names
        self.without_figures = {
            column.index
            for column in columns
            if column.heading.period and column.heading.period.nature in ("plan", "change")
        }

    # Where things stand ----------------------------------------------------------------------

    def cell(self, row: int, column: int) -> str:
        return self.table.place(row, column).cell

    def source(self, index: int) -> str:
        """The address of a cell by its place in the list of all cells."""
        cells = self.cells
        return self.cell(int(cells.rows_of_source[index]), int(cells.columns_of_source[index]))

    def header_cell(self, column: int) -> str:
        rows = self.table.sections.get("header")
        count = len(rows.numbers) if rows else 0
        return (
            self.table.place(count - 1, column, "header").cell
            if count
            else column_letters(column + self.table.first_column)
        )

    def at(self, code: str, cell: str, value: str = "", **params: Any) -> Finding:
        return finding(code, sheet=self.table.sheet, cell=cell, value=value, **params)

    def first_of(self, role: str) -> int | None:
        return next((column.index for column in self.columns if column.role == role), None)

    # By cause --------------------------------------------------------------------------------

    def faults(self) -> Iterator[Finding]:
        frame = self.cells.frame
        faulty = frame[frame["fault"] != ""]
        for code in faulty["fault"].unique():
            group = faulty[faulty["fault"] == code]
            if code == "dimension-unknown":
                yield from self._by_part(group)
            elif code in _BY_HEADING:
                yield from self._by_heading(str(code), group)
            elif code in _BY_UNIT:
                yield from self._by_unit(str(code), group)
            elif code in _BY_TIME:
                yield from self._by_time(str(code), group)
            elif code in _BY_COLUMN:
                yield from self._by_column(str(code), group)
            elif code == "number-words":
                retracting = group["text"].map(_is_retraction).astype(bool)
                yield from self._by_cell("retraction-word", group[retracting])
                yield from self._by_cell(str(code), group[~retracting])
            else:
                yield from self._by_cell(str(code), group)

    def left_out(self) -> Iterator[Finding]:
        """Columns or rows of plans and changes."""
        cells = self.cells.left_out
        for code in ("column-of-plans", "column-of-changes"):
            own = [i for i, meaning in enumerate(self.cells.meanings) if meaning.fault == code]
            yield from self._by_heading(code, cells[cells["meaning"].isin(own)])

    def _by_heading(self, code: str, group: pd.DataFrame) -> Iterator[Finding]:
        """One finding for each heading or row label that is not understood."""
        label = self.first_of("indicator")
        label = self.first_of("label") if label is None else label
        frame = self.cells.frame
        understood = set(frame.loc[frame["indicator"] != "", "row"])
        said: set[tuple[str, str]] = set()
        for number, own in each_group(group, "meaning"):
            meaning = self.cells.meanings[int(number)]
            row, column = int(own["row"].iloc[0]), int(own["column"].iloc[0])
            by_row = (
                label is not None
                and bool(self.table.rows[row][label].strip())
                and (column not in self.without_figures)
                and not (row in understood and self.columns[column].heading.text)
            )
            cell = (
                self.cell(row, label) if by_row and label is not None else self.header_cell(column)
            )
            text = (
                self.table.rows[row][label]
                if by_row and label is not None
                else (self._header(column))
            )
            if (cell, code) not in said:
                said.add((cell, code))
                yield self.at(
                    code,
                    cell,
                    text.strip(),
                    near=self._names(meaning),
                    words=meaning.text,
                    measure=meaning.text or meaning.measure_text,
                    count=len(own),
                    indicator=self._name(meaning.indicator),
                )

    def _by_part(self, group: pd.DataFrame) -> Iterator[Finding]:
        for column, partial in self.rows.partial.items():
            own = [int(row) for row in group["row"] if partial[row]]
            if own:
                yield self.at(
                    "dimension-unknown",
                    self.cell(own[0], column),
                    self.table.rows[own[0]][column].strip(),
                    header=self._header(column).strip(),
                    count=len(own),
                )

    def _is_filled(self, column: int) -> bool:
        return any(row[column].strip() for row in self.table.rows)

    def _header(self, column: int) -> str:
        return self.table.header[column] if column < len(self.table.header) else ""

    def _names(self, meaning: Meaning) -> list[Both]:
        return [self._name(code) for code in meaning.proposals]

    def _name(self, code: str) -> Both:
        return indicator_name(self.names.catalogue, code)

    def _by_unit(self, code: str, group: pd.DataFrame) -> Iterator[Finding]:
        column = self.first_of("unit")
        column = self.first_of("label") if column is None else column
        said: set[str] = set()
        for number, own in each_group(group, "place"):
            texts, found = self.cells.places[int(number)]
            row = int(own["row"].iloc[0])
            in_row = column is not None and bool(texts)
            where = (
                self.cell(row, column)
                if in_row and column is not None
                else self.header_cell(int(own["column"].iloc[0]))
            )
            text = ", ".join(texts)
            if (where if texts else "") in said:
                continue
            said.add(where if texts else "")
            year = None if pd.isna(own["year"].iloc[0]) else int(own["year"].iloc[0])
            change = self.names.catalogue.change_in(year) if year else None
            yield self.at(
                code,
                where,
                text,
                near=self._unit_names(found, text),
                count=len(own),
                year=year or "",
                day=day_name(change or self.names.catalogue.today.day),
            )

    def _unit_names(self, found: UnitFound | str, text: str) -> list[Both | str]:
        if isinstance(found, UnitFound) and found.standing == "not-valid":
            units = self.names.catalogue.units
            heirs = {units[key].successor or key for key in found.near}
            return [unit_name(self.names.catalogue, key) for key in sorted(heirs)]
        if isinstance(found, UnitFound) and found.near:
            return [unit_name(self.names.catalogue, key) for key in found.near]
        return list(self.names.nearest(text)) if text else []

    def _by_time(self, code: str, group: pd.DataFrame) -> Iterator[Finding]:
        role = "as_of" if "as-of" in code else "year"
        column = self.first_of(role)
        for number, own in each_group(group, "when"):
            when = self.cells.whens[int(number)]
            row = int(own["row"].iloc[0])
            cell = self.cell(row, column) if column is not None else ""
            yield self.at(code, cell, when.text, count=len(own), years=when.text)
            if column is None:
                return

    def _by_column(self, code: str, group: pd.DataFrame) -> Iterator[Finding]:
        """One question for each column, or each indicator where rows name them."""
        for (column, _), own in each_group(group, ["column", "indicator"]):
            examples = own.head(3)
            cells = [self.cell(int(r), column) for r in examples["row"]]
            readings = [self.cells.figures.ambiguous.get(i) for i in own["source"].head(3)]
            yield self.at(
                code,
                cells[0],
                str(own["text"].iloc[0]),
                count=len(own),
                header=self._header(column).strip(),
                cells=cells,
                texts=[str(text) for text in examples["text"]],
                indicator=self._name(str(own["indicator"].iloc[0])),
                vi=[reading.vi for reading in readings if reading],
                en=[reading.en for reading in readings if reading],
            )

    def _by_cell(self, code: str, group: pd.DataFrame) -> Iterator[Finding]:
        for cell in each_row(group.head(MOST_OF_A_CODE)):
            yield self.at(
                code,
                self.cell(int(cell.row), int(cell.column)),
                str(cell.text),
                header=self._header(int(cell.column)).strip(),
            )
        if len(group) > MOST_OF_A_CODE:
            more = {"code": code, "count": len(group) - MOST_OF_A_CODE}
            yield finding_of_file("more-of-the-same", more, self.table.sheet)

    # Assumptions and what is left out ----------------------------------------------------------

    def missing(self) -> Iterator[Finding]:
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
                header=self._header(int(column)).strip(),
            )

    def column_notes(self) -> Iterator[Finding]:
        for column in self.columns:
            cell = self.header_cell(column.index)
            name = column.header.strip()
            if column.role == "value" and column.how == "misspelt":
                yield self.at(
                    "column-misspelt", cell, name, indicator=self._name(column.heading.indicator)
                )
            if column.spread:
                yield self.at("group-heading-assumed", cell, name, group=column.spread)
            if column.role == "ignored" and name and self._is_filled(column.index):
                yield self.at("column-ignored", cell, name)
            if column.role == "total":
                yield self.at("total-column-left-out", cell, name)
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
                indicator=self._name(cell.indicator),
            )

    def conventions(self) -> Iterator[Finding]:
        agreement = self.cells.figures.agreement
        for group, reading in self.cells.figures.readings:
            if reading.status == "agreed" and agreement is not None:
                yield self.at(
                    "number-style-agreed",
                    self.source(int(group.members[0])),
                    reading.examples[0].text if reading.examples else group.texts[0],
                    header=self._header(group.column).strip(),
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
                    header=self._header(group.column).strip(),
                )

    def periods(self) -> Iterator[Finding]:
        frame = self.cells.frame
        used = frame.drop_duplicates("when")
        used = used.drop_duplicates(["period_start", "period_end", "as_of"])
        for cell in each_row(used):
            when = self.cells.whens[int(cell.when)]
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


def _said(code: str, said: Said | None, table: Table, **params: Any) -> Finding:
    where = said.where if said else "title"
    text = said.text if said else ""
    return finding(f"{code}-from-{where}", sheet=table.sheet, value=text, **params)


def remarks_on(
    table: Table,
    columns: Sequence[Column],
    rows: Rows,
    title: Title,
    cells: Cells,
    names: UnitNames,
) -> list[Finding]:
    """Every finding that recognising gives rise to, each cause once."""
    remarks = _Remarks(table, columns, rows, cells, names)
    found = [
        *remarks.faults(),
        *remarks.left_out(),
        *remarks.missing(),
        *remarks.column_notes(),
        *remarks.row_notes(),
        *remarks.conventions(),
        *remarks.periods(),
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
    if cells.title_unit:
        unit = unit_name(names.catalogue, cells.title_unit)
        found.append(_said("unit", title.unit_said, table, unit=unit))
    if cells.uses_title_indicator:
        name = indicator_name(names.catalogue, title.indicator)
        found.append(_said("indicator", title.indicator_said, table, indicator=name))
    return found
