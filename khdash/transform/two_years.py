"""Figures of two years that may be compared: both of one run, each in its year or near it."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.model.gap import GapReason
from khdash.model.rows import Row, on_frames
from khdash.transform.records import is_whole

Pair = tuple[Row, Row]


@on_frames()
def two_year_rows(series: list[Row], base_year: int, year: int, tolerance: int) -> list[Row]:
    """The two rows of each unit, subgroup and basis that have a figure at both ends of one run.

    series: figures with their runs (series.joined). The later end is the newest figure in
    [year - tolerance, year]; the base the nearest to base_year within the tolerance, of two
    equally near the earlier, and always older than the later end. Of several runs the one with
    the newer end is taken, then the nearer base, then the published. Partial sums are left out.
    """
    lines: dict[tuple[str, str, str], dict[int, list[Row]]] = {}
    for row in filter(is_whole, series):
        key = row["unit"], row["subgroup"], row["basis"]
        lines.setdefault(key, {}).setdefault(row["run"], []).append(row)
    chosen: list[Row] = []
    for _, runs in sorted(lines.items(), key=lambda item: item[0]):
        pairs = [_pair(run, base_year, year, tolerance) for _, run in sorted(runs.items())]
        found = [pair for pair in pairs if pair is not None]
        if found:
            best: Pair = min(found, key=lambda pair: _distance(pair, base_year))
            chosen += best
    return chosen


def _pair(run: list[Row], base_year: int, year: int, tolerance: int) -> Pair | None:
    ends = [row for row in run if year - tolerance <= row["year"] <= year]
    if not ends:
        return None
    end = max(ends, key=lambda row: row["year"])
    near = [
        row
        for row in run
        if row["year"] < end["year"] and abs(row["year"] - base_year) <= tolerance
    ]
    if not near:
        return None
    return min(near, key=lambda row: (abs(row["year"] - base_year), row["year"])), end


def _distance(pair: Pair, base_year: int) -> tuple[int, int, bool]:
    first, last = pair
    computed = first["origin"] != "published" or last["origin"] != "published"
    return -last["year"], abs(first["year"] - base_year), computed


def why_no_pair(figures: Sequence[Row], base_year: int, year: int, tolerance: int) -> GapReason:
    """Why a unit's figures give no pair of the two years."""
    if not figures:
        return GapReason.NO_DATA
    years = [row["year"] for row in figures if is_whole(row)]
    if not years:
        return GapReason.PARTIAL
    at_base = [one for one in years if abs(one - base_year) <= tolerance]
    at_end = [one for one in years if year - tolerance <= one <= year]
    if not at_base and not at_end:
        return GapReason.OUTSIDE_PERIOD
    if not at_end:
        return GapReason.TOO_OLD
    older = any(one < max(at_end) for one in at_base)
    return GapReason.NOT_COMPARABLE if older else GapReason.NO_BASE
