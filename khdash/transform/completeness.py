"""What is there and what is missing: province by year by indicator, and how stale a theme is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.model.units import Unit
from khdash.transform.rates import derived


class Cell(StrEnum):
    """What is known of one figure; of one that is several at once, the first here."""

    LOW = "low_confidence"  # the only or preferred source is of low confidence
    RIVAL = "rival"  # another source states another value
    ROUNDED = "rounded"  # over, nearly, about
    EXACT = "exact"
    COMPUTED = "computed"  # not published, but its numerator and denominator are
    NOT_DUE = "not_due"  # the unit or the indicator does not exist in that year
    GAP = "gap"


FILLED = (Cell.EXACT, Cell.ROUNDED, Cell.RIVAL, Cell.LOW, Cell.COMPUTED)
"""The states of a cell that is not empty, the best first."""

COMPLETENESS: dict[str, str] = {"unit": "str", "indicator": "str", "year": "int64", "state": "str"}
STALENESS: dict[str, str] = {
    "unit": "str",
    "theme": "str",
    "last_year": "Int64",  # NA: no figure at all
    "years_since": "Int64",
}


def is_due(indicator: Indicator, unit: Unit, year: int) -> bool:
    """Whether a figure of the end of the year is to be expected of a unit."""
    started = indicator.valid_from is None or year >= indicator.valid_from
    ended = indicator.valid_to is not None and year > indicator.valid_to
    return started and not ended and unit.valid_on(date(year, 12, 31))


KnownCells = dict[tuple[str, str, int], Cell]
"""The state of a (unit, indicator, year) that has a figure."""


def completeness(
    known: KnownCells,
    catalogue: Catalogue,
    indicators: Sequence[str],
    units: Sequence[str],
    years: Iterable[int],
) -> pd.DataFrame:
    """One row a unit, indicator and year: COMPLETENESS. Any subgroup and basis fills a cell.

    known: from known_cells. A figure that exists fills its cell even where none was due.
    """
    asked = list(years)
    rows = [
        (
            unit,
            code,
            year,
            str(
                known.get((unit, code, year))
                or (
                    Cell.GAP
                    if is_due(catalogue.indicators[code], catalogue.units[unit], year)
                    else Cell.NOT_DUE
                )
            ),
        )
        for unit in units
        for code in indicators
        for year in asked
    ]
    return pd.DataFrame(rows, columns=list(COMPLETENESS)).astype(COMPLETENESS)


def known_cells(
    observations: pd.DataFrame, catalogue: Catalogue, indicators: Sequence[str]
) -> KnownCells:
    """The state of every cell of the indicators that has a figure, of any unit and year.

    observations: ObservationFrame with the rivals. Of several figures of a cell the best counts.
    """
    current = observations[observations["standing"] == "current"]
    cells: KnownCells = {}
    for code in indicators:
        if catalogue.indicators[code].derivable:
            computed = derived(current, catalogue, code)
            cells |= dict.fromkeys(_places(computed), Cell.COMPUTED)
    chosen = current[current["indicator"].isin(list(indicators))]
    disputed = set(_places(observations[observations["standing"] == "rival"]))
    low = (chosen["confidence"] == "low").to_numpy()
    exact = (chosen["lower"] == chosen["upper"]).to_numpy()
    best: KnownCells = {}
    for place, is_low, is_exact in zip(_places(chosen), low, exact, strict=True):
        if is_low:
            cell = Cell.LOW
        elif place in disputed:
            cell = Cell.RIVAL
        else:
            cell = Cell.EXACT if is_exact else Cell.ROUNDED
        if place not in best or FILLED.index(cell) < FILLED.index(best[place]):
            best[place] = cell
    return cells | best


def _places(figures: pd.DataFrame) -> list[tuple[str, str, int]]:
    return [
        (str(unit), str(code), int(year))
        for unit, code, year in zip(
            figures["unit"], figures["indicator"], figures["year"], strict=True
        )
    ]


def staleness(
    current: pd.DataFrame,
    catalogue: Catalogue,
    themes: Sequence[str],
    units: Sequence[str],
    year: int,
) -> pd.DataFrame:
    """Years since each unit's newest figure of each theme up to a year: STALENESS.

    A merged unit is as new as the newest of its parts.
    """
    theme_of = {code: entry.theme for code, entry in catalogue.indicators.items()}
    known = current[(current["year"] <= year) & (current["origin"] == "published")]
    newest = known.groupby(["unit", known["indicator"].map(theme_of)])["year"].max().to_dict()
    rows = []
    for unit in units:
        own = (unit, *catalogue.parts(unit))
        for theme in themes:
            found = [newest[key, theme] for key in own if (key, theme) in newest]
            last = max(found, default=None)
            rows.append((unit, theme, last, None if last is None else year - last))
    return pd.DataFrame(rows, columns=list(STALENESS)).astype(STALENESS)
