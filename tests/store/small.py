"""A small data folder, and short ways to write into the store made from it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd

from khdash.model.actor import Actor
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.model.published_rows import PUBLISHED_COLUMNS
from khdash.store.batches import Receipt, Submission
from khdash.store.database import Database

SECRETARY = Actor("Nguyễn Thị Thư ký", "command-line")

FILES: dict[str, list[dict[str, str]]] = {
    "themes.csv": [{"code": "members", "name_vi": "Hội viên", "name_en": "Members", "sort": "1"}],
    "measures.csv": [
        {"code": "persons", "name_vi": "Người", "name_en": "Persons"},
        {"code": "%", "name_vi": "Phần trăm", "name_en": "Per cent"},
    ],
    "indicators.csv": [
        {
            "code": code,
            "name_vi": code,
            "name_en": code,
            "theme": "members",
            "unit": unit,
            "kind": kind,
            "decimals": "0",
            "direction": "up",
            "basis_matters": basis,
        }
        for code, unit, kind, basis in (
            ("members", "persons", "stock", "no"),
            ("population", "persons", "stock", "no"),
            ("family_rate", "%", "rate", "yes"),
        )
    ],
    "units.csv": [
        {"code": "VN", "name": "Việt Nam", "level": "country"},
        {"code": "01", "name": "Hà Nội", "level": "province", "parent_code": "VN"},
        {
            "code": "34",
            "name": "Thái Bình",
            "level": "province",
            "parent_code": "VN",
            "valid_to": "2025-06-30",
        },
        {
            "code": "24",
            "name": "Bắc Giang",
            "level": "province",
            "parent_code": "VN",
            "valid_to": "2025-06-30",
        },
        {
            "code": "24",
            "valid_from": "2025-07-01",
            "name": "Bắc Ninh",
            "level": "province",
            "parent_code": "VN",
        },
    ],
    "cluster_membership.csv": [{"unit_code": "01", "status": "stated"}],
    "cluster.csv": [
        {
            **dict.fromkeys(("code", "name_vi", "name_en", "short_vi", "short_en"), "small"),
            **dict.fromkeys(("region_vi", "region_en", "title_vi", "title_en"), "small"),
            "first_year": "2010",
        }
    ],
    "boundary_sets.csv": [
        {
            "code": code,
            "day": day,
            "label_vi": code,
            "label_en": code,
            "areas": f"{code}.geojson",
            "is_default": default,
        }
        for code, day, default in (
            ("2022", "2022-12-31", "yes"),
            ("2025", "2025-07-01", "no"),
        )
    ],
    "targets.csv": [
        {
            "indicator": "family_rate",
            "basis": "all",
            "unit_code": "01",
            "year": "2025",
            "rule": "at_least",
            "value": "70",
            "unit": "%",
            "instrument_vi": "QĐ 387",
            "confidence": "high",
        },
    ],
    "sources.csv": [
        {"source_id": kind, "kind": kind, "latest_as_of": "2024-12-31"}
        for kind in (
            "official_report",
            "association",
            "statistics_office",
            "government",
            "press",
            "unknown",
        )
    ],
    "observations.csv": [
        {
            "unit_code": "01",
            "indicator": "population",
            "year": "2020",
            "as_of": "2020",
            "value": "8246500",
            "qualifier": "exact",
            "confidence": "high",
            "source_id": "statistics_office",
        },
    ],
}


def write_folder(data: Path, **changed: list[dict[str, str]]) -> Path:
    """A data folder of these files; `changed` gives other rows, by file name without .csv."""
    for folder, columns in (("catalogue", CATALOGUE_COLUMNS), ("published", PUBLISHED_COLUMNS)):
        (data / folder).mkdir(parents=True, exist_ok=True)
        for name, header in columns.items():
            rows = changed.get(name.removesuffix(".csv"), FILES.get(name, []))
            with (data / folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, header, restval="")
                writer.writeheader()
                writer.writerows(rows)
    return data


def figure(value: float | None = None, **columns: Any) -> dict[str, Any]:
    """One figure to commit: by default the members of Thái Bình in 2020, printed in the press."""
    return {
        "unit": "34",
        "indicator": "members",
        "subgroup": "",
        "basis": "",
        "year": 2020,
        "as_of": "2020-12-31",
        "value": value,
        "qualifier": "exact",
        "confidence": "high",
        "source_id": "press",
        "retracted": value is None,
        "partial": False,
    } | columns


def rate(value: float | None, basis: str, **columns: Any) -> dict[str, Any]:
    """A rate of learning families on a basis."""
    return figure(value, indicator="family_rate", basis=basis, **columns)


def commit(database: Database, *rows: dict[str, Any], **submission: Any) -> Receipt:
    return database.commit(SECRETARY, Submission(rows=pd.DataFrame(list(rows)), **submission))


def standings(
    database: Database, indicator: str = "members", **dataset: Any
) -> list[tuple[float, str, str]]:
    """(value, source, standing) of every yearly figure of an indicator, by value."""
    rows = database.dataset(**dataset).observations
    rows = rows[rows["indicator"] == indicator].sort_values(["value", "source_id"])
    return list(zip(rows["value"], rows["source_id"], rows["standing"], strict=True))


def current(database: Database, indicator: str = "members", **dataset: Any) -> list[float]:
    """The values that are current, by size."""
    return [
        value
        for value, _, standing in standings(database, indicator, **dataset)
        if standing == "current"
    ]
