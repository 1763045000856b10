"""Generate the illustrative data set: every member of the cluster, year and indicator."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from khdash.demo.assumptions import (
    CRITERIA_FROM,
    FIRST_YEAR,
    FUND_LEVELS,
    LAST_YEAR,
    LEARNING,
    MODELS_FROM,
    RATES,
    SHARES,
)
from khdash.demo.provinces import Province, Size, provinces
from khdash.model.catalogue import Catalogue
from khdash.model.published_rows import OBSERVATIONS, PUBLISHED_COLUMNS
from khdash.model.units import split_key
from khdash.store.atomic import write_whole
from khdash.store.places import DEMO_MARKER

SEED = 20_241_231
SOURCE = "demo"
Figures = dict[tuple[str, int], float]
"""(indicator, year) -> value of one province."""


def write_demo(catalogue: Catalogue, data: Path, folder: Path) -> int:
    """Write catalogue, boundaries and generated figures to `folder`; the number of figures.

    The same catalogue always gives the same files. The marker file makes the store and every
    exhibit built from the folder say that the figures are illustrative.
    """
    published = begin(data, folder)
    rows = list(rows_of(catalogue, provinces(catalogue, data / "catalogue")))
    write_whole(published / OBSERVATIONS, csv_of(OBSERVATIONS, rows))
    return len(rows)


def begin(data: Path, folder: Path) -> Path:
    """Everything of a generated data set but its figures; the folder in which those belong."""
    published = folder / "published"
    published.mkdir(parents=True, exist_ok=True)
    for part in ("catalogue", "boundaries"):
        if data.resolve() != folder.resolve():
            shutil.copytree(data / part, folder / part, dirs_exist_ok=True)
    write_whole(folder / DEMO_MARKER, "Số liệu minh hoạ\n".encode())
    write_whole(published / "partial_periods.csv", csv_of("partial_periods.csv", []))
    write_whole(published / "sources.csv", csv_of("sources.csv", [_source()]))
    return published


def csv_of(name: str, rows: list[dict[str, object]]) -> bytes:
    """A file of data/published."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, PUBLISHED_COLUMNS[name], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def _source() -> dict[str, object]:
    return {
        "source_id": SOURCE,
        "kind": "unknown",
        "publisher": "khdash",
        "latest_as_of": f"{LAST_YEAR}-12-31",
        "title_vi": "Số liệu minh hoạ, không phải số thật",
        "title_en": "Illustrative figures, not real ones",
    }


def rows_of(catalogue: Catalogue, units: Iterable[Province]) -> Iterator[dict[str, object]]:
    """A row of observations.csv for every figure of the provinces."""
    for province in units:
        unit = province.unit
        code, valid_from = split_key(unit.key)
        figures = _with_rates(catalogue, figures_of(unit.key, province.size, catalogue))
        for (indicator, year), value in sorted(figures.items()):
            if not unit.valid_on(date(year, 12, 31)):
                continue
            entry = catalogue.indicators[indicator]
            yield {
                "unit_code": code,
                "unit_valid_from": valid_from,
                "indicator": indicator,
                "basis": "all" if entry.basis_matters else "",
                "year": year,
                "as_of": year,
                "value": _rounded(value, entry.decimals),
                "qualifier": "exact",
                "confidence": "high",
                "source_id": SOURCE,
            }


def _rounded(value: float, decimals: int) -> float | int:
    return round(value, decimals) if decimals else round(value)


def figures_of(key: str, size: Size, catalogue: Catalogue) -> Figures:
    """Every count and amount of a province, whole where it counts things: the same each time."""
    random = Random(f"{SEED}-{key}")
    money = {i.code for i in catalogue.indicators.values() if i.unit == "million VND"}
    figures: Figures = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        _structure(figures, size, year)
        _shares(figures, size, year, random, money)
        _learning(figures, size, year, random, catalogue)
        _levels(figures, year)
        _rates(figures, size, year, random)
    return figures


def _progress(year: int, first: int, last: int) -> float:
    return 0.0 if last == first else (year - first) / (last - first)


def _structure(figures: Figures, size: Size, year: int) -> None:
    grown = size.population * (1 + size.yearly_growth) ** (year - FIRST_YEAR)
    fixed = {
        "population": round(grown, -2),
        "villages": size.villages,
        "communes": size.communes,
        "district_associations": size.districts,
        "districts": size.districts,
        "grassroots_associations": size.communes,
        "learning_centres": size.communes,
    }
    if 2015 <= year <= 2018:
        fixed["population_unrevised"] = round(grown * 0.97, -2)
    if year == LAST_YEAR:
        fixed["population_resolution"] = round(grown * 1.08)
    figures.update({(name, year): float(value) for name, value in fixed.items()})


def _shares(figures: Figures, size: Size, year: int, random: Random, money: set[str]) -> None:
    for name, share in SHARES.items():
        deviation = random.gauss(0, share.noise)
        if not share.from_year <= year <= share.to_year:
            continue
        level = share.first + (share.last - share.first) * _progress(
            year, share.from_year, share.to_year
        )
        if share.follows_strength:
            level = min(level * size.strength, 0.98) if level < 1 else level * size.strength
        value = figures[share.of, year] * level * (1 + deviation)
        if level <= 1 and share.of not in ("population", "members"):
            value = min(value, figures[share.of, year])
        figures[name, year] = value if name in money else float(round(value))
    figures["chapters_and_committees", year] = (
        figures["chapters", year] + figures["committees", year]
    )
    figures["association_bodies", year] = (
        figures["chapters_and_committees", year] + figures["grassroots_associations", year]
    )
    figures["rewards_and_scholarships_value", year] = (
        figures["rewards_value", year] + figures["scholarships_value", year]
    )
    figures["fund_raised_cumulative", year] = (
        figures.get(("fund_raised_cumulative", year - 1), 0.0) + figures["fund_raised", year]
    )


def _learning(
    figures: Figures, size: Size, year: int, random: Random, catalogue: Catalogue
) -> None:
    for title, (whole, *shares) in LEARNING.items():
        deviations = random.gauss(0, 0.01), random.gauss(0, 0.01)
        if year < MODELS_FROM:
            continue
        old = year < CRITERIA_FROM
        span = (MODELS_FROM, CRITERIA_FROM - 1) if old else (CRITERIA_FROM, LAST_YEAR)
        moved = _progress(year, *span)
        amount = figures[whole, year]
        parts = zip(
            ("registered", "recognised"), shares[:2] if old else shares[2:], deviations, strict=True
        )
        for part, (first, last), deviation in parts:
            level = (first + (last - first) * moved) * size.strength**0.5 * (1 + deviation)
            amount = float(round(amount * min(level, 1.0)))
            figures[catalogue.titled[title, part].code, year] = amount


def _levels(figures: Figures, year: int) -> None:
    for name, share in FUND_LEVELS.items():
        figures[name, year] = figures["fund_balance", year] * share
    figures["fund_balance_districts_and_below", year] = (
        figures["fund_balance", year] - figures["fund_balance_province_level", year]
    )


def _rates(figures: Figures, size: Size, year: int, random: Random) -> None:
    for name, (first, last) in RATES.items():
        level = first + (last - first) * _progress(year, FIRST_YEAR, LAST_YEAR)
        value = level * size.strength**0.5 * (1 + random.gauss(0, 0.01))
        figures[name, year] = min(value, 100.0)


def _with_rates(catalogue: Catalogue, figures: Figures) -> Figures:
    """The figures of catalogued indicators, with every rate computed from its own counts."""
    result = {key: value for key, value in figures.items() if key[0] in catalogue.indicators}
    for entry in catalogue.indicators.values():
        if not entry.derivable:
            continue
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            above = figures.get((entry.numerator, year))
            below = figures.get((entry.denominator, year))
            if above is not None and below:
                result[entry.code, year] = above / below * (entry.scale or 1)
    return result
