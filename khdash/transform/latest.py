"""Latest available figures, each with its own year (methods.md rule 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khdash.model.entries import SeriesBreak
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, on_frames

Window = tuple[int, int]
"""The asked year, and how many years older a figure may be."""
SHADED_AFTER = 2
"""Years after which a figure is shaded (methods.md rule 9), in a chart as in an answer."""


def is_shaded(figure_year: int, year: int) -> bool:
    """Whether a figure is shaded as of a year.

    >>> is_shaded(2022, 2024), is_shaded(2021, 2024)
    (False, True)
    """
    return figure_year < year - SHADED_AFTER


@on_frames(adds={"stale": "bool", "too_old": "bool"})
def newest(figures: list[Row], window: Window) -> list[Row]:
    """Each unit's newest figure at or before the year of `window`, however old: one a unit and
    basis, in that order.

    figures: of one indicator and subgroup. stale: so much older than the asked year that it is
    shaded. too_old: older than
    the tolerance; such a figure is listed with its year and enters no total, rank, class or
    sentence. In one year a published figure is taken before a derived one; within the tolerance a
    whole unit before a partial sum.
    """
    year, tolerance = window
    oldest = year - tolerance

    def later(row: Row) -> tuple[bool, bool, int, bool]:
        at = row["year"]
        return at < oldest, bool(row.get("partial")), -at, row["origin"] != "published"

    taken: dict[tuple[str, str], Row] = {}
    for row in figures:
        if row["year"] <= year:
            key = row["unit"], row["basis"]
            known = taken.get(key)
            if known is None or later(row) < later(known):
                taken[key] = row
    return [
        {**row, "stale": is_shaded(row["year"], year), "too_old": row["year"] < oldest}
        for _, row in sorted(taken.items(), key=lambda item: item[0])
    ]


@on_frames(adds={"stale": "bool", "too_old": "bool", "missing": "str"})
def latest_or_why_not(
    figures: list[Row], window: Window, breaks: Mapping[str, Sequence[SeriesBreak]]
) -> list[Row]:
    """The newest figures; `missing` says which may not be compared with the others, and why:
    too_old, not_comparable (before the last break), partial.

    breaks: those of each origin. A unit with a figure inside the tolerance is not represented by
    an older one on another basis.
    """
    year, _ = window
    rows = newest(figures, window)
    recent = {row["unit"] for row in rows if not row["too_old"]}
    last_break = {
        origin: max((b.year for b in own if b.year <= year), default=0)
        for origin, own in breaks.items()
    }
    return [
        {**row, "missing": _why_apart(row, last_break[row["origin"]])}
        for row in rows
        if not row["too_old"] or row["unit"] not in recent
    ]


def _why_apart(row: Row, last_break: int) -> str:
    if row["too_old"]:
        return str(GapReason.TOO_OLD)
    if row["year"] < last_break:
        return str(GapReason.NOT_COMPARABLE)
    return str(GapReason.PARTIAL) if row.get("partial") else ""


def why_no_figure(
    known: Sequence[Row], indicator: Indicator, years: tuple[int, int], ended: bool = False
) -> GapReason:
    """Why a unit has no figure from the first to the last of `years`, from all that are known of
    it on any basis and in any year. ended: whether the unit itself no longer exists.
    """
    first, year = years
    if indicator.valid_from is not None and year < indicator.valid_from:
        return GapReason.BEFORE_START
    if ended or (indicator.valid_to is not None and indicator.valid_to < year):
        return GapReason.ENDED
    if any(first <= row["year"] <= year for row in known):
        return GapReason.OTHER_BASIS
    return GapReason.OUTSIDE_PERIOD if known else GapReason.NO_DATA
