"""Ranks as far as printed precision settles them (methods.md rules 4, 6, 9, 11)."""

from __future__ import annotations

from typing import Literal

from khdash.model.rows import Row, on_frames
from khdash.transform.records import is_usable
from khdash.transform.totals import is_enough

YEARS_APART = 2
"""A rank compares only values at most so far apart (methods.md rule 9)."""

RANK = {"rank_best": "Int64", "rank_worst": "Int64", "ranked": "Int64"}
UNRANKED: Row = dict.fromkeys(RANK)


@on_frames(adds=RANK)
def rank_intervals(
    figures: list[Row],
    direction: Literal["up", "down", "none"] = "up",
    *,
    expected: int | None = None,
) -> list[Row]:
    """The figures with rank_best and rank_worst (1 is best) and `ranked`, how many share the rank.

    direction 'down': low is best; 'none' counts from the highest. Equal figures share the better
    rank. Only figures of one basis are ranked together, of unstated basis only within one source.
    Only figures at most two years apart are: those of the newest two years and one that suffice.
    None where a figure is partial, too old or alone, and, if `expected` (the number of units asked)
    is given, where fewer than five eighths of them can be ranked together.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(figures):
        if is_usable(row):
            basis = row["basis"]
            source = row["source_id"] if basis == "unstated" else ""
            groups.setdefault((basis, source), []).append(position)
    ranks = [UNRANKED] * len(figures)
    for positions in groups.values():
        peers = _near_in_time(figures, positions, expected)
        ends = {p: _ends(figures[p], direction) for p in peers}
        for position, (low, high) in ends.items():
            above = sum(other_low > high for other_low, _ in ends.values())
            maybe = sum(other_high > low for _, other_high in ends.values()) - (high > low)
            ranks[position] = {
                "rank_best": 1 + above,
                "rank_worst": 1 + maybe,
                "ranked": len(peers),
            }
    return [{**row, **rank} for row, rank in zip(figures, ranks, strict=True)]


def _ends(row: Row, direction: str) -> tuple[float, float]:
    if direction == "down":
        return -row["upper"], -row["lower"]
    return row["lower"], row["upper"]


def _near_in_time(figures: list[Row], positions: list[int], expected: int | None) -> list[int]:
    """The figures of the newest span of years in which enough can be compared; else none."""
    years = {p: figures[p].get("year", 0) for p in positions}
    for year in sorted(set(years.values()), reverse=True):
        peers = [p for p, at in years.items() if year - YEARS_APART <= at <= year]
        if len(peers) >= 2 and (expected is None or is_enough(len(peers), expected)):
            return peers
    return []
