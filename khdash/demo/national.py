"""The national set: generated figures of every province of the country and its communes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyarrow import csv as arrow_csv

from khdash.demo.communes import commune_rows
from khdash.demo.generate import begin, csv_of, figures_of, rows_of
from khdash.demo.provinces import Province, invented, provinces
from khdash.model.catalogue import Catalogue
from khdash.model.published_rows import OBSERVATIONS
from khdash.model.units import Unit, split_key
from khdash.store.atomic import write_whole
from khdash.store.catalogue_files import read_table

PROVINCES = Path(__file__).with_name("national_provinces.csv")
"""The country's provinces since 1 July 2025 and how many communes each has."""

VILLAGES = 9
"""Villages of an average commune."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A province with its communes; added: the catalogue does not know it."""

    province: Province
    communes: tuple[str, ...]
    added: bool


def write_national(catalogue: Catalogue, data: Path, folder: Path, most: int | None = None) -> int:
    """Write catalogue, boundaries and generated figures of the whole country; how many figures.

    The members of the cluster have the figures of the small set (see generate.write_demo). A
    province that was merged in 2025 is shown by the provinces that it was merged of where the
    catalogue knows them, and so lie its communes, which are invented and keep their borders.
    most: so many communes of a province at most, for a small set of the same shape.
    """
    published = begin(data, folder)
    places = list(_places(catalogue, data / "catalogue", most))
    _write_units(catalogue, folder / "catalogue" / "units.csv", places)
    rows = list(rows_of(catalogue, [place.province for place in places]))
    count = len(rows)
    file = io.BytesIO(csv_of(OBSERVATIONS, rows))
    file.seek(0, io.SEEK_END)
    plain = arrow_csv.WriteOptions(include_header=False, quoting_style="none")
    for place in places:
        if place.communes:
            unit = place.province.unit
            figures = figures_of(unit.key, place.province.size, catalogue)
            own = commune_rows(catalogue, unit.key, figures, place.communes)
            arrow_csv.write_csv(own, file, plain)
            count += len(own)
    write_whole(published / OBSERVATIONS, file.getvalue())
    return count


def _places(catalogue: Catalogue, folder: Path, most: int | None) -> Iterator[Place]:
    """The members of the cluster first, then the country's other provinces by code."""
    sizes = {province.unit.key: province for province in provinces(catalogue, folder)}
    found: dict[str, Place] = {key: Place(one, (), False) for key, one in sizes.items()}
    for row in _national():
        number = min(int(row["communes"]), most) if most is not None else int(row["communes"])
        now = catalogue.find_unit(row["code"], catalogue.today.day)
        units = [_unit(row, catalogue.country)] if now is None else _always(catalogue, now)
        own = [
            sizes.get(unit.key) or _of(unit, int(row["communes"]) // len(units)) for unit in units
        ]
        for province, codes in zip(own, _shared_out(row["code"], number, own), strict=True):
            found[province.unit.key] = Place(province, codes, now is None)
    yield from found.values()


def _national() -> list[Cells]:
    with PROVINCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _always(catalogue: Catalogue, unit: Unit) -> list[Unit]:
    """The units of a province's land before the mergers."""
    parts = [catalogue.units[key] for key in catalogue.parts(unit.key)]
    return [one for part in parts for one in _always(catalogue, part)] or [unit]


def _unit(row: Cells, country: str) -> Unit:
    return Unit(
        code=row["code"],
        valid_from=None,
        valid_to=None,
        name=row["name"],
        full_name=row["full_name"],
        name_en=row["name_en"],
        short=row["short"],
        level="province",
        parent=country,
        successor="",
        note_vi="",
        note_en="",
    )


def _of(unit: Unit, communes: int) -> Province:
    size = replace(invented(unit.key), communes=communes, villages=communes * VILLAGES)
    return Province(unit, size)


def _shared_out(code: str, number: int, own: list[Province]) -> list[tuple[str, ...]]:
    """The codes of a province's communes, as many in each former province as its people ask."""
    people = [province.size.population for province in own]
    ends = [round(number * sum(people[: place + 1]) / sum(people)) for place in range(len(own))]
    codes = [f"{code}{place:03d}" for place in range(1, number + 1)]
    return [tuple(codes[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _write_units(catalogue: Catalogue, path: Path, places: list[Place]) -> None:
    """Add the provinces and communes that the catalogue does not know to its file of units."""
    known = read_table(path)
    rows: list[Cells] = [dict(row.cells) for row in known.rows]
    for place in places:
        unit = place.province.unit
        if place.added:
            rows.append(_province_cells(unit))
        parent, since = split_key(unit.key)
        rows += [
            {
                "code": code,
                "name": f"Xã {code}",
                "full_name": f"Xã {code} (minh hoạ)",
                "name_en": f"Commune {code}",
                "level": "commune",
                "parent_code": parent,
                "parent_valid_from": since,
                "note_vi": "Xã minh hoạ, không có thật.",
                "note_en": "An illustrative commune, not a real one.",
            }
            for code in place.communes
            if code not in catalogue.units
        ]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, known.columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, file.getvalue().encode())


def _province_cells(unit: Unit) -> Cells:
    code, since = split_key(unit.parent)
    return {
        "code": unit.code,
        "name": unit.name,
        "full_name": unit.full_name,
        "name_en": unit.name_en,
        "short": unit.short,
        "level": unit.level,
        "parent_code": code,
        "parent_valid_from": since,
    }
