"""The same units together, year by year: sums and rates of all that one line may join."""

from __future__ import annotations

import math
from collections.abc import Sequence

from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.transform.rates import sum_over_sum
from khdash.transform.totals import is_enough


def sums_by_year(figures: Sequence[Row], units: Sequence[str]) -> list[tuple[int, float]]:
    """The sum of each year over the units of the newest year in which five eighths reported.

    figures: one stock or flow, one row a unit and year. Years in which one of them lacks are left
    out, so that a line never moves because a unit joined or left.
    """
    kept = _of_the_same_units(figures, units)
    return [(year, math.fsum(row["value"] for row in rows)) for year, rows in kept]


def rates_by_year(
    rates: Sequence[Row], indicator: Indicator, units: Sequence[str]
) -> list[tuple[int, float]]:
    """The rate of all in each year, sum over sum, over the same units in each.

    rates: computed rates of one basis with their counts (see rates.derived).
    """
    found = []
    for year, rows in _of_the_same_units(rates, units):
        rate = sum_over_sum(rows, indicator, [row["unit"] for row in rows])
        if rate.value is not None:
            found.append((year, rate.value.value))
    return found


def _of_the_same_units(rows: Sequence[Row], units: Sequence[str]) -> list[tuple[int, list[Row]]]:
    by_year: dict[int, dict[str, Row]] = {}
    for row in rows:
        if row["unit"] in units:
            by_year.setdefault(row["year"], {}).setdefault(row["unit"], row)
    enough = [year for year, own in by_year.items() if is_enough(len(own), len(units))]
    if not enough:
        return []
    same = by_year[max(enough)].keys()
    return [
        (year, [row for unit, row in own.items() if unit in same])
        for year, own in sorted(by_year.items())
        if same <= own.keys()
    ]
