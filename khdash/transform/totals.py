"""Totals of stocks and flows that say how much they cover (DOMAIN rule 2)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import pandas as pd

from khdash.model.frames import TOTAL
from khdash.model.indicators import Kind
from khdash.model.value import Bounded
from khdash.transform.records import are_firm, bounded_values, refuse_rate, usable
from khdash.transform.series import series_of


def is_enough(covered: int, expected: int) -> bool:
    """Whether k of n units suffice to speak of the cluster: at least five eighths.

    >>> is_enough(5, 8), is_enough(4, 8), is_enough(4, 5), is_enough(3, 5)
    (True, False, True, False)
    """
    return expected > 0 and covered * 8 >= expected * 5


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over the units that reported; `missing` are the keys of those that did not.

    value is None only where no unit reported. years: the oldest and newest year summed.
    low_confidence: a figure of low confidence is in it, so it carries no headline (rule 6).
    """

    value: Bounded | None
    covered: int
    expected: int
    missing: tuple[str, ...]
    years: tuple[int, int] | None
    low_confidence: bool = False

    @property
    def enough(self) -> bool:
        """Whether the total may be shown as the cluster's."""
        return is_enough(self.covered, self.expected)


def total_of(figures: pd.DataFrame, members: Sequence[str], kind: Kind) -> Total:
    """The sum of one figure a unit over the members that have one, bounds carried.

    Partial sums of a merged unit and figures beyond the tolerance count as missing.
    Raises ValueError for rates and where a unit has more than one figure.
    """
    rows = usable(figures)
    rows = rows[rows["unit"].isin(members)]
    refuse_rate(rows, kind)
    if rows["unit"].duplicated().any():
        raise ValueError("a total needs one figure a unit: choose one indicator, subgroup and year")
    having = set(rows["unit"])
    values = bounded_values(rows)
    return Total(
        value=reduce(add, values) if values else None,
        covered=len(rows),
        expected=len(members),
        missing=tuple(unit for unit in members if unit not in having),
        years=(int(rows["year"].min()), int(rows["year"].max())) if values else None,
        low_confidence=not are_firm(rows).all(),
    )


def floor_of(rows: pd.DataFrame) -> Bounded:
    """What a whole has at least by the figures of some of its units, of one year: exact ones and
    floors in full, ceilings and "about" as 0 (DOMAIN rule 2). It has no upper bound.
    """
    least = rows["lower"].clip(lower=0).fillna(0)
    total = float(least.sum())
    return Bounded(total, total, math.inf)


def totals_by_year(
    current: pd.DataFrame,
    indicator: str,
    members_in: Callable[[int], Sequence[str]],
    kind: Kind,
    *,
    subgroup: str = "",
) -> pd.DataFrame:
    """TotalFrame: every year from the first to the last with a figure of a member.

    value and its bounds are NaN where fewer than five eighths of the members reported; covered,
    expected and missing always stand. members_in: the expected units of a year.
    Raises ValueError for rates.
    """
    series = series_of(current, indicator, subgroup=subgroup)
    refuse_rate(series, kind)
    reported = sorted(set(series["year"].tolist()))
    span = range(reported[0], reported[-1] + 1) if reported else range(0)
    totals = {y: total_of(series[series["year"] == y], members_in(y), kind) for y in span}
    covered = [year for year, total in totals.items() if total.covered]
    rows = [_row(y, totals[y]) for y in span if covered and covered[0] <= y <= covered[-1]]
    return pd.DataFrame(rows, columns=[*TOTAL, "low_confidence"]).astype(
        {**TOTAL, "low_confidence": "bool"}
    )


def _row(year: int, total: Total) -> dict[str, object]:
    shown = total.value if total.enough else None
    return {
        "year": year,
        "value": shown.value if shown else float("nan"),
        "lower": shown.lower if shown else float("nan"),
        "upper": shown.upper if shown else float("nan"),
        "covered": total.covered,
        "expected": total.expected,
        "missing": total.missing,
        "low_confidence": total.low_confidence,
    }
