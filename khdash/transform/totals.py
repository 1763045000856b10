"""Totals of stocks and flows that say how much they cover (methods.md rule 2)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from khdash.model.frames import TOTAL
from khdash.model.indicators import Kind
from khdash.model.rows import Row, grouped, on_frames
from khdash.model.value import Bounded
from khdash.transform.records import all_firm, bounded_of, is_usable, refuse_rate


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


@on_frames()
def total_of(figures: list[Row], members: Sequence[str], kind: Kind) -> Total:
    """The sum of one figure a unit over the members that have one, bounds carried.

    Partial sums of a merged unit and figures beyond the tolerance count as missing.
    Raises ValueError for rates and where a unit has more than one figure.
    """
    wanted = set(members)
    rows = [row for row in figures if row["unit"] in wanted and is_usable(row)]
    refuse_rate(rows, kind)
    having = {row["unit"] for row in rows}
    if len(having) < len(rows):
        raise ValueError("a total needs one figure a unit: choose one indicator, subgroup and year")
    years = [row["year"] for row in rows]
    return Total(
        value=reduce(add, map(bounded_of, rows)) if rows else None,
        covered=len(rows),
        expected=len(members),
        missing=tuple(unit for unit in members if unit not in having),
        years=(min(years), max(years)) if rows else None,
        low_confidence=not all_firm(rows),
    )


@on_frames()
def floor_of(rows: list[Row]) -> Bounded:
    """What a whole has at least by the figures of some of its units, of one year: exact ones and
    floors in full, ceilings and "about" as 0 (methods.md rule 2). It has no upper bound.
    """
    total = math.fsum(max(row["lower"], 0.0) for row in rows)
    return Bounded(total, total, math.inf)


@on_frames(contract={**TOTAL, "low_confidence": "bool"})
def totals_by_year(
    figures: list[Row], members_in: Callable[[int], Sequence[str]], kind: Kind
) -> list[Row]:
    """TotalFrame rows: every year from the first to the last with a figure of a member.

    figures: of one indicator and subgroup. value and its bounds are NaN where fewer than five
    eighths of the members reported; covered, expected and missing always stand. members_in: the
    expected units of a year. Raises ValueError for rates.
    """
    refuse_rate(figures, kind)
    by_year = grouped(figures, "year")
    span = range(min(by_year), max(by_year) + 1) if by_year else range(0)
    totals = {year: total_of(by_year.get(year, []), members_in(year), kind) for year in span}
    covered = [year for year, total in totals.items() if total.covered]
    return [_row(y, totals[y]) for y in span if covered and covered[0] <= y <= covered[-1]]


def _row(year: int, total: Total) -> Row:
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
