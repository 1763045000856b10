"""Checking a recognised table against itself and against the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd

from khdash.ingest.check import scale
from khdash.ingest.check.derived import report_derived, with_denominators
from khdash.ingest.check.duplicates import find_duplicates, report_duplicates
from khdash.ingest.check.facts import UPLOAD_SOURCE, addresses, gather, sheet_of
from khdash.ingest.check.plausible import check_plausible
from khdash.ingest.check.report import CheckReport
from khdash.ingest.check.totals import check_totals
from khdash.ingest.findings import Finding, capped, ordered
from khdash.ingest.messages import finding, finding_of_file
from khdash.ingest.names import day_name
from khdash.ingest.recognise import FEW, INNER, Recognition
from khdash.ingest.shown import Shown, is_untouched, report_untouched
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row, stacked
from khdash.reading.table import Table


class Store(Protocol):
    """What a check asks of the store."""

    def classify(self, rows: pd.DataFrame) -> pd.DataFrame: ...


@dataclass(frozen=True, eq=False)
class Known:
    """What is known before a file is checked.

    stored: ObservationFrame of the store. locked: (year, unit key or '') that may not change.
    imported: SHA-256 of the files imported before and their batch.
    """

    catalogue: Catalogue
    stored: pd.DataFrame
    locked: frozenset[tuple[int, str]] = frozenset()
    imported: tuple[tuple[str, int], ...] = ()
    today: date | None = None


def check_recognitions(
    recognitions: Sequence[Recognition],
    known: Known,
    store: Store | None = None,
    found_before: Sequence[Finding] = (),
    shown: Shown | None = None,
) -> CheckReport:
    """Every cell with what a commit would do to it, and every finding.

    recognitions: the tables of a file; the first one gives its sheet and layout to the report.
    store None: there is nothing to compare with, every sound cell is new. found_before:
    what reading the file already found. shown: what stood in our own form when it left.
    """
    table, catalogue = recognitions[0].table, known.catalogue
    placed = [_with_places(own, number) for number, own in enumerate(recognitions)]
    cells = with_denominators(catalogue, stacked(*placed))
    cells = cells.assign(untouched=is_untouched(cells, shown))
    closed = _is_closed(cells, known.locked)
    cells = cells.assign(fault=cells["fault"].mask(closed & ~cells["untouched"], "year-locked"))
    equal, conflicting = find_duplicates(cells)
    cells = cells.assign(
        fault=cells["fault"].mask(conflicting, "duplicate-conflict"),
        kept=~equal & ~closed,
    )
    today = known.today or date.today()
    beside = gather(catalogue, cells, known.stored, today)
    wrong, out_of_scale = scale.out_of_scale(beside, cells)
    if len(wrong):
        cells = scale.reject(cells, wrong)
        beside = gather(catalogue, cells, known.stored, today)
    asked = tuple(check_plausible(beside, cells))
    del beside  # as large as the cells themselves
    cells = classified(cells, store)
    found = [
        *found_before,
        *_from_reader([own.table for own in recognitions], cells),
        *(remark for own in recognitions for remark in own.findings),
        *report_duplicates(catalogue, cells),
        *report_derived(catalogue, cells),
        *_locked(cells),
        *report_untouched(cells, shown),
        *_boundaries(cells, catalogue),
        *(remark for own in recognitions for remark in check_totals(own, catalogue)),
        *out_of_scale,
        *asked,
    ]
    batch = dict(known.imported).get(table.sha256)
    if batch is not None:
        found.append(finding("file-already-imported", value=table.file_name, batch=batch))
    return CheckReport(
        table.file_name,
        table.sha256,
        catalogue,
        table,
        recognitions[0].mapping,
        cells.drop(columns=INNER).astype(dict.fromkeys(FEW, "str")),
        tuple(ordered(capped(found))),
        sum(len(own.table.rows) for own in recognitions),
        batch,
        tuple(own.without_cells() for own in recognitions),
    )


def _with_places(recognition: Recognition, number: int) -> pd.DataFrame:
    """The cells with where they stand; `table` counts the tables of the file from 0."""
    table, cells = recognition.table, recognition.cells
    sheet = pd.Series(table.sheet, index=cells.index, dtype=object)
    place = addresses(recognition, cells)
    return cells.assign(cell=place, sheet=sheet, part=np.int32(table.part), table=np.int32(number))


def figures(cells: pd.DataFrame, restates: bool = False) -> pd.DataFrame:
    """What the file says anew, as rows for the store: the columns of khdash.store.staging.

    restates: also the value that another source gave already, which makes the report its source.
    """
    again = cells["restates"]
    return _rows(cells[_is_sound(cells) & (again & restates | ~again & ~cells["untouched"])])


def _is_sound(cells: pd.DataFrame) -> pd.Series:
    return (cells["fault"] == "") & cells["kept"]


def _rows(sound: pd.DataFrame) -> pd.DataFrame:
    days = {
        name: pd.to_datetime(sound[name], format="%Y-%m-%d")
        for name in ("as_of", "period_start", "period_end")
    }
    return pd.DataFrame(
        {
            **sound[FEW].astype("str"),
            "year": sound["year"],
            **days,
            "partial": sound["period_start"].notna(),
            "value": sound["value"],
            "source_id": UPLOAD_SOURCE,
            "confidence": "high",
            "sheet": sound["sheet"].fillna(""),
            "cell": sound["cell"],
        }
    )


def classified(cells: pd.DataFrame, store: Store | None) -> pd.DataFrame:
    """The cells with action, old_value and old_qualifier, as the commit itself would see them.

    restates: whether the cell gives a value once more that another source gave already.
    """
    action = pd.Series("rejected", index=cells.index, dtype=object)
    old = pd.Series(float("nan"), index=cells.index)
    old_qualifier = pd.Series("", index=cells.index, dtype=object)
    restates = pd.Series(False, index=cells.index)
    sound = _is_sound(cells)
    action[sound] = "new"
    if store is not None and sound.any():
        reviewed = store.classify(_rows(cells[sound]))
        action[sound] = reviewed["action"].astype(object)
        old[sound] = reviewed["old_value"].astype(float)
        old_qualifier[sound] = reviewed["old_qualifier"].astype(object).fillna("")
        restates[sound] = reviewed["restates"].astype(bool)
    said_before = cells[(cells["fault"] == "") & (~cells["kept"] | cells["untouched"])]
    action[said_before.index] = "same"
    return cells.assign(
        action=action, old_value=old, old_qualifier=old_qualifier, restates=restates
    )


def _is_closed(cells: pd.DataFrame, locked: frozenset[tuple[int, str]]) -> pd.Series:
    """Which sound cells are about a locked year."""
    if not locked:
        return pd.Series(False, index=cells.index)
    wholly = {year for year, unit in locked if not unit}
    single = pd.MultiIndex.from_frame(cells[["year", "unit"]]).isin(
        [(year, unit) for year, unit in locked if unit]
    )
    return (cells["year"].isin(wholly) | single) & (cells["fault"] == "")


def _locked(cells: pd.DataFrame) -> Iterator[Finding]:
    closed = cells[cells["fault"] == "year-locked"].drop_duplicates("year")
    for row in each_row(closed):
        where = {"sheet": sheet_of(row), "cell": row.cell}
        yield finding("year-locked", **where, value=row.text, year=int(row.year))


def _boundaries(cells: pd.DataFrame, catalogue: Catalogue) -> Iterator[Finding]:
    """Only names of today's provinces, in a year before they were formed."""
    sound = cells[(cells["fault"] == "") & (cells["unit"] != catalogue.country)]
    names = {catalogue.units[key].name for key in sound["unit"].unique()}
    change = catalogue.today.day
    before = sound[sound["year"] < change.year]
    units = catalogue.units_on(catalogue.today.code)
    today = {unit.name for unit in units}
    merged = {unit.name for unit in units if unit.valid_from is not None}
    if len(before) and names <= today and len(names & merged) >= 3:
        year = int(before["year"].max())
        value, day = ", ".join(sorted(names)), day_name(change)
        yield finding("maybe-new-boundaries", value=value, year=year, day=day)


_BY_CELL = ("formula-not-calculated", "formula-error")


def _from_reader(tables: Sequence[Table], cells: pd.DataFrame) -> Iterator[Finding]:
    """What the reader of the file assumed, as findings; formulas are reported at their cells."""
    faulty = cells[cells["fault"].isin(_BY_CELL)]
    own = set(zip(faulty["sheet"], faulty["cell"], strict=True))
    first = {table.sheet: table for table in reversed(tables)}
    different = {
        (table.sheet, assumption.code, str(assumption.params)): assumption
        for table in tables
        for assumption in table.assumptions
        if assumption.code != "another-table" or table is first[table.sheet]
    }
    for (sheet, code, _), assumption in different.items():
        if code in _BY_CELL:
            if (sheet, assumption.params["cell"]) not in own:
                yield finding_of_file("formula-beyond-figures", assumption.params, sheet)
        else:
            yield finding_of_file(code, assumption.params, sheet)
