"""Outliers by the modified z score: against the unit's own years, and per head among provinces.

The median and the median absolute deviation (MAD) bear half of the figures being wrong, so the
score can pass its limit with eight provinces or four years, where mean and deviation cannot. A
floor under the MAD keeps a smooth series from making every step an outlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.transform.quality.finding import Statement, all_of, findings_of
from khdash.transform.quality.runs import with_runs

CUT, NORMAL = 3.5, 0.6745
"""|0.6745 (x - median) / MAD| beyond 3.5 is an outlier (Iglewicz and Hoaglin, 1993)."""
FEWEST_YEARS, FEWEST_PROVINCES = 4, 5
WINDOW = 5
"""A figure is judged among the figures of its run nearest to it: growth over decades is none."""
NEVER_IN_TIME, NEVER_AMONG, NEVER_POINTS = 3.0, 5.0, 20.0
"""Never outliers: less than 3 times the own median, 5 times that of provinces, 20 points off."""
POPULATION_YEARS = 5
"""How old the population may be: it moves by a few per cent, an outlier is five times away."""
POPULATIONS = ("population", "population_resolution")
AMONG = ["indicator", "subgroup", "basis", "year"]


def allowed_range(values: pd.Series, groups: pd.Series, least_reach: float) -> pd.DataFrame:
    """For each value the range in which its group lets it lie: low, high and the group's n.

    least_reach: no value nearer to the median than this is outside.

    >>> values = pd.Series([1.0, 1.1, 1.2, 1.3, 9.0])
    >>> allowed_range(values, pd.Series([0] * 5), 0.5).round(2).iloc[0].tolist()
    [0.68, 1.72, 5.0]
    """
    middle = values.groupby(groups).transform("median")
    deviation = (values - middle).abs().groupby(groups).transform("median")
    reach = (CUT * deviation / NORMAL).clip(lower=least_reach)
    size = values.groupby(groups).transform("size")
    return pd.DataFrame({"low": middle - reach, "high": middle + reach, "n": size})


def outliers_in_history(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures far from the nearest others of their own run (Hampel's filter), of four at least.

    Counts and amounts are compared by their logarithms, percentages by points.
    """
    rows = with_runs(figures, catalogue)
    shares = _is_share(rows, catalogue)
    counts = rows[~shares & (rows["value"] > 0)]
    limits = _range_in_time(_logarithm(counts["value"]), counts["run"], log(NEVER_IN_TIME))
    limits = limits.assign(low=np.exp(limits["low"]), high=np.exp(limits["high"]))
    points = _range_in_time(rows.loc[shares, "value"], rows.loc[shares, "run"], NEVER_POINTS)
    judged = [rows[shares].join(points), counts.join(limits)]
    return all_of(
        *(findings_of("outlier-own-history", beyond(own, FEWEST_YEARS)) for own in judged)
    )


def _range_in_time(values: pd.Series, runs: pd.Series, least_reach: float) -> pd.DataFrame:
    """allowed_range of each value among the WINDOW of its run around it, in order of years."""
    found = []
    for _, own in values.groupby(runs, sort=False):
        last = max(len(own) - WINDOW, 0)
        for place in range(len(own)):
            start = min(max(place - WINDOW // 2, 0), last)
            near = own.to_numpy()[start : start + WINDOW]
            middle = float(np.median(near))
            deviation = float(np.median(np.abs(near - middle)))
            reach = max(CUT * deviation / NORMAL, least_reach)
            found.append((own.index[place], middle - reach, middle + reach, len(near)))
    table = pd.DataFrame(found, columns=["place", "low", "high", "n"])
    return table.set_index("place").astype({"low": "float64", "high": "float64", "n": "int64"})


def outliers_per_head(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Counts and amounts of provinces that are, per head, far from those of the same year.

    The bounds are given for the figure itself, by the population of its own province.
    """
    rows = _of_provinces(figures, catalogue)
    counted = {
        code
        for code, entry in catalogue.indicators.items()
        if entry.kind != "rate" and entry.theme != "context"
    }
    rows = rows[rows["indicator"].isin(counted) & (rows["value"] > 0)]
    rows = with_population(rows, figures, POPULATIONS)
    if rows.empty:
        return all_of()
    found = beyond(with_per_head_range(rows), FEWEST_PROVINCES)
    people = [
        (Statement(str(row.people_indicator), "", int(row.people_year), float(row.people)),)
        for row in each_row(found)
    ]
    return findings_of("outlier-per-head", found, people)


def with_per_head_range(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the range (low, high) that the other provinces of the year let each lie in.

    rows: positive counts and amounts with `people` (see with_population). n: how many provinces.
    """
    groups = rows.groupby(AMONG, sort=False).ngroup()
    heads = _logarithm(rows["value"] / rows["people"])
    limits = allowed_range(heads, groups, log(NEVER_AMONG))
    return rows.assign(
        low=np.exp(limits["low"]) * rows["people"],
        high=np.exp(limits["high"]) * rows["people"],
        n=limits["n"],
    )


def outliers_among_rates(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Rates of provinces far from those of the others in that year on the same stated basis."""
    rates = {code for code, entry in catalogue.indicators.items() if entry.kind == "rate"}
    rows = _of_provinces(figures, catalogue)
    rows = rows[rows["indicator"].isin(rates) & (rows["basis"] != "unstated")]
    rows = rows.assign(peers=rows.groupby(AMONG, sort=False).ngroup())
    shares = _is_share(rows, catalogue)
    judged = [
        _outside(rows[shares], rows.loc[shares, "peers"], NEVER_POINTS, FEWEST_PROVINCES),
        _outside_factor(rows[~shares], "peers", NEVER_AMONG, FEWEST_PROVINCES),
    ]
    return all_of(*(findings_of("outlier-among-rates", found) for found in judged))


def _logarithm(values: pd.Series) -> pd.Series:
    return pd.Series(np.log(values), index=values.index)


def _is_share(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    shares = {code for code, entry in catalogue.indicators.items() if entry.unit == "%"}
    return rows["indicator"].isin(shares)


def _outside(
    rows: pd.DataFrame, groups: pd.Series, least_reach: float, fewest: int
) -> pd.DataFrame:
    """The rows wholly outside the range of their group."""
    return beyond(rows.join(allowed_range(rows["value"], groups, least_reach)), fewest)


def _outside_factor(rows: pd.DataFrame, group: str, never: float, fewest: int) -> pd.DataFrame:
    """The same for logarithms; a figure that is not above 0 has none and is left out."""
    rows = rows[rows["value"] > 0]
    limits = allowed_range(_logarithm(rows["value"]), rows[group], log(never))
    rows = rows.assign(low=np.exp(limits["low"]), high=np.exp(limits["high"]), n=limits["n"])
    return beyond(rows, fewest)


def beyond(rows: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """The rows whose whole interval lies outside their range, in groups of at least `fewest`."""
    outside = (rows["lower"] > rows["high"]) | (rows["upper"] < rows["low"])
    return rows[outside & (rows["n"] >= fewest)]


def _of_provinces(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    provinces = [key for key, unit in catalogue.units.items() if unit.level == "province"]
    return figures[figures["unit"].isin(provinces)]


def with_population(
    rows: pd.DataFrame, figures: pd.DataFrame, populations: Sequence[str]
) -> pd.DataFrame:
    """The rows with the population nearest in time as `people`; those without one are left out."""
    people = figures[figures["indicator"].isin(populations) & (figures["value"] > 0)]
    if rows.empty or people.empty:
        return rows.head(0)
    known = pd.DataFrame(
        {
            "unit": people["unit"].astype(object),
            "year": people["year"],
            "people": people["value"],
            "people_year": people["year"],
            "people_indicator": people["indicator"],
        }
    ).sort_values(["year", "people_indicator"], ignore_index=True)
    found = pd.merge_asof(
        rows.astype({"unit": object}).sort_values("year", kind="stable"),
        known,
        on="year",
        by="unit",
        direction="nearest",
        tolerance=POPULATION_YEARS,
    )
    return found.dropna(subset="people").reset_index(drop=True)
