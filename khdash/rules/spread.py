"""Outliers by the modified z score: against the unit's own years, and among provinces.

The median and the median absolute deviation (MAD) bear half of the figures being wrong, so the
score can pass its limit with eight provinces or four years, where mean and deviation cannot. A
floor under the MAD keeps a smooth series from making every step an outlier.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures, Positions
from khdash.rules.found import found

CUT, NORMAL = 3.5, 0.6745
"""|0.6745 (x - median) / MAD| beyond 3.5 is an outlier (Iglewicz and Hoaglin, 1993)."""
FEWEST_PROVINCES = 5
WINDOW = 5
"""A figure is judged among the figures of its run nearest to it: growth over decades is none."""
BLOCK, ROUNDING = 20_000, 1e-9
NEVER_AMONG, NEVER_POINTS = 5.0, 20.0
"""Never outliers: less than 5 times the median of provinces, 20 points off."""


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


def in_wide_runs(values: np.ndarray, runs: np.ndarray, reach: float) -> np.ndarray:
    """Which values are of a run whose ends lie further apart: none of another is out of reach.

    >>> in_wide_runs(np.array([1.0, 1.5, 2.0, 9.0]), np.array([0, 0, 1, 1]), 3.0).tolist()
    [False, False, True, True]
    """
    first = np.flatnonzero(np.diff(runs, prepend=-1))
    ends_apart = np.maximum.reduceat(values, first) - np.minimum.reduceat(values, first)
    return np.repeat(ends_apart > reach - ROUNDING, np.diff(first, append=len(values)))


def range_in_time(values: np.ndarray, runs: np.ndarray, least_reach: float) -> pd.DataFrame:
    """allowed_range of each value among the WINDOW of its run around it (Hampel's filter).

    values: by run and year; runs: the run of each.
    """
    blocks = range(0, max(len(values), 1), BLOCK)
    ranges = [_in_time(values, runs, slice(at, at + BLOCK), least_reach) for at in blocks]
    return pd.concat(ranges, ignore_index=True)


def _in_time(values: np.ndarray, runs: np.ndarray, own: slice, least_reach: float) -> pd.DataFrame:
    """The ranges of some of the values, since a window of each would be many times all values."""
    at = np.arange(len(values))[own]
    first = np.searchsorted(runs, runs[own], side="left")
    size = np.searchsorted(runs, runs[own], side="right") - first
    start = first + np.clip(at - first - WINDOW // 2, 0, np.maximum(size - WINDOW, 0))
    n = np.minimum(size, WINDOW)
    window = np.minimum(start[:, None] + np.arange(WINDOW), max(len(values) - 1, 0))
    near = np.where(np.arange(WINDOW) < n[:, None], values[window], np.nan)
    middle = _median(near, n)
    deviation = _median(np.abs(near - middle[:, None]), n)
    reach = np.maximum(CUT * deviation / NORMAL, least_reach)
    return pd.DataFrame({"low": middle - reach, "high": middle + reach, "n": n})


def _median(rows: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The median of the first n of each row once NaN stands last."""
    ordered = np.sort(rows, axis=1)
    at = np.arange(len(rows))
    return (ordered[at, (n - 1) // 2] + ordered[at, n // 2]) / 2


def beyond(figures: Figures, rows: Positions, limits: pd.DataFrame, fewest: int) -> np.ndarray:
    """Which figures lie with their whole interval outside, in groups of at least `fewest`."""
    low, high = limits["low"].to_numpy(), limits["high"].to_numpy()
    outside = (figures.lower[rows] > high) | (figures.upper[rows] < low)
    return outside & (limits["n"].to_numpy() >= fewest)


def among_provinces(
    figures: Figures, rows: Positions, sizes: np.ndarray, least_reach: float
) -> pd.DataFrame:
    """allowed_range of sizes among the figures of one indicator, subgroup, basis and year."""
    keys = figures.frame.loc[rows, ["indicator", "subgroup", "basis", "year"]]
    groups = keys.groupby(list(keys.columns), sort=False).ngroup()
    values = pd.Series(sizes, index=groups.index)
    return allowed_range(values, groups, least_reach).reset_index(drop=True)


def provinces(figures: Figures) -> np.ndarray:
    """Which figures in use are of provinces."""
    units = figures.catalogue.units
    known = {key for key, unit in units.items() if unit.level == "province"}
    return figures.is_current & figures.frame["unit"].isin(known).to_numpy()


def outside(
    figures: Figures, rows: Positions, limits: pd.DataFrame, fewest: int, *beside: Positions
) -> pd.DataFrame:
    """The figures beyond their limits as findings."""
    wrong = beyond(figures, rows, limits, fewest)
    own = limits[wrong]
    return found(
        figures,
        rows[wrong],
        *(side[wrong] for side in beside),
        low=own["low"].to_numpy(),
        high=own["high"].to_numpy(),
        n=own["n"].to_numpy(),
    )
