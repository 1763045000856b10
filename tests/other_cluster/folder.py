"""A data folder for a cluster that does not exist: six provinces in squares, invented figures."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.model.published_rows import PUBLISHED_COLUMNS
from khdash.store.places import PROJECT

Rows = Iterable[Mapping[str, object]]

NAMES = {
    "A1": ("Lâm Sa", "Lam Sa"),
    "A2": ("Trà Khê", "Tra Khe"),
    "A3": ("Mộc Vỹ", "Moc Vy"),
    "B1": ("Thạch Đàm", "Thach Dam"),
    "B2": ("Vân Trạch", "Van Trach"),
    "B3": ("Suối Bạc", "Suoi Bac"),
}
COUNTRY = "QG"
YEARS = range(2012, 2025)
OWN = (
    "cluster.csv",
    "boundary_sets.csv",
    "unit_styles.csv",
    "units.csv",
    "cluster_membership.csv",
    "unit_aliases.csv",
    "synonyms.csv",
    "targets.csv",
    "instruments.csv",
    "task_lists.csv",
    "tasks.csv",
)
"""Files of the catalogue that another cluster writes for itself; the others hold for all."""
CLUSTER = {
    "code": "sao-mai",
    "name_vi": "Cụm khuyến học Sao Mai",
    "name_en": "Study Promotion Cluster Sao Mai",
    "short_vi": "Cụm Sao Mai",
    "short_en": "Sao Mai cluster",
    "region_vi": "Vùng ven Hồ Mây",
    "region_en": "Cloud Lake shore",
    "title_vi": "Khuyến học Sao Mai",
    "title_en": "Study Promotion Sao Mai",
    "default_unit": "A2",
    "first_year": 2012,
}
BOUNDARIES = {
    "code": "nay",
    "day": "2020-01-01",
    "label_vi": "Sáu tỉnh",
    "label_en": "Six provinces",
    "areas": "sao_mai.geojson",
    "is_default": "yes",
}


def write_folder(data: Path) -> Path:
    """The whole folder: catalogue, outlines and published figures."""
    own = {
        "cluster.csv": [CLUSTER],
        "boundary_sets.csv": [BOUNDARIES],
        "units.csv": list(_units()),
        "cluster_membership.csv": [{"unit_code": code, "status": "stated"} for code in NAMES],
        "unit_aliases.csv": [{"alias": "SB", "unit_code": "B3"}],
        "synonyms.csv": list(_synonyms()),
        "targets.csv": list(_targets()),
        "task_lists.csv": [_task_list()],
        "tasks.csv": list(_tasks()),
    }
    catalogue = data / "catalogue"
    shutil.copytree(PROJECT / "data" / "catalogue", catalogue)
    (catalogue / "demo_units.csv").unlink()
    for name in OWN:
        _write(catalogue / name, CATALOGUE_COLUMNS[name], own.get(name, []))
    (data / "published").mkdir()
    figures = {"observations.csv": list(_observations()), "sources.csv": [_source()]}
    for name, columns in PUBLISHED_COLUMNS.items():
        _write(data / "published" / name, columns, figures.get(name, []))
    (data / "boundaries").mkdir()
    outlines = json.dumps(_outlines(), ensure_ascii=False)
    (data / "boundaries" / "sao_mai.geojson").write_text(outlines, encoding="utf-8")
    return data


def _write(path: Path, columns: Iterable[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _shipped(name: str) -> Iterator[dict[str, str]]:
    with (PROJECT / "data" / "catalogue" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _units() -> Iterator[dict[str, str]]:
    yield {"code": COUNTRY, "name": "Việt Nam", "name_en": "Viet Nam", "level": "country"}
    for code, (name, name_en) in NAMES.items():
        yield {
            "code": code,
            "name": name,
            "full_name": f"Tỉnh {name}",
            "name_en": name_en,
            "short": code,
            "level": "province",
            "parent_code": COUNTRY,
        }


def _synonyms() -> Iterator[dict[str, str]]:
    """The words of headers, but for the names of another cluster."""
    for row in _shipped("synonyms.csv"):
        if "cụm" not in row["term"].lower():
            yield row
    yield {"term": str(CLUSTER["short_vi"]), "kind": "total", "code": "total"}


def _targets() -> Iterator[dict[str, str]]:
    """The national targets."""
    for row in _shipped("targets.csv"):
        if row["unit_code"] == "VN":
            yield row | {"unit_code": COUNTRY}


def _task_list() -> dict[str, object]:
    return {
        "code": "sao-2024",
        "name_vi": "Cụm Sao Mai: nhiệm vụ năm 2024",
        "name_en": "Sao Mai cluster: tasks of 2024",
        "year": 2024,
    }


def _tasks() -> Iterator[dict[str, object]]:
    for number, title in enumerate(("Đại hội các cấp", "Mở lớp tập huấn"), start=1):
        yield {
            "code": f"sao-2024.{number}",
            "list": "sao-2024",
            "title_vi": title,
            "title_en": f"Task {number}",
            "evidence": "person",
        }


def _source() -> dict[str, object]:
    return {
        "source_id": "sao1",
        "kind": "association",
        "publisher": "Hội Khuyến học Cụm Sao Mai",
        "latest_as_of": "2024-12-31",
        "title_vi": "Báo cáo tổng hợp Cụm Sao Mai",
        "title_en": "Summary report of the Sao Mai cluster",
    }


def _observations() -> Iterator[dict[str, object]]:
    for place, code in enumerate(NAMES):
        for year in YEARS:
            people = (400 + 130 * place) * 1000 + 3000 * (year - 2012)
            families = people // 4
            figures = {
                "population": people,
                "families": families,
                "members": people * (14 + place + year - 2012) // 100,
                "fund_balance": 5000 + 900 * place + 700 * (year - 2012),
                "grassroots_associations": 90 + 10 * place,
                "communes": 95 + 10 * place,
            }
            if year >= 2016:
                figures["learning_family_registered"] = families * (70 + place) // 100
                figures["learning_family_recognised"] = families * (52 + place) // 100
            for indicator, value in figures.items():
                yield {
                    "unit_code": code,
                    "indicator": indicator,
                    "year": year,
                    "as_of": year,
                    "value": value,
                    "qualifier": "exact",
                    "confidence": "high",
                    "source_id": "sao1",
                }


def _outlines() -> dict[str, object]:
    """Three squares above three others; one says where its label stands."""
    features = []
    for place, code in enumerate(NAMES):
        west, south = 100.0 + place % 3, 15.0 + place // 3
        ring = [(west, south), (west, south + 1), (west + 1, south + 1), (west + 1, south)]
        said: dict[str, object] = {"code": code, "name": NAMES[code][0]}
        if code == "A1":
            said |= {"label_lon": west + 0.3, "label_lat": south + 0.6}
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "properties": said, "geometry": geometry})
    return {"type": "FeatureCollection", "credit": "© Sở đo vẽ Hồ Mây", "features": features}
