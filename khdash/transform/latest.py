"""Latest available figures, each with its own year (DOMAIN rule 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from khdash.model.entries import SeriesBreak
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.transform.series import series_of


def newest(
    current: pd.DataFrame,
    indicator: str,
    year: int,
    tolerance: int,
    *,
    subgroup: str = "",
    basis: str | None = None,
) -> pd.DataFrame:
    """Each unit's newest figure at or before `year`, however old: one row a unit and basis.

    stale: older than the asked year. too_old: older than the tolerance; such a figure is listed
    with its year and enters no total, rank, class or sentence. In one year a published figure is
    taken before a derived one; within the tolerance a whole unit before a partial sum.
    """
    rows = series_of(current, indicator, subgroup=subgroup)
    rows = rows[rows["year"] <= year]
    if basis is not None:
        rows = rows[rows["basis"] == basis]
    rows = rows.assign(stale=rows["year"] < year, too_old=rows["year"] < year - tolerance)
    partial = rows["partial"].astype(bool) if "partial" in rows else False
    ordered = rows.assign(
        _partial=partial, _age=year - rows["year"], _computed=rows["origin"] != "published"
    ).sort_values(["too_old", "_partial", "_age", "_computed"], kind="stable")
    taken = ordered.drop_duplicates(["unit", "basis"])
    taken = taken.drop(columns=["_partial", "_age", "_computed"])
    return taken.sort_values(["unit", "basis"], kind="stable", ignore_index=True)


def latest(
    current: pd.DataFrame,
    indicator: str,
    year: int,
    tolerance: int,
    *,
    subgroup: str = "",
    basis: str | None = None,
) -> pd.DataFrame:
    """Each unit's newest figure in [year - tolerance, year]: one row a unit and basis.

    The columns of the input and `stale` (older than the asked year). With basis=None the rows of
    every basis are returned: the caller chooses, they are never mixed.
    """
    rows = newest(current, indicator, year, tolerance, subgroup=subgroup, basis=basis)
    return rows[~rows["too_old"]].drop(columns="too_old").reset_index(drop=True)


def latest_or_why_not(
    figures: pd.DataFrame,
    indicator: Indicator,
    window: tuple[int, int],
    breaks: Mapping[str, Sequence[SeriesBreak]],
    *,
    subgroup: str = "",
) -> pd.DataFrame:
    """The newest figures as of window = (year, tolerance); `missing` says which may not be
    compared with the others, and why: too_old, not_comparable (before the last break), partial.

    breaks: those of each origin. A unit with a figure inside the tolerance is not represented by
    an older one on another basis.
    """
    year, tolerance = window
    rows = newest(figures, indicator.code, year, tolerance, subgroup=subgroup)
    recent = set(rows.loc[~rows["too_old"], "unit"])
    rows = rows[~rows["too_old"] | ~rows["unit"].isin(recent)]
    last_break = {
        origin: max((b.year for b in own if b.year <= year), default=0)
        for origin, own in breaks.items()
    }
    reasons = [_why_apart(row, last_break[str(row.origin)]) for row in rows.itertuples()]
    return rows.assign(missing=pd.Series(reasons, index=rows.index, dtype="str"))


def _why_apart(row: Any, last_break: int) -> str:
    if row.too_old:
        return GapReason.TOO_OLD
    if row.year < last_break:
        return GapReason.NOT_COMPARABLE
    return GapReason.PARTIAL if row.partial else ""


def why_no_figure(
    known: pd.DataFrame, indicator: Indicator, years: tuple[int, int], ended: bool = False
) -> GapReason:
    """Why a unit has no figure from the first to the last of `years`, from all that are known of
    it on any basis and in any year. ended: whether the unit itself no longer exists.
    """
    first, year = years
    if indicator.valid_from is not None and year < indicator.valid_from:
        return GapReason.BEFORE_START
    if ended or (indicator.valid_to is not None and indicator.valid_to < year):
        return GapReason.ENDED
    if known["year"].between(first, year).any():
        return GapReason.OTHER_BASIS
    return GapReason.OUTSIDE_PERIOD if len(known) else GapReason.NO_DATA
