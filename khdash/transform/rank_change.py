"""Ranks in two years among the same units, and the change that their bounds settle."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from khdash.transform.ranks import rank_intervals

RANKS = (
    "rank_best",
    "rank_worst",
    "ranked",
    "base_rank_best",
    "base_rank_worst",
    "rank_change",
    "rank_change_low",
    "rank_change_high",
)
BASE_FIGURE = ("value", "lower", "upper", "year")


def with_rank_change(
    pairs: pd.DataFrame,
    direction: Literal["up", "down", "none"] = "up",
    *,
    expected: int | None = None,
) -> pd.DataFrame:
    """The pairs with RANKS: the rank at both ends among these units alone, and its change.

    pairs: one row a unit and basis, the later figure in value, lower, upper, the earlier one in
    base_value, base_lower, base_upper. A positive change is a rise by so many places. It lies in
    [rank_change_low, rank_change_high]; rank_change is NA where that is more than one number.
    All are NA where rank_intervals gives no rank (fewer than five eighths of `expected`).
    """
    now, base = _both_ranks(pairs, direction, expected)
    compared = now["ranked"].notna() & base["ranked"].notna()
    if not (compared == (now["ranked"].notna() | base["ranked"].notna())).all():
        # One end leaves out units that are too far apart in time: rank the others at both ends.
        again = _both_ranks(pairs[compared], direction, expected)
        now, base = (ranks.reindex(pairs.index) for ranks in again)
        now = pairs.assign(**{name: now[name] for name in RANKS[:3]})
    low = base["rank_best"] - now["rank_worst"]
    high = base["rank_worst"] - now["rank_best"]
    return now.assign(
        base_rank_best=base["rank_best"],
        base_rank_worst=base["rank_worst"],
        rank_change=low.where(low == high),
        rank_change_low=low,
        rank_change_high=high,
    )


def _both_ranks(
    pairs: pd.DataFrame, direction: Literal["up", "down", "none"], expected: int | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The pairs ranked by their later and by their earlier figure."""
    names = [name for name in BASE_FIGURE if f"base_{name}" in pairs]
    earlier = pairs.assign(**{name: pairs[f"base_{name}"] for name in names})
    return (
        rank_intervals(pairs, direction, expected=expected),
        rank_intervals(earlier, direction, expected=expected),
    )
