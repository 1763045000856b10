"""Changes between years: of one unit along a comparable run, of the cluster like for like."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from khdash.model.entries import SeriesBreak
from khdash.model.indicators import Kind
from khdash.model.value import Bounded
from khdash.transform.quotient import quotient
from khdash.transform.records import are_firm, bounded_values, refuse_rate, whole
from khdash.transform.series import series_of
from khdash.transform.totals import is_enough, total_of

Direction = Literal["up", "down", "same", "undecided"]
UNIT_CHANGE: dict[str, str] = {
    "unit": "str",
    "subgroup": "str",
    "basis": "str",
    "origin": "str",
    "year": "int64",
    "base_year": "int64",
    "value": "float64",
    "base_value": "float64",
    "abs_value": "float64",
    "abs_lower": "float64",
    "abs_upper": "float64",
    "rel_value": "float64",
    "rel_lower": "float64",
    "rel_upper": "float64",
    "direction": "str",
    "low_confidence": "bool",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What two printed figures allow to say of the change between them.

    absolute: in the indicator's unit (percentage points for a share). relative: a fraction,
    0.30 is +30 %; None for rates and from zero. direction: settled only if the bounds settle it.
    """

    absolute: Bounded
    relative: Bounded | None
    direction: Direction


def change(before: Bounded, after: Bounded, kind: Kind) -> Change:
    """The change from one figure to another, with its bounds.

    >>> from khdash.model.value import bounded
    >>> change(bounded(303_000), bounded(300_000, "at_least"), "stock").direction
    'undecided'
    """
    absolute = after - before
    ratio = None if kind == "rate" else quotient(after, before)
    relative = ratio and Bounded(ratio.value - 1, ratio.lower - 1, ratio.upper - 1)
    return Change(absolute, relative, _direction(absolute))


def _direction(difference: Bounded) -> Direction:
    if difference.lower > 0:
        return "up"
    if difference.upper < 0:
        return "down"
    return "same" if difference.lower == difference.upper == 0 else "undecided"


def unit_changes(
    joined_series: pd.DataFrame,
    kind: Kind,
    *,
    latest: int | None = None,
    whole_run: bool = False,
) -> pd.DataFrame:
    """The change between each unit's newest figure and the one before it in the same run.

    One row a unit, subgroup, basis and origin; none where the newest figure has no predecessor it
    is comparable with, nor for partial sums. latest: leave out figures of later years. whole_run:
    since the first trusted figure of the run, not since the one before.
    """
    rows = whole(joined_series)
    if latest is not None:
        rows = rows[rows["year"] <= latest]
    found = []
    for _, of_unit in rows.groupby(["unit", "subgroup", "basis", "origin"], sort=True):
        last = of_unit.sort_values("year").iloc[-1]
        run = of_unit[of_unit["run"] == last["run"]].sort_values("year")
        pair = _ends_of(run) if whole_run else run.tail(2)
        if len(pair) == 2:
            found.append(_change_row(pair, kind))
    return pd.DataFrame(found, columns=list(UNIT_CHANGE)).astype(UNIT_CHANGE)


def _ends_of(run: pd.DataFrame) -> pd.DataFrame:
    """The first figure that may be spoken of and the newest one."""
    before = run.iloc[:-1]
    firm = before[are_firm(before)]
    return pd.concat([(firm if len(firm) else before).head(1), run.tail(1)])


def _change_row(pair: pd.DataFrame, kind: Kind) -> dict[str, object]:
    before, after = bounded_values(pair)
    moved = change(before, after, kind)
    unknown = Bounded(math.nan, math.nan, math.nan)
    relative = moved.relative or unknown
    last = pair.iloc[-1]
    return {
        **{name: last[name] for name in ("unit", "subgroup", "basis", "origin", "year")},
        "base_year": pair["year"].iloc[0],
        "value": after.value,
        "base_value": before.value,
        "abs_value": moved.absolute.value,
        "abs_lower": moved.absolute.lower,
        "abs_upper": moved.absolute.upper,
        "rel_value": relative.value,
        "rel_lower": relative.lower,
        "rel_upper": relative.upper,
        "direction": moved.direction,
        "low_confidence": not are_firm(pair).all(),
    }


def important(rows: pd.DataFrame, weights: pd.Series) -> list[pd.Series]:
    """The changes that are told: the most important rise and the most important fall, in order.

    rows: changes that may be told. Newer ends come first, then the unit that weighs more in the
    cluster (weights: by unit, 0 where it is no member), then the larger change. Where the bounds
    settle no rise and no fall, the most important change that is at least capped; else nothing.
    """
    if rows.empty:
        return []
    size = rows["rel_value"].fillna(rows["abs_value"]).abs()
    weight = rows["unit"].map(weights).fillna(0.0).astype("float64")
    keys = rows.assign(_weight=weight, _size=size)
    order = keys.sort_values(["year", "_weight", "_size"], ascending=False, kind="stable")
    ordered = rows.loc[order.index]
    settled = ordered[ordered["direction"].isin(["up", "down"])]
    told = settled.drop_duplicates("direction")
    if told.empty:
        capped = ordered["abs_upper"].map(math.isfinite)
        told = ordered[capped].head(1)
    return [row for _, row in told.iterrows()]


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """Growth of the cluster over the same units in both years (DOMAIN rule 2).

    change is None where no unit has both years or a break lies between (across_break).
    """

    year: int
    base_year: int
    before: Bounded | None
    after: Bounded | None
    change: Change | None
    units: tuple[str, ...]
    expected: int
    missing: tuple[str, ...]
    across_break: bool = False
    low_confidence: bool = False

    @property
    def covered(self) -> int:
        return len(self.units)

    @property
    def enough(self) -> bool:
        """Whether the units in both years suffice to speak of the cluster."""
        return is_enough(self.covered, self.expected)


def like_for_like(
    current: pd.DataFrame,
    indicator: str,
    members: Sequence[str],
    year: int,
    base_year: int,
    kind: Kind,
    breaks: Sequence[SeriesBreak] = (),
    *,
    subgroup: str = "",
) -> LikeForLike:
    """The change of a stock or flow between two years over the members that have both.

    Raises ValueError for rates.
    """
    series = whole(series_of(current, indicator, subgroup=subgroup))
    refuse_rate(series, kind)
    at_start, at_end = (series[series["year"] == y] for y in (base_year, year))
    having = set(at_start["unit"]) & set(at_end["unit"])
    units = tuple(unit for unit in members if unit in having)
    before, after = (total_of(rows, units, kind) for rows in (at_start, at_end))
    across = any(base_year < b.year <= year for b in breaks)
    moved = None
    if before.value and after.value and not across:
        moved = change(before.value, after.value, "stock")
    return LikeForLike(
        year=year,
        base_year=base_year,
        before=before.value,
        after=after.value,
        change=moved,
        units=units,
        expected=len(members),
        missing=tuple(unit for unit in members if unit not in having),
        across_break=across,
        low_confidence=before.low_confidence or after.low_confidence,
    )
