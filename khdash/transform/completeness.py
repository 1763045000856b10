"""What is there and what is missing: province by year by indicator, and how stale a theme is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
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


def is_due(indicator: Indicator, unit: Unit, year: int) -> bool:
    """Whether a figure of the end of the year is to be expected of a unit."""
    return is_reported(indicator, year) and unit.valid_on(date(year, 12, 31))


def is_reported(indicator: Indicator, year: int) -> bool:
    """Whether an indicator exists in a year."""
    started = indicator.valid_from is None or year >= indicator.valid_from
    return started and not (indicator.valid_to is not None and year > indicator.valid_to)


KnownCells = dict[tuple[str, str, int], Cell]
"""The state of a (unit, indicator, year) that has a figure."""


def completeness(
    known: KnownCells,
    catalogue: Catalogue,
    indicators: Sequence[str],
    units: Sequence[str],
    years: Iterable[int],
) -> list[Row]:
    """One row a unit, indicator and year, with its `state`. Any subgroup and basis fills a cell.

    known: from known_cells. A figure that exists fills its cell even where none was due.
    """
    asked = list(years)
    rows: list[Row] = []
    for unit in units:
        exists = {year: catalogue.units[unit].valid_on(date(year, 12, 31)) for year in asked}
        for code in indicators:
            entry = catalogue.indicators[code]
            for year in asked:
                due = exists[year] and is_reported(entry, year)
                state = known.get((unit, code, year)) or (Cell.GAP if due else Cell.NOT_DUE)
                rows.append({"unit": unit, "indicator": code, "year": year, "state": str(state)})
    return rows


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


YearsOfThemes = dict[tuple[str, str], list[int]]
"""The years, in order, of which a (unit, theme) has a published figure."""


def years_of_themes(current: pd.DataFrame, catalogue: Catalogue) -> YearsOfThemes:
    """Of which years there are published figures, whoever asks for which unit or year."""
    theme_of = {code: entry.theme for code, entry in catalogue.indicators.items()}
    known = current[current["origin"] == "published"]
    found: dict[tuple[str, str], set[int]] = {}
    for unit, code, year in _places(known):
        found.setdefault((unit, theme_of.get(code, "")), set()).add(year)
    return {key: sorted(years) for key, years in found.items()}


def staleness(
    known: YearsOfThemes,
    catalogue: Catalogue,
    themes: Sequence[str],
    units: Sequence[str],
    year: int,
) -> list[Row]:
    """Of each unit and theme the `last_year` up to a year with a figure, and the `years_since`.

    known: from years_of_themes. A merged unit is as new as the newest of its parts; without any
    figure both are None.
    """
    rows: list[Row] = []
    for unit in units:
        own = (unit, *catalogue.parts(unit))
        for theme in themes:
            found = (one for key in own for one in known.get((key, theme), ()) if one <= year)
            last = max(found, default=None)
            since = None if last is None else year - last
            rows.append({"unit": unit, "theme": theme, "last_year": last, "years_since": since})
    return rows
