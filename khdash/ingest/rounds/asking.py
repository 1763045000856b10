"""Which figures a round asks for: those of the provinces and years chosen that can be due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khdash.model.dataset import Dataset
from khdash.model.rounds import AskedCell
from khdash.transform.completeness import is_due


def cells_to_ask(
    dataset: Dataset,
    units: Sequence[str],
    indicators: Sequence[str],
    years: Sequence[int],
    only_missing: bool = False,
    as_of: date | None = None,
) -> tuple[AskedCell, ...]:
    """A cell for each province, indicator and year in which the one and the other exist.

    only_missing: without those of which any figure is known. as_of: a province is asked that exists
    on that day.
    """
    catalogue = dataset.catalogue
    known: set[tuple[str, str, int]] = set()
    if only_missing:
        current = dataset.current
        columns = (current["unit"], current["indicator"], current["year"])
        known = {(str(u), str(i), int(y)) for u, i, y in zip(*columns, strict=True)}
    return tuple(
        AskedCell(unit, code, year)
        for unit in units
        for year in years
        for code in indicators
        if _can_be_due(dataset, unit, code, year, as_of) and (unit, code, year) not in known
        if code in catalogue.indicators
    )


def _can_be_due(dataset: Dataset, unit: str, code: str, year: int, as_of: date | None) -> bool:
    catalogue = dataset.catalogue
    found = catalogue.units[unit]
    if as_of is not None and as_of.year == year:
        return found.valid_on(as_of)
    return is_due(catalogue.indicators[code], found, year)
