"""Which figures a round asks for: those of the provinces and years chosen that can be due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rounds import AskedCell


def cells_to_ask(
    dataset: Dataset,
    units: Sequence[str],
    indicators: Sequence[str],
    years: Sequence[int],
    only_missing: bool = False,
    as_of: date | None = None,
) -> tuple[AskedCell, ...]:
    """A cell for each province, indicator and year in which the one and the other exist.

    In another time than its own a province stands for those that were there then: the one that it
    was merged into, or those of which it was made. only_missing: without those of which any figure
    is known. as_of: the day within the year that the figures describe.
    """
    catalogue = dataset.catalogue
    known: set[tuple[str, str, int]] = set()
    if only_missing:
        current = dataset.current
        columns = (current["unit"], current["indicator"], current["year"])
        known = {(str(u), str(i), int(y)) for u, i, y in zip(*columns, strict=True)}
    cells = (
        AskedCell(unit, code, year)
        for chosen in units
        for year in years
        for unit in catalogue.on_day(chosen, _day(year, as_of))
        for code in indicators
        if _is_defined(catalogue.indicators[code], year) and (unit, code, year) not in known
    )
    return tuple(dict.fromkeys(cells))


def _day(year: int, as_of: date | None) -> date:
    return as_of if as_of is not None and as_of.year == year else date(year, 12, 31)


def _is_defined(indicator: Indicator, year: int) -> bool:
    """Whether there is such an indicator in a year."""
    started = indicator.valid_from is None or year >= indicator.valid_from
    return started and (indicator.valid_to is None or year <= indicator.valid_to)
