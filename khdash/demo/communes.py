"""Generated figures of communes: those of their province shared out, whole arrays at a time."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pyarrow as pa

from khdash.demo.assumptions import (
    FIRST_YEAR,
    LAST_YEAR,
    NOT_OF_COMMUNES,
    RATES,
    UNREPORTED,
)
from khdash.demo.generate import SEED, SOURCE, Figures
from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.model.published_rows import OBSERVATION_COLUMNS

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
Cube = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""The values of one indicator: communes x years, NaN where nothing is reported."""


def commune_rows(
    catalogue: Catalogue, province: str, figures: Figures, communes: Sequence[str]
) -> pa.Table:
    """Rows of observations.csv for the communes of a province: the same each time.

    figures: of the province, see generate.figures_of. communes: codes, in force at all times.
    """
    random = np.random.default_rng([SEED, crc32(province.encode())])
    cubes = _counts(catalogue, figures, len(communes), random)
    cubes |= _rates(catalogue, figures, cubes, random)
    silent = random.random((len(communes), len(YEARS))) < UNREPORTED
    codes = sorted(cubes)
    values = np.stack([cubes[code] for code in codes], axis=1)
    values[np.broadcast_to(silent[:, None, :], values.shape)] = np.nan
    commune, indicator, year = np.nonzero(~np.isnan(values))
    basis = ["all" if catalogue.indicators[code].basis_matters else "" for code in codes]
    columns = {
        "unit_code": pa.array(communes).take(pa.array(commune)),
        "indicator": pa.array(codes).take(pa.array(indicator)),
        "basis": pa.array(basis).take(pa.array(indicator)),
        "year": pa.array(year + FIRST_YEAR),
        "as_of": pa.array(year + FIRST_YEAR),
        "value": pa.array(values[commune, indicator, year]),
    }
    same = {"qualifier": "exact", "confidence": "high", "source_id": SOURCE}
    whole = [
        columns[name] if name in columns else pa.repeat(same.get(name, ""), len(year))
        for name in OBSERVATION_COLUMNS
    ]
    return pa.Table.from_arrays(whole, names=list(OBSERVATION_COLUMNS))


def _counts(
    catalogue: Catalogue, figures: Figures, communes: int, random: np.random.Generator
) -> dict[str, Cube]:
    """Counts and amounts, none above the whole that it is a part of."""
    share = random.lognormal(0, 0.35, communes)
    share /= share.sum()
    strength = np.clip(random.normal(1, 0.08, communes), 0.75, 1.25)
    cubes: dict[str, Cube] = {}
    for entry in _from_wholes_down(catalogue):
        of_province = np.array([figures.get((entry.code, year), np.nan) for year in YEARS])
        noise = random.normal(1, 0.02, (communes, len(YEARS)))
        if np.isnan(of_province).all():
            continue
        level = share if entry.is_context else share * strength
        cube = of_province * level[:, None] * (1 if entry.is_context else noise)
        if entry.part_of in cubes:
            cube = np.minimum(cube, cubes[entry.part_of])
        cubes[entry.code] = np.round(cube, entry.decimals)
    for relation in catalogue.relations:
        if relation.operator == "=" and {relation.whole, *relation.parts} <= cubes.keys():
            cubes[relation.whole] = np.sum([cubes[part] for part in relation.parts], axis=0)
    return cubes


def _from_wholes_down(catalogue: Catalogue) -> list[Indicator]:
    counts = [
        entry
        for entry in catalogue.indicators.values()
        if entry.kind != "rate" and entry.code not in NOT_OF_COMMUNES
    ]
    return sorted(counts, key=lambda entry: len(catalogue.wholes(entry.code)))


def _rates(
    catalogue: Catalogue, figures: Figures, cubes: dict[str, Cube], random: np.random.Generator
) -> dict[str, Cube]:
    """Rates from the commune's own counts, and those whose counts nobody reports."""
    rates: dict[str, Cube] = {}
    communes = len(next(iter(cubes.values())))
    for entry in catalogue.indicators.values():
        if entry.derivable and {entry.numerator, entry.denominator} <= cubes.keys():
            above, below = cubes[entry.numerator], cubes[entry.denominator]
            known = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
            rates[entry.code] = np.round(known * (entry.scale or 1), entry.decimals)
        elif entry.code in RATES:
            of_province = np.array([figures.get((entry.code, year), np.nan) for year in YEARS])
            level = random.normal(1, 0.06, (communes, 1)) * of_province
            rates[entry.code] = np.round(np.clip(level, 0, 100), entry.decimals)
    return rates
