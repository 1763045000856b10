"""What a figure is compared with: the year before, the cluster, the others, another unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal

from khdash.model.entries import SeriesBreak
from khdash.model.gap import GapReason
from khdash.model.rows import Row, on_frames
from khdash.model.value import Bounded
from khdash.transform.latest import newest
from khdash.transform.rates import ClusterRate
from khdash.transform.records import all_firm, bounded_of, is_firm, is_usable, is_whole
from khdash.transform.totals import is_enough


@dataclass(frozen=True, slots=True)
class Reference:
    """The figure compared with, from which years and units; value None says why in why_not.

    covered of expected: the units behind a figure of several. per_unit: it is their mean a unit.
    low_confidence: a figure of low confidence is in it, so it carries no sentence (rule 6).
    """

    value: Bounded | None
    years: tuple[int, int] | None = None
    covered: int = 0
    expected: int = 0
    per_unit: bool = False
    why_not: GapReason | Literal[""] = ""
    low_confidence: bool = False


def crosses(breaks: Sequence[SeriesBreak], one: int, other: int) -> bool:
    """Whether a break lies between the figures of two years."""
    first, last = sorted((one, other))
    return any(first < b.year <= last for b in breaks)


@on_frames()
def year_before(figures: list[Row], row: Row, breaks: Sequence[SeriesBreak]) -> Reference:
    """The same unit's figure of the year before, on the same basis and of the same origin.

    figures: of one indicator and subgroup. row: one of them.
    """
    year = int(row["year"]) - 1
    if crosses(breaks, year, year + 1):
        return Reference(None, why_not=GapReason.NOT_COMPARABLE)
    before = [
        one
        for one in figures
        if one["year"] == year and one["unit"] == row["unit"] and is_whole(one)
    ]
    return _same_series(before, row)


@on_frames()
def other_unit(
    figures: list[Row],
    row: Row,
    unit: str,
    window: tuple[int, int],
    breaks: Sequence[SeriesBreak],
) -> Reference:
    """Another unit's newest figure within (year, tolerance) = `window`, on the same basis.

    figures: of one indicator and subgroup, the other unit's among them.
    """
    if row["unit"] == unit:
        return Reference(None, why_not=GapReason.ITSELF)
    rows = [one for one in figures if one["unit"] == unit]
    if not rows:
        return Reference(None, why_not=GapReason.NO_DATA)
    usable = list(filter(is_usable, newest(rows, window)))
    found = _same_series(usable, row, same_origin=False)
    if found.years and crosses(breaks, int(row["year"]), found.years[1]):
        return Reference(None, why_not=GapReason.NOT_COMPARABLE)
    return found


def _same_series(rows: Sequence[Row], row: Row, same_origin: bool = True) -> Reference:
    """The one figure among `rows` that stands on the basis of `row`; printed before computed."""
    if not rows:
        return Reference(None, why_not=GapReason.NO_DATA)
    same = [one for one in rows if one["basis"] == row["basis"]]
    if row["basis"] == "unstated":  # joined only within one source (methods.md rule 4)
        same = [one for one in same if one["source_id"] == row["source_id"]]
    if same_origin:
        same = [one for one in same if one["origin"] == row["origin"]]
    if not same:
        return Reference(None, why_not=GapReason.OTHER_BASIS)
    best = min(same, key=lambda one: one["origin"] != "published")
    low = not is_firm(best["confidence"])
    return Reference(bounded_of(best), (best["year"], best["year"]), 1, 1, low_confidence=low)


@on_frames()
def mean_of(latest: list[Row], members: Sequence[str]) -> Reference:
    """The mean a reporting unit of a stock or flow; from five eighths of the members on.

    latest: one usable figure a unit.
    """
    rows = [row for row in latest if row["unit"] in members and is_usable(row)]
    if not is_enough(len(rows), len(members)):
        return Reference(None, None, len(rows), len(members), True, GapReason.TOO_FEW)
    mean = reduce(add, map(bounded_of, rows)).scaled(1 / len(rows))
    years = [row["year"] for row in rows]
    low = not all_firm(rows)
    span = (min(years), max(years))
    return Reference(mean, span, len(rows), len(members), True, low_confidence=low)


def rate_of(rate: ClusterRate) -> Reference:
    """The rate of several units, sum over sum."""
    if rate.value is None:
        why = GapReason.TOO_FEW if rate.why_not == "too-few" else GapReason.NO_DIVISOR
        return Reference(None, rate.years, rate.covered, rate.expected, why_not=why)
    low = rate.low_confidence
    return Reference(rate.value, rate.years, rate.covered, rate.expected, low_confidence=low)
