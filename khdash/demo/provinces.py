"""The provinces of the illustrative data set: the catalogue's members and how large each is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from khdash.model.catalogue import Catalogue
from khdash.model.problem import CatalogueError, Problem
from khdash.model.table_rows import RowReader, check_columns
from khdash.model.units import Unit, unit_key
from khdash.store.catalogue_files import read_table

FILE = "demo_units.csv"
COLUMNS = (
    "unit_code",
    "unit_valid_from",
    "population",
    "yearly_growth",
    "districts",
    "communes",
    "villages",
    "strength",
)


@dataclass(frozen=True, slots=True)
class Size:
    """Persons in the first year, then numbers of bodies that hardly change."""

    population: int
    yearly_growth: float
    districts: int
    communes: int
    villages: int
    strength: float
    """How far the province is ahead (above 1) or behind (below 1) in members, fund and models."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province and how large it is."""

    unit: Unit
    size: Size


def provinces(catalogue: Catalogue, folder: Path) -> list[Province]:
    """The members with the sizes of demo_units.csv, or invented ones: the same each time.

    folder: the catalogue's; the file may be absent. Raises CatalogueError with its faults.
    """
    given = _given(folder / FILE) if (folder / FILE).exists() else {}
    members = catalogue.members(catalogue.boundary_sets[0].code)
    return [Province(unit, given.get(unit.key) or invented(unit.key)) for unit in members]


def _given(path: Path) -> dict[str, Size]:
    table = read_table(path)
    problems: list[Problem] = check_columns(table, COLUMNS)
    readers = [RowReader(row, problems) for row in table.rows] if not problems else []
    sizes = {unit_key(r.text("unit_code"), r.text("unit_valid_from")): _size(r) for r in readers}
    if problems:
        raise CatalogueError(problems)
    return sizes


def _size(r: RowReader) -> Size:
    for column in COLUMNS[2:]:
        r.required(column)
    return Size(
        r.whole("population") or 0,
        r.number("yearly_growth") or 0.0,
        r.whole("districts") or 0,
        r.whole("communes") or 0,
        r.whole("villages") or 0,
        r.number("strength") or 1.0,
    )


def invented(key: str) -> Size:
    """The size of a province that nobody has told: the same each time."""
    random = Random(f"size-{key}")
    communes = random.randint(110, 260)
    return Size(
        population=random.randint(70, 200) * 10_000,
        yearly_growth=round(random.uniform(0.003, 0.02), 3),
        districts=random.randint(6, 12),
        communes=communes,
        villages=communes * random.randint(6, 12),
        strength=round(random.uniform(0.86, 1.2), 2),
    )
