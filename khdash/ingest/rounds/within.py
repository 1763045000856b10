"""What of a file lies within a round: the asked figures of one province, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Both, Finding, ordered
from khdash.ingest.messages import finding
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.model.rounds import AskedCell, Round

OTHER_PROVINCE, OTHER_YEAR, NOT_ASKED = "other-province", "year-not-asked", "figure-not-asked"
OUTSIDE = (OTHER_PROVINCE, OTHER_YEAR, NOT_ASKED)
"""Why a sound figure of a file is not taken in, the first that holds."""
SAYING = ("new", "changed", "same")
"""The actions of a cell that says something of a figure."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A figure that is asked for, and what a file says of it: the action of its cell, '' where it
    says nothing, 'rejected' where nothing that could be used."""

    cell: AskedCell
    action: str


def within(report: CheckReport, asked: Round, unit: str) -> CheckReport:
    """The report of a file that a province sends, with what nobody asked it for rejected."""
    if report.cells.empty:
        return report
    cells = report.cells
    outside = _outside(cells, asked, unit)
    rejected = outside != ""
    cells = cells.assign(
        fault=cells["fault"].astype(object).mask(rejected, outside).astype("str"),
        action=cells["action"].astype(object).mask(rejected, "rejected"),
        kept=cells["kept"] & ~rejected,
    )
    own = [
        found
        for found in report.findings
        if not found.asks or (found.sheet, found.cell) not in _places(cells[rejected])
    ]
    told = _told(cells[rejected], asked, unit, report.catalogue)
    return replace(report, cells=cells, findings=tuple(ordered([*told, *own])))


def answered(report: CheckReport, asked: Round, unit: str) -> tuple[Answered, ...]:
    """What the file says of each figure that the province is asked for."""
    best: dict[tuple[str, int], str] = {}
    order = ("new", "changed", "same", "rejected")
    cells = report.cells
    if len(cells):
        own = cells[(cells["unit"] == unit) & cells["year"].notna()]
        for code, year, action in zip(own["indicator"], own["year"], own["action"], strict=True):
            key = (str(code), int(year))
            if key not in best or order.index(action) < order.index(best[key]):
                best[key] = str(action)
    return tuple(
        Answered(cell, best.get((cell.indicator, cell.year), "")) for cell in asked.asked_of(unit)
    )


def _outside(cells: pd.DataFrame, asked: Round, unit: str) -> pd.Series:
    """Why each sound cell is not asked for; ''."""
    cells_asked = {(cell.indicator, cell.year) for cell in asked.asked_of(unit)}
    years = {year for _, year in cells_asked}
    found: list[str] = []
    for own, year, code, fault in zip(
        cells["unit"], cells["year"], cells["indicator"], cells["fault"], strict=True
    ):
        if fault and fault != "year-locked":
            found.append("")
        elif own != unit:
            found.append(OTHER_PROVINCE)
        elif pd.isna(year) or int(year) not in years:
            found.append(OTHER_YEAR)
        else:
            found.append("" if (code, int(year)) in cells_asked else NOT_ASKED)
    return pd.Series(found, index=cells.index, dtype=object)


def _places(cells: pd.DataFrame) -> set[tuple[Any, str]]:
    return set(zip(cells["sheet"], cells["cell"], strict=True))


def _told(cells: pd.DataFrame, asked: Round, unit: str, catalogue: Catalogue) -> Iterator[Finding]:
    """A finding for each other province, each year and each indicator that nobody asked for."""
    by = {OTHER_PROVINCE: "unit", OTHER_YEAR: "year", NOT_ASKED: "indicator"}
    own, years = _unit(unit, catalogue), _listed(asked.years)
    for code, column in by.items():
        for row in each_row(cells[cells["fault"] == code].drop_duplicates(column)):
            count = int((cells[column][cells["fault"] == code] == getattr(row, column)).sum())
            yield finding(
                code,
                sheet=row.sheet if isinstance(row.sheet, str) else None,
                cell=str(row.cell),
                value=str(row.text),
                unit=_unit(row.unit, catalogue),
                own=own,
                year="–" if pd.isna(row.year) else int(row.year),
                years=years,
                indicator=_indicator(row.indicator, catalogue),
                count=count,
            )


def _unit(key: str, catalogue: Catalogue) -> Both:
    found = catalogue.units.get(key)
    return Both(found.name, found.name_en or found.name) if found else Both(key, key)


def _indicator(code: str, catalogue: Catalogue) -> Both:
    found = catalogue.indicators.get(code)
    return Both(found.name_vi, found.name_en) if found else Both(code, code)


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))
