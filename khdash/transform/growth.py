"""Changes between years: of one unit along a comparable run, of the cluster like for like."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from khdash.model.entries import SeriesBreak
from khdash.model.indicators import Kind
from khdash.model.rows import Row, grouped, on_frames
from khdash.model.value import Bounded
from khdash.transform.quotient import quotient
from khdash.transform.records import all_firm, bounded_of, is_firm, is_whole, refuse_rate
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

    def cells(self) -> Row:
        """abs_value, abs_lower, abs_upper and the same of rel, NaN where it has no fraction."""
        named = {"abs": self.absolute, "rel": self.relative or UNKNOWN}
        return {
            f"{name}_{end}": getattr(one, end)
            for name, one in named.items()
            for end in ("value", "lower", "upper")
        }


UNKNOWN = Bounded(math.nan, math.nan, math.nan)


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


@on_frames(contract=UNIT_CHANGE)
def unit_changes(
    series: list[Row],
    kind: Kind,
    *,
    latest: int | None = None,
    whole_run: bool = False,
) -> list[Row]:
    """The change between each unit's newest figure and the one before it in the same run.

    series: from series.joined. One row of UNIT_CHANGE a unit, subgroup, basis and origin; none
    where the newest figure has no predecessor it is comparable with, nor for partial sums. latest:
    leave out figures of later years. whole_run: since the first trusted figure of the run from
    which the bounds settle a rise or a fall, else since the first trusted one; not since the one
    before.
    """
    shown = (r for r in series if is_whole(r) and (latest is None or r["year"] <= latest))
    lines = grouped(shown, *LINE)
    found = []
    for _, rows in sorted(lines.items(), key=lambda item: item[0]):
        rows.sort(key=lambda row: row["year"])
        run = [row for row in rows if row["run"] == rows[-1]["run"]]
        if len(run) > 1:
            after = run[-1]
            before = _start(run[:-1], after, kind) if whole_run else run[-2]
            found.append(_change_row(before, after, kind))
    return found


def _start(earlier: list[Row], after: Row, kind: Kind) -> Row:
    """The figure since which a run has changed. The first is often rounded ("hơn 460.000") and
    leaves open which way; a later one may settle it.
    """
    firm = [row for row in earlier if is_firm(row["confidence"])] or earlier[:1]
    end = bounded_of(after)
    settled = (row for row in firm if change(bounded_of(row), end, kind).direction != "undecided")
    return next(settled, firm[0])


LINE = ("unit", "subgroup", "basis", "origin")


def _change_row(before: Row, after: Row, kind: Kind) -> Row:
    moved = change(bounded_of(before), bounded_of(after), kind)
    return {
        **{name: after[name] for name in LINE},
        "year": after["year"],
        "base_year": before["year"],
        "value": after["value"],
        "base_value": before["value"],
        **moved.cells(),
        "direction": moved.direction,
        "low_confidence": not all_firm((before, after)),
    }


def important(changes: Sequence[Row], weights: Mapping[str, float]) -> list[Row]:
    """The changes that are told: the most important rise and the most important fall, in order.

    changes: those that may be told. Newer ends come first, then the unit that weighs more in the
    cluster (weights: by unit, 0 where it is no member), then the larger change. Where the bounds
    settle no rise and no fall, the most important change that is at least capped below a doubling;
    else nothing.
    """

    def rank(row: Row) -> tuple[int, float, float]:
        relative = row["rel_value"]
        size = abs(row["abs_value"] if math.isnan(relative) else relative)
        return -row["year"], -weights.get(row["unit"], 0.0), -size

    ordered = sorted(changes, key=rank)
    told = [
        next((row for row in ordered if row["direction"] == direction), None)
        for direction in ("up", "down")
    ]
    settled = sorted((row for row in told if row is not None), key=rank)
    return settled or [row for row in ordered if _is_capped(row)][:1]


def _is_capped(row: Row) -> bool:
    """Whether the upper bound tells anything: a rise of 700 % at most says as much as nothing."""
    relative = row["rel_upper"]
    return math.isfinite(row["abs_upper"]) and (math.isnan(relative) or relative < 1)


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """Growth of the cluster over the same units in both years (methods.md rule 2).

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


@on_frames()
def like_for_like(
    figures: list[Row],
    members: Sequence[str],
    years: tuple[int, int],
    kind: Kind,
    breaks: Sequence[SeriesBreak] = (),
) -> LikeForLike:
    """The change of a stock or flow over the members that have a figure in both `years`, the
    earlier first. figures: of one indicator and subgroup. Raises ValueError for rates.
    """
    base_year, year = years
    rows = [row for row in figures if is_whole(row) and row["year"] in years]
    refuse_rate(rows, kind)
    at_start, at_end = ([row for row in rows if row["year"] == one] for one in years)
    having = {row["unit"] for row in at_start} & {row["unit"] for row in at_end}
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
