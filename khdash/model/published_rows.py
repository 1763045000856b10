"""The published figures' CSV rows, checked against the catalogue, as sources and a frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.entries import Source
from khdash.model.problem import CatalogueError, Problem
from khdash.model.table_rows import RowReader, Table, check_columns, check_unique
from khdash.model.target_rows import BASES, CONFIDENCES
from khdash.model.unit_rows import read_unit
from khdash.model.units import Unit, unit_key
from khdash.model.value import QUALIFIERS
from khdash.model.web_address import read_web_address

OBSERVATIONS = "observations.csv"
OBSERVATION_COLUMNS = (
    "unit_code",
    "unit_valid_from",
    "indicator",
    "subgroup",
    "basis",
    "year",
    "period_start",
    "period_end",
    "as_of",
    "value",
    "qualifier",
    "confidence",
    "source_id",
    "note_vi",
    "note_en",
)
PUBLISHED_COLUMNS: dict[str, tuple[str, ...]] = {
    "sources.csv": (
        "source_id",
        "kind",
        "publisher",
        "original_source",
        "url",
        "latest_as_of",
        "title_vi",
        "title_en",
    ),
    OBSERVATIONS: OBSERVATION_COLUMNS,
    "partial_periods.csv": OBSERVATION_COLUMNS,
}
"""The files of data/published and their columns."""

SOURCE_KINDS = (
    "official_report",
    "association",
    "statistics_office",
    "government",
    "press",
    "unknown",
)


FIGURE_COLUMNS = (
    "unit",
    "indicator",
    "subgroup",
    "basis",
    "year",
    "period_start",
    "period_end",
    "as_of",
    "value",
    "qualifier",
    "confidence",
    "source_id",
    "sheet",
    "cell",
    "note_vi",
    "note_en",
    "partial",
)
"""The columns of Published.rows; `sheet` and `cell` are the file and its line."""


@dataclass(frozen=True, eq=False)
class Published:
    """The figures that come with the project: one row a figure, `partial` rows never yearly."""

    sources: tuple[Source, ...]
    rows: pd.DataFrame


def parse_published(tables: Mapping[str, Table], catalogue: Catalogue) -> Published:
    """The published figures of the tables (by file name, see PUBLISHED_COLUMNS).

    Raises CatalogueError with every fault.
    """
    problems: list[Problem] = []
    for name, columns in PUBLISHED_COLUMNS.items():
        problems += check_columns(tables[name], columns)
    if problems:
        raise CatalogueError(problems)
    check_unique(tables["sources.csv"], ("source_id",), problems)
    sources = tuple(_source(RowReader(row, problems)) for row in tables["sources.csv"].rows)
    known = {source.source_id: source for source in sources}
    records = [
        _observation(RowReader(row, problems), catalogue, known) | {"partial": name.startswith("p")}
        for name in (OBSERVATIONS, "partial_periods.csv")
        for row in tables[name].rows
    ]
    if problems:
        raise CatalogueError(problems)
    return Published(sources, pd.DataFrame(records, columns=list(FIGURE_COLUMNS)))


def _source(r: RowReader) -> Source:
    r.last_day("latest_as_of")
    return Source(
        source_id=r.required("source_id"),
        kind=r.choice("kind", SOURCE_KINDS),
        publisher=r.text("publisher"),
        original_source=r.text("original_source"),
        url=read_web_address(r, "url"),
        latest_as_of=r.text("latest_as_of"),
        title_vi=r.text("title_vi"),
        title_en=r.text("title_en"),
    )


def _observation(
    r: RowReader, catalogue: Catalogue, sources: Mapping[str, Source]
) -> dict[str, Any]:
    for column in ("unit_code", "indicator", "year", "value", "source_id"):
        r.required(column)
    r.in_order("period_start", "period_end")
    year = r.year("year")
    unit = read_unit(r, "unit_", catalogue.units)
    if year is not None and unit in catalogue.units:
        _check_validity(r, catalogue.units[unit], year)
    as_of = r.last_day("as_of")
    if as_of is not None and year is not None and as_of.year < year:
        r.reject(
            "as_of",
            f"Sớm hơn năm của số liệu ({year}); sửa năm hoặc thời điểm.",
            f"Earlier than the figure's year ({year}); correct the year or the date.",
        )
    return {
        "unit": unit,
        "indicator": r.known("indicator", catalogue.indicators, "indicators.csv"),
        "subgroup": r.known("subgroup", catalogue.subgroups, "subgroups.csv"),
        "basis": _basis(r, catalogue),
        "year": year,
        "period_start": r.day("period_start"),
        "period_end": r.day("period_end"),
        "as_of": as_of,
        "value": r.number("value"),
        "qualifier": r.choice("qualifier", QUALIFIERS),
        "confidence": r.choice("confidence", CONFIDENCES),
        "source_id": r.known("source_id", sources, "sources.csv"),
        "sheet": r.row.file,
        "cell": str(r.row.line),
        "note_vi": r.text("note_vi"),
        "note_en": r.text("note_en"),
    }


def _basis(r: RowReader, catalogue: Catalogue) -> str:
    """The basis of the figure; whether it needs one is the indicator's definition."""
    indicator = catalogue.indicators.get(r.text("indicator"))
    if indicator is None:
        return r.choice("basis", BASES)
    return r.choice("basis", BASES[1:] if indicator.basis_matters else BASES[:1])


def _check_validity(r: RowReader, unit: Unit, year: int) -> None:
    """Report a figure for a year in which its unit did not exist on any day."""
    if unit.exists_in(year):
        return
    span_vi = f"từ {unit.valid_from or '…'} đến {unit.valid_to or 'nay'}"
    span_en = f"from {unit.valid_from or '…'} to {unit.valid_to or 'now'}"
    r.reject(
        "year",
        f"{unit.name} ({unit_key(unit.code, unit.valid_from)}) chỉ tồn tại {span_vi}; "
        "sửa năm hoặc đơn vị.",
        f"{unit.name_en} ({unit_key(unit.code, unit.valid_from)}) existed only {span_en}; "
        "correct the year or the unit.",
    )
