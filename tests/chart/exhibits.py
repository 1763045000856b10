"""Small exhibits written out by hand, with the columns of docs/exhibits.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit, SourceLine
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.model.value import bounds
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT

STYLES = read_catalogue(PROJECT / "data")[1].styles
NAMES = {
    "01": "Hà Nội",
    "26": "Vĩnh Phúc",
    "27": "Bắc Ninh",
    "33": "Hưng Yên",
    "34": "Thái Bình",
    "35": "Hà Nam",
    "36": "Nam Định",
    "37": "Ninh Bình",
    "24@2025-07-01": "Bắc Ninh",
    "25@2025-07-01": "Phú Thọ",
    "33@2025-07-01": "Hưng Yên",
    "37@2025-07-01": "Ninh Bình",
}
EIGHT = ("01", "26", "27", "33", "34", "35", "36", "37")
FIVE = ("01", "25@2025-07-01", "24@2025-07-01", "33@2025-07-01", "37@2025-07-01")


def row(unit: str, year: int | None, value: float | None, **other: object) -> dict[str, object]:
    """One row of a table of figures; exact, published, without basis unless said otherwise."""
    qualifier = str(other.get("qualifier", "exact"))
    number = float("nan") if value is None else float(value)
    low, high = (number, number) if value is None else bounds(number, qualifier)
    return {
        "unit": unit,
        "unit_code": split_key(unit)[0],
        "unit_valid_from": split_key(unit)[1],
        "unit_name": NAMES[unit],
        "indicator": "members",
        "subgroup": "",
        "basis": "",
        "origin": "published",
        "year": year,
        "value": number,
        "lower": low,
        "upper": high,
        "qualifier": qualifier,
        "confidence": "high",
        "source_id": "s001",
        "parts_covered": 1,
        "parts_expected": 1,
        "partial": False,
        "missing": "" if value is not None else "no_data",
        **other,
    }


def exhibit(kind: str, rows: Sequence[dict[str, object]], **other: Any) -> Exhibit:
    """An exhibit of persons in Vietnamese unless said otherwise."""
    table = pd.DataFrame(list(rows))
    if "year" in table:
        table["year"] = table["year"].astype("Int64")
    fields: dict[str, Any] = {
        "name": kind,
        "kind": kind,
        "selection": Selection(lang=other.pop("lang", "vi")),
        "title": "",
        "headline": "",
        "subtitle": "",
        "content": table,
        "columns": (),
        "alt": "",
        "data_version": 1,
        "updated_at": datetime(2026, 11, 21, tzinfo=UTC),
        "styles": STYLES,
        "measure": "persons",
        "sources": (SourceLine("s001", "Báo Hà Nội", "press", ""),),
    }
    return Exhibit(**{**fields, **other})


def line(
    unit: str, *points: tuple[int, float], run: int = 0, **other: object
) -> list[dict[str, object]]:
    """Rows of one run; consecutive years share a segment, numbered from run x 100."""
    rows: list[dict[str, object]] = []
    segment = run * 100
    years = [year for year, _ in points]
    for year, value in points:
        if rows and year - 1 not in years:
            segment += 1
        lone = year - 1 not in years and year + 1 not in years
        rows.append(row(unit, year, value, run=run, segment=segment, lone=lone, **other))
    return rows
