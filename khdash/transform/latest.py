"""Latest available figures, each with its own year (DOMAIN rule 9)."""

from __future__ import annotations

import pandas as pd

from khdash.model.selection import DEFAULT_TOLERANCE
from khdash.transform.series import series_of


def newest(
    current: pd.DataFrame,
    indicator: str,
    year: int,
    tolerance: int = DEFAULT_TOLERANCE,
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
