"""The same units together, year by year: sums and rates of all that one line may join."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from khdash.model.indicators import Indicator
from khdash.transform.rates import sum_over_sum
from khdash.transform.totals import is_enough


def sums_by_year(figures: pd.DataFrame, units: Sequence[str]) -> list[tuple[int, float]]:
    """The sum of each year over the units of the newest year in which five eighths reported.

    figures: one stock or flow, one row a unit and year. Years in which one of them lacks are left
    out, so that a line never moves because a unit joined or left.
    """
    kept = _of_the_same_units(figures, units)
    return [(year, float(rows["value"].sum())) for year, rows in kept]


def rates_by_year(
    rates: pd.DataFrame, indicator: Indicator, units: Sequence[str]
) -> list[tuple[int, float]]:
    """The rate of all in each year, sum over sum, over the same units in each.

    rates: computed rates of one basis with their counts (see rates.derived).
    """
    found = []
    for year, rows in _of_the_same_units(rates, units):
        rate = sum_over_sum(rows, indicator, list(rows["unit"]))
        if rate.value is not None:
            found.append((year, rate.value.value))
    return found


def _of_the_same_units(rows: pd.DataFrame, units: Sequence[str]) -> list[tuple[int, pd.DataFrame]]:
    rows = rows[rows["unit"].isin(list(units))].drop_duplicates(["unit", "year"])
    by_year = {int(str(year)): own for year, own in rows.groupby("year", sort=True)}
    having = {year: set(own["unit"]) for year, own in by_year.items()}
    enough = [year for year, names in having.items() if is_enough(len(names), len(units))]
    if not enough:
        return []
    same = having[max(enough)]
    return [
        (year, own[own["unit"].isin(same)]) for year, own in by_year.items() if same <= having[year]
    ]
