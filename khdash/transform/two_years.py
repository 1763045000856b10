"""Figures of two years that may be compared: both of one run, each in its year or near it."""

from __future__ import annotations

import pandas as pd

from khdash.model.gap import GapReason
from khdash.transform.records import whole

SERIES = ["unit", "subgroup", "basis"]


def two_year_rows(series: pd.DataFrame, base_year: int, year: int, tolerance: int) -> pd.DataFrame:
    """The two rows of each unit, subgroup and basis that have a figure at both ends of one run.

    series: figures with their runs (series.joined). The later end is the newest figure in
    [year - tolerance, year]; the base the nearest to base_year within the tolerance, of two
    equally near the earlier, and always older than the later end. Of several runs the one with
    the newer end is taken, then the nearer base, then the published. Partial sums are left out.
    """
    chosen = []
    for _, of_series in whole(series).groupby(SERIES, sort=True):
        pairs = [_pair(run, base_year, year, tolerance) for _, run in of_series.groupby("run")]
        found = [pair for pair in pairs if len(pair) == 2]
        if found:
            chosen.append(min(found, key=lambda pair: _distance(pair, base_year)))
    return pd.concat(chosen, ignore_index=True) if chosen else series.iloc[:0]


def _pair(run: pd.DataFrame, base_year: int, year: int, tolerance: int) -> pd.DataFrame:
    ends = run[run["year"].between(year - tolerance, year)].sort_values("year").tail(1)
    if ends.empty:
        return ends
    older = run[run["year"] < ends["year"].iloc[0]]
    near = older[(older["year"] - base_year).abs() <= tolerance]
    order = near.assign(_away=(near["year"] - base_year).abs()).sort_values(["_away", "year"])
    return pd.concat([order.head(1).drop(columns="_away"), ends]) if len(near) else near


def _distance(pair: pd.DataFrame, base_year: int) -> tuple[int, int, bool]:
    first, last = (int(year) for year in pair["year"])
    return -last, abs(first - base_year), bool((pair["origin"] != "published").any())


def why_no_pair(figures: pd.DataFrame, base_year: int, year: int, tolerance: int) -> GapReason:
    """Why a unit's figures give no pair of the two years."""
    if figures.empty:
        return GapReason.NO_DATA
    kept = whole(figures)
    at_base = (kept["year"] - base_year).abs() <= tolerance
    at_end = kept["year"].between(year - tolerance, year)
    if kept.empty:
        return GapReason.PARTIAL
    if not at_base.any() and not at_end.any():
        return GapReason.OUTSIDE_PERIOD
    if not at_end.any():
        return GapReason.TOO_OLD
    older = kept["year"] < int(kept.loc[at_end, "year"].max())
    return GapReason.NOT_COMPARABLE if (at_base & older).any() else GapReason.NO_BASE
