"""What a figure is compared with: the year before, the cluster, the others, another unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.entries import SeriesBreak
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.value import Bounded
from khdash.transform.latest import newest
from khdash.transform.rates import cluster_rate
from khdash.transform.records import are_firm, bounded_values, usable, whole
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


def year_before(figures: pd.DataFrame, row: pd.Series, breaks: Sequence[SeriesBreak]) -> Reference:
    """The same unit's figure of the year before, on the same basis and of the same origin.

    figures: of one indicator and subgroup. row: one of them.
    """
    year = int(row["year"]) - 1
    if crosses(breaks, year, year + 1):
        return Reference(None, why_not=GapReason.NOT_COMPARABLE)
    rows = whole(figures)
    rows = rows[(rows["unit"] == row["unit"]) & (rows["year"] == year)]
    return _same_series(rows, row)


def other_unit(
    figures: pd.DataFrame,
    row: pd.Series,
    unit: str,
    window: tuple[int, int],
    breaks: Sequence[SeriesBreak],
) -> Reference:
    """Another unit's newest figure within (year, tolerance) = `window`, on the same basis.

    figures: of one indicator and subgroup, the other unit's among them.
    """
    if row["unit"] == unit:
        return Reference(None, why_not=GapReason.ITSELF)
    rows = figures[figures["unit"] == unit]
    if rows.empty:
        return Reference(None, why_not=GapReason.NO_DATA)
    rows = usable(newest(rows, str(row["indicator"]), *window, subgroup=str(row["subgroup"])))
    found = _same_series(rows, row, same_origin=False)
    if found.years and crosses(breaks, int(row["year"]), found.years[1]):
        return Reference(None, why_not=GapReason.NOT_COMPARABLE)
    return found


def _same_series(rows: pd.DataFrame, row: pd.Series, same_origin: bool = True) -> Reference:
    """The one figure among `rows` that stands on the basis of `row`; printed before computed."""
    if rows.empty:
        return Reference(None, why_not=GapReason.NO_DATA)
    same = rows[rows["basis"] == row["basis"]]
    if row["basis"] == "unstated":  # joined only within one source (DOMAIN rule 4)
        same = same[same["source_id"] == row["source_id"]]
    if same_origin:
        same = same[same["origin"] == row["origin"]]
    if same.empty:
        return Reference(None, why_not=GapReason.OTHER_BASIS)
    best = same.sort_values("origin", ascending=False).head(1)
    year = int(best["year"].iloc[0])
    low = not are_firm(best).all()
    return Reference(bounded_values(best)[0], (year, year), 1, 1, low_confidence=low)


def mean_of(latest: pd.DataFrame, members: Sequence[str]) -> Reference:
    """The mean a reporting unit of a stock or flow; from five eighths of the members on.

    latest: one usable figure a unit.
    """
    rows = usable(latest)
    rows = rows[rows["unit"].isin(members)]
    if not is_enough(len(rows), len(members)):
        return Reference(None, None, len(rows), len(members), True, GapReason.TOO_FEW)
    mean = reduce(add, bounded_values(rows)).scaled(1 / len(rows))
    years = (int(rows["year"].min()), int(rows["year"].max()))
    low = not are_firm(rows).all()
    return Reference(mean, years, len(rows), len(members), True, low_confidence=low)


def rate_of(
    current: pd.DataFrame,
    catalogue: Catalogue,
    indicator: Indicator,
    members: Sequence[str],
    window: tuple[int, int],
    basis: str,
) -> Reference:
    """The rate of several units, sum over sum; window: (year, tolerance).

    A figure of unstated basis is compared with no computed rate.
    """
    if basis == "unstated":
        return Reference(None, why_not=GapReason.OTHER_BASIS)
    rate = cluster_rate(current, catalogue, indicator, members, *window, basis=basis or "all")
    if rate.value is None:
        why = GapReason.TOO_FEW if rate.why_not == "too-few" else GapReason.NO_DIVISOR
        return Reference(None, rate.years, rate.covered, rate.expected, why_not=why)
    low = rate.low_confidence
    return Reference(rate.value, rate.years, rate.covered, rate.expected, low_confidence=low)
