"""Cells that state no figure, as findings: one for each cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from khdash.ingest.findings import MOST_OF_A_CODE, Both, Finding
from khdash.ingest.messages import finding_of_file
from khdash.ingest.names import day_name, unit_name
from khdash.ingest.recognise.areas import is_district
from khdash.ingest.recognise.meaning import Meaning
from khdash.ingest.recognise.spots import Spots
from khdash.ingest.recognise.units import UnitFound
from khdash.locale.spelling import LONGEST_LINE, tidy
from khdash.model.frames import each_group, each_row

_BY_HEADING = frozenset(
    ("unknown-indicator", "indicator-ambiguous", "title-part-missing", "indicator-uncertain",
     "indicator-missing", "measure-unknown", "measure-conflict", "subgroup-unknown",
     "basis-unknown", "qualifier-unknown", "measure-of-title-unclear", "header-blank",
     "header-uncertain")
)  # fmt: skip
_BY_UNIT = frozenset(
    ("unknown-unit", "unit-ambiguous", "unit-not-valid", "unit-conflict", "unit-missing",
     "unit-without-year", "district-without-province", "unit-maybe-district",
     "unit-abbreviation")
)  # fmt: skip
_BY_TIME = frozenset(
    ("unknown-year", "unknown-as-of", "as-of-outside-year", "period-unclear",
     "year-contradictory", "year-missing", "table-of-plans", "table-of-part")
)  # fmt: skip
_BY_COLUMN = frozenset(("measure-missing", "ambiguous-number-column", "rate-maybe-fraction"))

_BY_LOST_LETTERS = frozenset(
    ("unknown-indicator", "indicator-ambiguous", "indicator-missing", "unknown-unit",
     "unit-missing", "year-missing")
)  # fmt: skip
"""What a file asks that has lost its letters: it has one cause, and no answer mends it."""
_LOST = re.compile(r"[^\W\d]\?+(?:\s+\S|[^\W\d])|(?:^|\s)\?+[^\W\d]|\N{REPLACEMENT CHARACTER}")

MOST_NAMED = 12
_RETRACTION = re.compile(r"(?:xin )?(?:rút|thu hồi|hủy|huỷ|xóa|xoá|bỏ số)\b")


_REMARK = re.compile(r"[\d.,\s]*\d\s*(?:[([;,:–-]|(?:[^\W\d]+\s+){2,}[^\W\d])")


def _is_retraction(text: str) -> bool:
    """Whether words in the place of a figure ask to take it back."""
    return _RETRACTION.match(tidy(text)) is not None


def _is_remarked(text: str) -> bool:
    """Whether words beside a number are no unit but a remark: in brackets, or a whole phrase."""
    return _REMARK.match(text[:LONGEST_LINE].strip()) is not None


class Faults(Spots):
    """The findings of a table's faulty cells and of what is left out."""

    def by_cause(self) -> Iterator[Finding]:
        """Every faulty cell, grouped by what a person should repair."""
        frame = self.cells.frame
        faulty = frame[frame["fault"] != ""]
        if lost := self._lost_letters(faulty):
            yield lost
            faulty = faulty[~faulty["fault"].isin(_BY_LOST_LETTERS)]
        for code in faulty["fault"].unique():
            group = faulty[faulty["fault"] == code]
            if code == "unknown-unit":
                below, others = self._below_provinces(group)
                yield from self._of_others("below-provinces", below)
                yield from self._by_unit(str(code), others)
            elif code == "dimension-unknown":
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
            elif code == "number-unknown-unit":
                remarked = group["text"].map(_is_remarked).astype(bool)
                yield from self._by_cell("number-with-remark", group[remarked])
                yield from self._by_cell(str(code), group[~remarked])
            else:
                yield from self._by_cell(str(code), group)

    def _lost_letters(self, faulty: pd.DataFrame) -> Finding | None:
        """That several headings have question marks for letters, which leaves cells unread."""
        lost = [at for at, text in enumerate(self.table.header) if _LOST.search(text)]
        if len(lost) < 2 or not faulty["fault"].isin(_BY_LOST_LETTERS).any():
            return None
        return self.at("letters-lost", self.header_cell(lost[0]), self.heading(lost[0]).strip())

    def left_out(self) -> Iterator[Finding]:
        """Columns or rows of plans and changes, and rows of other areas and bodies."""
        cells = self.cells.left_out
        if cells.empty:
            return
        places = self.cells.places
        for code in ("other-area", "unit-is-body"):
            is_such = cells["place"].map(lambda at, code=code: places[at][1] == code)
            yield from self._of_others(code, cells[is_such.astype(bool)])
        for code in ("column-of-plans", "column-of-changes", "column-of-parts"):
            own = [i for i, meaning in enumerate(self.cells.meanings) if meaning.fault == code]
            yield from self._by_heading(code, cells[cells["meaning"].isin(own)])

    def _of_others(self, code: str, cells: pd.DataFrame) -> Iterator[Finding]:
        """One sentence for all names of a kind that are no province of the catalogue."""
        if cells.empty:
            return
        places, own = self.cells.places, cells
        names = list(dict.fromkeys(", ".join(places[at][0]) for at in own["place"]))
        column = self.first_of("unit")
        column = self.first_of("label") if column is None else column
        row = int(own["row"].iloc[0])
        where = self.cell(row, column) if column is not None else ""
        shown = "; ".join(names[:MOST_NAMED]) + ("; …" if len(names) > MOST_NAMED else "")
        yield self.at(code, where, names[0], names=shown, count=len(names))

    def _below_provinces(self, group: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The cells of districts and communes, if there are several, and the others."""
        places = self.cells.places
        below = group["place"].map(lambda at: any(map(is_district, places[at][0]))).astype(bool)
        if group.loc[below, "place"].nunique() < 2:
            return group.iloc[:0], group
        return group[below], group[~below]

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
                and not self._is_of_plans(column)
                and not (row in understood and self.columns[column].heading.text)
            )
            cell = (
                self.cell(row, label) if by_row and label is not None else self.header_cell(column)
            )
            text = (
                self.table.rows[row][label]
                if by_row and label is not None
                else (self.heading(column))
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
                    indicator=self.name(meaning.indicator),
                )

    def _by_part(self, group: pd.DataFrame) -> Iterator[Finding]:
        for column, partial in self.rows.partial.items():
            own = [int(row) for row in group["row"] if partial[row]]
            if own:
                yield self.at(
                    "dimension-unknown",
                    self.cell(own[0], column),
                    self.table.rows[own[0]][column].strip(),
                    header=self.heading(column).strip(),
                    count=len(own),
                )

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
        if found == "unit-abbreviation":
            keys = sorted(self.names.candidates(text))
            return [unit_name(self.names.catalogue, key) for key in keys]
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
        by = ["column"] if code == "ambiguous-number-column" else ["column", "indicator"]
        for (column, *_), own in each_group(group, by):
            examples = own.head(3)
            cells = [self.cell(int(r), column) for r in examples["row"]]
            readings = [self.cells.figures.ambiguous.get(i) for i in own["source"].head(3)]
            yield self.at(
                code,
                cells[0],
                str(own["text"].iloc[0]),
                count=len(own),
                header=self.heading(column).strip(),
                cells=cells,
                texts=[str(text) for text in examples["text"]],
                indicator=self.name(str(own["indicator"].iloc[0])),
                vi=[reading.vi for reading in readings if reading],
                en=[reading.en for reading in readings if reading],
            )

    def _by_cell(self, code: str, group: pd.DataFrame) -> Iterator[Finding]:
        for cell in each_row(group.head(MOST_OF_A_CODE)):
            yield self.at(
                code,
                self.cell(int(cell.row), int(cell.column)),
                str(cell.text),
                header=self.heading(int(cell.column)).strip(),
            )
        if len(group) > MOST_OF_A_CODE:
            more = {"code": code, "count": len(group) - MOST_OF_A_CODE}
            yield finding_of_file("more-of-the-same", more, self.table.sheet)

    def _names(self, meaning: Meaning) -> list[Both]:
        return [self.name(code) for code in meaning.proposals]

    def _is_of_plans(self, column: int) -> bool:
        """Whether a column holds plans or changes, and so no figures."""
        period = self.columns[column].heading.period
        return period is not None and period.nature in ("plan", "change", "part")
