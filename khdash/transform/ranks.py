"""Ranks as far as printed precision settles them (DOMAIN rules 4, 6, 9, 11)."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from khdash.transform.records import usable
from khdash.transform.totals import is_enough

YEARS_APART = 2
"""A rank compares only values at most so far apart (DOMAIN rule 9)."""


def rank_intervals(
    figures: pd.DataFrame,
    direction: Literal["up", "down", "none"] = "up",
    *,
    expected: int | None = None,
) -> pd.DataFrame:
    """The figures with rank_best and rank_worst (1 is best) and `ranked`, how many share the rank.

    direction 'down': low is best; 'none' counts from the highest. Equal figures share the better
    rank. Only figures of one basis are ranked together, of unstated basis only within one source.
    Only figures at most two years apart are: those of the newest two years and one that suffice.
    NA where a figure is partial, too old or alone, and, if `expected` (the number of units asked)
    is given, where fewer than five eighths of them can be ranked together.
    """
    sign = -1 if direction == "down" else 1
    best = pd.Series(pd.NA, index=figures.index, dtype="Int64")
    worst, ranked = best.copy(), best.copy()
    rows = usable(figures)
    group = rows["basis"].where(rows["basis"] != "unstated", "unstated " + rows["source_id"])
    for _, of_basis in rows.groupby(group):
        peers = _near_in_time(of_basis, expected)
        if peers.empty:
            continue
        bounds = (sign * peers[["lower", "upper"]]).to_numpy(dtype="float64")
        low, high = bounds.min(axis=1), bounds.max(axis=1)
        surely_above = (low[:, None] > high[None, :]).sum(axis=0)
        maybe_above = (high[:, None] > low[None, :]).sum(axis=0) - (high > low)
        best.loc[peers.index] = 1 + surely_above
        worst.loc[peers.index] = 1 + maybe_above
        ranked.loc[peers.index] = len(peers)
    return figures.assign(rank_best=best, rank_worst=worst, ranked=ranked)


def _near_in_time(rows: pd.DataFrame, expected: int | None) -> pd.DataFrame:
    """The rows of the newest span of years in which enough can be compared; else none."""
    years = rows["year"] if "year" in rows else pd.Series(0, index=rows.index)
    for year in sorted(years.unique(), reverse=True):
        peers = rows[years.between(year - YEARS_APART, year)]
        if len(peers) >= 2 and (expected is None or is_enough(len(peers), expected)):
            return peers
    return rows.iloc[:0]
