"""Ranks as far as printed precision settles them (DOMAIN rules 4, 6, 9, 11)."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from khdash.transform.records import usable
from khdash.transform.totals import is_enough


def rank_intervals(
    figures: pd.DataFrame,
    direction: Literal["up", "down", "none"] = "up",
    *,
    expected: int | None = None,
) -> pd.DataFrame:
    """The figures with rank_best and rank_worst (1 is best) and `ranked`, how many share the rank.

    direction 'down': low is best; 'none' counts from the highest. Equal figures share the better
    rank. Only figures of one basis are ranked together, of unstated basis only within one source.
    NA where a figure is partial, too old or alone, and, if `expected` (the number of units asked)
    is given, where fewer than five eighths of them can be ranked together.
    """
    sign = -1 if direction == "down" else 1
    best = pd.Series(pd.NA, index=figures.index, dtype="Int64")
    worst, ranked = best.copy(), best.copy()
    rows = usable(figures)
    group = rows["basis"].where(rows["basis"] != "unstated", "unstated " + rows["source_id"])
    for _, peers in rows.groupby(group):
        if len(peers) < 2 or (expected is not None and not is_enough(len(peers), expected)):
            continue
        bounds = (sign * peers[["lower", "upper"]]).to_numpy(dtype="float64")
        low, high = bounds.min(axis=1), bounds.max(axis=1)
        surely_above = (low[:, None] > high[None, :]).sum(axis=0)
        maybe_above = (high[:, None] > low[None, :]).sum(axis=0) - (high > low)
        best.loc[peers.index] = 1 + surely_above
        worst.loc[peers.index] = 1 + maybe_above
        ranked.loc[peers.index] = len(peers)
    return figures.assign(rank_best=best, rank_worst=worst, ranked=ranked)
