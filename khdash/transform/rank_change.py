"""Ranks in two years among the same units, and the change that their bounds settle."""

from __future__ import annotations

from typing import Literal

from khdash.model.rows import Row, on_frames
from khdash.transform.ranks import RANK, UNRANKED, rank_intervals

Direction = Literal["up", "down", "none"]
CHANGE = ("base_rank_best", "base_rank_worst", "rank_change", "rank_change_low", "rank_change_high")
RANKS = (*RANK, *CHANGE)
BASE_FIGURE = ("value", "lower", "upper", "year")


@on_frames(adds=dict.fromkeys(RANKS, "Int64"))
def with_rank_change(
    pairs: list[Row], direction: Direction = "up", *, expected: int | None = None
) -> list[Row]:
    """The pairs with RANKS: the rank at both ends among these units alone, and its change.

    pairs: one row a unit and basis, the later figure in value, lower, upper, the earlier one in
    base_value, base_lower, base_upper. A positive change is a rise by so many places. It lies in
    [rank_change_low, rank_change_high]; rank_change is None where that is more than one number.
    All are None where rank_intervals gives no rank (fewer than five eighths of `expected`).
    """
    now, base = _both_ranks(pairs, direction, expected)
    ranked = [
        one["ranked"] is not None and other["ranked"] is not None
        for one, other in zip(now, base, strict=True)
    ]
    if any(
        (one["ranked"] is not None or other["ranked"] is not None) and not both
        for one, other, both in zip(now, base, ranked, strict=True)
    ):
        # One end leaves out units that are too far apart in time: rank the others at both ends.
        kept = [pair for pair, both in zip(pairs, ranked, strict=True) if both]
        marked = list(zip(pairs, ranked, strict=True))
        again = [iter(ranks) for ranks in _both_ranks(kept, direction, expected)]
        now, base = (
            [next(ranks) if both else {**pair, **UNRANKED} for pair, both in marked]
            for ranks in again
        )
    return [
        {**pair, **{name: one[name] for name in RANK}, **_change(one, other)}
        for pair, one, other in zip(pairs, now, base, strict=True)
    ]


def _change(now: Row, base: Row) -> Row:
    found: Row = dict.fromkeys(CHANGE)
    found |= {f"base_{name}": base[name] for name in ("rank_best", "rank_worst")}
    if now["ranked"] is None or base["ranked"] is None:
        return found
    low = base["rank_best"] - now["rank_worst"]
    high = base["rank_worst"] - now["rank_best"]
    return found | {
        "rank_change": low if low == high else None,
        "rank_change_low": low,
        "rank_change_high": high,
    }


def _both_ranks(
    pairs: list[Row], direction: Direction, expected: int | None
) -> tuple[list[Row], list[Row]]:
    """The pairs ranked by their later and by their earlier figure."""
    earlier = [
        {**pair, **{name: pair[f"base_{name}"] for name in BASE_FIGURE if f"base_{name}" in pair}}
        for pair in pairs
    ]
    return (
        rank_intervals(pairs, direction, expected=expected),
        rank_intervals(earlier, direction, expected=expected),
    )
